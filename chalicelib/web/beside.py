"""The pages of what an officer does beside the open task: one list, one form for each verb."""

from datetime import date

from chalice.app import Response

from chalicelib.dossier import Dossier
from chalicelib.errors import Conflict, Invalid, Missing
from chalicelib.journey import officer, people
from chalicelib.journey.common import case_of
from chalicelib.web.decide import version_of
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.track import story_of
from chalicelib.web.verbs import VERBS, Verb, choices
from chalicelib.web.visit import Visit


def listed(visit: Visit, id: str) -> Response:
    """Every verb that is this officer's, and why it cannot be done now where it cannot."""
    dossier = officer.look(visit.world, visit.person, id)
    found = choices(visit, dossier, case_of(visit.world, dossier))
    story = story_of(visit, dossier)
    return page(visit, "verbs.html", story=story, dossier=dossier, choices=found)


def asked(visit: Visit, id: str, verb: str) -> Response:
    """The form of one verb."""
    return _form(visit, officer.look(visit.world, visit.person, id), _verb(verb))


def _verb(key: str) -> Verb:
    found = next((one for one in VERBS if one.key == key), None)
    if found is None:
        raise Missing("no_such_page", "Không có trang này.", "There is no such page.")
    return found


def _form(visit: Visit, dossier: Dossier, verb: Verb, fault: Invalid | None = None) -> Response:
    """Asked for in vain, the page says why and offers no form."""
    case = case_of(visit.world, dossier)
    why = None
    try:
        verb.can(visit, dossier, case)
    except Conflict as conflict:
        why = conflict
    boxes = [] if why else [*verb.boxes(visit, dossier, case)]
    problem = fault or why
    return page(
        visit,
        "verb.html",
        status=problem.status if problem else 200,
        story=story_of(visit, dossier),
        dossier=dossier,
        verb=verb,
        boxes=boxes,
        fault=problem,
        legal=visit.world.catalogue.get(dossier.procedure).legal,
    )


def done(visit: Visit, id: str, verb: str) -> Response:
    """Does it; what is missing is asked for again, with what was typed."""
    found = _verb(verb)
    dossier = officer.look(visit.world, visit.person, id)
    try:
        after = found.do(visit, id, version_of(visit))
    except Invalid as fault:
        return _form(visit, dossier, found, fault)
    sees = officer.sees(visit.world, visit.person, after)
    return see_other(visit, f"/can-bo/ho-so/{id}" if sees else "/can-bo")


def away(visit: Visit) -> Response:
    """When I am away, and who does my work meanwhile."""
    return _away(visit)


def _away(visit: Visit, fault: Invalid | None = None) -> Response:
    if not visit.person.duties:
        raise Missing("no_such_page", "Không có trang này.", "There is no such page.")
    absence = visit.world.records.absence(visit.person.id)
    names = {one.id: one.name for one in people.colleagues(visit.world, visit.person)}
    return page(
        visit,
        "away.html",
        status=fault.status if fault else 200,
        absence=absence,
        names=names,
        fault=fault,
    )


def be_away(visit: Visit) -> Response:
    """Notes it."""
    try:
        people.be_away(
            visit.world,
            visit.person,
            substitute=visit.form.one("nguoi"),
            since=_day(visit, "tu"),
            through=_day(visit, "den"),
        )
    except Invalid as fault:
        return _away(visit, fault)
    return see_other(visit, "/can-bo/vang-mat")


def _day(visit: Visit, name: str) -> date:
    try:
        return date.fromisoformat(visit.form.one(name))
    except ValueError as error:
        raise Invalid("no_such_day", "Hãy chọn một ngày.", "Choose a day.", at=name) from error


ROUTES = (
    get("/can-bo/vang-mat", away),
    post("/can-bo/vang-mat", be_away),
    get("/can-bo/ho-so/{id}/viec", listed),
    get("/can-bo/ho-so/{id}/viec/{verb}", asked),
    post("/can-bo/ho-so/{id}/viec/{verb}", done),
)
