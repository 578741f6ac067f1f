"""The quick clock agrees with the one that walks minute by minute, on any days off and waits."""

from datetime import date, datetime, timedelta
from types import MappingProxyType

from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib import workdays
from chalicelib.errors import Text
from chalicelib.workdays import VIETNAM, Calendar, Deadline, Special, Term, Wait, Year
from tests.properties.slow_clock import SlowClock

SHIPPED = workdays.calendar()
FIRST = datetime(2026, 1, 1, tzinfo=VIETNAM)
moments = st.integers(1, 330 * 24 * 60).map(lambda minute: FIRST + timedelta(minutes=minute))
few = st.integers(1, 8)
spans = st.lists(
    st.tuples(st.integers(0, 6 * 24 * 60), st.integers(0, 9 * 24 * 60)), min_size=0, max_size=3
)
offs = st.lists(st.integers(0, 21), max_size=3)


def with_off(days: list[date]) -> Calendar:
    """The calendar that ships, with these days off too."""
    return SHIPPED.but(Calendar({year: _year(SHIPPED.years[year], days) for year in (2026, 2027)}))


def _year(year: Year, days: list[date]) -> Year:
    off = {
        day: Special(day, "day_off", Text("mẫu", "sample"), "mẫu")
        for day in days
        if day.year == year.year
    }
    kept = MappingProxyType({**year.days, **off})
    return Year(
        year.year, year.version, year.basis, year.provisional, year.shifts, kept, year.seasons
    )


def both(start: datetime, off: list[int]) -> tuple[Calendar, SlowClock]:
    days = [start.date() + timedelta(days=number) for number in off]
    return with_off(days), SlowClock(days)


def waits_of(start: datetime, given_: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    """Waits (minutes after the start, minutes long)."""
    begins = [start + timedelta(minutes=after) for after, _ in given_]
    return [(a, a + timedelta(minutes=long)) for a, (_, long) in zip(begins, given_, strict=True)]


def resumed(
    calendar: Calendar, start: datetime, term: Term, waits: list[tuple[datetime, datetime]]
) -> datetime:
    ledger = tuple(Wait(asked, answered, "resume") for asked, answered in waits)
    return workdays.promise(calendar, Deadline(start, term, ledger)).at


@given(moments, few, offs)
def test_working_hours_agree(start: datetime, hours: int, off: list[int]) -> None:
    quick, slow = both(start, off)
    at = workdays.due(quick, start, Term(hours, "working_hour")).at
    assert at == slow.office_due(start, hours)


@given(moments, few, offs)
def test_working_days_agree(start: datetime, days: int, off: list[int]) -> None:
    quick, slow = both(start, off)
    assert workdays.due(quick, start, Term(days, "working_day")).at == slow.days_due(start, days)


@given(moments, st.integers(1, 40), offs)
def test_calendar_days_agree(start: datetime, days: int, off: list[int]) -> None:
    quick, slow = both(start, off)
    assert workdays.due(quick, start, Term(days, "day")).at == slow.calendar_due(start, days)


@given(moments, st.integers(1, 12), offs)
def test_months_agree(start: datetime, months: int, off: list[int]) -> None:
    quick, slow = both(start, off)
    assert workdays.due(quick, start, Term(months, "month")).at == slow.months_due(start, months)


@given(moments, offs)
def test_the_same_day_agrees(start: datetime, off: list[int]) -> None:
    quick, slow = both(start, off)
    assert workdays.due(quick, start, Term(0, "same_day")).at == slow.same_day_due(start)


@given(moments, st.integers(1, 40), offs, spans)
def test_resumed_hours_agree(
    start: datetime, hours: int, off: list[int], given_: list[tuple[int, int]]
) -> None:
    quick, slow = both(start, off)
    waits = waits_of(start, given_)
    at = resumed(quick, start, Term(hours, "working_hour"), waits)
    assert at == slow.office_due(start, hours, waits)


@given(moments, few, offs, spans)
def test_resumed_working_days_agree(
    start: datetime, days: int, off: list[int], given_: list[tuple[int, int]]
) -> None:
    """As far along the line of working time; a lunch or a night is one point of it.

    A wait that begins within the lunch or the night in which the time runs out is left aside: by
    hours the time is over before it, by days the hour that was promised is still to come.
    """
    quick, slow = both(start, off)
    waits = waits_of(start, given_)
    out = slow.office_due(start, days * 8, waits)
    assume(all(workdays.working_time(quick, out, asked) for asked, _ in waits))
    at = resumed(quick, start, Term(days, "working_day"), waits)
    assert slow.in_office(at)
    assert not workdays.working_time(quick, out, at)


@given(moments, st.integers(1, 20), offs, spans)
def test_resumed_calendar_days_agree(
    start: datetime, days: int, off: list[int], given_: list[tuple[int, int]]
) -> None:
    quick, slow = both(start, off)
    waits = waits_of(slow.counted(start), given_)
    for asked, _ in waits:
        assume(asked.date() < start.date() + timedelta(days=days))
    at = resumed(quick, start, Term(days, "day"), waits)
    assert at == slow.calendar_due(start, days, waits)
