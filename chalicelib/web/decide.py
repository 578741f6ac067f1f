"""What an officer decides on a page: vouch for fields, receive, ask for papers, refuse, finish."""

from typing import Any

from chalice.app import Response

from chalicelib import review, values
from chalicelib.audit import digest
from chalicelib.chain import require
from chalicelib.dossier import Dossier
from chalicelib.errors import Invalid
from chalicelib.journey import officer
from chalicelib.journey.common import case_of
from chalicelib.web.desk import desk_page
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.track import story_of
from chalicelib.web.visit import Visit

VALUE, TICK, REASON, ASKED = "v_", "ok_", "ly_do_", "thieu_"
ASKED_TOO = "hoi_"
"""Optional agencies that an appraisal finds must be asked."""
VERBS = ("nhan", "xong")


def review_sent(visit: Visit, id: str) -> Response:
    """The review form: keeps the fields vouched for, then does what the button says."""
    dossier = officer.look(visit.world, visit.person, id)
    try:
        seen = vouch(visit, dossier)
        return _go_on(visit, dossier, seen)
    except Invalid as fault:
        now = officer.look(visit.world, visit.person, id)
        return desk_page(visit, now, fault)


def _go_on(visit: Visit, dossier: Dossier, seen: int) -> Response:
    do, step = visit.form.one("do"), visit.form.one("step")
    here = f"/can-bo/ho-so/{dossier.id}"
    if do == "bo-sung":
        return see_other(visit, f"{here}/bo-sung{_unreadable(visit)}")
    if do == "tu-choi":
        return see_other(visit, f"{here}/tu-choi")
    if do not in VERBS:
        return see_other(visit, here)
    if do == "nhan":
        officer.receive(visit.world, visit.person, visit.key, dossier.id, step, seen)
    else:
        officer.finish(
            visit.world,
            visit.person,
            visit.key,
            dossier.id,
            step,
            seen,
            outcome="done",
            note=visit.form.one("ghi_chu"),
            chosen=sorted(visit.form.under(ASKED_TOO)),
        )
    return see_other(visit, "/can-bo")


def vouch(visit: Visit, dossier: Dossier) -> int:
    """Confirms the ticked fields, one by one and as a group; the version seen after that.

    What is confirmed already is not confirmed anew, so a form sent twice leaves the verdict to the
    verb that follows, which knows its own key.
    """
    seen = version_of(visit)
    for how in ("one", "group"):
        given = _ticked(visit, dossier, how)
        if given:
            key = digest(visit.key, how, sorted(given.items()))
            seen = officer.confirm(visit.world, visit.person, key, dossier.id, given, how, seen)
    return seen


def _ticked(visit: Visit, dossier: Dossier, how: str) -> dict[str, str]:
    """Ticked fields with their values, but for those already confirmed as they are."""
    ticks = {key for key, value in visit.form.under(TICK).items() if value == how}
    given = {key: value for key, value in visit.form.under(VALUE).items() if key in ticks}
    for line in review.sheet(dossier, case_of(visit.world, dossier)):
        said = line.confirmed["value"] if line.confirmed else None
        if said is not None and values.show(line.field.kind, said) == given.get(line.field.key):
            del given[line.field.key]
    return given


def version_of(visit: Visit) -> int:
    """The version of the dossier that the form was made from."""
    text = visit.form.one("version")
    return int(text) if text.isascii() and text.isdigit() else -1


def _unreadable(visit: Visit) -> str:
    """Papers whose fields were marked as not readable, as a query for the editor."""
    wanted = sorted(set(visit.form.all("khong_doc")))
    return "?thieu=" + ",".join(wanted) if wanted else ""


def asking(visit: Visit, id: str) -> Response:
    """The editor of one complete list of papers."""
    return _asking(visit, officer.look(visit.world, visit.person, id))


