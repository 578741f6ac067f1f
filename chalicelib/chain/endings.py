"""How a dossier ends other than with its result: not received, withdrawn, stopped, waited in vain.

Law: NĐ 61/2018 Đ17 (a refusal with its reason, Mẫu 03); TT 03/2025/TT-VPCP Mẫu 05 (notice that work
on a dossier is stopped). Statuses 3, 7 and 8 of the national list.
"""

from datetime import datetime

from chalicelib.chain.clock import moved
from chalicelib.chain.duty import doing, signs_as
from chalicelib.chain.steps import back_at, earlier, key_of, require
from chalicelib.chain.words import lawful, said
from chalicelib.dossier import MOVES, NAMES, Dossier, Fact, Person, Status
from chalicelib.errors import Conflict
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar


def refuse(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    reason: str,
    basis: str,
    now: datetime,
) -> Fact:
    """Intake is refused, with the reason in words and the article of law it rests on (Mẫu 03).

    After a supplement the law knows no way back to "not received": the dossier is stopped.
    """
    require(dossier, case, person, "refuse", step, now)
    data = {"step": step, "reason": said(reason, "reason"), "basis": lawful(basis)}
    stopped = dossier.status == Status.SUPPLEMENT
    return Fact("refused", data, Status.STOPPED if stopped else Status.NOT_RECEIVED)


def can_withdraw(dossier: Dossier, person: Person) -> None:
    """Raises what keeps this person from taking the dossier back, or from noting that it is.

    Its owner may, and the counter that received it, for an owner who comes in person.
    """
    if person.id != dossier.owner:
        doing(person, "receive", dossier.receiver)
    _may_become(dossier, Status.WITHDRAWN)


def withdraw(dossier: Dossier, person: Person, reason: str) -> Fact:
    """The citizen takes the dossier back; a counter officer notes it with the citizen's reason."""
    can_withdraw(dossier, person)
    if person.id != dossier.owner:
        said(reason, "reason")
    return Fact("withdrawn", {"reason": reason.strip()}, Status.WITHDRAWN)


def can_stop(dossier: Dossier, person: Person, now: datetime) -> None:
    """Raises what keeps this person from stopping work on the dossier."""
    if not dossier.code:
        raise Conflict(
            "not_received_yet",
            "Hồ sơ chưa được tiếp nhận nên không dừng giải quyết được: hãy từ chối tiếp nhận.",
            "The dossier is not received yet: refuse it instead of stopping it.",
        )
    doing(person, "stop", dossier.decider)
    signs_as(dossier, person, dossier.decider, now)
    _may_become(dossier, Status.STOPPED)


def stop(dossier: Dossier, person: Person, *, reason: str, basis: str, now: datetime) -> Fact:
    """Whoever signs the decider's papers stops the dossier, with reason and article (Mẫu 05)."""
    can_stop(dossier, person, now)
    block = signs_as(dossier, person, dossier.decider, now).to_json()
    data = {"reason": said(reason, "reason"), "basis": lawful(basis), "signed": block}
    return Fact("stopped", data, Status.STOPPED)


def _may_become(dossier: Dossier, status: Status) -> None:
    if status in MOVES.get(dossier.status, ()):
        return
    if dossier.status == Status.RECEIVED:
        raise Conflict(
            "on_its_way",
            "Hồ sơ đang chuyển sang bước tiếp theo. Hãy thử lại sau ít phút.",
            "The dossier is on its way to the next step. Try again in a few minutes.",
        )
    if dossier.status == Status.FINANCIAL_DUTY:
        raise Conflict(
            "duty_open",
            "Hồ sơ đang chờ nghĩa vụ tài chính nên không rút được; có thể đề nghị dừng xử lý.",
            "The dossier waits for a payment and cannot be withdrawn; ask to have it stopped.",
        )
    now, then = NAMES[dossier.status], NAMES[status]
    raise Conflict(
        "illegal_move",
        f"Hồ sơ đang ở trạng thái “{now.vi}” nên không thể chuyển sang “{then.vi}”.",
        f"A dossier that is “{now.en}” cannot become “{then.en}”.",
    )


def expire(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact | None:
    """The papers asked for did not come in time; None while they may still come.

    By the procedure's policy the dossier is stopped, or goes back to whoever asked, to decide on
    what there is. One that was never received is always stopped.
    """
    asked = dossier.waiting
    if asked is None or not asked.due or not earlier(asked.due, now.isoformat()):
        return None
    if case.unanswered == "decide" and dossier.code:
        data = {"to": key_of(back_at(dossier, case)), **moved(dossier, case, calendar, now)}
        return Fact("lapsed", data, Status.IN_PROCESS, at=now.isoformat())
    data = {
        "reason": "Quá thời hạn mà người nộp chưa bổ sung đủ giấy tờ theo phiếu yêu cầu.",
        "basis": "NĐ 61/2018/NĐ-CP Điều 19; quy định về thời hạn bổ sung của thủ tục",
    }
    return Fact("expired", data, Status.STOPPED, at=now.isoformat())
