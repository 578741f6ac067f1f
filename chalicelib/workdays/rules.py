"""What each unit of a term means: where a term ends, and how a wait moves that end.

- working_day: 8 office hours; the due moment keeps the hour of receipt. What arrives outside office
  hours counts as the next opening, so its days end at closing time.
- working_hour: office hours only.
- day, month: the calendar; the day of receipt is not counted (BLDS 2015 Điều 147.2), a last day
  that is off moves to the end of the next working day (Điều 148.5). Due at closing time.
- same_day: closing time of the day of receipt, or of the next working day where it was received
  after 15:00 (NĐ 61/2018/NĐ-CP Điều 18, now under NĐ 118/2025/NĐ-CP).

A wait is measured as its term is: in office hours, or in the midnights that passed.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chalicelib.workdays.spans import Receipt, add, opening, walk, working_time
from chalicelib.workdays.term import Term
from chalicelib.workdays.years import VIETNAM, Calendar

Ends = Callable[[Calendar, Receipt, Term], datetime]


@dataclass(frozen=True, slots=True)
class Rule:
    """One unit's law. `ends` gives a mark: the due moment itself, or midnight of the last day.

    `daily`: the mark is a day, and what is due on it is due at closing time.
    """

    ends: Ends
    daily: bool = False

    def at(self, calendar: Calendar, mark: datetime) -> datetime:
        """The due moment of a mark."""
        return end_of(calendar, mark.date()) if self.daily else mark

    def moved(
        self, calendar: Calendar, mark: datetime, asked: datetime, answered: datetime
    ) -> datetime:
        """The mark after the clock stood still from `asked` to `answered`."""
        if self.daily:
            return mark + timedelta(days=(answered.date() - asked.date()).days)
        return walk(calendar, mark, working_time(calendar, asked, answered))


def receipt_at(calendar: Calendar, moment: datetime) -> Receipt:
    """What came in at `moment`, which is on the Vietnamese clock."""
    return Receipt(moment, opening(calendar, moment))


def end_of(calendar: Calendar, day: date) -> datetime:
    """Closing time of `day`, or of the next working day where it is off."""
    if not calendar.works(day):
        day = calendar.next_work(day)
    return calendar.spans(day)[-1].end


def within(calendar: Calendar, moment: datetime) -> datetime:
    """The last office moment of that day up to `moment`, or its opening: days differ in shifts."""
    spans = calendar.spans(moment.date())
    past = [min(span.end, moment) for span in spans if span.start <= moment]
    return past[-1] if past else spans[0].start


def _working_hours(calendar: Calendar, receipt: Receipt, term: Term) -> datetime:
    return add(calendar, receipt.counted, term.amount)


def _working_days(calendar: Calendar, receipt: Receipt, term: Term) -> datetime:
    outside = receipt.overnight(calendar)
    day = receipt.counted.date()
    for _ in range(term.amount - outside):
        day = calendar.next_work(day)
    hour = receipt.counted.timetz()
    return end_of(calendar, day) if outside else within(calendar, datetime.combine(day, hour))


def _days(_calendar: Calendar, receipt: Receipt, term: Term) -> datetime:
    return _midnight(receipt.counted.date() + timedelta(days=term.amount))


def _months(_calendar: Calendar, receipt: Receipt, term: Term) -> datetime:
    counted = receipt.counted
    years, month = divmod(counted.month - 1 + term.amount, 12)
    year, month = counted.year + years, month + 1
    return _midnight(date(year, month, min(counted.day, monthrange(year, month)[1])))


def _same_day(calendar: Calendar, receipt: Receipt, term: Term) -> datetime:
    day = receipt.counted.date()
    return end_of(calendar, calendar.next_work(day) if receipt.late else day)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


RULES: Mapping[str, Rule] = {
    "working_hour": Rule(_working_hours),
    "working_day": Rule(_working_days),
    "day": Rule(_days, daily=True),
    "month": Rule(_months, daily=True),
    "same_day": Rule(_same_day),
}
