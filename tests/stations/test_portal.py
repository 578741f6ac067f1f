"""The National Portal's JSON as a draft file: read dirt and all, and what a person must decide."""

import copy
import json
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.errors import Invalid
from chalicelib.procedure import load
from local.procedures_portal import decisions, draft

BIRTHDAY = 1_790_000_000_000  # 2026-09-21T21:13:20+07:00


def method(way: str, amount: object, unit: object, *fees: Mapping[str, object]) -> dict[str, Any]:
    return {
        "submissionMethod": way,
        "processingTime": amount,
        "processingTimeUnit": unit,
        "description": "",
        "fees": list(fees),
    }


def paper(code: str, name: str, originals: object = 1, copies: object = 0) -> dict[str, Any]:
    counts = {"originalQty": originals, "copyQty": copies, "required": False}
    return {"code": code, "name": name, **counts}


INVENTED: dict[str, Any] = {
    "code": "9.000001",
    "name": "Cấp  giấy phép nuôi\u200e rồng ",
    "isWard": True,
    "isProvince": False,
    "isMinistry": False,
    "category": {"code": "G99-TT01", "name": "Thử nghiệm"},
    "keywords": "rồng, thú lạ",
    "procedureProposal": {"proposalNumber": "99/QĐ-TN", "decisionDate": BIRTHDAY},
    "executionSteps": [{"name": "", "description": "- Nộp hồ sơ.\n- Xã lấy ý kiến Sở Thử nghiệm."}],
    "executionMethods": [
        method("DIRECT", 5, "WORKING_DAY", {"value": 20000, "description": ""}),
        method("ONLINE", "3", "WORKING_DAY", {"value": 20000, "description": ""}),
    ],
    "executionCases": [
        {"name": "Rồng nhỏ", "profileComponents": [paper("KQ1", "- Đơn đề nghị;")]},
        {
            "name": "Rồng lớn",
            "profileComponents": [
                paper("KQ1", "- Đơn đề nghị;"),
                paper("KQ2", "(1) Bản vẽ chuồng", 2, "1"),
                paper("KQ3", "Lưu ý: không nộp ảnh rồng ngủ.", 0, 0),
            ],
        },
    ],
    "subjectTypesDetails": [{"name": "Công dân Việt Nam"}, {"name": "Người chơi hệ rồng"}],
    "legalBasisesDetails": [{"code": "1/2026/NĐ-TN ", "name": "Nghị định"}],
    "resultsDetails": [
        {"code": "KQ.G99.1", "name": "Giấy phép nuôi rồng"},
        {"code": "KQ.G99.2", "name": "Phiếu từ chối"},
    ],
    "cases": [{"code": "9.000001.01", "processingDay": {"qty": 20, "type": "DAY"}}],
    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
}


def drafted(**changes: object) -> str:
    data = copy.deepcopy(INVENTED) | changes
    return draft(json.dumps({"code": "OK", "data": data}))


def faults(text: str) -> list[str]:
    """The places that `motcua check` refuses."""
    with pytest.raises(Invalid) as caught:
        load(text)
    return [line for line in caught.value.text.en.splitlines() if line.startswith("- ")]


def one_way(amount: object, unit: object, *fees: Mapping[str, object]) -> str:
    return drafted(executionMethods=[method("DIRECT", amount, unit, *fees)])


def test_what_the_portal_says_plainly_is_taken_as_it_is() -> None:
    data = tomllib.loads(drafted())
    assert (data["code"], data["level"], data["decision"]) == (
        "9.000001",
        "commune",
        "99/QĐ-TN ngày 21/09/2026",
    )
    assert data["name"] == {"vi": "Cấp giấy phép nuôi rồng", "en": ""}
    assert data["effective"].isoformat() == "2026-09-21"
    assert data["channels"] == ["direct", "online"]
    assert data["legal"] == ["1/2026/NĐ-TN"]
    assert data["keywords"] == ["rồng", "thú lạ"]
    assert [(one["amount"], "channels" in one) for one in data["fee"]] == [(20000, False)]


def test_cases_share_papers_and_notes_are_no_papers() -> None:
    text = drafted()
    data = tomllib.loads(text)
    assert [(one["name"]["vi"], one["originals"], one["copies"]) for one in data["component"]] == [
        ("Đơn đề nghị", 1, 0),
        ("Bản vẽ chuồng", 2, 1),
    ]
    assert [one["components"] for one in data["case"]] == [
        ["don_de_nghi"],
        ["don_de_nghi", "ban_ve_chuong"],
    ]
    assert [(one["term"], one["online_term"]) for one in data["case"]] == [
        ("5 working_day", "3 working_day")
    ] * 2
    assert "#   Lưu ý: không nộp ảnh rồng ngủ." in text


def test_groups_of_papers_are_one_case() -> None:
    groups = [
        {"name": "* Giấy tờ phải nộp:", "profileComponents": [paper("KQ1", "Đơn")]},
        {"name": "* Lưu ý:", "profileComponents": [paper("KQ2", "Ảnh")]},
    ]
    data = tomllib.loads(drafted(executionCases=groups))
    assert [one["components"] for one in data["case"]] == [["don", "anh"]]


def test_what_is_left_for_a_person_is_just_what_the_check_refuses() -> None:
    text = drafted()
    assert len(decisions(text)) == len(faults(text))
    assert [one for one in decisions(text) if "tiếng Anh" not in one] == [
        "cơ quan giải quyết (cổng ghi: Ủy ban nhân dân cấp xã)",
        "dãy số, như {number}/{year}",
    ]


