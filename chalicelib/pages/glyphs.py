"""The words a PDF page holds, as pdfium lays them out: text, box, font, whether they are drawn.

A word takes a handful of calls and no object for each of its letters, so a page costs 2 to 3 ms;
pdfplumber finds the same words in 50 ms and is asked only where lines and tables matter.
"""

import ctypes
import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\s\x00]+")
_MARKED = re.compile(r"[^\x00-\x7f]")
_UNSEEN = frozenset((3, 7))
"""Text render modes of ISO 32000-1 table 106 that draw nothing: invisible, and clip only."""

Edges = tuple[float, float, float, float]


class Glyphs(NamedTuple):
    """One word: `box` (x0, y0, x1, y1) in points of the page as shown, y down; `font` by name."""

    text: str
    box: Edges
    font: str
    drawn: bool


def glyph_words(page: Any) -> list[Glyphs]:
    """Every word of a pypdfium2 page in the order of the file, after setting the page upright."""
    opened = page.get_textpage()  # closed by pypdfium2 as soon as nothing holds it
    spans, at = _spans(opened.raw)
    if _set_upright(page, opened.raw, [at(start) for start, _, _ in spans]):
        # Which words make a line depends on how the page is turned.
        opened = page.get_textpage()
        spans, at = _spans(opened.raw)
    where, look, turned = _place(opened.raw), _look(opened.raw), shown(page)
    found = []
    for start, end, word in spans:
        first, last = at(start), at(end - 1)
        marked = _MARKED.search(word, 1, len(word) - 1)
        box = where(first, last, at(start + marked.start()) if marked else last)
        found.append(Glyphs(_joined(word), turned(*box), *look(first)))
    return found


def _spans(layer: Any) -> tuple[list[tuple[int, int, str]], Callable[[int], int]]:
    """Start, end and text of each word, and from there to the numbers of the file's letters."""
    text, at = _text(layer)
    return [(*match.span(), match[0]) for match in _WORD.finditer(text)], at


def _text(layer: Any) -> tuple[str, Callable[[int], int]]:
    """The page's text, one character for each UTF-16 unit, and from there to the file's letters."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(layer)
    buffer = (ctypes.c_ushort * (count + 1))()
    length = max(0, pdfium.FPDFText_GetText(layer, 0, count, buffer) - 1)
    text = "".join(map(chr, buffer[:length]))
    if length == count:
        return text, int
    return text, lambda index: int(pdfium.FPDFText_GetCharIndexFromTextIndex(layer, index))


def _joined(units: str) -> str:
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _place(layer: Any) -> Callable[[int, int, int], Edges]:
    """From a word's first letter, last letter and one that bears marks to its box, y up."""
    import pypdfium2.raw as pdfium

    rects = (pdfium.FS_RECTF * 3)()
    edges = (ctypes.c_float * 12).from_buffer(rects)
    one, two, three = (ctypes.byref(rects[at]) for at in range(3))
    measure = pdfium.FPDFText_GetLooseCharBox

    def place(first: int, last: int, marked: int) -> Edges:
        measure(layer, first, one)
        measure(layer, last, two)
        if marked != last:
            measure(layer, marked, three)
        x0, y1, x1, y0, left, top, right, bottom, _, high, _, _ = edges[:]
        top = max(top, high) if marked != last else top
        return min(x0, left), min(y0, bottom), max(x1, right), max(y1, top)

    return place


def shown(page: Any) -> Callable[[float, float, float, float], Edges]:
    """From a rectangle of the page's own space, y up, to the page as it is turned, y down."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()

    def turned(x0: float, y0: float, x1: float, y1: float) -> Edges:
        if turn == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turn == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turn == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return turned


def _set_upright(page: Any, layer: Any, starts: list[int]) -> bool:
    """Turns the page so that most of its words run from left to right; says whether it had to."""
    import pypdfium2.raw as pdfium

    some = starts[:: max(1, len(starts) // 24)]
    votes = [0, 0, 0, 0]
    for start in some:
        votes[round(pdfium.FPDFText_GetCharAngle(layer, start) / (math.pi / 2)) % 4] += 1
    most = votes.index(max(votes))
    if votes[most] <= len(some) / 2 or page.get_rotation() == 90 * most:
        return False
    page.set_rotation(90 * most)
    return True


def _look(layer: Any) -> Callable[[int], tuple[str, bool]]:
    """From a position to the font's name and whether the letter there is drawn."""
    import pypdfium2.raw as pdfium

    known: dict[int, tuple[str, bool]] = {}
    names: dict[int, str] = {}
    name = ctypes.create_string_buffer(128)

    def look(at: int) -> tuple[str, bool]:
        thing = pdfium.FPDFText_GetTextObject(layer, at)
        if not thing:
            return "", True
        key = ctypes.addressof(thing.contents)
        if key not in known:
            font = pdfium.FPDFTextObj_GetFont(thing)
            number = ctypes.addressof(font.contents) if font else 0
            if font and number not in names:
                pdfium.FPDFFont_GetBaseFontName(font, name, 128)
                names[number] = name.value.decode("utf-8", "replace")
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            known[key] = names.get(number, ""), mode not in _UNSEEN
        return known[key]

    return look
