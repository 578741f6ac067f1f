"""Reading a place of a page once more, with the reader that did not read it there.

The page is opened and cleaned only when somebody asks, and once however many ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.ink import INK, even, grey
from chalicelib.sheet import Box, Word
from chalicelib.words.clean import BODY, FAINT, cleaned_file, opened
from chalicelib.words.engine import Engine
from chalicelib.words.liner import LineReader
from chalicelib.words.lines import in_lines

if TYPE_CHECKING:
    from PIL.Image import Image

AROUND = 1.0
"""What is cut around a place, in its own heights."""

DOT = 5
"""Pixels of ink in the dot below a letter, at least."""


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at places of pages: `look(page, lines, source)` is (text, how sure, 0..1).

    `picture(n)` gives the image file of page n, counted from 1, and boxes are in its pixels.
    `source` is "line" for our own reader, "bare" for our own reader on the page as it is, with its
    dots and rules, and anything else for the reference.
    """

    picture: Callable[[int], bytes]
    first: Engine
    second: LineReader

    def __call__(self, page: int, lines: Sequence[Box], source: str) -> tuple[str, float]:
        told = [self._look(page, box, source) for box in lines]
        seen = [(text, sure) for text, sure in told if text]
        return " ".join(text for text, _ in seen), min((sure for _, sure in seen), default=0.0)

    def _look(self, page: int, box: Box, source: str) -> tuple[str, float]:
        image, scale = cleaned_file(self.picture(page))
        place = Box(*(round(edge * scale) for edge in box))
        if source == "bare":
            return self._as_it_is(opened(self.picture(page)), box, _cut(image, place)[0])
        return self._line(image, place) if source == "line" else self._place(image, place)

    def _line(self, image: "Image", place: Box) -> tuple[str, float]:
        cut, left, top = _cut(image, place)
        inside = Box(place.x0 - left, place.y0 - top, place.x1 - left, place.y1 - top)
        return self.second.line(cut, inside)

    def _as_it_is(self, image: "Image", box: Box, clean: "Image") -> tuple[str, float]:
        """A line of the page with nothing taken away, letters about as high as cleaning makes;
        nothing where its `clean` form lacks nothing, for that was read already."""
        from PIL import Image

        cut, left, top = _cut(image, box)
        bare = Image.fromarray(even(grey(cut)))
        edges = (box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top)
        below = max(box.height // 5, 2)
        if not _lacks(clean.resize(bare.size), bare, (*edges[:3], edges[3] + below)):
            return "", 0.0
        scale = 2 * BODY / max(box.height, 1)
        size = max(round(cut.width * scale), 1), max(round(cut.height * scale), 1)
        seen = bare.resize(size, Image.Resampling.BILINEAR)
        return self.second.line(seen, Box(*(round(edge * scale) for edge in edges)))

    def _place(self, image: "Image", place: Box) -> tuple[str, float]:
        """Only the place itself, on white: the reference would read its neighbours too."""
        from PIL import Image

        edge = max(place.height // 4, 2)
        area = (place.x0 - edge, max(place.y0 - edge, 0), place.x1 + edge, place.y1 + edge)
        room = place.height * 2
        sheet = Image.new("L", (area[2] - area[0] + 2 * room, area[3] - area[1] + 2 * room), 255)
        sheet.paste(image.crop(area), (room, room))
        words: Sequence[Word] = in_lines(self.first.read(sheet))
        return " ".join(word.text for word in words), min(
            (w.confidence for w in words), default=0.0
        )


def _lacks(clean: "Image", bare: "Image", area: tuple[int, int, int, int]) -> bool:
    """Whether `clean` lacks as much ink of `bare` in `area` as the smallest dot has."""
    import numpy as np
    from PIL import ImageFilter

    kept = np.asarray(clean.crop(area).filter(ImageFilter.MinFilter(3)))
    return int(((grey(bare.crop(area)) < INK) & (kept > FAINT)).sum()) >= DOT


def _cut(image: "Image", place: Box) -> tuple["Image", int, int]:
    """(the place with some paper around, and where its left top corner lies in `image`)."""
    edge = round(max(place.height, 8) * AROUND)
    left, top = max(place.x0 - edge, 0), max(place.y0 - edge, 0)
    right, bottom = min(place.x1 + edge, image.width), min(place.y1 + edge, image.height)
    return image.crop((left, top, right, bottom)), left, top
