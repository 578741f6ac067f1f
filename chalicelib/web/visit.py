"""One request as a page sees it: who is there, in which language, with what in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode, urlsplit

from chalicelib.dossier import Person
from chalicelib.errors import Problem
from chalicelib.ports import Session, World
from chalicelib.web.forms import Form, clean

if TYPE_CHECKING:
    from chalicelib.web.identity import Identity

LANGUAGES = ("vi", "en")


class Stranger(Problem):
    """Nobody is signed in, or a token is no good: pages lead to sign-in, the API answers 401."""

    status: ClassVar[int] = 401

    def __init__(self) -> None:
        super().__init__("sign_in_first", "Hãy đăng nhập để tiếp tục.", "Sign in to go on.")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request. `base` is the path of the site's public address, empty on a domain of its own."""

    world: World
    identity: Identity
    base: str
    path: str
    method: str = "GET"
    language: str = "vi"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    form: Form = field(default_factory=Form)
    session: Session | None = None
    ip: str = ""
    id: str = ""

    @property
    def person(self) -> Person:
        """Who is signed in. Raises Stranger."""
        if self.session is None:
            raise Stranger()
        return self.session.person

    @property
    def key(self) -> str:
        """The idempotency key that came with the form."""
        return self.form.one("key")[:80]

    @property
    def wants_page(self) -> bool:
        """Whether a person looks at the answer, rather than a program."""
        return "text/html" in self.headers.get("accept", "")

    def url(self, path: str) -> str:
        """`path` of this site as a link on this stage."""
        return self.base + path

    @property
    def again(self) -> str:
        """A page to look at anew: this one, or the one a form was sent from."""
        if self.method == "GET":
            return self.path
        head, mark, tail = self.path.partition("/ho-so/")
        return head + mark + tail.split("/")[0]

    def in_language(self, code: str) -> str:
        """This page in another language, as a path with its query."""
        return f"{self.again}?{urlencode({**self.query, 'lang': code})}"


def arrive(request: Any, world: World, identity: Identity) -> Visit:
    """The bare visit of a Chalice request: nothing of it is believed yet."""
    context: Mapping[str, Any] = request.context
    path = own_path(context.get("path", "/"), context.get("resourcePath", "/"))
    query = {name: clean(value) for name, value in dict(request.query_params or {}).items()}
    headers = {name.lower(): value for name, value in dict(request.headers).items()}
    cookies = read_cookies(headers.get("cookie", ""))
    return Visit(
        world=world,
        identity=identity,
        base=urlsplit(world.public_url).path.rstrip("/"),
        path=path,
        method=request.method,
        language=language(query, cookies),
        query=query,
        headers=headers,
        cookies=cookies,
        body=request.raw_body,
        ip=context.get("identity", {}).get("sourceIp", ""),
        id=context.get("requestId", ""),
    )


def own_path(path: str, resource: str) -> str:
    """`path` without whatever stands before the route that answers: a stage, or nothing."""
    parts = _parts(path)
    return "/" + "/".join(parts[max(0, len(parts) - len(_parts(resource))) :])


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def read_cookies(header: str) -> dict[str, str]:
    """Cookies by name; the first of a name counts, so that none can be shadowed."""
    pairs = [one.strip().partition("=") for one in header.split(";")]
    return {name: value for name, _, value in reversed(pairs) if name}


def language(query: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """What the reader chose, in the address or earlier; Vietnamese otherwise."""
    chosen = query.get("lang") or cookies.get("lang", "")
    return chosen if chosen in LANGUAGES else "vi"
