"""From a page image to words with boxes: the file's own text, else two readers; QR codes beside.

The readers stand behind one interface and see the same clean picture; each finds its own lines, so
their words are two independent accounts of the page, told apart by `Word.source`.
"""

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Page, Printed, Word
from chalicelib.words.clean import cleaned_file, opened, without
from chalicelib.words.engine import Engine, Recorded, Tesseract
from chalicelib.words.hand import by_hand
from chalicelib.words.inside import Tesserocr
from chalicelib.words.liner import LineReader
from chalicelib.words.lines import in_lines
from chalicelib.words.mrz import mrz_words
from chalicelib.words.qr import qr_words

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "Box",
    "Engine",
    "LineReader",
    "Recorded",
    "Tesseract",
    "Tesserocr",
    "Word",
    "engine",
    "read",
]


def read(
    page: Page, first: Engine, second: Engine | None = None, printed: Printed | None = None
) -> tuple[Word, ...]:
    """The words of `page`, boxes in its pixels: those of `first`, of `second`, then codes.

    Codes are machine-readable zones of cards (source "mrz") and the payloads of QR codes ("qr").

    Where both readers were at work, words without text and source "hand" mark what a pen wrote.
    `first` is not shown what `printed` makes of the words of `second`; those stand among its own.

    The words of one source are in reading order and `line` counts from 0 for each source. A page
    whose own text can be trusted is not read by sight. Raises Later when an engine does not answer.
    """
    image = opened(page.image)
    codes = [replace(code, line=-1) for code in qr_words(image)]
    if page.layer:
        return (*in_lines(page.layer), *codes)
    picture, scale = cleaned_file(page.image)
    other = in_lines(_seen(second, picture, scale)) if second else ()
    lent = printed(other) if printed else ()
    found = in_lines((*_seen(first, without(picture, scale, lent), scale), *lent))
    pens = by_hand(image, picture, (*found, *other)) if other else ()
    zones = mrz_words(image.convert("L"), (*found, *other), first)
    return (*found, *other, *pens, *(replace(zone, line=-1) for zone in zones), *codes)


def _seen(reader: Engine, picture: "Image", scale: float) -> list[Word]:
    return [_back(word, scale) for word in reader.read(picture)]


def engine(name: str) -> Engine:
    """The door to Tesseract by its setting: "pytesseract", the reference, or "tesserocr"."""
    engines: dict[str, Engine] = {"pytesseract": Tesseract(), "tesserocr": Tesserocr()}
    if name not in engines:
        raise ValueError(f"OCR_ENGINE is {name!r} and must be one of {', '.join(engines)}")
    return engines[name]


def _back(word: Word, scale: float) -> Word:
    """A word found on the clean picture, in pixels of the page."""
    box = Box(*(round(edge / scale) for edge in word.box))
    return replace(word, box=box, text=unicodedata.normalize("NFC", word.text))
