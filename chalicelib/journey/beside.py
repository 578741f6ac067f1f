"""What an officer does beside the open task: stop, extend, hand over, call back, correct, forward.

Each is one command on the dossier as the officer saw it (`seen`), and each may be impossible now:
then its `chain.can_...` says why.
"""

from collections.abc import Mapping

from chalicelib import agency, chain
from chalicelib.dossier import Dossier, Fact, Person
from chalicelib.errors import Missing
from chalicelib.journey.common import Order, act, order
from chalicelib.ports import World
from chalicelib.procedure import Case, check_decider


def withdraw(
    world: World, person: Person, key: str, dossier: str, seen: int, *, reason: str
) -> Dossier:
    """Notes at the counter that the citizen takes the dossier back."""
    wish = _order(person, key, "withdraw", dossier, reason, seen)
    return act(world, dossier, wish, lambda found, _case: chain.withdraw(found, person, reason))


def stop(
    world: World, person: Person, key: str, dossier: str, seen: int, *, reason: str, basis: str
) -> Dossier:
    """Stops work on the dossier, with reason and article (status 8, Mẫu 05)."""
    wish = _order(person, key, "stop", dossier, [reason, basis], seen)
    return act(
        world,
        dossier,
        wish,
        lambda found, _case: chain.stop(
            found, person, reason=reason, basis=basis, now=world.clock.now()
        ),
    )


def extend(
    world: World, person: Person, key: str, dossier: str, seen: int, *, days: int, reason: str
) -> Dossier:
    """Extends the term, once, with an apology (Mẫu 04)."""
    wish = _order(person, key, "extend", dossier, [days, reason], seen)

    def decide(found: Dossier, case: Case) -> Fact:
        now = world.clock.now()
        return chain.extend(
            found, case, person, days=days, reason=reason, calendar=world.calendar, now=now
        )

    return act(world, dossier, wish, decide)


def go_on(
    world: World, person: Person, key: str, dossier: str, seen: int, *, reason: str
) -> Dossier:
    """Goes on without the agencies that let their time to answer pass."""
    wish = _order(person, key, "go-on", dossier, reason, seen)
    return act(
        world, dossier, wish, lambda found, case: chain.go_on(found, case, person, reason=reason)
    )


def hand_over(
    world: World, person: Person, key: str, dossier: str, seen: int, *, to: str, reason: str
) -> Dossier:
    """Gives the open task to the colleague with id `to`."""
    wish = _order(person, key, "hand-over", dossier, [to, reason], seen)
    colleague = world.records.person(to)
    if colleague is None:
        raise Missing("no_such_person", "Không tìm thấy người này.", "No such person.")
    return act(
        world,
        dossier,
        wish,
        lambda found, _case: chain.hand_over(
            found, person, colleague, reason=reason, now=world.clock.now()
        ),
    )


def recall(
    world: World, person: Person, key: str, dossier: str, seen: int, *, reason: str
) -> Dossier:
    """Takes back what was just passed on."""
    wish = _order(person, key, "recall", dossier, reason, seen)
    return act(
        world, dossier, wish, lambda found, case: chain.recall(found, case, person, reason=reason)
    )


def correct(
    world: World,
    person: Person,
    key: str,
    dossier: str,
    seen: int,
    *,
    given: Mapping[str, str],
    reason: str,
    case: str = "",
) -> Dossier:
    """Corrects what was noted at intake, by field, and its case if it should have been `case`."""
    wish = _order(person, key, "correct", dossier, [dict(given), reason, case], seen)

    def decide(found: Dossier, here: Case) -> Fact:
        other = world.catalogue.get(found.procedure).case(case) if case else None
        return chain.correct(
            found,
            here,
            person,
            given=given,
            reason=reason,
            other=other,
            calendar=world.calendar,
            now=world.clock.now(),
        )

    return act(world, dossier, wish, decide)


def forward(
    world: World, person: Person, key: str, dossier: str, seen: int, *, decider: str, reason: str
) -> Dossier:
    """Forwards the dossier to the agency that is competent, at its own one-stop."""
    wish = _order(person, key, "forward", dossier, [decider, reason], seen)

    def decide(found: Dossier, case: Case) -> Fact:
        day = chain.day_of(world.clock.now())
        way = agency.route(decider, (), day)
        check_decider(world.catalogue.get(found.procedure), decider, day)
        ends = {"receiver": way.receiver, "decider": decider}
        return chain.forward(found, case, person, **ends, reason=reason)

    return act(world, dossier, wish, decide)


def _order(person: Person, key: str, what: str, dossier: str, asked: object, seen: int) -> Order:
    return order(person, key, f"{what}/{dossier}", asked, seen=seen)
