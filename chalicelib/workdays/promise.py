"""When a dossier is due, and why: each due date carries the rules and days that made it.

Units and their law:
- working_day: 8 office hours; the due moment keeps the hour of receipt. What arrives outside office
  hours counts as the next opening, so its days end at closing time.
- working_hour: office hours only.
- day, month: the calendar; the day of receipt is not counted (BLDS 2015 Điều 147.2), a last day
  that is off moves to the end of the next working day (Điều 148.5). Due at closing time.
- same_day: closing time of the day of receipt, or of the next working day where it was received
  after 15:00 (NĐ 61/2018/NĐ-CP Điều 18, now under NĐ 118/2025/NĐ-CP).
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.errors import Invalid, Text
from chalicelib.workdays import why
from chalicelib.workdays.spans import NOTHING, Receipt, add, local, opening, walk, working_time
from chalicelib.workdays.term import Term
from chalicelib.workdays.years import Calendar

Pause = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Due:
    """The moment a result is promised for (+07:00), and the explanation, a line each."""

    at: datetime
    why: tuple[Text, ...]


def due(calendar: Calendar, start: datetime, term: Term) -> Due:
    """When `term` counted from `start` ends. Raises `Invalid` for a year with no calendar."""
    receipt = Receipt(local(start), opening(calendar, start))
    at, since = RULES[term.unit](calendar, receipt, term)
    late = term.unit == "same_day" and receipt.late
    return Due(at, why.explain(calendar, receipt, since, at, term, late=late))


def shift(
    calendar: Calendar,
    due_: Due,
    pauses: Sequence[Pause],
    policy: str,
    start: datetime,
    term: Term,
) -> Due:
    """The due date after the clock stood still for `pauses` (asked, answered).

    ``resume`` adds the office hours waited to the old due date; ``restart`` counts the whole term
    again from the last answer (NĐ 61/2018/NĐ-CP Điều 19.4). No pause changes nothing.
    """
    waits = _merge(start, pauses)
    if not waits:
        return due_
    if policy == "restart":
        again = due(calendar, waits[-1][1], term)
        return Due(again.at, (why.restarted(waits[-1][1]), *again.why))
    if policy != "resume":
        raise Invalid("policy_unknown", f"Không có cách tính “{policy}”.", f"No policy '{policy}'.")
    waited = sum((working_time(calendar, a, b) for a, b in waits), NOTHING)
    at = walk(calendar, due_.at, waited)
    return Due(at, (*due_.why, *why.resumed(calendar, waited, due_.at, at)))


def _merge(start: datetime, pauses: Sequence[Pause]) -> list[Pause]:
    """`pauses` in order, from `start` on, overlapping ones made one: no hour is given twice."""
    merged: list[Pause] = []
    for asked, answered in sorted((max(local(a), local(start)), local(b)) for a, b in pauses):
        if answered < asked:
            raise Invalid(
                "pause_backward",
                "Lần tạm dừng kết thúc trước khi bắt đầu.",
                "A pause ends before it starts.",
            )
        if merged and asked <= merged[-1][1]:
            asked, answered = merged[-1][0], max(merged.pop()[1], answered)
        merged.append((asked, answered))
    return merged


Ruled = tuple[datetime, date]
"""When the term ends, and from which day on the days off explain it."""


def _working_hours(calendar: Calendar, receipt: Receipt, term: Term) -> Ruled:
    return add(calendar, receipt.counted, term.amount), receipt.at.date()


def _working_days(calendar: Calendar, receipt: Receipt, term: Term) -> Ruled:
    outside = receipt.overnight(calendar)
    day = receipt.counted.date()
    for _ in range(term.amount - outside):
        day = calendar.next_work(day)
    hour = receipt.counted.timetz()
    at = _end_of(calendar, day) if outside else _within(calendar, datetime.combine(day, hour))
    return at, receipt.at.date()


def _within(calendar: Calendar, moment: datetime) -> datetime:
    """The last office moment of that day up to `moment`, or its opening: years differ in shifts."""
    spans = calendar.spans(moment.date())
    past = [min(span.end, moment) for span in spans if span.start <= moment]
    return past[-1] if past else spans[0].start


def _days(calendar: Calendar, receipt: Receipt, term: Term) -> Ruled:
    last = receipt.counted.date() + timedelta(days=term.amount)
    return _end_of(calendar, last), last


def _months(calendar: Calendar, receipt: Receipt, term: Term) -> Ruled:
    counted = receipt.counted
    years, month = divmod(counted.month - 1 + term.amount, 12)
    year, month = counted.year + years, month + 1
    last = date(year, month, min(counted.day, monthrange(year, month)[1]))
    return _end_of(calendar, last), last


def _same_day(calendar: Calendar, receipt: Receipt, term: Term) -> Ruled:
    day = receipt.counted.date()
    last = calendar.next_work(day) if receipt.late else day
    return _end_of(calendar, last), receipt.at.date()


def _end_of(calendar: Calendar, day: date) -> datetime:
    """Closing time of `day`, or of the next working day where it is off."""
    if not calendar.works(day):
        day = calendar.next_work(day)
    return calendar.spans(day)[-1].end


RULES: Mapping[str, Callable[[Calendar, Receipt, Term], Ruled]] = {
    "working_hour": _working_hours,
    "working_day": _working_days,
    "day": _days,
    "month": _months,
    "same_day": _same_day,
}
