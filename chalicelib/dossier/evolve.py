"""Events in, dossier out. `record` gives a fact its place in the log, `evolve` applies it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib import audit
from chalicelib.dossier import course, hands, papers, recounted
from chalicelib.dossier.course import Apply
from chalicelib.dossier.facts import (
    Actor,
    Delay,
    Dossier,
    Event,
    Fact,
    Handoff,
    Held,
    Paper,
    Printed,
    Supplement,
    Task,
)
from chalicelib.dossier.plain import plain
from chalicelib.dossier.status import Status, move
from chalicelib.errors import Poison

BACKGROUND = ("printed", "overdue", "resumed", "parked", "recounted")
"""What happens by itself and changes nothing of what a person is about to decide on."""


def record(dossier: Dossier, fact: Fact, actor: Actor, at: str, cmd: str) -> Event:
    """The event that `fact` becomes at time `at`, next in the hash chain.

    Raises Conflict ``illegal_move`` when the law does not let the status go there.
    """
    now = move(dossier.status, dossier.status if fact.status is None else fact.status)
    event = Event(
        seq=dossier.version + 1,
        kind=fact.kind,
        at=at,
        actor=actor,
        was=int(dossier.status),
        now=int(now),
        data=dict(fact.data),
        cmd=cmd,
        prev=dossier.head,
    )
    body = {key: value for key, value in event.to_json().items() if key != "hash"}
    return replace(event, hash=audit.seal(body, dossier.head))


def evolve(dossier: Dossier, event: Event) -> Dossier:
    """The dossier after `event`. Raises Poison for an event kind this release does not know."""
    apply = APPLY.get(event.kind)
    if apply is None:
        raise Poison("unknown_event", f"Sự kiện lạ: {event.kind}", f"Unknown event {event.kind}")
    after = apply(dossier, event)
    changed = after.changed if event.kind in BACKGROUND else event.seq
    now = Status(event.now)
    return replace(after, changed=changed, status=now, version=event.seq, head=event.hash)


def fold(id: str, events: Iterable[Event]) -> Dossier:
    """The dossier that a whole log tells of."""
    dossier = Dossier(id)
    for event in events:
        dossier = evolve(dossier, event)
    return dossier


def _printed(dossier: Dossier, event: Event) -> Dossier:
    paper = Printed(at=event.at, **event.data)
    return replace(dossier, printed={**dossier.printed, paper.paper: paper})


def _resumed(dossier: Dossier, event: Event) -> Dossier:
    return replace(dossier, epoch=event.data["epoch"], parked="")


APPLY: Mapping[str, Apply] = {
    **papers.APPLY,
    **course.APPLY,
    **hands.APPLY,
    **recounted.APPLY,
    "printed": _printed,
    "resumed": _resumed,
    "overdue": lambda d, _e: replace(d, overdue=True),
    "parked": lambda d, e: replace(d, parked=e.data["reason"]),
    "rated": lambda d, e: replace(d, rating=dict(e.data)),
}


def to_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain JSON: the snapshot kept beside the log."""
    return plain(dossier)


def from_json(row: Mapping[str, Any]) -> Dossier:
    """The dossier of a snapshot made by `to_json`."""
    data = dict(row)
    data["status"] = Status(data["status"])
    data["papers"] = {key: _paper_of(value) for key, value in data["papers"].items()}
    data["task"] = Task(**data["task"]) if data["task"] else None
    data["history"] = tuple(Held(**value) for value in data["history"])
    data["handoffs"] = {key: Handoff(**value) for key, value in data["handoffs"].items()}
    data["supplements"] = tuple(
        Supplement(**{**value, "items": tuple(value["items"])}) for value in data["supplements"]
    )
    data["printed"] = {key: Printed(**value) for key, value in data["printed"].items()}
    data["delays"] = tuple(Delay(**value) for value in data.get("delays", ()))
    for name in ("due_why", "chosen", "payments", "corrections"):
        data[name] = tuple(data.get(name, ()))
    return Dossier(**data)


def _paper_of(row: Mapping[str, Any]) -> Paper:
    return Paper(**{**row, "pages": tuple(row["pages"]), "readings": tuple(row["readings"])})
