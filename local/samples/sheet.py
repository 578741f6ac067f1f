"""A sheet of paper before it becomes pixels or a PDF: what stands where, in points.

A paper is laid out once as a `Sheet`; `raster` turns it into an image and `pdf` into a document
with a real text layer. Both know, for every field, where its value came to stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict

from PIL import Image

from local.samples import fonts

Ink = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

BLACK: Ink = (22, 22, 24)
BLUE: Ink = (24, 42, 140)
RED: Ink = (196, 30, 36)
MARK = "DỮ LIỆU MẪU"
"""Stands on every sample, outside the fields: nobody may take one for a real paper."""


class Seen(TypedDict):
    """The truth about one field: `box` is left, top, right, bottom in px of the image."""

    value: str
    printed: str
    box: list[int]


Truth = dict[str, Seen]


class Drawn(NamedTuple):
    """An image of a paper and what it says where."""

    image: Image.Image
    truth: Truth
    radius: int = 0
    """Of the paper's round corners, in px."""


@dataclass(frozen=True, slots=True)
class Type:
    """A typeface at a size in points, in an ink."""

    family: fonts.Family = "Tinos"
    style: fonts.Style = ""
    size: float = 13
    ink: Ink = BLACK
    pen: bool = False
    """Whether it is somebody's handwriting."""

    def width(self, text: str) -> float:
        """How wide `text` runs in points."""
        if self.pen:
            from local.samples.hand import bones

            text = bones(text, self.family)
        return fonts.width(text, self.family, self.style, self.size)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that starts at `x` on the baseline `y`; `key` names the field it belongs to."""

    x: float
    y: float
    text: str
    type: Type
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`, `width` points wide."""

    points: tuple[Point, ...]
    width: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a box; `key` names the field that can be read from it (a QR code)."""

    image: Image.Image
    box: Box
    key: str = ""


@dataclass(slots=True)
class Sheet:
    """One side of a paper, `width` by `height` points, filled from the top."""

    width: float = 595.28
    height: float = 841.89
    radius: float = 0
    """Of its corners: a card's are round."""
    paper: Ink = (255, 255, 255)
    pictures: list[Picture] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    stamps: list[Picture] = field(default_factory=list)
    """Pressed onto the paper after the writing, so they darken it."""
    values: dict[str, str] = field(default_factory=dict)

    def write(self, x: float, y: float, text: str, type: Type, key: str = "") -> float:
        """Set `text` from `x`; returns where it ends."""
        if text.strip():
            self.runs.append(Run(x, y, text, type, key))
        return x + type.width(text)

    def centre(self, x: float, y: float, text: str, type: Type, key: str = "") -> None:
        """Set `text` around `x`."""
        self.write(x - type.width(text) / 2, y, text, type, key)

    def rule(self, x0: float, x1: float, y: float, width: float = 0.7, ink: Ink = BLACK) -> None:
        """A level line."""
        self.stroke(((x0, y), (x1, y)), width, ink)

    def stroke(self, points: Sequence[Point], width: float = 0.7, ink: Ink = BLACK) -> None:
        """A line through `points`."""
        self.strokes.append(Stroke(tuple(points), width, ink))

    def repeat(self, mark: str, x0: float, x1: float, y: float, type: Type) -> None:
        """A leader set in full stops or the like, as typists do, flush to the right."""
        count = int((x1 - x0) / type.width(mark))
        if count > 0:
            self.write(x1 - count * type.width(mark), y, (mark * count).rstrip(), type)

    def says(self, key: str, value: str) -> None:
        """The true, canonical value of a field."""
        self.values[key] = value

    @property
    def by_hand(self) -> set[str]:
        """The fields written with a pen."""
        return {run.key for run in self.runs if run.type.pen and run.key}

    def printed(self, key: str) -> str:
        """A field as the paper shows it."""
        return " ".join(run.text for run in self.runs if run.key == key)


def broken(text: str, widths: Sequence[float], type: Type) -> list[str]:
    """`text` in as many lines as there are `widths`; the last takes whatever is left."""
    lines: list[str] = []
    words = text.split()
    for width in widths[:-1]:
        line: list[str] = []
        while words and type.width(" ".join([*line, words[0]])) <= width:
            line.append(words.pop(0))
        lines.append(" ".join(line))
    return [*lines, " ".join(words)]
