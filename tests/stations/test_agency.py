"""Agencies: the shipped list by date, its relations, and what a broken list is told."""

from collections import Counter
from datetime import date, timedelta

import pytest

from chalicelib.agency import (
    COLLECTIVE,
    Agency,
    above,
    agencies,
    agencies_on,
    agency,
    at_commune,
    load_agencies,
    load_units,
    resolve,
    successors,
    today_of,
    units,
    units_on,
)
from chalicelib.errors import Invalid, Missing
from chalicelib.procedure import DECIDERS, SELECTORS
from chalicelib.values import key
from chalicelib.values.known import lists

NOW = date(2026, 11, 24)
CHANGE = date(2025, 7, 1)
BEFORE = CHANGE - timedelta(days=1)


def kinds(day: date) -> Counter[str]:
    return Counter(one.kind for one in agencies_on(day))


def test_the_province_has_fifty_four_communes_each_with_centre_and_police() -> None:
    communes = [one for one in agencies_on(NOW) if one.kind == "commune"]
    assert len(communes) == len({one.commune for one in communes}) == 54
    named = Counter(one.name.vi.removeprefix("Ủy ban nhân dân ").split()[0] for one in communes)
    assert named == {"phường": 30, "xã": 22, "đặc": 2}
    for one in communes:
        assert agency(one.relations["centre"]).kind == "commune_centre"
        assert agency(one.relations["police"]).commune == one.commune
        assert agency(one.relations["insurance"]).kind == "insurance"
        assert agency(one.relations["tax"]).kind == "tax"


def test_two_tiers_now_three_before_and_nobody_under_a_district_on_the_day_of_the_change() -> None:
    assert kinds(NOW)["district"] == kinds(CHANGE)["district"] == 0
    assert kinds(CHANGE)["commune"] == kinds(CHANGE)["commune_centre"] == 54
    assert (kinds(BEFORE)["district"], kinds(BEFORE)["commune"]) == (13, 171)
    assert Counter(one.tier for one in units_on(BEFORE)) == {"district": 13, "former": 171}
    assert Counter(one.tier for one in units_on(CHANGE)) == {"commune": 54}


def test_the_communes_are_those_that_the_reader_of_addresses_knows() -> None:
    rows = dict(line.split(": ", 1) for line in lists("units.txt") if ": " in line)
    read = {key(name.rstrip("*")) for name in rows["Quảng Ninh"].split("; ")}
    assert {key(one.name) for one in units_on(NOW)} == read


def test_a_day_before_the_list_begins_knows_no_communes() -> None:
    assert units_on(date(2024, 10, 31)) == []


def test_old_communes_are_found_in_the_new_ones() -> None:
    old = {one.full.vi: one for one in units().values() if one.tier == "former"}
    assert [one.full.vi for one in today_of(old["phường Bạch Đằng"].code)] == ["phường Hồng Gai"]
    assert [one.full.vi for one in today_of(old["xã Vô Ngại"].code)] == [
        "xã Bình Liêu",
        "xã Tiên Yên",
    ]
    with pytest.raises(Missing, match="unit_unknown"):
        today_of("00001")


def test_who_took_the_work_of_an_agency_that_is_no_more() -> None:
    old = at_commune("06694", "commune", BEFORE)
    assert [one.name.vi for one in successors(old.code, NOW)] == ["Ủy ban nhân dân phường Hồng Gai"]
    assert successors(old.code, BEFORE) == (old,)
    district = next(
        one for one in agencies_on(BEFORE) if one.place == "Cô Tô" and one.commune == ""
    )
    assert {one.place for one in successors(district.code, NOW)} == {"Cô Tô"}
    with pytest.raises(Missing, match="agency_unknown"):
        at_commune("06694", "commune", NOW)


def test_only_the_province_code_is_official() -> None:
    assert [one.code for one in agencies().values() if not one.illustrative] == ["H49"]


