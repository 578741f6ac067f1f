"""What the citizen does: start, declare, send papers, submit, rate. Each is a fact for the log."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib import values
from chalicelib.agency import Route
from chalicelib.chain.bundle import BUNDLE
from chalicelib.chain.duty import duty_for
from chalicelib.dossier import ENDED, Dossier, Fact, Paper, Person, Status
from chalicelib.errors import Conflict, Invalid, Missing, Text
from chalicelib.procedure import Case, FormField, Procedure

OPEN_FOR_PAPERS = (Status.DRAFT, Status.SUPPLEMENT)
SCORES = {
    3: Text("Rất hài lòng", "Very satisfied"),
    2: Text("Hài lòng", "Satisfied"),
    1: Text("Không hài lòng", "Not satisfied"),
}


def own(dossier: Dossier, person: Person) -> Dossier:
    """The dossier, if it is this person's; Missing otherwise, so that ids cannot be guessed."""
    if dossier.owner != person.id:
        raise Missing("no_such_dossier", "Không tìm thấy hồ sơ.", "No such dossier.")
    return dossier


def start(procedure: Procedure, case: Case, person: Person, *, way: Route, secret: str) -> Fact:
    """A new draft under today's version of the procedure, which it keeps for life."""
    return Fact(
        "started",
        {
            "procedure": procedure.id,
            "case": case.key,
            "owner": person.id,
            "owner_name": person.name,
            "owner_email": person.email,
            "receiver": way.receiver,
            "decider": way.decider,
            "returner": way.returner if way.returner != way.receiver else "",
            "by_post": way.by_post,
            "secret": secret,
            "channel": 1 if duty_for(person, "receive", way.receiver) else 2,
        },
        Status.DRAFT,
    )


def declare(dossier: Dossier, case: Case, form: Mapping[str, str]) -> Fact:
    """Answers to the form, tidied. Raises Invalid at the first field that cannot be understood.

    Empty answers are kept: a draft may be incomplete, `submit` looks at the whole.
    """
    _draft(dossier)
    known = {field.key: field for field in case.form if not field.office}
    said = {key: _tidy(known[key], raw) for key, raw in form.items() if key in known}
    return Fact("declared", {"form": said})


def _tidy(field: FormField, raw: str) -> str:
    if not raw.strip():
        return ""
    parsed = values.parse(field.kind, raw)
    if not parsed.value or (field.choices and parsed.value not in field.choices):
        raise Invalid(
            "not_understood",
            f"Không hiểu được “{field.label.vi}”. Hãy nhập lại theo mẫu gợi ý.",
            f"“{field.label.en}” could not be understood. Type it as in the hint.",
            at=field.key,
        )
    return parsed.value


def open_slot(dossier: Dossier, case: Case, component: str, *, upload: str, key: str) -> Fact:
    """A place for one upload of this component paper, known before the file is sent.

    `component` BUNDLE is a file that holds several papers.
    """
    if dossier.status not in OPEN_FOR_PAPERS or (
        dossier.status == Status.SUPPLEMENT and dossier.waiting is None
    ):
        raise Conflict(
            "papers_closed",
            "Hồ sơ đã nộp nên không thể gửi thêm giấy tờ lúc này.",
            "The dossier is submitted; papers cannot be added now.",
        )
    if component not in {BUNDLE, *(part.key for part in case.components)}:
        raise Missing("no_such_paper", "Không có giấy tờ này.", "No such paper.")
    return Fact(
        "slot_opened", {"slot": component, "component": component, "upload": upload, "key": key}
    )


def paper_at(dossier: Dossier, slot: str, upload: str) -> Paper | None:
    """The paper in `slot` if `upload` is still its newest one; news of an older one is stale."""
    paper = dossier.papers.get(slot)
    return paper if paper and paper.upload == upload else None


def arrived(paper: Paper, *, version: str, attempt: int = 1) -> Fact:
    """The file is in the bucket; reading begins. `attempt` counts readings of this very file."""
    return Fact("arrived", {"slot": paper.slot, "version": version, "attempt": attempt})


def was_read(
    paper: Paper,
    *,
    reader: str,
    pages: Sequence[Mapping[str, Any]],
    readings: Sequence[Mapping[str, Any]],
) -> Fact:
    """What the machine read, as it read it. It decides nothing."""
    return Fact(
        "read",
        {"slot": paper.slot, "reader": reader, "pages": [*pages], "readings": [*readings]},
    )


def file_refused(paper: Paper, code: str, text: Text) -> Fact:
    """The file cannot be taken; the citizen is told what to do and the slot stays usable."""
    return Fact("file_refused", {"slot": paper.slot, "code": code, "advice": text._asdict()})


def park_paper(paper: Paper, code: str, pages: Sequence[Mapping[str, Any]] = ()) -> Fact:
    """The machine could not read it; a person will look at its `pages`. The citizen can go on."""
    advice = Text(
        "Máy chưa đọc được giấy này. Bạn vẫn nộp được hồ sơ, cán bộ sẽ tự xem giấy.",
        "The machine could not read this paper. You can submit; an officer will look at it.",
    )
    said = {"slot": paper.slot, "code": code, "advice": advice._asdict()}
    return Fact("paper_parked", {**said, "pages": [*pages]})


def submit(dossier: Dossier, case: Case, first: str) -> Fact:
    """The citizen hands the dossier in. Raises Invalid naming the first thing still missing."""
    _draft(dossier)
    for field in case.form:
        if field.required and not field.office and not dossier.form.get(field.key, "").strip():
            raise Invalid(
                "answer_missing",
                f"Bạn chưa khai “{field.label.vi}”.",
                f"“{field.label.en}” is not answered yet.",
                at=field.key,
            )
    for part in missing_papers(dossier, case):
        raise Invalid(
            "paper_missing",
            f"Bạn chưa gửi “{part.vi}”.",
            f"“{part.en}” has not been sent yet.",
        )
    return Fact("submitted", {"to": first}, Status.SUBMITTED)


def missing_papers(dossier: Dossier, case: Case) -> list[Text]:
    """The names of required papers that have not come in yet."""
    have = {
        paper.component
        for paper in dossier.papers.values()
        if paper.state in ("arrived", "read", "parked")
    }
    return [part.name for part in case.components if part.required and part.key not in have]


def rate(dossier: Dossier, score: int, comment: str) -> Fact:
    """The citizen says how it went (TT 01/2018: rất hài lòng / hài lòng / không hài lòng)."""
    if dossier.status not in ENDED:
        raise Conflict("not_yet", "Hãy đánh giá sau khi nhận kết quả.", "Rate it once it is done.")
    if score not in SCORES:
        raise Invalid("no_such_score", "Hãy chọn một mức hài lòng.", "Choose one.", at="score")
    return Fact("rated", {"score": score, "comment": comment.strip()[:1000]})


def _draft(dossier: Dossier) -> None:
    if dossier.status != Status.DRAFT:
        raise Conflict(
            "already_submitted",
            "Hồ sơ đã nộp. Hãy xem tình trạng ở trang tra cứu.",
            "The dossier is submitted. See how it stands on the tracking page.",
        )
