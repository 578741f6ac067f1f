"""Signing in and out: OIDC authorization code with PKCE, state and nonce."""

import hmac
from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from chalicelib.dossier import Person
from chalicelib.errors import Invalid
from chalicelib.web import sessions
from chalicelib.web.identity import Claims
from chalicelib.web.render import see_other
from chalicelib.web.routing import get, post
from chalicelib.web.visit import Visit

MINUTES = 10
"""How long a sign-in may take."""
VERIFIER_LETTERS = 64
STATE_LETTERS = 32


def within(path: str) -> str:
    """`path` if it leads back into this site, else the empty string."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside and "\n" not in path else ""


def sign_in(visit: Visit) -> Response:
    """Sends the browser to the provider; what must match later is remembered for ten minutes."""
    token = visit.world.chance.token
    state, nonce, verifier = token(STATE_LETTERS), token(STATE_LETTERS), token(VERIFIER_LETTERS)
    note = {"verifier": verifier, "nonce": nonce, "to": within(visit.query.get("ve", ""))}
    visit.world.records.put_note(f"signin/{state}", note, MINUTES * 60)
    link = visit.identity.authorize_url(
        state=state, nonce=nonce, verifier=verifier, back=_back(visit)
    )
    mine = sessions.cookie(visit.world, "vao", state, MINUTES * 60)
    return see_other(visit, link, [mine])


def signed_in(visit: Visit) -> Response:
    """The provider sent the browser back: a session begins, and the page wanted opens."""
    note = _note(visit)
    claims = visit.identity.exchange(
        code=visit.query.get("code", ""), verifier=note["verifier"], back=_back(visit)
    )
    if not hmac.compare_digest(claims.nonce.encode(), note["nonce"].encode()):
        raise _failed()
    person = known(visit, claims)
    _, cookie = sessions.begin(visit.world, person)
    forget = sessions.cookie(visit.world, "vao", "", 0)
    return see_other(visit, note["to"] or home(person), [cookie, forget])


def _note(visit: Visit) -> Mapping[str, Any]:
    """What was remembered, once, and only for the browser that began."""
    state = visit.query.get("state", "")
    begun = visit.cookies.get("vao", "")
    if not state or not hmac.compare_digest(state.encode(), begun.encode()):
        raise _failed()
    note = visit.world.records.take_note(f"signin/{state}")
    if note is None or not visit.query.get("code"):
        raise _failed()
    return note


def known(visit: Visit, claims: Claims) -> Person:
    """The person of these claims: one with duties, or a citizen."""
    found = visit.world.records.person(claims.sub)
    return found or Person(claims.sub, claims.name or claims.email, (), claims.email)


def home(person: Person) -> str:
    """Where this person's work waits."""
    roles = {role for _, role in person.duties}
    if not roles:
        return "/ho-so"
    return "/co-quan" if roles == {"agency"} else "/can-bo"


def sign_out(visit: Visit) -> Response:
    """Ends our session, then the provider's, so that the next person at this desk is asked."""
    forget = sessions.end(visit)
    return see_other(visit, visit.identity.logout_url(visit.world.public_url + "/"), [forget])


def _back(visit: Visit) -> str:
    return visit.world.public_url + "/signed-in"


def _failed() -> Invalid:
    return Invalid(
        "sign_in_failed",
        "Đăng nhập chưa xong hoặc đã quá 10 phút. Hãy đăng nhập lại.",
        "The sign-in was not finished or took more than 10 minutes. Sign in again.",
    )


ROUTES = (
    get("/dang-nhap", sign_in),
    get("/signed-in", signed_in),
    post("/dang-xuat", sign_out),
)
