"""The shortest scenario that still fails the same way: acts and faults left out, as many as can be.

What is left is written as numbers, so that one short command replays it bit by bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from local.storm.dice import Plan
from local.storm.run import Cells, Outcome, run

T = TypeVar("T")
MOST_RUNS = 400


def kinds(outcome: Outcome) -> set[str]:
    """Which invariants (or ends, or bugs) an outcome violates."""
    return {one.split()[0].rstrip(":") for one in outcome.violations}


def shrink(first: Outcome, cells: Cells) -> Outcome:
    """The outcome of the least plan found that violates one of the same invariants."""
    wanted, runs = kinds(first), [0]

    def fails(plan: Plan) -> bool:
        runs[0] += 1
        return runs[0] <= MOST_RUNS and bool(kinds(run(plan, cells)) & wanted)

    least = replace(first.plan, acts=first.acts, faults=first.struck)
    if not fails(least):
        return first
    for _ in range(2):
        least = _fewer_acts(least, fails)
        least = _fewer_faults(least, fails)
    return run(least, cells)


def _fewer_acts(plan: Plan, fails: Callable[[Plan], bool]) -> Plan:
    acts = _fewer(plan.acts or (), lambda kept: fails(replace(plan, acts=tuple(kept))))
    return replace(plan, acts=tuple(acts))


def _fewer_faults(plan: Plan, fails: Callable[[Plan], bool]) -> Plan:
    struck = dict(plan.faults or {})

    def only(places: Sequence[str]) -> Plan:
        return replace(plan, faults={place: struck[place] for place in places})

    return only(_fewer(tuple(struck), lambda places: fails(only(places))))


def _fewer(things: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """Leaves out ever smaller runs of `things` while what is left still fails (ddmin)."""
    kept = list(things)
    size = len(kept)
    while size:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if fails(fewer):
                kept = fewer
            else:
                start += size
        size //= 2
    return kept


def written(outcome: Outcome, first: Outcome) -> str:
    """The arguments that replay `outcome`, which was shrunk from `first`."""
    if outcome.plan.acts is None or outcome.plan.faults is None:
        return f"--replay {first.plan.seed}"
    places = list(first.struck)
    numbers = ",".join(str(places.index(place)) for place in outcome.plan.faults)
    acts = ",".join(map(str, outcome.plan.acts))
    return f"--replay {first.plan.seed} --acts {acts or '-'} --faults {numbers or '-'}"


def read(seed: int, acts: str, faults: str, cells: Cells) -> Plan:
    """The plan that `written` wrote; empty strings stand for everything."""
    if not acts and not faults:
        return Plan(seed)
    first = run(Plan(seed), cells)
    places = list(first.struck.items())
    kept = first.acts if not acts else tuple(_numbers(acts))
    struck = dict(places) if not faults else dict(places[number] for number in _numbers(faults))
    return Plan(seed, acts=kept, faults=struck)


def _numbers(text: str) -> list[int]:
    return [] if text == "-" else [int(one) for one in text.split(",")]
