"""Whoever's turn it is, and the next thing they do to bring a dossier on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib import review
from chalicelib.chain.steps import PARALLEL
from chalicelib.dossier import ENDED, Dossier, Person, Status
from chalicelib.journey import citizen, officer
from chalicelib.journey.common import case_of
from local.storm import parts
from local.storm.play import Storm


@dataclass(frozen=True, slots=True)
class Act:
    """The `number`th thing to happen: `name` in `ACTS`, `wait` seconds after the one before."""

    number: int
    name: str
    wait: int

    @property
    def key(self) -> str:
        """The key that its request is sent under."""
        return f"act{self.number}"


def some(storm: Storm, act: Act) -> Dossier | None:
    """A dossier, if there is one yet."""
    known = [id for id in storm.dossiers if (f"DOS#{id}", "META") in storm.table.items]
    return storm.load(storm.dice.one(f"which/{act.number}", known)) if known else None


def owner(found: Dossier) -> Person:
    """Whoever began it."""
    known = {person.id: person for person in parts.CITIZENS}
    return known.get(found.owner) or Person(found.owner, found.owner_name)


def asked_holder(found: Dossier, which: int = 1) -> Person | None:
    """Whoever may do the open task; None when it is nobody's of ours."""
    task = found.task
    if task is None or task.kind in PARALLEL or not task.agency:
        return None
    if task.holder and which == 1:
        return Person(task.holder, task.holder_name, ((task.agency, task.role),))
    return parts.holder(task.agency, task.role, which)


def forward(storm: Storm, act: Act) -> None:
    """Whoever's turn it is does the next thing that brings a dossier on."""
    found = some(storm, act)
    if found is not None:
        step_on(storm, act.key, found)


def step_on(storm: Storm, key: str, found: Dossier) -> bool:
    """The next thing that brings this dossier on; whether there is any."""
    moves = list(_next(storm, key, found))
    for name, do in moves:
        if storm.client(f"{key}/{storm.name(found.id)}/{name}", do) != "ok":
            break
    return bool(moves)


Move = tuple[str, Callable[[], Any]]


def _next(storm: Storm, key: str, found: Dossier) -> Iterator[Move]:
    if found.status in ENDED:
        return
    if found.status == Status.DRAFT:
        yield from _draft(storm, key, found)
    elif found.waiting:
        yield from _bring(storm, key, found)
    elif found.task and found.task.kind in PARALLEL:
        yield from _answers(storm, key, found)
    elif found.task:
        yield from _decide(storm, key, found)


def _draft(storm: Storm, key: str, found: Dossier) -> Iterator[Move]:
    case, person = case_of(storm.world, found), owner(found)
    if not found.form:
        form = parts.answers(case)
        yield "declare", partial(citizen.declare, storm.world, person, key, found.id, form)
        return
    lacking = [part.key for part in case.components if part.required]
    lacking = [part for part in lacking if not _came(found, part)]
    for part in lacking:
        yield f"send-{part}", partial(send, storm, key, found, part)
    if not lacking:
        yield "submit", partial(citizen.submit, storm.world, person, key, found.id)


def _came(found: Dossier, component: str) -> bool:
    paper = found.papers.get(component)
    return paper is not None and paper.state != "refused"


def _bring(storm: Storm, key: str, found: Dossier) -> Iterator[Move]:
    asked = found.waiting
    assert asked is not None
    lacking = [item["component"] for item in asked.items]
    lacking = [one for one in lacking if not _came_since(found, one, asked.asked_at)]
    for part in lacking:
        yield f"send-{part}", partial(send, storm, key, found, part)
    if not lacking:
        yield "supplement", partial(citizen.supplement, storm.world, owner(found), key, found.id)


def _came_since(found: Dossier, component: str, since: str) -> bool:
    paper = found.papers.get(component)
    return paper is not None and paper.state != "refused" and paper.opened_at > since


def send(
    storm: Storm, key: str, found: Dossier, component: str, content: bytes = parts.GOOD
) -> None:
    """A place, the file in it, and the bucket's news of it."""
    person = owner(found)
    form = citizen.slot(storm.world, person, f"{key}-{component}", found.id, component)
    place = form.fields["key"]
    storm.files.held[place] = content + place.encode()
    storm.news("upload", f"s3/{place}", partial(_arrive, storm, place))


def _arrive(storm: Storm, place: str) -> None:
    from chalicelib.journey import reading

    reading.uploaded(storm.world, place, "v1")


def _answers(storm: Storm, key: str, found: Dossier) -> Iterator[Move]:
    for row in found.handoffs.values():
        here = row.step == found.step and not row.outcome
        if here and f"{found.id}/{row.party}" not in storm.silent:
            yield f"answer-{row.party}", partial(answer, storm, key, row.id, row.agency)
            return


def answer(storm: Storm, key: str, handoff: str, agency: str, **given: str) -> None:
    said: dict[str, Any] = {"outcome": "done", "number": "07/TB-MAU", **given}
    officer.answer(storm.world, parts.holder(agency, "agency"), key, handoff, **said)


def _decide(storm: Storm, key: str, found: Dossier) -> Iterator[Move]:
    person = asked_holder(found)
    if person is None or found.task is None:
        return
    step, case = found.task.step, case_of(storm.world, found)
    marked = [line for line in review.sheet(found, case) if line.needs_eyes]
    if marked and found.task.kind in ("receive", "appraise"):
        given = {line.field.key: line.value for line in marked}
        look = partial(officer.confirm, storm.world, person, f"{key}-look", found.id, given)
        yield "look", look
    yield f"do-{step}", partial(_done, storm, key, found, person)


def _done(storm: Storm, key: str, found: Dossier, person: Person) -> None:
    """Gets the open step done, as it stands when the officer has looked."""
    seen = storm.load(found.id).version
    task = found.task
    assert task is not None
    given: tuple[Any, ...] = (storm.world, person, key, found.id, task.step, seen)
    if task.kind == "receive":
        officer.receive(*given)
    else:
        officer.finish(*given, outcome="done", note="BL 0001")
