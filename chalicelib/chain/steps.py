"""Where a dossier stands in its chain, whose turn it is, and when to look at it again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib import agency, audit, workdays
from chalicelib.chain.duty import acting, is_signed, signs
from chalicelib.dossier import ENDED, Dossier, Fact, Person, Status
from chalicelib.errors import Conflict, Forbidden
from chalicelib.procedure import Case, Result, Step
from chalicelib.workdays import Calendar

CLOSE = "close"
SUPPLEMENT = "supplement"
CITIZEN = "citizen"
SUPPLEMENT_WAIT = timedelta(days=30)
PARALLEL = ("hand_off", "consult")
PROMPT = timedelta(minutes=2)


def step_of(case: Case, key: str) -> Step:
    """The step of the chain with this key. Raises Conflict for a key it does not have."""
    for step in case.chain:
        if step.key == key:
            return step
    raise Conflict("no_such_step", f"Quy trình không có bước “{key}”.", f"No step “{key}”.")


def _rest(case: Case, key: str) -> Iterator[Step]:
    found = False
    for step in case.chain:
        if found:
            yield step
        found = found or step.key == key


def after(case: Case, key: str, *, refused: bool) -> Step | None:
    """The step that follows; a refused dossier skips the other agencies, nobody else."""
    for step in _rest(case, key):
        if not (refused and step.kind in PARALLEL):
            return step
    return None


def stand(dossier: Dossier, case: Case) -> str:
    """The kind of wait the machine must enter now: a step's kind, ``supplement`` or ``close``."""
    if dossier.status in ENDED or not dossier.step:
        return CLOSE
    return SUPPLEMENT if dossier.waiting else step_of(case, dossier.step).kind


def open_step(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact:
    """Asks somebody: who (agency and role), what, and until when by working time."""
    if dossier.waiting:
        return _open_supplement(dossier, now)
    step = step_of(case, dossier.step)
    holder = agency.resolve(step.agency, receiver=dossier.receiver, decider=dossier.decider)
    moves_on = dossier.status in (Status.RECEIVED,)
    return Fact(
        "step_opened",
        {
            "step": step.key,
            "kind": step.kind,
            "epoch": dossier.epoch,
            "agency": holder.code,
            "role": step.role,
            "due": workdays.add(calendar, now, step.hours).isoformat(),
            "handoffs": _asked(dossier, step, calendar, now),
        },
        Status.IN_PROCESS if moves_on else None,
        at=now.isoformat(),
    )


def _open_supplement(dossier: Dossier, now: datetime) -> Fact:
    return Fact(
        "step_opened",
        {
            "step": SUPPLEMENT,
            "kind": SUPPLEMENT,
            "epoch": dossier.epoch,
            "agency": "",
            "role": CITIZEN,
            "due": (now + SUPPLEMENT_WAIT).isoformat(),
            "handoffs": [],
        },
    )


def _asked(dossier: Dossier, step: Step, calendar: Calendar, now: datetime) -> list[dict[str, str]]:
    """The hand-offs a parallel step begins; a party already answered is never asked again."""
    rows = []
    for party in step.parties:
        if party.key in dossier.handoffs:
            continue
        to = agency.resolve(party.agency, receiver=dossier.receiver, decider=dossier.decider)
        rows.append(
            {
                "id": audit.digest("handoff", dossier.id, step.key, party.key)[:24],
                "party": party.key,
                "step": step.key,
                "agency": to.code,
                "asked_at": now.isoformat(),
                "due": workdays.due(calendar, now, party.term).at.isoformat(),
            }
        )
    return rows


def allowed(dossier: Dossier, case: Case, person: Person, now: datetime) -> tuple[str, ...]:
    """What this person may do with the open task at `now`: outcomes, or nothing."""
    task = dossier.task
    if task is None or dossier.waiting or task.kind in PARALLEL:
        return ()
    return step_of(case, task.step).may if acting(dossier, person, now) else ()


def require(
    dossier: Dossier, case: Case, person: Person, outcome: str, step: str, now: datetime
) -> Step:
    """The open step, when `person` may give it this `outcome` at `now`.

    Raises Conflict when the dossier has moved on from `step`, Forbidden when it is not theirs:
    ``not_authorised`` with what to do where somebody who signs elsewhere may not sign this.
    """
    if dossier.task is None or dossier.task.step != step:
        raise Conflict(
            "moved_on",
            "Hồ sơ đã chuyển sang bước khác. Hãy tải lại trang để xem ai đang xử lý.",
            "The dossier has moved on. Reload the page to see who holds it.",
        )
    if outcome not in allowed(dossier, case, person, now):
        if is_signed(dossier) and any(agency.rank_of(role) for _, role in person.duties):
            signs(dossier, person, now)
        raise Forbidden(
            "not_yours",
            "Bạn không được giao việc này ở bước hiện tại của hồ sơ.",
            "This is not yours to do at the dossier's present step.",
        )
    return step_of(case, step)


def sealed_results(case: Case) -> tuple[Result, ...]:
    """The results our own clerk numbers and seals: those no other agency answers with."""
    answered = {party.result for step in case.chain for party in step.parties}
    return tuple(result for result in case.results if result.key not in answered)


def overdue(dossier: Dossier, now: str) -> Fact | None:
    """That the due time has passed, once; never while the citizen's papers are waited for."""
    running = dossier.due and not dossier.decided_at and not dossier.waiting
    if not running or dossier.overdue or dossier.status in ENDED or not earlier(dossier.due, now):
        return None
    return Fact("overdue", {"due": dossier.due})


def earlier(a: str, b: str) -> bool:
    """Whether ISO time `a` lies before `b`, whatever their offsets."""
    return datetime.fromisoformat(a) < datetime.fromisoformat(b)


def look_again(dossier: Dossier) -> str:
    """When the sweeper should look at this dossier; empty for never. An ISO time.

    Between two steps, and while a paper is on its way, soon; with a task open, when it falls due.
    A parked dossier waits for an operator.
    """
    times = [
        _later(paper.changed_at, PROMPT)
        for paper in dossier.papers.values()
        if paper.state in ("expected", "arrived")
    ]
    if dossier.submitted_at and dossier.status not in ENDED and not dossier.parked:
        times.append(_next_look(dossier))
    return min(times, default="")


def _next_look(dossier: Dossier) -> str:
    if dossier.task is None:
        return _later(dossier.since, PROMPT)
    open_dues = [row.due for row in dossier.handoffs.values() if not row.outcome]
    dues = [dossier.task.due, *open_dues, *([] if dossier.overdue else [dossier.due])]
    return min(due for due in dues if due)


def _later(moment: str, wait: timedelta) -> str:
    return (datetime.fromisoformat(moment) + wait).isoformat()
