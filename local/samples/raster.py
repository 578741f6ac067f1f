"""Turns a sheet into an image and its truth into pixels."""

import re
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw

from local.samples import fonts, hand
from local.samples.sheet import Box, Drawn, Picture, Run, Seen, Sheet, Stroke, Truth

INCH = 72


def draw(sheet: Sheet, dpi: float = 300) -> Drawn:
    """The sheet as a colour image at `dpi`, with every field's value and box."""
    scale = dpi / INCH
    size = (round(sheet.width * scale), round(sheet.height * scale))
    image = Image.new("RGB", size, sheet.paper)
    pen = ImageDraw.Draw(image)
    boxes: dict[str, list[Box]] = {}
    for picture in sheet.pictures:
        boxes.setdefault(picture.key, []).append(_paste(image, picture, scale))
    for run in sheet.runs:
        boxes.setdefault(run.key, []).append(
            (hand.write if run.type.pen else _write)(pen, run, scale)
        )
    for stroke in sheet.strokes:
        _stroke(pen, stroke, scale)
    for stamp in sheet.stamps:
        _press(image, stamp, scale)
    return Drawn(image, truth(sheet, boxes), round(sheet.radius * scale))


def truth(sheet: Sheet, boxes: dict[str, list[Box]]) -> Truth:
    """What the sheet says, with the box around all the places where a field is written; what
    it only implies has no place and is left out."""
    return {
        key: Seen(value=value, printed=sheet.printed(key), box=_around(boxes[key]))
        for key, value in sheet.values.items()
        if key in boxes
    }


def _around(boxes: Iterable[Box]) -> list[int]:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return [int(min(x0)), int(min(y0)), round(max(x1) + 0.5), round(max(y1) + 0.5)]


def _write(pen: ImageDraw.ImageDraw, run: Run, scale: float) -> Box:
    """Word by word, so that rounding to pixels does not add up along the line."""
    font = fonts.at(run.type.family, run.type.style, run.type.size * scale)
    boxes: list[Box] = []
    for before, word in _words(run.text):
        at = ((run.x + run.type.width(before)) * scale, run.y * scale)
        pen.text(at, word, font=font, fill=run.type.ink, anchor="ls")
        boxes.append(pen.textbbox(at, word, font=font, anchor="ls"))
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (min(x0), min(y0), max(x1), max(y1))


def _words(text: str) -> Iterable[tuple[str, str]]:
    """Each word with all that stands before it."""
    return ((text[: found.start()], found.group()) for found in re.finditer(r"\S+", text))


def _stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in stroke.points]
    pen.line(points, fill=stroke.ink, width=max(1, round(stroke.width * scale)), joint="curve")


def _paste(image: Image.Image, picture: Picture, scale: float) -> Box:
    box = tuple(round(edge * scale) for edge in picture.box)
    size = (box[2] - box[0], box[3] - box[1])
    how = Image.Resampling.NEAREST if picture.key else Image.Resampling.LANCZOS
    fitted = picture.image.resize(size, how)
    image.paste(fitted, (box[0], box[1]), fitted if fitted.mode == "RGBA" else None)
    return (box[0], box[1], box[2], box[3])


def _press(image: Image.Image, stamp: Picture, scale: float) -> None:
    left, top, right, bottom = (round(edge * scale) for edge in stamp.box)
    inked = stamp.image.convert("RGB").resize((right - left, bottom - top))
    under = image.crop((left, top, right, bottom))
    image.paste(ImageChops.multiply(under, inked), (left, top))
