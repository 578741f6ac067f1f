"""A new version of the calendar: what is open on a dossier is worked out again."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import workdays
from chalicelib.chain.clock import deadline, party_due, step_due, told
from chalicelib.chain.opinions import party_of
from chalicelib.chain.steps import SUPPLEMENT, step_of
from chalicelib.dossier import ENDED, Dossier, Fact
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar


def recounted(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact | None:
    """What `calendar` moves: the due time and why, the open step, agencies asked, papers asked for.

    None where it moves nothing, or where no time runs any more. A dossier that was called overdue
    by the old calendar no longer is, if by the new one it has time. Raises Invalid
    ``calendar_year_missing``.
    """
    runs = dossier.due and not dossier.decided_at and dossier.status not in ENDED
    if not runs or dossier.calendar == calendar.version:
        return None
    data = _promise(dossier, case, calendar)
    total = data.get("due", dossier.due)
    inside = _inside(replace(dossier, due=total), case, calendar)
    if not data and not any(inside.values()):
        return None
    overdue = dossier.overdue and datetime.fromisoformat(total) < now
    said = {"calendar": calendar.version, "overdue": overdue, **inside, **data}
    return Fact("recounted", said, at=now.isoformat())


def _promise(dossier: Dossier, case: Case, calendar: Calendar) -> dict[str, Any]:
    was = datetime.fromisoformat(dossier.due)
    moved = workdays.recount(calendar, deadline(dossier, case), was)
    return {"was": dossier.due, **told(moved.due)} if moved else {}


def _inside(dossier: Dossier, case: Case, calendar: Calendar) -> dict[str, Any]:
    """What moves inside the dossier's time; empty for what does not."""
    papers, step = _papers(dossier, case, calendar), _step(dossier, case, calendar)
    asked = {
        row.party: due.isoformat()
        for row in dossier.handoffs.values()
        if not row.outcome
        for due in [
            party_due(
                dossier, party_of(case, row), calendar, datetime.fromisoformat(row.asked_at)
            ).at
        ]
        if due != datetime.fromisoformat(row.due)
    }
    return {"step": papers or step, "asked": asked, "papers": papers}


def _step(dossier: Dossier, case: Case, calendar: Calendar) -> str:
    task = dossier.task
    if task is None or task.step == SUPPLEMENT:
        return ""
    opened = datetime.fromisoformat(task.opened_at)
    due = step_due(dossier, step_of(case, task.step), calendar, opened).at
    return "" if due == datetime.fromisoformat(task.due) else due.isoformat()


def _papers(dossier: Dossier, case: Case, calendar: Calendar) -> str:
    asked = dossier.waiting
    if asked is None or not asked.due:
        return ""
    due = workdays.due(calendar, datetime.fromisoformat(asked.asked_at), case.supplement_wait).at
    return "" if due == datetime.fromisoformat(asked.due) else due.isoformat()
