"""Codes in two spellings and units in two times, for all of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.agency import Unit, agencies, agencies_on, agency, qcvn, qd20, units
from chalicelib.errors import Invalid

DAYS = st.dates(date(2024, 11, 1), date(2030, 1, 1))
ROOTS = st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True)


@st.composite
def old_codes(draw: st.DrawFn) -> str:
    """A QCVN 102 code: one to four levels, zeros below the last."""
    rooms = (2, 2, 3)
    depth = draw(st.integers(0, 3))
    levels = [draw(st.integers(1, 10**room - 1)) for room in rooms[:depth]]
    filled = [*levels, *([0] * (3 - depth))]
    parts = [str(number).zfill(room) for number, room in zip(filled, rooms, strict=True)]
    return ".".join([*reversed(parts), draw(ROOTS)])


@given(old_codes())
def test_an_old_code_survives_the_way_to_the_new_spelling_and_back(code: str) -> None:
    assert qcvn(qd20(code)) == code
    assert qd20(qd20(code)) == qd20(code)


@given(st.sampled_from(sorted(agencies())))
def test_every_shipped_code_is_found_by_all_its_spellings(code: str) -> None:
    one = agency(code)
    assert qd20(code) == code
    if one.qcvn:
        assert qd20(one.qcvn) == code
        assert agency(one.qcvn) == one


@given(st.text(max_size=20))
def test_what_is_no_code_is_refused_and_never_half_read(text: str) -> None:
    try:
        code = qd20(text)
    except Invalid:
        return
    assert set(code) <= set(text)
    assert len(code) <= 35


@pytest.mark.parametrize("wrong", ["", "h49.1", "H49..1", "000.01.00.H49", "1.2.3.4.", "H49." * 9])
def test_such_codes_are_wrong(wrong: str) -> None:
    with pytest.raises(Invalid, match="code_invalid"):
        qd20(wrong)


@given(st.sampled_from([one for one in units().values() if one.tier == "former"]))
def test_every_old_unit_went_into_new_ones_that_are_there_when_it_is_gone(unit: Unit) -> None:
    into = [units()["commune", new] for new in unit.into]
    assert into
    assert all(new.in_force(unit.until) for new in into)


@given(DAYS)
def test_on_any_day_each_commune_has_one_committee_and_one_counter(day: date) -> None:
    there = agencies_on(day)
    committees = [one.commune for one in there if one.kind == "commune"]
    counters = [one.commune for one in there if one.kind == "commune_centre"]
    assert sorted(committees) == sorted(set(committees)) == sorted(counters)
    assert len(committees) in (54, 171)


@given(DAYS)
def test_whoever_is_related_or_above_is_there_on_the_same_day(day: date) -> None:
    for one in agencies_on(max(day, date(2025, 7, 1))):
        near = [code for code in (one.parent, *one.relations.values()) if code]
        assert all(agency(code).in_force(max(day, date(2025, 7, 1))) for code in near)
