"""Cutting the page out of a photo: four edges between paper and table, then a flat rectangle."""

from typing import TYPE_CHECKING, NamedTuple

from chalicelib.ink import grey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Floats = NDArray[np.float64]

SIDE = 320
REACH = 0.4
"""How far in from the border an edge of the page is looked for, as a share of the side."""

STEP = 18.0
"""Least rise in grey, over four pixels, that counts as an edge of paper."""

AGREE = 0.55
"""Share of the scan lines that must see the edge on one straight line."""


class Edge(NamedTuple):
    """The line position = slope * along + offset, on the small copy."""

    slope: float
    offset: float


def flatten(image: "Image") -> "Image":
    """The page inside a photo as a rectangle; `image` itself when no page stands out."""
    small = image.convert("L")
    small.thumbnail((SIDE, SIDE))
    pixels = grey(small).astype(float)
    edges = _edges(pixels)
    if edges is None:
        return image
    scale = image.width / small.width
    corners = [(x * scale, y * scale) for x, y in _corners(*edges)]
    return _warp(image, corners)


def _edges(pixels: "Floats") -> tuple[Edge, Edge, Edge, Edge] | None:
    """(left, top, right, bottom) edges; None when fewer than two sides show the table."""
    height, width = pixels.shape
    left, right = _edge(pixels), _edge(pixels[:, ::-1])
    top, bottom = _edge(pixels.T), _edge(pixels.T[:, ::-1])
    found = [edge is not None for edge in (left, top, right, bottom)]
    if sum(found) < 2:
        return None
    nothing = Edge(0.0, 0.0)
    return (
        left or nothing,
        top or nothing,
        _mirror(right or nothing, width),
        _mirror(bottom or nothing, height),
    )


def _mirror(edge: Edge, size: int) -> Edge:
    return Edge(-edge.slope, size - 1 - edge.offset)


def _edge(pixels: "Floats") -> Edge | None:
    """The straight left edge of the paper, seen from the left border."""
    import numpy as np

    reach = int(pixels.shape[1] * REACH)
    window = np.cumsum(np.pad(pixels[:, : reach + 4], ((0, 0), (1, 0))), axis=1)
    # Mean of four pixels to the right less mean of four to the left, at every place.
    rise = (window[:, 8:] - 2 * window[:, 4:-4] + window[:, :-8]) / 4
    # The outermost steep rise: what is printed on the paper may be steeper than its edge.
    steep = rise >= np.maximum(STEP, 0.5 * rise.max(axis=1, keepdims=True))
    first = steep.argmax(axis=1)
    near = np.minimum(first[:, None] + np.arange(5), rise.shape[1] - 1)
    where = first + np.take_along_axis(rise, near, axis=1).argmax(axis=1)
    strong = np.flatnonzero(steep.any(axis=1))
    if len(strong) < AGREE * len(where):
        return None
    return _straight(strong.astype(float), where[strong] + 4.0, len(where))


def _straight(along: "Floats", place: "Floats", lines: int) -> Edge | None:
    """The line most scan lines agree on, refined over those that do."""
    import numpy as np

    count, best = len(along), np.zeros(len(along), bool)
    for first in range(0, count, 12):
        for second in range(first + count // 3, count, 12):
            slope = (place[second] - place[first]) / (along[second] - along[first])
            near = np.abs(place - place[first] - slope * (along - along[first])) < 2.0
            if near.sum() > best.sum() and abs(slope) < 0.5:
                best = near
    if best.sum() < AGREE * lines:
        return None
    slope, offset = np.polyfit(along[best], place[best], 1)
    return Edge(float(slope), float(offset))


def _corners(left: Edge, top: Edge, right: Edge, bottom: Edge) -> list[tuple[float, float]]:
    """Top left, bottom left, bottom right, top right: the order Pillow's QUAD wants."""
    return [
        _cross(side, level)
        for side, level in ((left, top), (left, bottom), (right, bottom), (right, top))
    ]


def _cross(side: Edge, level: Edge) -> tuple[float, float]:
    """Where an upright edge (x from y) meets a level one (y from x)."""
    y = (level.slope * side.offset + level.offset) / (1 - level.slope * side.slope)
    return side.slope * y + side.offset, y


def _warp(image: "Image", corners: list[tuple[float, float]]) -> "Image":
    """The quadrilateral `corners` of `image` as a rectangle of its own mean sides."""
    from math import dist

    from PIL import Image

    a, b, c, d = corners
    width = round((dist(a, d) + dist(b, c)) / 2)
    height = round((dist(a, b) + dist(d, c)) / 2)
    square = [(0.0, 0.0), (0.0, float(height)), (float(width), float(height)), (float(width), 0.0)]
    plane = _projection(square, corners)
    return image.transform(
        (width, height), Image.Transform.PERSPECTIVE, plane, Image.Resampling.BICUBIC
    )


def _projection(
    to: list[tuple[float, float]], source: list[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight numbers that carry each point of `to` to its point of `source`."""
    import numpy as np

    rows, values = [], []
    for (x, y), (u, v) in zip(to, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(n) for n in np.linalg.solve(np.array(rows), np.array(values)))
