"""Working time as a line to walk along: how much lies between two moments, where an amount ends.

A moment at the very end of a shift and the start of the next one are the same point of that line.
Walking stops at the earlier one, so an amount that fills the day ends at closing time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chalicelib.errors import Invalid, Text
from chalicelib.workdays.years import VIETNAM, Calendar, Span

NOTHING = timedelta()
CUT_OFF = time(15)
"""What is received after this hour is worked on from the next working day."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """When papers came in, and the office moment from which that counts (`opening`)."""

    at: datetime
    counted: datetime

    @property
    def late(self) -> bool:
        """Received after 15:00 of a working day."""
        return self.counted.time() > CUT_OFF

    def overnight(self, calendar: Calendar) -> bool:
        """Whether it came while offices were closed for the day, rather than for lunch."""
        return (
            self.counted > self.at and self.counted == calendar.spans(self.counted.date())[0].start
        )


def local(moment: datetime) -> datetime:
    """`moment` on the Vietnamese clock; raises `Invalid` where it carries no time zone."""
    if moment.tzinfo is None:
        raise Invalid(
            "time_without_zone", "Thời điểm thiếu múi giờ.", "This moment carries no time zone."
        )
    return moment.astimezone(VIETNAM)


def from_day_of(calendar: Calendar, moment: datetime) -> Iterator[Span]:
    """Every span of working time from the day of `moment` on."""
    day = moment.date()
    while True:
        yield from calendar.spans(day)
        day += timedelta(days=1)


def opening(calendar: Calendar, moment: datetime) -> datetime:
    """`moment` itself if offices work then (both ends included), else when they next open."""
    moment = local(moment)
    span = next(span for span in from_day_of(calendar, moment) if moment <= span.end)
    return max(moment, span.start)


def working_time(calendar: Calendar, a: datetime, b: datetime) -> timedelta:
    """Office hours between `a` and `b`; negative where `b` comes first."""
    a, b = local(a), local(b)
    if b < a:
        return -working_time(calendar, b, a)
    total = NOTHING
    for span in from_day_of(calendar, a):
        if span.start >= b:
            return total
        total += max(min(span.end, b) - max(span.start, a), NOTHING)
        if span.end >= b:
            return total
    raise AssertionError("the days never end")


def walk(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """Where `amount` (not negative) of working time after `start` ends."""
    if amount < NOTHING:
        raise Invalid("term_negative", "Thời hạn không được âm.", "A term cannot be negative.")
    here = opening(calendar, start)
    for span in from_day_of(calendar, here):
        if span.end < here:
            continue
        here = max(here, span.start)
        if here + amount <= span.end:
            return here + amount
        amount -= span.end - here
    raise AssertionError("the days never end")


def add(calendar: Calendar, start: datetime, hours: float) -> datetime:
    """Where `hours` of working time after `start` end; whole seconds."""
    return walk(calendar, start, span_of(hours))


def span_of(hours: float) -> timedelta:
    """`hours` as a span of time; whole seconds."""
    return timedelta(seconds=round(hours * 3600))


def hours_text(amount: timedelta) -> Text:
    """``3 giờ 20 phút``; whole minutes, and “quá …” for a negative amount (time overrun)."""
    minutes = round(abs(amount) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    vi = " ".join([f"{hours} giờ"] * (hours > 0) + [f"{rest} phút"] * (rest > 0 or not hours))
    en = " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or not hours))
    late = amount < NOTHING and minutes > 0
    return Text(f"quá {vi}", f"over by {en}") if late else Text(vi, en)
