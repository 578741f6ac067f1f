"""Where the lines of text on a clean picture are, found from the ink alone.

The middle halves of neighbouring letters overlap, and those of two lines do not: so letters chain
into lines even where tone marks of one line touch the next. Each chain then gets the line its
letters stand on, sloping as it may, and the size of its type. The reader wants exactly that: a
strip cut by baseline and size, not a tight box.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.ink import Blobs, Runs, blobs, drawn, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from chalicelib.ink import Grey, Ints, Mask

    Floats = NDArray[np.float64]

SMALL, CAPITAL = 0.52, 0.74
"""Heights in sizes of the type, blur included: of letters such as x, of capitals and digits."""

BLOT = 16
"""How much darker than its surroundings ink is at least."""

SURROUNDINGS = 12
"""Pixels, to every side, that count as the surroundings of one pixel."""

NEAR, FAR = 1.1, 1.6
"""Widest gap between letters that belong together, and between words of one line, in sizes."""

LONG = 12
"""Width in sizes from which a line tells how it slopes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a part of it between wide gaps: ink from `x0` to `x1`, standing on row `base`
    at its left end and `slope` rows lower per column, in type of size `em`; pixels."""

    x0: int
    x1: int
    base: float
    em: float
    slope: float = 0.0

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    def stands(self, x: float) -> float:
        """The row of the baseline at column `x`."""
        return self.base + self.slope * (x - self.x0)


def find_lines(page: "Grey", em: float = 0.0) -> tuple[list[Line], "Mask"]:
    """(lines from top to bottom and left to right, the ink they consist of).

    `em` is the usual size of the type, where it is known.
    """
    mask = ink_of(page)
    strokes = runs(mask)
    parts = blobs(strokes)
    em = em or type_size(parts)
    if not em:
        return [], mask
    mask = drawn(mask.shape, strokes, _text(parts, em)[parts.of])
    lines = _fitted(parts, _chains(parts, em, mask.shape), em)
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


def type_size(parts: Blobs) -> float:
    """Size of the type that most of the page is set in; 0.0 when it shows too few letters."""
    shaped = (parts.height > 8) & (parts.height < 64) & (parts.width < 220) & (parts.ink > 12)
    return _low_peak(parts.height[shaped]) / SMALL if shaped.sum() >= 5 else 0.0


def _low_peak(heights: "Ints") -> float:
    """The lowest frequent one of `heights`: that of small letters, or of capitals among capitals.

    Capitals and letters with ascenders or tone marks are frequent too, but higher.
    """
    import numpy as np

    count = np.convolve(np.bincount(heights, minlength=4), [1, 1, 1], "same")
    inner = (count[1:-1] >= count[2:]) & (count[1:-1] >= count[:-2])
    peaks = np.flatnonzero(inner & (count[1:-1] >= 0.35 * count.max())) + 1
    return float(peaks[0]) if len(peaks) else float(np.median(heights))


def _text(parts: Blobs, em: float) -> "Mask":
    """Which components may belong to text of size `em`: neither specks nor pictures."""
    speck = max(3.0, 0.0016 * em * em)
    chosen: Mask = (parts.height < 1.7 * em) & (parts.ink >= speck) & (parts.width < 12 * em)
    return chosen


def _chains(parts: Blobs, em: float, shape: tuple[int, int]) -> "list[Ints]":
    """Components that are letters, as chains of neighbours on one line."""
    import numpy as np

    body = (parts.height > 0.3 * em) & (parts.height < 1.3 * em) & (parts.width < 12 * em)
    letters = np.flatnonzero(body & (parts.ink > 0.02 * em * em))
    bands = _middles(parts, letters, em, shape)
    joined = blobs(bands)
    row = (parts.y0[letters] + parts.y1[letters]) // 2
    of = joined.of[_run_at(bands, row, parts.x0[letters])]
    order = np.argsort(of, kind="stable")
    cuts = np.flatnonzero(np.diff(of[order])) + 1
    return np.split(letters[order], cuts) if len(letters) else []


def _middles(parts: Blobs, letters: "Ints", em: float, shape: tuple[int, int]) -> Runs:
    """The middle half of each letter's height, drawn half a gap wider to both sides."""
    import numpy as np

    y0, y1 = parts.y0[letters], parts.y1[letters]
    quarter = (y1 - y0) // 4
    high = y1 - y0 - 2 * quarter
    each = np.repeat(np.arange(len(letters)), high)
    row = np.arange(len(each)) - np.repeat(np.cumsum(high) - high, high) + (y0 + quarter)[each]
    half = int(NEAR * em / 2)
    start = np.maximum(parts.x0[letters] - half, 0)[each]
    end = np.minimum(parts.x1[letters] + half, shape[1])[each]
    return runs(drawn(shape, Runs(row, start, end, shape[1]), slice(None)))


