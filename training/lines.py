"""Makes training lines: a text, set, dressed, cropped and spoilt."""

import random
from collections import deque
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from training import drawing, dress, harm
from training.drawing import Drawn, Style
from training.fonts import Face
from training.harm import HEIGHT, Real
from training.marks import Grey
from training.sources import Sources
from training.texts import Wanted, wanted

_SOFT = ImageFilter.GaussianBlur(0.5)


@dataclass(frozen=True, slots=True)
class Line:
    """A grey line (36 rows, ink dark) and what it says; "" when there is nothing to read."""

    text: str
    image: Grey
    kind: str
    quality: str
    face: str


class Maker:
    """Makes lines one after another; the same seed makes the same lines.

    It keeps the last lines it drew: they stand above, below and behind new ones.
    """

    def __init__(self, seed: int, stock: Sources, faces: tuple[Face, ...]) -> None:
        self._rng = random.Random(seed)
        self._stock, self._faces = stock, faces
        self._drawn: deque[Drawn] = deque(maxlen=120)

    def line(self) -> Line:
        """The next line."""
        rng, what = self._rng, wanted(self._rng, self._stock)
        set_as = drawing.style(rng, self._faces, what)
        drawn = self._draw(what, set_as)
        ink = self._dressed(drawn, set_as, what)
        if what.pieces:
            self._drawn.append(drawn)
        quality = rng.choices(harm.QUALITIES, harm.SHARES)[0]
        sharp = harm.sharpness(rng, quality)
        state = rng.getrandbits(32)
        image = harm.crop(random.Random(state), ink, drawn, sharp)
        over = self._overlay(drawn, set_as, what)
        laid = None
        if over is not None:
            cut = harm.crop(random.Random(state), over[0], drawn, sharp)
            laid = np.asarray(cut.filter(_SOFT), np.float32) * np.float32(over[1] / 255)
        grey = harm.spoil(rng, self._behind(image), laid, quality)
        return Line(what.text, grey, what.kind, quality, set_as.face.path.rsplit("/", 1)[-1])

    def _draw(self, what: Wanted, set_as: Style) -> Drawn:
        rng, em = self._rng, set_as.em
        before, after = em * rng.uniform(0.1, 1.2), em * rng.uniform(0.1, 1.2)
        if not what.pieces:
            wide = em * rng.choice((2, 4, 8, 16)) * rng.uniform(0.6, 1.4)
            return Drawn(np.zeros((int(em * 2.5), int(wide)), np.uint8), int(em * 1.6), em, 0, 0)
        if rng.random() < 0.16:
            after += em * rng.uniform(1, 6)
        if rng.random() < 0.05:
            before += em * rng.uniform(0.5, 2)
        return drawing.draw(rng, what, set_as, before, after)

    def _dressed(self, drawn: Drawn, set_as: Style, what: Wanted) -> Grey:
        """The ink with everything printed around it."""
        rng, ink = self._rng, drawn.ink
        room = drawn.ink.shape[1] - drawn.right > drawn.em
        stopped = what.text.endswith(".")  # before a leader nobody could tell it from a dot of it
        often = 0.75 if room and what.pieces else 0.3 if not what.pieces else 0.04
        if not stopped and rng.random() < often:
            ink = dress.leaders(rng, drawn, set_as)
        if drawn.cuts and rng.random() < 0.7:
            ink = dress.cells(rng, drawn, ink)
        if rng.random() < 0.14:
            ink = dress.rules(rng, drawn, ink)
        if rng.random() < 0.35 and self._drawn:
            ink = dress.neighbour(rng, drawn, ink, rng.choice(self._drawn))
        return ink

    def _overlay(self, drawn: Drawn, set_as: Style, what: Wanted) -> tuple[Grey, float] | None:
        """A seal or handwriting over the line, and how dark it is (0..1)."""
        rng, wide = self._rng, float(drawn.ink.shape[1])
        chance, dark = rng.random(), rng.uniform(0.15, 0.7)
        often = 0.3 if not what.pieces else 0.055 if what.kind in ("name", "capitals") else 0.035
        if chance < often:
            return dress.seal(rng, drawn, set_as), dark
        if chance < 2 * often:
            free = wide - drawn.right > 2 * drawn.em and rng.random() < 0.6
            start = drawn.right + drawn.em * 0.3 if free else rng.uniform(0, wide * 0.7)
            across = (start, min(wide, start + drawn.em * rng.uniform(2, 8)))
            strong = 1.0 if free or not what.pieces else 0.7
            return dress.scribble(rng, drawn, across), min(0.95, dark + 0.3) * strong
        return None

    def _behind(self, image: Image.Image) -> Image.Image:
        """The back of the sheet shows through, one time in twenty."""
        rng = self._rng
        if rng.random() > 0.05 or not self._drawn:
            return image
        back = Image.fromarray(rng.choice(self._drawn).ink[:, ::-1]).resize(image.size)
        ghost = np.asarray(back, np.float32) * rng.uniform(0.08, 0.28)
        return Image.fromarray(np.maximum(np.asarray(image), ghost.astype(np.uint8)))


def normalised(grey: Grey) -> Real:
    """What the network is given: paper near 0 and ink near 1, whatever the light.

    Paper is the 80th percentile and ink the 2nd, of every second row and third column; their
    distance counts at least 30, so that blank paper stays blank.
    """
    rows = grey.astype(np.float32)
    part = rows[::2, ::3]
    paper, ink = float(np.percentile(part, 80)), float(np.percentile(part, 2))
    made: Real = np.clip((paper - rows) / max(30.0, paper - ink), -0.5, 1.5).astype(np.float32)
    return made


def fitted(image: Image.Image) -> Grey:
    """A grey crop of any height as the reader's 36 rows."""
    wide = max(24, round(image.width * HEIGHT / image.height))
    how = Image.Resampling.BOX if image.height > HEIGHT else Image.Resampling.BILINEAR
    return np.asarray(image.convert("L").resize((wide, HEIGHT), how))
