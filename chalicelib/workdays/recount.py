"""A new version of the calendar moves what is due: which dossiers, by how much, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.errors import Text
from chalicelib.workdays.ledger import Deadline
from chalicelib.workdays.promise import Due, promise
from chalicelib.workdays.spans import local
from chalicelib.workdays.why import moment, special_days
from chalicelib.workdays.years import Calendar


@dataclass(frozen=True, slots=True)
class Moved:
    """A due moment that another calendar moves; `due` explains itself, the change first."""

    was: datetime
    due: Due


def recount(
    calendar: Calendar, deadline: Deadline, was: datetime, old: Calendar | None = None
) -> Moved | None:
    """What becomes of a dossier that was promised for `was` under `calendar`; None if nothing.

    `old`: the calendar it was promised by; where it is known, the days that changed are named.
    Raises `Invalid` ``calendar_year_missing``.
    """
    due, was = promise(calendar, deadline), local(was)
    if due.at == was:
        return None
    days = _changed(old, calendar, deadline.start, max(was, due.at)) if old else ()
    lines = (_moved(calendar, was, due.at), *days, *due.why)
    return Moved(was, Due(due.at, lines, due.version))


def _moved(calendar: Calendar, was: datetime, at: datetime) -> Text:
    before, after = moment(was), moment(at)
    bases = "; ".join(dict.fromkeys(calendar.year(day).basis for day in (was.date(), at.date())))
    return Text(
        f"lịch làm việc thay đổi: hạn {before.vi} chuyển thành {after.vi} ({bases})",
        f"the working calendar changed: due {before.en} became {after.en} ({bases})",
    )


def _changed(old: Calendar, new: Calendar, start: datetime, until: datetime) -> Iterator[Text]:
    """The days of that time which worked before and do not now, or the other way round."""
    days = local(start).date(), until.date()
    for day in _range(*days):
        if old.spans(day) == new.spans(day):
            continue
        told = special_days(new, [day])
        yield told[0] if told else _plain(new, day)


def _plain(calendar: Calendar, day: date) -> Text:
    works = calendar.works(day)
    said = moment(datetime.combine(day, datetime.min.time()))
    vi, en = ("có giờ làm việc", "has office hours") if works else ("nghỉ", "is off")
    shown = said.vi.partition(" ")[2], said.en.partition(" at ")[0]
    return Text(f"{shown[0]} nay {vi}", f"{shown[1]} now {en}")


def _range(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
