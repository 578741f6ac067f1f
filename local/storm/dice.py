"""Where chance comes from in a storm: a plan, and dice whose every throw has a name.

A throw depends on the seed and its name alone, never on the throws before it, so that leaving an
act out of a run changes nothing else: that is what makes a failing run easy to shorten.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
CALL_KINDS = (
    *("lost", "answer_lost", "crash_before", "crash_after"),
    *("doubled", "slow", "meanwhile"),
)
"""What may befall one call of a port: it never arrives; it works and its answer is lost; the
process dies before or after it; it is sent twice; it takes long; somebody else acts meanwhile."""
NEWS_KINDS = ("lost", "doubled", "late", "reordered")
"""What may befall one delivery of news."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One scenario. `acts` and `faults` keep only these of what the seed gives; None keeps all.

    `doorbells` False: no news of any kind is ever delivered.
    """

    seed: int
    acts: tuple[int, ...] | None = None
    faults: Mapping[str, str] | None = None
    doorbells: bool = True


class Dice:
    """Named throws of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def number(self, name: str) -> int:
        """A number below 2**64, evenly spread."""
        said = f"{self._seed}/{name}".encode()
        return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())

    def below(self, name: str, bound: int) -> int:
        return self.number(name) % bound

    def chance(self, name: str, probability: float) -> bool:
        return self.number(name) < probability * 2**64

    def one(self, name: str, of: Sequence[T]) -> T:
        return of[self.below(name, len(of))]


class Faults:
    """Which fault strikes at which place; what struck is kept in `struck`, in order.

    Most seeds aim: one cell (point, kind) of the table of everything that can go wrong is made
    likely, so that no cell has to wait for luck. The rest strikes at the seed's own rate.
    """

    RATES = (0.0, 0.01, 0.04, 0.12)
    AIMED = 0.35

    def __init__(self, plan: Plan, dice: Dice, cells: Sequence[tuple[str, str]]) -> None:
        self._given = plan.faults
        self._dice = dice
        self._rate = dice.one("rate", self.RATES)
        self._aim = cells[plan.seed % len(cells)] if cells else ("", "")
        self.struck: dict[str, str] = {}

    def at(self, place: str, point: str, kinds: Sequence[str]) -> str:
        """The kind of fault that strikes at `place`, a passage of `point`; empty for none."""
        kind = self._given.get(place, "") if self._given is not None else self._thrown(place, point)
        if kind not in kinds:
            return ""
        self.struck[place] = kind
        return kind

    def _thrown(self, place: str, point: str) -> str:
        aimed, kind = self._aim
        if point == aimed and self._dice.chance(f"aim/{place}", self.AIMED):
            return kind
        if not self._dice.chance(f"fault/{place}", self._rate):
            return ""
        kinds = NEWS_KINDS if point.startswith("news.") else CALL_KINDS
        return self._dice.one(f"kind/{place}", kinds)
