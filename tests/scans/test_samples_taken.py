"""The invented papers as files: harmed by scanner and telephone, bound, written, finished."""

import io
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from local import samples
from local.samples import degrade, papers
from local.samples.__main__ import write
from local.samples.card import qr_text
from local.samples.sheet import Seen

TODAY = date(2026, 11, 20)
FINISHED = Path(samples.__file__).parent / "finished"
COMPONENTS = {"live_birth_certificate", "mother_card", "father_card", "declaration"}
Spoil = Callable[[degrade.Drawn, int], degrade.Taken]


@cache
def _family() -> samples.Family:
    return samples.family(11, today=TODAY)


@cache
def _mixed() -> dict[str, samples.Paper]:
    return samples.papers_for(_family(), 11, TODAY)


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
    sheets = (samples.birth_notice(_family()), samples.declaration(_family()))
    drawn = [samples.draw(sheet, 75) for sheet in sheets]
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
