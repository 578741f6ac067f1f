"""What an officer does with a dossier: look, confirm, receive, ask, refuse, decide, seal."""

from collections.abc import Mapping, Sequence

from chalicelib import agency, chain, review, workdays
from chalicelib.dossier import Dossier, Fact, Person
from chalicelib.errors import Missing
from chalicelib.journey.common import Order, act, next_number, order
from chalicelib.ports import Row, World
from chalicelib.procedure import Case


def queue(world: World, person: Person) -> list[Row]:
    """Everything that waits for this person's roles, most urgent first, and what waits for those
    for whom they may act or sign."""
    rows = {
        row.dossier: row
        for desk in agency.desks(person, chain.day_of(world.clock.now()))
        for row in world.records.queue(desk.agency, desk.role)
        if desk.takes(row.kind, row.procedure) and _open_to(row, person, desk.agency)
    }
    return sorted(rows.values(), key=lambda row: row.due)


def _open_to(row: Row, person: Person, code: str) -> bool:
    """Whether a task is this person's to see: nobody else's, or theirs to assign."""
    assigns = any(at == code and agency.may(role, "assign") for at, role in person.duties)
    return assigns or row.holder in ("", person.id, *person.instead_of)


def look(world: World, person: Person, dossier: str) -> Dossier:
    """A dossier that an agency of the officer's receives, decides, holds or held; else Missing."""
    found = world.records.load(dossier)
    if not sees(world, person, found):
        raise Missing("no_such_dossier", "Không tìm thấy hồ sơ.", "No such dossier.")
    return found


def sees(world: World, person: Person, found: Dossier) -> bool:
    """Whether this officer may look at the dossier."""
    involved = {found.receiver, found.decider, *(row.agency for row in found.handoffs.values())}
    involved |= {held.agency for held in found.history} | {found.task.agency if found.task else ""}
    desks = agency.desks(person, chain.day_of(world.clock.now()))
    return bool(involved & {one.agency for one in desks if one.takes("approve", found.procedure)})


def confirm(
    world: World,
    person: Person,
    key: str,
    dossier: str,
    given: Mapping[str, str],
    how: str = "one",
    seen: int | None = None,
) -> int:
    """Vouches for field values; what was read and declared is kept beside them.

    Gives the version that this made, which is what the officer has seen from then on.
    """
    wish = order(person, key, f"confirm/{dossier}", [dict(given), how], seen=seen)

    def decide(found: Dossier, case: Case) -> Fact:
        step = found.task.step if found.task else ""
        chain.require(found, case, person, "done", step, world.clock.now())
        return review.confirm(found, case, given, how)

    after = act(world, dossier, wish, decide)
    done = world.records.command(wish.cmd)
    return done.seq if done else after.version


def receive(world: World, person: Person, key: str, dossier: str, step: str, seen: int) -> Dossier:
    """Takes the dossier in: a code, a receipt, and a due time that explains itself."""
    wish = _order(person, key, "receive", dossier, step, seen)

    def decide(found: Dossier, case: Case) -> Fact:
        now = world.clock.now().astimezone(workdays.VIETNAM)
        counter = chain.dossier_code(found.receiver, now)
        due = workdays.due(world.calendar, now, chain.term_of(found, case))
        number = next_number(world, counter.series)
        return chain.receive(
            found,
            case,
            person,
            step=step,
            now=now,
            due=due,
            code=counter.write(number),
            take=(counter.series, number),
        )

    return act(world, dossier, wish, decide)


def refuse(
    world: World,
    person: Person,
    key: str,
    dossier: str,
    step: str,
    seen: int,
    *,
    reason: str,
    basis: str,
) -> Dossier:
    """Refuses to take the dossier in, with the reason and the article of law it rests on."""
    wish = _order(person, key, "refuse", dossier, [step, reason, basis], seen)
    said = {"step": step, "reason": reason, "basis": basis}
    return act(
        world,
        dossier,
        wish,
        lambda found, case: chain.refuse(found, case, person, **said, now=world.clock.now()),
    )


