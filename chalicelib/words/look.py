"""Reading a place of a page once more, with the reader that did not read it there.

The page is opened and cleaned only when somebody asks, and once however many ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.ink import even, grey
from chalicelib.sheet import Box, Word
from chalicelib.words.clean import BODY, cleaned_file, opened
from chalicelib.words.engine import Engine
from chalicelib.words.liner import LineReader
from chalicelib.words.lines import in_lines

if TYPE_CHECKING:
    from PIL.Image import Image

AROUND = 1.0
"""What is cut around a place, in its own heights."""


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
    _bare: dict[int, "Image"] = field(default_factory=dict, repr=False)

    def __call__(self, page: int, lines: Sequence[Box], source: str) -> tuple[str, float]:
        told = [self._look(page, box, source) for box in lines]
        seen = [(text, sure) for text, sure in told if text]
        return " ".join(text for text, _ in seen), min((sure for _, sure in seen), default=0.0)

    def _look(self, page: int, box: Box, source: str) -> tuple[str, float]:
        if source == "bare":
            return self._as_it_is(self._even(page), box)
        image, scale = cleaned_file(self.picture(page))
        place = Box(*(round(edge * scale) for edge in box))
        return self._line(image, place) if source == "line" else self._place(image, place)

    def _even(self, page: int) -> "Image":
        from PIL import Image

        if page not in self._bare:
            picture = even(grey(opened(self.picture(page))))
            self._bare[page] = Image.fromarray(picture)
        return self._bare[page]

    def _line(self, image: "Image", place: Box) -> tuple[str, float]:
        cut, left, top = _cut(image, place)
        inside = Box(place.x0 - left, place.y0 - top, place.x1 - left, place.y1 - top)
        return self.second.line(cut, inside)

    def _as_it_is(self, image: "Image", box: Box) -> tuple[str, float]:
        """A line of the page with nothing taken away, letters about as high as cleaning makes."""
        from PIL import Image

        cut, left, top = _cut(image, box)
        scale = 2 * BODY / max(box.height, 1)
        size = max(round(cut.width * scale), 1), max(round(cut.height * scale), 1)
        edges = (box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top)
        seen = cut.resize(size, Image.Resampling.BILINEAR)
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


def _cut(image: "Image", place: Box) -> tuple["Image", int, int]:
    """(the place with some paper around, and where its left top corner lies in `image`)."""
    edge = round(max(place.height, 8) * AROUND)
    left, top = max(place.x0 - edge, 0), max(place.y0 - edge, 0)
    right, bottom = min(place.x1 + edge, image.width), min(place.y1 + edge, image.height)
    return image.crop((left, top, right, bottom)), left, top
