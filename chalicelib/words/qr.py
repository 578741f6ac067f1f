"""QR codes on a page, each as one word that holds the whole payload."""

from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Word

if TYPE_CHECKING:
    from PIL.Image import Image


def qr_words(image: "Image") -> list[Word]:
    """Every readable QR code of `image`; boxes in its pixels, confidence 1 (it is checksummed)."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        image.convert("L"), formats=zxingcpp.barcode_formats_from_str("QRCode")
    )
    return [Word(code.text, _box(code.position), source="qr") for code in found if code.valid]


def _box(place: "object") -> Box:
    corners = [
        getattr(place, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")
    ]
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
