"""Times of their own inside a procedure's: a check within 8 working hours, a notice within 3 days.

Law: the procedure names it for each clock, such as NĐ 216/2026/NĐ-CP Điều 23 for criminal records.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import workdays
from chalicelib.chain.duty import CHANNELS
from chalicelib.dossier import ENDED, Dossier
from chalicelib.errors import Text
from chalicelib.procedure import Case, Clock
from chalicelib.workdays import Calendar, Due, Term

GENERAL = Clock(
    key="defects",
    name=Text("Báo hồ sơ chưa đủ điều kiện", "A dossier that lacks something is sent back"),
    term=Term(3, "working_day"),
    since="received",
    until="defects_told",
    channels=(),
    on_silence="notify",
    legal="NĐ 61/2018/NĐ-CP Điều 19.4; nay theo NĐ 118/2025/NĐ-CP",
)
"""For every procedure that has no such time of its own and takes longer than this."""
IF_ANY = ("defects_told", "refusal_told")
"""What must be told in time only where there is something to tell."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """One clock of a dossier: until when, when what it asks was `done`, and when it `ended`.

    It ends undone with the decision, or with the dossier; both are None while it runs.
    """

    clock: Clock
    due: Due
    done: datetime | None
    ended: datetime | None

    def late(self, now: datetime) -> bool:
        """Whether it was done too late, or has run out undone."""
        if self.done is None and self.clock.until in IF_ANY:
            return False
        return (self.done or self.ended or now) > self.due.at


def ticking(dossier: Dossier, case: Case, calendar: Calendar) -> tuple[Ticking, ...]:
    """The clocks that have begun for this dossier, in the procedure's order.

    One that waits for something the dossier has not come to is left out. Raises Invalid
    ``calendar_year_missing``.
    """
    found = []
    for clock in _clocks(dossier, case):
        since = _since(dossier, clock.since)
        if since is not None:
            done = _first(since, UNTIL[clock.until](dossier))
            ended = _first(since, _end(dossier))
            found.append(Ticking(clock, clock_due(clock, since, calendar), done, ended))
    return tuple(one for one in found if one.clock is not GENERAL or _matters(dossier, one.due))


def _clocks(dossier: Dossier, case: Case) -> tuple[Clock, ...]:
    own = case.clocks_for(CHANNELS[dossier.channel])
    return own if any(one.until == GENERAL.until for one in own) else (*own, GENERAL)


def _matters(dossier: Dossier, due: Due) -> bool:
    return bool(dossier.due) and due.at < datetime.fromisoformat(dossier.due)


def clock_due(clock: Clock, since: datetime, calendar: Calendar) -> Due:
    """When a clock that begins at `since` runs out, with the law it rests on."""
    due = workdays.due(calendar, since, clock.term)
    law = Text(f"căn cứ: {clock.legal}", f"basis: {clock.legal}") if clock.legal else None
    return replace(due, why=(*due.why, law)) if law else due


def _since(dossier: Dossier, what: str) -> datetime | None:
    answers = [one.answered_at for one in dossier.supplements if one.answered_at]
    moments = {
        "submitted": dossier.submitted_at,
        "received": dossier.received_at,
        "supplemented": answers[-1] if answers else "",
    }
    said = moments.get(what, "")
    return datetime.fromisoformat(said) if said else None


def _end(dossier: Dossier) -> Iterable[str]:
    yield dossier.decided_at or (dossier.since if dossier.status in ENDED else "")


def _first(since: datetime, texts: Iterable[str]) -> datetime | None:
    moments = [datetime.fromisoformat(one) for one in texts if one]
    return min((one for one in moments if one > since), default=None)


def _ended(kind: str) -> Callable[[Dossier], Iterable[str]]:
    return lambda dossier: (held.until for held in dossier.history if held.kind == kind)


UNTIL: Mapping[str, Callable[[Dossier], Iterable[str]]] = {
    "checked": _ended("receive"),
    "defects_told": lambda dossier: (one.asked_at for one in dossier.supplements),
    "reported": _ended("appraise"),
    "refusal_told": lambda dossier: (dossier.decided_at,) if dossier.verdict == "refused" else (),
    "passed_on": lambda dossier: (row.asked_at for row in dossier.handoffs.values()),
    "confirmed": lambda _dossier: (),
}
"""When what a clock asks was done: the first of these after it began, by what it is for."""
