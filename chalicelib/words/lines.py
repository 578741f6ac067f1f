"""Putting words into lines: top to bottom, left to right, however the reader grouped them."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.sheet import Box, Word


def in_lines(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in reading order, with `line` counting from 0.

    A word joins the line whose last word, to its left, it overlaps most in height; so lines that
    still slope a little hold together.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.x0):
        row = max(rows, key=lambda row: _overlap(row[-1].box, word.box), default=None)
        if row is not None and _overlap(row[-1].box, word.box) >= 0.5:
            row.append(word)
        else:
            rows.append([word])
    rows.sort(key=lambda row: sum(word.box.middle for word in row) / len(row))
    return tuple(replace(word, line=number) for number, row in enumerate(rows) for word in row)


def _overlap(a: Box, b: Box) -> float:
    """Shared height of two boxes as a share of the lower one's."""
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared / max(min(a.height, b.height), 1)