def test_what_the_draft_guessed_is_said() -> None:
    text = drafted()
    for remark in (
        "chưa chắc ngày áp dụng",
        "Người chơi hệ rồng",
        "không đánh dấu giấy tờ nào bắt buộc",
        "trình tự nói “lấy ý kiến”: thêm bước consult",
        "“Phiếu từ chối” là từ chối",
        "9.000001.01 20 DAY",
    ):
        assert any(remark in line for line in text.splitlines() if "XEM LẠI" in line), remark


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (1, "OTHER", "thời hạn: cổng ghi “1 OTHER”"),
        (None, "OTHER", "thời hạn: cổng ghi “OTHER”"),
        (None, None, "thời hạn: cổng ghi “”"),
        (0, "DAY", "thời hạn: cổng ghi “0 DAY”"),
        (2.5, "DAY", "thời hạn: cổng ghi “2.5 DAY”"),
        ("10 ngày", "", "thời hạn: cổng ghi “10 ngày”"),
    ],
)
def test_a_term_that_is_none_is_left_open(amount: object, unit: object, said: str) -> None:
    text = one_way(amount, unit)
    assert said in decisions(text)
    assert {one["term"] for one in tomllib.loads(text)["case"]} == {"?"}


@pytest.mark.parametrize(
    ("amount", "unit", "term"),
    [
        (7, "WORKING_DAY", "7 working_day"),
        ("7", "DAY", "7 day"),
        (8, "HOUR", "8 working_hour"),
        (2.0, "MONTH", "2 month"),
    ],
)
def test_a_term_that_is_plain_is_taken(amount: object, unit: object, term: str) -> None:
    data = tomllib.loads(one_way(amount, unit))
    assert {one["term"] for one in data["case"]} == {term}


def test_words_about_another_time_are_shown_beside_the_term() -> None:
    way = method("DIRECT", 10, "WORKING_DAY")
    way["description"] = "10 ngày làm việc (hoặc 7 ngày làm việc đối với rồng nhỏ)"
    open_ = method("DIRECT", 1, "OTHER") | {"description": "trả trong 03 ngày làm việc"}
    assert "XEM LẠI: lời văn nói: 10 ngày làm việc, 7 ngày làm việc" in drafted(
        executionMethods=[way]
    )
    assert any(
        "lời văn nói: 03 ngày làm việc" in o for o in decisions(drafted(executionMethods=[open_]))
    )


@pytest.mark.parametrize(
    ("value", "told", "said"),
    [
        (25, "25.000.000đ một con", "phí: cổng ghi “25”, có thể là nghìn hoặc triệu đồng"),
        (0, "Lệ phí: 135.000 đồng/lần.", "phí: cổng ghi 0 nhưng lời văn nói 135.000 đồng"),
        (0, "Theo quy định của Hội đồng nhân dân", "mức do HĐND cấp tỉnh quyết định"),
        ("tùy rồng", "", "phí: cổng ghi “tùy rồng”"),
        (None, "", "phí: cổng ghi “None”"),
    ],
)
def test_a_fee_that_is_doubtful_is_left_open(value: object, told: str, said: str) -> None:
    text = one_way(5, "WORKING_DAY", {"value": value, "description": told})
    assert any(said in one for one in decisions(text))
    assert [one["amount"] for one in tomllib.loads(text)["fee"]] == ["?"]
    assert len(decisions(text)) == len(faults(text))


@pytest.mark.parametrize(("value", "amount"), [(0, 0), ("8.000", 8000), (162500.0, 162500)])
def test_a_fee_that_is_plain_is_taken(value: object, amount: int) -> None:
    text = one_way(5, "WORKING_DAY", {"value": value, "description": ""})
    assert [one["amount"] for one in tomllib.loads(text)["fee"]] == [amount]


def test_another_currency_is_not_taken_for_dong() -> None:
    dollars = {"value": 5000, "description": "", "currencyName": "Đô la Mỹ"}
    assert any("5000 Đô la Mỹ" in one for one in decisions(one_way(5, "DAY", dollars)))


def test_fees_that_differ_by_the_way_in_are_kept_apart() -> None:
    ways = [
        method("DIRECT", 7, "WORKING_DAY", {"value": 20000, "description": ""}),
        method("ONLINE", 7, "WORKING_DAY", {"value": 10000, "description": ""}),
    ]
    data = tomllib.loads(drafted(executionMethods=ways))
    assert [(one["amount"], one["channels"]) for one in data["fee"]] == [
        (20000, ["direct"]),
        (10000, ["online"]),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"isProvince": True}, "cấp thực hiện: cổng đánh dấu commune, province"),
        ({"isWard": None}, "cấp thực hiện: cổng đánh dấu không cấp nào"),
        ({"procedureProposal": None}, "ngày áp dụng"),
        ({"code": "BTP-1"}, "mã: cổng ghi “BTP-1”"),
    ],
)
def test_a_head_that_is_unclear_is_left_open(change: dict[str, object], said: str) -> None:
    assert said in decisions(drafted(**change))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"data": 3}', '{"data": {"name": " "}}'])
def test_what_is_no_procedure_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="portal_invalid"):
        draft(text)


def test_a_draft_decided_by_a_person_is_a_procedure() -> None:
    text = drafted().replace('en = ""', 'en = "English"')
    text = text.replace('deciders = ["?"]', 'deciders = ["commune"]')
    text = text.replace('series = "?"', 'series = "{number}/{year}"')
    one = load(text)
    assert one.id == "9.000001@2026-09-21"
    assert [str(case.term_for("online")) for case in one.cases] == ["3 working_day"] * 2
