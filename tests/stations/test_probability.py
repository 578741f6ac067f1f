"""What may pass unseen, whatever the frozen weights are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.fields import Reading
from chalicelib.fields.merge import Merged
from chalicelib.fields.probability import group, group_of, judge, unsettled, weigh
from chalicelib.sheet import Box
from chalicelib.values import KINDS

BOTH = ("ocr", "line")
NUMBER = Reading("id", "022098026339", "022098026339", "personal_number", 1, agreed=BOTH)
NAME = Reading("child_name", "Cao Thị Mẫu", "Cao Thị Mẫu", "name", 1, agreed=BOTH)


def accepted(reading: Reading, first: float = 0.97, second: float = 0.999, **also: bool) -> bool:
    return weigh(Merged(reading, first, second, **also), reading, 0.98, judge()).accepted


def test_two_sure_readers_that_agree_pass() -> None:
    assert accepted(NUMBER)
    assert accepted(NAME)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_one_source_never_passes_however_sure(first: float, second: float, page: float) -> None:
    alone = replace(NUMBER, agreed=("line",))
    assert not weigh(Merged(alone, first, second), alone, page, judge()).accepted


@pytest.mark.parametrize("flag", ["handwriting", "under_seal", "birth_year_differs", "runs_on"])
def test_nothing_flagged_passes(flag: str) -> None:
    assert not accepted(replace(NUMBER, flags=(flag,)))


def test_what_was_put_right_may_pass() -> None:
    assert accepted(replace(NAME, flags=("corrected",)))


def test_an_agreement_that_settles_nothing_does_not_pass() -> None:
    assert not accepted(NAME, doubted=True)
    assert not accepted(NAME, longer=True)
    assert not accepted(NUMBER, first=0.5, second=0.8)
    assert not accepted(NUMBER, first=0.97, second=0.7)
    assert not accepted(replace(NAME, value="Cao Khánh My"))
    assert accepted(replace(NAME, value="Cao Thị Thủy"))


@pytest.mark.parametrize(
    ("kind", "value", "passes"),
    [
        ("address", "Số 2, phố Mẫu, phường Hồng Gai, tỉnh Quảng Ninh", True),
        ("address", "Số 2, phố Mẫu, phường Trần Hưng Đạo, huyện Tiên Yên", False),
        ("address", "xã Hải Hòa, tỉnh Quảng Ninh", True),
        ("address", "Hà", False),
        ("address", "Hà Tu", True),
        ("relation", "Con đẻ", True),
        ("relation", "con đẻ", False),
        ("text", "việc hỗ trợ kinh phí sửa chữa nhà ở", False),
        ("text", "ỦY BAN NHÂN DÂN", False),
        ("text", "ỦY BAN NHÂN DÂN phường Hồng Gai", True),
        ("business", "Dịch vụ phục vụ đồ uống", True),
        ("business", "phục vụ đồ uống", False),
        ("business", "Bán lẻ lương thực, thực phẩm trong các cửa hàng chuyên", False),
        ("business", "Nuôi chim cút mẫu", True),
    ],
)
def test_a_value_that_seems_cut_off_does_not_pass(kind: str, value: str, passes: bool) -> None:
    assert accepted(replace(NAME, kind=kind, value=value)) is passes


@pytest.mark.parametrize(
    ("value", "passes"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG HẢI CHÂU", True),
        ("ỦY BAN NHÂN DÂN PHƯỜNG HÀI CHÂU", False),
        ("ỦY BAN NHÂN DÂN PHƯỜNG MẪU", True),
    ],
)
def test_a_place_that_is_listed_with_other_marks_does_not_pass(value: str, passes: bool) -> None:
    assert accepted(replace(NAME, kind="text", value=value)) is passes


def test_readers_unsure_of_what_another_field_confirms_may_pass() -> None:
    date = Reading("born", "2026-06-06", "06/06/2026", "date", 1, agreed=(*BOTH, "words"))
    unsure = Merged(date, 0.69, 0.89)
    assert not unsettled(unsure, date)
    assert unsettled(unsure, replace(date, agreed=BOTH))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(KINDS)))
def test_a_probability_is_one(first: float, second: float, page: float, kind: str) -> None:
    reading = replace(NAME, kind=kind)
    sure = weigh(Merged(reading, first, second), reading, page, judge()).confidence
    assert 0 <= sure <= 1


def test_agreement_makes_a_value_surer() -> None:
    for reading in (NUMBER, NAME):
        alone = replace(reading, agreed=("line",))
        sure = [
            weigh(Merged(one, 0.95, 0.99), one, 0.95, judge()).confidence
            for one in (alone, reading)
        ]
        assert sure[0] < sure[1]


def test_every_kind_has_a_threshold_that_two_sources_must_reach() -> None:
    assert {group(kind) for kind in KINDS} <= set(judge().enough)
    assert min(judge().enough.values()) >= 0.9


def test_words_in_cells_and_texts_over_lines_are_judged_apart() -> None:
    assert group_of(replace(NAME, key="member2_name")) == "cell"
    two = (Box(0, 0, 9, 9), Box(0, 10, 9, 19))
    assert group_of(replace(NAME, kind="text", lines=two)) == "long"
    assert group_of(replace(NUMBER, key="member2_personal_number")) == "personal"
