"""The invented papers before any harm is done: consistent people, wording, layout, the mark."""

import re
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local import samples
from local.samples import ink, names, wording
from local.samples.card_back import check_digit, mrz
from local.samples.people import CARD_AGES, Person, expiry, personal_number
from local.samples.sheet import MARK, Sheet, Type, broken

TODAY = date(2026, 11, 20)
NOTICE_KEYS = {
    *("certificate_number", "mother_name", "mother_birth_year", "mother_personal_number"),
    *("mother_address", "mother_ethnicity", "child_birth_time", "child_birth_date"),
    *("child_birth_place", "child_sex", "child_weight", "child_name", "issue_date"),
}
CARD_KEYS = {
    *("personal_number", "full_name", "birth_date", "sex", "nationality", "origin_place"),
    *("residence", "expiry_date", "issue_date"),
}
DECLARATION_KEYS = {
    *("agency", "requester_name", "requester_residence", "requester_id", "requester_relation"),
    *("child_name", "child_birth_date", "child_birth_date_words", "child_sex"),
    *("child_ethnicity", "child_nationality", "child_birth_place", "child_origin_place"),
    *("mother_name", "mother_birth_year", "mother_ethnicity", "mother_nationality"),
    *("mother_residence", "father_name", "father_birth_year", "father_ethnicity"),
    *("father_nationality", "father_residence", "copies"),
}
seeds = st.integers(0, 10**6)


@cache
def _family() -> samples.Family:
    return samples.family(11, today=TODAY)


def _sheets(family: samples.Family, seed: int = 0) -> list[Sheet]:
    return [
        samples.birth_notice(family, seed),
        samples.declaration(family, seed),
        samples.declaration(family, seed, overtyped=True),
        samples.card_2021(family.mother),
        samples.card_2024(family.father),
        samples.card_2024_back(samples.renewed(family.father, date(2024, 9, 2))),
        samples.both_sides(samples.renewed(family.father, date(2024, 9, 2))),
    ]


# people


@given(seeds)
def test_a_family_agrees_with_itself(seed: int) -> None:
    family = samples.family(seed, today=TODAY)
    child = family.child
    assert TODAY - timedelta(days=60) < child.born < TODAY
    assert child.born < family.notice_date <= TODAY
    assert child.name.split()[0] == family.father.name.split()[0]
    assert family.mother.residence == family.father.residence
    assert "phường Hồng Gai, tỉnh Quảng Ninh" in family.asking.residence
    for parent in (family.mother, family.father):
        assert parent.card_expires is None or parent.card_expires > TODAY + timedelta(days=60)
        assert parent.card_issued < date(2024, 7, 1), "chip cards ended with June 2024"
    assert 20 < (child.born - family.mother.born).days / 365 < 40


@given(seeds)
def test_a_personal_number_tells_province_century_sex_and_year(seed: int) -> None:
    family = samples.family(seed, today=TODAY)
    for person in (family.mother, family.father):
        digits = re.fullmatch(r"022(\d)(\d\d)\d{6}", person.number)
        assert digits
        assert int(digits[1]) % 2 == (person.sex == "Nữ")
        assert 1900 + int(digits[1]) // 2 * 100 + int(digits[2]) == person.born.year


@pytest.mark.parametrize(
    ("born", "sex", "number"),
    [
        (date(1990, 3, 15), "Nữ", "022190001234"),
        (date(1990, 3, 15), "Nam", "022090001234"),
        (date(2001, 3, 15), "Nữ", "022301001234"),
        (date(2026, 3, 15), "Nam", "022226001234"),
    ],
)
def test_personal_numbers_by_the_rule(born: date, sex: str, number: str) -> None:
    assert personal_number(born, sex, 1234) == number


@pytest.mark.parametrize(
    ("born", "issued", "runs_out"),
    [
        (date(2000, 5, 1), date(2022, 1, 1), date(2025, 5, 1)),
        (date(2000, 5, 1), date(2023, 6, 1), date(2040, 5, 1)),
        (date(1996, 2, 29), date(2021, 9, 1), date(2036, 2, 28)),
        (date(1960, 5, 1), date(2022, 1, 1), None),
    ],
)
def test_a_card_runs_out_on_a_set_birthday(born: date, issued: date, runs_out: date | None) -> None:
    assert expiry(born, issued) == runs_out


