"""What another agency gets to see of a dossier, and what a citizen is told: two plain shapes."""

from collections.abc import Mapping
from typing import Any

from chalicelib import review
from chalicelib.dossier import Dossier, Handoff
from chalicelib.errors import Text
from chalicelib.procedure import Case

SUBJECTS = {
    "submitted": Text(
        "Đã nộp hồ sơ. Cán bộ một cửa sẽ kiểm tra và tiếp nhận.",
        "Your dossier is submitted. The one-stop office will check and receive it.",
    ),
    "received": Text(
        "Hồ sơ đã được tiếp nhận. Giấy tiếp nhận và giờ hẹn trả có trên trang tra cứu.",
        "Your dossier is received. The receipt and the due time are on the tracking page.",
    ),
    "refused": Text(
        "Hồ sơ không được tiếp nhận. Lý do có trên trang tra cứu.",
        "Your dossier could not be received. The reason is on the tracking page.",
    ),
    "supplement": Text(
        "Hồ sơ cần bổ sung giấy tờ. Danh sách đầy đủ có trên trang tra cứu.",
        "More papers are needed. The complete list is on the tracking page.",
    ),
    "withdrawn": Text(
        "Đã ghi nhận việc rút hồ sơ theo yêu cầu của bạn.",
        "Your dossier is withdrawn, as you asked.",
    ),
    "stopped": Text(
        "Hồ sơ được dừng giải quyết. Lý do và căn cứ có trên trang tra cứu.",
        "Work on your dossier is stopped. The reason is on the tracking page.",
    ),
    "expired": Text(
        "Đã hết thời hạn bổ sung giấy tờ nên hồ sơ được dừng giải quyết. Bạn có thể nộp hồ sơ mới.",
        "The papers asked for did not come in time and the dossier is stopped. You may apply anew.",
    ),
    "lapsed": Text(
        "Đã hết thời hạn bổ sung giấy tờ. Hồ sơ được xem xét trên giấy tờ đã có.",
        "The papers asked for did not come in time. The dossier is decided as it is.",
    ),
    "extended": Text(
        "Xin lỗi bạn: hồ sơ cần thêm thời gian. Hạn trả mới có trên trang tra cứu.",
        "We apologise: your dossier needs more time. The new due time is on the tracking page.",
    ),
    "recounted": Text(
        "Lịch làm việc thay đổi nên hạn trả được tính lại. Hạn mới và lý do có trên trang tra cứu.",
        "The working calendar changed. The new due time and why are on the tracking page.",
    ),
    "corrected": Text(
        "Giấy tiếp nhận được đính chính và cấp lại. Bản mới có trên trang tra cứu.",
        "Your receipt was corrected and issued anew. It is on the tracking page.",
    ),
    "forwarded": Text(
        "Hồ sơ được chuyển đến cơ quan có thẩm quyền. Bạn không phải nộp lại.",
        "Your dossier was forwarded to the competent agency. You need not apply anew.",
    ),
    "fee": Text(
        "Hồ sơ chờ bạn thực hiện nghĩa vụ tài chính. Số tiền và cách nộp có trên trang tra cứu.",
        "Your dossier waits for a payment. The amount is on the tracking page.",
    ),
    "decided": Text("Đã có kết quả hồ sơ của bạn.", "The result of your dossier is ready."),
    "returned": Text(
        "Kết quả đã được trả. Mời bạn tải về và đánh giá.",
        "The result has been returned. Download it and tell us how it went.",
    ),
}


def package(dossier: Dossier, case: Case, handoff: Handoff, public_url: str) -> dict[str, Any]:
    """The hand-off package: confirmed fields, component papers with SHA-256, the agency's clock.

    Personal data goes here, through the authenticated door, and never into a webhook.
    """
    return {
        "id": handoff.id,
        "dossier": dossier.code,
        "procedure": dossier.procedure,
        "case": dossier.case,
        "party": handoff.party,
        "child": handoff.code,
        "child_procedure": handoff.procedure,
        "asked_at": handoff.asked_at,
        "due": handoff.due,
        "total_due": dossier.due,
        "outcome": handoff.outcome,
        "fields": {field.key: review.value_of(dossier, field.key) for field in case.form},
        "numbers": dict(dossier.numbers),
        "papers": [_paper(paper.component, page) for paper, page in _pages(dossier)],
        "answer_to": f"{public_url}/api/v1/handoffs/{handoff.id}/answer",
    }


def _pages(dossier: Dossier) -> list[tuple[Any, Mapping[str, Any]]]:
    return [(paper, page) for paper in dossier.papers.values() for page in paper.pages]


def _paper(component: str, page: Mapping[str, Any]) -> dict[str, Any]:
    return {"component": component, "page": page["number"], "sha256": page["sha"]}


def notice(what: str, dossier: Dossier, public_url: str) -> tuple[str, str]:
    """Subject and text of a message to the citizen; no personal data, only the code."""
    name = dossier.code or dossier.id
    text = SUBJECTS[what]
    link = f"{public_url}/tra-cuu?ma={name}"
    return f"Hồ sơ {name}", f"{text.vi}\n{link}\n\n{text.en}\n"
