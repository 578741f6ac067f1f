"""The three shapes a paper takes on its way from file to fields: Box, Word, Page.

All lengths are pixels of the upright page image, the one an officer sees; x to the right, y down.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels of the upright page: x0 <= x1, y0 <= y1."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Where the rectangle's horizontal centre line runs."""
        return (self.y0 + self.y1) / 2


def around(boxes: list[Box]) -> Box | None:
    """The smallest box that holds all `boxes`; None for none."""
    if not boxes:
        return None
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read. `confidence` is 0..1; `line` counts the lines of the page from 0.

    `source` is "layer" (the file's own text), "ocr" (Tesseract), "lent" (what Tesseract was not
    shown), "line" (our own line reader), "qr" (the whole payload is one word), "mrz" or "hand"
    (no text: a pen wrote here); `line` counts for each source by itself, and for "ocr" and "lent"
    together.
    """

    text: str
    box: Box
    confidence: float = 1.0
    source: str = "ocr"
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "box": list(self.box),
            "confidence": round(self.confidence, 3),
            "source": self.source,
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Word":
        return cls(
            str(data["text"]),
            Box(*(int(edge) for edge in data["box"])),
            float(data["confidence"]),
            str(data["source"]),
            int(data["line"]),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One upright page. `image` is a whole JPEG or PNG file of `width` x `height` pixels.

    `layer` holds the words of the file's own text when that text can be trusted, else nothing.
    `verdict` says whether it can be read, from its `measures` (pages/verdict.py); empty when it was
    not judged.
    """

    number: int
    image: bytes = field(repr=False)
    width: int
    height: int
    layer: tuple[Word, ...] = ()
    verdict: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        return "image/png" if self.image.startswith(b"\x89PNG") else "image/jpeg"

    def to_json(self) -> dict[str, Any]:
        """Everything but the image, which travels as a file."""
        return {
            "number": self.number,
            "width": self.width,
            "height": self.height,
            "layer": [word.to_json() for word in self.layer],
            "verdict": self.verdict,
            "measures": dict(self.measures),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], image: bytes) -> "Page":
        return cls(
            number=int(data["number"]),
            image=image,
            width=int(data["width"]),
            height=int(data["height"]),
            layer=tuple(Word.from_json(word) for word in data["layer"]),
            verdict=str(data.get("verdict", "")),
            measures={str(key): float(n) for key, n in data.get("measures", {}).items()},
        )


Printed = Callable[[Sequence[Word]], Sequence[Word]]
"""From our reader's words of one page to those that its form prints on every copy and nobody need
read again, source "lent"; none where no form is recognised."""


def in_rows(words: Iterable[Word]) -> list[list[Word]]:
    """The words in rows, each from left to right; the rows in no order.

    A word joins the row whose last word, to its left, shares its height best; so rows that still
    slope a little hold together, and a tall speck between two rows draws neither to it.
    """
    rows: list[list[Word]] = []
    edges: list[tuple[int, int]] = []
    for word in sorted(words, key=lambda word: word.box.x0):
        top, bottom = word.box.y0, word.box.y1
        near = [n for n, (y0, y1) in enumerate(edges) if y0 < bottom and top < y1]
        level = [n for n in near if _shared(rows[n][-1].box, word.box)[0] >= 0.5]
        if level:
            best = max(level, key=lambda n: _shared(rows[n][-1].box, word.box)[1])
            rows[best].append(word)
            edges[best] = top, bottom
        else:
            rows.append([word])
            edges.append((top, bottom))
    return rows


def _shared(a: Box, b: Box) -> tuple[float, float]:
    """Height two boxes share, as a share of the lower one's and of what they cover together."""
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    both = max(a.y1, b.y1) - min(a.y0, b.y0)
    return shared / max(min(a.height, b.height), 1), shared / max(both, 1)
