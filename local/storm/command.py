"""``motcua storm [--seed n] [--scenarios m]``: how the product stands up to everything at once."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from local.progress import say
from local.storm import claims, points, shrink
from local.storm.dice import Plan
from local.storm.run import Cells, Outcome, run

CHUNK = 25
SHOWN = 5
"""Failing scenarios that are shortened and shown; the others are only counted."""


@dataclass
class Tally:
    """What many scenarios came to."""

    scenarios: int = 0
    dossiers: int = 0
    ended: int = 0
    struck: int = 0
    met: points.Met = field(default_factory=Counter)
    failed: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """One more scenario."""
        self.scenarios += 1
        self.dossiers += outcome.dossiers
        self.ended += outcome.ended
        self.struck += len(outcome.struck)
        self.met.update(outcome.met)
        if outcome.violations:
            self.failed.append(outcome.plan.seed)

    def join(self, other: "Tally") -> None:
        """Another tally's scenarios too."""
        self.scenarios += other.scenarios
        self.dossiers += other.dossiers
        self.ended += other.ended
        self.struck += other.struck
        self.met.update(other.met)
        self.failed += other.failed


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing was violated; 1 otherwise, each failure with the command that replays it."""
    given = _arguments(arguments)
    cells = points.cells()
    if given.replay is not None:
        return _replay(given, cells)
    started = time.monotonic()
    total = Tally()
    for part in _weather(given.seed, given.scenarios, given.jobs, cells):
        total.join(part)
        _progress(total, given.scenarios)
    _report(total, time.monotonic() - started)
    for seed in sorted(total.failed)[:SHOWN]:
        _failure(seed, cells)
    sound = _claims(given)
    return 0 if sound and not total.failed else 1


def _weather(seed: int, scenarios: int, jobs: int, cells: Cells) -> Iterator[Tally]:
    starts = range(seed, seed + scenarios, CHUNK)
    chunks = [range(start, min(start + CHUNK, seed + scenarios)) for start in starts]
    work = partial(several, cells=cells)
    if jobs == 1:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, chunks)


def several(seeds: Sequence[int], cells: Cells) -> Tally:
    """These scenarios, one after the other."""
    tally = Tally()
    for seed in seeds:
        tally.add(run(Plan(seed), cells))
    return tally


def _progress(total: Tally, wanted: int) -> None:
    if total.scenarios % (CHUNK * 40) == 0 and total.scenarios < wanted:
        say(f"  {total.scenarios} of {wanted} scenarios, {len(total.failed)} violated something")


def _report(total: Tally, seconds: float) -> None:
    say(points.coverage(total.met))
    pace = total.scenarios / seconds * 60
    say(
        f"\n  {total.scenarios} scenarios, {total.dossiers} dossiers ({total.ended} ended, the "
        f"rest wait for an agency that never answers), {total.struck} faults, in {seconds:.0f} s "
        f"({pace:.0f} a minute)"
    )
    say(f"  {len(total.failed)} scenarios violated something")


def _failure(seed: int, cells: Cells) -> None:
    first = run(Plan(seed), cells)
    least = shrink.shrink(first, cells)
    say(f"\nseed {seed}: " + "; ".join(first.violations))
    say(f"shortest: {len(least.acts)} acts, {len(least.struck)} faults, trace {least.hash[:16]}")
    _tell(least)
    say(f"replay: ./motcua storm {shrink.written(least, first)}")


def _tell(outcome: Outcome) -> None:
    for place, kind in outcome.struck.items():
        say(f"  fault {kind} at {place}")
    for line in outcome.trace:
        say(f"  {line}")
    for one in outcome.violations:
        say(f"  VIOLATED {one}")


def _replay(given: argparse.Namespace, cells: Cells) -> int:
    outcome = run(shrink.read(given.replay, given.acts, given.faults, cells), cells)
    again = run(outcome.plan, cells)
    _tell(outcome)
    same = "the same" if again.hash == outcome.hash else "NOT THE SAME"
    say(f"trace {outcome.hash[:16]}, run twice: {same}")
    return 1 if outcome.violations or again.hash != outcome.hash else 0


def _claims(given: argparse.Namespace) -> bool:
    read = claims.readings(given.seed, given.uploads)
    say(
        f"  {read.uploads} uploads told of {read.told} times started {read.started} readings: "
        f"ratio {read.ratio:.3f}"
    )
    same, dossiers = claims.by_the_sweeper_alone(given.seed, given.alone)
    say(f"  without any news the sweeper brought {same} of {dossiers} dossiers to the same end")
    return read.started == read.uploads and same == dossiers


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="motcua storm",
        description="The real verbs on ports in memory, under every fault, checked after recovery.",
    )
    parser.add_argument("--seed", type=int, default=1, help="the first scenario's seed")
    parser.add_argument("--scenarios", type=int, default=1000, help="how many, one seed each")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--uploads", type=int, default=4384, help="for the ratio of readings")
    parser.add_argument("--alone", type=int, default=40, help="scenarios without any news")
    parser.add_argument("--replay", type=int, help="one seed, with its trace")
    parser.add_argument("--acts", default="", help="with --replay: only these acts")
    parser.add_argument("--faults", default="", help="with --replay: only these faults")
    return parser.parse_args(arguments)