def _asking(visit: Visit, dossier: Dossier, fault: Invalid | None = None) -> Response:
    return _editor(
        visit,
        dossier,
        "supplement",
        fault,
        case=case_of(visit.world, dossier),
        chosen={*visit.query.get("thieu", "").split(","), *visit.form.under(ASKED)},
        reasons=visit.form.under(REASON),
        note=visit.form.one("ghi_chu"),
    )


def _editor(
    visit: Visit, dossier: Dossier, outcome: str, fault: Invalid | None, **facts: Any
) -> Response:
    """The page on which an officer words this outcome, if it is theirs to give."""
    step = dossier.task.step if dossier.task else ""
    case, now = case_of(visit.world, dossier), visit.world.clock.now()
    require(dossier, case, visit.person, outcome, step, now)
    return page(
        visit,
        f"{outcome}.html",
        status=fault.status if fault else 200,
        story=story_of(visit, dossier),
        dossier=dossier,
        fault=fault,
        **facts,
    )


def ask(visit: Visit, id: str) -> Response:
    """Sends the list to the citizen."""
    reasons = visit.form.under(REASON)
    items = [{"component": key, "reason": reasons.get(key, "")} for key in visit.form.under(ASKED)]
    try:
        officer.ask_supplement(
            visit.world,
            visit.person,
            visit.key,
            id,
            visit.form.one("step"),
            version_of(visit),
            items=items,
            note=visit.form.one("ghi_chu"),
            again=visit.form.one("lan_nua") == "1",
        )
    except Invalid as fault:
        return _asking(visit, officer.look(visit.world, visit.person, id), fault)
    return see_other(visit, "/can-bo")


def refusing(visit: Visit, id: str) -> Response:
    """The form for a refusal and its reason."""
    return _refusing(visit, officer.look(visit.world, visit.person, id))


def _refusing(visit: Visit, dossier: Dossier, fault: Invalid | None = None) -> Response:
    said = {"reason": visit.form.one("ghi_chu"), "basis": visit.form.one("can_cu")}
    legal = visit.world.catalogue.get(dossier.procedure).legal
    return _editor(visit, dossier, "refuse", fault, legal=legal, **said)


def refuse(visit: Visit, id: str) -> Response:
    """Refuses: at the counter the dossier is not received, later a refusal goes to be approved."""
    dossier = officer.look(visit.world, visit.person, id)
    step, seen = visit.form.one("step"), version_of(visit)
    reason, basis = visit.form.one("ghi_chu"), visit.form.one("can_cu")
    case = case_of(visit.world, dossier)
    try:
        if step == case.chain[0].key:
            officer.refuse(
                visit.world, visit.person, visit.key, id, step, seen, reason=reason, basis=basis
            )
        else:
            said = {"outcome": "refuse", "note": reason, "basis": basis}
            officer.finish(visit.world, visit.person, visit.key, id, step, seen, **said)
    except Invalid as fault:
        return _refusing(visit, dossier, fault)
    return see_other(visit, "/can-bo")


def finish(visit: Visit, id: str) -> Response:
    """Ends an approval, a sealing or a return: done, or back with a reason."""
    try:
        officer.finish(
            visit.world,
            visit.person,
            visit.key,
            id,
            visit.form.one("step"),
            version_of(visit),
            outcome=visit.form.one("do"),
            note=visit.form.one("ghi_chu"),
        )
    except Invalid as fault:
        now = officer.look(visit.world, visit.person, id)
        return desk_page(visit, now, fault)
    return see_other(visit, "/can-bo")


ROUTES = (
    post("/can-bo/ho-so/{id}", review_sent),
    get("/can-bo/ho-so/{id}/bo-sung", asking),
    post("/can-bo/ho-so/{id}/bo-sung", ask),
    get("/can-bo/ho-so/{id}/tu-choi", refusing),
    post("/can-bo/ho-so/{id}/tu-choi", refuse),
    post("/can-bo/ho-so/{id}/quyet-dinh", finish),
)
