"""What the law ties to a due moment: an apology and one extension before it, silence after it."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.errors import Conflict, Invalid, Text
from chalicelib.workdays import telling
from chalicelib.workdays.ledger import Deadline, Extension
from chalicelib.workdays.promise import Due, promise
from chalicelib.workdays.rules import within
from chalicelib.workdays.spans import local
from chalicelib.workdays.why import moment
from chalicelib.workdays.years import Calendar


def last_apology(calendar: Calendar, due: datetime) -> Due:
    """The last moment to apologise for what is due at `due`: one working day before.

    NĐ 61/2018/NĐ-CP Điều 19.9 says "chậm nhất trước 01 ngày"; a letter leaves on a working day, so
    it is the same hour of the working day before.
    """
    due = local(due)
    day = due.date() - timedelta(days=1)
    while not calendar.works(day):
        day -= timedelta(days=1)
    at = within(calendar, datetime.combine(day, due.timetz()))
    return Due(at, tuple(telling.apology(at, due)), calendar.version)


def extend(calendar: Calendar, deadline: Deadline, extension: Extension) -> Deadline:
    """The deadline with its one extension.

    Raises Conflict ``already_extended`` for a second one, ``apology_late`` for one announced less
    than a working day before the due moment, both NĐ 61/2018/NĐ-CP Điều 19.9.
    """
    if deadline.extension is not None:
        raise Conflict(
            "already_extended",
            "Hồ sơ đã được hẹn lại một lần; pháp luật chỉ cho hẹn lại một lần "
            "(NĐ 61/2018/NĐ-CP Điều 19.9).",
            "The due date was moved once already, and the law allows it once (Decree 61/2018, "
            "art. 19.9).",
        )
    latest = last_apology(calendar, promise(calendar, deadline).at)
    if local(extension.announced) > latest.at:
        said = moment(latest.at)
        raise Conflict(
            "apology_late",
            f"Đã quá muộn để gia hạn: phải xin lỗi và hẹn lại chậm nhất {said.vi} "
            "(NĐ 61/2018/NĐ-CP Điều 19.9).",
            f"Too late to extend: the apology was due by {said.en} (Decree 61/2018, art. 19.9).",
        )
    return replace(deadline, extension=extension)


def consent(calendar: Calendar, deadline: Deadline, basis: str) -> Due:
    """When silence becomes consent: once this moment has passed with no answer.

    `basis`: the law that says so. There is no such thing without one: raises `Invalid`
    ``consent_without_law``.
    """
    if not basis.strip():
        raise Invalid(
            "consent_without_law",
            "Im lặng chỉ là đồng ý khi pháp luật quy định; chưa có căn cứ pháp lý.",
            "Silence is consent only where a law says so, and none is named.",
        )
    asked = promise(calendar, deadline)
    said = moment(asked.at)
    line = Text(
        f"không trả lời đến {said.vi} thì coi là đồng ý ({basis.strip()})",
        f"no answer by {said.en} counts as consent ({basis.strip()})",
    )
    return Due(asked.at, (*asked.why, line), asked.version)