def test_an_agency_is_found_by_either_spelling_of_its_code() -> None:
    construction = agency("H49.07")
    assert construction.name.vi == "Sở Xây dựng"
    assert construction.qcvn == "000.00.07.H49"
    assert agency("000.00.07.H49") == agency("H49.7") == construction
    assert agency("H49.101").qcvn == ""


def test_selectors_stand_for_the_ends_for_a_relation_of_the_decider_or_for_one_agency() -> None:
    ends = {"receiver": "H49.106.01", "decider": "H49.101"}
    assert resolve("receiver", **ends).place == "Bình Liêu"
    assert resolve("decider", **ends).name.vi == "Ủy ban nhân dân phường Hồng Gai"
    assert resolve("police", **ends).name.vi == "Công an phường Hồng Gai"
    assert resolve("insurance", **ends).name.en == "Quang Ninh Social Insurance"
    assert resolve("construction", **ends).code == "H49.07"
    assert resolve("province", **ends).code == "H49"


@pytest.mark.parametrize("selector", sorted({*SELECTORS, *DECIDERS} - {"receiver", "decider"}))
def test_every_word_that_a_procedure_may_use_stands_for_an_agency(selector: str) -> None:
    if not selector.startswith("commune"):
        assert resolve(selector, receiver="H49.50", decider="H49.101").in_force(NOW)


@pytest.mark.parametrize("selector", ["tax", "", "centre"])
def test_a_selector_that_leads_nowhere_is_missing(selector: str) -> None:
    with pytest.raises(Missing, match="agency_unknown"):
        resolve(selector, receiver="H49", decider="G24.H49")
    with pytest.raises(Missing, match="agency_unknown"):
        resolve("receiver", receiver="H50", decider="H49")


def test_a_committee_stands_alone_on_its_letters_and_a_centre_does_not() -> None:
    assert above(agency("H49.101")) is None
    over = above(agency("H49.101.01"))
    assert over is not None
    assert over.code == "H49.50"
    assert agency("H49.101").head_title.vi == "CHỦ TỊCH"


@pytest.mark.parametrize("one", [*agencies().values()], ids=lambda one: one.code)
def test_committees_have_nobody_above_and_all_that_is_gone_was_taken_over(one: Agency) -> None:
    assert not (one.collective and one.parent)
    assert one.collective == (one.kind in COLLECTIVE)
    if one.until != date.max:
        assert one.into
        assert all(agency(new).in_force(one.until) for new in one.into)


BROKEN = """
basis = "thử"
[[agency]]
code = "h49"
name = { vi = "A" }
kind = "ministry"
parent = "H50"
place = "Hạ Long"
head_title = { vi = "x", en = "x" }
commune = "123"
illustrative = true
since = 2026-01-01
until = 2025-01-01
relations = { bank = "H51", police = "H52" }
"""


def test_a_broken_list_is_told_every_fault_with_its_place() -> None:
    with pytest.raises(Invalid) as caught:
        load_agencies(BROKEN)
    told = caught.value.text.en
    places = ".code .name.en .kind .parent .commune .relations.bank .police .until"
    for place in places.split():
        assert f"agency[h49]{place}:" in told


BROKEN_UNITS = """
basis = "thử"
province = "22"
known_since = 2025-07-01
two_tier_since = 2025-07-01
communes = [["1", "101", "phường", "Một"], ["00002", "102", "làng"]]
[[district]]
code = "193"
number = "21"
kind = "thành phố"
name = "Hai"
communes = [["00003", "phường", "Ba", "00004"], ["00005", "phường", "Bốn"]]
"""


def test_broken_units_are_told_every_fault_with_its_place() -> None:
    with pytest.raises(Invalid) as caught:
        load_units(BROKEN_UNITS)
    told = caught.value.text.en
    for fault in ("known_since: must lie", "commune[1]: the code", "communes: ['00002'"):
        assert f"- {fault}" in told
    for fault in ("former[00003]: there is no new commune", "commune[1]: came from no old"):
        assert f"- {fault}" in told
    assert "district[193].communes: ['00005'" in told
