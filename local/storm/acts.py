"""What people and the world do in a storm: one table of acts.

A new verb of `chalicelib.journey` enters the storm by a row here (or in `otherwise.BESIDE`). An act
finds its object by its own dice in whatever state the world is then; where it makes no sense it
does nothing.
"""

from collections.abc import Callable, Mapping

from local.storm import nature, otherwise, people
from local.storm.people import Act
from local.storm.play import Storm

Do = Callable[[Storm, Act], None]
WAITS = (1, 1, 2, 10, 70, 130, 700, 3 * 3600, 2 * 86400)


def plan(storm: Storm, count: int) -> list[Act]:
    """The acts of this seed; the first begins a dossier."""
    names = [name for name, (weight, _do) in ACTS.items() for _ in range(weight)]
    acts = [Act(0, "begin", 1)]
    for number in range(1, count):
        name = storm.dice.one(f"name/{number}", names)
        acts.append(Act(number, name, storm.dice.one(f"wait/{number}", WAITS)))
    return acts


def perform(storm: Storm, act: Act) -> None:
    """One act."""
    storm.note(f"ACT {act.number} {act.name}")
    ACTS[act.name][1](storm, act)


ACTS: Mapping[str, tuple[int, Do]] = {
    "forward": (40, people.forward),
    "begin": (4, otherwise.begin),
    "begin_twice": (1, otherwise.begin_twice),
    "race": (4, otherwise.race),
    "decide_otherwise": (6, otherwise.decide_otherwise),
    "again": (2, otherwise.again),
    "beside_the_task": (7, otherwise.beside_the_task),
    "intrude": (2, otherwise.intrude),
    "withdraw": (1, otherwise.withdraw),
    "rate": (1, otherwise.rate),
    "answer_otherwise": (2, otherwise.answer_otherwise),
    "fall_silent": (2, otherwise.fall_silent),
    "spoil": (4, otherwise.spoil),
    "sweep": (8, nature.sweep),
    "vanish": (1, nature.vanish),
    "jump": (2, nature.jump),
    "new_calendar": (1, nature.new_calendar),
    "sign_days": (1, nature.sign_days),
    "trouble": (2, nature.trouble),
    "operate": (1, nature.operate),
    "look_around": (2, nature.look_around),
}
"""What may happen, how often relative to the rest, and how."""
