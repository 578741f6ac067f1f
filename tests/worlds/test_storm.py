"""The storm itself: nothing is violated, the same seed is the same storm, every call is met."""

from collections import Counter
from collections.abc import Iterator
from typing import cast

import pytest

from chalicelib.aws.records import TableRecords
from chalicelib.dossier import Status
from chalicelib.journey import sweep
from chalicelib.ports import World
from local.invariants import CHECKS, Snapshot, Story
from local.storm import claims, command, points, shrink
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


def test_every_call_of_every_port_is_a_point_where_a_fault_may_strike() -> None:
    met = Counter[tuple[str, str]]()
    aimed = points.cells()[0]
    outcome = run(Plan(0), points.cells())
    met.update(outcome.met)
    assert met[aimed] > 0
    assert f"{len(points.cells())} cells" in points.coverage(met)
    assert {point for point, _kind in met if point.startswith("records.")} <= set(points.points())


def test_a_failing_scenario_is_shortened_and_its_command_replays_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A checker that dislikes withdrawals stands in for a fault of the product."""

    def dislikes(snapshot: Snapshot, story: Story) -> Iterator[str]:
        if story.dossier.status == Status.WITHDRAWN:
            yield "it was withdrawn"

    monkeypatch.setitem(cast(dict[str, object], CHECKS), "I99", dislikes)
    failed = next(o for seed in range(40) if (o := run(Plan(seed))).violations)
    least = shrink.shrink(failed, ())
    assert {one.split()[0] for one in least.violations} == {"I99"}
    assert len(least.acts) < len(failed.acts)
    assert len(least.struck) <= len(failed.struck)
    said = shrink.written(least, failed).split()
    again = run(shrink.read(int(said[1]), said[3], said[5], ()))
    assert again.hash == least.hash


def test_a_file_is_read_once_however_often_it_is_told_of() -> None:
    found = claims.readings(3, 60)
    assert (found.told, found.started, found.ratio) == (180, 60, 1.0)


def test_the_sweeper_alone_reaches_the_same_ends() -> None:
    same, dossiers = claims.by_the_sweeper_alone(5, 4)
    assert same == dossiers > 0


def test_the_command_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--seed", "2", "--scenarios", "3", "--jobs", "1", "--uploads", "6", "--alone", "1"]
    assert command.main(given) == 0
    said = capsys.readouterr().out
    assert "3 scenarios" in said
    assert "ratio 1.000" in said
    assert command.main(["--replay", "2"]) == 0
    assert "run twice: the same" in capsys.readouterr().out


def deaf(_world: World, _key: str) -> None:
    """A sweeper that does not look for uploads."""


def forgetful(_records: TableRecords, _cmd: str) -> None:
    """Records that never find a command again."""


MUTANTS: dict[str, tuple[object, str, object, set[str]]] = {
    "a sweeper deaf to lost uploads": (sweep, "_find_upload", deaf, {"END", "I1"}),
    "commands that are not found again": (TableRecords, "command", forgetful, {"I2", "END"}),
    "effects nobody settles": (TableRecords, "settle", lambda _r, _out: None, {"I8", "END"}),
}


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_fault_planted_in_the_product_is_found(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, what, instead, wanted = MUTANTS[name]
    monkeypatch.setattr(where, what, instead)
    found: set[str] = set()
    for seed in range(30):
        found |= shrink.kinds(run(Plan(seed)))
        if found & wanted:
            break
    assert found & wanted
