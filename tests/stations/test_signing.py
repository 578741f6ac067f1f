"""Who may sign, the lines over the name, and what a register that the law forbids is told."""

from datetime import date

import pytest

from chalicelib.agency import (
    Power,
    agencies,
    desks,
    load_register,
    load_roles,
    may,
    may_approve,
    register,
    require_power,
    roles,
    signature_block,
    standing_in,
    wrong_duties,
)
from chalicelib.dossier import Person
from chalicelib.errors import Forbidden, Invalid
from chalicelib.procedure import catalogue

DAY = date(2026, 11, 24)
BODY = "TM. ỦY BAN NHÂN DÂN"


def somebody(*duties: tuple[str, str], id: str = "id") -> Person:
    return Person(id, "Lê Thị Ký", duties)


def power(agency: str, role: str, procedure: str, of: str = "", on: date = DAY) -> Power:
    return require_power(somebody((agency, role)), procedure, of or agency, on)


BLOCKS = [
    ("H49.101", "leader", "1.001193", "", (BODY,), "CHỦ TỊCH"),
    ("H49.101", "acting", "1.001193", "", (BODY,), "Q. CHỦ TỊCH"),
    ("H49.101", "deputy", "1.001193", "", (BODY, "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH"),
    ("H49.07", "leader", "1.014190", "", (), "GIÁM ĐỐC"),
    ("H49.07", "acting", "1.014190", "", (), "Q. GIÁM ĐỐC"),
    (
        "H49.101.01",
        "director",
        "2.000815",
        "H49.101",
        ("TUQ. CHỦ TỊCH",),
        "GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    ),
    ("H49.01", "leader", "2.000908", "H49", ("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG"),
    (
        "H49.01",
        "deputy",
        "2.000908",
        "H49",
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"),
        "PHÓ CHÁNH VĂN PHÒNG",
    ),
    (
        "H49.09",
        "division_head",
        "1.004628",
        "",
        ("TL. GIÁM ĐỐC",),
        "TRƯỞNG PHÒNG QUẢN LÝ DU LỊCH",
    ),
]


@pytest.mark.parametrize(("agency", "role", "procedure", "of", "lines", "title"), BLOCKS)
def test_the_lines_over_a_name_are_those_of_decree_30(
    agency: str, role: str, procedure: str, of: str, lines: tuple[str, ...], title: str
) -> None:
    block = signature_block(power(agency, role, procedure, of), "Lê Thị Ký")
    assert (block.authority, block.title, block.name) == (lines, title, "Lê Thị Ký")
    assert bool(block.basis) == (role not in ("leader", "acting") or of not in ("", agency))
    assert block.from_json(block.to_json()) == block


def test_a_dossiers_procedure_is_known_with_its_date() -> None:
    assert power("H49.101", "deputy", "1.001193@2026-01-16").form == "KT"


REFUSED = [
    ("H49.101", "appraiser", "1.001193", "H49.101", DAY, "không có văn bản nào"),
    ("H49.102", "deputy", "1.001193", "H49.102", DAY, "không có văn bản nào"),
    ("H49.101", "deputy", "1.013225", "H49.101", DAY, "không có văn bản nào"),
    ("H49.101", "deputy", "1.001193", "H49.102", DAY, "không có văn bản nào"),
    ("H49.101", "deputy", "1.001193", "H49.101", date(2026, 1, 4), "chỉ có hiệu lực từ"),
    (
        "H49.101",
        "deputy",
        "1.001193",
        "H49.101",
        date(2027, 1, 1),
        "hết hiệu lực từ sau ngày 31/12",
    ),
    ("H49.106.01", "director", "2.000815", "H49.106", date(2026, 5, 15), "sau ngày 14/05/2026"),
    ("H49.102", "leader", "1.001193", "H49.101", DAY, "không có văn bản nào"),
]


@pytest.mark.parametrize(("agency", "role", "procedure", "of", "on", "why"), REFUSED)
def test_who_was_not_authorised_is_told_why_and_what_to_do(
    agency: str, role: str, procedure: str, of: str, on: date, why: str
) -> None:
    with pytest.raises(Forbidden) as caught:
        power(agency, role, procedure, of, on)
    assert caught.value.code == "not_authorised"
    assert why in caught.value.text.vi
    assert "Hãy trình Chủ tịch ký" in caught.value.text.vi


def test_nobody_signs_for_an_agency_that_is_not_there() -> None:
    head = somebody(("H49.21", "leader"))
    assert may_approve(head, "1.001193", "H49.21", date(2025, 6, 30))
    assert may_approve(head, "1.001193", "H49.21", date(2025, 7, 1)) is None
    assert may_approve(somebody(("H49.999", "leader")), "1.001193", "H49.999", DAY) is None


def test_an_entry_may_name_one_person_among_several_with_the_same_duty() -> None:
    text = SOUND.replace('form = "KT"', 'form = "KT"\nperson = "first"')
    entries = load_register(text)
    duty = ("H49.101", "deputy")
    assert may_approve(somebody(duty, id="first"), "1.001193", "H49.101", DAY, entries)
    assert not may_approve(somebody(duty, id="second"), "1.001193", "H49.101", DAY, entries)


SOUND = """
basis = "thử"
[[delegation]]
key = "one"
form = "KT"
of = "H49.101"
giver = ["H49.101", "leader"]
receiver = ["H49.101", "deputy"]
procedures = ["1.001193"]
since = 2026-01-05
through = 2026-12-31
decision = "03/QĐ-UBND"
decided = 2026-01-05
"""
AUTHORISED = SOUND.replace('"KT"', '"TUQ"').replace(
    '["H49.101", "deputy"]', '["H49.101.01", "director"]'
)
ONWARD = """
[[delegation]]
key = "two"
form = "KT"
of = "H49.101"
giver = ["H49.101.01", "director"]
receiver = ["H49.101.01", "deputy"]
procedures = ["1.001193"]
since = 2026-02-01
through = 2026-11-30
decision = "04/QĐ-TTPVHCC"
decided = 2026-02-01
"""
ORDERED = AUTHORISED.replace('"TUQ"', '"TL"')
AGAIN = SOUND.replace('basis = "thử"', "").replace('"one"', '"two"')
FORBIDDEN = [
    (SOUND.replace("2026-12-31", "2026-01-04"), "[one].through: lies before"),
    (SOUND.replace("decided = 2026-01-05", "decided = 2026-01-06"), "[one].decided: lies after"),
    (SOUND.replace("03/QĐ-UBND", "số 3"), "[one].decision: must be a number"),
    (SOUND.replace("1.001193", "khai sinh"), "[one].procedures: must be procedure codes"),
    (SOUND.replace('"H49.101", "deputy"', '"H49.102", "deputy"'), "[one].receiver: must be the"),
    (SOUND.replace('"H49.101", "leader"', '"H49.101", "clerk"'), "[one].giver: only a head"),
    (SOUND.replace('"deputy"', '"mayor"'), "[one].receiver: there is no role"),
    (SOUND.replace('of = "H49.101"', 'of = "H49.999"'), "[one].of: there was no agency"),
    (SOUND.replace('of = "H49.101"', 'of = "H49.21.04"'), "[one].of: there was no agency"),
    (SOUND.replace('of = "H49.101"', 'of = "H49.102"'), "[one].giver: has no power"),
    (AUTHORISED.replace('"1.001193"', '"*"'), "[one].procedures: must name each"),
    (AUTHORISED.replace("through = 2026-12-31\n", ""), "[one].through: an authorisation must end"),
    (AUTHORISED.replace("H49.101.01", "H49.102.01"), "[one].receiver: must head a unit"),
    (AUTHORISED.replace("H49.101.01", "G01.H49.101"), "[one].receiver: there is no role"),
    (AUTHORISED + ONWARD, "[two].giver: who signs by authorisation may not pass it on"),
    (ORDERED + ONWARD.replace("2026-11-30", "2027-01-31"), "[two].giver: has no power"),
    (ORDERED + ONWARD.replace("1.001193", "2.000815"), "[two].giver: has no power"),
    (SOUND + AGAIN, "[two]: overlaps 'one'"),
    (SOUND + AGAIN.replace('"1.001193"', '"*"'), "[two]: overlaps 'one'"),
    (
        SOUND.replace('"deputy"', '"division_head"').replace('"KT"', '"TL"'),
        "[one].title: must say",
    ),
]


@pytest.mark.parametrize(("text", "fault"), FORBIDDEN)
def test_a_register_the_law_forbids_is_refused_with_its_reason(text: str, fault: str) -> None:
    with pytest.raises(Invalid) as caught:
        load_register(text)
    assert caught.value.code == "register_invalid"
    assert f"- delegation{fault}" in caught.value.text.en


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        AUTHORISED,
        ORDERED,
        ORDERED + ONWARD,
        SOUND
        + AGAIN.replace("since = 2026-01-05", "since = 2027-01-01").replace(
            "through = 2026-12-31", "through = 2027-12-31"
        ),
        SOUND + AGAIN.replace("1.001193", "2.000815"),
    ],
)
def test_what_the_law_allows_is_taken(text: str) -> None:
    assert load_register(text)


def test_the_shipped_register_names_procedures_by_code_and_agencies_that_are_there() -> None:
    assert {one.form for one in register().values()} == {"KT", "TL", "TUQ"}
    assert all(agencies()[one.of].in_force(one.since) for one in register().values())


def test_work_waits_at_own_desks_at_those_stood_in_for_and_at_those_signed_for() -> None:
    found = desks(somebody(("H49.101.01", "director"), ("H49.101.01", "returner")), DAY)
    assert [(one.agency, one.role) for one in found] == [
        ("H49.101.01", "director"),
        ("H49.101.01", "returner"),
        ("H49.101.01", "counter"),
        ("H49.101", "leader"),
    ]
    counter, leader = found[2:]
    assert counter.takes("return", "1.001193@2026-01-16")
    assert not counter.takes("receive", "1.001193@2026-01-16")
    assert leader.takes("approve", "2.000815@2025-11-01")
    assert not leader.takes("approve", "1.001193@2026-01-16")
    assert not leader.takes("seal", "2.000815@2025-11-01")


def test_roles_are_those_of_the_one_stop_shop_and_do_what_their_steps_ask() -> None:
    wanted = "counter appraiser division_head leader clerk returner director admin controller"
    assert set(wanted.split()) <= set(roles())
    for one in catalogue():
        for case in one.cases:
            assert [step.key for step in case.chain if not may(step.role, step.kind)] == []


def test_somebody_stands_in_only_at_the_same_place_and_for_verbs_of_their_own() -> None:
    duties = (("H49.101.01", "returner"),)
    assert standing_in(duties, "H49.101.01", "counter", "return") == duties[0]
    assert standing_in(duties, "H49.101.01", "counter", "receive") is None
    assert standing_in(duties, "H49.102.01", "counter", "return") is None


def test_wrong_duties_are_named() -> None:
    duties = [("H49.999", "leader"), ("H49.101", "mayor"), ("H49.101", "counter")]
    assert [one.en for one in wrong_duties(duties)] == [
        "There is no agency 'H49.999'.",
        "There is no role 'mayor'.",
        "People's Committee of Hong Gai Ward has no counter officer.",
    ]
    assert list(wrong_duties([("H49.101.01", "counter"), ("G01.H49", "agency")])) == []


def test_broken_roles_are_told_every_fault() -> None:
    text = 'basis = "x"\n[[role]]\nkey = "a"\nname = { vi = "a", en = "a" }\n'
    with pytest.raises(Invalid) as caught:
        load_roles(text + 'rank = "head"\nat = ["moon"]\nmay = ["sing"]\nstands_in = ["b"]\n')
    for place in (".rank", ".at", ".may", ".stands_in"):
        assert f"role[a]{place}:" in caught.value.text.en
