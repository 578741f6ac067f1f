"""Procedures: the shipped three, the catalogue, fees, and what a broken file is told."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from chalicelib import values
from chalicelib.errors import Invalid, Missing
from chalicelib.procedure import (
    FIELD_KINDS,
    Case,
    Term,
    catalogue,
    chain_drawing,
    charge,
    fold,
    gather,
    load,
)

TODAY = date(2026, 11, 24)
CASES = [case for one in catalogue() for case in one.cases]


def named(code: str, key: str) -> Case:
    return catalogue().current(code, TODAY).case(key)


SMALL = """
code = "9.000001"
effective = 2026-01-01
decision = "QĐ thử"
level = "commune"
name = { vi = "Thủ tục thử", en = "A trial" }
field = { vi = "Thử", en = "Trial" }
channels = ["direct"]
subjects = ["citizen"]
legal = ["Luật thử"]

[[component]]
key = "paper"
name = { vi = "Giấy", en = "Paper" }
required = true

[[group]]
key = "all"
name = { vi = "Chung", en = "All" }
[[group.field]]
key = "who"
label = { vi = "Họ tên", en = "Name" }
kind = "name"
proof = ["paper.full_name"]

[[step]]
key = "receive"
kind = "receive"
name = { vi = "Tiếp nhận", en = "Receive" }
agency = "receiver"
role = "counter"
hours = 1
may = ["done"]

[[step]]
key = "ask"
kind = "consult"
name = { vi = "Lấy ý kiến", en = "Consult" }
agency = "decider"
role = "appraiser"
hours = 8
may = ["done"]
quorum = 1
[[step.party]]
key = "police"
name = { vi = "Công an", en = "Police" }
agency = "police"
term = "1 working_day"

[[step]]
key = "return"
kind = "return"
name = { vi = "Trả", en = "Return" }
agency = "receiver"
role = "counter"
hours = 1
may = ["done"]

[[result]]
key = "answer"
name = { vi = "Trả lời", en = "Answer" }
series = "{number}/{year}"
issuer = "decider"

