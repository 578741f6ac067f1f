"""The picture of a scanned PDF page taken as it lies in the file, where nothing stands beside it.

At 200 dpi that costs 7 to 14 ms where drawing the page costs 17 to 35, and no dot is resampled.
Above `MOST` dots drawing is as quick, because it makes the picture smaller on the way.
"""

from typing import TYPE_CHECKING, Any

from chalicelib.pages.pictures import LONG_SIDE, on_white, squared

if TYPE_CHECKING:
    from PIL.Image import Image

COVERS = 0.98
"""Share of the page that the picture covers at least, and by which its edges may miss."""

DRAWN_AT = 230
"""Dots an inch above which the page is drawn instead."""

PLAIN = (1, 2, 4, 5, 7)
"""PDFium's numbers for grey and RGB: device, calibrated, by profile."""

INVISIBLE = 3
"""Text rendering mode of the words an OCR program laid over a scan."""

LINK = 2
"""The only kind of annotation that draws nothing."""

MASKS = (b"/SMask", b"/Mask", b"/ImageMask", b"/OC ")
"""What may hide part of a picture; the dictionary of a picture always lies open in the file."""


def masked(data: bytes) -> bool:
    """Whether any picture of the file may be partly see-through or switched off."""
    return any(word in data for word in MASKS)


def lifted(page: Any, thing: Any) -> "Image | None":
    """The picture `thing` as the page shows it; None where only drawing shows the page truly."""
    if not (_alone(page) and _plain(page, thing)):
        return None
    image = thing.get_bitmap().to_pil()
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    flat = squared(on_white(image), image.width / width, image.height / height)
    return _turned(flat, page.get_rotation())


def _alone(page: Any) -> bool:
    """Nothing visible but one picture: no drawing, no stamp, no signature field, no text."""
    import pypdfium2.raw as pdfium

    if any(_shows(page, index) for index in range(pdfium.FPDFPage_GetAnnotCount(page))):
        return False
    return sum(not _unseen(one) for one in page.get_objects(max_depth=3)) == 1


def _shows(page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    note = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        return bool(pdfium.FPDFAnnot_GetSubtype(note) != LINK)
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def _unseen(thing: Any) -> bool:
    import pypdfium2.raw as pdfium

    if thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
        return False
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(thing) == INVISIBLE)


def _plain(page: Any, thing: Any) -> bool:
    """Grey or RGB, upright on the page, all of it, and no finer than is read."""
    a, b, c, d, *_ = thing.get_matrix().get()
    facts = thing.get_metadata()
    return bool(
        facts.colorspace in PLAIN
        and facts.bits_per_pixel in (1, 8, 24)
        and a > 0
        and d > 0
        and abs(b) + abs(c) < 0.001 * (a + d)
        and _fills(page, thing)
        and max(facts.width, facts.height) <= LONG_SIDE
        and facts.width <= DRAWN_AT / 72 * a
    )


def _fills(page: Any, thing: Any) -> bool:
    """Whether the picture and the page (before it is turned) are the same rectangle."""
    left, bottom, right, top = page.get_bbox()
    edges = zip(thing.get_bounds(), (left, bottom, right, top), strict=True)
    reach = (1 - COVERS) * max(right - left, top - bottom)
    return all(abs(one - other) <= reach for one, other in edges)


def _turned(image: "Image", degrees: int) -> "Image":
    from PIL import Image

    turns = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[degrees]) if degrees in turns else image
