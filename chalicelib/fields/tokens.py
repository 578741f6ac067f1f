"""Words cut into tokens that labels and values can be found among."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chalicelib.sheet import Box, Word
from chalicelib.values import letters

_BARS = re.compile(r"([|\[\]¦]+)")

CODES = frozenset({"qr", "mrz"})
"""Sources of words that a machine wrote for machines."""

LENT = "lent"
"""Source of words that our own reader lends to the reference's view: labels of a known form, which
the reference was not shown. They tell where a value stands and never what it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the part of one before or after a colon. `line` counts over all pages."""

    text: str
    letters: str
    box: Box
    confidence: float
    source: str
    page: int
    line: int

    @property
    def closes(self) -> bool:
        """Whether a colon ends it, as one ends a label."""
        return bool(self.letters) and self.text.rstrip(".…·_ ").endswith((":", ";"))


def tokens(pages: Sequence[Sequence[Word]]) -> tuple[Token, ...]:
    """All printed words of the pages in reading order; codes are not print.

    Give it the words of one reader: those of two would stand twice.
    """
    found: list[Token] = []
    first = 0
    for number, words in enumerate(pages, 1):
        printed = [word for word in words if word.source not in CODES and word.text]
        found += (part for word in printed for part in _parts(word, number, first))
        first += 1 + max((word.line for word in printed), default=0)
    return tuple(found)


APART = 2.5
"""A gap in a line, in heights of a word, from which on its sides are two texts."""


def main_column_first(paper: Sequence[Token], left: int) -> tuple[Token, ...]:
    """The texts of the column from `left` rightwards, then what stands before it, as lines of
    their own. A text that reaches into the column is of it: a title wider than its lines."""
    last = max((token.line for token in paper), default=0)
    parts = [part for _, line in groupby(paper, key=lambda t: t.line) for part in _texts([*line])]
    main = (part for part in parts if part[-1].box.x1 > left)
    side = (part for part in parts if part[-1].box.x1 <= left)
    beside = (replace(token, line=token.line + last + 1) for part in side for token in part)
    return (*(token for part in main for token in part), *beside)


def _texts(line: Sequence[Token]) -> Iterable[Sequence[Token]]:
    """A line cut where a gap parts two texts."""
    start = 0
    for i in range(1, len(line)):
        if line[i].box.x0 - line[i - 1].box.x1 > APART * line[i].box.height:
            yield line[start:i]
            start = i
    yield line[start:]


def unbarred(paper: Sequence[Token]) -> tuple[list[Token], list[float]]:
    """`paper` without the rulings of a table that were read as bars, and where these stand."""
    clean: list[Token] = []
    bars: list[float] = []
    for token in paper:
        clean += (piece for piece in _between_bars(token, bars) if piece.letters)
    return clean, bars


def _between_bars(token: Token, bars: list[float]) -> Iterable[Token]:
    pieces = _BARS.split(token.text)
    if len(pieces) == 1:
        yield token
        return
    width, at = (token.box.x1 - token.box.x0) / len(token.text), 0
    for piece in pieces:
        left, right = token.box.x0 + at * width, token.box.x0 + (at + len(piece)) * width
        box = token.box._replace(x0=round(left), x1=round(right))
        if piece and not _BARS.fullmatch(piece):
            yield replace(token, text=piece, letters=letters(piece), box=box)
        elif piece:
            bars.append((left + right) / 2)
        at += len(piece)


def _parts(word: Word, page: int, first_line: int) -> Iterable[Token]:
    """`Tên:Lan` is two tokens, `Tên:` and `Lan`, each with its share of the box."""
    head, colon, tail = word.text.partition(":")
    pieces = [head + colon, tail] if colon and head and letters(tail) else [word.text]
    if word.text[:1].isdigit():  # 14:05, 1:2
        pieces = [word.text]
    left, width = float(word.box.x0), word.box.x1 - word.box.x0
    for piece in pieces:
        right = left + width * len(piece) / len(word.text)
        box = Box(round(left), word.box.y0, round(right), word.box.y1)
        line = first_line + max(word.line, 0)
        yield Token(piece, letters(piece), box, word.confidence, word.source, page, line)
        left = right
