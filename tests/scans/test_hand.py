"""What a pen wrote is told from print, on pages drawn here and on forms filled in by hand."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from chalicelib.fields import find, readers
from chalicelib.sheet import Box, Page, Word
from chalicelib.words import LineReader, Recorded, Tesseract, read
from chalicelib.words.hand import by_hand, zones
from local.samples import fonts
from local.samples.page import page

ROWS = ("Số căn cước", "Họ và tên của", "Nơi cư trú tại", "Quan hệ với người", "Ngày cấp giấy")


def sheet(pen: str) -> tuple[Image.Image, list[Word], Box]:
    """Five printed rows read alike by both readers, and in the middle one strokes of a `pen` of
    that colour, or digits in print for no pen; with the place of them."""
    image = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(image)
    font = fonts.at("Tinos", "", 32)
    found = []
    for number, text in enumerate(ROWS):
        x = 60
        for said in text.split():
            box = draw.textbbox((x, 40 + 80 * number), said, font=font)
            draw.text((x, 40 + 80 * number), said, fill="black", font=font)
            found += [Word(said, Box(*map(round, box)), 0.97, source) for source in ("ocr", "line")]
            x = round(box[2]) + 16
    place = Box(600, 196, 690, 236)
    if pen:
        scribble(draw, place, pen)
        found += [Word("4{", place, 0.3, "ocr"), Word("17", place, 0.6, "line")]
    else:
        draw.text((600, 200), "17426", fill="black", font=font)
        box = Box(*map(round, draw.textbbox((600, 200), "17426", font=font)))
        found += [Word("17426", box, 0.97, source) for source in ("ocr", "line")]
    return image, found, place


def scribble(draw: ImageDraw.ImageDraw, place: Box, pen: str) -> None:
    """Four strokes that keep to no line and no thickness of print."""
    dice = random.Random(7)
    for part in range(4):
        left = place.x0 + 22 * part
        points = [(left + dice.randint(0, 18), dice.randint(place.y0, place.y1)) for _ in range(4)]
        draw.line(points, fill=pen, width=5, joint="curve")


def sure(marks: list[Word]) -> list[Word]:
    """The marks that each say by themselves that a pen wrote."""
    return [mark for mark in marks if mark.confidence > 0.6]


@pytest.mark.parametrize("pen", ["black", "navy", "blue"])
def test_strokes_of_a_pen_are_marked_and_print_is_not(pen: str) -> None:
    image, words, place = sheet(pen)
    (mark,) = sure(by_hand(image, image.convert("L"), words))
    assert (mark.text, mark.source, mark.box) == ("", "hand", place)


def test_printed_digits_are_not_marked() -> None:
    image, words, _ = sheet("")
    assert sure(by_hand(image, image.convert("L"), words)) == []


def test_numbers_on_a_form_that_was_typed_in_blue_are_not_marked() -> None:
    """One number in blue may be a pen's; a page of them that looks printed is not."""
    font, blue = fonts.at("Tinos", "", 32), (40, 60, 150)
    image = Image.new("RGB", (1240, 1000), "white")
    draw, words = ImageDraw.Draw(image), []
    for row in range(10):
        x, line = 60, 40 + 80 * row
        parts = (("Họ", "black"), ("tên", "black"), ("Thị", blue), (f"{row}7{row}46{row}", blue))
        for said, ink in parts:
            draw.text((x, line), said, fill=ink, font=font)
            box = Box(*map(round, draw.textbbox((x, line), said, font=font)))
            words += [Word(said, box, 0.97, source) for source in ("ocr", "line")]
            x = box.x1 + 40
    numbers = {word.box for word in words if word.text.isdigit()}
    few = [word for word in words if not word.text.isdigit() or word.box.y0 < 200]
    whole, part = (
        {mark.box for mark in sure(by_hand(image, image.convert("L"), seen))}
        for seen in (words, few)
    )
    assert not whole & numbers
    assert part & numbers


def test_print_and_pen_read_as_one_word_are_two_places() -> None:
    words = [Word("Số:3169/QĐ-SYT", Box(0, 0, 140, 30), 0.4, "line")]
    assert [(zone.own, zone.box) for zone in zones(words)] == [
        ("Số:", Box(0, 0, 30, 30)),
        ("3169/", Box(30, 0, 80, 30)),
        ("QĐ-SYT", Box(80, 0, 140, 30)),
    ]


def test_one_reader_alone_marks_nothing() -> None:
    image, words, _ = sheet("black")
    file = BytesIO()
    image.save(file, "PNG")
    alone = Recorded(tuple(word for word in words if word.source == "ocr"))
    found = read(Page(1, file.getvalue(), image.width, image.height), alone)
    assert {word.source for word in found} == {"ocr"}


@pytest.mark.tesseract
@pytest.mark.parametrize("hand", [True, False], ids=["pen", "print"])
def test_a_form_filled_in_by_hand_is_for_a_person(hand: bool) -> None:
    sample = page("birth-declaration", "clean", 7101, hand=hand)
    image = Image.open(BytesIO(sample.data))
    sheet = Page(1, sample.data, image.width, image.height)
    found = find([read(sheet, Tesseract(), LineReader())], readers(), "birth-declaration")
    read_ = [reading for reading in found.readings if reading.raw and reading.kind != "mark"]
    flagged = {reading.key for reading in read_ if "handwriting" in reading.flags}
    assert not any(reading.accepted for reading in read_ if reading.key in flagged)
    if hand:
        assert flagged >= {reading.key for reading in read_} & set(sample.truth["hand"])
    else:
        assert flagged == set()
