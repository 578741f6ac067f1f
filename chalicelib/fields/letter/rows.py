"""Words of a page put into rows and pieces: a letter is read by where things stand on the sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from chalicelib.sheet import Box, Word, around, in_rows
from chalicelib.values import letters

UNSURE = 0.3
"""Confidence below which one or two letters are taken for a speck."""

DASHES = ("-", "–", "—", "~")
"""What a dash between or before words is read as."""

APART = 1.7
"""Space between two words, in letter heights, that parts a row into pieces."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one row that stand together, left to right, on page `page` (from 1)."""

    words: tuple[Word, ...]
    page: int = 1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def letters(self) -> str:
        return letters(self.text)

    @property
    def box(self) -> Box:
        box = around([word.box for word in self.words])
        assert box is not None
        return box

    @property
    def centre(self) -> float:
        box = self.box
        return (box.x0 + box.x1) / 2

    @property
    def confidence(self) -> float:
        sure = [word.confidence for word in self.words if letters(word.text)]
        return min(sure, default=0.0)

    @property
    def capital(self) -> bool:
        """Whether it is set in capitals, as names of bodies and of kinds are."""
        cased = [letter for letter in self.text if letter.isalpha()]
        return len(cased) > 1 and sum(letter.isupper() for letter in cased) > 0.8 * len(cased)


def letter_size(words: Iterable[Word]) -> float:
    """Height in pixels of a usual word of the page; 1.0 for an empty page."""
    heights = [word.box.height for word in words if len(letters(word.text)) > 1]
    return float(median(heights)) if heights else 1.0


def printed(words: Iterable[Word], size: float) -> list[Word]:
    """The words without specks, and without marks much smaller or larger than print."""
    return [word for word in words if not _speck(word, size)]


def _speck(word: Word, size: float) -> bool:
    few = letters(word.text)
    if word.box.height > 2.6 * size:
        return True
    if not few:
        return word.text not in DASHES or word.confidence < UNSURE
    unsure = len(few) <= 2 and word.confidence < UNSURE and not few.isdigit()
    return word.box.height < 0.4 * size or (unsure and "/" not in word.text)


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """The words in rows from top to bottom, each from left to right."""
    return sorted(in_rows(words), key=lambda row: median(word.box.middle for word in row))


def pieces(words: Iterable[Word], size: float, page: int = 1) -> list[Piece]:
    """The rows cut where a space is wider than words of one text ever have."""
    return [piece for row in rows(words) for piece in _cut(row, size, page)]


def _cut(row: Sequence[Word], size: float, page: int) -> Iterable[Piece]:
    start = 0
    for i in range(1, len(row)):
        if row[i].box.x0 - row[i - 1].box.x1 > APART * size:
            yield Piece(tuple(row[start:i]), page)
            start = i
    if row:
        yield Piece(tuple(row[start:]), page)


def pitch_of(lines: Sequence[Piece], size: float) -> float:
    """Usual distance in pixels from one line of the text to the next."""
    middles = [line.box.middle for line in lines]
    steps = [b - a for a, b in pairwise(middles) if 0.8 * size < b - a < 3 * size]
    return float(median(steps)) if steps else 1.6 * size
