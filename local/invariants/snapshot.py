"""One look at everything: the only place that scans, and it never runs in the cloud."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib import workdays
from chalicelib.aws import rows
from chalicelib.aws.rows import Item, Key
from chalicelib.dossier import Dossier, Event, evolve
from chalicelib.ports import Out
from chalicelib.workdays import Calendar


@dataclass(frozen=True)
class Story:
    """One dossier as stored: its snapshot, its log, its effects, and all its rows."""

    dossier: Dossier
    events: tuple[Event, ...]
    outs: tuple[Out, ...]
    items: Mapping[Key, Item]

    @cached_property
    def steps(self) -> tuple[tuple[Dossier, Event, Dossier], ...]:
        """The log replayed: before, event, after. Raises what a broken log raises."""
        found, before = [], Dossier(self.dossier.id)
        for event in self.events:
            after = evolve(before, event)
            found.append((before, event, after))
            before = after
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer to one request, as its client saw it.

    `cmd`: the command it would be, empty when it never got that far. `variant`: which of several
    bodies was sent under the same key. `answer`: ``ok``, a refusal's code, or ``unknown``.
    """

    cmd: str
    variant: str
    answer: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A webhook as its receiver got it: which effect's, a hash of what it said, and whether the
    receiver applied it (a repeat, or one that a newer one overtook, is not)."""

    dossier: str
    seq: int
    sink: str
    said: str
    applied: bool


@dataclass(frozen=True)
class Snapshot:
    """Everything at one moment. `objects`: SHA-256 by key; `executions`: state by name.

    What only a test that stands around the system can know is empty or None elsewhere: `journal`,
    all answers clients got; `receipts`, what agencies received; `said`, every line that was logged;
    `replays`, a hash of everything after all dead effects were replayed once and once more.
    """

    now: str
    stories: tuple[Story, ...]
    items: Mapping[Key, Item]
    objects: Mapping[str, str] = field(default_factory=dict)
    executions: Mapping[str, str] = field(default_factory=dict)
    journal: tuple[Asked, ...] = ()
    receipts: tuple[Receipt, ...] | None = None
    said: tuple[str, ...] = ()
    replays: tuple[str, str] | None = None
    calendars: tuple[Calendar, ...] = field(default_factory=lambda: (workdays.calendar(),))
    """All that were in force, the newest last."""


def take(
    now: str,
    items: Iterable[Item],
    objects: Mapping[str, str],
    executions: Mapping[str, str],
) -> Snapshot:
    """A snapshot of these table items, object hashes and execution states."""
    held = {(item["PK"], item["SK"]): item for item in items}
    ids = sorted(pk for pk, sk in held if sk == "META")
    stories = tuple(_story(pk, held) for pk in ids)
    return Snapshot(now, stories, held, objects, executions)


def _story(pk: str, held: Mapping[Key, Item]) -> Story:
    mine = {key: item for key, item in held.items() if key[0] == pk}
    return Story(
        dossier=rows.dossier_of(mine[pk, "META"]),
        events=tuple(_of(mine, "EV#", rows.event_of)),
        outs=tuple(_of(mine, "OUT#", rows.out_of)),
        items=mine,
    )


def _of(items: Mapping[Key, Item], prefix: str, make: Callable[[Item], Any]) -> list[Any]:
    return [make(items[key]) for key in sorted(items) if key[1].startswith(prefix)]


def sha256(data: bytes) -> str:
    """As the log keeps it."""
    return hashlib.sha256(data).hexdigest()
