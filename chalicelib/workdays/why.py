"""The explanation under a due date: one line a rule or a run of days, each with its legal basis."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from chalicelib.errors import Text
from chalicelib.workdays.spans import Receipt
from chalicelib.workdays.term import Term
from chalicelib.workdays.years import Calendar, Special

AFTER_THREE = "NĐ 61/2018/NĐ-CP Điều 18; nay theo NĐ 118/2025/NĐ-CP"
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
RULES = {
    "working_hour": Text("chỉ tính giờ làm việc", "office hours only"),
    "working_day": Text(
        "mỗi ngày 8 giờ làm việc, giữ giờ tiếp nhận (BLLĐ 2019 Điều 105; BLDS 2015 Điều 147)",
        "8 office hours a day, the hour of receipt kept (Labour Code 105; Civil Code 147)",
    ),
    "day": Text(
        "theo lịch, không tính ngày tiếp nhận, đến hết giờ làm việc (BLDS 2015 Điều 147, 148)",
        "by the calendar, the day of receipt not counted, to closing time (Civil Code 147, 148)",
    ),
    "month": Text(
        "theo lịch đến ngày tương ứng, hết giờ làm việc (BLDS 2015 Điều 147, 148)",
        "by the calendar to the same date, to closing time (Civil Code 147, 148)",
    ),
    "same_day": Text(
        "trả kết quả trong ngày làm việc, trước khi hết giờ (theo quy định của thủ tục)",
        "answered within the working day, by closing time (as the procedure says)",
    ),
}
DAYS = {
    "holiday": Text("là ngày nghỉ lễ", "is a public holiday"),
    "day_off": Text("là ngày nghỉ", "is a day off"),
    "worked_saturday": Text("là ngày làm việc", "is a working day"),
}


def moment(at: datetime) -> Text:
    """``17:00 thứ tư 25/11/2026``."""
    return Text(
        f"{at:%H:%M} {WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}", f"{at:%A %d/%m/%Y} at {at:%H:%M}"
    )


def explain(
    calendar: Calendar, receipt: Receipt, since: date, at: datetime, term: Term, *, late: bool
) -> tuple[Text, ...]:
    """All lines for a due moment `at`; days off count from `since` to it."""
    lines = [_term(term), *_outside(receipt)]
    if late:
        lines.append(_after_three())
    return (*lines, *days_between(calendar, since, at.date()), _promise(at))


def _term(term: Term) -> Text:
    rule = RULES[term.unit]
    if term.unit == "same_day":
        return rule
    return Text(f"thời hạn {term.text.vi}: {rule.vi}", f"a term of {term.text.en}: {rule.en}")


def _outside(receipt: Receipt) -> list[Text]:
    if receipt.at == receipt.counted:
        return []
    came, counts = moment(receipt.at), moment(receipt.counted)
    basis = "giờ làm việc của cơ quan; BLLĐ 2019 Điều 105"
    return [
        Text(
            f"tiếp nhận ngoài giờ ({came.vi}), tính từ {counts.vi} ({basis})",
            f"received outside office hours ({came.en}), counted from {counts.en} "
            "(Labour Code 105)",
        )
    ]


def _after_three() -> Text:
    return Text(
        f"vì tiếp nhận sau 15 giờ, tính từ ngày làm việc kế tiếp ({AFTER_THREE})",
        "received after 15:00, so counted from the next working day "
        "(Decree 61/2018, art. 18; now under Decree 118/2025)",
    )


def _promise(at: datetime) -> Text:
    said = moment(at)
    return Text(f"hẹn trả kết quả: {said.vi}", f"result due: {said.en}")


def days_between(calendar: Calendar, since: date, until: date) -> list[Text]:
    """The days from `since` to `until` that differ, runs of one reason made one line."""
    count = (until - since).days + 1
    days = [since + timedelta(days=number) for number in range(count)]
    lines = special_days(calendar, days)
    rest = [day for day in days if not calendar.works(day) and not calendar.special(day)]
    if rest:
        lines.append(_weekend(rest))
    return lines + _provisional(calendar, days)


def special_days(calendar: Calendar, days: Sequence[date]) -> list[Text]:
    """A line for each holiday, day off and worked Saturday among `days`."""
    special = [one for day in days if (one := calendar.special(day))]
    return [_special(list(run)) for _, run in groupby(special, lambda one: (one.kind, one.name))]


def _special(run: Sequence[Special]) -> Text:
    first, span = run[0], _span([one.day for one in run])
    said = DAYS[first.kind]
    return Text(
        f"{span} {said.vi}: {first.name.vi} ({first.basis})",
        f"{span} {said.en}: {first.name.en} ({first.basis})",
    )


def _weekend(days: Sequence[date]) -> Text:
    said = _weekends(days)
    return Text(
        f"không tính thứ bảy, chủ nhật: {said} (BLLĐ 2019 Điều 111)",
        f"weekends do not count: {said} (Labour Code 111)",
    )


def _weekends(days: Sequence[date]) -> str:
    runs = [list(run) for _, run in groupby(days, lambda day: day.isocalendar()[:2])]
    if len(runs) <= 4:
        return ", ".join(_span(run) for run in runs)
    return f"{_span([days[0], days[-1]])} ({len(days)})"


def _span(days: Sequence[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{first:%d/%m/%Y}"
    start = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
    return f"{start}–{last:%d/%m/%Y}"


def _provisional(calendar: Calendar, days: Sequence[date]) -> list[Text]:
    years = sorted({day.year for day in days if calendar.year(day).provisional})
    return [
        Text(
            f"lịch năm {year} là tạm tính: ngày nghỉ hoán đổi chưa công bố",
            f"the {year} calendar is provisional: swapped days are not announced yet",
        )
        for year in years
    ]
