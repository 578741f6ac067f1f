"""Laws of the working clock that hold for every moment, term and ledger."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from chalicelib import workdays
from chalicelib.errors import Text
from chalicelib.workdays import (
    VIETNAM,
    Calendar,
    Deadline,
    Extension,
    Special,
    Term,
    Wait,
    Year,
)

CALENDAR = workdays.calendar()
FIRST = datetime(2026, 1, 1, tzinfo=VIETNAM)
moments = st.integers(0, 400 * 24 * 60).map(lambda minute: FIRST + timedelta(minutes=minute))
quarters = st.integers(0, 400).map(lambda number: number / 4)
amounts = st.builds(
    Term, st.integers(1, 60), st.sampled_from(("working_hour", "working_day", "day"))
)
months = st.builds(Term, st.integers(1, 3), st.just("month"))
terms = st.one_of(st.just(Term(0, "same_day")), amounts, months)
policies = st.sampled_from(workdays.POLICIES)
waits = st.builds(
    lambda asked, long, policy: (timedelta(minutes=asked), timedelta(minutes=long), policy),
    st.integers(-2000, 60_000),
    st.integers(0, 30_000),
    policies,
)
ledgers = st.lists(waits, max_size=4)
Given = Sequence[tuple[timedelta, timedelta, str]]


def due(start: datetime, term: Term) -> datetime:
    return workdays.due(CALENDAR, start, term).at


def ledger(start: datetime, term: Term, given_: Given, policy: str = "") -> Deadline:
    """A deadline with waits told as (after the start, how long, policy)."""
    made = tuple(
        Wait(start + after, start + after + long, policy or own) for after, long, own in given_
    )
    return Deadline(start, term, made)


def promised(deadline: Deadline, calendar: Calendar = CALENDAR) -> datetime:
    return workdays.promise(calendar, deadline).at


def with_holiday(day: datetime) -> Calendar:
    """The calendar that ships, with one more day off."""
    year = CALENDAR.years[day.year]
    off = Special(day.date(), "holiday", Text("mẫu", "sample"), "mẫu")
    days = MappingProxyType({**year.days, day.date(): off})
    return CALENDAR.but(
        Calendar(
            {
                year.year: Year(
                    year.year, "mẫu", year.basis, year.provisional, year.shifts, days, year.seasons
                )
            }
        )
    )


@given(moments, terms, ledgers)
def test_a_due_moment_lies_in_office_hours_after_receipt(
    start: datetime, term: Term, given_: Given
) -> None:
    at = promised(ledger(start, term, given_))
    assert workdays.opening(CALENDAR, at) == at
    assert CALENDAR.works(at.date())
    assert at >= start


def naive(start: datetime, term: Term) -> datetime:
    """What a citizen would complain of if it came sooner: the term without any law.

    Hours on the wall, days on the wall's calendar, months at 28 days.
    """
    if term.unit == "working_hour":
        return start + timedelta(hours=term.amount)
    if term.unit == "working_day":
        return start + timedelta(days=term.amount - 1)
    days = term.amount * (28 if term.unit == "month" else 1)
    return (start + timedelta(days=days)).replace(hour=0, minute=0)


@given(moments, terms, ledgers)
def test_no_due_moment_is_earlier_than_the_term_itself(
    start: datetime, term: Term, given_: Given
) -> None:
    assert promised(ledger(start, term, given_)) >= naive(start, term)


@given(moments, moments, terms)
def test_who_comes_later_is_never_due_earlier(a: datetime, b: datetime, term: Term) -> None:
    first, second = sorted((a, b))
    assert due(first, term) <= due(second, term)


@given(moments, amounts, st.integers(1, 20), ledgers)
def test_a_longer_term_is_never_due_earlier(
    start: datetime, term: Term, more: int, given_: Given
) -> None:
    longer = Term(term.amount + more, term.unit)
    assert promised(ledger(start, term, given_)) <= promised(ledger(start, longer, given_))


@given(moments, moments, terms, ledgers)
def test_another_holiday_makes_nothing_earlier(
    start: datetime, day: datetime, term: Term, given_: Given
) -> None:
    deadline = ledger(start, term, given_)
    assert promised(deadline) <= promised(deadline, with_holiday(day))


@given(moments, st.integers(0, 30), terms, ledgers)
def test_another_holiday_near_makes_nothing_earlier(
    start: datetime, after: int, term: Term, given_: Given
) -> None:
    deadline = ledger(start, term, given_)
    near = with_holiday(start + timedelta(days=after))
    assert promised(deadline) <= promised(deadline, near)


@given(moments, terms, ledgers, st.integers(0, 60_000), policies)
def test_pausing_and_resuming_at_once_changes_nothing(
    start: datetime, term: Term, given_: Given, after: int, policy: str
) -> None:
    at_once = (timedelta(minutes=after), timedelta(), policy)
    deadline = ledger(start, term, given_)
    assert promised(ledger(start, term, [*given_, at_once])) == promised(deadline)


@given(moments, terms, ledgers, st.randoms(use_true_random=False))
def test_the_order_of_waits_does_not_matter(
    start: datetime, term: Term, given_: list[tuple[timedelta, timedelta, str]], any_: object
) -> None:
    first = workdays.promise(CALENDAR, ledger(start, term, given_))
    any_.shuffle(given_)  # type: ignore[attr-defined]
    assert workdays.promise(CALENDAR, ledger(start, term, given_)) == first


@given(moments, terms, ledgers, ledgers)
def test_another_wait_makes_nothing_earlier(
    start: datetime, term: Term, given_: Given, more: Given
) -> None:
    def resumed(some: Given) -> datetime:
        return promised(ledger(start, term, some, "resume"))

    assert resumed(given_) <= resumed([*given_, *more])


@given(moments, terms, ledgers)
def test_to_begin_anew_never_gives_less_than_to_go_on(
    start: datetime, term: Term, given_: Given
) -> None:
    restarted = promised(ledger(start, term, given_, "restart"))
    assert promised(ledger(start, term, given_, "resume")) <= restarted


@given(moments, terms, ledgers)
def test_to_begin_anew_is_the_whole_term_from_the_last_answer(
    start: datetime, term: Term, given_: Given
) -> None:
    answers = [start + after + long for after, long, _ in given_ if long]
    last = max([start, *answers])
    assert promised(ledger(start, term, given_, "restart")) == due(last, term)


@given(moments, terms, ledgers, st.integers(0, 60_000))
def test_a_wait_without_answer_moves_nothing(
    start: datetime, term: Term, given_: Given, after: int
) -> None:
    asked = start + timedelta(minutes=after)
    known = [one for one in given_ if start + one[0] + one[1] < asked]
    deadline = ledger(start, term, known)
    open_ = Deadline(start, term, (*deadline.waits, Wait(asked, None)))
    assert promised(open_) == promised(deadline)


@given(moments, st.integers(1, 60))
def test_a_working_day_is_eight_office_hours(start: datetime, days: int) -> None:
    at = due(start, Term(days, "working_day"))
    assert workdays.working_time(CALENDAR, start, at) == timedelta(hours=8 * days)


@given(st.integers(0, 200 * 480), st.integers(1, 30))
def test_a_working_day_keeps_the_hour_of_receipt(minute: int, days: int) -> None:
    start = workdays.add(CALENDAR, FIRST, minute / 60)
    assert due(start, Term(days, "working_day")).time() == start.time()


@given(moments, st.integers(1, 9))
def test_a_month_ends_on_the_same_date_or_on_the_last_of_the_month(
    start: datetime, months_: int
) -> None:
    counted = workdays.opening(CALENDAR, start)
    number = counted.year * 12 + counted.month - 1 + months_
    after = datetime(number // 12, number % 12 + 1, 1, tzinfo=VIETNAM)
    next_month = after + timedelta(days=32 - after.day)
    last = (next_month.replace(day=1) - timedelta(days=1)).day
    day = after.replace(day=min(counted.day, last)).date()
    at = due(start, Term(months_, "month"))
    first_open = day if CALENDAR.works(day) else CALENDAR.next_work(day)
    assert at.date() == first_open


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


@given(moments, st.integers(5, 30), st.lists(st.tuples(quarters, quarters), max_size=4))
def test_resume_moves_the_due_moment_by_the_wait(
    start: datetime, days: int, steps: list[tuple[float, float]]
) -> None:
    """As long as the agencies have not used all their time when they ask."""
    term, now, pauses, worked = Term(days, "working_day"), start, [], 0.0
    for work, wait in steps:
        spent = min(work, days * 8 - worked - 0.25)
        asked, worked = workdays.add(CALENDAR, now, spent), worked + spent
        now = workdays.add(CALENDAR, asked, wait)
        pauses.append(Wait(asked, now, "resume"))
    new = promised(Deadline(start, term, tuple(pauses)))
    waited = timedelta(hours=sum(wait for _, wait in steps))
    assert workdays.working_time(CALENDAR, due(start, term), new) == waited


@given(moments, terms, ledgers, moments)
def test_all_time_is_the_citizens_or_the_agencies(
    start: datetime, term: Term, given_: Given, until: datetime
) -> None:
    deadline = ledger(start, term, given_)
    until = max(start, until)
    waited = workdays.waiting_time(CALENDAR, deadline, until)
    used = workdays.used_time(CALENDAR, deadline, until)
    assert timedelta() <= waited
    assert timedelta() <= used
    assert waited + used == workdays.working_time(CALENDAR, start, until)


budgets = st.lists(st.integers(1, 100).map(lambda number: number / 4), min_size=1, max_size=8)


@given(moments, terms, budgets, quarters)
def test_steps_are_due_in_order_and_end_with_the_whole(
    start: datetime, term: Term, hours: list[float], late: float
) -> None:
    total = due(start, term)
    begins = workdays.add(CALENDAR, start, late)
    dues = [one.at for one in workdays.stage_dues(CALENDAR, begins, hours, total)]
    assert dues == sorted(dues)
    assert dues[-1] == total
    assert len(dues) == len(hours)


@given(moments, budgets)
def test_no_step_gets_more_than_its_own_hours(start: datetime, hours: list[float]) -> None:
    total = workdays.add(CALENDAR, start, sum(hours))
    dues = [one.at for one in workdays.stage_dues(CALENDAR, start, hours, total)]
    spent = [workdays.working_time(CALENDAR, start, at) for at in dues]
    expected = [timedelta(hours=sum(hours[: number + 1])) for number in range(len(hours))]
    assert spent == expected


@given(moments, terms, terms)
def test_an_agency_is_never_due_after_the_whole(start: datetime, whole: Term, own: Term) -> None:
    total = due(start, whole)
    assert workdays.agency_due(CALENDAR, start, own, total).at == min(due(start, own), total)


@given(moments, terms)
def test_an_apology_is_sent_on_a_working_day_before(start: datetime, term: Term) -> None:
    at = due(start + timedelta(days=7), term)
    latest = workdays.last_apology(CALENDAR, at).at
    assert workdays.opening(CALENDAR, latest) == latest
    assert CALENDAR.next_work(latest.date()) == at.date()
    assert latest <= at - timedelta(days=1)


@given(moments, terms, ledgers, amounts)
def test_an_extension_makes_it_later_by_its_own_term(
    start: datetime, term: Term, given_: Given, more: Term
) -> None:
    plain = ledger(start, term, given_)
    extended = Deadline(start, term, plain.waits, Extension(more, start))
    assert promised(plain) < promised(extended)
    assert promised(extended) == due(promised(plain), more)


@given(moments, terms, ledgers)
def test_every_due_date_is_explained_in_both_languages(
    start: datetime, term: Term, given_: Given
) -> None:
    promise = workdays.promise(CALENDAR, ledger(start, term, given_))
    assert all(line.vi and line.en for line in promise.why)
    named = [line.vi for line in promise.why if "hẹn trả kết quả" in line.vi]
    assert named[-1].endswith(workdays.moment(promise.at).vi)


@given(moments, moments, terms, ledgers)
def test_a_new_calendar_gives_what_it_would_have_promised(
    start: datetime, day: datetime, term: Term, given_: Given
) -> None:
    deadline, new = ledger(start, term, given_), with_holiday(day)
    was = promised(deadline)
    moved = workdays.recount(new, deadline, was, CALENDAR)
    assert (moved.due.at if moved else was) == promised(deadline, new)
    assert moved is None or moved.due.why[0].vi.startswith("lịch làm việc thay đổi")
