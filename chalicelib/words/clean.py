"""The picture a reader of words gets: even light, letters of the right size, no dots and no rules.

Each step is there because it was measured (share of form fields read exactly, 64 forms): even light
for photos; text height, because above 200 dpi the Vietnamese model doubles characters; dot leaders,
worth more than any change of engine; rules and boxes.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.ink import Blobs, Runs, blobs, even, grey, inked, paint, runs
from chalicelib.sheet import Word
from chalicelib.words.seals import without_seals

if TYPE_CHECKING:
    from PIL.Image import Image

    from chalicelib.ink import Grey, Ints, Mask

BODY = 15.0
"""Height in pixels, of the middle letter of a page, at which the reader does best."""

FAINT = 170
"""Grey below which a dot of a leader still shows."""

LETTER, CROWD = 18, 3
"""Pixels above and below a dot within which so many more dots in rows make it part of a letter."""

PAGES = 8
"""Clean pictures that are kept, some 4 MB each: fields are looked for soon after words."""

STEM, STEM_LONG = 4, 10
"""A stroke of so many pixels or more that is at most so many times as long belongs to a letter."""


@lru_cache(maxsize=2)
def opened(data: bytes) -> "Image":
    """The page image file `data`, decoded. Do not draw on it: codes, pens and words all use it."""
    from io import BytesIO

    from PIL import Image

    image = Image.open(BytesIO(data))
    image.load()
    return image


@lru_cache(maxsize=PAGES)
def cleaned_file(data: bytes) -> tuple["Image", float]:
    """`cleaned` of the page image file `data`. Do not draw on it: it is kept for a second look."""
    return cleaned(opened(data))


def cleaned(image: "Image") -> tuple["Image", float]:
    """(the picture to read, its pixels per pixel of `image`)."""
    from PIL import Image

    page = grey(without_seals(image))
    scale = _scale(page)
    if abs(scale - 1) > 0.05:
        size = round(image.width * scale), round(image.height * scale)
        page = grey(Image.fromarray(page).resize(size, Image.Resampling.BICUBIC))
    page = without_leaders(without_rules(even(page)))
    return Image.fromarray(page), page.shape[1] / image.width


def without(picture: "Image", scale: float, words: Sequence[Word]) -> "Image":
    """The clean `picture` with `words`, boxes in pixels of the page, painted over."""
    from PIL import ImageDraw

    if not words:
        return picture
    shown = picture.copy()
    brush = ImageDraw.Draw(shown)
    for word in words:
        x0, y0, x1, y1 = (edge * scale for edge in word.box)
        brush.rectangle((x0 - 1, y0 - 1, x1 + 1, y1 + 1), fill=255)
    return shown


def _scale(page: "Grey") -> float:
    """How much to enlarge `page` so that its middle letter is BODY pixels high."""
    height = letter_height(inked(page))
    return min(max(BODY / height, 0.3), 2.5) if height else 1.0


def letter_height(mask: "Mask") -> float:
    """Median height in pixels of what looks like letters; 0.0 when too few do."""
    import numpy as np

    parts = blobs(runs(mask))
    tall = (parts.height >= 7) & (parts.height <= 110)
    shaped = (parts.width < 2.2 * parts.height) & (parts.width > 0.25 * parts.height)
    heights = parts.height[tall & shaped & (parts.ink < 0.9 * parts.width * parts.height)]
    return float(np.median(heights)) if len(heights) > 30 else 0.0


def without_rules(page: "Grey") -> "Grey":
    """`page` without horizontal and vertical lines longer than any letter has."""
    import numpy as np

    ink = page < FAINT
    for mask, longest, part in ((ink, 4.0, 4.0), (np.ascontiguousarray(ink.T), 2.3, 1.4)):
        lines = runs(mask)
        some = lines.length > part * BODY
        lines = Runs(lines.row[some], lines.start[some], lines.end[some], lines.width)
        strokes = blobs(lines)
        doomed = (strokes.x1 - strokes.x0 > longest * BODY) & ~_stems(strokes)
        page = paint(page, lines, doomed[strokes.of], margin=1)
        page = np.ascontiguousarray(page.T)
    return page


def _stems(lines: Blobs) -> "Mask":
    """Which thick strokes are no longer than a large letter's stem is for its thickness."""
    thick = lines.y1 - lines.y0
    stems: Mask = (thick >= STEM) & (thick * STEM_LONG >= lines.x1 - lines.x0)
    return stems


def without_leaders(page: "Grey") -> "Grey":
    """`page` without rows of dots or dashes: five or more small marks at one height, and no more of
    them close above and below, as the dots have that a needle printer makes letters of."""
    lines = runs(page < FAINT)
    parts = blobs(lines)
    doomed = _in_rows(parts, page.shape)
    return paint(page, lines, doomed[parts.of], margin=1)


def _in_rows(parts: Blobs, shape: tuple[int, int]) -> "Mask":
    """Which blobs are small and stand in a row of at least five that stands alone."""
    import numpy as np

    small = np.flatnonzero((parts.height <= 0.45 * BODY) & (parts.width <= 2.5 * BODY))
    x, y = (parts.x0 + parts.x1)[small] // 2, (parts.y0 + parts.y1)[small] // 2
    stride = shape[1] + 6 * int(BODY)  # so that no reach ends in another row
    at = y * stride + x
    points = np.sort(at)
    row = _near(points, at, [-stride, 0, stride], int(3 * BODY)) >= 5
    close = [n * stride for n in range(-LETTER, LETTER + 1) if abs(n) > 2]
    alone = _near(points, at[row], close, int(BODY)) < CROWD
    doomed = np.zeros(len(parts.x0), bool)
    doomed[small[row][alone]] = True
    return doomed


def _near(points: "Ints", at: "Ints", shifts: Iterable[int], reach: int) -> "Ints":
    """For each place how many `points`, in order, lie within `reach` of it or of a place `shifts`
    off: places are counted along the rows of the page."""
    import numpy as np

    found = np.zeros(len(at), np.int64)
    for shift in shifts:
        found += np.searchsorted(points, at + (shift + reach), side="right")
        found -= np.searchsorted(points, at + (shift - reach), side="left")
    return found
