"""QR codes on a page, each as one word that holds the whole payload."""

from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Word

if TYPE_CHECKING:
    from PIL.Image import Image


def qr_words(image: "Image") -> list[Word]:
    """Every readable QR code of `image`; boxes in its pixels, confidence 1 (it is checksummed)."""
    import zxingcpp

    grey = image.convert("L")
    kinds = zxingcpp.barcode_formats_from_str("QRCode")
    for scale in (1, 2):
        # A card photographed with the sheet it lies on has a code of two pixels a module.
        picture = grey if scale == 1 else grey.resize((grey.width * 2, grey.height * 2))
        if found := [c for c in zxingcpp.read_barcodes(picture, formats=kinds) if c.valid]:
            return [Word(code.text, _box(code.position, scale), source="qr") for code in found]
    return []


def _box(place: "object", scale: int) -> Box:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    corners = [getattr(place, name) for name in names]
    xs, ys = [corner.x // scale for corner in corners], [corner.y // scale for corner in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
