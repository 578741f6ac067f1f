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
    """The page as if lit evenly: each pixel against the paper around it, which becomes white."""
    import numpy as np

    paper = _paper(page, cell)
    if paper is None:
        return page
    lit = np.divide(255.0, _spread(paper, page.shape), dtype=np.float32)
    np.multiply(page, lit, out=lit)
    return np.minimum(lit, 255, out=lit).astype(np.uint8)


def inked(page: "Grey", cell: int = 16) -> "Mask":
    """Where `page` would be ink (below INK) if it were lit evenly."""
    import numpy as np

    paper = _paper(page, cell)
    if paper is None:
        return page < INK
    return page < _spread((paper.astype(np.uint16) * INK // 255).astype(np.uint8), page.shape)


def _paper(page: "Grey", cell: int) -> "Grey | None":
    """How bright the bare paper is in each square of `cell` x `cell`, never below 24; None for a
    tiny page.

    The paper is the brightest quarter-cell of each square, smoothed over its neighbours, so neither
    text nor a stamp darkens it and no bright speck counts.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    height, width = page.shape
    rows, columns = height // cell, width // cell
    if not rows or not columns:
        return None
    spots = np.asarray(Image.fromarray(page).reduce(cell // 4))[: rows * 4, : columns * 4]
    paper = spots.reshape(rows, 4, columns, 4).max(axis=(1, 3))
    small = Image.fromarray(np.maximum(paper, 24)).filter(ImageFilter.MaxFilter(3))
    return np.asarray(small.filter(ImageFilter.GaussianBlur(1.5)))


def _spread(small: "Grey", shape: tuple[int, ...]) -> "Grey":
    """`small` at the size of the page, as smooth as light is."""
    import numpy as np
    from PIL import Image

    size = shape[1], shape[0]
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BILINEAR))


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
    stride = width + 1  # one empty column, so that no run goes on in the next row
    flat = np.zeros(height * stride + 1, bool)
    flat[1:].reshape(height, stride)[:, :width] = mask
    steps = np.flatnonzero(flat[1:] != flat[:-1])
    row = steps[::2] // stride
    return Runs(row, steps[::2] - row * stride, steps[1::2] - row * stride, width)


def pixels(lines: Runs, chosen: Any) -> "Ints":
    """Where the pixels of the `chosen` runs lie, counted along the rows of the page."""
    import numpy as np

    length = lines.length[chosen]
    first = lines.row[chosen] * lines.width + lines.start[chosen]
    ends = np.cumsum(length)
    steps: Ints = np.repeat(first - (ends - length), length)
    steps += np.arange(len(steps))
    return steps


def drawn(shape: tuple[int, int], lines: Runs, chosen: Any) -> "Mask":
    """A mask of `shape` that is True on the `chosen` runs."""
    import numpy as np

    mask = np.zeros(shape, bool)
    mask.reshape(-1)[pixels(lines, chosen)] = True
    return mask


def paint(page: "Grey", lines: Runs, chosen: Any, margin: int = 0, colour: int = 255) -> "Grey":
    """A copy of `page` where the `chosen` runs, widened by `margin`, have become `colour`."""
    import numpy as np

    height, width = page.shape
    row = lines.row[chosen]
    start = np.maximum(lines.start[chosen] - margin, 0)
    end = np.minimum(lines.end[chosen] + margin, width)
    page = page.copy()
    for shift in range(-margin, margin + 1):
        moved = Runs(np.clip(row + shift, 0, height - 1), start, end, width)
        page.reshape(-1)[pixels(moved, slice(None))] = colour
    return page


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
