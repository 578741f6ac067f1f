"""The procedures that ship: what they promise, what they cost, how they are found and drawn."""

import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from chalicelib import values
from chalicelib.agency import by_key, resolve
from chalicelib.errors import Invalid, Missing
from chalicelib.procedure import (
    CHANNELS,
    DECIDERS,
    FIELD_KINDS,
    LIFE_EVENTS,
    Case,
    Procedure,
    Term,
    catalogue,
    chain_drawing,
    charge,
    check_decider,
    deciders,
)

TODAY = date(2026, 11, 24)
CASES = [case for one in catalogue() for case in one.cases]


def named(code: str, key: str) -> Case:
    return catalogue().current(code, TODAY).case(key)


def test_the_thirteen_procedures_are_there() -> None:
    assert [one.id for one in catalogue()] == [
        "1.001193@2026-01-16",
        "1.001612@2025-07-01",
        "1.004222@2026-03-26",
        "1.004628@2026-05-18",
        "1.004873@2026-01-16",
        "1.009645@2026-05-15",
        "1.013225@2026-06-29",
        "1.014190@2025-11-01",
        "2.000635@2026-01-16",
        "2.000815@2025-11-01",
        "3.000333@2026-07-01",
        "3.000347@2025-03-01",
        "3.000722@2026-09-01",
    ]


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("1.001612", "3 working_day"),
        ("1.004222", "7 working_day"),
        ("1.004628", "8 working_day"),
        ("1.004873", "3 working_day"),
        ("1.009645", "17 working_day"),
        ("1.014190", "7 working_day"),
        ("2.000635", "same_day"),
        ("3.000333", "10 day"),
        ("3.000347", "5 working_day"),
    ],
)
def test_every_case_of_these_has_the_published_term(code: str, term: str) -> None:
    one = catalogue().current(code, TODAY)
    assert {str(case.term) for case in one.cases} == {term}
    assert one.confirm


def test_a_house_takes_seven_days_and_other_works_ten() -> None:
    terms = {one.key: str(one.term) for one in catalogue().current("1.013225", TODAY).cases}
    assert terms == {
        "house": "7 working_day",
        "house_consulted": "7 working_day",
        "works": "10 working_day",
        "works_consulted": "10 working_day",
    }


def silent(code: str) -> set[str]:
    """How the agencies that `code` asks may be silent."""
    cases = catalogue().current(code, TODAY).cases
    return {party.on_silence for case in cases for step in case.chain for party in step.parties}


def test_silence_is_consent_for_building_permits_alone() -> None:
    assert [one.code for one in catalogue() if "deemed_consent" in silent(one.code)] == ["1.013225"]
    assert silent("1.009645") == {"notify"}
    permit = named("1.013225", "works_consulted").step("consult_works")
    assert {str(one.term) for one in permit.parties} == {"12 day"}
    assert all("1077/QĐ-BXD" in one.legal for one in permit.parties)
    assert permit.longer.vi
    assert [one.key for one in permit.parties if one.optional] == ["fire"]


def test_an_investment_is_asked_about_for_seven_days_and_decided_by_the_chairman() -> None:
    one = catalogue().current("1.009645", TODAY)
    case = one.case("investor")
    assert [(step.kind, step.agency) for step in case.chain][1:5] == [
        ("appraise", "finance"),
        ("consult", "finance"),
        ("appraise", "finance"),
        ("approve", "decider"),
    ]
    assert {str(party.term) for party in case.step("consult").parties} == {"7 working_day"}
    assert [(clock.until, str(clock.term)) for clock in case.clocks] == [
        ("passed_on", "2 working_day"),
        ("reported", "14 working_day"),
    ]
    assert [agency.code for agency in deciders(one, TODAY)] == ["H49"]


def test_a_criminal_record_has_a_clock_for_each_way_in() -> None:
    case = named("3.000333", "no_1")
    clocks = {way: [str(one.term) for one in case.clocks_for(way)] for way in CHANNELS}
    assert clocks == {
        "online": ["8 working_hour"],
        "direct": ["1 working_hour"],
        "post": ["1 working_day"],
    }


def test_a_draft_shown_online_is_confirmed_by_a_day_of_silence() -> None:
    for code, key in (("1.004873", "marriage"), ("2.000635", "own")):
        (clock,) = named(code, key).clocks_for("online")
        assert (clock.on_silence, str(clock.term), clock.since) == ("confirmed", "1 day", "shown")
        assert not named(code, key).clocks_for("direct")


def test_fees_go_by_the_way_in_and_by_the_day() -> None:
    residence = named("1.004222", "own_home")
    owed = {way: [fee.amount for fee in residence.fees_for(way, TODAY)] for way in CHANNELS}
    assert owed == {"direct": [20_000], "online": [10_000], "post": []}
    guide = named("1.004628", "guiding_degree")
    assert [fee.amount for fee in guide.fees_for("online", date(2026, 12, 31))] == [162_500]
    assert [fee.amount for fee in guide.fees_for("online", date(2027, 1, 1))] == [325_000]


def test_a_commune_a_police_or_a_department_decides() -> None:
    found = {one.code: deciders(one, TODAY) for one in catalogue().all_current(TODAY)}
    assert len(found["1.001193"]) == len(found["1.004222"]) == 54
    assert {one.kind for one in found["1.004222"]} == {"police"}
    assert [one.key for one in found["1.014190"]] == ["construction"]
    assert {one.kind for one in found["2.000635"]} == {"commune", "department"}
    with pytest.raises(Invalid, match="decider_invalid"):
        check_decider(catalogue().current("1.014190", TODAY), "H49.101", TODAY)


@pytest.mark.parametrize("one", tuple(catalogue()), ids=lambda one: one.code)
def test_whoever_acts_in_a_procedure_is_found_for_each_that_may_decide_it(one: Procedure) -> None:
    asked = {step.agency for case in one.cases for step in case.chain}
    asked |= {p.agency for case in one.cases for step in case.chain for p in step.parties}
    for decider in deciders(one, TODAY):
        for selector in asked:
            found = resolve(selector, receiver="H49.50", decider=decider.code)
            assert found.in_force(TODAY), (decider.code, selector)


def test_a_decider_by_name_is_an_agency_of_the_province() -> None:
    for name in set(DECIDERS) - {"commune", "commune_police"}:
        assert by_key(name).in_force(TODAY)


def test_every_procedure_belongs_to_a_life_event_and_every_event_has_one() -> None:
    used = {event for one in catalogue().all_current(TODAY) for event in one.events}
    assert all(one.events for one in catalogue().all_current(TODAY))
    assert used == set(LIFE_EVENTS)


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
