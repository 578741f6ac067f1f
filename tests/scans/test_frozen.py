"""The frozen pages, read through the stations' doors: at least so many fields exact per paper.

`floors.json` beside the pages holds, for each paper, how many of its fields are read exactly. Who
makes reading better raises them: ``python -m tests.scans.test_frozen`` prints the counts of today.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from chalicelib.fields import find, readers
from chalicelib.pages import open_paper
from chalicelib.words import LineReader, Tesseract, read
from local.evaluate.score import Mark, marks
from local.evaluate.truth import Truth, truths

FROZEN = Path(__file__).parent / "frozen"
FLOORS: dict[str, int] = json.loads((FROZEN / "floors.json").read_text(encoding="utf-8"))


@cache
def _marks(paper: str) -> list[Mark]:
    return [mark for page in truths(FROZEN) if page.paper == paper for mark in _read(page)]


def _read(page: Truth) -> list[Mark]:
    first, second = Tesseract(), LineReader()
    opened = open_paper(page.file.read_bytes(), max_pages=1)
    words = [read(one, first, second) for one in opened]
    return marks(page, find(words, readers(), page.paper))


@pytest.mark.parametrize("paper", FLOORS)
def test_a_frozen_paper_is_read_at_least_as_well_as_before(paper: str) -> None:
    found = _marks(paper)
    missed = [
        f"{mark.page} {mark.key}: {mark.got!r} for {mark.want!r}"
        for mark in found
        if not mark.exact
    ]
    assert sum(mark.exact for mark in found) >= FLOORS[paper], missed


def test_what_is_taken_without_a_look_is_right() -> None:
    """No number and no day is taken wrongly, and of the rest no more than one in fifty."""
    taken = [mark for paper in FLOORS for mark in _marks(paper) if mark.accepted]
    wrong = [mark for mark in taken if not mark.exact]
    assert [mark for mark in wrong if mark.guarded] == []
    assert len(taken) > 100
    assert len(wrong) * 50 <= len(taken), wrong


def test_what_was_written_by_hand_is_looked_at() -> None:
    """Neat hands pass for print now and then; what is taken of them is right."""
    by_hand = [mark for paper in FLOORS for mark in _marks(paper) if mark.hand]
    taken = [mark for mark in by_hand if mark.accepted]
    assert len(by_hand) > 30
    assert len(taken) * 4 <= len(by_hand)
    assert all(mark.exact for mark in taken)


def test_the_set_is_small_and_every_paper_has_its_floor() -> None:
    assert set(FLOORS) == {page.paper for page in truths(FROZEN)} == set(readers())
    assert sum(file.stat().st_size for file in FROZEN.iterdir()) < 4_000_000


if __name__ == "__main__":
    for frozen in dict.fromkeys(page.paper for page in truths(FROZEN)):
        exact = [mark.exact for mark in _marks(frozen)]
        print(f"{frozen}: {sum(exact)} of {len(exact)}")
