"""The due time of a dossier, derived here and nowhere else: a term, and a ledger of delays.

Law: NĐ 61/2018 Đ19.4 (a supplement), Đ19.9 (one extension, with an apology told at the latest a day
before the dossier is due); carried on by NĐ 118/2025. The arithmetic is `workdays`'.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import workdays
from chalicelib.chain.duty import CHANNELS, doing, lead, signs_as
from chalicelib.chain.words import said
from chalicelib.dossier import ENDED, Delay, Dossier, Fact, Person
from chalicelib.errors import Conflict, Invalid
from chalicelib.procedure import Case, Party, Step
from chalicelib.workdays import Calendar, Deadline, Due, Extension, Term, Wait

MOST_DAYS = 30


def term_of(dossier: Dossier, case: Case) -> Term:
    """The procedure's term for the way this dossier came in."""
    return case.term_for(CHANNELS[dossier.channel])


def deadline(dossier: Dossier, case: Case) -> Deadline:
    """The budget of a dossier that was received, and the waits that it was not used up in."""
    start = datetime.fromisoformat(dossier.received_at)
    waits = tuple(_wait(delay) for delay in dossier.delays if delay.policy != "extend")
    extra = dossier.extended
    extension = _extension(extra.days, extra.since) if extra else None
    return Deadline(start, term_of(dossier, case), waits, extension)


def _wait(delay: Delay) -> Wait:
    until = datetime.fromisoformat(delay.until) if delay.until else None
    return Wait(datetime.fromisoformat(delay.since), until, delay.policy, delay.why)


def _extension(days: int, at: str) -> Extension:
    return Extension(Term(days, "working_day"), datetime.fromisoformat(at))


def promised(dossier: Dossier, case: Case, calendar: Calendar) -> Due:
    """The due time that the dossier's ledger leads to. It must have been received."""
    return workdays.promise(calendar, deadline(dossier, case))


def moved(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> dict[str, Any]:
    """What an event that lets the clock run again at `now` must say; nothing where none stood."""
    if not dossier.paused:
        return {}
    over = replace(dossier.delays[-1], until=now.isoformat())
    return told(promised(replace(dossier, delays=_last(dossier.delays, over)), case, calendar))


def _last(delays: Sequence[Delay], over: Delay) -> tuple[Delay, ...]:
    return (*delays[:-1], over)


def told(due: Due) -> dict[str, Any]:
    """A due time as an event says it."""
    why = [line._asdict() for line in due.why]
    return {"due": due.at.isoformat(), "why": why, "calendar": due.version}


def step_due(dossier: Dossier, step: Step, calendar: Calendar, opened: datetime) -> Due:
    """When a step of this dossier that is opened then is due."""
    return workdays.step_due(calendar, opened, step.hours, _total(dossier))


def party_due(dossier: Dossier, party: Party, calendar: Calendar, asked: datetime) -> Due:
    """When an agency asked then must have answered.

    That is inside the dossier's time; but silence is consent only after the law's own term.
    """
    if party.on_silence == "deemed_consent":
        return workdays.consent(calendar, Deadline(asked, party.term), party.legal)
    return workdays.agency_due(calendar, asked, party.term, _total(dossier))


def _total(dossier: Dossier) -> datetime | None:
    """Until when the law's clock runs, where it does."""
    runs = dossier.due and not dossier.decided_at
    return datetime.fromisoformat(dossier.due) if runs else None


def apologise_by(dossier: Dossier, calendar: Calendar, now: datetime) -> Due | None:
    """Until when to apologise, for whoever sees that it will not be ready; None until the last
    working day on which that can be done, and where there is nothing to extend."""
    running = dossier.due and not dossier.decided_at and dossier.status not in ENDED
    if not running or dossier.paused or dossier.extended:
        return None
    latest = workdays.last_apology(calendar, datetime.fromisoformat(dossier.due))
    left = workdays.working_time(calendar, now, latest.at)
    return latest if timedelta() <= left <= timedelta(hours=workdays.HOURS_A_DAY) else None


def can_extend(
    dossier: Dossier, case: Case, person: Person, calendar: Calendar, now: datetime
) -> None:
    """Raises what keeps this person from extending the term now, in words they can act on.

    The apology is a letter of the agency's: whoever extends must have the power to sign it.
    """
    doing(person, "extend", lead(dossier))
    signs_as(dossier, person, lead(dossier), now)
    if not dossier.due or dossier.decided_at or dossier.status in ENDED:
        raise Conflict(
            "no_term_runs",
            "Chỉ gia hạn được khi hồ sơ đã tiếp nhận và chưa giải quyết xong.",
            "Only a dossier that is received and not yet decided can be extended.",
        )
    if dossier.paused:
        raise Conflict(
            "clock_stands",
            "Thời hạn đang tạm dừng nên chưa cần gia hạn.",
            "The clock stands still: no extension is needed now.",
        )
    workdays.extend(calendar, deadline(dossier, case), _extension(1, now.isoformat()))


def extend(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    days: int,
    reason: str,
    calendar: Calendar,
    now: datetime,
) -> Fact:
    """The one extension, with its apology (Mẫu 04): `days` working days, 1 to 30.

    Raises Conflict for a second one, and for one told less than a working day before it is due.
    """
    can_extend(dossier, case, person, calendar, now)
    said(reason, "reason")
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(
            "days_wrong",
            f"Hãy ghi số ngày làm việc gia hạn, từ 1 đến {MOST_DAYS}.",
            f"Give the working days to add, 1 to {MOST_DAYS}.",
            at="days",
        )
    at = now.isoformat()
    extra = Delay("extension", "extend", at, at, days, reason.strip())
    due = promised(replace(dossier, delays=(*dossier.delays, extra)), case, calendar)
    block = signs_as(dossier, person, lead(dossier), now).to_json()
    data = {"days": days, "reason": reason.strip(), "was": dossier.due, "signed": block}
    data |= told(due)
    return Fact("extended", data, at=at)
