"""Reception anywhere in the province: for any commune, any counter, any day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.agency import (
    CENTRES,
    COUNTS,
    Unit,
    agencies_on,
    agency,
    decider_for,
    receivers,
    route,
    today_of,
    units,
)
from chalicelib.errors import Invalid, Missing

NOW = date(2026, 11, 24)
BEFORE = date(2025, 6, 30)
COMMITTEES = st.sampled_from([one.code for one in agencies_on(NOW) if one.kind == "commune"])
COUNTERS = st.sampled_from([one.code for one in agencies_on(NOW) if one.kind in CENTRES])
OLD = st.sampled_from([one for one in units().values() if one.tier == "former"])


@given(COMMITTEES, COUNTERS, COUNTERS, st.booleans())
def test_received_anywhere_decided_by_the_competent_returned_where_asked(
    decider: str, counter: str, back: str, by_post: bool
) -> None:
    duties = ((decider, "appraiser"), (counter, "counter"))
    found = route(decider, duties, NOW, returner=back, by_post=by_post)
    assert [found.counts_for(what) for what in COUNTS] == [counter, decider, back]
    assert found.by_post == by_post


@given(COMMITTEES)
def test_online_it_goes_to_the_deciders_own_centre_which_stands_first_of_all(decider: str) -> None:
    own = agency(decider).relations["centre"]
    found = route(decider, (), NOW)
    assert (found.receiver, found.returner) == (own, own)
    assert [one.code for one in receivers(decider, NOW, anywhere=False)] == [own]
    there = receivers(decider, NOW)
    assert there[0].code == own
    assert len(there) == len({one.code for one in there}) == 55


@given(COMMITTEES, COUNTERS)
def test_a_procedure_kept_at_home_is_taken_in_nowhere_else(decider: str, counter: str) -> None:
    own = agency(decider).relations["centre"]
    duties = ((counter, "counter"),)
    if counter == own:
        assert route(decider, duties, NOW, anywhere=False).receiver == own
    else:
        with pytest.raises(Invalid, match="cannot_receive"):
            route(decider, duties, NOW, anywhere=False)


@given(OLD)
def test_an_old_address_leads_to_the_committee_of_today_or_asks_which(unit: Unit) -> None:
    code = unit.code
    now = units().get(("commune", code))
    if now:
        assert decider_for("commune", code, NOW).commune == code
    elif len(today_of(code)) == 1:
        assert decider_for("commune", code, NOW).commune == today_of(code)[0].code
    else:
        with pytest.raises(Invalid, match="commune_divided"):
            decider_for("commune", code, NOW)
    assert decider_for("commune", code, BEFORE).commune == code


def test_deciders_by_tier() -> None:
    assert decider_for("commune_police", "06838", NOW).name.vi == "Công an xã Bình Liêu"
    assert decider_for("construction", "06838", NOW).name.vi == "Sở Xây dựng"
    with pytest.raises(Missing):
        decider_for("commune", "00004", NOW)
    with pytest.raises(Missing):
        decider_for("moon", "06838", NOW)


@pytest.mark.parametrize("decider", ["H49.21.05", "G24.H49", "H49.101.01"])
def test_who_is_no_more_or_has_no_counter_decides_nothing(decider: str) -> None:
    with pytest.raises(Invalid, match="cannot_decide"):
        route(decider, (), NOW)


def test_a_result_comes_back_at_centres_only() -> None:
    with pytest.raises(Invalid, match="cannot_receive"):
        route("H49.101", (), NOW, returner="H49.102")
