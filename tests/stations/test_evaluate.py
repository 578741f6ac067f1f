"""Scoring pages against their truth, and what calibration makes of scored fields."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.fields import Finding, Reading
from local.calibrate import fitted, threshold
from local.evaluate.score import by, figures, hand_figures, marks
from local.evaluate.text import nearest, wording
from local.evaluate.truth import Truth, truths

OURS = {
    "paper": "birth-declaration",
    "quality": "phone",
    "hand": ["copies"],
    "fields": {
        "child_name": {"value": "Lan Mẫu", "printed": "LAN MẪU", "box": [1, 2, 3, 4]},
        "child_birth_date": {"value": "2026-02-05", "printed": "05/02/2026"},
        "child_sex": {"value": "Nữ"},
        "mother_name": {"value": "Cao Thị Mẫu"},
        "father_name": {"value": ""},
        "copies": {"value": "3"},
        "no_such_field": {"value": "x"},
    },
}
THEIRS = {
    "layout": "ks",
    "quality": "clean300",
    "fields": {"con_ten": {"value": "Lan Mẫu"}, "con_ngaysinh": {"value": "05/02/2026"}},
    "lines": ["TỜ KHAI", "Lan Mẫu"],
}
KEYS = """[ks]
paper = "birth-declaration"
[ks.keys]
con_ten = "child_name"
con_ngaysinh = "child_birth_date"
"""


def page(folder: Path, name: str, truth: object) -> None:
    (folder / f"{name}.png").write_bytes(b"")
    (folder / f"{name}.json").write_text(json.dumps(truth), encoding="utf-8")


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    page(tmp_path, "a", OURS)
    [found] = truths(tmp_path)
    return found


def read(key: str, value: str, *, accepted: bool = False, flags: tuple[str, ...] = ()) -> Reading:
    return Reading(key, value, value, "name", 1, None, 0.9, flags, accepted=accepted)


def test_a_folder_gives_every_page_with_a_truth_and_a_reader(tmp_path: Path) -> None:
    page(tmp_path, "a", OURS)
    page(tmp_path, "b", {**OURS, "paper": "nobody's"})
    (tmp_path / "c.png").write_bytes(b"")
    assert [found.file.name for found in truths(tmp_path)] == ["a.png"]


def test_another_makers_truth_is_translated(tmp_path: Path) -> None:
    page(tmp_path, "a", THEIRS)
    keys = tmp_path / "keys.toml"
    keys.write_text(KEYS, encoding="utf-8")
    [found] = truths(tmp_path, keys)
    assert (found.paper, found.quality, found.lines) == (
        *("birth-declaration", "clean"),
        "TỜ KHAI\nLan Mẫu",
    )
    assert found.fields["child_birth_date"].value == "2026-02-05"


def test_what_stands_on_the_paper_is_as_right_as_the_canonical_value(truth: Truth) -> None:
    for said in ("Lan Mẫu", "LAN MẪU"):
        [mark, *_] = marks(truth, Finding(truth.paper, 1, (read("child_name", said),)))
        assert mark.exact
    [mark, *_] = marks(truth, Finding(truth.paper, 1, (read("child_name", "Lan Mâu"),)))
    assert not mark.exact


def test_figures_tell_wrong_from_empty_from_invented_and_leave_out_what_pens_wrote(
    truth: Truth,
) -> None:
    said = (
        read("child_name", "Lan Mẫu", accepted=True),
        read("child_birth_date", "2026-02-06", accepted=True),
        read("father_name", "Ai Đó", accepted=True),
        read("copies", "3", flags=("handwriting",)),
    )
    found = marks(truth, Finding(truth.paper, 1.0, said))
    told = figures(found)
    assert (told["fields"], told["wrong"], told["empty"], told["invented"]) == (4, 1, 2, 1)
    assert told["exact"] == 0.25
    assert told["precision"] == pytest.approx(1 / 3)
    assert (told["wrong_accepted"], told["guarded_wrong_accepted"]) == (2, 1)
    assert hand_figures(found) == {"fields": 1, "flagged": 1, "accepted": 0}
    assert set(by(found, lambda mark: mark.quality)) == {"phone"}


def test_a_paper_taken_for_another_has_read_nothing(truth: Truth) -> None:
    told = figures(marks(truth, Finding("decision", 1.0, (read("child_name", "Lan Mẫu"),))))
    assert (told["empty"], told["wrong"]) == (4, 0)


def test_words_are_counted_in_any_order_and_letters_where_they_fit_best() -> None:
    told = wording("Lan Mẫu\nTỔ 5", ["Tổ 5", "Lan Mâu"])
    assert told.recall == 0.5
    assert told.errors == pytest.approx(2 / 11)
    assert nearest("Mẫu", "Cao Thị Mẫu Lan") == 0
    assert nearest("Mẫu", "") == 3


@given(st.text("abc", max_size=8), st.text("abc", max_size=12))
def test_nearest_is_never_more_than_the_line_and_nothing_for_what_is_inside(
    line: str, text: str
) -> None:
    assert nearest(line, text) <= len(line)
    assert (nearest(line, text) == 0) == (line in text)


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), max_size=40))
def test_a_threshold_lets_nothing_wrong_pass_where_nothing_may(
    pairs: list[tuple[float, bool]],
) -> None:
    enough, count = threshold(pairs, 0.0)
    assert all(right for sure, right in pairs if sure >= enough)
    assert count <= len(pairs)


def test_a_fact_that_tells_right_from_wrong_gets_its_weight() -> None:
    facts = [{"always": 1.0, "agreed": float(n % 2)} for n in range(40)]
    weights = fitted(facts, [bool(n % 2) for n in range(40)])
    assert weights["agreed"] > 1
    assert weights["always"] < 0
