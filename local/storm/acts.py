"""What people and the world do in a storm: one table of acts.

A new verb of `chalicelib.journey` enters the storm by a row here. An act finds its object by its
own dice in whatever state the world is then; where it makes no sense it does nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib import chain, review
from chalicelib.chain.steps import PARALLEL
from chalicelib.dossier import ENDED, Dossier, Person, Status
from chalicelib.errors import Text
from chalicelib.journey import citizen, machine, officer
from chalicelib.journey.common import case_of
from chalicelib.procedure import deciders
from chalicelib.workdays import Calendar, Special
from local.storm import parts
from local.storm.play import Storm, void

MOST = 3
"""Dossiers in one scenario."""
BASIS = "Điều 16 Luật Hộ tịch"
REASON = "Lý do mẫu để thử"
RESPONSES = (0, 302, 410, 429, 500, 503)


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


Do = Callable[[Storm, Act], None]


def plan(storm: Storm, count: int) -> list[Act]:
    """The acts of this seed; the first begins a dossier."""
    names = [name for name, (weight, _do) in ACTS.items() for _ in range(weight)]
    acts = [Act(0, "begin", 1)]
    for number in range(1, count):
        name = storm.dice.one(f"name/{number}", names)
        acts.append(Act(number, name, storm.dice.one(f"wait/{number}", WAITS)))
    return acts


WAITS = (1, 1, 2, 10, 70, 130, 700, 3 * 3600)


def perform(storm: Storm, act: Act) -> None:
    """One act."""
    storm.note(f"ACT {act.number} {act.name}")
    ACTS[act.name][1](storm, act)


# --- finding ------------------------------------------------------------------------------------


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


# --- going forward ------------------------------------------------------------------------------


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
            yield f"answer-{row.party}", partial(_answer, storm, key, row.id, row.agency)
            return


def _answer(storm: Storm, key: str, handoff: str, agency: str, **given: str) -> None:
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


# --- other ways ---------------------------------------------------------------------------------


def begin(storm: Storm, act: Act) -> None:
    """A citizen, or a counter officer for one, begins a dossier of some procedure."""
    if len(storm.dossiers) >= MOST:
        return
    dice, n, day = storm.dice, act.number, storm.clock.at.date()
    head = dice.one(f"procedure/{n}", storm.world.catalogue.all_current(day))
    rules = storm.world.catalogue.get(head.id)
    case = dice.one(f"case/{n}", rules.cases)
    places = deciders(rules, day)[:5]
    if not places:
        return
    place = dice.one(f"place/{n}", places)
    person = dice.one(f"citizen/{n}", parts.CITIZENS)
    do = partial(
        citizen.start,
        storm.world,
        person,
        act.key,
        procedure=rules.code,
        case=case.key,
        decider=place.code,
    )
    storm.client(f"{act.key}/start", do)


def decide_otherwise(storm: Storm, act: Act) -> None:
    """The officer refuses, asks for papers or sends back, where the step lets them."""
    found = some(storm, act)
    person = asked_holder(found) if found else None
    if found is None or person is None or found.task is None or found.waiting:
        return
    case = case_of(storm.world, found)
    may = [one for one in chain.step_of(case, found.task.step).may if one != "done"]
    if may:
        outcome = storm.dice.one(f"outcome/{act.number}", may)
        do = partial(_otherwise, storm, act, found, person, outcome)
        storm.client(f"{act.key}/{storm.name(found.id)}/{outcome}", do)


def _otherwise(storm: Storm, act: Act, found: Dossier, person: Person, outcome: str) -> None:
    assert found.task is not None
    case = case_of(storm.world, found)
    given: tuple[Any, ...] = (
        *(storm.world, person, act.key, found.id, found.task.step, found.version),
    )
    if outcome == "supplement":
        part = storm.dice.one(f"part/{act.number}", case.components)
        items = [{"component": part.key, "reason": REASON}]
        officer.ask_supplement(*given, items=items)
    elif outcome == "refuse" and found.task.kind == "receive":
        officer.refuse(*given, reason=REASON, basis=BASIS)
    else:
        basis = BASIS if outcome == "refuse" else ""
        officer.finish(*given, outcome=outcome, note=REASON, basis=basis)


def race(storm: Storm, act: Act) -> None:
    """Two officers have the same task on screen and both decide."""
    found = some(storm, act)
    if found is None or asked_holder(found) is None:
        return
    first, second = (asked_holder(found, which) for which in (1, 2))
    for which, person in enumerate((first, second)):
        assert person is not None
        key = f"{act.key}-{which}"
        do = partial(_done_as_seen, storm, key, found, person)
        storm.client(f"{key}/{storm.name(found.id)}/race", do)


def _done_as_seen(storm: Storm, key: str, found: Dossier, person: Person) -> None:
    task = found.task
    assert task is not None
    given: tuple[Any, ...] = (storm.world, person, key, found.id, task.step, found.version)
    if task.kind == "receive":
        officer.receive(*given)
    else:
        officer.finish(*given, outcome="done", note="BL 0001")


def again(storm: Storm, act: Act) -> None:
    """A form is sent twice, then once more under the same key with something else in it."""
    found = some(storm, act)
    if found is None:
        return
    form = parts.answers(case_of(storm.world, found))
    for variant, said in (("", form), ("", form), ("'", {**form, "requester_name": "Người Khác"})):
        do = partial(citizen.declare, storm.world, owner(found), act.key, found.id, said)
        storm.client(f"{act.key}/declare", do, variant)


def intrude(storm: Storm, act: Act) -> None:
    """Somebody does what is not theirs to do."""
    found = some(storm, act)
    if found is None:
        return
    stranger = parts.holder("H49.999", "leader")
    step = found.task.step if found.task else "receive"
    tries: Sequence[Callable[[], Any]] = (
        partial(citizen.withdraw, storm.world, parts.STRANGER, act.key, found.id, REASON),
        partial(officer.receive, storm.world, stranger, act.key, found.id, step, found.version),
        partial(citizen.track, storm.world, found.code or found.id, "WRONGONE"),
        *(
            partial(_answer, storm, act.key, row.id, "G24.H99")
            for row in list(found.handoffs.values())[:1]
        ),
    )
    storm.client(f"{act.key}/intrude", storm.dice.one(f"intrude/{act.number}", tries))


def withdraw(storm: Storm, act: Act) -> None:
    """The citizen takes the dossier back."""
    found = some(storm, act)
    if found is not None:
        do = partial(citizen.withdraw, storm.world, owner(found), act.key, found.id, REASON)
        storm.client(f"{act.key}/{storm.name(found.id)}/withdraw", do)


def rate(storm: Storm, act: Act) -> None:
    """The citizen says how it was."""
    found = some(storm, act)
    if found is not None:
        do = partial(citizen.rate, storm.world, owner(found), act.key, found.id, 3, "Tốt")
        storm.client(f"{act.key}/{storm.name(found.id)}/rate", do)


def answer_otherwise(storm: Storm, act: Act) -> None:
    """An agency refuses, or answers what it answered before."""
    found = some(storm, act)
    rows = list(found.handoffs.values()) if found else []
    if found is None or not rows:
        return
    row = storm.dice.one(f"row/{act.number}", rows)
    do = partial(_answer, storm, act.key, row.id, row.agency, outcome="refused", note=REASON)
    storm.client(f"{act.key}/{storm.name(found.id)}/refuse-{row.party}", do)


def fall_silent(storm: Storm, act: Act) -> None:
    """An agency that was asked will never answer."""
    found = some(storm, act)
    if found is not None:
        storm.silent |= {f"{found.id}/{row.party}" for row in found.handoffs.values()}


def spoil(storm: Storm, act: Act) -> None:
    """The citizen sends a file that is spoilt, or one that breaks whoever opens it, or replaces
    one that is being read, or one with no papers wanted any more."""
    found = some(storm, act)
    if found is None:
        return
    case = case_of(storm.world, found)
    part = storm.dice.one(f"part/{act.number}", case.components)
    content = storm.dice.one(f"content/{act.number}", (parts.SPOILT, parts.POISON, parts.GOOD))
    do = partial(send, storm, act.key, found, part.key, content)
    storm.client(f"{act.key}/{storm.name(found.id)}/send-{content.decode()}", do)


# --- the world ----------------------------------------------------------------------------------


def sweep(storm: Storm, act: Act) -> None:
    """The minute's round."""
    storm.sweep(f"sweep{act.number}")


