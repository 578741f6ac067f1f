"""Agencies: the shipped list, its relations, and what a broken list is told."""

import pytest

from chalicelib.agency import above, agencies, agency, load_agencies, resolve
from chalicelib.errors import Invalid, Missing


def test_the_demonstration_has_its_communes_each_with_centre_and_police() -> None:
    communes = [one for one in agencies().values() if one.kind == "commune"]
    assert {one.place for one in communes} == {
        "Hồng Gai",
        "Bãi Cháy",
        "Hạ Long",
        "Uông Bí",
        "Móng Cái 1",
        "Bình Liêu",
        "Vân Đồn",
        "Cô Tô",
    }
    for one in communes:
        assert agency(one.relations["centre"]).kind == "commune_centre"
        assert agency(one.relations["police"]).commune == one.commune
        assert agency(one.relations["insurance"]).kind == "insurance"


def test_only_the_province_code_is_official() -> None:
    assert [one.code for one in agencies().values() if not one.illustrative] == ["H49"]


def test_selectors_stand_for_the_ends_or_for_a_relation_of_the_decider() -> None:
    ends = {"receiver": "H49.106.01", "decider": "H49.101"}
    assert resolve("receiver", **ends).place == "Bình Liêu"
    assert resolve("decider", **ends).name.vi == "Ủy ban nhân dân phường Hồng Gai"
    assert resolve("police", **ends).name.vi == "Công an phường Hồng Gai"
    assert resolve("insurance", **ends).name.en == "Quang Ninh Social Insurance"


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
relations = { tax = "H51", police = "H52" }
"""


def test_a_broken_list_is_told_every_fault_with_its_place() -> None:
    with pytest.raises(Invalid) as caught:
        load_agencies(BROKEN)
    told = caught.value.text.en
    for place in (".code", ".name.en", ".kind", ".parent", ".commune", ".relations.tax", ".police"):
        assert f"agency[h49]{place}:" in told
