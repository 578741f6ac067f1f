"""What a scanner and a telephone do to a paper, with the truth carried along.

Everything is drawn from the seed, so the same seed gives the same bytes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from local.samples.sheet import Drawn, Seen, Truth

Grey = NDArray[np.float64]
Corners = NDArray[np.float64]
"""Four points, left top first and on clockwise."""


class Taken(NamedTuple):
    """A JPEG file and the truth in its pixels."""

    data: bytes
    truth: Truth


@dataclass(frozen=True, slots=True)
class Light:
    """How much a telephone's picture suffers: 0 is none, 1 the usual."""

    tilt: float = 1.0
    shade: float = 1.0
    blur: float = 1.0
    grain: float = 1.0
    wood: tuple[int, int, int] = (142, 104, 70)
    """The colour of the table."""


def scanner(drawn: Drawn, seed: int, *, shrink: float = 2 / 3, grain: float = 4.0) -> Taken:
    """An office scanner: up to 1.5 degrees askew, grainy, JPEG 60 to 75.

    `shrink` is the scan's resolution over the drawing's (200 over 300 dpi). Around a card with
    round corners some of the glass shows.
    """
    dice = np.random.default_rng(seed)
    small = shrunk(drawn, shrink)
    glass = round(small.radius * 1.2)
    size = (small.image.width + 2 * glass, small.image.height + 2 * glass)
    corners = _turned(_rectangle(*small.image.size), dice.uniform(-1.5, 1.5)) + glass
    sheet = _warp(small, corners, size)
    image = Image.composite(sheet.image, Image.new("RGB", size, (246, 246, 244)), sheet.mask)
    image = image.filter(ImageFilter.GaussianBlur(0.45))
    data = jpeg(_grain(image, dice, grain), int(dice.integers(60, 76)))
    return Taken(data, moved(small.truth, sheet.move, size))


def phone(drawn: Drawn, seed: int, *, shrink: float = 0.58, light: Light | None = None) -> Taken:
    """A telephone held over a table: in perspective, unevenly lit, slightly soft, JPEG 80.

    `shrink` is the picture's resolution over the drawing's (175 over 300 dpi).
    """
    light = light or Light()
    dice = np.random.default_rng(seed)
    small = shrunk(drawn, shrink)
    width, height = small.image.size
    frame = (round(width * 1.14), round(height * 1.12))
    corners = _seen_by_phone(dice, width, height, frame, light.tilt)
    sheet = _warp(small, corners, frame)
    image = _on_table(sheet, _table(dice, frame, light.wood))
    image = image.filter(ImageFilter.GaussianBlur(0.55 * light.blur))
    image = _lit(image, dice, light.shade)
    return Taken(
        jpeg(_grain(image, dice, 2.5 * light.grain), 80), moved(small.truth, sheet.move, frame)
    )


def clean(drawn: Drawn) -> Taken:
    """No harm done but JPEG 90."""
    return Taken(jpeg(drawn.image, 90), drawn.truth)


def jpeg(image: Image.Image, quality: int) -> bytes:
    """The bytes of a JPEG file."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def shrunk(drawn: Drawn, factor: float) -> Drawn:
    """The drawing at another resolution."""
    width, height = drawn.image.size
    size = (round(width * factor), round(height * factor))
    image = drawn.image.resize(size, Image.Resampling.LANCZOS)
    truth = moved(drawn.truth, lambda p: p * factor, size)
    return Drawn(image, truth, round(drawn.radius * factor))


def moved(
    truth: Truth, move: Callable[[NDArray[np.float64]], NDArray[np.float64]], size: tuple[int, int]
) -> Truth:
    """The truth after `move` has taken every corner of every box elsewhere."""
    return {key: _moved(seen, move, size) for key, seen in truth.items()}


def _moved(
    seen: Seen, move: Callable[[NDArray[np.float64]], NDArray[np.float64]], size: tuple[int, int]
) -> Seen:
    x0, y0, x1, y1 = seen["box"]
    points = move(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64))
    low, high = np.floor(points.min(0)), np.ceil(points.max(0))
    box = [max(0, int(low[0])), max(0, int(low[1]))]
    box += [min(size[0], int(high[0])), min(size[1], int(high[1]))]
    return Seen(value=seen["value"], printed=seen["printed"], box=box)


class Warped(NamedTuple):
    """A sheet laid into a frame: where it is opaque, and where its points went."""

    image: Image.Image
    mask: Image.Image
    move: Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _warp(drawn: Drawn, corners: Corners, frame: tuple[int, int]) -> Warped:
    image, flat = drawn.image, _rectangle(*drawn.image.size)
    back = tuple(homography(corners, flat).flatten()[:8])
    how = (Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    mask = _outline(drawn).transform(frame, *how).filter(ImageFilter.GaussianBlur(0.8))
    forth = homography(flat, corners)
    return Warped(image.transform(frame, *how), mask, lambda points: project(forth, points))


def _outline(drawn: Drawn) -> Image.Image:
    """White where the paper is, with its round corners; the edge row is left dark."""
    width, height = drawn.image.size
    mask = Image.new("L", (width, height), 0)
    box = (1, 1, width - 2, height - 2)
    ImageDraw.Draw(mask).rounded_rectangle(box, drawn.radius, fill=255)
    return mask


def homography(source: Corners, target: Corners) -> NDArray[np.float64]:
    """The 3 by 3 projection that takes four points to four others."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    solved = np.linalg.solve(np.array(rows), np.array(right))
    return np.append(solved, 1.0).reshape(3, 3)


