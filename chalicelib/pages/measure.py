"""What a verdict is made of, in numbers: of the picture as it was taken, and of the page it shows.

The first half is what the upload page's script measures too, step by step the same.
"""

from typing import TYPE_CHECKING, NamedTuple

from chalicelib.ink import grey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from chalicelib.ink import Mask

    Floats = NDArray[np.float32]

SIDE = 1024
"""Longest side of the copy on which a picture is measured."""

TILES, SMALL_TILES = 16, 32
"""Tiles across and down, for sharpness and for reflections."""

DETAIL = 150.0
"""Variance of grey above which a tile holds some detail."""

FEW_TILES = 6

PAPER_WHITE = 243
"""Half of the tiles lighter than this: a scan, whose white says nothing of reflections."""

LIT, FULL, CONTRAST = 248, 250, 40


def taken(image: "Image") -> dict[str, float]:
    """Of a picture before it is cut or turned: light, sharp, flat, washed.

    light: grey of the paper, 0..255. sharp: see verdict.SHARP; -1 for too little detail. flat,
    washed: shares of tiles.
    """
    import numpy as np

    small = image.convert("L")
    small.thumbnail((SIDE, SIDE))
    pixels = grey(small).astype(np.float32)
    flat, washed = _reflection(pixels)
    light = float(np.percentile(pixels, 90))
    return {"light": light, "sharp": _sharpness(pixels), "flat": flat, "washed": washed}


def _tiles(pixels: "Floats", count: int) -> "Floats":
    """The picture as (count * count, rows, columns); what does not fit at the far ends is left."""
    height, width = pixels.shape[0] // count, pixels.shape[1] // count
    cut = pixels[: height * count, : width * count].reshape(count, height, count, width)
    return cut.transpose(0, 2, 1, 3).reshape(count * count, height, width)


def _sharpness(pixels: "Floats") -> float:
    """Second derivative against detail, in the upper quartile of tiles, of the weaker direction.

    The quietest tiles tell what noise alone gives.
    """
    import numpy as np

    if min(pixels.shape) < 4 * TILES:
        return -1.0
    tiles = _tiles(pixels, TILES)
    variance = tiles.var(axis=(1, 2))
    rich = variance > DETAIL
    if rich.sum() < FEW_TILES:
        return -1.0
    edges = (_edges(tiles), _edges(tiles.transpose(0, 2, 1)))
    parts = [(edge[rich] - np.percentile(edge, 10)) / variance[rich] for edge in edges]
    return max(min(float(np.percentile(part, 75)) for part in parts), 0.0)


def _edges(tiles: "Floats") -> "Floats":
    """Variance of the second derivative along rows; three rows are mixed, so noise counts less."""
    rows = tiles[:, :-2] + tiles[:, 1:-1] + tiles[:, 2:]
    bend = (2 * rows[:, :, 1:-1] - rows[:, :, :-2] - rows[:, :, 2:]) / 3
    found: Floats = bend.var(axis=(1, 2))
    return found


def _reflection(pixels: "Floats") -> tuple[float, float]:
    """(share of tiles white throughout, share of bright tiles whose ink has gone pale).

    Strong light on paper leaves ink black; a reflection adds its own light to ink as well.
    """
    import numpy as np

    if min(pixels.shape) < 4 * SMALL_TILES:
        return 0.0, 0.0
    tiles = _tiles(pixels, SMALL_TILES).reshape(SMALL_TILES**2, -1)
    paper, ink = np.percentile(tiles, 75, axis=1), tiles.min(axis=1)
    contrast = paper - ink
    usual = (paper < PAPER_WHITE) & (contrast > CONTRAST)
    if np.median(paper) >= PAPER_WHITE or usual.sum() < FEW_TILES:
        return 0.0, 0.0
    pale = (contrast > 12) & (contrast < 0.6 * np.median(contrast[usual])) & (ink < FULL)
    return float((ink >= FULL).mean()), float(((paper >= LIT) & pale).mean())


WIDE = 99.0
"""A margin, in heights of a letter, on a page without letters."""


class Letters(NamedTuple):
    """The letters of a page. `height` in pixels of the mask; `sides`, `ends`: how many touch the
    left or right border, or the upper or lower one, whichever has most. `beside`, `above`: how far
    the border is from the letters nearest to it, in heights, at the left or right, and at the upper
    or lower end, whichever is less."""

    total: int
    height: float
    sides: int
    ends: int
    beside: float
    above: float


PRINT = 0.75
"""Height of the letters of a text, in those of a usual one."""

STRAY = 6
"""Letters nearest to a border that may be specks, or the number of the page."""


def letters(mask: "Mask") -> Letters:
    """What looks like letters in the ink of a page."""
    import numpy as np

    from chalicelib.ink import blobs, runs

    found = runs(mask)
    if not len(found.row):
        return Letters(0, 0.0, 0, 0, WIDE, WIDE)
    one = blobs(found)
    fits = (one.height >= 3) & (one.height <= 40) & (one.width >= 2) & (one.width <= 60)
    fits &= one.ink >= 6
    if not fits.any():
        return Letters(0, 0.0, 0, 0, WIDE, WIDE)
    height = _middle(one.height[fits], one.ink[fits])
    whole = fits & (one.height >= 0.5 * height) & (one.height <= 3 * height)
    rows, columns = mask.shape
    corner = (np.minimum(one.x0, columns - one.x1) < 0.02 * columns) & (
        np.minimum(one.y0, rows - one.y1) < 0.02 * rows
    )
    # Small print at the foot of a sheet stands nearer to its edge than any text.
    text = whole & (one.height >= PRINT * height)
    beside, above = (
        min(_nearest(edge[text]) for edge in edges) / height
        for edges in ((one.x0, columns - one.x1), (one.y0, rows - one.y1))
    )
    whole &= ~corner
    sides = [int((whole & at).sum()) for at in (one.x0 <= 1, one.x1 >= columns - 1)]
    ends = [int((whole & at).sum()) for at in (one.y0 <= 1, one.y1 >= rows - 1)]
    return Letters(int(fits.sum()), height, max(sides), max(ends), beside, above)


def _nearest(edge: "NDArray[np.int64]") -> float:
    """How far the nearest letters are from a border, but for a few."""
    import numpy as np

    return float(np.sort(edge)[min(STRAY, len(edge) - 1)]) if len(edge) else WIDE


def _middle(values: "NDArray[np.int64]", weights: "NDArray[np.int64]") -> float:
    """The median by weight: many dots of a leader weigh less than a few letters."""
    import numpy as np

    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
