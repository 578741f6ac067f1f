"""Where a pen has written: places that look unlike the print beside them.

A reader of print reads handwriting too, often wrong and sometimes surely so. What gives a pen away
is measured against the row it stands in: thickness and darkness of its strokes, how they keep to
the base line, their colour, and two readers that do not agree on what they see. The marks weighed
here say "a person must look"; nothing is ever read off them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from chalicelib.ink import INK
from chalicelib.sheet import Box, Word
from chalicelib.words.chance import BLUE, colourless, probability
from chalicelib.words.clean import BODY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from chalicelib.ink import Grey, Mask

    Floats = NDArray[np.float64]

FAINT = 0.12
"""Probability from which a place is marked: printed ones had 0.02 as a rule. One place of so much
says little, most of the values of a form say that a neat hand filled it in: see fields.pen."""

GOOD = 0.8
"""Confidence of a word from which it is print enough to measure others by."""

PLAIN = 0.9
"""Confidence of a word, read alike by both readers, from which its colour alone says nothing."""

TINTED, ENOUGH = 0.3, 8
"""Share of blue in the ink of a blue word; numbers in blue from which on they tell of a page."""

_PRINT = re.compile(r"S[oóòỏõọốồổỗộ]\s*:|[A-ZĐÐ]{2,}[\w&/–-]*|[^\W\d_]{3,}:?")


@dataclass(frozen=True, slots=True)
class Zone:
    """A place where something is written: what either reader made of it, and how sure it was."""

    box: Box
    own: str
    own_sure: float
    other: str
    other_sure: float

    @property
    def good(self) -> bool:
        return min(self.own_sure, self.other_sure) >= GOOD and self.own == self.other

    @property
    def plain(self) -> bool:
        """Whether both readers read letters alike and surely: print may be blue, too. Digits tell
        less: those of a blue pen are read alike as well."""
        sure = min(self.own_sure, self.other_sure) >= PLAIN
        return sure and self.good and len(self.own) > 1 and not re.search(r"\d", self.own)


@dataclass(frozen=True, slots=True)
class Strokes:
    """How the ink of a zone looks, lengths in letter heights: see `_strokes`."""

    wide: float
    high: float
    top: float
    bottom: float
    tops: float
    bottoms: float
    grey: float
    blue: float
    fill: float
    pieces: float


def by_hand(image: "Image", picture: "Image", words: Sequence[Word]) -> list[Word]:
    """Words without text, source "hand", where something is written by hand on `image`.

    `picture` is the clean form of `image`, `words` what the readers saw, in pixels of `image`. The
    confidence is the probability that it is handwriting, FAINT or more.
    """
    places, measured = measure(image, picture, words)
    found, print_ = [], _print_is_blue(places, measured)
    for zone, features in zip(places, measured, strict=True):
        chance = probability(colourless(features) if print_ or zone.plain else features)
        if chance >= FAINT:
            found.append(Word("", zone.box, chance, "hand", -1))
    return found


def _print_is_blue(places: Sequence[Zone], measured: Sequence[Sequence[float]]) -> bool:
    """Whether a page was filled in by a machine in blue: but for its colour, nearly all that is
    blue looks printed, numbers too. On 12 forms filled in by a blue pen 42 of 100 numbers at most
    did, on 4 that were typed in blue 67 and more."""
    blue = [(z, f) for z, f in zip(places, measured, strict=True) if f[BLUE.start] > TINTED]
    plain = [(z, probability(colourless(f)) < FAINT) for z, f in blue]
    digits = [like_print for zone, like_print in plain if re.search(r"\d", zone.own + zone.other)]
    if len(digits) < ENOUGH:
        return False
    alike = sum(like_print for _, like_print in plain)
    return sum(digits) >= 0.6 * len(digits) and alike >= 0.8 * len(plain)


def measure(
    image: "Image", picture: "Image", words: Sequence[Word]
) -> tuple[list[Zone], list[list[float]]]:
    """Every zone of the page, and what is measured of each."""
    import numpy as np

    scale = picture.width / image.width
    page = np.asarray(picture.convert("L"))
    colour = _blue(image, picture.size)
    found = [(zone, s) for zone in zones(words) if (s := _strokes(zone, page, colour, scale))]
    rows = _rows([zone for zone, _ in found])
    good = [s for zone, s in found if zone.good]
    kept = sum(zone.good for zone, _ in found) / max(len(found), 1)
    out = [
        _features(zone, strokes, _beside(i, found, rows[i]) or good, kept)
        for i, (zone, strokes) in enumerate(found)
    ]
    return [zone for zone, _ in found], out


def zones(words: Sequence[Word]) -> list[Zone]:
    """The words of our own reader, and those of the other where ours saw nothing, cut where print
    and pen were read as one word."""
    own = [part for word in words if word.source == "line" for part in _parts(word)]
    other = [part for word in words if word.source in ("ocr", "lent") for part in _parts(word)]
    shared = _covered([word.box for word in own], [word.box for word in other])
    same = [[other[j] for j in row.nonzero()[0]] for row in shared > 0.4]
    found = [_zone(word, others) for word, others in zip(own, same, strict=True)]
    alone = [other[j] for j in (shared.max(axis=0, initial=0.0) <= 0.3).nonzero()[0]]
    return found + [Zone(word.box, "", 0.0, word.text, word.confidence) for word in alone]


def _parts(word: Word) -> Iterator[Word]:
    """`Số:3169/QĐ-SYT` is three zones, each with its share of the box."""
    cuts = {0, len(word.text)}
    if any(not letter.isalpha() for letter in word.text):
        cuts |= {edge for found in _PRINT.finditer(word.text) for edge in found.span()}
    edges = sorted(cuts)
    left, wide = word.box.x0, (word.box.x1 - word.box.x0) / len(word.text)
    for a, b in pairwise(edges):
        box = Box(round(left + a * wide), word.box.y0, round(left + b * wide), word.box.y1)
        yield replace(word, text=word.text[a:b], box=box)


def _zone(word: Word, same: Sequence[Word]) -> Zone:
    text = "".join(other.text for other in sorted(same, key=lambda other: other.box.x0))
    sure = min((other.confidence for other in same), default=0.0)
    return Zone(word.box, word.text, word.confidence, text, sure)


def _covered(rows: Sequence[Box], columns: Sequence[Box]) -> "Floats":
    """For each pair of boxes the share of the smaller one that they have in common."""
    import numpy as np

    a = np.array(rows, float).reshape(-1, 1, 4)
    b = np.array(columns, float).reshape(1, -1, 4)
    wide = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    high = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    sizes = [(c[..., 2] - c[..., 0]) * (c[..., 3] - c[..., 1]) for c in (a, b)]
    least = np.maximum(np.minimum(*sizes), 1)
    shares: Floats = np.maximum(wide, 0) * np.maximum(high, 0) / least
    return shares


def _blue(image: "Image", size: tuple[int, int]) -> "Mask | None":
    """Where a blue pen may have been, at the size of the clean picture; None without colours.

    Looked for in a copy of half the size: colour is kept no finer in a photo.
    """
    import numpy as np

    if image.mode not in ("RGB", "RGBA", "P", "CMYK"):
        return None
    half = -(-size[0] // 2), -(-size[1] // 2)
    small = np.asarray(image.convert("RGB").resize(half, reducing_gap=1.0), np.int16)
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    cast = int(np.median((blue - red)[::4, ::4]))
    found = (blue - red - cast > 30) & (blue - green > 5) & (red < 190)
    if not found.any():
        return None
    mask: Mask = found.repeat(2, axis=0).repeat(2, axis=1)[: size[1], : size[0]]
    return mask


def _strokes(zone: Zone, page: "Grey", blue: "Mask | None", scale: float) -> Strokes | None:
    """Mean width and height of the runs of ink, the edges of the ink and how they scatter from
    letter to letter, its greyness and share of blue; None where there is no ink."""
    import numpy as np

    x0, y0, x1, y1 = (round(edge * scale) for edge in zone.box)
    spot = page[max(y0, 0) : y1, max(x0, 0) : x1]
    ink = spot < INK
    if ink.sum() < BODY / 2:
        return None
    tops, bottoms = _edges(ink)
    area, flat, tall = ink.sum(), _runs(ink), _runs(ink.T)
    rows = np.flatnonzero(ink.any(axis=1))
    there = blue[max(y0, 0) : y1, max(x0, 0) : x1][ink] if blue is not None else np.zeros(1)
    return Strokes(
        wide=float(area / flat / BODY),
        high=float(area / tall / BODY),
        top=float(max(y0, 0) + rows[0]) / BODY,
        bottom=float(max(y0, 0) + rows[-1]) / BODY,
        tops=float(np.std(tops) / BODY),
        bottoms=float(np.std(bottoms) / BODY),
        grey=float(spot[ink].mean() / 255),
        blue=float(there.mean()),
        fill=float(area / ink.size),
        pieces=float(len(tops) * BODY / max(ink.shape[1], 1)),
    )


def _runs(ink: "Mask") -> int:
    """How many horizontal runs of ink there are."""
    import numpy as np

    return int(ink[:, 0].sum() + np.count_nonzero(ink[:, 1:] & ~ink[:, :-1]))


def _edges(ink: "Mask") -> tuple[list[int], list[int]]:
    """Top and bottom row of each letter: columns of ink that hang together."""
    import numpy as np

    columns = np.concatenate(([0], ink.any(axis=0).astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(columns) == 1), np.flatnonzero(np.diff(columns) == -1)
    tops, bottoms = [], []
    for start, end in zip(starts, ends, strict=True):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        if rows[-1] - rows[0] > 0.5 * BODY:
            tops.append(int(rows[0]))
            bottoms.append(int(rows[-1]))
    return tops or [0], bottoms or [0]


def _rows(found: Sequence[Zone]) -> list[list[int]]:
    """For each zone the zones of its row of the page, itself among them."""
    rows: list[list[int]] = []
    for i in sorted(range(len(found)), key=lambda i: found[i].box.x0):
        near = [row for row in rows if _level(found[row[-1]].box, found[i].box) > 0.5]
        if near:
            max(near, key=lambda row: _level(found[row[-1]].box, found[i].box)).append(i)
        else:
            rows.append([i])
    by = {i: row for row in rows for i in row}
    return [by[i] for i in range(len(found))]


def _level(a: Box, b: Box) -> float:
    return (min(a.y1, b.y1) - max(a.y0, b.y0)) / max(min(a.height, b.height), 1)


def _beside(i: int, found: Sequence[tuple[Zone, Strokes]], row: Sequence[int]) -> list[Strokes]:
    """The strokes of print in the row of zone `i`, the nearest six words of it."""
    here = found[i][0].box.x0
    same = [(abs(found[j][0].box.x0 - here), j) for j in row if j != i and found[j][0].good]
    return [found[j][1] for _, j in sorted(same)[:6]]


def _features(zone: Zone, one: Strokes, print_: Sequence[Strokes], kept: float) -> list[float]:
    """What speaks for a pen, in a fixed order; `kept` is the share of the page read alike."""
    from math import log

    by = print_ or [one]
    usual = {name: median(getattr(s, name) for s in by) for name in Strokes.__slots__}
    wide, high = log(one.wide / usual["wide"]), log(one.high / usual["high"])
    apart = 1 - SequenceMatcher(None, zone.own, zone.other).ratio()
    text = zone.own + zone.other
    digits = sum(not letter.isalpha() for letter in text) / max(len(text), 1)
    sunk = min(max(one.bottom - usual["bottom"], -1.0), 1.0)
    unsure = 1 - min(zone.own_sure, zone.other_sure)
    return [
        *(1.0, wide, abs(wide), high, abs(high), sunk, abs(sunk)),
        *(one.bottom - one.top, one.tops, one.bottoms, one.tops - usual["tops"]),
        *(one.bottoms - usual["bottoms"], one.grey - usual["grey"], abs(one.grey - usual["grey"])),
        *(one.blue, one.blue - usual["blue"], one.fill, one.pieces, digits),
        *(1 - zone.own_sure, 1 - zone.other_sure, apart, apart * kept, unsure * kept),
        *(apart * digits, float(len(zone.own) < 3), min(len(text), 12) / 12),
    ]
