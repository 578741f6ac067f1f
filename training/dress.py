"""What stands around the words and is not to be read: leaders, rules, boxes, neighbours, seals."""

import math
import random
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from training.drawing import Drawn, Style
from training.fonts import font
from training.marks import Grey

_RING: Final = "ỦY BAN NHÂN DÂN ★ SỞ TƯ PHÁP ★ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ★ "


def leaders(rng: random.Random, drawn: Drawn, set_as: Style) -> Grey:
    """Dots after the words, seldom before them, or under them all; never so few that they could
    be a full stop.
    """
    image = Image.fromarray(drawn.ink)
    pen, face = ImageDraw.Draw(image), font(set_as.face.path, drawn.em)
    dot, wide = rng.choice((".", ".", ".", ".", "…", "_")), image.width
    step = max(1.0, face.getlength(dot))
    least = 4 if dot == "." else 2
    low = drawn.baseline + (drawn.em * rng.uniform(0.08, 0.3) if rng.random() < 0.35 else 0)
    if rng.random() < 0.2:
        strength = rng.randint(110, 255)
        pen.text((0, low + drawn.em * 0.1), dot * int(wide / step), strength, face, "ls")
        return np.array(image)
    start = drawn.right + drawn.em * rng.uniform(0.05, 0.4)
    ends = [(start, wide)] + ([(0, drawn.left - drawn.em * 0.1)] if rng.random() < 0.4 else [])
    for x0, x1 in ends:
        count = int(max(0, x1 - x0) / step)
        pen.text((x0, low), dot * (count if count >= least else 0), 255, face, "ls")
    return np.array(image)


