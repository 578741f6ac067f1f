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

MUCH, MORE = 0.6, 1 / 3
"""Part of the values of a page that are surely written by hand, or by how much the part that looks
so, be it faintly, exceeds that of the printed words around them, for all of them to be. Filled in
by a pen, 47 pages of 47 exceeded one of the two; typed, 2 of 93."""

TYPED, PENNED = 0.7, 0.5
"""Part of the values of a page that both readers read alike from which they were typed, and below
which they were not: at most 0.58 on 72 pages filled in by a pen, 0.63 or more on 91 of 92 typed."""

FEW = 0.25
"""Part of the values of a typed page that a pen may have added: where more look written, the type
is an unusual one, and only what is not read alike is for a person."""

MIDDLE = 0.6
"""Between the two: nothing is said."""

LEAST = 4
"""Values that say enough of a page."""

DOUBT = 0.5
"""The most that the confidence of a handwritten value can be."""


def marked(
    readings: Iterable[Reading], pages: Sequence[Sequence[Word]], *, form: bool = True
) -> Iterator[Reading]:
    """The readings, those written by hand flagged "handwriting" and accepted by nobody.

    A `form` is filled in one way: where a pen wrote much of a page it wrote every value there.
    """
    found = list(readings)
    for number, words in enumerate(pages, 1):
        here = [one for one in found if one.page == number and _asked(one)]
        written = _all_or_some(here, words, form=form)
        found = [_flagged(one) if one in written else one for one in found]
    yield from found


def _all_or_some(
    values: Sequence[Reading], words: Sequence[Word], *, form: bool
) -> Sequence[Reading]:
    """The values of one page that a pen wrote."""
    alike = _alike(values, words) if form else MIDDLE
    if form and (alike < PENNED or (alike < TYPED and _filled(values, words))):
        return values
    sure = [word.box for word in words if _surely(word)]
    written = [one for one in values if _written(one, sure)]
    if alike >= TYPED and len(written) > FEW * len(values):
        return [one for one in written if len(one.agreed) < 2]
    return written


def _alike(values: Sequence[Reading], words: Sequence[Word]) -> float:
    """The part of the values that both readers read alike; MIDDLE where only one read the page or
    there are too few values to tell."""
    if len(values) < LEAST or not {"ocr", "line"} <= {word.source for word in words}:
        return MIDDLE
    return sum(len(one.agreed) > 1 for one in values) / len(values)


def _asked(reading: Reading) -> bool:
    """Whether it can be handwriting: codes cannot, and a cross in a box is no writing."""
    return bool(reading.page) and reading.source not in CODES and reading.kind != "mark"


def _surely(word: Word) -> bool:
    return word.source == PEN and word.confidence >= SURE


def _filled(values: Sequence[Reading], words: Sequence[Word]) -> bool:
    """Whether a pen, however neat, wrote the values of a page."""
    sure, faint = ([w.box for w in words if is_(w)] for is_ in (_surely, _faintly))
    surely, looks = (_share(values, boxes) for boxes in (sure, faint))
    enough = looks * len(values) >= LEAST
    return enough and (surely >= MUCH or looks - _around(values, words) >= MORE)


def _faintly(word: Word) -> bool:
    return word.source == PEN


def _share(values: Sequence[Reading], boxes: Sequence[Box]) -> float:
    """The part of the values that boxes cover, a share of their width."""
    covered = sum(_covered(one, boxes) >= SHARE * _wide(one) for one in values)
    return covered / max(len(values), 1)


def _around(values: Sequence[Reading], words: Sequence[Word]) -> float:
    """The part of the printed words beside the values that look written by hand."""
    lines = [line for value in values for line in _lines(value)]
    beside = [word for word in words if not any(_inside(word.box, line) for line in lines)]
    print_ = sum(word.source == "line" for word in beside)
    return sum(map(_faintly, beside)) / max(print_, 1)


def _flagged(reading: Reading) -> Reading:
    flags = tuple(dict.fromkeys((*reading.flags, "handwriting")))
    sure = min(reading.confidence, DOUBT)
    return replace(reading, flags=flags, accepted=False, confidence=sure)


def _written(reading: Reading, pens: Sequence[Box]) -> bool:
    if _heading(reading):
        return False
    long = reading.kind in LONG and len(reading.raw) > 8
    least = SHARE * _wide(reading) if long else 0
    return _covered(reading, pens) > least


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
