"""Stories of the table on the deployed stack, through both state machines: the same traces."""

from types import SimpleNamespace
from typing import Any

import pytest
from fpdf import FPDF

from chalicelib.dossier import ENDED
from chalicelib.journey import sweep
from local import standing
from local.walk import until
from tests.journeys.scene import Stack
from tests.worlds.tale import Tale, play_out
from tests.worlds.test_every_case import begun
from tests.worlds.test_tales import Line, lines

pytestmark = pytest.mark.cloud
PATIENCE = 90
ACTS = {
    ("1.004873", "marriage"): (
        *("walk", "refuse", "withdraw", "to:approve note", "to:appraise stop"),
        *("to:appraise refuse walk", "to:approve recall walk", "to:appraise ask send walk"),
    ),
    ("1.004222", "own_home"): ("walk",),
    ("1.013225", "house_consulted"): ("to:appraise choose:fire walk",),
    ("3.000722", "linked"): ("to:hand_off answer:insurance deny:police walk",),
    ("1.009645", "investor"): ("to:consult ask answer:construction send walk",),
}
CHOSEN = [line for line in lines() if line.acts in ACTS.get((line.procedure, line.case), ())]


class Bucket(dict[str, bytes]):
    """Where a story lays its files: whatever they should be, each is one small page."""

    def __init__(self, files: Any, page: bytes) -> None:
        super().__init__()
        self.files, self.page = files, page

    def __setitem__(self, key: str, _data: bytes) -> None:
        self.files.put(key, self.page, "application/pdf")


def small_page() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=14)
    pdf.cell(text="DU LIEU MAU - giay to thu nghiem")
    return bytes(pdf.output())


class StackPlay:
    """What a tale plays with, on the stack: nothing moves but by its own functions and sweeps."""

    def __init__(self, stack: Stack) -> None:
        self.world = standing.world(stack)
        self.records, self.clock = self.world.records, self.world.clock
        self.files = SimpleNamespace(held=Bucket(self.world.files, small_page()))
        self.mine: set[str] = set()

    def turn(self) -> None:
        sweep.sweep(self.world)
        for row in self.records.owned("citizen"):
            found = self.records.load(row.dossier)
            if found.epoch and found.status not in ENDED:
                until(lambda id=found.id: self.rests(id), f"{found.id} to rest", PATIENCE)

    def rests(self, id: str) -> bool:
        found = self.records.load(id)
        reading = any(paper.state == "arrived" for paper in found.papers.values())
        return not reading and (found.task is not None or found.status in ENDED)


@pytest.fixture(scope="module")
def play(stack: Stack) -> Any:
    return StackPlay(stack)


def test_twelve_stories_are_chosen() -> None:
    assert len(CHOSEN) == 12


@pytest.mark.parametrize("line", CHOSEN, ids=lambda line: " ".join(line[:3]))
def test_the_stack_leaves_the_same_trace(play: Any, line: Line) -> None:
    day = play.clock.now().date()
    rules = play.world.catalogue.current(line.procedure, day)
    key = "/".join(line[:3])
    tale = Tale(play, begun(play, rules, rules.case(line.case), key))
    assert play_out(tale, line.acts) == line.trace
    assert tale.found.status in ENDED
    ended = lambda: play.world.machines.state(tale.id, tale.found.epoch) == "SUCCEEDED"  # noqa: E731
    until(ended, "its machine to end", PATIENCE)
