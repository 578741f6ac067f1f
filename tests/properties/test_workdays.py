"""Laws of the working clock that hold for every moment and every term."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib import workdays
from chalicelib.workdays import VIETNAM, Term

CALENDAR = workdays.calendar()
FIRST = datetime(2026, 1, 1, tzinfo=VIETNAM)
moments = st.integers(0, 400 * 24 * 60).map(lambda minute: FIRST + timedelta(minutes=minute))
quarters = st.integers(0, 400).map(lambda number: number / 4)
amounts = st.builds(
    Term, st.integers(1, 60), st.sampled_from(("working_hour", "working_day", "day"))
)
months = st.builds(Term, st.integers(1, 3), st.just("month"))
terms = st.one_of(st.just(Term(0, "same_day")), amounts, months)


def due(start: datetime, term: Term) -> datetime:
    return workdays.due(CALENDAR, start, term).at


@given(moments, terms)
def test_a_due_moment_lies_in_office_hours_after_receipt(start: datetime, term: Term) -> None:
    at = due(start, term)
    assert workdays.opening(CALENDAR, at) == at
    assert at >= start


@given(moments, moments, terms)
def test_who_comes_later_is_never_due_earlier(a: datetime, b: datetime, term: Term) -> None:
    first, second = sorted((a, b))
    assert due(first, term) <= due(second, term)


@given(moments, amounts, st.integers(1, 20))
def test_a_longer_term_is_never_due_earlier(start: datetime, term: Term, more: int) -> None:
    assert due(start, term) <= due(start, Term(term.amount + more, term.unit))


@given(moments, st.integers(1, 60))
def test_a_working_day_is_eight_office_hours(start: datetime, days: int) -> None:
    at = due(start, Term(days, "working_day"))
    assert workdays.working_time(CALENDAR, start, at) == timedelta(hours=8 * days)


@given(st.integers(0, 200 * 480), st.integers(1, 30))
def test_a_working_day_keeps_the_hour_of_receipt(minute: int, days: int) -> None:
    start = workdays.add(CALENDAR, FIRST, minute / 60)
    assert due(start, Term(days, "working_day")).time() == start.time()


@given(moments, quarters)
def test_added_hours_are_exactly_the_working_time_between(start: datetime, hours: float) -> None:
    end = workdays.add(CALENDAR, start, hours)
    assert workdays.working_time(CALENDAR, start, end) == timedelta(hours=hours)


@given(moments, quarters, quarters)
def test_adding_in_two_goes_is_adding_at_once(start: datetime, a: float, b: float) -> None:
    twice = workdays.add(CALENDAR, workdays.add(CALENDAR, start, a), b)
    assert twice == workdays.add(CALENDAR, start, a + b)


@given(moments, moments, moments)
def test_working_time_adds_up_through_any_moment(a: datetime, b: datetime, c: datetime) -> None:
    def between(x: datetime, y: datetime) -> timedelta:
        return workdays.working_time(CALENDAR, x, y)

    assert between(a, b) + between(b, c) == between(a, c)


@given(moments, st.integers(1, 30), st.lists(st.tuples(quarters, quarters), max_size=4))
def test_resume_moves_the_due_moment_by_the_wait(
    start: datetime, days: int, steps: list[tuple[float, float]]
) -> None:
    term, now, pauses = Term(days, "working_day"), start, []
    for work, wait in steps:
        asked = workdays.add(CALENDAR, now, work)
        now = workdays.add(CALENDAR, asked, wait)
        pauses.append((asked, now))
    old = workdays.due(CALENDAR, start, term)
    new = workdays.shift(CALENDAR, old, pauses, "resume", start, term)
    waited = timedelta(hours=sum(wait for _, wait in steps))
    assert workdays.working_time(CALENDAR, old.at, new.at) == waited


@given(moments, st.integers(1, 30), quarters, quarters)
def test_restart_gives_the_whole_term_again(
    start: datetime, days: int, worked: float, wait: float
) -> None:
    asked = workdays.add(CALENDAR, start, worked)
    term, answered = Term(days, "working_day"), workdays.add(CALENDAR, asked, wait)
    old = workdays.due(CALENDAR, start, term)
    new = workdays.shift(CALENDAR, old, [(asked, answered)], "restart", start, term)
    assert new.at == due(answered, term)


@given(moments, terms)
def test_every_due_date_is_explained_in_both_languages(start: datetime, term: Term) -> None:
    promise = workdays.due(CALENDAR, start, term)
    assert all(line.vi and line.en for line in promise.why)
    assert f"{promise.at:%H:%M}" in promise.why[-1].vi
    assert f"{promise.at:%d/%m/%Y}" in promise.why[-1].vi
