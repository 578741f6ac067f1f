"""A new version of the calendar: what was promised for an open dossier is worked out again."""

from datetime import datetime

from chalicelib import workdays
from chalicelib.chain.clock import deadline, told
from chalicelib.dossier import ENDED, Dossier, Fact
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar


def recounted(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact | None:
    """That `calendar` moves the due time, and why; None where it does not or none is running.

    A dossier that was called overdue by the old calendar no longer is, if by the new one it has
    time. Raises Invalid ``calendar_year_missing``.
    """
    if not dossier.due or dossier.decided_at or dossier.status in ENDED:
        return None
    if dossier.calendar == calendar.version:
        return None
    was = datetime.fromisoformat(dossier.due)
    moved = workdays.recount(calendar, deadline(dossier, case), was)
    if moved is None:
        return None
    overdue = dossier.overdue and moved.due.at < now
    data = {"was": dossier.due, "overdue": overdue, **told(moved.due)}
    return Fact("recounted", data, at=now.isoformat())
