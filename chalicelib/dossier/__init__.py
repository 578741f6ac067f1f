"""A dossier (hồ sơ): its ten statuses, its log of events, and what the log adds up to.

A decision is a `Fact`; `record` gives it a place in the hash-chained log as an `Event` (refusing
moves the law does not know); `evolve` applies an event; `fold` applies them all.
"""

from chalicelib.dossier.evolve import evolve, fold, from_json, record, to_json
from chalicelib.dossier.facts import (
    SYSTEM,
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
from chalicelib.dossier.person import Person
from chalicelib.dossier.plain import plain
from chalicelib.dossier.status import ENDED, MOVES, NAMES, Status, move

__all__ = [
    "ENDED",
    "MOVES",
    "NAMES",
    "SYSTEM",
    "Actor",
    "Delay",
    "Dossier",
    "Event",
    "Fact",
    "Handoff",
    "Held",
    "Paper",
    "Person",
    "Printed",
    "Status",
    "Supplement",
    "Task",
    "evolve",
    "fold",
    "from_json",
    "move",
    "plain",
    "record",
    "to_json",
]
