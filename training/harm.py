"""What happens to a line between the printer and the reader: crop, copy, scan, photograph, fax."""

import io
import math
import random
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from training.drawing import Drawn
from training.marks import Grey

HEIGHT: Final = 36
TOP, BOTTOM = 1.12, 0.32
"""The reader's crop: ems above and below the baseline."""

QUALITIES: Final = ("clean", "office", "phone", "fax", "printer")
SHARES: Final = (3.0, 4.0, 3.5, 3.2, 0.7)
Real = NDArray[np.float32]


@lru_cache(maxsize=1)
def _noise() -> Real:
    return np.random.default_rng(1).normal(0, 1, (256, 8192)).astype(np.float32)


def noise(rng: random.Random, shape: tuple[int, ...]) -> Real:
    """Gaussian noise of deviation 1, cut from a fixed sheet."""
    sheet = _noise()
    top = rng.randrange(max(1, sheet.shape[0] - shape[0]))
    left = rng.randrange(max(1, sheet.shape[1] - shape[1]))
    return sheet[top : top + shape[0], left : left + shape[1]]


def _turned(rng: random.Random, image: Image.Image) -> Image.Image:
    """A slight turn and slant, one time in three."""
    if rng.random() > 0.35:
        return image
    turn = rng.uniform(-1, 1) * min(0.02, 6 / image.width) if rng.random() < 0.8 else 0.0
    slant = rng.uniform(-0.12, 0.12) if rng.random() < 0.5 else 0.0
    wide, high = image.size
    matrix = (1.0, slant, -slant * high / 2, turn, 1.0, -turn * wide / 2)
    return image.transform(image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


def crop(rng: random.Random, ink: Grey, drawn: Drawn, sharpness: float) -> Image.Image:
    """The reader's crop of `ink`, a little wrong in place and size, `HEIGHT` * `sharpness` high."""
    em, image = drawn.em, _turned(rng, Image.fromarray(ink))
    top = drawn.baseline - em * rng.uniform(1.0, 1.25)
    bottom = drawn.baseline + em * rng.uniform(0.22, 0.42)
    if rng.random() < 0.15:
        top, bottom = top + em * rng.uniform(-0.2, 0.05), bottom + em * rng.uniform(-0.05, 0.2)
    stretch = rng.uniform(0.82, 1.15) if rng.random() < 0.6 else 1.0
    wide = image.width * HEIGHT / (bottom - top) * stretch
    size = (max(20, round(wide * sharpness)), max(8, round(HEIGHT * sharpness)))
    filters = (Image.Resampling.BILINEAR, Image.Resampling.BOX, Image.Resampling.BICUBIC)
    return image.resize(size, rng.choice(filters), (0, max(0.0, top), image.width, bottom))


def _weight(rng: random.Random, image: Image.Image) -> Image.Image:
    """Fatter or thinner strokes."""
    chance = rng.random()
    if chance > 0.16:
        return image
    filtered = image.filter(ImageFilter.MaxFilter(3) if chance < 0.08 else ImageFilter.MinFilter(3))
    return Image.blend(image, filtered, rng.uniform(0.15, 0.5 if chance < 0.08 else 0.35))


def _dotted(rng: random.Random, image: Image.Image) -> Image.Image:
    """A dot-matrix printer's strokes: one round dot for each of about 24 rows."""
    rows = rng.choice((22, 24, 26, 30))
    small = image.resize(
        (max(4, round(image.width * rows / image.height)), rows), Image.Resampling.BOX
    )
    cells = np.asarray(small) > rng.randint(70, 120)
    dot = np.array([[0.25, 0.75, 0.25], [0.75, 1, 0.75], [0.25, 0.75, 0.25]], np.float32)
    big = Image.fromarray((np.kron(cells, dot) * 255).astype(np.uint8))
    return big.resize(image.size, Image.Resampling.BOX)


def _ribbon(rng: random.Random, ink: Real) -> Real:
    """A worn ribbon or toner: ink that comes and goes."""
    waves = np.sin(np.arange(ink.shape[1]) / rng.uniform(6, 60) + rng.uniform(0, 6))
    fade = 1 - rng.uniform(0.1, 0.5) * (0.5 + 0.5 * waves.astype(np.float32))
    worn: Real = np.clip(ink * fade[None] * (1 + 0.25 * noise(rng, ink.shape)), 0, 255)
    return worn


def _blurred(image: Image.Image, radius: float) -> Real:
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32)


