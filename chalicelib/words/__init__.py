"""From a page image to words with boxes: the file's own text, else OCR; QR codes beside either."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Page, Word
from chalicelib.words.again import read_twice
from chalicelib.words.clean import cleaned
from chalicelib.words.engine import Engine, Recorded, Tesseract
from chalicelib.words.lines import in_lines
from chalicelib.words.qr import qr_words

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Box", "Engine", "Recorded", "Tesseract", "Word", "read"]


def read(page: Page, engine: Engine) -> tuple[Word, ...]:
    """The words of `page` in reading order, boxes in its pixels; QR payloads come last.

    Raises Later when the engine does not answer.
    """
    from PIL import Image

    image = Image.open(BytesIO(page.image))
    found = page.layer or _by_sight(image, engine)
    codes = qr_words(image)
    return (*in_lines(found), *(replace(code, line=-1) for code in codes))


def _by_sight(image: "Image", engine: Engine) -> list[Word]:
    picture, scale = cleaned(image)
    return [_back(word, scale) for word in read_twice(picture, engine)]


def _back(word: Word, scale: float) -> Word:
    """A word found on the clean picture, in pixels of the page."""
    box = Box(*(round(edge / scale) for edge in word.box))
    return replace(word, box=box, text=unicodedata.normalize("NFC", word.text))