def ask_supplement(
    world: World,
    person: Person,
    key: str,
    dossier: str,
    step: str,
    seen: int,
    *,
    items: Sequence[Mapping[str, str]],
    note: str = "",
    again: bool = False,
) -> Dossier:
    """Asks the citizen for further papers: one complete list, once; `again` knows it is too often.

    Raises Invalid ``asked_before`` for one more without `again`.
    """
    wish = _order(person, key, "supplement", dossier, [step, [*items], note, again], seen)

    def decide(found: Dossier, case: Case) -> Fact:
        return chain.ask_supplement(
            found,
            case,
            person,
            step=step,
            items=items,
            note=note,
            calendar=world.calendar,
            now=world.clock.now(),
            again=again,
        )

    return act(world, dossier, wish, decide)


def finish(
    world: World,
    person: Person,
    key: str,
    dossier: str,
    step: str,
    seen: int,
    *,
    outcome: str,
    note: str = "",
    basis: str = "",
    chosen: Sequence[str] = (),
) -> Dossier:
    """Ends a step after intake with ``done``, ``refuse`` (resting on `basis`) or ``back``."""
    asked = [step, outcome, note, basis, [*chosen]]
    wish = _order(person, key, "finish", dossier, asked, seen)

    def decide(found: Dossier, case: Case) -> Fact:
        numbers, takes = _numbers(world, found, case, step, outcome)
        return chain.finish(
            found,
            case,
            person,
            step=step,
            outcome=outcome,
            note=note,
            basis=basis,
            chosen=chosen,
            numbers=numbers,
            calendar=world.calendar,
            now=world.clock.now(),
            takes=takes,
        )

    return act(world, dossier, wish, decide)


def _numbers(
    world: World, found: Dossier, case: Case, step: str, outcome: str
) -> tuple[dict[str, str], tuple[tuple[str, int], ...]]:
    """A sealing numbers and dates the results first (NĐ 30/2020 Đ32)."""
    if outcome != "done" or chain.step_of(case, step).kind != "seal":
        return {}, ()
    numbers, takes = {}, []
    for key, counter in chain.seal_counters(
        found, case, world.clock.now().astimezone(workdays.VIETNAM)
    ):
        number = next_number(world, counter.series)
        numbers[key] = counter.write(number)
        takes.append((counter.series, number))
    return numbers, tuple(takes)


def inbox(world: World, person: Person) -> list[Row]:
    """Hand-offs that wait for this person's agencies, most urgent first."""
    codes = [code for code, role in person.duties if role == "agency"]
    rows = [row for code in codes for row in world.records.inbox(code)]
    return sorted(rows, key=lambda row: row.due)


def handoff(world: World, person: Person, id: str) -> Dossier:
    """The dossier that a hand-off belongs to, if it was handed to one of the person's agencies."""
    found = world.records.load(world.records.by_code(f"handoff/{id}"))
    asked = next((row for row in found.handoffs.values() if row.id == id), None)
    if asked is None or not person.holds(asked.agency, "agency"):
        raise Missing("no_such_handoff", "Không tìm thấy hồ sơ liên thông.", "No such hand-off.")
    return found


def answer(
    world: World,
    person: Person,
    key: str,
    id: str,
    *,
    outcome: str,
    number: str = "",
    note: str = "",
) -> Dossier:
    """Another agency answers its hand-off: the result's number, or a refusal with its reason."""
    found = handoff(world, person, id)
    wish = order(person, key, f"answer/{id}", [outcome, number, note])
    return act(
        world,
        found.id,
        wish,
        lambda d, case: chain.answer(
            d, case, person, handoff=id, outcome=outcome, number=number, note=note
        ),
    )


def _order(person: Person, key: str, what: str, dossier: str, asked: object, seen: int) -> Order:
    return order(person, key, f"{what}/{dossier}", asked, seen=seen)
