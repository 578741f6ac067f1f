"""The officer's desk: what waits, and one dossier with every field beside its picture."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from chalice.app import Response

from chalicelib import chain, review, values, workdays
from chalicelib.chain import allowed, would_sign
from chalicelib.dossier import NAMES, Dossier, Status
from chalicelib.errors import Invalid, Missing, Text
from chalicelib.journey import officer
from chalicelib.journey.common import case_of
from chalicelib.ports import Row, World
from chalicelib.procedure import STEP_KINDS
from chalicelib.web.counter import name_of
from chalicelib.web.pictures import Gallery, Shot, gallery
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get
from chalicelib.web.track import printed_paper, story_of
from chalicelib.web.visit import Visit

REVIEWED = ("receive", "appraise")
"""Steps at which fields are looked at one by one."""
SOON_HOURS = 2
CLOCKS = {
    "own": Text("Các mốc thời hạn", "Times to keep"),
    "step": Text("Bước này", "This step"),
    "late": Text("quá hạn", "late"),
    "kept": Text("đúng hạn", "in time"),
}
ACTIONS = {
    "approve": Text("Ký duyệt", "Sign"),
    "seal": Text("Vào sổ, cấp số, đóng dấu", "Register, number and seal"),
    "return": Text("Đã trả kết quả", "Result handed over"),
    "fee": Text("Đã thu đủ", "Paid in full"),
    "appraise": Text("Chuyển bước", "Pass on"),
    "receive": Text("Tiếp nhận", "Receive"),
}


class Waiting(NamedTuple):
    """One line of the queue. `left`: office time until the step is due; `late`: it has passed."""

    row: Row
    name: Text
    step: Text
    status: Text
    left: Text
    late: bool
    soon: bool


class Choice(NamedTuple):
    """One value a field could have, who says so, and how it differs from the present one."""

    who: list[Text]
    value: str
    runs: list[tuple[str, bool]]


class Card(NamedTuple):
    """One field on the desk: its line, its best picture, and the values to choose from."""

    line: review.Line
    value: str
    choices: list[Choice]
    shot: Shot | None
    window: str
    box: tuple[int, int, int, int] | None

    @property
    def key(self) -> str:
        """The field's key."""
        return self.line.field.key


def queue(visit: Visit) -> Response:
    """Everything that waits for this officer, most urgent first."""
    _officer(visit)
    rows = officer.queue(visit.world, visit.person)
    return page(visit, "queue.html", waiting=[waiting(visit.world, row) for row in rows])


def _officer(visit: Visit) -> None:
    """A citizen finds no such page here."""
    if not visit.person.duties:
        raise Missing("no_such_page", "Không có trang này.", "There is no such page.")


def waiting(world: World, row: Row) -> Waiting:
    """A row of a work list, with the time left in working hours."""
    span = time_left(world, row.due) if row.due else None
    return Waiting(
        row=row,
        name=name_of(world, row.procedure),
        step=STEP_KINDS.get(row.kind, Text(row.step, row.step)),
        status=NAMES[Status(row.status)],
        left=workdays.hours_text(abs(span)) if span is not None else Text("", ""),
        late=span is not None and span.total_seconds() < 0,
        soon=span is not None and span.total_seconds() < SOON_HOURS * 3600,
    )


def time_left(world: World, due: str) -> timedelta:
    """Office time from now until `due`; negative once it has passed."""
    return workdays.working_time(world.calendar, world.clock.now(), datetime.fromisoformat(due))


def look(visit: Visit, id: str) -> Response:
    """A dossier: to be reviewed field by field, or to be decided, or to be read."""
    return desk_page(visit, officer.look(visit.world, visit.person, id))


def desk_page(visit: Visit, dossier: Dossier, fault: Invalid | None = None) -> Response:
    """The dossier as this officer may work on it now."""
    case = case_of(visit.world, dossier)
    may = allowed(dossier, case, visit.person, visit.world.clock.now())
    pictures = gallery(visit.world, dossier)
    cards = [card(line, pictures) for line in review.sheet(dossier, case)]
    reviewing = bool(may) and dossier.task is not None and dossier.task.kind in REVIEWED
    left = waiting_of(visit.world, dossier)
    return page(
        visit,
        "review.html" if reviewing else "dossier.html",
        status=fault.status if fault else 200,
        outside=pictures.origins,
        story=story_of(visit, dossier),
        ticking=chain.ticking(dossier, case, visit.world.calendar),
        clocks=CLOCKS,
        now=visit.world.clock.now(),
        dossier=dossier,
        case=case,
        may=may,
        block=would_sign(dossier, visit.person, visit.world.clock.now()),
        pictures=pictures,
        eyes=[one for one in cards if one.line.why],
        calm=[one for one in cards if not one.line.why],
        cards=cards,
        left=left,
        reasons=review.WHY,
        actions=ACTIONS,
        owed=chain.owed(dossier, case, "fee") if dossier.submitted_at else (),
        offered=chain.offered(dossier, case) if reviewing else (),
        outcomes=chain.OUTCOMES,
        apology=chain.apologise_by(dossier, visit.world.calendar, visit.world.clock.now()),
        fault=fault,
    )


def waiting_of(world: World, dossier: Dossier) -> Waiting | None:
    """The open task's clock, where there is one."""
    task = dossier.task
    if task is None:
        return None
    row = Row(dossier.id, dossier.code, dossier.procedure, "", task.kind, task.step, "", task.due)
    return waiting(world, row)


def card(line: review.Line, pictures: Gallery) -> Card:
    """A line with its picture: the source most sure of what it read."""
    seen = [one for one in line.sources if one.box is not None]
    best = max(seen, key=lambda one: one.confidence, default=None)
    shown = values.show(line.field.kind, line.value) if line.value else ""
    return Card(
        line=line,
        value=shown,
        choices=list(_choices(line, shown)),
        shot=pictures.of(best.page) if best else None,
        window=pictures.window(best) if best else "",
        box=best.box if best else None,
    )


def _choices(line: review.Line, shown: str) -> Iterator[Choice]:
    """The declared value and each paper's by either reader, equal ones merged."""
    said: dict[str, list[Text]] = {}
    rows = [(source.name, source.value) for source in line.sources if source.value]
    others = [(_other(source.name), source.other) for source in line.sources if source.other]
    for who, value in [(Text("Bản khai", "Declared"), line.declared), *rows, *others]:
        if value:
            said.setdefault(values.show(line.field.kind, value), []).append(who)
    for value, names in said.items():
        yield Choice(names, value, marks(value, shown))


def _other(name: Text) -> Text:
    """How the reading is called that was not followed."""
    return Text(f"{name.vi}, máy kia đọc", f"{name.en}, the other reader")


def marks(text: str, other: str) -> list[tuple[str, bool]]:
    """Runs of `text` and whether each differs from `other`, by whole letters."""
    import difflib

    if not other:
        return [(text, False)]
    match = difflib.SequenceMatcher(None, text, other, autojunk=False)
    return [(text[a:b], what != "equal") for what, a, b, _, _ in match.get_opcodes() if b > a]


def paper(visit: Visit, id: str, name: str) -> Response:
    """A printed paper of a dossier the officer may see."""
    dossier = officer.look(visit.world, visit.person, id)
    printed = printed_paper(dossier, name)
    link = visit.world.files.link(printed.key, f"{dossier.code or id}-{printed.paper}.pdf")
    return see_other(visit, link)


ROUTES = (
    get("/can-bo", queue),
    get("/can-bo/ho-so/{id}", look),
    get("/can-bo/ho-so/{id}/giay/{name}", paper),
)
