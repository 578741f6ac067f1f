"""Where the lines of text on a clean picture are, found from the ink alone.

Letters of one line are joined by closing the gaps between them; each joined piece then gets the
row its letters stand on and the size of its type from how its ink lies in its rows. The reader
wants exactly that: a strip cut by baseline and size, not a tight box.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from chalicelib.ink import Blobs, blobs, closed, drawn, runs

if TYPE_CHECKING:
    from chalicelib.ink import Grey, Mask

SMALL = 0.475
"""Height of a letter without ascender, such as x, over the size of the type."""

UPRIGHT = (0.50, 0.71)
"""What a line's core measures in sizes of its type: of small letters, of capitals and digits."""

BLOT = 16
"""How much darker than its surroundings ink is at least."""

SURROUNDINGS = 12
"""Pixels, to every side, that count as the surroundings of one pixel."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a part of it between wide gaps: ink from `x0` to `x1`, the row `base` that its
    letters stand on, and the size `em` of its type; pixels."""

    x0: int
    x1: int
    base: float
    em: float

    @property
    def width(self) -> int:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink that was joined, and the rectangle around it."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0


def find_lines(page: "Grey") -> tuple[list[Line], "Mask"]:
    """(lines from top to bottom and left to right, the ink they consist of)."""
    mask = ink_of(page)
    strokes = runs(mask)
    parts = blobs(strokes)
    em = _type_size(parts)
    if not em:
        return [], mask
    mask = drawn(mask.shape, strokes, _letters(parts, em)[parts.of])
    pieces = _joined(mask, em)
    em = _refined(mask, pieces, em)
    lines = [line_in(mask, part, em) for piece in pieces for part in _apart(mask, piece, em)]
    lines = [line for line in _merged(lines, em) if line.width > 0.3 * em]
    return sorted(lines, key=lambda line: (round(line.base / (0.8 * em)), line.x0)), mask


def ink_of(page: "Grey") -> "Mask":
    """Where `page` is clearly darker than around."""
    import numpy as np
    from PIL import Image, ImageChops, ImageFilter

    picture = Image.fromarray(page)
    around = picture.filter(ImageFilter.BoxBlur(SURROUNDINGS))
    mask: Mask = np.asarray(ImageChops.subtract(around, picture)) > BLOT
    return mask


def _type_size(parts: Blobs) -> float:
    """Size of the type that most of the page is set in; 0.0 when it shows too few letters.

    The lowest frequent height among components is that of small letters; capitals and letters with
    ascenders or tone marks are frequent too, but higher.
    """
    import numpy as np

    shaped = (parts.height > 8) & (parts.height < 64) & (parts.width < 220) & (parts.ink > 12)
    if shaped.sum() < 5:
        return 0.0
    count = np.bincount(parts.height[shaped], minlength=66).astype(float)
    count = np.convolve(count, [1, 1, 1], "same")
    inner = (count[1:-1] >= count[2:]) & (count[1:-1] >= count[:-2])
    peaks = np.flatnonzero(inner & (count[1:-1] >= 0.35 * count.max())) + 1
    return float(peaks[0]) / SMALL


def _letters(parts: Blobs, em: float) -> "Mask":
    """Which components may belong to text of size `em`: neither specks nor pictures."""
    speck = max(3.0, 0.0016 * em * em)
    chosen: Mask = (parts.height < 1.7 * em) & (parts.ink >= speck) & (parts.width < 12 * em)
    return chosen


def _joined(mask: "Mask", em: float) -> list[Piece]:
    """Pieces of ink after words are closed along their row and thin links between rows cut."""
    joined = closed(runs(mask), 0.75 * em)
    solid = _opened(drawn(mask.shape, joined, slice(None)), max(3, int(0.2 * em)))
    found = blobs(closed(runs(solid), 1.1 * em))
    big = (found.width > 0.28 * em) & (found.height > 0.2 * em)
    edges = (found.x0[big], found.y0[big], found.x1[big], found.y1[big])
    return [Piece(*(int(v) for v in row)) for row in zip(*edges, strict=True)]


def _opened(mask: "Mask", height: int) -> "Mask":
    """`mask` without what is lower than `height` rows."""
    thin = mask
    for step in _doubling(height):
        thin = thin[step:] & thin[:-step]
    full = mask.copy()
    full[:] = False
    full[: len(thin)] = thin
    for step in _doubling(height):
        full[step:] |= full[:-step]
    return full


