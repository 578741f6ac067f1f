"""The working calendar: shifts, days off and worked Saturdays, year by year, from dated files.

A year nobody wrote down is a problem (`calendar_year_missing`), never a guess: the Government
announces swapped days late in the year before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from chalicelib import tables
from chalicelib.errors import Invalid, Text

VIETNAM = timezone(timedelta(hours=7))
HOURS_A_DAY = 8.0
SATURDAY = 5
KINDS = ("holiday", "day_off", "worked_saturday")


class Shift(NamedTuple):
    """One stretch of office hours, both ends belonging to it."""

    opens: time
    closes: time


class Span(NamedTuple):
    """One stretch of working time on one day."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Special:
    """A day that differs from its weekday.

    `kind`: holiday, day_off (a substitute or swapped day), or worked_saturday.
    """

    day: date
    kind: str
    name: Text
    basis: str


@dataclass(frozen=True, slots=True)
class Season:
    """The shifts from the day `first` to the day `last`, both included, instead of the year's."""

    first: date
    last: date
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One year's file. `provisional`: days still to be announced may differ."""

    year: int
    version: str
    basis: str
    provisional: bool
    shifts: tuple[Shift, ...]
    days: Mapping[date, Special]
    seasons: tuple[Season, ...] = ()

    def hours(self, day: date) -> tuple[Shift, ...]:
        """The shifts of `day`, if it is a working day."""
        for season in self.seasons:
            if season.first <= day <= season.last:
                return season.shifts
        return self.shifts


@dataclass(frozen=True, slots=True)
class Calendar:
    """All the years known."""

    years: Mapping[int, Year]

    @property
    def version(self) -> str:
        """Changes whenever any year's file does; recorded beside each due date computed from it."""
        return "+".join(f"{year}@{self.years[year].version}" for year in sorted(self.years))

    def year(self, day: date) -> Year:
        """The year `day` lies in; raises `Invalid` ``calendar_year_missing``."""
        found = self.years.get(day.year)
        if found is None:
            raise Invalid(
                "calendar_year_missing",
                f"Chưa có lịch làm việc năm {day.year}; hãy thêm tệp lịch của năm đó.",
                f"There is no working calendar for {day.year}; add that year's file.",
            )
        return found

    def special(self, day: date) -> Special | None:
        return self.year(day).days.get(day)

    def works(self, day: date) -> bool:
        """Whether offices are open on `day`."""
        special = self.special(day)
        return special.kind == "worked_saturday" if special else day.weekday() < SATURDAY

    def spans(self, day: date) -> tuple[Span, ...]:
        """The working time of `day` in order; empty on a day off."""
        if not self.works(day):
            return ()
        return tuple(
            Span(datetime.combine(day, a, VIETNAM), datetime.combine(day, b, VIETNAM))
            for a, b in self.year(day).hours(day)
        )

    def but(self, other: "Calendar") -> "Calendar":
        """This calendar, except for the years that `other` knows."""
        return Calendar(MappingProxyType({**self.years, **other.years}))

    def next_work(self, day: date) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.works(day):
            day += timedelta(days=1)
        return day


def _special(table: tables.Table, year: int) -> Special:
    special = Special(
        day=table.day("date"),
        kind=table.choice("kind", KINDS),
        name=table.both("name"),
        basis=table.text("basis"),
    )
    if special.day.year != year:
        table.fault("date", f"không thuộc năm {year}", f"is not in {year}")
    if special.kind == "worked_saturday" and special.day.weekday() != SATURDAY:
        table.fault("kind", "ngày này không phải thứ bảy", "this day is no Saturday")
    table.done()
    return special


def _shift(table: tables.Table) -> Shift:
    shift = Shift(table.clock("opens"), table.clock("closes"))
    if not shift.opens < shift.closes:
        table.fault("closes", "phải sau giờ mở cửa", "must be after it opens")
    table.done()
    return shift


def _shifts(root: tables.Table) -> tuple[Shift, ...]:
    shifts = tuple(_shift(table) for table in root.tables("shift", least=1))
    if any(later.opens <= earlier.closes for earlier, later in pairwise(shifts)):
        root.fault("shift", "các ca phải theo thứ tự, không chồng nhau", "shifts must not overlap")
    return shifts


def _season(table: tables.Table, year: int) -> Season:
    season = Season(table.day("first"), table.day("last"), _shifts(table))
    if not date(year, 1, 1) <= season.first <= season.last <= date(year, 12, 31):
        table.fault("last", f"mùa phải nằm trong năm {year}", f"must lie within {year}")
    table.done()
    return season


def _seasons(root: tables.Table, year: int) -> tuple[Season, ...]:
    found = sorted((_season(t, year) for t in root.tables("season", name="first")), key=_first)
    if any(later.first <= earlier.last for earlier, later in pairwise(found)):
        root.fault("season", "các mùa không được chồng nhau", "seasons must not overlap")
    return tuple(found)


def _first(season: Season) -> date:
    return season.first


def _year(root: tables.Table) -> Year:
    year = root.whole("year", least=2000)
    days = [_special(table, year) for table in root.tables("day", name="date")]
    tables.keyed(days, lambda one: one.day.isoformat(), root, "day")
    return Year(
        year=year,
        version=root.text("version"),
        basis=root.text("basis"),
        provisional=root.flag("provisional", False),
        shifts=_shifts(root),
        days=MappingProxyType({one.day: one for one in days}),
        seasons=_seasons(root, year),
    )


def load_calendar(*texts: str) -> Calendar:
    """A calendar, one TOML text a year; raises `Invalid` ``calendar_invalid`` listing faults."""
    years = [tables.read(text, "calendar_invalid", _year) for text in texts]
    return Calendar(MappingProxyType({year.year: year for year in years}))


@cache
def calendar() -> Calendar:
    """The calendar that ships with the package (``country/calendar-<year>.toml``)."""
    folder = files("chalicelib") / "country"
    named = sorted(f.name for f in folder.iterdir() if f.name.startswith("calendar-"))
    return load_calendar(*((folder / name).read_text(encoding="utf-8") for name in named))
