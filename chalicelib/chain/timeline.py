"""Who held the dossier, from when to when, and how much of their working time they used.

The rows of the Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu 06, TT 03/2025/TT-VPCP): nobody can
lose three days unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import agency, workdays
from chalicelib.chain.steps import CITIZEN, PARALLEL, SUPPLEMENT, step_of
from chalicelib.dossier import Dossier, Handoff, Held
from chalicelib.errors import Missing, Text
from chalicelib.procedure import STEP_KINDS, Case, Step
from chalicelib.workdays import Calendar

OUTCOMES = {
    "": Text("", ""),
    "done": Text("Xong", "Done"),
    "refuse": Text("Từ chối", "Refused"),
    "refused": Text("Từ chối", "Refused"),
    "back": Text("Trả lại bước trước", "Sent back"),
    "supplement": Text("Yêu cầu bổ sung", "More papers asked for"),
    "supplemented": Text("Đã bổ sung", "Papers sent"),
    "expired": Text("Quá hạn bổ sung", "Papers not sent in time"),
    "withdrawn": Text("Rút hồ sơ", "Withdrawn"),
    "stopped": Text("Dừng xử lý", "Stopped"),
    "went_on": Text("Đi tiếp, không chờ trả lời", "Went on without an answer"),
    "deemed": Text("Im lặng là đồng ý", "Silence was consent"),
    "silent": Text("Không trả lời", "No answer"),
    "waived": Text("Không cần trả lời nữa", "No answer needed"),
    "corrected": Text("Đính chính tiếp nhận", "Intake corrected"),
    "recalled": Text("Rút lại để làm tiếp", "Called back"),
    "handed_over": Text("Giao cho đồng nghiệp", "Handed to a colleague"),
    "forwarded": Text("Chuyển đúng nơi có thẩm quyền", "Forwarded to the competent place"),
}
"""What may come of a turn, in words."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that happened to a dossier in somebody's hands and moved it nowhere."""

    at: str
    text: Text


@dataclass(frozen=True, slots=True)
class Stay:
    """One holder's turn. `until` is empty while it lasts; `allowed` None means no limit of ours."""

    step: Text
    holder: Text
    since: str
    until: str
    used: timedelta
    allowed: timedelta | None
    outcome: str
    actor: str
    note: str = ""

    @property
    def late(self) -> bool:
        """Whether more working time was used than allowed."""
        return self.allowed is not None and self.used > self.allowed


def remarks(dossier: Dossier) -> tuple[Remark, ...]:
    """Extensions, corrections, payments, requests too many, agencies that let their time pass."""
    rows = [*_of_delays(dossier), *_of_others(dossier)]
    return tuple(sorted(rows, key=lambda row: row.at))


def _of_delays(dossier: Dossier) -> Iterator[Remark]:
    extra = dossier.extended
    if extra:
        vi = f"Xin lỗi, gia hạn {extra.days} ngày làm việc: {extra.reason}"
        yield Remark(extra.since, Text(vi, f"Extended by {extra.days} days: {extra.reason}"))
    for one in dossier.supplements:
        if one.beyond:
            vi = f"Yêu cầu bổ sung lần {one.round}, tính là quá hạn"
            yield Remark(one.asked_at, Text(vi, f"Papers asked for {one.round} times: late"))


def _of_others(dossier: Dossier) -> Iterator[Remark]:
    for made in dossier.corrections:
        vi, en = (f"{said}: {made['reason']}" for said in ("Đính chính", "Corrected"))
        yield Remark(made["at"], Text(f"{vi} ({made['by']})", f"{en} ({made['by']})"))
    for paid in dossier.payments:
        amount, number = f"{paid['amount']:,}".replace(",", "."), paid["receipt"]
        text = Text(f"Đã thu {amount} đồng, biên lai {number}", f"Paid {amount} đồng, {number}")
        yield Remark(paid["at"], text)
    for row in dossier.handoffs.values():
        if row.late_at:
            who = _holder(row.agency, "")
            text = Text(f"{who.vi} quá hạn trả lời", f"{who.en} let its time pass")
            yield Remark(row.late_at, text)


def timeline(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> tuple[Stay, ...]:
    """Every turn so far in order, the present one last; agencies asked at once stand one by one."""
    held = [*dossier.history, *_present(dossier)]
    rows = [row for one in held for row in _stays(dossier, case, calendar, now, one)]
    return tuple(sorted(rows, key=lambda row: row.since))


def _present(dossier: Dossier) -> list[Held]:
    if not dossier.step:
        return []
    task = dossier.task
    return [
        Held(
            step=dossier.step,
            kind=task.kind if task else "",
            agency=task.agency if task else "",
            role=task.role if task else "",
            since=dossier.since,
            until="",
            outcome="",
            actor="",
            due=task.due if task else "",
        )
    ]


def _stays(
    dossier: Dossier, case: Case, calendar: Calendar, now: datetime, held: Held
) -> Iterator[Stay]:
    if held.kind in PARALLEL:
        step = step_of(case, held.step)
        for row in dossier.handoffs.values():
            if row.step == held.step:
                yield _party(case, step, calendar, now, row)
        return
    until = datetime.fromisoformat(held.until) if held.until else now
    yield Stay(
        step=_step_name(case, held),
        holder=_holder(held.agency, held.role),
        since=held.since,
        until=held.until,
        used=workdays.working_time(calendar, datetime.fromisoformat(held.since), until),
        allowed=_allowed(case, held),
        outcome=held.outcome,
        actor=held.actor,
        note=held.note,
    )


def _party(case: Case, step: Step, calendar: Calendar, now: datetime, row: Handoff) -> Stay:
    party = next(one for one in step.parties if one.key == row.party)
    asked = datetime.fromisoformat(row.asked_at)
    until = datetime.fromisoformat(row.answered_at) if row.answered_at else now
    due = datetime.fromisoformat(row.due)
    return Stay(
        step=party.name,
        holder=_holder(row.agency, ""),
        since=row.asked_at,
        until=row.answered_at,
        used=workdays.working_time(calendar, asked, until),
        allowed=workdays.working_time(calendar, asked, due),
        outcome=row.outcome,
        actor=row.by,
        note=row.note,
    )


def _step_name(case: Case, held: Held) -> Text:
    """The step's name; its kind's for one of the chain that a dossier had before a correction."""
    if held.step == SUPPLEMENT:
        return Text("Bổ sung giấy tờ", "Further papers")
    found = next((step.name for step in case.chain if step.key == held.step), None)
    return found or STEP_KINDS.get(held.kind, Text(held.step, held.step))


def _allowed(case: Case, held: Held) -> timedelta | None:
    """The citizen's own time, for papers or money, is never counted against anybody."""
    found = next((step.hours for step in case.chain if step.key == held.step), None)
    mine = held.kind in (SUPPLEMENT, "fee") or found is None
    return None if mine else timedelta(hours=found or 0)


def _holder(code: str, role: str) -> Text:
    if not code:
        return Text("Người nộp", "The citizen") if role == CITIZEN else Text("Hệ thống", "System")
    try:
        return agency.agency(code).name
    except Missing:
        return Text(code, code)
