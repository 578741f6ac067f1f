"""A second reading of the lines that the first was not sure of, at another size.

Two sizes of one line fail differently. Where both readings agree the word is surer than either;
where they differ the surer one stands, and its confidence says that somebody disagreed.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Word
from chalicelib.words.engine import Engine
from chalicelib.words.lines import in_lines

if TYPE_CHECKING:
    from PIL.Image import Image

SURE = 0.9
"""Confidence below which a word makes its line be read again."""

LARGER = 1.14
"""Size of the second reading over the first."""

DISPUTED = 0.8
"""What is left of the confidence of a word that the other reading saw differently."""


def read_twice(picture: "Image", engine: Engine) -> list[Word]:
    """The words of a clean `picture`, doubtful lines read a second time."""
    first = in_lines(engine.read(picture))
    doubtful = {w.line for w in first if w.confidence < SURE and any(map(str.isalnum, w.text))}
    if not doubtful:
        return list(first)
    again = [word for word in first if word.line in doubtful]
    second = [_back(word) for word in engine.read(_only(picture, again))]
    return [settle(word, second) if word.line in doubtful else word for word in first]


def _only(picture: "Image", words: Sequence[Word]) -> "Image":
    """A larger picture in which only `words` and a little around them are left."""
    from PIL import Image

    left = Image.new("L", picture.size, 255)
    for word in words:
        margin = word.box.height // 3
        x0, y0, x1, y1 = word.box
        area = (max(x0 - margin, 0), max(y0 - margin, 0), x1 + margin, y1 + margin)
        left.paste(picture.crop(area), area[:2])
    size = round(picture.width * LARGER), round(picture.height * LARGER)
    return left.resize(size, Image.Resampling.BICUBIC)


def _back(word: Word) -> Word:
    return replace(word, box=Box(*(round(edge / LARGER) for edge in word.box)))


def settle(word: Word, second: Sequence[Word]) -> Word:
    """What stands of `word` after the `second` reading of its place."""
    other = max(second, key=lambda o: _shared(word.box, o.box), default=None)
    if other is None or _shared(word.box, other.box) < 0.5:
        return word
    if other.text == word.text:
        return replace(word, confidence=max(word.confidence, other.confidence))
    surer = max((word, other), key=lambda w: w.confidence)
    return replace(word, text=surer.text, confidence=surer.confidence * DISPUTED)


def _shared(a: Box, b: Box) -> float:
    """Area that two boxes share, over the area they cover together."""
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    if wide <= 0 or high <= 0:
        return 0.0
    both = (a.x1 - a.x0) * a.height + (b.x1 - b.x0) * b.height
    return wide * high / (both - wide * high)
