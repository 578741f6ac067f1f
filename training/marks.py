"""Letters taken apart: a base that a font draws and a mark that is pasted over it.

Faces place double marks differently (Times New Roman stacks a tone on a hat, others set it
beside); pasting the mark in a place of our own shows the reader all of them.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFont

from training.charset import BREVE, nfc
from training.fonts import font

Grey = NDArray[np.uint8]
_SHAPES: Final = {
    "\u0300": "`", "\u0301": "\u00b4", "\u0303": "\u02dc", "\u0309": "\u0309", BREVE: "\u02d8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is drawn for one letter: `base` by the font, `mark` (if any) pasted over it."""

    base: str
    mark: str = ""


def whole(text: str) -> list[Cluster]:
    """Each letter as the font draws it; a lone breve joins the letter before it."""
    made: list[Cluster] = []
    for letter in text:
        if letter == BREVE and made:
            made[-1] = Cluster(made[-1].base, BREVE)
        else:
            made.append(Cluster(letter))
    return made


def apart(clusters: list[Cluster], only_double: bool) -> list[Cluster]:
    """The same with tones taken off their letters (`only_double`: only where two marks meet)."""
    return [_taken(cluster, only_double) for cluster in clusters]


def _taken(cluster: Cluster, only_double: bool) -> Cluster:
    if cluster.mark or (only_double and ord(cluster.base) < 0x1EA0):
        return cluster
    parts = unicodedata.normalize("NFD", cluster.base)
    tones = [part for part in parts if part in _SHAPES and part != BREVE]
    if not tones:
        return cluster
    return Cluster(nfc("".join(part for part in parts if part not in tones)), tones[0])


def _mask(face: ImageFont.FreeTypeFont, text: str) -> Grey:
    mask = face.getmask(text)
    return np.array(mask, np.uint8).reshape(mask.size[1], mask.size[0])


@lru_cache(maxsize=1024)
def shape(path: str, size: int, mark: str) -> Grey | None:
    """The ink of `mark` cut close, or None when the face lacks it."""
    face = font(path, size)
    missing = bytes(face.getmask("\uffff"))
    for text in (_SHAPES[mark], mark):
        ink = _mask(face, text)
        if ink.size and ink.max() > 40 and bytes(face.getmask(text)) != missing:
            return _close(ink)
    return None


def _close(ink: Grey) -> Grey:
    rows, columns = np.flatnonzero(ink.max(1) > 40), np.flatnonzero(ink.max(0) > 40)
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def scaled(ink: Grey, factor: float) -> Grey:
    """`ink` grown by `factor`."""
    height, width = ink.shape
    size = (max(2, round(width * factor)), max(2, round(height * factor)))
    return np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BOX))


def paste(page: Grey, ink: Grey, left: int, top: int) -> None:
    """Lay `ink` over `page`; what would fall outside is left out."""
    height, width = ink.shape
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(page.shape[1], left + width), min(page.shape[0], top + height)
    if x1 > x0 and y1 > y0:
        part = ink[y0 - top : y1 - top, x0 - left : x1 - left]
        page[y0:y1, x0:x1] = np.maximum(page[y0:y1, x0:x1], part)
