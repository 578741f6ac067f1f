"""The four qualities pages are measured in, as files with the truth moved along.

    clean    300 dpi, PNG: printed to a file
    office   200 dpi, JPEG 55 to 75: up to 1.5 degrees askew, toner, dust, grey paper
    phone    150 to 200 dpi, JPEG: perspective, shadows, blur; some stand on their side or head
    fax      1 bit at about 204 by 200 dpi, PNG: askew, speckled, broken letters

Everything is drawn from the seed, so the same seed gives the same bytes.
"""

import io
from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from local.samples import degrade
from local.samples.degrade import Light, Taken
from local.samples.raster import draw
from local.samples.sheet import Drawn, Sheet

Quality = Literal["clean", "office", "phone", "fax"]
PAGE_DPI, CARD_DPI = 300, 600
TABLES: Final = ((142, 104, 70), (84, 78, 72), (60, 70, 88), (178, 170, 160), (104, 66, 48))


def taken(paper: Sheet | Drawn, quality: Quality, seed: int, *, card: bool = False) -> Taken:
    """The paper as a file of that quality; a card is drawn finer, as it is held nearer."""
    if isinstance(paper, Sheet):
        paper = draw(paper, CARD_DPI if card else PAGE_DPI)
    return QUALITIES[quality](paper, seed)


def suffix(quality: Quality) -> str:
    """Of the file: png where nothing may be lost."""
    return "png" if quality in ("clean", "fax") else "jpg"


def clean(drawn: Drawn, seed: int) -> Taken:
    """Nothing but the drawing."""
    return Taken(_png(drawn.image), drawn.truth)


def office(drawn: Drawn, seed: int) -> Taken:
    """The office scanner after toner and dust: thin or fat letters, streaks, grey ground."""
    dice = np.random.default_rng([seed, 1])
    image = _toner(drawn.image, dice)
    small = degrade.shrunk(drawn._replace(image=image), 2 / 3)
    dusty = _dust(small.image, dice, int(dice.integers(0, 260)))
    ground = float(dice.uniform(0.90, 1.0))
    dim = dusty.point(lambda level: int(level * ground))
    grain = float(dice.uniform(2, 13))
    return degrade.scanner(small._replace(image=dim), seed, shrink=1.0, grain=grain)


def phone(drawn: Drawn, seed: int) -> Taken:
    """A telephone's picture at 150 to 200 dpi; three in ten are stored on their side or head."""
    dice = np.random.default_rng([seed, 2])
    light = _light(dice)
    shot = degrade.phone(drawn, seed, shrink=float(dice.uniform(0.5, 0.67)), light=light)
    quarters = int(dice.choice([0, 0, 0, 0, 0, 0, 0, 1, 2, 3]))
    return _stood(shot, quarters) if quarters else shot


def fax(drawn: Drawn, seed: int) -> Taken:
    """Scanned askew in grey, then black or white, with specks and lost dots."""
    dice = np.random.default_rng([seed, 3])
    small = degrade.shrunk(drawn, 204 / 300)
    askew = degrade.scanner(small, seed, shrink=1.0)
    grey = Image.open(io.BytesIO(askew.data)).convert("L").filter(ImageFilter.GaussianBlur(0.5))
    level = np.asarray(grey, dtype=np.float32)
    level = level + dice.normal(0, float(dice.uniform(6, 22)), level.shape).astype(np.float32)
    black = level < float(dice.uniform(128, 176))
    black ^= dice.random(black.shape) < float(dice.uniform(0, 0.0012))
    return Taken(_png(Image.fromarray(~black)), askew.truth)


def _light(dice: np.random.Generator) -> Light:
    """A room, a hand and a table."""
    tilt, shade, blur, grain = (
        float(dice.uniform(low, high))
        for low, high in ((0.5, 1.3), (0.5, 2.4), (0.8, 2.2), (0.6, 2.6))
    )
    return Light(tilt, shade, blur, grain, TABLES[int(dice.integers(0, len(TABLES)))])


def _toner(image: Image.Image, dice: np.random.Generator) -> Image.Image:
    """A worn or a generous drum: letters a little thinner, fatter or fainter."""
    how = int(dice.integers(0, 5))
    if how == 0:
        return image.filter(ImageFilter.MinFilter(3))
    if how == 1:
        return Image.blend(image, image.filter(ImageFilter.MaxFilter(3)), 0.42)
    if how == 2:
        return image.point(lambda level: 255 - int((255 - level) * 0.72))
    return image


def _dust(image: Image.Image, dice: np.random.Generator, specks: int) -> Image.Image:
    """Grey specks, most of them in a few streaks along the feed."""
    level = np.asarray(image).copy()
    height, width = level.shape[:2]
    streaks = dice.integers(0, width - 4, 6)
    for _ in range(specks):
        x = int(dice.choice(streaks)) + int(dice.normal(0, 4))
        x, y = int(np.clip(x, 0, width - 4)), int(dice.integers(0, height - 4))
        side = int(dice.integers(1, 4))
        patch = level[y : y + side, x : x + side]
        level[y : y + side, x : x + side] = (patch * 0.78).astype(np.uint8)
    return Image.fromarray(level)


def _stood(shot: Taken, quarters: int) -> Taken:
    """Turned by quarters against the clock, as a telephone that forgot how it was held."""
    image = Image.open(io.BytesIO(shot.data))
    width, height = image.size
    turn: Callable[[NDArray[np.float64]], NDArray[np.float64]] = {
        1: lambda p: np.column_stack([p[:, 1], width - p[:, 0]]),
        2: lambda p: np.column_stack([width - p[:, 0], height - p[:, 1]]),
        3: lambda p: np.column_stack([height - p[:, 1], p[:, 0]]),
    }[quarters]
    turned = image.rotate(90 * quarters, expand=True)
    return Taken(degrade.jpeg(turned, 82), degrade.moved(shot.truth, turn, turned.size))


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


QUALITIES: Final[dict[Quality, Callable[[Drawn, int], Taken]]] = {
    "clean": clean,
    "office": office,
    "phone": phone,
    "fax": fax,
}
