"""Calendars: their files, seasons, the days the law gives, and what a new version changes."""

from datetime import date, datetime
from importlib.resources import files

import pytest

from chalicelib import workdays
from chalicelib.errors import Invalid
from chalicelib.workdays import VIETNAM, Deadline, Term

CALENDAR = workdays.calendar()
SHIPPED = (files("chalicelib") / "country" / "calendar-2026.toml").read_text(encoding="utf-8")
TYPHOON = """
[[day]]
date = 2026-11-19
kind = "day_off"
name = { vi = "nghỉ do bão (DỮ LIỆU MẪU)", en = "typhoon (sample)" }
basis = "công điện mẫu"
"""


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


BROKEN = """
year = 2026
version = "1"
basis = "thử"
colour = "red"
[[shift]]
opens = 13:00:00
closes = 11:00:00
[[season]]
first = 2026-04-01
last = 2027-01-01
[[season.shift]]
opens = 07:00:00
closes = 11:00:00
[[season]]
first = 2026-06-01
last = 2026-06-30
[[season.shift]]
opens = 07:00:00
closes = 11:00:00
[[day]]
date = 2027-01-02
kind = "holliday"
name = { vi = "x", en = "x" }
[[day]]
date = 2026-01-05
kind = "worked_saturday"
name = { vi = "x", en = "x" }
basis = "x"
"""


def test_a_broken_calendar_lists_every_fault_with_its_place() -> None:
    with pytest.raises(Invalid) as caught:
        workdays.load_calendar(BROKEN)
    told = caught.value.text.en
    for place in (
        "shift[1].closes",
        "season[2026-04-01].last",
        "- season:",
        "day[2027-01-02].kind",
        "day[2027-01-02].basis",
        "day[2027-01-02].date",
        "day[2026-01-05].kind",
        "- colour",
    ):
        assert place in told
    assert caught.value.code == "calendar_invalid"


SUMMER = """
[[season]]
first = 2026-04-16
last = 2026-10-15
[[season.shift]]
opens = 06:30:00
closes = 11:00:00
[[season.shift]]
opens = 13:30:00
closes = 17:00:00
"""


def test_a_season_has_its_own_hours() -> None:
    summer = CALENDAR.but(workdays.load_calendar(SHIPPED + SUMMER))
    three = Term(3, "working_hour")
    assert workdays.due(summer, at("15/10/2026 06:00"), three).at == at("15/10/2026 09:30")
    assert workdays.due(summer, at("16/10/2026 06:00"), three).at == at("16/10/2026 10:00")
    one = Term(1, "working_day")
    assert workdays.due(summer, at("16/04/2026 06:30"), one).at == at("17/04/2026 06:30")
    assert workdays.due(summer, at("15/10/2026 06:40"), one).at == at("16/10/2026 07:00")


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_each_year_has_the_twelve_holidays_and_their_substitutes(year: int) -> None:
    days = CALENDAR.years[year].days.values()
    holidays = [one.day for one in days if one.kind == "holiday"]
    swapped = sum(one.kind == "worked_saturday" for one in days)
    assert len(holidays) == 12
    assert date(year, 11, 24) in holidays
    at_weekends = sum(day.weekday() >= 5 for day in holidays)
    assert sum(one.kind == "day_off" for one in days) == at_weekends + swapped


def test_a_holiday_at_the_weekend_is_made_up_for_after_it() -> None:
    substitutes = [
        one.day
        for year in CALENDAR.years.values()
        for one in year.days.values()
        if one.kind == "day_off" and "111.3" in one.basis
    ]
    assert substitutes
    for day in substitutes:
        assert not CALENDAR.works(day)
        assert CALENDAR.special(day)


def test_a_new_calendar_moves_what_was_promised_and_says_why() -> None:
    deadline = Deadline(at("16/11/2026 08:00"), Term(3, "working_day"))
    was = workdays.promise(CALENDAR, deadline).at
    new = CALENDAR.but(
        workdays.load_calendar(SHIPPED.replace("2026-07-01", "2026-11-17") + TYPHOON)
    )
    moved = workdays.recount(new, deadline, was, CALENDAR)
    assert moved is not None
    assert (moved.was, moved.due.at) == (at("19/11/2026 08:00"), at("20/11/2026 08:00"))
    assert "2026@2026-11-17" in moved.due.version
    lines = [line.vi for line in moved.due.why]
    assert "hạn 08:00 thứ năm 19/11/2026 chuyển thành 08:00 thứ sáu 20/11/2026" in lines[0]
    assert lines[1] == "19/11/2026 là ngày nghỉ: nghỉ do bão (DỮ LIỆU MẪU) (công điện mẫu)"
    assert workdays.recount(new, deadline, moved.due.at, new) is None


def test_every_day_that_changed_up_to_the_new_date_is_named() -> None:
    deadline = Deadline(at("16/11/2026 08:00"), Term(3, "working_day"))
    second = TYPHOON.replace("2026-11-19", "2026-11-20")
    new = CALENDAR.but(workdays.load_calendar(SHIPPED + TYPHOON + second))
    moved = workdays.recount(new, deadline, at("19/11/2026 08:00"), CALENDAR)
    assert moved is not None
    assert moved.due.at == at("23/11/2026 08:00")
    assert [line.vi[:10] for line in moved.due.why[1:3]] == ["19/11/2026", "20/11/2026"]
    assert moved.due.why[3].vi.startswith("thời hạn")


def test_a_day_that_works_again_is_named_too() -> None:
    deadline = Deadline(at("20/11/2026 08:00"), Term(3, "working_day"))
    was = workdays.promise(CALENDAR, deadline).at
    culture = SHIPPED.index("[[day]]\ndate = 2026-11-24")
    moved = workdays.recount(
        CALENDAR.but(workdays.load_calendar(SHIPPED[:culture])), deadline, was, CALENDAR
    )
    assert moved is not None
    assert moved.due.at == at("25/11/2026 08:00")
    assert moved.due.why[1].vi == "thứ ba 24/11/2026 nay có giờ làm việc"


def test_a_later_year_moves_nothing_of_this_one() -> None:
    deadline = Deadline(at("16/11/2026 08:00"), Term(3, "working_day"))
    only = workdays.load_calendar(SHIPPED)
    assert only.version != CALENDAR.version
    assert workdays.recount(CALENDAR, deadline, workdays.promise(only, deadline).at) is None


def test_no_promise_reaches_into_a_year_nobody_wrote_down() -> None:
    only = workdays.load_calendar(SHIPPED)
    deadline = Deadline(at("30/12/2026 08:00"), Term(3, "working_day"))
    with pytest.raises(Invalid, match="calendar_year_missing"):
        workdays.promise(only, deadline)
    with pytest.raises(Invalid, match="calendar_year_missing"):
        workdays.recount(only, deadline, at("31/12/2026 08:00"))