def rules(rng: random.Random, drawn: Drawn, ink: Grey) -> Grey:
    """An underline, a table's line above or below, or a column's line beside."""
    image = Image.fromarray(ink)
    pen, em, base = ImageDraw.Draw(image), drawn.em, drawn.baseline
    strength, thick = rng.randint(110, 255), rng.choice((1, 1, 2, 2, 3))
    kind = rng.random()
    if kind < 0.4:
        y = base + em * rng.uniform(0.08, 0.2)
        pen.line((drawn.left, y, drawn.right, y), strength, thick)
    elif kind < 0.75:
        y = base + em * rng.choice((rng.uniform(0.2, 0.42), -rng.uniform(1.0, 1.25)))
        x0, x1 = rng.randint(0, image.width // 3), rng.randint(image.width // 2, image.width)
        pen.line((x0, y, x1, y + rng.randint(-1, 1)), strength, thick)
    else:
        for x in rng.choices((drawn.left - em * 0.3, drawn.right + em * 0.3, 2.0), k=2):
            pen.line((x, base - em * 1.3, x + rng.randint(-1, 1), base + em * 0.5), strength, thick)
    return np.array(image)


def cells(rng: random.Random, drawn: Drawn, ink: Grey) -> Grey:
    """A box around each letter."""
    image = Image.fromarray(ink)
    pen, em, base = ImageDraw.Draw(image), drawn.em, drawn.baseline
    strength, thick = rng.randint(60, 255), rng.choice((1, 1, 2))
    top, bottom = base - em * rng.uniform(0.85, 1.1), base + em * rng.uniform(0.18, 0.34)
    for x in drawn.cuts:
        pen.line((x, top, x, bottom), strength, thick)
    if rng.random() < 0.75:
        for y in (top, bottom):
            pen.line((drawn.cuts[0], y, drawn.cuts[-1], y), strength, thick)
    return np.array(image)


def neighbour(rng: random.Random, drawn: Drawn, ink: Grey, other: Drawn) -> Grey:
    """The line above or below, where it reaches into the crop."""
    scale = drawn.em / other.em
    size = (max(1, int(other.ink.shape[1] * scale)), max(1, int(other.ink.shape[0] * scale)))
    fitted = np.asarray(Image.fromarray(other.ink).resize(size, Image.Resampling.BILINEAR))
    shift = round(drawn.em * rng.uniform(1.15, 1.6)) * rng.choice((-1, 1))
    shift += drawn.baseline - round(other.baseline * scale)
    page = ink.copy()
    top, bottom = max(0, shift), min(page.shape[0], shift + fitted.shape[0])
    wide = min(page.shape[1], fitted.shape[1])
    if bottom > top:
        left = rng.randint(0, page.shape[1] - wide)
        part = fitted[top - shift : bottom - shift, :wide]
        page[top:bottom, left : left + wide] = np.maximum(
            page[top:bottom, left : left + wide], part
        )
    return page


def seal(rng: random.Random, drawn: Drawn, set_as: Style) -> Grey:
    """Part of a round seal: rings, a star's edge and letters that run around."""
    high, wide = drawn.ink.shape
    image = Image.new("L", (wide, high), 0)
    pen, em = ImageDraw.Draw(image), drawn.em
    radius = em * rng.uniform(2.2, 4.5)
    x = rng.uniform(-radius * 0.5, wide + radius * 0.5)
    y = drawn.baseline + rng.uniform(-radius, radius) * 0.95
    for inner in (0.0, 0.1 * em, rng.uniform(0.9, 1.3) * em):
        box = (x - radius + inner, y - radius + inner, x + radius - inner, y + radius - inner)
        pen.ellipse(box, outline=255, width=rng.choice((1, 2, 2, 3)))
    _ring_letters(rng, image, set_as, (x, y, radius - 0.65 * em))
    if rng.random() < 0.5:
        points = [
            (
                x + math.sin(k * 0.8 * math.pi) * radius * 0.3,
                y - math.cos(k * 0.8 * math.pi) * radius * 0.3,
            )
            for k in range(5)
        ]
        pen.polygon(points, fill=255)
    return np.array(image)


def _ring_letters(
    rng: random.Random, image: Image.Image, set_as: Style, ring: tuple[float, float, float]
) -> None:
    x, y, radius = ring
    size = max(10, int(set_as.em * 0.55))
    face = font(set_as.face.path, size)
    turn, start = size * 0.85 / radius, rng.uniform(0, 6.28)
    for number in range(int(6.28 / turn)):
        angle = start + number * turn
        cx, cy = x + radius * math.sin(angle), y - radius * math.cos(angle)
        if not (-10 < cx < image.width + 10 and -10 < cy < image.height + 10):
            continue
        tile = Image.new("L", (size * 2, size * 2), 0)
        letter = _RING[number % len(_RING)]
        ImageDraw.Draw(tile).text((size, size), letter, 255, face, "mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BILINEAR)
        image.paste(255, (int(cx - size), int(cy - size)), tile)


def scribble(rng: random.Random, drawn: Drawn, across: tuple[float, float]) -> Grey:
    """Handwriting that is not to be read: a signature or a written value between two x."""
    high, wide = drawn.ink.shape
    image = Image.new("L", (wide, high), 0)
    pen, em, x0 = ImageDraw.Draw(image), drawn.em, across[0]
    thick, amplitude = max(1, round(em * rng.uniform(0.05, 0.11))), em * rng.uniform(0.2, 0.8)
    middle, slant = drawn.baseline - em * rng.uniform(0.1, 0.45), rng.uniform(-0.15, 0.15)
    while x0 < across[1]:
        x1 = min(across[1], x0 + em * rng.uniform(0.8, 3.2))
        _stroke(rng, pen, (x0, x1, middle, amplitude, slant), thick)
        x0 = x1 + em * rng.uniform(0.1, 0.5)
    return np.array(image)


def _stroke(
    rng: random.Random,
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float, float, float, float],
    thick: int,
) -> None:
    """One joined word: loops whose height and width wander."""
    x0, x1, middle, amplitude, slant = at
    points, phase, x, tall = [], rng.uniform(0, 6.28), x0, 1.0
    speed, loop = rng.uniform(0.5, 1.1), rng.uniform(0.1, 0.5) * amplitude
    while x < x1:
        tall = 0.9 * tall + 0.1 * rng.choice((0.4, 0.6, 1.0, 1.8))
        y = middle - amplitude * tall * math.sin(phase) - slant * (x - x0)
        points.append((x + loop * math.cos(phase * 2), y))
        phase += speed * rng.uniform(0.6, 1.2)
        x += max(0.8, amplitude * 0.12)
    if len(points) > 1:
        pen.line(points, fill=255, width=thick, joint="curve")
