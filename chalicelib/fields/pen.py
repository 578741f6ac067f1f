"""Values that stand where a pen has written: a person reads them, whatever was made of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chalicelib.fields.reading import Reading
from chalicelib.fields.tokens import CODES
from chalicelib.sheet import Box, Word

PEN = "hand"
"""The source of words.hand's marks: words without text where something is written by hand."""

LONG = frozenset({"address", "text"})
"""Kinds of many words, of which one that looks odd does not make the whole a handwritten one."""

SHARE = 0.3
"""Part of a long value's width that must be written by hand."""

MUCH = 0.4
"""Part of the values of a page that must be written by hand for all of them to be."""

DOUBT = 0.5
"""The most that the confidence of a handwritten value can be."""


def marked(
    readings: Iterable[Reading], pages: Sequence[Sequence[Word]], *, form: bool = True
) -> Iterator[Reading]:
    """The readings, those written by hand flagged "handwriting" and accepted by nobody.

    A `form` is filled in one way: where a pen wrote much of a page it wrote every value there.
    """
    pens = [[word.box for word in words if word.source == PEN] for words in pages]
    found = list(readings)
    by_hand = [_asked(reading) and _written(reading, pens) for reading in found]
    whole = {page for page in range(1, len(pages) + 1) if form and _filled(page, found, by_hand)}
    for reading, written in zip(found, by_hand, strict=True):
        if written or (reading.page in whole and _asked(reading)):
            yield _flagged(reading)
        else:
            yield reading


def _asked(reading: Reading) -> bool:
    """Whether it can be handwriting: codes cannot, and a cross in a box is no writing."""
    return bool(reading.page) and reading.source not in CODES and reading.kind != "mark"


def _filled(page: int, readings: Sequence[Reading], by_hand: Sequence[bool]) -> bool:
    here = [w for r, w in zip(readings, by_hand, strict=True) if r.page == page and _asked(r)]
    return sum(here) >= max(4, MUCH * len(here))


def _flagged(reading: Reading) -> Reading:
    flags = tuple(dict.fromkeys((*reading.flags, "handwriting")))
    sure = min(reading.confidence, DOUBT)
    return replace(reading, flags=flags, accepted=False, confidence=sure)


def _written(reading: Reading, pens: Sequence[Sequence[Box]]) -> bool:
    if _heading(reading):
        return False
    lines = reading.lines or ((reading.box,) if reading.box else ())
    wide = sum(line.x1 - line.x0 for line in lines)
    shares = [_inside(pen, line) for line in lines for pen in pens[reading.page - 1]]
    least = SHARE * wide if reading.kind in LONG and len(reading.raw) > 8 else 0
    return sum(shares) > least


def _heading(reading: Reading) -> bool:
    """Capitals that two readers read alike, as "QUYẾT ĐỊNH" or the "QĐ-UBND" beside a number."""
    cased = [letter for letter in reading.raw if letter.isalpha()]
    return len(reading.agreed) > 1 and len(cased) > 3 and all(map(str.isupper, cased))


def _inside(pen: Box, line: Box) -> int:
    """Pixels along `line` that the pen's box covers; 0 unless most of the box lies in the line."""
    wide = min(pen.x1, line.x1) - max(pen.x0, line.x0)
    high = min(pen.y1, line.y1) - max(pen.y0, line.y0)
    if wide <= 0 or high < 0.5 * min(pen.height, line.height):
        return 0
    return wide if wide >= 0.5 * (pen.x1 - pen.x0) or wide >= 0.5 * (line.x1 - line.x0) else 0
