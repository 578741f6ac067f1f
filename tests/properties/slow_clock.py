"""The law's clock walked minute by minute: slow, and written without looking at the quick one.

It reads the calendar's files itself, knows a day as a list of its working minutes, and finds a due
moment by counting them one after another.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files

VIETNAM = timezone(timedelta(hours=7))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Waits = Sequence[tuple[datetime, datetime]]


@cache
def _files() -> Mapping[int, dict[str, object]]:
    folder = files("chalicelib") / "country"
    named = [one for one in folder.iterdir() if one.name.startswith("calendar-")]
    texts = [tomllib.loads(one.read_text(encoding="utf-8")) for one in named]
    return {text["year"]: text for text in texts}


class SlowClock:
    """`off`: days off beside those of the files."""

    def __init__(self, off: Sequence[date] = ()) -> None:
        self.off = frozenset(off)
        self.kept: dict[date, frozenset[time]] = {}

    def minutes(self, day: date) -> frozenset[time]:
        """Every minute of the day that is worked, by the moment it begins."""
        if day not in self.kept:
            self.kept[day] = frozenset(self._minutes(day))
        return self.kept[day]

    def _minutes(self, day: date) -> Iterator[time]:
        year: dict = _files()[day.year]  # type: ignore[type-arg]
        kinds = {one["date"]: one["kind"] for one in year["day"]}
        open_ = kinds.get(day) == "worked_saturday" or (day.weekday() < 5 and day not in kinds)
        if not open_ or day in self.off:
            return
        for shift in year["shift"]:
            now = datetime.combine(day, shift["opens"])
            while now.time() < shift["closes"]:
                yield now.time()
                now += MINUTE

    def works(self, minute: datetime) -> bool:
        return minute.time() in self.minutes(minute.date())

    def in_office(self, moment: datetime) -> bool:
        """Both ends of a shift are office time."""
        return self.works(moment) or self.works(moment - MINUTE)

    def counted(self, moment: datetime) -> datetime:
        """The office moment from which something that comes in at `moment` counts."""
        while not self.in_office(moment):
            moment += MINUTE
        return moment

    def walk(self, moment: datetime, minutes: int, waits: Waits = ()) -> datetime:
        """Where so many working minutes after `moment` are used up, those in a wait not counted."""
        while minutes:
            stands = any(asked <= moment < answered for asked, answered in waits)
            minutes -= self.works(moment) and not stands
            moment += MINUTE
        return moment

    def office_due(self, start: datetime, hours: int, waits: Waits = ()) -> datetime:
        return self.walk(self.counted(start), hours * 60, waits)

    def days_due(self, start: datetime, days: int, waits: Waits = ()) -> datetime:
        """8 office hours a day; of the moments that are as far away, the one at the same hour."""
        first = self.counted(start)
        at = self.walk(first, days * 480, waits)
        overnight = first > start and first.time() == min(self.minutes(first.date()))
        if overnight or waits:
            return at
        while at.time() != first.time():
            assert not self.works(at)
            at += MINUTE
        return at

    def calendar_due(self, start: datetime, days: int, waits: Waits = ()) -> datetime:
        """A day is over when its midnight passes; due at closing time of the last one."""
        last = self.counted(start).replace(hour=0, minute=0)
        while days:
            last += DAY
            days -= not any(asked < last <= answered for asked, answered in waits)
        return self.closing(last.date())

    def months_due(self, start: datetime, months: int) -> datetime:
        """Month by month to the same date, or to the last that the month has."""
        first = self.counted(start)
        last = first.replace(day=1)
        for _ in range(months):
            last = (last + 31 * DAY).replace(day=1)
        month = last.month
        for _ in range(first.day - 1):
            last += DAY * ((last + DAY).month == month)
        return self.closing(last.date())

    def same_day_due(self, start: datetime) -> datetime:
        first = self.counted(start)
        return self.closing(first.date() + DAY * (first.time() > time(15)))

    def closing(self, day: date) -> datetime:
        """Closing time of `day`, or of the next day that has one."""
        while not self.minutes(day):
            day += DAY
        return datetime.combine(day, max(self.minutes(day)), VIETNAM) + MINUTE