def _run_at(lines: Runs, row: "Ints", x: "Ints") -> "Ints":
    """The run that covers column `x` of `row`, for each pair."""
    import numpy as np

    stride = lines.width + 1
    found: Ints = np.searchsorted(lines.row * stride + lines.start, row * stride + x, "right") - 1
    return found


def _fitted(parts: Blobs, chains: "Iterable[Ints]", em: float) -> list[Line]:
    """The lines that `chains` of letters make, on a page set in type of about `em`.

    Short ones slope as the long ones do: a few letters with their tails say little about it.
    """
    import numpy as np

    first = [(chain, _fit(parts, chain, em, None)) for chain in chains]
    long = [line.slope for _, line in first if line.width > LONG * em]
    slope = float(np.median(long)) if long else 0.0
    return [
        line if line.width > LONG * em else _fit(parts, chain, em, slope) for chain, line in first
    ]


def _fit(parts: Blobs, chain: "Ints", em: float, slope: float | None) -> Line:
    """The line that the letters of one chain make; a `slope` of None is to be found."""
    x0, x1 = int(parts.x0[chain].min()), int(parts.x1[chain].max())
    middle = (parts.x0[chain] + parts.x1[chain]) / 2 - x0
    size = _size(parts.height[chain], em)
    base, slope = _baseline(middle, parts.y1[chain].astype(float), size, slope)
    return Line(x0, x1, base, size, slope)


def _size(heights: "Ints", usual: float) -> float:
    """The size of the type whose letters are so high, where `usual` is usual.

    The lowest frequent height is that of small letters, or of capitals and digits where there is
    nothing else: then few are higher, while among small letters about every third is.
    """
    import math

    import numpy as np

    core = _low_peak(heights)
    core = float(np.mean(heights[np.abs(heights - core) <= max(1.0, 0.12 * core)]))
    higher = float(np.mean(heights > 1.2 * core)) - 0.25
    weight = min(len(heights), 10) / 6
    small = abs(math.log(core / SMALL / usual)) + weight * max(0.0, -higher)
    capital = abs(math.log(core / CAPITAL / usual)) + weight * max(0.0, higher)
    size = core / (SMALL if small < capital else CAPITAL)
    return size if 0.55 < size / usual < 2 else usual


def _baseline(x: "Floats", bottom: "Floats", em: float, slope: float | None) -> tuple[float, float]:
    """(row at x = 0, rows per column): where most letters end; tails and marks below stand out."""
    import numpy as np

    known, slope = slope is not None, slope or 0.0
    base = float(np.median(bottom - slope * x))
    for near in (0.25, 0.12, 0.08):
        kept = np.abs(bottom - base - slope * x) < near * em
        if kept.sum() < 2:
            break
        if not known and kept.sum() >= 8:
            slope, base = (float(v) for v in np.polyfit(x[kept], bottom[kept], 1))
        else:
            base = float(np.mean(bottom[kept] - slope * x[kept]))
    return base, slope


def sheared(page: "Grey | Mask", line: Line, above: int, below: int) -> "NDArray[Any]":
    """The strip of `page` from `above` its baseline to `below`, the line in it made level."""
    import numpy as np

    height, width = page.shape
    x = np.arange(max(line.x0, 0), min(line.x1, width))
    base = np.round(line.base + line.slope * (x - line.x0)).astype(int)
    rows = np.clip(base[None, :] + np.arange(-above, below)[:, None], 0, height - 1)
    return page[rows, x[None, :]]


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
    return abs(left.stands(right.x0) - right.base) < 0.22 * em and -0.3 * em < gap < FAR * em


def _inside(outer: Line, inner: Line, em: float) -> bool:
    within = inner.x0 >= outer.x0 and inner.x1 <= outer.x1
    return within and abs(outer.stands(inner.x0) - inner.base) < 0.6 * em


def _one(left: Line, right: Line) -> Line:
    """Both as one, as the wider of them stands and measures."""
    x1 = max(left.x1, right.x1)
    wider = max(left, right, key=lambda line: line.width)
    return Line(left.x0, x1, wider.stands(left.x0), wider.em, wider.slope)
