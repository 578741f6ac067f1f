"""Load, decide, commit: the one way anything happens to a dossier."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import chain, handoff
from chalicelib.audit import canonical, digest
from chalicelib.dossier import Actor, Dossier, Fact, Person, evolve, record
from chalicelib.errors import Conflict, Invalid
from chalicelib.ports import Done, Out, World
from chalicelib.procedure import Case

TRIES = 5
Decide = Callable[[Dossier, Case], Fact | None]


@dataclass(frozen=True, slots=True)
class Order:
    """Who asks for what. `cmd` names the cause: the same cause twice is carried out once.

    `seen` is the version the asker had on screen; when given, a change since then is a Conflict
    instead of a second look (what happens in the background, like printing, is no such change).
    `person`: whoever signed in, with all their duties; the log names the one they acted under.
    """

    actor: Actor
    cmd: str
    body: str = ""
    seen: int | None = None
    person: Person | None = None


def order(
    person: Person, key: str, what: str, asked: object = "", *, seen: int | None = None
) -> Order:
    """An order of a signed-in person; `key` comes with the form or the Idempotency-Key header."""
    cmd, body = digest(person.id, what, key), digest(canonical({"asked": asked}))
    return Order(Actor(person.id, person.name), cmd, body, seen, person)


def act(world: World, dossier: str, wish: Order, decide: Decide) -> Dossier:
    """Carries an order out, once, and gives the dossier as it stands afterwards.

    `decide` may be called several times and returns None when nothing needs to happen. Raises
    Conflict ``written_meanwhile`` when somebody else writes faster, Invalid ``key_used`` when the
    same key was used for something else, and whatever `decide` raises.
    """
    for _ in range(TRIES):
        done = world.records.command(wish.cmd)
        before = world.records.load(dossier)
        if done is not None:
            return as_asked(before, wish, done)
        if wish.seen is not None and before.changed > wish.seen:
            raise stale()
        fact = decide(before, case_of(world, before))
        if fact is None:
            return before
        try:
            return commit(world, before, fact, wish)
        except Conflict as conflict:
            if conflict.code != "written_meanwhile":
                raise
    raise stale()


def commit(world: World, before: Dossier, fact: Fact, wish: Order) -> Dossier:
    """One fact, its event, its effects: one transaction."""
    now = fact.at or world.clock.now().isoformat()
    event = record(before, fact, _actor(wish, before, fact, now), now, wish.cmd)
    after = evolve(before, event)
    caused = handoff.effects(before, after, event, case_of(world, after))
    outs = [Out(after.id, event.seq, one.sink, one.body, next_at=now) for one in caused]
    world.records.commit(before, after, event, outs=outs, takes=fact.takes, body=wish.body)
    return after


def _actor(wish: Order, before: Dossier, fact: Fact, now: str) -> Actor:
    """Whoever ordered it, in the role in which they did this very thing."""
    if wish.person is None:
        return wish.actor
    duty = chain.duty_of(before, wish.person, fact, datetime.fromisoformat(now))
    agency, role = duty or ("", wish.actor.role)
    return replace(wish.actor, role=role, agency=agency)


def case_of(world: World, dossier: Dossier) -> Case:
    """The case (trường hợp) of the procedure version that the dossier keeps for life."""
    return world.catalogue.get(dossier.procedure).case(dossier.case)


def next_number(world: World, series: str) -> int:
    """The number that comes after the last one taken."""
    return world.records.taken(series) + 1


def stale() -> Conflict:
    """Somebody else wrote between the caller's look and the caller's word."""
    return Conflict(
        "written_meanwhile",
        "Có người vừa cập nhật hồ sơ này. Hãy tải lại trang, xem thay đổi rồi làm lại.",
        "Somebody has just updated this dossier. Reload, look at the change, and try again.",
    )


def as_asked(now: Dossier, wish: Order, done: Done) -> Dossier:
    """The dossier, if this very order was carried out; Invalid ``key_used`` for another one."""
    if done.dossier != now.id or done.body != wish.body:
        raise Invalid(
            "key_used",
            "Yêu cầu này đã được gửi với nội dung khác. Hãy tải lại trang rồi thử lại.",
            "This request key was used for something else. Reload the page and try again.",
        )
    return now
