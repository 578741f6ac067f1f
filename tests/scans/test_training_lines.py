"""The lines the reader is trained on: reproducible, readable, and within its charset."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from training import charset, fonts, lines, sources, texts

MODEL = Path(__file__).parents[2] / "chalicelib" / "words" / "model"


@pytest.fixture(scope="module")
def stock() -> sources.Sources:
    return sources.load()


@pytest.fixture(scope="module")
def faces() -> tuple[fonts.Face, ...]:
    return fonts.training_faces()


def _made(seed: int, stock: sources.Sources, faces: tuple[fonts.Face, ...]) -> list[lines.Line]:
    maker = lines.Maker(seed, stock, faces)
    return [maker.line() for _ in range(60)]


def test_the_same_seed_draws_the_same_lines(
    stock: sources.Sources, faces: tuple[fonts.Face, ...]
) -> None:
    first, again, other = (_made(seed, stock, faces) for seed in (5, 5, 6))
    assert [line.text for line in first] == [line.text for line in again]
    assert all(np.array_equal(a.image, b.image) for a, b in zip(first, again, strict=True))
    assert [line.text for line in first] != [line.text for line in other]


def test_a_line_is_36_rows_and_says_what_the_charset_has(
    stock: sources.Sources, faces: tuple[fonts.Face, ...]
) -> None:
    for line in _made(7, stock, faces):
        assert line.image.shape[0] == 36
        assert line.image.shape[1] >= 20
        assert charset.known(line.text)
        assert line.text == " ".join(line.text.split())


def test_some_lines_have_nothing_to_read(
    stock: sources.Sources, faces: tuple[fonts.Face, ...]
) -> None:
    made = [line for seed in range(3) for line in _made(seed, stock, faces)]
    assert {line.kind for line in made if line.text == ""} == {"empty"}


def test_paper_is_near_nothing_and_ink_near_one() -> None:
    grey = np.full((36, 90), 200, np.uint8)
    grey[10:20, 10:40] = 60
    page = lines.normalised(grey)
    assert page[0, 0] == pytest.approx(0)
    assert page[15, 20] == pytest.approx(1)
    assert lines.normalised(np.full((36, 90), 120, np.uint8)).max() == 0


def test_every_face_draws_every_vietnamese_letter(faces: tuple[fonts.Face, ...]) -> None:
    assert faces
    assert all(set(charset.VIETNAMESE) <= face.letters for face in faces)


def test_no_face_is_both_trained_on_and_held_out(faces: tuple[fonts.Face, ...]) -> None:
    assert not {face.path for face in faces} & {face.path for face in fonts.held_out_faces()}


def test_the_charset_writes_all_values_and_gives_them_back() -> None:
    for word in ("Nguyễn Thị Mẫu", "NIÊ ÊBAN Y'HMŎK", "01/07/2026", "mau@example.vn", "Kơ̆"):
        numbers = charset.encode(charset.nfc(word))
        blanked = [number for letter in numbers for number in (letter, 0)]
        assert charset.decode(blanked) == charset.nfc(word)
    assert len(set(charset.CHARSET)) == len(charset.CHARSET)


def test_the_shipped_charset_is_the_beginning_of_the_training_charset() -> None:
    shipped = json.loads((MODEL / "charset.json").read_text("utf-8"))
    assert shipped == list(charset.CHARSET[: len(shipped)])


def test_every_syllable_is_made_once_and_can_be_spelt() -> None:
    made = sources.syllables()
    assert all(one < other for one, other in pairwise(made))
    assert {"nguyễn", "phượng", "đặng", "quỳnh", "thúy"} <= set(made)


def test_pieces_are_told_apart_by_one_space() -> None:
    assert texts.Wanted("labelled", ("Họ và tên:", "Nguyễn Văn Mẫu")).text == (
        "Họ và tên: Nguyễn Văn Mẫu"
    )
    assert texts.Wanted("empty", ()).text == ""
