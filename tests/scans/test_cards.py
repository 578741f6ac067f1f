"""Citizen cards as machines read them: code and zone found on drawn cards, and what they say."""

from datetime import date

import pytest

from chalicelib.fields import find, readers
from chalicelib.pages import open_paper
from chalicelib.words import Tesseract, Tesserocr, Word, read
from local.samples import both_sides, card_2021, card_2024_back, family, taken
from local.samples.card import qr_text
from local.samples.card_back import card_2021_back, mrz
from local.samples.papers import Quality
from local.samples.people import Person
from local.samples.sheet import Sheet

WOMAN: Person = family(11, today=date(2026, 11, 24)).mother


def words_of(sheet: Sheet, quality: Quality, *, card: bool = True) -> tuple[Word, ...]:
    data = taken(sheet, quality, 11, card=card).data
    (page,) = open_paper(data, max_pages=1)
    return read(page, Tesserocr())


@pytest.mark.parametrize("side", [card_2021_back, card_2024_back])
@pytest.mark.parametrize("quality", ["scanner", "phone"])
def test_the_zone_of_a_card_is_read_as_it_is_printed(side: object, quality: Quality) -> None:
    assert callable(side)
    (zone,) = (word for word in words_of(side(WOMAN), quality) if word.source == "mrz")
    *checked, name = zone.text.split("\n")
    assert checked == list(mrz(WOMAN)[:2])
    # No digit checks the name's line.
    assert sum(one != other for one, other in zip(name, mrz(WOMAN)[2], strict=True)) <= 1


@pytest.mark.parametrize("quality", ["scanner", "phone"])
def test_the_code_of_a_card_is_read_beside_its_print(quality: Quality) -> None:
    words = words_of(card_2021(WOMAN), quality)
    assert [word.text for word in words if word.source == "qr"] == [qr_text(WOMAN)]
    found = {reading.key: reading for reading in find([words], readers()).readings}
    assert found["full_name"].value == WOMAN.name
    assert found["personal_number"].value == WOMAN.number
    assert set(found["birth_date"].agreed) == {"ocr", "qr"}


def test_both_sides_on_one_sheet_are_one_card() -> None:
    words = words_of(both_sides(WOMAN), "scanner", card=False)
    finding = find([words], readers(), "citizen-card")
    found = {reading.key: reading for reading in finding.readings}
    assert finding.reader == "citizen-card"
    assert found["personal_number"].value == WOMAN.number
    assert found["expiry_date"].value == (WOMAN.card_expires or date.min).isoformat()
    # The printed address is so small here that the picture beside it may be read into it.
    sure = [reading for reading in finding.readings if reading.kind != "address"]
    assert not any("differs" in flag for reading in sure for flag in reading.flags)


def test_both_doors_to_tesseract_read_the_same_zone() -> None:
    (page,) = open_paper(taken(card_2024_back(WOMAN), "scanner", 11, card=True).data, max_pages=1)
    one, other = (read(page, engine) for engine in (Tesseract(), Tesserocr()))
    zones = [word.text for words in (one, other) for word in words if word.source == "mrz"]
    assert [zone.split("\n")[:2] for zone in zones] == [list(mrz(WOMAN)[:2])] * 2
