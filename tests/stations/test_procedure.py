"""A procedure file: read as written, or told every fault with its place."""

import re
from datetime import date

import pytest

from chalicelib.errors import Invalid, Missing
from chalicelib.procedure import Term, gather, load, load_head

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
        ('role = "counter"', 'role = "clerk"', "- step[receive].role: may not do it"),
        ('may = ["done"]', 'may = ["back"]', "- step[receive].may: "),
        ('agency = "receiver"', 'agency = "taxi"', "- step[receive].agency: "),
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
        ("legal =", 'deciders = ["king"]\nlegal =', "- deciders: 'king' is not one of"),
        ("legal =", 'events = ["picnic"]\nlegal =', "- events: 'picnic' is not one of"),
        ("legal =", "keywords = [1]\nlegal =", "- keywords: "),
        (
            'agency = "police"',
            'agency = "police"\noptional = true',
            "- step[ask].party[police].when: goes with optional",
        ),
        (
            "hours = 8",
            'hours = 8\nlonger = { vi = "Vì", en = "So" }',
            "- step[ask].longer: no party has longer",
        ),
        (
            'supplement = "resume"',
            'supplement = "resume"\nonline_term = "1 working_day"',
            "- case[plain].online_term: steps take 10 h, the term has 8",
        ),
        (
            'supplement = "resume"',
            'supplement = "resume"\nsupplements = 0',
            "- case[plain].supplements: ",
        ),
        (
            'supplement = "resume"',
            'supplement = "resume"\nunanswered = "wait"',
            "- case[plain].unanswered: ",
        ),
    ],
)
def test_each_fault_is_told_at_its_place(old: str, new: str, told: str) -> None:
    assert old in SMALL
    with pytest.raises(Invalid) as caught:
        load(SMALL.replace(old, new, 1))
    assert caught.value.code == "procedure_invalid"
    assert told in caught.value.text.en


FEE = """
[[fee]]
key = "fee"
name = { vi = "Phí", en = "Fee" }
amount = 1
per = "dossier"
"""
CLOCK = """
[[clock]]
key = "clock"
name = { vi = "Mốc", en = "A time" }
term = "1 working_day"
since = "received"
until = "defects_told"
"""


def test_fees_and_clocks_are_read_as_written() -> None:
    fee = FEE + 'at = "return"\nchannels = ["online"]\nsince = 2026-01-01\nuntil = 2026-12-31\n'
    case = load(SMALL + fee + CLOCK).case("plain")
    assert [(one.at, one.channels, one.illustrative) for one in case.fees] == [
        ("return", ("online",), False)
    ]
    assert case.fees_for("online", date(2026, 12, 31)) == case.fees
    assert case.fees_for("online", date(2027, 1, 1)) == ()
    assert case.fees_for("direct", date(2026, 6, 1)) == ()
    assert [(str(one.term), one.on_silence) for one in case.clocks_for("post")] == [
        ("1 working_day", "notify")
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (FEE + 'at = "fee"', "- case[plain].fees: at = fee and a fee step go together"),
        (FEE + 'at = "never"', "- fee[fee].at: "),
        (FEE + "since = 2026-02-01\nuntil = 2026-01-01", "- fee[fee].until: is before since"),
        (FEE + 'channels = ["fax"]', "- fee[fee].channels: "),
        (FEE + "illustrative = 1", "- fee[fee].illustrative: "),
        (
            CLOCK + 'on_silence = "confirmed"',
            "- clock[clock].legal: silence as consent needs a law",
        ),
        (CLOCK + 'on_silence = "deemed_consent"', "- clock[clock].on_silence: "),
        (CLOCK.replace("received", "yesterday"), "- clock[clock].since: "),
        (CLOCK.replace("defects_told", "doomsday"), "- clock[clock].until: "),
        (CLOCK.replace("1 working_day", "9 working_day"), "is longer than the whole"),
        ('[[confirm]]\nvi = "Chỉ một thứ tiếng"', "- confirm[1].en: "),
    ],
)
def test_faults_of_fees_and_clocks_are_told(more: str, told: str) -> None:
    with pytest.raises(Invalid) as caught:
        load(SMALL + more)
    assert told in caught.value.text.en


def test_a_head_is_read_alone_and_its_faults_are_told() -> None:
    assert load_head(SMALL).id == "9.000001@2026-01-01"
    assert load_head(SMALL.partition("[[")[0] + "[[case]\n broken").name.en == "A trial"
    with pytest.raises(Invalid, match="district"):
        load_head(SMALL.replace('"commune"', '"district"'))


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
