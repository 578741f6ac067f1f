"""QR codes on a page, each as one word that holds the whole payload."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chalicelib.sheet import Box, Word

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 1200
"""Longest side, in pixels, of a page that is looked at in double size when nothing was read."""


def qr_words(image: "Image") -> list[Word]:
    """Every readable QR code of `image`; boxes in its pixels, confidence 1 (it is checksummed).

    A code that was seen and could not be read is cut out and tried again: larger, sharper, darker.
    """
    grey = image.convert("L")
    seen = list(dict.fromkeys(code for look in _looks(grey) for code in look))
    said: dict[str, Box] = {}
    for text, box in sorted(seen, key=lambda code: not code[0]):
        said.setdefault(text or _again(grey, box), box)
    return [Word(text, box, source="qr") for text, box in said.items() if text]


def _looks(grey: "Image") -> Iterator[list[tuple[str, Box]]]:
    """What is seen of codes on the page, sharpened: of 288 pages with a code 13 were read so that
    were not as they were, and one the other way round. A small page is then doubled."""
    from PIL import ImageFilter

    yield (seen := _codes(grey.filter(ImageFilter.SHARPEN)))
    if not any(text for text, _ in seen) and max(grey.size) <= SMALL:
        yield _codes(grey.resize((grey.width * 2, grey.height * 2)), 2)


def _codes(grey: "Image", scale: int = 1) -> list[tuple[str, Box]]:
    """What each code says, "" for one that cannot be read, and its box in pixels at scale 1."""
    import zxingcpp

    kinds = zxingcpp.barcode_formats_from_str("QRCode")
    codes = zxingcpp.read_barcodes(grey, formats=kinds, return_errors=True)
    return [(code.text if code.valid else "", _box(code.position, scale)) for code in codes]


def _again(grey: "Image", box: Box) -> str:
    edge = max(box.height, box.x1 - box.x0) // 3 + 4
    area = (max(box.x0 - edge, 0), max(box.y0 - edge, 0))
    cut = grey.crop((*area, min(box.x1 + edge, grey.width), min(box.y1 + edge, grey.height)))
    texts = (text for picture in _other(cut) for text, _ in _codes(picture) if text)
    return next(texts, "")


def _other(cut: "Image") -> Iterator["Image"]:
    """The cut as other eyes would see it, the likeliest first."""
    from PIL import Image, ImageFilter, ImageOps

    for scale in (2, 3, 1.5):
        size = (round(cut.width * scale), round(cut.height * scale))
        large = ImageOps.autocontrast(cut.resize(size, Image.Resampling.BICUBIC), cutoff=2)
        yield large
        yield large.filter(ImageFilter.UnsharpMask(2 * scale, 200, 0))
        yield large.filter(ImageFilter.GaussianBlur(scale / 2))


def _box(place: Any, scale: int) -> Box:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    corners = [getattr(place, name) for name in names]
    xs, ys = [corner.x // scale for corner in corners], [corner.y // scale for corner in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
