"""Whatever dies on the way, a dossier comes to its end, and everything happened once."""

import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from chalicelib.dossier import Status
from chalicelib.journey import sweep
from chalicelib.workdays import VIETNAM
from local import standing
from local.places import PORTS
from local.walk import TooSlow, Walk, answers, truth, until
from tests.journeys import scene
from tests.journeys.scene import Engine, Neighbours, Stack

pytestmark = pytest.mark.cloud

SOON = 0.02
QUIET = 5.0
LATER = timedelta(minutes=5)
"""Longer than a machine may be stuck, shorter than a reading may be silent."""


def pages_answer(tries: int) -> bool:
    """Asks so often that every dead process has been noticed; the last one must be served."""
    status = 0
    for _ in range(tries):
        try:
            with urllib.request.urlopen(f"{PORTS.pages_url}/") as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            with error:
                status = error.code
    return status == 200


def crash() -> None:
    """kill -9 of every function process; people reload their page once or twice."""
    killed = scene.kill_workers()
    assert killed, "nothing ran that could be killed"
    assert pages_answer(killed + 1)


@dataclass
class Ahead:
    """A clock that goes before: what the sweeper would see in some minutes."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(VIETNAM) + self.by


def move_on(stack: Stack, walk: Walk, ready: Callable[[], object], what: str) -> None:
    """Until it is `ready`; where nothing moves by itself, the sweeper's minutes pass at once."""
    for round in range(scene.ROUNDS):
        with suppress(TooSlow):
            until(ready, what, QUIET)
            return
        sweep.sweep(standing.world(stack))
        clock = Ahead(LATER if round else timedelta())
        sweep.nudge(replace(standing.world(stack), clock=clock), walk.id)
    until(ready, what, QUIET)


def turn(stack: Stack, walk: Walk, login: str, step: str, press: str) -> None:
    """One officer's act, once it is their turn."""

    def open_now() -> bool:
        task = scene.load(stack, walk).task
        return task is not None and task.step == step

    move_on(stack, walk, open_now, f"step {step} to open")
    walk.officer(login, press)


def read(walk: Walk) -> bool:
    """Whether each paper has been read."""
    return set(walk.papers().values()) == {"read"}


def fresh(walk: Walk) -> dict[str, tuple[str, bytes]]:
    """The case's papers as files never read before: their pages must be opened and read anew."""
    mark = walk.id.encode()
    return {key: (name, data + mark) for key, (name, data) in scene.wanted(walk).items()}


def asked_to_print(stack: Stack, walk: Walk, paper: str) -> bool:
    """Whether the printer has been asked for a paper."""
    outs = scene.story(stack, walk).outs
    return any(out.sink == f"paper:{paper}" and out.attempts for out in outs)


def assert_came_to_its_end(stack: Stack, walk: Walk, neighbours: Neighbours) -> None:
    scene.settle(stack, walk)
    found = scene.story(stack, walk)
    assert found.dossier.status == Status.RETURNED
    scene.assert_each_once(found)
    scene.assert_heard_once(neighbours, found)
    assert scene.codes(stack, walk) == [walk.code]
    scene.assert_invariants_hold(stack)


def test_every_function_killed_at_seven_points(stack: Stack, neighbours: Neighbours) -> None:
    walk = scene.draft(stack)
    walk.send_papers(fresh(walk))
    crash()
    move_on(stack, walk, lambda: read(walk), "the papers to be read")
    walk.declare(answers(walk.case, truth()))
    walk.submit()
    crash()
    turn(stack, walk, "counter", "receive", "do=nhan")
    crash()
    walk.find_code()
    turn(stack, walk, "appraiser", "appraise", "do=xong")
    crash()
    turn(stack, walk, "leader", "approve", "do=done")
    turn(stack, walk, "clerk", "seal", "do=done")
    until(
        lambda: asked_to_print(stack, walk, "birth-certificate"), "the printer's order", every=SOON
    )
    crash()
    move_on(stack, walk, lambda: scene.load(stack, walk).handoffs, "the hand-offs")
    move_on(
        stack,
        walk,
        lambda: scene.load(stack, walk).handoffs["police"].id in neighbours.police.heard,
        "the police's webhook",
    )
    scene.through_the_agencies(stack, walk, neighbours)
    crash()
    turn(stack, walk, "counter", "return", "do=done")
    assert_came_to_its_end(stack, walk, neighbours)


def test_the_engine_restarted_while_papers_are_read_and_between_decisions(
    stack: Stack, engine: Engine, neighbours: Neighbours
) -> None:
    walk = scene.draft(stack)
    walk.send_papers(fresh(walk))
    until(lambda: "arrived" in walk.papers().values(), "the reading to begin", every=SOON)
    engine.restart()
    move_on(stack, walk, lambda: read(walk), "the papers to be read")
    walk.declare(answers(walk.case, truth()))
    walk.submit()
    turn(stack, walk, "counter", "receive", "do=nhan")
    walk.find_code()
    turn(stack, walk, "appraiser", "appraise", "do=xong")
    engine.restart()
    turn(stack, walk, "leader", "approve", "do=done")
    turn(stack, walk, "clerk", "seal", "do=done")
    move_on(stack, walk, lambda: scene.load(stack, walk).handoffs, "the hand-offs")
    scene.through_the_agencies(stack, walk, neighbours)
    turn(stack, walk, "counter", "return", "do=done")
    assert_came_to_its_end(stack, walk, neighbours)
