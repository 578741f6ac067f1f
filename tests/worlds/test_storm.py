"""The storm itself: nothing is violated, the same seed is the same storm, every call is met."""

import pytest

from local.storm.dice import Plan
from local.storm.run import run


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_no_scenario_violates_anything(first: int) -> None:
    found = {
        seed: outcome.violations
        for seed in range(first, first + 20)
        if (outcome := run(Plan(seed))).violations
    }
    assert found == {}


def test_the_same_plan_gives_the_same_trace() -> None:
    first, second = run(Plan(7)), run(Plan(7))
    assert (first.hash, first.struck) == (second.hash, second.struck)
    assert len(first.trace) > 100
    assert run(Plan(8)).hash != first.hash


def test_what_struck_replays_without_dice() -> None:
    thrown = run(Plan(11))
    assert thrown.struck
    assert run(Plan(11, faults=thrown.struck)).hash == thrown.hash
