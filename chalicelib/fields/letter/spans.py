"""A value cut out of words letter by letter, with the place on the page that it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from chalicelib.fields.letter.rows import Piece
from chalicelib.fields.reading import Reading
from chalicelib.sheet import Box, Word, around
from chalicelib.values import letters, parse


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in one box of a letter: its text, the boxes of its lines, how sure it is."""

    raw: str
    page: int
    lines: tuple[Box, ...]
    confidence: float
    source: str
    flags: tuple[str, ...] = ()


class Mark(NamedTuple):
    """One character of a row and the x where it begins and ends."""

    text: str
    x0: float
    x1: float
    word: Word


@dataclass(frozen=True, slots=True)
class Strip:
    """The characters of a row in order, a space between words."""

    piece: Piece
    marks: tuple[Mark, ...] = field(repr=False)

    @property
    def text(self) -> str:
        return "".join(mark.text for mark in self.marks)

    def part(self, start: int, end: int) -> Part:
        """The characters [start, end); a box even where there is none between its neighbours."""
        inside = self.marks[start:end]
        text = "".join(mark.text for mark in inside).strip()
        box = self.piece.box
        before = [mark.x1 for mark in self.marks[:start] if mark.text != " "]
        after = [mark.x0 for mark in self.marks[end:] if mark.text != " "]
        left, right = max(before, default=box.x0), min(after, default=box.x1)
        zone = Box(round(left), box.y0, round(max(right, left)), box.y1)
        sure = [mark.word.confidence for mark in inside if letters(mark.text)]
        source = self.piece.words[0].source
        return Part(text, self.piece.page, (zone,), min(sure, default=0.0), source)

    def inside(self, start: int, end: int) -> Part:
        """The characters [start, end), in a box that holds no more than them."""
        part = self.part(start, end)
        marks = [mark for mark in self.marks[start:end] if mark.text != " "]
        box = part.lines[0]
        if marks:
            box = Box(round(marks[0].x0), box.y0, round(marks[-1].x1), box.y1)
        return replace(part, lines=(box,))


def strip(piece: Piece) -> Strip:
    """The row as characters, each with its share of its word's box."""
    found: list[Mark] = []
    for word in piece.words:
        if found:
            found.append(Mark(" ", found[-1].x1, word.box.x0, word))
        wide = (word.box.x1 - word.box.x0) / len(word.text)
        for i, letter in enumerate(word.text):
            left = word.box.x0 + i * wide
            found.append(Mark(letter, left, left + wide, word))
    return Strip(piece, tuple(found))


def together(found: Sequence[Piece], joint: str = " ") -> Part | None:
    """Several rows as one value; None for no rows."""
    if not found:
        return None
    sure = min(piece.confidence for piece in found)
    boxes = tuple(piece.box for piece in found)
    raw = joint.join(piece.text for piece in found)
    return Part(raw, found[0].page, boxes, sure, found[0].words[0].source)


def reading(key: str, kind: str, part: Part | None) -> Reading:
    """The field `key` as the part says it; not found for None."""
    if part is None:
        return Reading(key, "", "", kind)
    value = parse(kind, part.raw)
    flags = tuple(dict.fromkeys((*part.flags, *(value.flags if part.raw else ()))))
    sure = part.confidence * (0.6 if flags else 1.0)
    return Reading(
        key,
        value.value,
        part.raw,
        kind,
        part.page,
        around(list(part.lines)),
        sure if part.raw else 0.0,
        flags,
        part.source,
        lines=part.lines,
    )
