"""A draft in the making: the form in parts, then everything side by side before it is handed in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chalice.app import Response

from chalicelib import review, values
from chalicelib.audit import digest
from chalicelib.chain import missing_papers
from chalicelib.dossier import Dossier, Status
from chalicelib.errors import Invalid, Text
from chalicelib.journey import citizen
from chalicelib.journey.common import case_of
from chalicelib.procedure import Case, FormField
from chalicelib.web.counter import name_of
from chalicelib.web.pictures import gallery
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.visit import Visit

ANSWER = "v_"


class Box(NamedTuple):
    """A field to fill in: what stands in it, whether a paper said it, and what is wrong with it."""

    field: FormField
    value: str
    read: bool = False
    fault: Text | None = None


def groups(case: Case) -> list[tuple[Text, list[FormField]]]:
    """The fields that the citizen is asked for, by their group, in order."""
    found: dict[Text, list[FormField]] = {}
    for one in (field for field in case.form if not field.office):
        found.setdefault(one.group, []).append(one)
    return list(found.items())


def declaration(visit: Visit, id: str) -> Response:
    """One part of the form."""
    return _part(visit, _draft(visit, id), _number(visit.query.get("phan", "1")))


def declare(visit: Visit, id: str) -> Response:
    """Keeps the answers of one part and goes on to the next."""
    number, answers = _number(visit.form.one("phan", "1")), visit.form.under(ANSWER)
    try:
        saved = save(visit, id, answers)
    except Invalid as fault:
        return _part(visit, _draft(visit, id), number, answers, fault)
    return see_other(visit, _next(visit, saved, number))


def save(visit: Visit, id: str, answers: Mapping[str, str]) -> Dossier:
    """Declares `answers`; the same page may be sent again with other ones."""
    key = digest(visit.key, sorted(answers.items()))
    return citizen.declare(visit.world, visit.person, key, id, answers)


def _next(visit: Visit, dossier: Dossier, number: int) -> str:
    parts = len(groups(case_of(visit.world, dossier)))
    if visit.form.one("do") == "kiem-tra":
        return f"/ho-so/{dossier.id}/kiem-tra"
    if number < parts:
        return f"/ho-so/{dossier.id}/to-khai?phan={number + 1}"
    return f"/ho-so/{dossier.id}/giay-to"


def _draft(visit: Visit, id: str) -> Dossier:
    return citizen.mine(visit.world, visit.person, id)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _part(
    visit: Visit,
    dossier: Dossier,
    number: int,
    answers: Mapping[str, str] | None = None,
    fault: Invalid | None = None,
) -> Response:
    if dossier.status != Status.DRAFT:
        return see_other(visit, f"/ho-so/{dossier.id}")
    case = case_of(visit.world, dossier)
    parts = groups(case)
    number = min(max(number, 1), len(parts))
    name, fields = parts[number - 1]
    known = review.suggest(dossier, case)
    return page(
        visit,
        "declare.html",
        status=fault.status if fault else 200,
        dossier=dossier,
        name=name_of(visit.world, dossier.procedure),
        part=name,
        parts=[title for title, _ in parts],
        number=number,
        boxes=[box(one, dossier, known, answers, fault) for one in fields],
        fault=fault,
    )


def box(
    field: FormField,
    dossier: Dossier,
    known: Mapping[str, str],
    answers: Mapping[str, str] | None,
    fault: Invalid | None,
) -> Box:
    """The box of `field`: what was just typed, else what was declared, else what a paper says."""
    said = dossier.form.get(field.key, "")
    value = values.show(field.kind, said or known.get(field.key, ""))
    wrong = fault.text if fault and fault.at == field.key else None
    if answers is not None and field.key in answers:
        return Box(field, answers[field.key], False, wrong)
    return Box(field, value, not said and field.key in known, wrong)


def check(visit: Visit, id: str) -> Response:
    """Answers beside what was read from the papers."""
    return _check(visit, _draft(visit, id))


def _check(
    visit: Visit,
    dossier: Dossier,
    answers: Mapping[str, str] | None = None,
    fault: Invalid | None = None,
) -> Response:
    if dossier.status != Status.DRAFT:
        return see_other(visit, f"/ho-so/{dossier.id}")
    case = case_of(visit.world, dossier)
    pictures = gallery(visit.world, dossier)
    lines = review.sheet(dossier, case)
    known = review.suggest(dossier, case)
    return page(
        visit,
        "check.html",
        status=fault.status if fault else 200,
        outside=pictures.origins,
        dossier=dossier,
        name=name_of(visit.world, dossier.procedure),
        pictures=pictures,
        eyes=[(line, box(line.field, dossier, known, answers, fault)) for line in _eyes(lines)],
        calm=_by_group(case, [line for line in lines if not line.needs_eyes]),
        missing=missing_papers(dossier, case),
        reading=any(paper.state == "arrived" for paper in dossier.papers.values()),
        fault=fault,
    )


def _eyes(lines: Sequence[review.Line]) -> list[review.Line]:
    return [line for line in lines if line.needs_eyes]


def _by_group(
    case: Case, lines: Sequence[review.Line]
) -> list[tuple[int, Text, list[review.Line]]]:
    """Lines under their group's number and name, empty groups left out."""
    at = {line.field.key: line for line in lines}
    rows = []
    for number, (name, fields) in enumerate(groups(case), 1):
        found = [at[one.key] for one in fields if one.key in at]
        if found:
            rows.append((number, name, found))
    return rows


def hand_in(visit: Visit, id: str) -> Response:
    """Keeps what was corrected; hands the dossier in when that button was pressed."""
    answers = visit.form.under(ANSWER)
    try:
        if answers:
            save(visit, id, answers)
        if visit.form.one("do") != "nop":
            return see_other(visit, f"/ho-so/{id}/kiem-tra")
        citizen.submit(visit.world, visit.person, visit.key, id)
    except Invalid as fault:
        return _check(visit, _draft(visit, id), answers, fault)
    return see_other(visit, f"/ho-so/{id}/da-nop")


def handed_in(visit: Visit, id: str) -> Response:
    """What to keep, and what happens next."""
    dossier = _draft(visit, id)
    if dossier.status == Status.DRAFT:
        return see_other(visit, f"/ho-so/{id}/kiem-tra")
    name = name_of(visit.world, dossier.procedure)
    return page(visit, "handed_in.html", dossier=dossier, name=name)


ROUTES = (
    get("/ho-so/{id}/to-khai", declaration),
    post("/ho-so/{id}/to-khai", declare),
    get("/ho-so/{id}/kiem-tra", check),
    post("/ho-so/{id}/kiem-tra", hand_in),
    get("/ho-so/{id}/da-nop", handed_in),
)