def _doubling(height: int) -> Iterator[int]:
    """Shifts that together make a stack of `height` rows out of one."""
    done = 1
    while done < height:
        step = min(done, height - done)
        yield step
        done += step


def _refined(mask: "Mask", pieces: Iterable[Piece], em: float) -> float:
    """The type size again, from the cores of long lines; at most a tenth away from `em`."""
    import numpy as np

    long = [piece for piece in pieces if piece.width > 5 * em and piece.height < 1.4 * em]
    if len(long) < 4:
        return em
    cores = [_core(mask, piece, em) for piece in long]
    size = float(np.median([base - top for top, base in cores])) / UPRIGHT[0]
    return min(max(size, 0.9 * em), 1.1 * em)


def _core(mask: "Mask", piece: Piece, em: float) -> tuple[int, int]:
    """(upper edge of small letters, baseline) of the one line in `piece`, rows of the page.

    The two rows between which the ink jumps up and falls off most, not too near and not too far
    from each other.
    """
    import numpy as np

    above, below = max(0, int(piece.y0 - 0.35 * em)), int(piece.y1 + 0.35 * em)
    ink = mask[above:below, piece.x0 : piece.x1].sum(axis=1, dtype=np.float32)
    steps = np.diff(np.convolve(ink, np.full(3, 1 / 3, np.float32), "same"), prepend=0)
    least, most = max(3, int(0.33 * em)), int(0.85 * em)
    if len(steps) <= least + 1:
        return above, above + len(steps) - 1
    rows = np.arange(len(steps))
    apart = rows[None, :] - rows[:, None]
    edges = np.where((apart >= least) & (apart < most), steps[:, None] - steps[None, :], -np.inf)
    top, base = divmod(int(edges.argmax()), len(steps))
    return above + top, above + base


def line_in(mask: "Mask", piece: Piece, em: float) -> Line:
    """The line that `piece` holds, on a page set in type of about `em`."""
    top, base = _core(mask, piece, em)
    return Line(piece.x0, piece.x1, base, _size(base - top, em))


def _size(core: int, usual: float) -> float:
    """Size of the type whose core is `core` high; which kind of core, the `usual` size tells."""
    import math

    def strange(size: float) -> float:
        return abs(math.log(max(size, 1) / usual)) + (0.12 if size > 1.12 * usual else 0)

    best = min((core / share for share in UPRIGHT), key=strange)
    return best if 0.6 < best / usual < 1.8 else usual


def _apart(mask: "Mask", piece: Piece, em: float) -> list[Piece]:
    """`piece`, or its lines when several hang together: cut where the least ink is."""
    import numpy as np

    if piece.height <= 1.55 * em:
        return [piece]
    ink = mask[piece.y0 : piece.y1, piece.x0 : piece.x1].sum(axis=1)
    count = max(2, round(piece.height / (1.35 * em)))
    cuts = [0]
    for number in range(1, count):
        middle = number * piece.height // count
        low = max(cuts[-1] + 3, middle - int(0.4 * em))
        high = min(piece.height - 2, middle + int(0.4 * em))
        cuts.append(low + int(np.argmin(ink[low:high])) if high > low else middle)
    cuts.append(piece.height)
    parts = [Piece(piece.x0, piece.y0 + a, piece.x1, piece.y0 + b) for a, b in pairwise(cuts)]
    return [part for part in parts if part.height >= 0.2 * em]


def _merged(lines: Iterable[Line], em: float) -> list[Line]:
    """The lines after those that go on behind an ordinary gap are made one."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda line: line.x0):
        for place, other in enumerate(done):
            if _goes_on(other, line, em):
                done[place] = _one(other, line)
                break
            if _inside(other, line, em):
                break
        else:
            done.append(line)
    return done


def _goes_on(left: Line, right: Line, em: float) -> bool:
    gap = right.x0 - left.x1
    return abs(left.base - right.base) < 0.22 * em and -0.3 * em < gap < 1.6 * em


def _inside(outer: Line, inner: Line, em: float) -> bool:
    within = inner.x0 >= outer.x0 and inner.x1 <= outer.x1
    return within and abs(outer.base - inner.base) < 0.6 * em


def _one(left: Line, right: Line) -> Line:
    base = (left.base * left.width + right.base * right.width) / (left.width + right.width)
    wider = max(left, right, key=lambda line: line.width)
    return Line(left.x0, max(left.x1, right.x1), base, wider.em)
