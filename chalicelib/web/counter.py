"""The front of the counter: what can be done here, what it takes, and one's own dossiers."""

from datetime import date
from typing import NamedTuple

from chalice.app import Response

from chalicelib.agency import AT_COMMUNE, CENTRES, Agency, agencies_on, agency, decider_for
from chalicelib.dossier import NAMES, Status
from chalicelib.errors import Missing, Text
from chalicelib.journey import citizen
from chalicelib.ports import Row, World
from chalicelib.procedure import CHANNELS, LEVELS, LIFE_EVENTS, PER, SUBJECTS, Procedure, deciders
from chalicelib.values import bare
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.visit import Visit
from chalicelib.workdays import VIETNAM

MOST_SHOWN = 30


class Listed(NamedTuple):
    """A dossier in a list, with its procedure's name and its official status."""

    row: Row
    name: Text
    status: Text


def today(world: World) -> date:
    """The date in Viet Nam."""
    return world.clock.now().astimezone(VIETNAM).date()


def name_of(world: World, procedure: str) -> Text:
    """The procedure's name; its id where the package no longer carries it."""
    try:
        return world.catalogue.get(procedure).name
    except Missing:
        return Text(procedure, procedure)


def landing(visit: Visit) -> Response:
    """What can be done here, searchable without marks."""
    words = visit.query.get("q", "").strip()
    event = visit.query.get("su-kien", "")
    found = visit.world.catalogue.search(words, today(visit.world), event)
    shown = [visit.world.catalogue.get(one.id) for one in found[:MOST_SHOWN]]
    return page(
        visit,
        "landing.html",
        words=words,
        event=event,
        events=LIFE_EVENTS,
        procedures=shown,
        more=len(found) - len(shown),
    )


def procedure(visit: Visit, code: str) -> Response:
    """What one procedure takes: papers, time, fees, the way it goes; and where to begin."""
    found = visit.world.catalogue.current(code, today(visit.world))
    return page(
        visit,
        "procedure.html",
        procedure=found,
        deciders=deciders(found, today(visit.world)),
        nearest=_nearest(visit, found),
        centres=_centres(today(visit.world)),
        may_start=_may_start(visit, found),
        words={"channels": CHANNELS, "levels": LEVELS, "subjects": SUBJECTS, "per": PER},
    )


def _nearest(visit: Visit, found: Procedure) -> str:
    """The code of the decider at the commune where this officer works; "" for anybody else."""
    duties = visit.session.person.duties if visit.session else ()
    communes = [one for one in (agency(code).commune for code, _ in duties) if one]
    for selector in found.deciders:
        if communes and selector in AT_COMMUNE:
            return decider_for(selector, communes[0], today(visit.world)).code
    return ""


def _centres(day: date) -> list[Agency]:
    """Where a result can be fetched: the province's centre, then the communes' by name."""
    found = [one for one in agencies_on(day) if one.kind in CENTRES]
    return sorted(found, key=lambda one: (one.commune != "", bare(one.place)))


def _may_start(visit: Visit, found: Procedure) -> bool:
    """Online for everybody; otherwise at the counter, by an officer who types for the citizen."""
    duties = visit.session.person.duties if visit.session else ()
    return "online" in found.channels or any(role == "counter" for _, role in duties)


def start(visit: Visit, code: str) -> Response:
    """A new draft."""
    made = citizen.start(
        visit.world,
        visit.person,
        visit.key,
        procedure=code,
        case=visit.form.one("case"),
        decider=visit.form.one("decider"),
        back=visit.form.one("tra"),
    )
    return see_other(visit, f"/ho-so/{made.id}/to-khai")


def mine(visit: Visit) -> Response:
    """The dossiers of whoever is signed in, newest first."""
    rows = citizen.owned(visit.world, visit.person)
    listed = [_listed(visit.world, row) for row in rows]
    return page(visit, "mine.html", listed=listed)


def _listed(world: World, row: Row) -> Listed:
    return Listed(row, name_of(world, row.procedure), NAMES[Status(row.status)])


ROUTES = (
    get("/", landing),
    get("/thu-tuc/{code}", procedure),
    post("/thu-tuc/{code}", start),
    get("/ho-so", mine),
)
