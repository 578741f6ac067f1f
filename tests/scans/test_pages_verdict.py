"""Pictures spoiled one way each, and what the child says of them."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from chalicelib.pages import open_paper
from tests.scans.test_pages import LINES, saved


def sheet() -> Image.Image:
    """A full page of text at about 150 dots an inch."""
    image = Image.new("RGB", (1240, 1754), (235, 235, 235))
    pen = ImageDraw.Draw(image)
    for line in range(34):
        text = f"{LINES[line % len(LINES)]}, {LINES[(line + 3) % len(LINES)]}"
        pen.text((110, 120 + 44 * line), text[:62], fill=(30, 30, 30), font_size=30)
    return image


def darkened(image: Image.Image) -> Image.Image:
    return image.point(lambda level: level * 0.2)


def reflected(image: Image.Image) -> Image.Image:
    spot = Image.new("L", image.size, 0)
    ImageDraw.Draw(spot).ellipse((300, 400, 900, 1000), fill=255)
    light = np.asarray(spot.filter(ImageFilter.GaussianBlur(70)), float)[..., None]
    lit = np.asarray(image, float) * 0.9 + light * 1.4
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        (sheet(), "fine"),
        (sheet().filter(ImageFilter.GaussianBlur(4)), "blurred"),
        (darkened(sheet()), "dark"),
        (reflected(sheet()), "glare"),
        (sheet().resize((248, 351)), "small"),
        (sheet().crop((300, 0, 1240, 1754)), "cut"),
        (sheet().crop((0, 0, 1240, 1304)), "cut"),  # between two lines
        (sheet().crop((0, 376, 1240, 1754)), "cut"),
        (Image.new("RGB", (1240, 1754), (235, 235, 235)), "blank"),
    ],
)
def test_a_spoiled_picture_is_called_what_it_is(image: Image.Image, verdict: str) -> None:
    (page,) = open_paper(saved(image, "PNG"), max_pages=1)
    assert page.verdict == verdict, dict(page.measures)
