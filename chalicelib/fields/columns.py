"""Where the columns of a table part: upright gaps between words, chosen by heads and kinds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

from chalicelib.fields.tokens import Token

Extent = tuple[int, int] | None

_LOOKS = {
    "": re.compile(r"\d{1,2}|.?"),
    "date": re.compile(r"(?=(?:.*\d){5})\w{6,9}"),
    "personal_number": re.compile(r"(?=(?:.*\d){6})\w{9,16}"),
    "business_code": re.compile(r"(?=.*\d)\w{3,6}"),
    "sex": re.compile(r"nam|nu"),
    "mark": re.compile(r"[xv]|nganhchinh"),
}
_WORDS = re.compile(r"(?:.*[a-z]){2}.*")


WAY = 0.2
"""How far a box gives way on either side, in heights of a word."""

NARROW = 0.15
"""The narrowest gap, in heights of a word, after the boxes gave way."""


class Cut(NamedTuple):
    """A gap [left, right] that no word covers; a `ruled` one has a bar of its own."""

    left: float
    right: float
    ruled: bool = False


def rivers(tokens: Sequence[Token], bars: Sequence[float], most: int) -> list[Cut]:
    """The gaps before and between the words, from left to right; of many, the `most` widest.

    Boxes are a little wider than their words, so each gives way on both sides.
    """
    if not tokens:
        return []
    tall = median(token.box.height for token in tokens)
    gaps: list[Cut] = []
    edge = min(token.box.x0 for token in tokens) - 2 * tall
    for token in sorted(tokens, key=lambda token: token.box.x0):
        left, right = token.box.x0 + WAY * tall, token.box.x1 - WAY * tall
        if left - edge >= NARROW * tall:
            gaps.append(Cut(edge, left, any(edge <= bar <= left for bar in bars)))
        edge = max(edge, right)
    widest = sorted(gaps, key=lambda cut: cut.left - cut.right)[:most]
    return sorted(widest)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table whose columns are sought: kinds and heads by column, and the lines of its body."""

    kinds: Sequence[str]
    heads: Sequence[Extent]
    lines: Sequence[Sequence[Token]]


Walls = tuple[int, ...]


def borders(
    cuts: Sequence[Cut], kinds: Sequence[str], heads: Sequence[Extent], body: Sequence[Token]
) -> list[float] | None:
    """The inner borders of the columns, one fewer than `kinds`; None when gaps are too few."""
    if len(cuts) < len(kinds) - 1:
        return None
    lines = [list(group) for _, group in groupby(body, key=lambda token: token.line)]
    sketch = Sketch(kinds, heads, lines)
    best: dict[int, tuple[float, Walls]] = {0: (0.0, ())}
    for column in range(len(kinds)):
        best = _one_more(sketch, column, best, cuts)
    chosen = (cuts[wall - 1] for wall in best[len(cuts) + 1][1][:-1])
    return [_middle(_narrowed(cut, lines)) for cut in chosen]


def _middle(cut: Cut) -> float:
    return (cut.left + cut.right) / 2


def _narrowed(cut: Cut, lines: Sequence[Sequence[Token]]) -> Cut:
    """`cut` without what runs into it from either side on lines that did not help to find it."""
    left, right = cut.left, cut.right
    for start, end in (run for line in lines for run in _runs(line)):
        if start < cut.left < end < right:
            left = max(left, end)
        if left < start < cut.right < end:
            right = min(right, start)
    return Cut(left, right, cut.ruled) if left < right else cut


def _runs(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """From where to where words of a line follow each other as those of one text do."""
    start, end = line[0].box.x0, line[0].box.x1
    for token in line[1:]:
        if token.box.x0 - end > 0.8 * token.box.height:
            yield start, end
            start = token.box.x0
        end = token.box.x1
    yield start, end


def _one_more(
    sketch: Sketch, column: int, best: dict[int, tuple[float, Walls]], cuts: Sequence[Cut]
) -> dict[int, tuple[float, Walls]]:
    """By the wall on the right of `column`: the best score so far, and the walls that gave it.

    Wall 0 is the left edge of the paper, wall n the middle of cut n, the last one the right edge.
    """
    left = len(sketch.kinds) - 1 - column
    ends = range(column + 1, len(cuts) + 2 - left) if left else [len(cuts) + 1]
    new: dict[int, tuple[float, Walls]] = {}
    for end in ends:
        ruled = _clear(cuts[end - 1]) if end <= len(cuts) else 0.0
        options = [
            (
                total + ruled + _suits(sketch, column, _at(cuts, start), _at(cuts, end)),
                (*walls, end),
            )
            for start, (total, walls) in best.items()
            if start < end
        ]
        if options:
            new[end] = max(options)
    return new


def _clear(cut: Cut) -> float:
    """What a cut is worth by itself: half a row if a ruling was read there, a little for width."""
    return (0.5 if cut.ruled else 0.0) + min((cut.right - cut.left) / 1000, 0.3)


def _at(cuts: Sequence[Cut], wall: int) -> float:
    if wall == 0:
        return float("-inf")
    return float("inf") if wall > len(cuts) else _middle(cuts[wall - 1])


def _suits(sketch: Sketch, column: int, left: float, right: float) -> float:
    """How well what stands between two walls suits `column`: its head, and words of its kind."""
    score = 0.0
    for n, head in enumerate(sketch.heads):
        if head and left <= (head[0] + head[1]) / 2 < right:
            score += 2.0 if n == column else -2.0
    kind = sketch.kinds[column]
    for line in sketch.lines:
        inside = (t for t in line if left <= (t.box.x0 + t.box.x1) / 2 < right)
        text = "".join(token.letters for token in inside)
        if text:
            score += 1.0 if (_LOOKS.get(kind) or _WORDS).fullmatch(text) else -0.5
        elif not kind:
            score += 0.5  # a row's number is easily lost
    return score
