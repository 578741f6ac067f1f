"""The pages made to measure reading with: every paper, print, hand and quality, and its truth."""

import io
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chalicelib.values import parse
from local.samples import fonts, look, syllables
from local.samples.bundles import bundle
from local.samples.catalogue import PAPERS
from local.samples.folk import Folk
from local.samples.frozen import small
from local.samples.hand import bones
from local.samples.household import household
from local.samples.names import GIRL_GIVEN, MAN_GIVEN, WOMAN_GIVEN
from local.samples.page import TODAY, page, write
from local.samples.qualities import QUALITIES, Quality
from local.samples.raster import draw
from local.samples.sheet import MARK, Drawn, Seen, Sheet

seeds = st.integers(0, 10**6)
LETTERS = "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
)


@pytest.mark.parametrize("family", fonts.PACKAGES)
@pytest.mark.parametrize("style", ["", "B"])
def test_a_printing_family_draws_every_vietnamese_letter(family: str, style: fonts.Style) -> None:
    font = fonts.at(family, style, 40)
    nothing = bytes(font.getmask("\U000fffff"))
    drawn = {letter: bytes(font.getmask(letter)) for letter in LETTERS + "đĐ"}
    assert [letter for letter, mask in drawn.items() if mask == nothing or not any(mask)] == []
    assert len(set(drawn.values())) == len(drawn), "two letters look the same"


@pytest.mark.parametrize("family", fonts.HANDS)
def test_a_hand_writes_every_letter_or_its_bones(family: str) -> None:
    stripped = bones(LETTERS + "đĐ", family)
    assert len(stripped) == len(LETTERS) + 2
    font = fonts.at(family, "", 40)
    nothing = bytes(font.getmask("\U000fffff"))
    assert all(bytes(font.getmask(letter)) != nothing for letter in stripped)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_an_invented_business_has_a_valid_tax_code_and_a_card_when_it_signs(seed: int) -> None:
    business = household(Folk(seed, TODAY))
    assert re.fullmatch(r"\d{10}", business.tax_code)
    assert parse("tax_code", business.tax_code).flags == ()
    assert business.signed >= business.owner.card_issued


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_syllables_of_chance_are_spelt_as_vietnamese_is(seed: int) -> None:
    word = syllables.syllable(random.Random(seed))
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    assert word == unicodedata.normalize("NFC", word).lower()
    assert not re.match(r"c[eiy]|g[e]|ng[ei]|k[aou]", plain), word
    tones = [c for c in unicodedata.normalize("NFD", word) if c in syllables.TONES[1:]]
    assert len(tones) <= 1
    if plain[-1] in "cpt" or plain.endswith("ch"):
        assert set(tones) & {"\u0301", "\u0323"}, "checked syllables rise or fall"


@given(seeds)
def test_names_outside_the_lists_are_in_no_list(seed: int) -> None:
    name = Folk(seed, TODAY, outside=True).name("Nữ")
    assert 3 <= len(name.split()) <= 5
    known = Folk(seed, TODAY).name("Nữ").split()[-1]
    assert known in WOMAN_GIVEN + GIRL_GIVEN
    assert known not in MAN_GIVEN or known in WOMAN_GIVEN + GIRL_GIVEN


@settings(max_examples=4, deadline=None)
@given(seeds, st.sampled_from([k for k in PAPERS if k != "receipt"]), st.booleans())
def test_nothing_runs_off_a_page_and_every_page_is_marked(
    seed: int, paper: str, hand: bool
) -> None:
    kind = PAPERS[paper]
    chosen = look.chosen(random.Random(seed), hand=hand and kind.pen)
    sheet = kind.make(Folk(seed, TODAY), chosen, seed)
    assert isinstance(sheet, Sheet)
    assert any(MARK in run.text and not run.key for run in sheet.runs)
    for run in sheet.runs:
        assert run.x >= 0, run
        assert run.x + run.type.width(run.text) <= sheet.width, run
        assert 0 < run.y < sheet.height, run
    for key, value in sheet.values.items():
        assert value or key == "expiry_date", key


