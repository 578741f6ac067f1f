"""Due times inside a due time: each step of a chain, each agency asked, never past the whole."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.errors import Text
from chalicelib.workdays.promise import Due, due
from chalicelib.workdays.spans import add, hours_text, local, opening, span_of, walk
from chalicelib.workdays.term import Term
from chalicelib.workdays.why import days_between, moment
from chalicelib.workdays.years import Calendar

INTERNAL = Text(
    "quy trình nội bộ của thủ tục, TT 01/2018/TT-VPCP Điều 8; nay theo NĐ 118/2025/NĐ-CP",
    "the procedure's internal steps, Circular 01/2018, art. 8; now under Decree 118/2025",
)
ASKED = Text(
    "thời hạn của cơ quan được lấy ý kiến, NĐ 61/2018/NĐ-CP Điều 19.5, 19.6",
    "an agency asked answers within its own term, Decree 61/2018, art. 19.5, 19.6",
)


def stage_dues(
    calendar: Calendar, start: datetime, budgets: Sequence[float], total: datetime
) -> tuple[Due, ...]:
    """When each step of a chain is due: `budgets` are its working hours, one step after another.

    In order and never past `total`, where the last one ends: time that no step was given is the
    last one's, and steps that have more than the whole are cut. A chain that starts after `total`
    is due at `total` in all its steps: it is late.
    """
    at, total, found = opening(calendar, start), local(total), []
    for number, budget in enumerate(budgets, 1):
        begins, at = at, min(walk(calendar, at, span_of(budget)), total) if at < total else total
        last = number == len(budgets)
        found.append(_stage(calendar, begins, budget, total if last else at, total))
    return tuple(found)


def step_due(
    calendar: Calendar, opened: datetime, hours: float, total: datetime | None = None
) -> Due:
    """When a step that was opened at `opened` is due: after its working `hours`, not past `total`.

    A total that had passed when it was opened cuts nothing: what is late needs its time too.
    """
    opened = local(opened)
    own = add(calendar, opened, hours)
    return _stage(calendar, opened, hours, _cut(own, opened, total), total)


def _cut(own: datetime, start: datetime, total: datetime | None) -> datetime:
    return local(total) if total and start < total < own else own


def _stage(
    calendar: Calendar, start: datetime, budget: float, at: datetime, total: datetime | None
) -> Due:
    has, said = hours_text(span_of(budget)), moment(at)
    lines = [Text(f"bước này được {has.vi} làm việc ({INTERNAL.vi})", f"{has.en} ({INTERNAL.en})")]
    lines += days_between(calendar, min(start, at).date(), at.date())
    if total and at == total:
        lines.append(_inside(at))
    lines.append(Text(f"hạn của bước: {said.vi}", f"the step is due: {said.en}"))
    return Due(at, tuple(lines), calendar.version)


def agency_due(
    calendar: Calendar, asked: datetime, term: Term, total: datetime | None = None
) -> Due:
    """When an agency asked at `asked` must have answered: within `term`, not past `total`.

    A total that had passed when it was asked cuts nothing.
    """
    own = due(calendar, asked, term)
    basis = Text(f"căn cứ: {ASKED.vi}", f"basis: {ASKED.en}")
    at = _cut(own.at, local(asked), total)
    if at == own.at:
        return Due(at, (*own.why, basis), own.version)
    said = moment(at)
    last = Text(f"hạn trả lời: {said.vi}", f"the answer is due: {said.en}")
    return Due(at, (*own.why, basis, _inside(at), last), own.version)


def _inside(total: datetime) -> Text:
    said = moment(total)
    return Text(
        f"không quá hạn trả kết quả của cả hồ sơ, {said.vi} (NĐ 61/2018/NĐ-CP Điều 19.6)",
        f"not past the whole dossier's due time, {said.en} (Decree 61/2018, art. 19.6)",
    )