def project(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points, one a row, through a projection."""
    flat = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(flat[:, :2] / flat[:, 2:], dtype=np.float64)


def _rectangle(width: int, height: int) -> Corners:
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)


def _turned(corners: Corners, degrees: float) -> Corners:
    angle, middle = np.radians(degrees), corners.mean(0)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.asarray((corners - middle) @ turn + middle, dtype=np.float64)


def _seen_by_phone(
    dice: np.random.Generator, width: int, height: int, frame: tuple[int, int], tilt: float
) -> Corners:
    edge = np.array([(frame[0] - width) / 2, (frame[1] - height) / 2])
    corners = _turned(_rectangle(width, height), dice.uniform(-1.6, 1.6) * tilt) + edge
    pull = dice.uniform(-0.6, 0.6, size=(4, 2)) * edge * tilt
    return np.asarray(corners + pull, dtype=np.float64)


def _table(
    dice: np.random.Generator, size: tuple[int, int], wood: tuple[int, int, int]
) -> Image.Image:
    """A wooden table top: grain stretched along it, a few boards."""
    grain = _cloud(dice, size, (6, 160)) * 0.7 + _cloud(dice, size, (24, 420)) * 0.5
    boards = np.sin(np.linspace(0, 9, size[1]))[:, None] * 0.15
    tone = 1 + 0.28 * (grain - 0.6) + boards
    board = np.array(wood) * tone[..., None]
    return Image.fromarray(np.clip(board, 0, 255).astype(np.uint8))


def _cloud(dice: np.random.Generator, size: tuple[int, int], cells: tuple[int, int]) -> Grey:
    """Smooth noise from 0 to 1 over `size`, made of `cells` across and down."""
    coarse = (dice.random((cells[1], cells[0])) * 255).astype(np.uint8)
    smooth = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(smooth, dtype=np.float64) / 255


def _on_table(sheet: Warped, table: Image.Image) -> Image.Image:
    shadow = Image.new("L", table.size, 0)
    shadow.paste(sheet.mask, (9, 12))
    shadow = shadow.filter(ImageFilter.GaussianBlur(10)).point(lambda level: level * 0.55)
    dark = Image.composite(Image.new("RGB", table.size, (24, 18, 14)), table, shadow)
    return Image.composite(sheet.image, dark, sheet.mask)


def _lit(image: Image.Image, dice: np.random.Generator, shade: float) -> Image.Image:
    """Light from one side, the hand's soft shadow, warm lamps."""
    width, height = image.size
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    angle = dice.uniform(0, 2 * np.pi)
    fall = 0.90 + 0.09 * shade * (np.cos(angle) * x + np.sin(angle) * y)
    hand = _cloud(dice, image.size, (4, 4))
    fall -= 0.16 * shade * np.clip(hand - 0.45, 0, 1)
    tint = np.array((1.0, 0.985, 0.94), dtype=np.float32)
    level = np.asarray(image, dtype=np.float32) * fall.astype(np.float32)[..., None] * tint
    return Image.fromarray(np.clip(level, 0, 255).astype(np.uint8))


def _grain(image: Image.Image, dice: np.random.Generator, strength: float) -> Image.Image:
    level = np.asarray(image, dtype=np.float32)
    noise = dice.standard_normal(level.shape[:2], dtype=np.float32) * np.float32(strength)
    return Image.fromarray(np.clip(level + noise[..., None], 0, 255).astype(np.uint8))
