"""Putting words into lines: top to bottom, left to right, however the reader grouped them."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.sheet import Word, in_rows


def in_lines(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in reading order, with `line` counting from 0."""
    rows = in_rows(words)
    rows.sort(key=lambda row: sum(word.box.middle for word in row) / len(row))
    return tuple(replace(word, line=number) for number, row in enumerate(rows) for word in row)
