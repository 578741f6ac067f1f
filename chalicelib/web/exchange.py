"""The other agencies' inbox: what was handed to them, and their answer."""

from collections.abc import Mapping

from chalice.app import Response

from chalicelib.dossier import Dossier, Handoff
from chalicelib.errors import Invalid, Missing
from chalicelib.handoff import package
from chalicelib.journey import officer
from chalicelib.journey.common import case_of
from chalicelib.procedure import Party
from chalicelib.web.desk import waiting
from chalicelib.web.pictures import gallery
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.track import story_of
from chalicelib.web.visit import Visit


def inbox(visit: Visit) -> Response:
    """Hand-offs that wait for this person's agencies."""
    if not any(role == "agency" for _, role in visit.person.duties):
        raise Missing("no_such_page", "Không có trang này.", "There is no such page.")
    rows = officer.inbox(visit.world, visit.person)
    return page(visit, "inbox.html", waiting=[waiting(visit.world, row) for row in rows])


def asked_of(dossier: Dossier, id: str) -> Handoff:
    """The hand-off with this id, known to be of this dossier."""
    return next(row for row in dossier.handoffs.values() if row.id == id)


def party_of(visit: Visit, dossier: Dossier, asked: Handoff) -> Party:
    """The party of the procedure that this hand-off asks."""
    step = case_of(visit.world, dossier).step(asked.step)
    return next(party for party in step.parties if party.key == asked.party)


def look(visit: Visit, handoff: str) -> Response:
    """The package of one hand-off, and the form to answer it."""
    return _look(visit, officer.handoff(visit.world, visit.person, handoff), handoff)


def _look(visit: Visit, dossier: Dossier, id: str, fault: Invalid | None = None) -> Response:
    asked = asked_of(dossier, id)
    case = case_of(visit.world, dossier)
    pictures = gallery(visit.world, dossier)
    given: Mapping[str, str] = package(dossier, case, asked, visit.world.public_url)["fields"]
    return page(
        visit,
        "handoff.html",
        status=fault.status if fault else 200,
        outside=pictures.origins,
        story=story_of(visit, dossier),
        dossier=dossier,
        case=case,
        asked=asked,
        party=party_of(visit, dossier, asked),
        values=given,
        pictures=pictures,
        fault=fault,
    )


def answer(visit: Visit, handoff: str) -> Response:
    """The agency's answer: a result's number, or a refusal with its reason."""
    try:
        officer.answer(
            visit.world,
            visit.person,
            visit.key,
            handoff,
            outcome=visit.form.one("do"),
            number=visit.form.one("so"),
            note=visit.form.one("ghi_chu"),
        )
    except Invalid as fault:
        dossier = officer.handoff(visit.world, visit.person, handoff)
        return _look(visit, dossier, handoff, fault)
    return see_other(visit, "/co-quan")


ROUTES = (
    get("/co-quan", inbox),
    get("/co-quan/{handoff}", look),
    post("/co-quan/{handoff}", answer),
)
