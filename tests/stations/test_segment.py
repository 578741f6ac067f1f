"""Lines of text found from ink: where they stand, how large they are, what is no line."""

import math

import pytest
from PIL import Image, ImageDraw, ImageFont

from chalicelib.ink import grey
from chalicelib.words.segment import Line, find_lines

SIZE = 40
WORDS = "Cong hoa xa hoi chu nghia minh mau"


def page(
    rows: int = 6, pitch: int = 70, turn: float = 0.0, gap: int = 0, words: str = WORDS
) -> Image.Image:
    """`rows` lines of type SIZE from row 100 on; `gap` columns in it a second time, beside."""
    image = Image.new("L", (1600, 200 + pitch * rows), 255)
    pen = ImageDraw.Draw(image)
    face = ImageFont.load_default(SIZE)
    for row in range(rows):
        pen.text((80, 100 + pitch * row), words, fill=10, font=face, anchor="ls")
        if gap:
            pen.text((80 + gap, 100 + pitch * row), words, fill=10, font=face, anchor="ls")
    return image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)


def lines(image: Image.Image) -> list[Line]:
    return find_lines(grey(image))[0]


@pytest.mark.parametrize("pitch", [44, 52, 70, 120])
def test_every_line_is_found_where_it_stands(pitch: int) -> None:
    found = lines(page(pitch=pitch))
    assert [line.base for line in found] == pytest.approx(
        [100 + pitch * row for row in range(6)], abs=2
    )
    assert all(line.x0 == pytest.approx(82, abs=4) for line in found)


@pytest.mark.parametrize("turn", [-1.5, -0.5, 0.5, 1.5])
def test_a_line_slopes_as_its_page_does(turn: float) -> None:
    found = lines(page(turn=turn))
    assert len(found) == 6
    slopes = [line.slope for line in found]
    assert slopes == pytest.approx([-math.tan(math.radians(turn))] * 6, abs=0.003)


def test_lines_of_one_type_have_one_size_whatever_their_letters() -> None:
    small, capitals, digits = (
        [line.em for line in lines(page(words=words))]
        for words in (WORDS, WORDS.upper(), "022195020496 05/11/2026 0903")
    )
    usual = sum(small) / len(small)
    assert [*small, *capitals, *digits] == pytest.approx([usual] * 18, rel=0.15)


def test_columns_stay_apart_and_words_of_a_line_together() -> None:
    assert len(lines(page(rows=4, gap=800))) == 8
    assert len(lines(page(rows=4, words="Cong   hoa  xa hoi"))) == 4


def test_pictures_and_specks_are_no_lines() -> None:
    image = page(rows=4)
    pen = ImageDraw.Draw(image)
    pen.rectangle((1100, 60, 1500, 300), outline=0, width=4)
    for x in range(900, 1500, 37):
        pen.point((x, 340), fill=0)
    assert len(lines(image)) == 4
    assert lines(Image.new("L", (400, 300), 255)) == []
