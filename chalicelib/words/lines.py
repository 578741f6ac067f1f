"""Putting words into lines: top to bottom, left to right, however the reader grouped them."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.sheet import Box, Word


def in_lines(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in reading order, with `line` counting from 0.

    A word joins the line whose last word, to its left, shares its height best; so lines that still
    slope a little hold together, and a tall speck between two lines draws neither to it.
    """
    rows: list[list[Word]] = []
    edges: list[tuple[int, int]] = []
    for word in sorted(words, key=lambda word: word.box.x0):
        top, bottom = word.box.y0, word.box.y1
        near = [n for n, (y0, y1) in enumerate(edges) if y0 < bottom and top < y1]
        level = [n for n in near if _shared(rows[n][-1].box, word.box)[0] >= 0.5]
        if level:
            best = max(level, key=lambda n: _shared(rows[n][-1].box, word.box)[1])
            rows[best].append(word)
            edges[best] = top, bottom
        else:
            rows.append([word])
            edges.append((top, bottom))
    rows.sort(key=lambda row: sum(word.box.middle for word in row) / len(row))
    return tuple(replace(word, line=number) for number, row in enumerate(rows) for word in row)


def _shared(a: Box, b: Box) -> tuple[float, float]:
    """Height two boxes share, as a share of the lower one's and of what they cover together."""
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    both = max(a.y1, b.y1) - min(a.y0, b.y0)
    return shared / max(min(a.height, b.height), 1), shared / max(both, 1)
