"""Decisions on a dossier under way. Each returns one `Fact` or raises, and changes nothing.

Law: NĐ 61/2018 Đ17 (receive, supplement once and complete, refuse with a reason), Đ18 (the 15:00
rule), Đ19 (resolve, clocks), Đ20 (return); carried on by NĐ 118/2025.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib import review, workdays
from chalicelib.chain.duty import is_signed, signs
from chalicelib.chain.steps import after, require, step_of
from chalicelib.dossier import Dossier, Fact, Handoff, Person, Status
from chalicelib.errors import Conflict, Forbidden, Invalid, Missing
from chalicelib.procedure import Case, Step
from chalicelib.workdays import Calendar, Due


def receive(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    code: str,
    now: datetime,
    due: Due,
    take: tuple[str, int],
) -> Fact:
    """The counter officer takes the dossier in: it gets its code, and its due time from `now`.

    Raises Invalid ``look_first`` while a marked field was not looked at.
    """
    here = require(dossier, case, person, "done", step, now)
    if here.kind != "receive":
        raise Conflict("not_at_counter", "Hồ sơ đã được tiếp nhận.", "Already received.")
    review.all_seen(dossier, case)
    back_from_supplement = dossier.status == Status.SUPPLEMENT
    return Fact(
        "received",
        {
            "step": step,
            "outcome": "done",
            "to": _key(after(case, step, refused=False)),
            "code": code,
            "due": due.at.isoformat(),
            "why": [line._asdict() for line in due.why],
        },
        Status.IN_PROCESS if back_from_supplement else Status.RECEIVED,
        (take,),
        now.isoformat(),
    )


def refuse(
    dossier: Dossier, case: Case, person: Person, *, step: str, reason: str, now: datetime
) -> Fact:
    """Intake is refused, with the legal reason in words (Mẫu 03).

    After a supplement the law knows no way back to "not received": the dossier is stopped.
    """
    require(dossier, case, person, "refuse", step, now)
    _said(reason, "reason")
    stopped = dossier.status == Status.SUPPLEMENT
    return Fact(
        "refused",
        {"step": step, "reason": reason.strip()},
        Status.STOPPED if stopped else Status.NOT_RECEIVED,
    )


def ask_supplement(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    items: Sequence[Mapping[str, str]],
    note: str,
    now: datetime,
) -> Fact:
    """One complete list of what is missing, a reason beside each; asked once (NĐ 61 Đ17, Đ19.4).

    `items` are {component, reason}. Raises Invalid for an empty list or a missing reason, Conflict
    ``already_supplemented`` for a second round.
    """
    require(dossier, case, person, "supplement", step, now)
    if dossier.supplements:
        raise Conflict(
            "already_supplemented",
            "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho phép yêu cầu bổ sung "
            "một lần, đầy đủ: hãy tiếp nhận, hoặc từ chối và nêu rõ lý do.",
            "Papers were already asked for once, and the law allows it once: receive or refuse.",
        )
    known = {component.key: component for component in case.components}
    if not items:
        raise Invalid(
            "nothing_asked",
            "Hãy chọn ít nhất một giấy tờ cần bổ sung và ghi rõ lý do.",
            "Choose at least one paper and say why.",
        )
    for item in items:
        if item["component"] not in known:
            raise Invalid("no_such_paper", "Giấy tờ không thuộc thành phần hồ sơ này.", "No such.")
        _said(item["reason"], item["component"])
    status = None if dossier.status == Status.SUPPLEMENT else Status.SUPPLEMENT
    return Fact(
        "supplement_asked",
        {"step": step, "items": [dict(item) for item in items], "note": note.strip()},
        status,
    )


def supplement(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact:
    """The citizen has handed in what was asked for; the clock goes on by the procedure's policy.

    Raises Conflict when nothing was asked, Invalid ``papers_missing`` while a paper asked for has
    not been sent anew.
    """
    asked = dossier.waiting
    if asked is None:
        raise Conflict("nothing_asked", "Không có yêu cầu bổ sung nào.", "Nothing was asked for.")
    _all_sent(dossier, asked.asked_at, [item["component"] for item in asked.items])
    if not dossier.code:
        return Fact("supplemented", {"to": asked.back_to}, at=now.isoformat())
    moved = _moved_due(dossier, case, calendar, asked.asked_at, now)
    data = {"to": asked.back_to, "due": moved.at.isoformat()}
    return Fact(
        "supplemented",
        {**data, "why": [line._asdict() for line in moved.why]},
        Status.IN_PROCESS,
        at=now.isoformat(),
    )


def _moved_due(
    dossier: Dossier, case: Case, calendar: Calendar, asked_at: str, now: datetime
) -> Due:
    old = Due(datetime.fromisoformat(dossier.due), ())
    pause = (datetime.fromisoformat(asked_at), now)
    start = datetime.fromisoformat(dossier.received_at)
    return workdays.shift(calendar, old, [pause], case.supplement, start, case.term)


def _all_sent(dossier: Dossier, since: str, components: Sequence[str]) -> None:
    sent = {
        paper.component
        for paper in dossier.papers.values()
        if paper.opened_at > since and paper.state in ("arrived", "read", "parked")
    }
    missing = [component for component in components if component not in sent]
    if missing:
        raise Invalid(
            "papers_missing",
            "Còn giấy tờ được yêu cầu mà bạn chưa gửi lại.",
            "Some papers asked for have not been sent yet.",
            at=missing[0],
        )


def finish(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    outcome: str,
    note: str,
    numbers: Mapping[str, str],
    now: datetime,
    takes: tuple[tuple[str, int], ...] = (),
) -> Fact:
    """A step after intake ends: ``done``, ``refuse`` (a refusal goes on to be approved, sealed and
    returned, NĐ 61 Đ19.8) or ``back`` (to the appraiser, with a reason).

    `numbers` are the result numbers a sealing takes, by result key. An approval says by what right
    it was signed at `now`; Forbidden ``not_authorised`` for somebody whom nothing lets sign.
    """
    here = require(dossier, case, person, outcome, step, now)
    if here.kind == "receive":
        raise Conflict("use_receive", "Hãy dùng nút Tiếp nhận.", "Use receive for this step.")
    if outcome in ("refuse", "back"):
        _said(note, "note")
    if here.kind == "appraise" and outcome == "done":
        review.all_seen(dossier, case)
    refused = outcome == "refuse" or dossier.verdict == "refused"
    to = _appraisal(case) if outcome == "back" else after(case, step, refused=refused)
    data: dict[str, Any] = {"step": step, "outcome": outcome, "note": note.strip(), "to": _key(to)}
    if is_signed(dossier) and outcome != "back":
        data["signed"] = signs(dossier, person, now).to_json()
    return Fact("step_done", {**data, "numbers": dict(numbers)}, _status_at(dossier, to), takes)


def _status_at(dossier: Dossier, to: Step | None) -> Status | None:
    if to is None:
        return Status.RETURNED
    return Status.DECIDED if to.kind == "return" and dossier.status < Status.DECIDED else None


def answer(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    handoff: str,
    outcome: str,
    number: str,
    note: str,
) -> Fact:
    """Another agency answers its hand-off, once. The last answer needed closes the step.

    Raises Missing for a hand-off that is not this agency's, Conflict ``already_answered``, Invalid
    for a refusal without reason or a result without number.
    """
    asked = _own_handoff(dossier, person, handoff)
    _complete_answer(outcome, number, note)
    to = _after_answer(dossier, case, asked)
    said = {"outcome": outcome, "number": number.strip(), "note": note.strip()}
    last = to is None or to.key != asked.step
    return Fact(
        "answered",
        {"party": asked.party, **said, "last": last, "to": _key(to)},
        _status_at(dossier, to) if last else None,
    )


def _own_handoff(dossier: Dossier, person: Person, handoff: str) -> Handoff:
    """The open hand-off of this id, if it is the person's agency's to answer."""
    asked = next((row for row in dossier.handoffs.values() if row.id == handoff), None)
    if asked is None or not person.holds(asked.agency, "agency"):
        raise Missing("no_such_handoff", "Không tìm thấy hồ sơ liên thông.", "No such hand-off.")
    if asked.outcome or dossier.step != asked.step or dossier.task is None:
        raise Conflict(
            "already_answered",
            "Cơ quan đã trả lời hồ sơ này; câu trả lời đầu tiên được giữ nguyên.",
            "This hand-off was already answered; the first answer stands.",
        )
    return asked


def _after_answer(dossier: Dossier, case: Case, asked: Handoff) -> Step | None:
    """Where the dossier stands once `asked` is answered: the same step until enough have."""
    step = step_of(case, asked.step)
    rows = [row for row in dossier.handoffs.values() if row.step == step.key]
    answered = sum(1 for row in rows if row.outcome) + 1
    enough = answered >= (step.quorum or len(rows))
    return after(case, step.key, refused=False) if enough else step


def _complete_answer(outcome: str, number: str, note: str) -> None:
    if outcome not in ("done", "refused"):
        raise Invalid("no_such_outcome", "Trả lời phải là done hoặc refused.", "done or refused.")
    if outcome == "refused":
        _said(note, "note")
    if outcome == "done" and not number.strip():
        raise Invalid(
            "number_missing", "Hãy ghi số của kết quả.", "Give the result's number.", at="number"
        )


def withdraw(dossier: Dossier, person: Person, reason: str) -> Fact:
    """The citizen takes the dossier back; only its owner may."""
    if person.id != dossier.owner:
        raise Forbidden("not_yours", "Bạn không phải chủ hồ sơ.", "This is not your dossier.")
    return Fact("withdrawn", {"reason": reason.strip()}, Status.WITHDRAWN)


def _appraisal(case: Case) -> Step:
    return next(step for step in case.chain if step.kind == "appraise")


def _key(step: Step | None) -> str:
    return step.key if step else ""


def _said(reason: str, at: str) -> None:
    if len(reason.strip()) < 3:
        raise Invalid(
            "reason_missing",
            "Hãy ghi rõ lý do để người dân hiểu và làm theo được.",
            "Give a reason that the citizen can act on.",
            at=at,
        )
