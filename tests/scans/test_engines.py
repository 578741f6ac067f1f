"""The readers of words on drawn pages: two doors to one Tesseract, and our own line reader."""

from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from chalicelib import words
from chalicelib.errors import Later
from chalicelib.pages import open_paper
from chalicelib.sheet import Box, Word
from chalicelib.words.clean import cleaned
from local.fonts import font_folder

FINISHED = Path(__file__).parents[2] / "local" / "samples" / "finished"
ALIKE = {
    "giay-chung-sinh.jpg": 0.96,
    "to-khai-khai-sinh.pdf": 0.98,
    "can-cuoc-me.jpg": 0.9,
    "can-cuoc-cha.jpg": 0.9,
}
"""Share of words read alike through both doors; the pattern under a card's print reads freely."""
TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Họ, chữ đệm, tên: Nguyễn Thị Mẫu Quỳnh",
    "Ngày, tháng, năm sinh: 05/11/2026",
    "Số định danh cá nhân: 022195020496",
    "Nơi cư trú: Số 12, đường Lê Thánh Tông, phường Hồng Gai",
)
GIVEN_UP = words.Tesserocr(tessdata="/no/such/models")


def sheet(lines: tuple[str, ...] = TEXT, turn: float = 0.0, pitch: int = 58) -> Image.Image:
    """Lines in Tinos, 40 pixels to the size, black on white."""
    image = Image.new("L", (1400, 120 + pitch * len(lines)), 255)
    face = ImageFont.truetype(str(font_folder() / "Tinos-Regular.ttf"), 40)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((90, 50 + pitch * number), line, fill=20, font=face)
    return image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)


def told(found: list[Word]) -> list[str]:
    return [word.text for word in found]


def read(image: Image.Image) -> list[Word]:
    return words.LineReader().read(cleaned(image)[0])


@pytest.mark.tesseract
@pytest.mark.parametrize("paper", sorted(ALIKE))
def test_both_doors_to_tesseract_give_the_same_words(paper: str) -> None:
    """Two versions of one library: the same words, at the same place to half a letter."""
    (page, *_) = open_paper((FINISHED / paper).read_bytes(), max_pages=1)
    picture, _ = cleaned(Image.open(BytesIO(page.image)))
    one, other = words.Tesseract().read(picture), words.Tesserocr().read(picture)
    alike = SequenceMatcher(None, told(one), told(other), autojunk=False).get_matching_blocks()
    pairs = [(one[m.a + n], other[m.b + n]) for m in alike for n in range(m.size)]
    assert len(pairs) >= ALIKE[paper] * max(len(one), len(other))
    apart = [
        max(abs(a - b) for a, b in zip(left.box, right.box, strict=True)) for left, right in pairs
    ]
    assert sum(distance > 8 for distance in apart) <= 0.02 * len(pairs)


def test_a_missing_model_is_a_neighbour_that_does_not_answer() -> None:
    with pytest.raises(Later):
        GIVEN_UP.read(sheet())


@pytest.mark.parametrize("turn", [0.0, 0.7, -0.7])
def test_our_reader_reads_what_was_printed_even_where_it_slopes(turn: float) -> None:
    found = read(sheet(turn=turn))
    assert told(found) == " ".join(TEXT).split()
    assert {word.source for word in found} == {"line"}
    assert min(word.confidence for word in found) > 0.3


def test_tight_lines_whose_marks_touch_are_still_lines() -> None:
    found, truth = told(read(sheet(pitch=44))), " ".join(TEXT).split()
    assert len(found) == len(truth)
    assert sum(a == b for a, b in zip(found, truth, strict=True)) >= len(truth) - 1


def test_boxes_hug_the_words_they_belong_to() -> None:
    image = sheet()
    picture, scale = cleaned(image)
    word = next(w for w in words.LineReader().read(picture) if w.text == "022195020496")
    face = ImageFont.truetype(str(font_folder() / "Tinos-Regular.ttf"), 40)
    before = face.getlength("Số định danh cá nhân: ")
    left, right = 90 + before, 90 + before + face.getlength(word.text)
    assert word.box.x0 / scale == pytest.approx(left, abs=6)
    assert word.box.x1 / scale == pytest.approx(right, abs=6)
    assert word.box.height / scale == pytest.approx(27, abs=4)


def test_a_wide_gap_parts_words_and_boxed_digits_stay_one_number() -> None:
    image = sheet(TEXT[:4])
    pen = ImageDraw.Draw(image)
    face = ImageFont.truetype(str(font_folder() / "Tinos-Regular.ttf"), 40)
    for number, digit in enumerate("022195020496"):
        pen.rectangle((300 + 44 * number, 286, 344 + 44 * number, 343), outline=0, width=2)
        pen.text((312 + 44 * number, 293), digit, fill=20, font=face)
    pen.text((90, 293), "Một", fill=20, font=face)
    assert told(read(image))[-2:] == ["Một", "022195020496"]


def test_one_place_of_a_page_is_read_by_itself() -> None:
    picture, scale = cleaned(sheet())
    box = Box(*(round(edge * scale) for edge in (85, 166, 900, 212)))
    text, sure = words.LineReader().line(picture, box)
    assert text == TEXT[2]
    assert sure > 0.3
    assert words.LineReader().line(picture, Box(1200, 10, 1240, 40)) == ("", 0.0)


def test_an_empty_page_has_no_words() -> None:
    assert read(Image.new("L", (800, 600), 255)) == []


def test_an_engine_is_named_by_its_setting() -> None:
    assert isinstance(words.engine("pytesseract"), words.Tesseract)
    assert isinstance(words.engine("tesserocr"), words.Tesserocr)
    with pytest.raises(ValueError, match="OCR_ENGINE"):
        words.engine("eyes")
