"""The words a born-digital PDF page carries itself, when they can be trusted.

Trusted means: they are drawn and can be seen, they are Vietnamese with its marks (after TCVN3 and
VNI are converted) in every font, and they stand where the ink of the page is. A scan with a
scanner's own reading underneath, or with a signature's few words on top, fails one of these; such
a page is read as a picture.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from chalicelib.pages.encodings import (
    HORNED,
    TCVN3,
    TCVN3_CAPITALS,
    converted,
    encoding_of,
    with_horn,
)
from chalicelib.pages.glyphs import Glyphs, glyph_words
from chalicelib.pages.inked import covers, drawn_small, only_text, seen
from chalicelib.pages.syllables import tally, trusted
from chalicelib.sheet import Box, Word

MAX_WORDS = 5000

FONT_WORDS, FONT_SHARE = 6, 0.5
"""A font of so many words needs that share of syllables: one broken font spoils a form's values."""


def layer_words(page: Any, scale: float) -> tuple[Word, ...]:
    """The words of a pypdfium2 page with boxes in pixels at `scale` pixels a point; none when its
    text is not believed.

    A page whose words run up, down or upside down is turned, and stays turned for drawing.
    """
    turn = page.get_rotation()
    words = _trusted_words(page)
    if not words:
        page.set_rotation(turn)
    return tuple(_word(word, scale) for word in words[:MAX_WORDS])


def _trusted_words(page: Any) -> list[Glyphs]:
    words = glyph_words(page)
    width, height = page.get_size()
    found = [word for word in words if word.drawn and _within(word, width, height)]
    if not found:
        return []
    ink = None if only_text(page) else drawn_small(page)
    if ink:
        found = [word for word in found if seen(ink, word.box)]
    found = _in_unicode(found)
    if not _believed(found) or (ink and not covers(page, ink, [word.box for word in found])):
        return []
    return found


def _within(word: Glyphs, width: float, height: float) -> bool:
    x0, y0, x1, y1 = word.box
    return 0 <= x0 + x1 < 2 * width and 0 <= y0 + y1 < 2 * height


def _word(word: Glyphs, scale: float) -> Word:
    x0, y0, x1, y1 = (round(edge * scale) for edge in word.box)
    return Word(word.text, Box(x0, y0, max(x0, x1), max(y0, y1)), source="layer")


def _in_unicode(words: Sequence[Glyphs]) -> list[Glyphs]:
    """The words in NFC; those of an old font converted, or none at all when one cannot be."""
    encodings = {font: encoding_of(font) for font in {word.font for word in words}}
    if not any(encodings.values()):
        return [_plain(word, word.text) for word in words]
    horned = any(encodings[word.font] and HORNED & set(word.text) for word in words)
    done = []
    for word in words:
        encoding = encodings[word.font]
        text = converted(word.text, encoding) if encoding else word.text
        if text is None:
            return []
        lost = encoding in (TCVN3, TCVN3_CAPITALS) and not horned
        done.append(_plain(word, with_horn(text) if lost else text))
    return done


def _plain(word: Glyphs, text: str) -> Glyphs:
    normal = unicodedata.normalize("NFC", text)
    return word if normal == word.text else word._replace(text=normal)


def _believed(words: Sequence[Glyphs]) -> bool:
    """Whether the text as a whole is Vietnamese, and no font's part of it is something else."""
    fonts = defaultdict(list)
    for word in words:
        fonts[word.font].append(word.text)
    parts = [tally(" ".join(texts)) for texts in fonts.values()]
    return trusted(" ".join(word.text for word in words)) and not any(
        part.words >= FONT_WORDS and part.share < FONT_SHARE for part in parts
    )