def test_the_same_seed_gives_the_same_family_and_another_seed_another() -> None:
    assert samples.family(3, today=TODAY) == samples.family(3, today=TODAY)
    assert samples.family(3, today=TODAY) != samples.family(4, today=TODAY)
    assert tuple(sorted(CARD_AGES)) == CARD_AGES
    assert len(set(names.COMMUNES)) == len(names.COMMUNES)


# wording


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "Ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi sáu"),
        (date(2025, 4, 21), "Ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi lăm"),
        (date(2011, 12, 15), "Ngày mười lăm tháng mười hai năm hai nghìn không trăm mười một"),
        (date(2005, 11, 31 - 1), "Ngày ba mươi tháng mười một năm hai nghìn không trăm linh năm"),
        (date(1900, 1, 10), "Ngày mùng mười tháng một năm một nghìn chín trăm"),
    ],
)
def test_dates_in_words(day: date, words: str) -> None:
    assert wording.in_words(day) == words


def test_dates_in_figures_take_zeros_as_the_decree_wants() -> None:
    assert wording.long(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert wording.long(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert wording.short(date(2026, 3, 5)) == "05/03/2026"
    assert wording.hour("08:35") == "08 giờ 35 phút"


# sheets


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_nothing_runs_off_any_paper(seed: int) -> None:
    for sheet in _sheets(samples.family(seed, today=TODAY), seed):
        for run in sheet.runs:
            assert run.x >= 0, run
            assert run.x + run.type.width(run.text) <= sheet.width - 4, run
            assert 0 < run.y < sheet.height, run


def test_every_paper_carries_the_mark() -> None:
    for sheet in _sheets(_family()):
        assert any(MARK in run.text and not run.key for run in sheet.runs)


def test_each_paper_tells_the_fields_of_its_reader() -> None:
    notice, declaration, overtyped, chip, *newer = (set(s.values) for s in _sheets(_family()))
    front, back, both = newer
    assert notice == NOTICE_KEYS
    assert declaration == overtyped == DECLARATION_KEYS
    assert chip == CARD_KEYS
    assert front == {"personal_number", "full_name", "birth_date", "sex", "nationality"}
    told = {"personal_number", "full_name", "birth_date", "sex"}
    assert back == {"residence", "birth_registration", "issue_date", "expiry_date"} | told
    assert both == front | back


def test_text_breaks_into_lines_without_losing_a_word() -> None:
    text = "Số 167, đường Nguyễn Văn Cừ, phường Hồng Gai, tỉnh Quảng Ninh"
    lines = broken(text, [120, 90, 300], Type())
    assert " ".join(lines) == text
    assert Type().width(lines[0]) <= 120
    assert broken("", [50, 50], Type()) == ["", ""]


def test_the_image_is_drawn_where_the_truth_says() -> None:
    drawn = samples.draw(samples.birth_notice(_family()), 150)
    grey = np.asarray(drawn.image.convert("L"))
    for seen in drawn.truth.values():
        x0, y0, x1, y1 = seen["box"]
        assert grey[y0:y1, x0:x1].min() < 120
        on_one_line = y1 - y0 < 40
        assert not on_one_line or grey[y0:y1, x0 - 2].min() > 120, "ink right before the value"


def test_the_machine_readable_zone_follows_icao_9303() -> None:
    day = date(1990, 3, 15)
    woman = Person("Nguyễn Thị Hạnh", "Nữ", day, "022190001234", *[""] * 4, day, date(2030, 3, 15))
    assert mrz(woman) == (
        "IDVNM1900012342022190001234<<0",
        "9003152F3003150VNM<<<<<<<<<<<4",
        "NGUYEN<<THI<HANH<<<<<<<<<<<<<<",
    )
    assert check_digit("D23145890734") == "9", "the example of Doc 9303 part 3"


def test_a_seal_is_red_on_white_and_a_code_is_black_on_white() -> None:
    seal = np.asarray(ink.seal("BỆNH VIỆN", ("MẪU",)))
    assert (seal[..., 0] >= seal[..., 1]).all()
    assert set(np.unique(np.asarray(ink.qr("x")))) == {0, 255}