def vanish(storm: Storm, _act: Act) -> None:
    """The engine restarts: every running execution and every token is gone."""
    storm.machines.vanish()


def jump(storm: Storm, act: Act) -> None:
    """The clock is set: an hour or a day on, or a little back."""
    hours = storm.dice.one(f"jump/{act.number}", (1, 24, 24 * 9, -1))
    storm.note(f"clock {hours:+} h")
    storm.turn(timedelta(hours=hours))


def new_calendar(storm: Storm, act: Act) -> None:
    """A day off is announced."""
    day = storm.clock.at.date() + timedelta(days=2 + storm.dice.below(f"off/{act.number}", 5))
    storm.world = replace(storm.world, calendar=_with_off(storm.world.calendar, day))
    storm.calendars.append(storm.world.calendar)


def _with_off(calendar: Calendar, day: date) -> Calendar:
    year = calendar.years[day.year]
    special = Special(day, "day_off", Text("Nghỉ bù mẫu", "Sample day off"), "mẫu")
    changed = replace(year, days={**year.days, day: special}, version=f"{year.version}+{day}")
    return Calendar({**calendar.years, day.year: changed})


def trouble(storm: Storm, act: Act) -> None:
    """The agencies' receivers answer badly for a while."""
    storm.post.status = storm.dice.one(f"status/{act.number}", RESPONSES)
    storm.later(1800, "receivers are well", partial(_mend, storm))


