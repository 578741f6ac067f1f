"""The invented papers: consistent, marked, readable, and true to the pixel after degradation."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from local import samples
from local.samples import degrade, ink, names, papers, wording
from local.samples.__main__ import write
from local.samples.card import qr_text
from local.samples.people import CARD_AGES, expiry, personal_number
from local.samples.sheet import MARK, Seen, Sheet, Type, broken

TODAY = date(2026, 11, 20)
FINISHED = Path(samples.__file__).parent / "finished"
COMPONENTS = {"live_birth_certificate", "mother_card", "father_card", "declaration"}
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
Spoil = Callable[[degrade.Drawn, int], degrade.Taken]
seeds = st.integers(0, 10**6)


@cache
def _family() -> samples.Family:
    return samples.family(11, today=TODAY)


@cache
def _mixed() -> dict[str, samples.Paper]:
    return samples.papers_for(_family(), 11, TODAY)


def _sheets(family: samples.Family, seed: int = 0) -> list[Sheet]:
    return [
        samples.birth_notice(family, seed),
        samples.declaration(family, seed),
        samples.declaration(family, seed, overtyped=True),
        samples.card_2021(family.mother),
        samples.card_2024(family.father),
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
    notice, declaration, overtyped, chip, card = (set(s.values) for s in _sheets(_family()))
    assert notice == NOTICE_KEYS
    assert declaration == overtyped == DECLARATION_KEYS
    assert chip == CARD_KEYS
    assert card == {"personal_number", "full_name", "birth_date", "sex", "nationality"}


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


# degradation


@given(st.lists(st.floats(-40, 40), min_size=8, max_size=8))
def test_a_homography_takes_its_corners_there_and_back(push: list[float]) -> None:
    flat = np.array([(0, 0), (600, 0), (600, 900), (0, 900)], dtype=float)
    bent = flat + np.array(push).reshape(4, 2)
    there = degrade.project(degrade.homography(flat, bent), flat)
    back = degrade.project(degrade.homography(bent, flat), there)
    assert np.allclose(there, bent, atol=1e-6)
    assert np.allclose(back, flat, atol=1e-6)


@pytest.mark.parametrize("spoil", [degrade.phone, degrade.scanner])
def test_boxes_follow_the_ink_through_degradation(spoil: Spoil) -> None:
    """A black block on white is found again inside the box, and nowhere else."""
    image = Image.new("RGB", (900, 1200), "white")
    image.paste((0, 0, 0), (300, 700, 420, 760))
    seen = Seen(value="", printed="", box=[300, 700, 420, 760])
    taken = spoil(degrade.Drawn(image, {"block": seen}), 5)
    grey = np.asarray(Image.open(io.BytesIO(taken.data)).convert("L"))
    x0, y0, x1, y1 = taken.truth["block"]["box"]
    assert np.median(grey[y0 + 5 : y1 - 5, x0 + 5 : x1 - 5]) < 60
    for strip in (grey[y0 - 12 : y0 - 6, x0:x1], grey[y0:y1, x1 + 6 : x1 + 12]):
        assert strip.min() > 110


def test_a_scanner_keeps_the_page_and_a_telephone_shows_the_table() -> None:
    drawn = samples.draw(samples.declaration(_family()), 90)
    scan, photo = samples.scanner(drawn, 3), samples.phone(drawn, 3)
    assert Image.open(io.BytesIO(scan.data)).size == (496, 701)
    assert Image.open(io.BytesIO(scan.data)).getpixel((5, 350)) > (200, 200, 200)
    assert Image.open(io.BytesIO(photo.data)).getpixel((5, 350)) < (200, 200, 200)
    assert scan.truth["copies"]["value"] == photo.truth["copies"]["value"]
    assert scan.truth["copies"]["box"] != photo.truth["copies"]["box"]


@pytest.mark.parametrize(
    ("quality", "seed"), [("clean", 1), ("scanner", 1), ("scanner", 2), ("phone", 1), ("phone", 2)]
)
def test_the_qr_code_still_reads(quality: papers.Quality, seed: int) -> None:
    person = samples.family(seed, today=TODAY).mother
    taken = papers.taken(samples.card_2021(person), quality, seed, card=True)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(taken.data)))
    assert code.text == qr_text(person)
    assert code.text.split("|")[3] == f"{person.born:%d%m%Y}"
    x0, y0, x1, y1 = taken.truth["issue_date"]["box"]
    assert x0 < code.position.top_left.x < x1
    assert y0 < code.position.bottom_right.y < y1


# files


def test_the_four_papers_come_as_families_bring_them() -> None:
    mixed = _mixed()
    assert set(mixed) == COMPONENTS
    assert mixed["declaration"].data.startswith(b"%PDF-")
    assert all(p.data.startswith(b"\xff\xd8") for p in mixed.values() if p.name.endswith("jpg"))
    assert mixed["mother_card"].truth["full_name"]["value"] == _family().mother.name


@pytest.mark.parametrize("spoil", [samples.phone, samples.scanner])
def test_the_same_seed_gives_the_same_bytes(spoil: Spoil) -> None:
    drawn, again = (samples.draw(samples.birth_notice(_family(), 4), 80) for _ in range(2))
    assert spoil(drawn, 9) == spoil(again, 9)
    assert spoil(drawn, 9).data != spoil(drawn, 10).data


def test_the_same_declaration_gives_the_same_document() -> None:
    sheet, again = samples.declaration(_family()), samples.declaration(_family())
    assert samples.born_digital_pdf(sheet) == samples.born_digital_pdf(again)


def test_a_born_digital_declaration_has_its_text_where_the_truth_says() -> None:
    data, truth = samples.born_digital_pdf(samples.declaration(_family()))
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH" in text.get_text_range()
    for seen in truth.values():
        left, top, right, bottom = seen["box"]
        height = page.get_height()
        found = text.get_text_bounded(left, height - bottom, right, height - top)
        assert seen["printed"] in " ".join(found.split())


def test_a_scanned_pdf_has_pages_and_no_text() -> None:
    drawn = [samples.draw(sheet, 75) for sheet in _sheets(_family())[:2]]
    scans = [samples.scanner(page, 1).data for page in drawn]
    document = pypdfium2.PdfDocument(samples.as_pdf(scans, dpi=50))
    assert len(document) == 2
    assert document[0].get_textpage().get_text_range() == ""
    assert document[0].get_width() == pytest.approx(595, abs=1)


def test_files_and_truth_are_written_side_by_side(tmp_path: Path) -> None:
    write(_mixed(), tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert set(truth) == COMPONENTS
    for key, entry in truth.items():
        assert (tmp_path / entry["file"]).read_bytes() == _mixed()[key].data
        assert entry["fields"] == _mixed()[key].truth


def test_the_finished_samples_match_their_truth() -> None:
    truth = json.loads((FINISHED / "truth.json").read_text(encoding="utf-8"))
    assert set(truth) == COMPONENTS
    assert sum(file.stat().st_size for file in FINISHED.iterdir()) < 1_500_000
    card = truth["mother_card"]
    (code,) = zxingcpp.read_barcodes(Image.open(FINISHED / card["file"]))
    assert code.text.split("|")[0] == card["fields"]["personal_number"]["value"]
    declared = truth["declaration"]["fields"]
    assert declared["mother_name"]["value"] == card["fields"]["full_name"]["value"]


def test_a_seal_is_red_on_white_and_a_code_is_black_on_white() -> None:
    seal = np.asarray(ink.seal("BỆNH VIỆN", ("MẪU",)))
    assert (seal[..., 0] >= seal[..., 1]).all()
    assert set(np.unique(np.asarray(ink.qr("x")))) == {0, 255}
