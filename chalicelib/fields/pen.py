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

SURE = 0.6
"""Confidence of a mark from which its place is written by hand, whatever the rest of it is."""

SHARE = 0.3
"""Part of a long value's width that must be written by hand."""

MUCH = 0.4
"""Part of the values of a page that must look written by hand, be it faintly, for all of them to
be: filled in by a pen 0.67 and more of them did (47 pages, half of them small; once 0.44), typed
0.36 and less on 41 of 45. Nearer to print, for a hand that is not seen is worse."""

DOUBT = 0.5
"""The most that the confidence of a handwritten value can be."""


def marked(
    readings: Iterable[Reading], pages: Sequence[Sequence[Word]], *, form: bool = True
) -> Iterator[Reading]:
    """The readings, those written by hand flagged "handwriting" and accepted by nobody.

    A `form` is filled in one way: where a pen wrote much of a page it wrote every value there.
    """
    marks = [[word for word in words if word.source == PEN] for words in pages]
    pens = [[mark.box for mark in page if mark.confidence >= SURE] for page in marks]
    found = list(readings)
    whole = {page for page in range(1, len(pages) + 1) if form and _filled(page, found, marks)}
    for reading in found:
        if _asked(reading) and (reading.page in whole or _written(reading, pens)):
            yield _flagged(reading)
        else:
            yield reading


def _asked(reading: Reading) -> bool:
    """Whether it can be handwriting: codes cannot, and a cross in a box is no writing."""
    return bool(reading.page) and reading.source not in CODES and reading.kind != "mark"


def _filled(page: int, readings: Sequence[Reading], marks: Sequence[Sequence[Word]]) -> bool:
    """Whether most values of a page look written by a pen, however neat: a share of their width."""
    here = [reading for reading in readings if reading.page == page and _asked(reading)]
    boxes = [mark.box for mark in marks[page - 1]]
    looks = [_covered(reading, boxes) >= SHARE * _wide(reading) for reading in here]
    return sum(looks) >= max(4, MUCH * len(here))


def _flagged(reading: Reading) -> Reading:
    flags = tuple(dict.fromkeys((*reading.flags, "handwriting")))
    sure = min(reading.confidence, DOUBT)
    return replace(reading, flags=flags, accepted=False, confidence=sure)


def _written(reading: Reading, pens: Sequence[Sequence[Box]]) -> bool:
    if _heading(reading):
        return False
    long = reading.kind in LONG and len(reading.raw) > 8
    least = SHARE * _wide(reading) if long else 0
    return _covered(reading, pens[reading.page - 1]) > least


def _lines(reading: Reading) -> tuple[Box, ...]:
    return reading.lines or ((reading.box,) if reading.box else ())


def _wide(reading: Reading) -> int:
    return sum(line.x1 - line.x0 for line in _lines(reading))


def _covered(reading: Reading, pens: Sequence[Box]) -> int:
    """Pixels along the lines of a value that the boxes of pens cover."""
    return sum(_inside(pen, line) for line in _lines(reading) for pen in pens)


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
