"""Handwriting: a ball pen that wanders about its line, in typefaces made from people's hands.

Indie Flower and Dancing Script hold every Vietnamese letter. Caveat and Kalam hold the letters
without their marks; these are drawn over them with the same pen, as a hand does.
"""

import math
import random
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from PIL import ImageDraw, ImageFont

from local.samples import fonts
from local.samples.sheet import Box, Ink, Point, Run

CURVES: Final[dict[str, tuple[Point, ...]]] = {
    "\u0300": ((-0.12, -0.20), (0.06, -0.08)),
    "\u0301": ((-0.05, -0.08), (0.13, -0.22)),
    "\u0309": ((-0.05, -0.20), (0.02, -0.25), (0.07, -0.19), (0.01, -0.13), (0.01, -0.08)),
    "\u0303": ((-0.15, -0.10), (-0.07, -0.17), (0.02, -0.11), (0.10, -0.11), (0.15, -0.18)),
    "\u0302": ((-0.12, -0.06), (0.0, -0.18), (0.12, -0.06)),
    "\u0306": ((-0.12, -0.18), (-0.05, -0.08), (0.05, -0.08), (0.12, -0.18)),
}
"""Marks over a letter, in em from the middle of its top edge."""
OVER: Final = ("\u0302", "\u0306")
HORN, DOT = "\u031b", "\u0323"


def write(pen: ImageDraw.ImageDraw, run: Run, scale: float) -> Box:
    """The run letter by letter, shaken as its place and words decide; returns its box."""
    dice = random.Random(f"{run.text} {run.x:.1f} {run.y:.1f}")
    size = run.type.size * scale
    font = fonts.at(run.type.family, "", size)
    wave, slope = dice.uniform(0, 6), dice.uniform(-0.004, 0.004)
    boxes: list[Box] = []
    for at, (before, letter) in enumerate(_letters(run.text)):
        x = (run.x + run.type.width(before)) * scale
        y = run.y * scale + slope * (x - run.x * scale)
        y += size * (0.022 * math.sin(at / 2.3 + wave) + dice.gauss(0, 0.008))
        if letter.strip():
            boxes.append(
                _letter(pen, font, run, letter, (x + dice.gauss(0, 0.006) * size, y), dice)
            )
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (min(x0), min(y0), max(x1), max(y1))


def bones(text: str, family: str) -> str:
    """The text in letters the typeface holds: what decides its width."""
    return "".join(_split(letter, family)[0] for letter in text)


def _letters(text: str) -> Iterator[tuple[str, str]]:
    return ((text[:at], letter) for at, letter in enumerate(text))


@cache
def _held(family: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(fonts.path(family, "")) as font:
        return frozenset(chr(code) for code in font.getBestCmap())


@cache
def _split(letter: str, family: str) -> tuple[str, str]:
    """The fullest letter the typeface holds, and the marks that are still to be drawn."""
    if letter in _held(family):
        return letter, ""
    if letter in "đĐ":
        return ("d" if letter == "đ" else "D"), "-"
    parts = unicodedata.normalize("NFD", letter)
    for keep in range(len(parts) - 1, 0, -1):
        whole = unicodedata.normalize("NFC", parts[:keep])
        if whole in _held(family):
            return whole, parts[keep:]
    return letter, ""


def _letter(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    run: Run,
    letter: str,
    at: Point,
    dice: random.Random,
) -> Box:
    base, marks = _split(letter, run.type.family)
    pen.text(at, base, font=font, fill=run.type.ink, anchor="ls")
    box = pen.textbbox(at, base, font=font, anchor="ls")
    for mark in marks:
        box = _mark(pen, box, mark, run.type.ink, font.size, dice)
    return box


def _mark(
    pen: ImageDraw.ImageDraw, box: Box, mark: str, ink: Ink, size: float, dice: random.Random
) -> Box:
    """Draws one mark at a letter; returns the box around both."""
    x0, y0, x1, y1 = box
    middle = (x0 + x1) / 2 + dice.gauss(0, 0.015) * size
    if mark in CURVES:
        top = y0 + (0.03 if mark in OVER else 0.0) * size
        points = [(middle + dx * size, top + dy * size) for dx, dy in CURVES[mark]]
    elif mark == HORN:
        points = [(x1 - 0.05 * size, y0 + 0.07 * size), (x1 + 0.05 * size, y0 + 0.01 * size)]
        points.append((x1 + 0.06 * size, y0 - 0.09 * size))
    elif mark == DOT:
        points = [
            (middle - 0.012 * size, y1 + 0.1 * size),
            (middle + 0.012 * size, y1 + 0.1 * size),
        ]
    else:
        bar = y0 + 0.25 * (y1 - y0)
        points = [(x1 - 0.28 * size, bar), (x1 + 0.06 * size, bar)]
    _stroke(pen, points, ink, size * (0.075 if mark == DOT else 0.05))
    xs, ys = zip(*points, strict=True)
    if mark == HORN:
        return (x0, min(y0, *ys), x1, y1)
    return (min(x0, *xs), min(y0, *ys), max(x1, *xs), max(y1, *ys))


def _stroke(pen: ImageDraw.ImageDraw, points: Sequence[Point], ink: Ink, width: float) -> None:
    """A line with round ends."""
    pen.line(points, fill=ink, width=max(1, round(width)), joint="curve")
    for x, y in points:
        half = width / 2
        pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)