[[case]]
key = "plain"
name = { vi = "Thường", en = "Plain" }
term = "2 working_day"
supplement = "resume"
"""


def test_the_small_procedure_is_read_as_written() -> None:
    one = load(SMALL)
    case = one.case("plain")
    assert one.id == "9.000001@2026-01-01"
    assert case.term == Term(2, "working_day")
    assert case.receipt
    assert case.component("paper").max_pages == 10
    assert case.step("ask").parties[0].on_silence == "notify"
    assert case.form[0].group.vi == "Chung"
    assert [step.key for step in case.chain] == ["receive", "ask", "return"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "9.000001"', 'code = "9.1"', "- code: "),
        ("effective = 2026-01-01", 'effective = "today"', "- effective: "),
        ('level = "commune"', 'level = "district"', "- level: 'district' is not one of"),
        ('channels = ["direct"]', 'channels = ["fax"]', "- channels: 'fax'"),
        ("required = true", "required = true\ncolour = 1", "- component[paper].colour: "),
        ("required = true", 'required = "yes"', "- component[paper].required: "),
        ("required = true", "required = true\nmax_pages = 0", "- component[paper].max_pages: "),
        ("required = true", 'required = true\nreader = "Căn cước"', "- component[paper].reader: "),
        ('name = { vi = "Giấy", en = "Paper" }', 'name = { vi = "Giấy" }', "[paper].name.en: "),
        ('kind = "name"', 'kind = "word"', "- group[all].field[who].kind: "),
        ('kind = "name"', 'kind = "choice"', "- group[all].field[who].choices: "),
        ('"paper.full_name"', '"card.full_name"', "- case[plain].who.proof: "),
        ('"paper.full_name"', '"paper"', "- case[plain].who.proof: "),
        ('role = "counter"', 'role = "king"', "- step[receive].role: "),
        ('may = ["done"]', 'may = ["back"]', "- step[receive].may: "),
        ('agency = "receiver"', 'agency = "tax"', "- step[receive].agency: "),
        ("hours = 8", "hours = 0", "- step[ask].hours: "),
        ("hours = 8", "hours = 7", "- step[ask].hours: is less than police has"),
        ("hours = 8", "hours = 15", "- case[plain].term: "),
        ("quorum = 1", "quorum = 2", "- step[ask].quorum: "),
        ('kind = "consult"', 'kind = "approve"', "- step[ask].party: "),
        ('kind = "consult"', 'kind = "hand_off"', "- case[plain].steps[ask].party[police].result"),
        ('kind = "return"', 'kind = "approve"', "- case[plain].steps: must run from receive"),
        ('term = "1 working_day"', 'term = "soon"', "- step[ask].party[police].term: "),
        ('agency = "police"', 'agency = "army"', "- step[ask].party[police].agency: "),
        (
            'agency = "police"',
            'agency = "police"\non_silence = "deemed_consent"',
            "- step[ask].party[police].legal: ",
        ),
        ('agency = "police"', 'agency = "police"\nresult = "answer"', "is issued by somebody else"),
        ('series = "{number}/{year}"', 'series = "{month}"', "- result[answer].series: "),
        ('issuer = "decider"', 'issuer = "decider"\npaper = "diploma"', "- result[answer].paper: "),
        ('supplement = "resume"', 'supplement = "forget"', "- case[plain].supplement: "),
        ('supplement = "resume"', 'supplement = "resume"\nsteps = ["x"]', "- case[plain].steps: "),
        (
            'supplement = "resume"',
            'supplement = "resume"\ncomponents = []',
            "- components[paper]: no case takes it",
        ),
        ("[[case]]", "[[kase]]", "- case: "),
        ('key = "answer"', 'key = "An answer"', "- result[An answer].key: "),
        ('key = "ask"', 'key = "receive"', "- step: 'receive' is there twice"),
    ],
)
def test_each_fault_is_told_at_its_place(old: str, new: str, told: str) -> None:
    assert old in SMALL
    with pytest.raises(Invalid) as caught:
        load(SMALL.replace(old, new, 1))
    assert caught.value.code == "procedure_invalid"
    assert told in caught.value.text.en


def test_all_faults_are_told_at_once() -> None:
    broken = SMALL.replace('role = "counter"', 'role = "king"').replace("hours = 8", "hours = -1")
    with pytest.raises(Invalid) as caught:
        load(broken)
    assert caught.value.text.en.count("\n- ") >= 3
    assert caught.value.text.vi.startswith("Tệp có ")


def test_a_file_that_is_no_toml_is_told_where() -> None:
    with pytest.raises(Invalid, match="line 1"):
        load("code = \n")


def test_the_sealing_comes_after_the_approval() -> None:
    with pytest.raises(Invalid, match="seal must come after approve"):
        load(re.sub(r'kind = "consult"', 'kind = "seal"', SMALL))


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
            assert kind == ("text" if box.kind == "choice" else box.kind), (box.key, name)


def test_a_form_may_hold_every_kind_of_value_and_no_other() -> None:
    assert set(FIELD_KINDS) == set(values.KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_names_and_numbers_of_people_are_critical(case: Case) -> None:
    boxes = [box for box in case.form if box.kind == "personal_number"]
    boxes += [box for box in case.form if box.key in ("child_name", "mother_name", "father_name")]
    assert all(box.critical for box in boxes)


def test_the_version_in_force_on_a_day_is_found() -> None:
    newer = SMALL.replace("effective = 2026-01-01", "effective = 2026-06-01")
    both = gather({"9.000001@2026-06-01.toml": newer, "9.000001@2026-01-01.toml": SMALL})
    assert both.current("9.000001", date(2026, 5, 31)).id == "9.000001@2026-01-01"
    assert both.current("9.000001", date(2026, 6, 1)).id == "9.000001@2026-06-01"
    assert both.get("9.000001@2026-01-01").effective == date(2026, 1, 1)
    assert [one.effective.month for one in both.all_current(date(2026, 7, 1))] == [6]
    with pytest.raises(Missing, match="procedure_unknown"):
        both.current("9.000001", date(2025, 12, 31))
    with pytest.raises(Missing, match="procedure_unknown"):
        both.get("9.000001@2027-01-01")


def test_a_file_is_named_after_its_procedure_and_its_faults_after_the_file() -> None:
    with pytest.raises(Invalid, match="procedure_misnamed"):
        gather({"9.000001.toml": SMALL})
    with pytest.raises(Invalid, match=r"x\.toml: Not valid TOML"):
        gather({"x.toml": "="})


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
