"""Arithmetic on grey pages that both pages/ and words/ need: even light, runs of ink, components.

Everything is numpy on arrays of shape (height, width); ink is True in masks. OpenCV would do the
same in fewer lines and 150 MB more, which does not fit a function beside the reader of words.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[np.uint8]
    Mask = NDArray[np.bool_]
    Ints = NDArray[np.int64]

INK = 150
"""Grey below which an evenly lit page is ink; paper is 255 after `even`."""


def grey(image: "Image") -> "Grey":
    """The picture as one byte a pixel."""
    import numpy as np

    return np.asarray(image.convert("L"))


def even(page: "Grey", cell: int = 16) -> "Grey":
    """The page as if lit evenly: each pixel against the paper around it, which becomes white.

    The paper is the 90th percentile of each `cell` x `cell` square, smoothed over neighbours, so
    neither text nor a stamp darkens it.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    height, width = page.shape
    rows, columns = max(height // cell, 1), max(width // cell, 1)
    squares = page[: rows * cell, : columns * cell]
    if squares.size < rows * cell * columns * cell:
        return page
    squares = squares.reshape(rows, cell, columns, cell).transpose(0, 2, 1, 3)
    paper = np.percentile(squares.reshape(rows, columns, -1)[:, :, ::3], 90, axis=2)
    small = Image.fromarray(paper.astype(np.uint8)).filter(ImageFilter.MaxFilter(3))
    small = small.filter(ImageFilter.GaussianBlur(1.5))
    light = np.asarray(small.resize((width, height), Image.Resampling.BILINEAR), np.float32)
    lit = page * (255.0 / np.maximum(light, 24.0))
    return np.minimum(lit, 255).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Runs:
    """Horizontal runs of ink, in reading order: run i covers [start, end) of its row."""

    row: "Ints"
    start: "Ints"
    end: "Ints"
    width: int

    @property
    def length(self) -> "Ints":
        return self.end - self.start


def runs(mask: "Mask") -> Runs:
    """Every horizontal run of True in `mask`."""
    import numpy as np

    height, width = mask.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    row, start = np.nonzero(steps == 1)
    _, end = np.nonzero(steps == -1)
    return Runs(row, start, end, width)


def paint(page: "Grey", lines: Runs, chosen: Any, margin: int = 0, colour: int = 255) -> "Grey":
    """A copy of `page` where the `chosen` runs, widened by `margin`, have become `colour`."""
    import numpy as np

    height, width = page.shape
    steps = np.zeros((height, width + 1), np.int32)
    row = lines.row[chosen]
    np.add.at(steps, (row, np.maximum(lines.start[chosen] - margin, 0)), 1)
    np.add.at(steps, (row, np.minimum(lines.end[chosen] + margin, width)), -1)
    covered = np.cumsum(steps[:, :-1], axis=1) > 0
    for _ in range(margin):
        covered[1:] |= covered[:-1]
        covered[:-1] |= covered[1:]
    return np.where(covered, np.uint8(colour), page)


@dataclass(frozen=True, slots=True)
class Blobs:
    """Connected components: for each its box (x0, y0, x1, y1) and ink; `of` names a run's blob."""

    of: "Ints"
    x0: "Ints"
    y0: "Ints"
    x1: "Ints"
    y1: "Ints"
    ink: "Ints"

    @property
    def width(self) -> "Ints":
        return self.x1 - self.x0

    @property
    def height(self) -> "Ints":
        return self.y1 - self.y0


def blobs(lines: Runs) -> Blobs:
    """The 8-connected components of a mask given by its runs."""
    import numpy as np

    count = len(lines.row)
    upper, lower = _touching(lines)
    label = np.arange(count)
    while True:
        # Both ends of every contact take the smaller name; then names of names are followed.
        least = np.minimum(label[upper], label[lower])
        before = label.copy()
        np.minimum.at(label, label[upper], least)
        np.minimum.at(label, label[lower], least)
        label = label[label]
        if np.array_equal(before, label):
            break
    _, of = np.unique(label, return_inverse=True)
    return _measure(lines, of)


def _touching(lines: Runs) -> tuple["Ints", "Ints"]:
    """Pairs (run, run of the next row) that touch, corners included."""
    import numpy as np

    stride = lines.width + 4
    start = lines.row * stride + lines.start
    end = lines.row * stride + lines.end
    first = np.searchsorted(end, start + stride, side="left")
    last = np.searchsorted(start, end + stride, side="right")
    counts = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(counts)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, np.repeat(first, counts) + offset


def _measure(lines: Runs, of: "Ints") -> Blobs:
    import numpy as np

    count = int(of.max()) + 1 if len(of) else 0
    x0, y0 = np.full(count, 1 << 30), np.full(count, 1 << 30)
    x1, y1 = np.zeros(count, int), np.zeros(count, int)
    np.minimum.at(x0, of, lines.start)
    np.minimum.at(y0, of, lines.row)
    np.maximum.at(x1, of, lines.end)
    np.maximum.at(y1, of, lines.row + 1)
    return Blobs(of, x0, y0, x1, y1, np.bincount(of, lines.length, count).astype(int))