@pytest.mark.parametrize("paper", PAPERS)
def test_a_page_says_its_fields_where_the_truth_says(paper: str) -> None:
    made = page(paper, "clean", 4)
    grey = np.asarray(Image.open(io.BytesIO(made.data)).convert("L"))
    assert made.truth["paper"] == paper
    assert len(made.truth["fields"]) >= 3
    for key, seen in _placed(made.truth).items():
        x0, y0, x1, y1 = seen["box"]
        assert grey[y0:y1, x0:x1].min() < 140, key


@pytest.mark.parametrize("quality", QUALITIES)
def test_the_same_seed_spoils_a_page_the_same_way(quality: Quality) -> None:
    sheet = PAPERS["decision"].make(Folk(9, TODAY), look.Look(), 9)
    assert isinstance(sheet, Sheet)
    drawn, again = draw(sheet, 90), draw(sheet, 90)
    spoil = QUALITIES[quality]
    assert spoil(drawn, 3) == spoil(again, 3)
    assert quality == "clean" or spoil(drawn, 3).data != spoil(drawn, 4).data


def test_boxes_follow_a_page_that_was_stored_on_its_side() -> None:
    """Found again by their ink, whichever way the telephone was held."""
    image = Image.new("RGB", (600, 800), "white")
    image.paste((0, 0, 0), (100, 600, 260, 640))
    block = Drawn(image, {"block": Seen(value="", printed="", box=[100, 600, 260, 640])})
    shapes = set()
    for seed in range(30):
        shot = QUALITIES["phone"](block, seed)
        grey = np.asarray(Image.open(io.BytesIO(shot.data)).convert("L"))
        x0, y0, x1, y1 = shot.truth["block"]["box"]
        shapes.add((x1 - x0 > y1 - y0, x0 + x1 > grey.shape[1], y0 + y1 > grey.shape[0]))
        assert np.median(grey[y0 + 6 : y1 - 6, x0 + 6 : x1 - 6]) < 70
    assert len(shapes) >= 3


def test_a_fax_is_black_or_white() -> None:
    shot = Image.open(io.BytesIO(page("decision", "fax", 1).data))
    assert shot.mode == "1"
    assert abs(shot.width - 1686) < 3


def test_a_page_by_hand_names_what_was_written_by_hand() -> None:
    made = page("residence-declaration", "clean", 3, hand=True)
    fields = made.truth["fields"]
    assert set(made.truth["hand"]) == set(fields)
    assert made.name.endswith("-clean-hand.png")
    assert page("decision", "clean", 3, hand=True).truth["hand"] == []


def test_page_and_truth_lie_side_by_side(tmp_path: Path) -> None:
    file = write(page("receipt", "fax", 2), tmp_path)
    truth = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert truth["quality"] == "fax"
    assert set(truth["fields"]) >= {"dossier_code", "submitter_name", "due_date"}


def test_a_bundle_says_which_pages_are_which_paper(tmp_path: Path) -> None:
    made = bundle(("decision", "receipt", "official-letter"), "fax", 3)
    parts = made.truth["parts"]
    assert len(pypdfium2.PdfDocument(made.data)) == parts[-1]["last"]
    assert [part["first"] for part in parts] == list(range(1, len(parts) + 1))
    named = [part for part in parts if part["paper"]]
    assert len({part["paper"] for part in named}) == len(named) >= 2
    assert all(part["fields"] for part in named)
    assert write(made, tmp_path).with_suffix(".json").is_file()


def test_a_frozen_page_is_small_and_its_boxes_came_along() -> None:
    made = page("receipt", "clean", 2)
    less = small(made)
    image = Image.open(io.BytesIO(less.data))
    assert len(less.data) < 200_000
    assert image.width <= 1240
    grey = np.asarray(image.convert("L"))
    for key, seen in _placed(less.truth).items():
        x0, y0, x1, y1 = seen["box"]
        assert grey[y0:y1, x0:x1].min() < 160, key


def _placed(truth: dict[str, Any]) -> dict[str, Any]:
    return {key: seen for key, seen in truth["fields"].items() if seen["box"]}
