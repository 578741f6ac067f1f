"""The words a born-digital PDF page carries itself, when they can be trusted."""

from pathlib import Path
from typing import Any

from chalicelib.pages.syllables import trusted
from chalicelib.sheet import Box, Word

MAX_WORDS = 5000


def layer_words(path: Path, page: Any, index: int, scale: float) -> tuple[Word, ...]:
    """Words with boxes in pixels at `scale` pixels a point; () when the layer is not believed."""
    text = page.get_textpage().get_text_range()
    if not trusted(text):
        return ()
    try:
        return tuple(_words(path, index, scale))[:MAX_WORDS]
    except Exception:
        # A layer that cannot be laid out is no layer: the page is read as a picture instead.
        return ()


def _words(path: Path, index: int, scale: float) -> list[Word]:
    import pdfplumber

    with pdfplumber.open(path, pages=[index + 1], unicode_norm="NFC") as document:
        page = document.pages[0]
        left, top = page.bbox[:2]
        found = page.extract_words(x_tolerance=1.5, keep_blank_chars=False)
        return [
            Word(
                word["text"],
                Box(
                    round((word["x0"] - left) * scale),
                    round((word["top"] - top) * scale),
                    round((word["x1"] - left) * scale),
                    round((word["bottom"] - top) * scale),
                ),
                source="layer",
            )
            for word in found
        ]
