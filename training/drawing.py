"""Draws a wanted line as ink on nothing: no paper, no harm, at the size of its font."""

import random
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from training import marks
from training.fonts import Face, font, spare_faces
from training.marks import Cluster, Grey
from training.texts import Wanted

SIZES: Final = (18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 46)
"""Pixels per em: type of 7 to 14 points at 180 to 300 dots per inch."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Ink (0 none..255 full) of a line on `baseline`; `em` in pixels; words between `left` and
    `right`; `cuts` are the edges of the letters where each stands in its own cell."""

    ink: Grey
    baseline: int
    em: int
    left: float
    right: float
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How one line is set. Gaps in ems."""

    face: Face
    em: int
    tracking: float = 0.0
    word_gap: float = 0.0
    piece_gap: float = 1.0
    apart: bool = False
    shaky: bool = False


def style(rng: random.Random, faces: tuple[Face, ...], wanted: Wanted) -> Style:
    """A face and a setting for `wanted`."""
    face = rng.choices(faces, [face.weight for face in faces])[0]
    celled = wanted.kind == "number" and len(wanted.text) >= 8 and rng.random() < 0.3
    loose = rng.uniform(-0.04, 0.14) if rng.random() < 0.13 else 0.0
    justified = rng.choice((0.1, 0.25, 0.5, 0.9, 1.4)) if rng.random() < 0.2 else 0.0
    return Style(
        face=face,
        em=rng.choice(SIZES),
        tracking=rng.uniform(0.3, 0.9) if celled else loose,
        word_gap=justified * rng.uniform(0.7, 1.3),
        piece_gap=rng.choice((0.4, 0.8, 1.2, 1.6, 2.2, 3.0, 5.0)) * rng.uniform(0.8, 1.25),
        apart=rng.random() < 0.42,
        shaky=face.mono and rng.random() < 0.4,
    )


def _chunks(rng: random.Random, wanted: Wanted, set_as: Style) -> list[tuple[str, float]]:
    """Parts of the text drawn in one go, each with the gap (in ems) before it."""
    made: list[tuple[str, float]] = []
    for number, piece in enumerate(wanted.pieces):
        gap = set_as.piece_gap if number else 0.0
        if set_as.tracking or set_as.shaky:
            parts = [(letter, set_as.tracking) for letter in _letters(piece)]
        elif set_as.word_gap:
            space = 0.25 + set_as.word_gap
            parts = [(word, space * rng.uniform(0.9, 1.1)) for word in piece.split(" ")]
        else:
            parts = [(piece, 0.0)]
        made += [(parts[0][0], gap), *parts[1:]]
    return made


def _letters(piece: str) -> list[str]:
    """Letters, a lone breve with the one it belongs to."""
    return [cluster.base + cluster.mark for cluster in marks.whole(piece)]


def _face_for(base: str, face: Face) -> Face:
    if base in face.letters:
        return face
    return next((spare for spare in spare_faces() if base in spare.letters), face)


def _runs(clusters: list[Cluster], face: Face) -> list[tuple[Face, list[Cluster]]]:
    """Neighbouring clusters that one font draws."""
    runs: list[tuple[Face, list[Cluster]]] = []
    for cluster in clusters:
        lender = _face_for(cluster.base, face)
        if runs and runs[-1][0] is lender:
            runs[-1][1].append(cluster)
        else:
            runs.append((lender, [cluster]))
    return runs


class Pen:
    """Draws clusters from left to right and keeps the marks to paste for the end."""

    def __init__(self, size: tuple[int, int], baseline: int, set_as: Style) -> None:
        self.image = Image.new("L", size, 0)
        self.draw = ImageDraw.Draw(self.image)
        self.baseline, self.set_as = baseline, set_as
        self.marks: list[tuple[Face, Cluster, float]] = []

    def write(self, clusters: list[Cluster], x: float, lift: int = 0) -> float:
        """Draw from `x`; where the next letter stands comes back."""
        for face, run in _runs(clusters, self.set_as.face):
            drawn, text = font(face.path, self.set_as.em), "".join(one.base for one in run)
            self.draw.text((x, self.baseline - lift), text, fill=255, font=drawn, anchor="ls")
            for index, cluster in enumerate(run):
                if cluster.mark:
                    self.marks.append((face, cluster, x + drawn.getlength(text[:index])))
            x += drawn.getlength(text)
        return x


def width(clusters: list[Cluster], set_as: Style) -> float:
    """Pixels the clusters advance."""
    return sum(
        font(face.path, set_as.em).getlength("".join(one.base for one in run))
        for face, run in _runs(clusters, set_as.face)
    )


def _paste_marks(rng: random.Random, pen: Pen) -> Grey:
    """The picture with its marks on, all of one line in one manner."""
    page, em = np.array(pen.image), pen.set_as.em
    stacked, grow = rng.random() < 0.7, rng.uniform(0.75, 1.1)
    right, up = rng.uniform(-0.03, 0.06) * em, rng.uniform(-0.04, 0.05) * em
    for face, cluster, x in pen.marks:
        ink = marks.shape(face.path, em, cluster.mark)
        if ink is None:
            continue
        ink = marks.scaled(ink, grow)
        box = font(face.path, em).getbbox(cluster.base, anchor="ls")
        left, top = _place(box, ink, cluster, stacked, em)
        rise = up if ord(cluster.base) > 127 else abs(up) + 0.04 * em
        marks.paste(page, ink, round(x + left + right), round(pen.baseline + top - rise))
    return page


def _place(
    box: tuple[float, float, float, float], ink: Grey, cluster: Cluster, stacked: bool, em: int
) -> tuple[float, float]:
    """Left and top of a mark, from the origin of its letter."""
    high, wide = ink.shape
    middle = (box[0] + box[2]) / 2
    if stacked or ord(cluster.base) < 128 or cluster.base in "đĐơƠưƯ":
        return middle - wide / 2, box[1] - high
    return middle + em * 0.08, box[1] - high * 0.45


def _clusters(rng: random.Random, text: str, set_as: Style) -> list[Cluster]:
    made = marks.whole(text)
    if not set_as.apart:
        return made
    parted = marks.apart(made, only_double=rng.random() < 0.75)
    have = (marks.shape(set_as.face.path, set_as.em, one.mark) for one in parted if one.mark)
    return parted if all(ink is not None for ink in have) else made


def draw(rng: random.Random, wanted: Wanted, set_as: Style, before: float, after: float) -> Drawn:
    """The ink of `wanted` with `before` and `after` pixels free beside it."""
    em = set_as.em
    state = rng.getrandbits(32)
    parts = [
        (_clusters(random.Random(state), text, set_as), gap * em)
        for text, gap in _chunks(rng, wanted, set_as)
    ]
    advance = sum(width(clusters, set_as) + gap for clusters, gap in parts)
    baseline = int(em * 1.6)
    pen = Pen((int(before + advance + after) + 2, int(em * 2.5)), baseline, set_as)
    x, cuts = before, [before - set_as.tracking * em / 2]
    for clusters, gap in parts:
        lift = rng.choice((-1, 0, 0, 1)) if set_as.shaky else 0
        x = pen.write(clusters, x + gap, lift)
        cuts.append(x + set_as.tracking * em / 2)
    cells = tuple(cuts) if set_as.tracking > 0.25 else ()
    return Drawn(_paste_marks(rng, pen), baseline, em, before, x, cells)
