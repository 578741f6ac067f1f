"""Why each date of a dossier is what it is, for whoever asks while it is under way."""

from dataclasses import replace
from datetime import datetime

from chalicelib import workdays
from chalicelib.chain.clock import deadline, party_due, step_due
from chalicelib.chain.opinions import party_of
from chalicelib.chain.steps import SUPPLEMENT, step_of
from chalicelib.dossier import Dossier, Handoff
from chalicelib.errors import Text
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar, Due


def explained(dossier: Dossier, case: Case) -> tuple[Text, ...]:
    """The lines that came with the due time, and what the clock stands still for now, if it does.

    Empty before the dossier is received.
    """
    if not dossier.received_at:
        return ()
    told = (Text(line["vi"], line["en"]) for line in dossier.due_why)
    waits = deadline(dossier, case).waits
    return (*told, *(workdays.standing(one) for one in waits if one.answered is None))


def task_due(dossier: Dossier, case: Case, calendar: Calendar) -> Due | None:
    """Until when the open step has time, and why; for a wait for papers, the citizen has it.

    None where no step is open.
    """
    task = dossier.task
    if task is None:
        return None
    due = datetime.fromisoformat(task.due)
    if task.step == SUPPLEMENT and dossier.waiting:
        asked = datetime.fromisoformat(dossier.waiting.asked_at)
        return _as_told(workdays.due(calendar, asked, case.supplement_wait), due)
    opened = datetime.fromisoformat(task.opened_at)
    return _as_told(step_due(dossier, step_of(case, task.step), calendar, opened), due)


def asked_due(dossier: Dossier, case: Case, row: Handoff, calendar: Calendar) -> Due:
    """Until when an agency that was asked has time to answer, and why."""
    asked = datetime.fromisoformat(row.asked_at)
    made = party_due(dossier, party_of(case, row), calendar, asked)
    return _as_told(made, datetime.fromisoformat(row.due))


def _as_told(made: Due, due: datetime) -> Due:
    """What was told when somebody was asked stands, though the dossier's time has moved since."""
    if made.at == due:
        return made
    said = workdays.moment(due)
    line = Text(f"hạn ghi khi giao việc: {said.vi}", f"as told when it was asked: {said.en}")
    return replace(made, at=due, why=(*made.why, line))