def _paper(rng: random.Random, ink: Real, darkest: float) -> Real:
    paper, dark = rng.uniform(185, 255), rng.uniform(0, darkest)
    page: Real = (paper - ink / 255 * (paper - dark)).astype(np.float32)
    return page


def _office(rng: random.Random, image: Image.Image) -> Real:
    page = _paper(rng, _blurred(image, rng.uniform(0.3, 0.85)), 90)
    return page + noise(rng, page.shape) * rng.uniform(2, 12)


def _phone(rng: random.Random, image: Image.Image) -> Real:
    ink = _blurred(image, rng.uniform(0.4, 1.3))
    if rng.random() < 0.3:
        steps = rng.choice((1, 1, 2))
        shifted = np.roll(ink, steps, axis=rng.choice((0, 1)))
        ink = (ink + shifted) * np.float32(0.5)
    page = _paper(rng, ink, 130)
    light = np.linspace(rng.uniform(0.6, 1.05), rng.uniform(0.6, 1.05), page.shape[1])
    page = page * light.astype(np.float32)[None]
    if rng.random() < 0.12:
        edge = rng.randrange(page.shape[1])
        page[:, edge:] *= rng.uniform(0.65, 0.9)
    return page + noise(rng, page.shape) * rng.uniform(1, 9)


def _specks(rng: random.Random, page: Real, most: float) -> Real:
    dice = np.random.default_rng(rng.getrandbits(32))
    for value in (0, 255):
        count = int(page.size * rng.uniform(0, most))
        rows, columns = (
            dice.integers(0, page.shape[0], count),
            dice.integers(0, page.shape[1], count),
        )
        page[rows, columns] = value
    return page


def _fax(rng: random.Random, image: Image.Image) -> Real:
    """Black and white, thresholded too dark or too light, with specks and lost rows."""
    page: Real = 255 - _blurred(image, rng.uniform(0.25, 0.8))
    page += noise(rng, page.shape) * rng.uniform(5, 36)
    page = np.where(page > rng.uniform(85, 195), np.float32(255), np.float32(0))
    if rng.random() < 0.6:
        page = _specks(rng, page, 0.006)
    if rng.random() < 0.1:
        page[rng.randrange(page.shape[0])] = 255
    if rng.random() < 0.5:
        soft = Image.fromarray(page.astype(np.uint8)).filter(
            ImageFilter.GaussianBlur(rng.uniform(0.3, 0.7))
        )
        page = np.asarray(soft, np.float32)
    return page


def _clean(rng: random.Random, image: Image.Image) -> Real:
    radius = rng.uniform(0.2, 0.5) if rng.random() < 0.5 else 0.0
    return _paper(rng, _blurred(image, radius), 90)


def _printer(rng: random.Random, image: Image.Image) -> Real:
    kind = rng.random()
    made = _dotted(rng, image) if kind < 0.6 else image
    ink = _ribbon(rng, _blurred(made, rng.uniform(0.2, 0.6)))
    page = _paper(rng, ink, 110)
    return page + noise(rng, page.shape) * rng.uniform(1, 8)


_MAKERS: Final = dict(zip(QUALITIES, (_clean, _office, _phone, _fax, _printer), strict=True))


def _compressed(rng: random.Random, image: Image.Image) -> Image.Image:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=rng.randint(25, 88))
    return Image.open(kept).convert("L")


def sharpness(rng: random.Random, quality: str) -> float:
    """Rows of the picture that is spoilt, as a share of `HEIGHT`: low is a coarse scan."""
    if quality == "clean":
        return 1.0
    low = {"office": 0.62, "phone": 0.5, "fax": 0.52, "printer": 0.75}[quality]
    return low + (1.2 - low) * math.sqrt(rng.random())


def spoil(rng: random.Random, image: Image.Image, overlay: Real | None, quality: str) -> Grey:
    """The grey line (ink dark), `HEIGHT` rows, of a crop of ink and the seal that lies over it."""
    page = _MAKERS[quality](rng, _weight(rng, image))
    if overlay is not None:
        page = page * (1 - overlay) if quality != "fax" else np.where(overlay > 0.45, 0, page)
    made = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    if quality in ("office", "phone") and rng.random() < 0.5:
        made = _compressed(rng, made)
    if made.height != HEIGHT:
        size = (max(24, round(made.width * HEIGHT / made.height)), HEIGHT)
        filters = (Image.Resampling.BILINEAR, Image.Resampling.BOX, Image.Resampling.BICUBIC)
        made = made.resize(size, rng.choice(filters))
    return np.asarray(made)
