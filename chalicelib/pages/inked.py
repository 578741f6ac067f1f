"""Where the ink of a page is, beside its words: a small grey drawing of it and what words leave."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from chalicelib.pages.glyphs import Edges

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 50
"""Letters are grey smudges at this size, and a page costs 2 to 4 ms."""

FAINT = 40
"""Difference of grey, 0..255, below which nobody sees a word."""

OUTSIDE = 0.5
"""Share of the ink that may stand outside words. Measured: forms of ruled boxes up to 0.38, our
own papers with seal and code up to 0.33; scans with a signature's words on top from 0.96."""

RULE, BOX_SEGMENTS = 3.0, 8
"""A rule is at most so many points thick; a box is drawn with at most so many strokes."""

DARK, PALE = 128, 200
"""The darkest of red, green and blue of letters that all can see, and of paper under them."""

ART = 0.04
"""Share of the page that small pictures and drawn curves may take on a page nobody looks at."""

PATCH, PATCH_INK = 0.05, 0.03
"""A picture of so much of the page with that share of inked pixels may hold words of its own."""


def only_text(page: Any) -> bool:
    """Whether the page holds nothing but dark text on paper, rules, empty boxes, and little art.

    Such a page needs no look: its words are what it shows.
    """
    import pypdfium2.raw as pdfium

    texts: list[Edges] = []
    width, height = page.get_size()
    art = ART * width * height
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        box = _bounds(thing)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            if min(_colour(thing)) >= DARK:
                return False
            texts.append(box)
        else:
            art -= _art(thing, box)
            if art < 0 or (not _line(thing, box) and _over(box, texts)):
                return False
    return not next(_notes(page), None)


def _art(thing: Any, box: Edges) -> float:
    """How much room a thing takes that might be words of its own: none for rules and paper."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
        return math.inf
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        plain = pdfium.FPDFPath_CountSegments(thing) <= BOX_SEGMENTS
        if _line(thing, box) or (plain and min(_colour(thing)) >= PALE):
            return 0.0
    return (box[2] - box[0]) * (box[3] - box[1])


def _line(thing: Any, box: Edges) -> bool:
    """Whether it is a line, a bar as thin as one, or a box of which only the edge is drawn."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    if min(box[2] - box[0], box[3] - box[1]) <= RULE:
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    return not fill.value and pdfium.FPDFPath_CountSegments(thing) <= BOX_SEGMENTS


def _over(box: Edges, texts: list[Edges]) -> bool:
    """Whether the middle of any of the texts lies in a box."""
    left, bottom, right, top = box
    return any(
        left < (x0 + x1) / 2 < right and bottom < (y0 + y1) / 2 < top for x0, y0, x1, y1 in texts
    )


def _bounds(thing: Any) -> Edges:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _colour(thing: Any) -> tuple[int, int, int]:
    """Red, green and blue of what a thing is filled with, 0..255; white for what is clear."""
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if alpha.value > 128 else (255, 255, 255)


def drawn_small(page: Any) -> "Image":
    """The page at DPI with ink bright on black; what is nearly white is black."""
    image: Image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    return image.point([255 - grey if grey < 255 - FAINT else 0 for grey in range(256)])


def seen(ink: "Image", box: Edges) -> bool:
    """Whether a box, in points, holds both ink and paper, or two inks."""
    x0, y0, x1, y1 = _pixels(box)
    part = ink.crop((x0, y0, max(x0, x1) + 1, max(y0, y1) + 1))
    low, high = cast(tuple[int, int], part.getextrema())
    return high - low >= FAINT


def covers(page: Any, ink: "Image", boxes: Iterable[Edges]) -> bool:
    """Whether words in `boxes` are what the page shows, and nothing with words of its own is."""
    from PIL import ImageDraw

    whole = _weight(ink)
    rest = ink.copy()
    pen = ImageDraw.Draw(rest)
    for box in boxes:
        x0, y0, x1, y1 = _pixels(box)
        pen.rectangle((x0 - 1, y0 - 1, x1 + 1, y1 + 1), fill=0)
    if _weight(rest) > OUTSIDE * whole:
        return False
    return not any(_share(rest, box) > limit for box, limit in _patches(page))


def _pixels(box: Edges) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(edge * DPI / 72) for edge in box)
    return x0, y0, x1, y1


def _weight(ink: "Image") -> int:
    return sum(value * count for value, count in enumerate(ink.histogram()))


def _share(ink: "Image", box: Edges) -> float:
    """Share of the pixels in a box, in points, that hold ink."""
    counts = ink.crop(_pixels(box)).histogram()
    return 1 - counts[0] / max(1, sum(counts))


def _patches(page: Any) -> Iterator[tuple[Edges, float]]:
    """Pictures, and notes and filled boxes laid over the page, with how much ink each may hold."""
    import pypdfium2.raw as pdfium

    from chalicelib.pages.glyphs import shown

    where, (width, height) = shown(page), page.get_size()
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        box = where(*thing.get_bounds())
        if (box[2] - box[0]) * (box[3] - box[1]) >= PATCH * width * height:
            yield box, PATCH_INK
    for left, bottom, right, top in _notes(page):
        yield where(left, bottom, right, top), 0.0


def _notes(page: Any) -> Iterator[Edges]:
    """Annotations that may show text which is not of the page; a signature's are of no interest."""
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if pdfium.FPDFAnnot_GetSubtype(note) in kinds and not _signed(note):
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(note, rect):
                yield rect.left, rect.bottom, rect.right, rect.top
        pdfium.FPDFPage_CloseAnnot(note)


def _signed(note: Any) -> bool:
    """Whether the note's value is a dictionary: only a signature's is."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetValueType(note, b"V")
    return kind in (pdfium.FPDF_OBJECT_DICTIONARY, pdfium.FPDF_OBJECT_REFERENCE)
