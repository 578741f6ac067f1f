"""The procedures that ship: what they promise, what they cost, how they are found and drawn."""

import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from chalicelib import values
from chalicelib.errors import Missing
from chalicelib.procedure import (
    FIELD_KINDS,
    Case,
    Term,
    catalogue,
    chain_drawing,
    charge,
    fold,
)

TODAY = date(2026, 11, 24)
CASES = [case for one in catalogue() for case in one.cases]


def named(code: str, key: str) -> Case:
    return catalogue().current(code, TODAY).case(key)


def test_the_three_procedures_of_the_first_release_are_there() -> None:
    assert [one.id for one in catalogue()] == [
        "1.001193@2026-01-16",
        "2.000815@2025-11-01",
        "3.000722@2026-09-01",
    ]


def test_birth_registration_is_answered_the_same_day_and_asks_for_four_papers() -> None:
    case = named("1.001193", "in_time")
    assert case.term == Term(0, "same_day")
    assert [(one.key, one.reader, one.required, one.holder) for one in case.components] == [
        ("live_birth_certificate", "live-birth-certificate", True, ""),
        ("declaration", "birth-declaration", True, ""),
        ("mother_card", "citizen-card", True, "mother"),
        ("father_card", "citizen-card", False, "father"),
    ]
    assert [step.kind for step in case.chain] == [
        "receive",
        "appraise",
        "approve",
        "seal",
        "return",
    ]


def test_late_registration_costs_and_registration_in_time_does_not() -> None:
    assert named("1.001193", "in_time").fees[0].amount == 0
    assert named("1.001193", "late").fees[0].amount > 0


def test_a_case_without_a_father_asks_nothing_about_him() -> None:
    case = named("1.001193", "father_unknown")
    assert not [box.key for box in case.form if box.key.startswith("father")]
    assert not [one.key for one in case.components if one.holder == "father"]


def test_the_linked_case_hands_off_to_police_and_insurance_at_once() -> None:
    case = named("3.000722", "linked")
    step = case.step("hand_off")
    assert [(one.agency, one.result) for one in step.parties] == [
        ("police", "residence_notice"),
        ("insurance", "insurance_card"),
    ]
    assert step.quorum == 0
    assert case.term == Term(3, "working_day")
    before = case.chain[: case.chain.index(step)]
    assert sum(one.hours for one in before) <= 8
    assert [one.issuer for one in case.results] == ["decider", "police", "insurance"]


def test_certified_copies_need_no_receipt_and_cost_by_the_page() -> None:
    case = named("2.000815", "copy")
    assert not case.receipt
    prices = {pages: charge(case.fees, pages) for pages in (0, 1, 2, 3, 10, 198, 199, 1000)}
    assert prices == {
        0: 0,
        1: 2_000,
        2: 4_000,
        3: 5_000,
        10: 12_000,
        198: 200_000,
        199: 200_000,
        1000: 200_000,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_every_case_is_sound(case: Case) -> None:
    components = {one.key for one in case.components}
    assert all(proof.split(".")[0] in components for box in case.form for proof in box.proof)
    assert all(box.kind in FIELD_KINDS for box in case.form)
    assert sum(step.hours for step in case.chain) <= case.term.most_hours
    assert all(before.key != after.key for before, after in pairwise(case.chain))


def reads(reader: str) -> dict[str, str]:
    """The fields of a shipped reader and their kinds."""
    text = (files("chalicelib") / "readers" / f"{reader}.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["fields"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_every_proof_is_a_field_its_reader_knows_and_of_the_same_kind(case: Case) -> None:
    for box in case.form:
        for component, _, name in (proof.partition(".") for proof in box.proof):
            kind = reads(case.component(component).reader)[name]
            fitting = ("text", "relation") if box.kind == "choice" else (box.kind,)
            assert kind in fitting, (box.key, name)


def test_a_form_may_hold_every_kind_of_value_and_no_other() -> None:
    assert set(FIELD_KINDS) == set(values.KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_names_and_numbers_of_people_are_critical(case: Case) -> None:
    boxes = [box for box in case.form if box.kind == "personal_number"]
    boxes += [box for box in case.form if box.key in ("child_name", "mother_name", "father_name")]
    assert all(box.critical for box in boxes)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("khai sinh", ["1.001193", "3.000722"]),
        ("ĐĂNG KÝ THƯỜNG TRÚ", ["3.000722"]),
        ("dang ky thuong tru", ["3.000722"]),
        ("chung thuc", ["2.000815"]),
        ("1.001193", ["1.001193"]),
        ("birth", ["1.001193", "3.000722"]),
        ("", ["1.001193", "2.000815", "3.000722"]),
        ("giấy phép lái xe", []),
    ],
)
def test_search_needs_no_marks(words: str, codes: list[str]) -> None:
    assert [one.code for one in catalogue().search(words, TODAY)] == codes


def test_search_knows_the_date() -> None:
    assert [one.code for one in catalogue().search("khai sinh", date(2026, 3, 1))] == ["1.001193"]


def test_folding_takes_marks_of_any_normal_form() -> None:
    assert fold("Đặng Thị Hồng") == fold("Đặng Thị Hồng") == "dang thi hong"


def test_the_chain_is_drawn_with_who_and_how_long() -> None:
    drawn = chain_drawing(named("3.000722", "linked"))
    assert "Tiếp nhận hồ sơ  [receive]" in drawn
    assert "cơ quan giải quyết · lãnh đạo ký · 2 giờ" in drawn
    assert "├─ Công an cấp xã: đăng ký thường trú: 2 ngày làm việc" in drawn
    assert "└─ Bảo hiểm xã hội" in drawn
    assert drawn.count("●") + drawn.count("◉") == 6
    assert "signing leader · 2 h" in chain_drawing(named("3.000722", "linked"), "en")


def test_what_is_not_there_is_missing() -> None:
    one = catalogue().current("1.001193", TODAY)
    case = one.cases[0]
    for ask in (one.case, case.step, case.component, case.field, case.result):
        with pytest.raises(Missing, match="unknown"):
            ask("nothing")
