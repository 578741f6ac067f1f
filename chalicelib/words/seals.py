"""Red seals fade, and what is printed or signed under them stays.

Through a red glass red ink is nearly as bright as paper, while black and blue stay dark. The glass
is laid only on what is round and large enough for a seal: a red title or number is text.
"""

from typing import TYPE_CHECKING

from chalicelib.ink import Blobs, blobs, runs
from chalicelib.sheet import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from chalicelib.ink import Mask

CELL = 4
"""Seals are looked for in a picture this many times smaller."""

RED = 45
"""How much brighter than green and blue the red of red ink is, of 255; warm light stays below."""

SMALLEST, LARGEST = 0.07, 0.32
"""Width and height of a seal over the width of the page: 15 mm to 67 mm of A4."""


def without_seals(image: "Image") -> "Image":
    """`image` in grey, red seals faded."""
    out = image.convert("L")
    if image.mode == "RGB":
        red = image.getchannel("R")
        for box in seals(image):
            out.paste(red.crop(box), box[:2])
    return out


def seals(image: "Image") -> list[Box]:
    """Where the seals of a page in colour are, each with a little around it."""
    mask = _red(image)
    if mask.sum() < (SMALLEST * mask.shape[1]) ** 2 / 20:
        return []
    found = blobs(runs(_thick(mask)))
    edges = zip(found.x0, found.y0, found.x1, found.y1, _round(found, mask.shape[1]), strict=True)
    boxes = (Box(*(int(v) for v in row[:4])) for row in edges if row[4])
    return [_around(box, image.width, image.height) for box in boxes]


def _red(image: "Image") -> "Mask":
    import numpy as np

    small = np.asarray(image.reduce(CELL), np.int16)
    mask: Mask = small[:, :, 0] - small[:, :, 1:].max(axis=2) > RED
    return mask


def _thick(mask: "Mask") -> "Mask":
    """`mask` grown by two cells, so that a worn ring holds together."""
    for _ in range(2):
        grown = mask.copy()
        grown[1:] |= mask[:-1]
        grown[:-1] |= mask[1:]
        grown[:, 1:] |= mask[:, :-1]
        grown[:, :-1] |= mask[:, 1:]
        mask = grown
    return mask


def _round(found: Blobs, width: int) -> "Mask":
    """Which blobs are as large as a seal, and about as high as wide."""
    import numpy as np

    small = np.minimum(found.width, found.height)
    large = np.maximum(found.width, found.height)
    chosen: Mask = (small > SMALLEST * width) & (large < LARGEST * width) & (large < 1.8 * small)
    return chosen


def _around(box: Box, width: int, height: int) -> Box:
    x0, y0, x1, y1 = (edge * CELL for edge in box)
    return Box(max(x0 - CELL, 0), max(y0 - CELL, 0), min(x1 + CELL, width), min(y1 + CELL, height))
