"""Things pressed or scribbled by hand: signatures, seals, a face, a QR code."""

import math
import random

import segno
from PIL import Image, ImageDraw

from local.samples import fonts
from local.samples.sheet import BLUE, MARK, Ink, Point, Stroke

WHITE = (255, 255, 255)


def signature(x: float, y: float, seed: int, width: float = 70, ink: Ink = BLUE) -> Stroke:
    """A scribble that starts at (`x`, `y`): a pen that swings and moves on, never a name."""
    dice = random.Random(seed)
    turns = [dice.uniform(0.7, 1.3) for _ in range(4)]
    points = [_pen(x, y, width, step / 90, turns) for step in range(91)]
    return Stroke(tuple(points), 1.1, ink)


def _pen(x: float, y: float, width: float, t: float, turns: list[float]) -> Point:
    swing = math.sin(t * 19 * turns[0]) * 13 * turns[1] * (1 - t * 0.7)
    loop = math.cos(t * 23 * turns[2]) * 10 * (1 - t)
    return (x + width * t + loop, y - swing - 4 * math.sin(t * 3 * turns[3]))


def seal(around: str, across: tuple[str, ...], colour: Ink = (206, 24, 40)) -> Image.Image:
    """A round red seal on white, 600 px wide: an invented owner around, the mark across."""
    size, middle = 600, 300
    image = Image.new("RGB", (size, size), WHITE)
    pen = ImageDraw.Draw(image)
    for inset, thick in ((8, 12), (34, 4), (168, 4)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=colour, width=thick)
    _ring(image, around, middle, 206, colour)
    for row, text in enumerate(across):
        at = (middle, middle + (row - (len(across) - 1) / 2) * 46)
        pen.text(at, text, font=fonts.at("Tinos", "B", 42), fill=colour, anchor="mm")
    return image


def _ring(image: Image.Image, text: str, middle: int, radius: int, colour: Ink) -> None:
    font = fonts.at("Tinos", "B", 46)
    step = min(14.0, 300 / max(1, len(text)))
    for index, letter in enumerate(text):
        angle = math.radians(-90 + step * (index + 0.5 - len(text) / 2))
        tile = Image.new("L", (80, 80), 0)
        ImageDraw.Draw(tile).text((40, 40), letter, font=font, fill=255, anchor="mm")
        turned = tile.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        at = (middle + math.cos(angle) * radius, middle + math.sin(angle) * radius)
        image.paste(colour, (round(at[0]) - 40, round(at[1]) - 40), turned)


def qr(text: str) -> Image.Image:
    """A QR code of UTF-8 `text` with its quiet zone, one px to a module."""
    code = segno.make(text, error="m", encoding="utf-8", micro=False, boost_error=False)
    rows = [[255 * (1 - bit) for bit in row] for row in code.matrix_iter(border=3)]
    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([bit for row in rows for bit in row])
    return image.convert("RGB")


def face(woman: bool) -> Image.Image:
    """A grey head and shoulders where a photograph would be, 300 by 400 px."""
    image = Image.new("RGB", (1200, 1600), (222, 230, 238))
    pen = ImageDraw.Draw(image)
    hair, skin, cloth = (70, 66, 68), (178, 166, 160), (120, 132, 150)
    if woman:
        pen.rounded_rectangle((304, 280, 896, 1200), 280, fill=hair)
    pen.ellipse((80, 1160, 1120, 2240), fill=cloth)
    pen.rounded_rectangle((496, 880, 704, 1280), 90, fill=skin)
    pen.ellipse((360, 320, 840, 1016), fill=skin)
    pen.chord((336, 256, 864, 900), 195, 345, fill=hair)
    band = Image.new("RGB", (1600, 170), (150, 160, 174))
    letters = fonts.at("Arimo", "B", 120)
    ImageDraw.Draw(band).text((800, 85), MARK, font=letters, fill=WHITE, anchor="mm")
    # Upright along the edge, so that it does not run into the lines beside the picture.
    image.paste(band.rotate(90, expand=True), (0, 0))
    return image.resize((300, 400), Image.Resampling.LANCZOS)


def finger() -> Image.Image:
    """Grey rings where a fingerprint would be, 240 by 250 px: nobody's."""
    image = Image.new("RGB", (240, 250), (228, 230, 222))
    pen = ImageDraw.Draw(image)
    for ring in range(1, 12):
        edge = (120 - 10 * ring, 125 - 11 * ring, 120 + 10 * ring, 125 + 11 * ring)
        pen.ellipse(edge, outline=(120, 124, 126), width=4)
    return image
