"""Templates into pages, with the headers every page carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chalice.app import Response

from chalicelib.web import assets, tongue
from chalicelib.web.visit import Visit

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
KEY_LETTERS = 24
LANGUAGE_SECONDS = 365 * 24 * 3600
Headers = dict[str, str | list[str]]


def page(
    visit: Visit,
    template: str,
    *,
    status: int = 200,
    outside: Sequence[str] = (),
    cookies: Sequence[str] = (),
    **facts: Any,
) -> Response:
    """The page `template` makes of `facts`. `outside`: links whose origins it may load or post to.

    Templates also get ``visit``, ``url``, ``static``, ``csrf`` and a fresh idempotency ``key``.
    """
    made = _environment(visit.language).get_template(template)
    body = made.render(
        visit=visit,
        lang=visit.language,
        url=visit.url,
        static=lambda name: visit.url(f"/static/{assets.hashed(name)}"),
        csrf=visit.session.csrf if visit.session else "",
        key=visit.world.chance.token(KEY_LETTERS),
        person=visit.session.person if visit.session else None,
        **facts,
    )
    headers: Headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy([visit.identity.logout_url("")], outside),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
        **_cookies([*cookies, *_language(visit)]),
    }
    return Response(body=body, status_code=status, headers=headers)


def see_other(visit: Visit, path: str, cookies: Sequence[str] = ()) -> Response:
    """After a form: go and look there (303). `path` is ours, or a whole link outside."""
    target = path if "://" in path else visit.url(path)
    headers: Headers = {
        "Location": target,
        "Content-Type": "text/plain",
        "Cache-Control": "no-store",
        **_cookies(cookies),
    }
    return Response(body="", status_code=303, headers=headers)


def as_json(body: object, status: int = 200, kind: str = "application/json") -> Response:
    """An answer for a program."""
    text = json.dumps(body, ensure_ascii=False)
    headers: Headers = {"Content-Type": kind, "Cache-Control": "no-store"}
    return Response(body=text, status_code=status, headers=headers)


def policy(forms: Sequence[str], outside: Sequence[str]) -> str:
    """The Content-Security-Policy: nothing inline, nothing foreign but what the page names."""
    others = " ".join(sorted({origin(link) for link in outside}))
    targets = " ".join(sorted({origin(link) for link in (*forms, *outside)}))
    return (
        "default-src 'none'; style-src 'self'; script-src 'self'; "
        f"img-src 'self' data: blob: {others}; connect-src 'self' {others}; "
        f"form-action 'self' {targets}; base-uri 'none'; frame-ancestors 'none'"
    )


def origin(link: str) -> str:
    """Scheme, host and port of a link."""
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}"


def _language(visit: Visit) -> list[str]:
    """A choice of language made in the address is kept."""
    if "lang" not in visit.query:
        return []
    return [f"lang={visit.language}; Path=/; SameSite=Lax; Max-Age={LANGUAGE_SECONDS}"]


def _cookies(lines: Sequence[str]) -> Headers:
    return {"Set-Cookie": list(lines)} if lines else {}


@cache
def _environment(language: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    words = tongue.catalogue(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )
    made.filters.update(tongue.filters(language))
    return made
