"""What people do that does not simply bring a dossier on: refuse, race, repeat, intrude, spoil."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from chalicelib import chain
from chalicelib.dossier import Dossier, Person
from chalicelib.journey import beside, citizen, officer
from chalicelib.journey.common import case_of
from chalicelib.procedure import deciders
from local.storm import parts
from local.storm.people import Act, answer, asked_holder, owner, send, some
from local.storm.play import Storm

MOST = 3
"""Dossiers in one scenario."""
LINKED = "3.000722"
"""The procedure that three agencies carry out together: it has most that can go wrong."""
BASIS = "Điều 16 Luật Hộ tịch"
REASON = "Lý do mẫu để thử"
Beside = Callable[[Storm, Act, Dossier, Person], None]


def begin(storm: Storm, act: Act) -> None:
    """A citizen begins a dossier of some procedure."""
    if len(storm.dossiers) < MOST:
        case = storm.dice.below(f"case/{act.number}", 100)
        storm.client(f"{act.key}/start", partial(_start, storm, act, case))


def begin_twice(storm: Storm, act: Act) -> None:
    """The form to begin is sent twice, then under the same key for something else."""
    if len(storm.dossiers) < MOST:
        for variant, case in (("", 0), ("", 0), ("'", 1)):
            storm.client(f"{act.key}/start", partial(_start, storm, act, case), variant)


def _start(storm: Storm, act: Act, number: int) -> None:
    dice, n, day = storm.dice, act.number, storm.clock.at.date()
    heads = storm.world.catalogue.all_current(day)
    linked = [head for head in heads if head.code == LINKED]
    often = linked if dice.chance(f"linked/{n}", 0.4) else heads
    rules = storm.world.catalogue.get(dice.one(f"procedure/{n}", often).id)
    places = deciders(rules, day)[:5]
    citizen.start(
        storm.world,
        dice.one(f"citizen/{n}", parts.CITIZENS),
        act.key,
        procedure=rules.code,
        case=rules.cases[number % len(rules.cases)].key,
        decider=places[(dice.below(f"place/{n}", 5) + number) % len(places)].code,
    )


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
            partial(answer, storm, act.key, row.id, "G24.H99")
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
    do = partial(answer, storm, act.key, row.id, row.agency, outcome="refused", note=REASON)
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


def beside_the_task(storm: Storm, act: Act) -> None:
    """Somebody stops, extends, hands over, calls back, corrects, forwards or goes on."""
    found = some(storm, act)
    if found is None or not found.submitted_at:
        return
    name = storm.dice.one(f"beside/{act.number}", tuple(BESIDE))
    do = partial(BESIDE[name], storm, act, found, _many(found))
    storm.client(f"{act.key}/{storm.name(found.id)}/{name}", do)


def _many(found: Dossier) -> Person:
    """Somebody with a hand in everything: which of the duties counts is for the verb to find."""
    at = [(found.receiver, "counter"), (found.decider, "leader"), (found.decider, "appraiser")]
    at += [(found.task.agency, found.task.role)] if found.task else []
    return Person(f"many/{found.decider}", "Cán bộ kiêm nhiệm", tuple(at))


def _hand_over(storm: Storm, act: Act, found: Dossier, person: Person) -> None:
    task = found.task
    colleague = parts.holder(task.agency, task.role, 2) if task else person
    storm.plain.put_person(colleague)
    given: tuple[Any, ...] = (storm.world, person, act.key, found.id, found.version)
    beside.hand_over(*given, to=colleague.id, reason=REASON)


def _correct(storm: Storm, act: Act, found: Dossier, person: Person) -> None:
    names = [key for key, said in found.form.items() if said == parts.SAID["name"]]
    given: tuple[Any, ...] = (storm.world, person, act.key, found.id, found.version)
    said = dict.fromkeys(names[:1], f"Trần Văn Sửa {'A' * (1 + act.number % 5)}")
    beside.correct(*given, given=said, reason=REASON)


def _recall(storm: Storm, act: Act, found: Dossier, person: Person) -> None:
    """By whoever passed it on last."""
    last = found.history[-1] if found.history else None
    passer = parts.holder(last.agency, last.role) if last else person
    given: tuple[Any, ...] = (storm.world, passer, act.key, found.id, found.version)
    beside.recall(*given, reason=REASON)


def _forward(storm: Storm, act: Act, found: Dossier, person: Person) -> None:
    rules = storm.world.catalogue.get(found.procedure)
    places = deciders(rules, storm.clock.at.date())[:5]
    given: tuple[Any, ...] = (storm.world, person, act.key, found.id, found.version)
    decider = storm.dice.one(f"to/{act.number}", places).code
    beside.forward(*given, decider=decider, reason=REASON)


def _plainly(verb: Callable[..., Dossier], **said: Any) -> Beside:
    def do(storm: Storm, act: Act, found: Dossier, person: Person) -> None:
        verb(storm.world, person, act.key, found.id, found.version, reason=REASON, **said)

    return do


BESIDE: Mapping[str, Beside] = {
    "withdraw": _plainly(beside.withdraw),
    "stop": _plainly(beside.stop, basis=BASIS),
    "extend": _plainly(beside.extend, days=2),
    "go_on": _plainly(beside.go_on),
    "recall": _recall,
    "hand_over": _hand_over,
    "correct": _correct,
    "forward": _forward,
}
"""The verbs of `journey.beside`, by name."""
