"""Browser sessions: a random id in a cookie, everything else in a row; and the guard of forms."""

import hmac
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from chalicelib.dossier import Person
from chalicelib.errors import Forbidden
from chalicelib.journey import people
from chalicelib.ports import Session, World
from chalicelib.web.visit import Visit

HOURS = 10
"""One working day at the counter, with its breaks."""
ID_LETTERS = 40
CSRF_LETTERS = 32


def secure(world: World) -> bool:
    """Whether the site is reached over HTTPS only."""
    return world.public_url.startswith("https://")


def cookie_name(world: World) -> str:
    """``__Host-`` binds the cookie to this host and path / where HTTPS allows it."""
    return "__Host-phien" if secure(world) else "phien"


def cookie(world: World, name: str, value: str, seconds: int) -> str:
    """A Set-Cookie line; 0 seconds forgets it."""
    tail = "; Secure" if secure(world) else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{tail}"


def begin(world: World, person: Person) -> tuple[Session, str]:
    """A new session and its Set-Cookie line."""
    until = world.clock.now() + timedelta(hours=HOURS)
    made = Session(
        id=world.chance.token(ID_LETTERS),
        person=person,
        csrf=world.chance.token(CSRF_LETTERS),
        expires=until.isoformat(),
    )
    world.records.put_session(made)
    return made, cookie(world, cookie_name(world), made.id, HOURS * 3600)


def find(visit: Visit) -> Session | None:
    """The session that the visitor's cookie names, while it lasts."""
    id = visit.cookies.get(cookie_name(visit.world), "")
    found = visit.world.records.session(id) if id else None
    if found is None or datetime.fromisoformat(found.expires) <= visit.world.clock.now():
        return None
    return replace(found, person=people.today(visit.world, found.person))


def end(visit: Visit) -> str:
    """Forgets the session; gives the Set-Cookie line that makes the browser forget it too."""
    if visit.session is not None:
        visit.world.records.drop_session(visit.session.id)
    return cookie(visit.world, cookie_name(visit.world), "", 0)


def guard(visit: Visit) -> None:
    """Lets a posted form in only from our own pages. Raises Forbidden ``not_from_here``."""
    ours = _same_origin(visit)
    if visit.session is not None:
        ours = ours and hmac.compare_digest(
            visit.form.one("csrf").encode(), visit.session.csrf.encode()
        )
    if not ours:
        raise Forbidden(
            "not_from_here",
            "Biểu mẫu này không còn hiệu lực. Hãy mở lại trang rồi gửi lại.",
            "This form is no longer valid. Open the page again and send it again.",
        )


def _same_origin(visit: Visit) -> bool:
    site = visit.headers.get("sec-fetch-site", "")
    if site:
        return site in ("same-origin", "none")
    origin = visit.headers.get("origin", "")
    return not origin or urlsplit(origin).netloc == urlsplit(visit.world.public_url).netloc
