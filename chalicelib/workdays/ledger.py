"""A deadline: a budget of time, and the ledger of the waits during which it was not used up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.errors import Invalid
from chalicelib.workdays.spans import NOTHING, local, working_time
from chalicelib.workdays.term import Term
from chalicelib.workdays.years import Calendar

POLICIES = ("resume", "restart")
REASONS = ("supplement", "fee")


@dataclass(frozen=True, slots=True)
class Wait:
    """The clock stood still from `asked` to `answered`; None while nobody has answered.

    `policy`: afterwards it goes on (resume) or begins anew (restart, NĐ 61/2018/NĐ-CP Điều 19.4).
    `reason`: what was waited for, supplement (papers) or fee. Raises `Invalid` for a wait that
    ends before it starts, an unknown policy or reason.
    """

    asked: datetime
    answered: datetime | None
    policy: str = "restart"
    reason: str = "supplement"

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise Invalid(
                "policy_unknown", f"Không có cách tính “{self.policy}”.", f"No '{self.policy}'."
            )
        if self.reason not in REASONS:
            raise Invalid("reason_unknown", f"Không có lý do “{self.reason}”.", "No such reason.")
        if self.answered is not None and local(self.answered) < local(self.asked):
            raise Invalid(
                "pause_backward",
                "Lần tạm dừng kết thúc trước khi bắt đầu.",
                "A pause ends before it starts.",
            )


@dataclass(frozen=True, slots=True)
class Extension:
    """The one longer time the law allows, told with an apology (NĐ 61/2018/NĐ-CP Điều 19.9).

    `term`: how much longer. `announced`: when the citizen was told.
    """

    term: Term
    announced: datetime


@dataclass(frozen=True, slots=True)
class Deadline:
    """All that a due moment depends on, beside the calendar. Waits in any order."""

    start: datetime
    term: Term
    waits: tuple[Wait, ...] = ()
    extension: Extension | None = None


def in_order(deadline: Deadline) -> list[Wait]:
    """The waits from the start on, in order, overlapping ones made one: no hour is given twice.

    One that took no time is none. Where a restart and a resume overlap, the clock restarts.
    """
    start = local(deadline.start)
    merged: list[Wait] = []
    for wait in sorted((_from(start, wait) for wait in deadline.waits), key=_order):
        if wait.answered is not None and wait.answered <= wait.asked:
            continue
        last = merged[-1] if merged else None
        if last and (last.answered is None or wait.asked <= last.answered):
            wait = _joined(merged.pop(), wait)
        merged.append(wait)
    return merged


def _from(start: datetime, wait: Wait) -> Wait:
    asked = max(local(wait.asked), start)
    answered = max(local(wait.answered), start) if wait.answered else None
    return replace(wait, asked=asked, answered=answered)


def _order(wait: Wait) -> tuple[datetime, str, str]:
    return wait.asked, wait.policy, wait.reason


def _joined(one: Wait, other: Wait) -> Wait:
    ends = [wait.answered for wait in (one, other) if wait.answered is not None]
    restarts = "restart" in (one.policy, other.policy)
    return Wait(
        asked=one.asked,
        answered=max(ends) if len(ends) == 2 else None,
        policy="restart" if restarts else "resume",
        reason=max(one.reason, other.reason),
    )


def waiting_time(calendar: Calendar, deadline: Deadline, until: datetime) -> timedelta:
    """The office time up to `until` that the citizen took: nobody else may be charged with it."""
    until = local(until)
    return _sum(
        working_time(calendar, wait.asked, min(wait.answered or until, until))
        for wait in in_order(deadline)
        if wait.asked < until
    )


def used_time(calendar: Calendar, deadline: Deadline, until: datetime) -> timedelta:
    """The office time up to `until` that the agencies took: all of it but the citizen's."""
    whole = working_time(calendar, deadline.start, until)
    return whole - waiting_time(calendar, deadline, until)


def _sum(spans: Iterable[timedelta]) -> timedelta:
    return sum(spans, NOTHING)