def _mend(storm: Storm) -> None:
    storm.post.status = 200


def operate(storm: Storm, act: Act) -> None:
    """An operator resumes a dossier and revives what is dead."""
    found = some(storm, act)
    if found is not None:
        storm.lambda_(f"resume{act.number}", lambda: void(machine.resume(storm.world, found.id)))
    for out in storm.outs():
        if out.state == "DEAD":
            storm.lambda_(f"revive{act.number}", partial(storm.world.records.revive, out))


def look_around(storm: Storm, act: Act) -> None:
    """People look at their lists and pages."""
    found = some(storm, act)
    person = asked_holder(found) if found else None
    if found is None:
        return
    looks: list[Callable[[], Any]] = [
        partial(citizen.owned, storm.world, owner(found)),
        partial(citizen.mine, storm.world, owner(found), found.id),
        partial(citizen.track, storm.world, found.code or found.id, found.secret),
        *(
            partial(officer.inbox, storm.world, parts.holder(r.agency, "agency"))
            for r in found.handoffs.values()
        ),
    ]
    if person is not None:
        looks += [partial(officer.queue, storm.world, person)]
    for number, look in enumerate(looks):
        storm.lambda_(f"look{act.number}-{number}", look)


ACTS: Mapping[str, tuple[int, Do]] = {
    "forward": (40, forward),
    "begin": (4, begin),
    "race": (4, race),
    "decide_otherwise": (5, decide_otherwise),
    "again": (2, again),
    "intrude": (2, intrude),
    "withdraw": (1, withdraw),
    "rate": (1, rate),
    "answer_otherwise": (2, answer_otherwise),
    "fall_silent": (1, fall_silent),
    "spoil": (4, spoil),
    "sweep": (8, sweep),
    "vanish": (1, vanish),
    "jump": (1, jump),
    "new_calendar": (1, new_calendar),
    "trouble": (2, trouble),
    "operate": (1, operate),
    "look_around": (1, look_around),
}
"""What may happen, how often relative to the rest, and how."""
