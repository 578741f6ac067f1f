"""When a dossier is due, and why: the one place where a due moment comes from.

A deadline is a budget (a term, and one extension at most) and a ledger of waits. The due moment is
where the budget is used up. Each one carries the rules, days and articles that made it.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.errors import Text
from chalicelib.workdays import telling, why
from chalicelib.workdays.ledger import Deadline, Wait, in_order
from chalicelib.workdays.rules import RULES, receipt_at
from chalicelib.workdays.spans import local
from chalicelib.workdays.term import Term
from chalicelib.workdays.years import Calendar


@dataclass(frozen=True, slots=True)
class Due:
    """The moment a result is promised for (+07:00), and the explanation, a line each.

    `version`: of the calendar it was found in.
    """

    at: datetime
    why: tuple[Text, ...]
    version: str = ""


def due(calendar: Calendar, start: datetime, term: Term) -> Due:
    """When `term` counted from `start` ends. Raises `Invalid` for a year with no calendar."""
    return promise(calendar, Deadline(start, term))


def promise(calendar: Calendar, deadline: Deadline) -> Due:
    """When the budget of `deadline` is used up.

    - ``restart``: the whole term is counted again from the answer (NĐ 61/2018/NĐ-CP Điều 19.4).
    - ``resume``: the time waited is added, in the term's own measure, but never more than the
      whole term from the answer. A wait that begins when the time has run out adds nothing.
    - A wait that nobody has answered yet moves nothing.

    Raises `Invalid` ``calendar_year_missing`` rather than guess.
    """
    waits = in_order(deadline)
    anew = [number for number, wait in enumerate(waits) if wait.policy == "restart"]
    closed = [number for number in anew if waits[number].answered is not None]
    first = closed[-1] + 1 if closed else 0
    start = waits[first - 1].answered if first else None
    promised = _begun(calendar, start or local(deadline.start), deadline.term)
    promised.why[:0] = [telling.restarted(calendar, wait) for wait in waits[:first]]
    for wait in waits[first:]:
        promised.wait(calendar, deadline.term, wait)
    return _extended(calendar, deadline, Due(promised.at, tuple(promised.why), calendar.version))


@dataclass(slots=True)
class _Running:
    """A due moment while the ledger is read. `mark`: see `rules.Rule`."""

    mark: datetime
    at: datetime
    why: list[Text]

    def wait(self, calendar: Calendar, term: Term, wait: Wait) -> None:
        """Reads one line of the ledger."""
        if wait.answered is None:
            self.why.append(telling.standing(wait))
        elif wait.asked >= self.at:
            self.why.append(telling.too_late(wait))
        else:
            self._resume(calendar, term, wait, wait.answered)

    def _resume(self, calendar: Calendar, term: Term, wait: Wait, answered: datetime) -> None:
        rule, old = RULES[term.unit], self.at
        most = rule.ends(calendar, receipt_at(calendar, answered), term)
        self.mark = min(rule.moved(calendar, self.mark, wait.asked, answered), most)
        self.at = rule.at(calendar, self.mark)
        self.why += telling.resumed(calendar, wait, term, old, self.at)


def _begun(calendar: Calendar, start: datetime, term: Term) -> _Running:
    receipt, rule = receipt_at(calendar, start), RULES[term.unit]
    mark = rule.ends(calendar, receipt, term)
    at = rule.at(calendar, mark)
    since = mark.date() if rule.daily else receipt.at.date()
    late = term.unit == "same_day" and receipt.late
    return _Running(mark, at, [*why.explain(calendar, receipt, since, at, term, late=late)])


def _extended(calendar: Calendar, deadline: Deadline, before: Due) -> Due:
    if deadline.extension is None:
        return before
    rule = RULES[deadline.extension.term.unit]
    mark = rule.ends(calendar, receipt_at(calendar, before.at), deadline.extension.term)
    at = rule.at(calendar, mark)
    lines = telling.extended(calendar, deadline.extension, before.at, at)
    return Due(at, (*before.why, *lines), before.version)
