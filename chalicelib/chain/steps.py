"""Where a dossier stands in its chain, whose turn it is, and when to look at it again."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from chalicelib import agency, audit
from chalicelib.chain.clock import party_due, step_due
from chalicelib.chain.duty import CHANNELS, acting, day_of, is_signed, signs
from chalicelib.dossier import ENDED, Dossier, Fact, Person, Status
from chalicelib.errors import Conflict, Forbidden
from chalicelib.procedure import Case, Fee, Party, Result, Step
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


def after(
    dossier: Dossier, case: Case, key: str, *, refused: bool = False, chosen: Sequence[str] = ()
) -> Step | None:
    """The step that follows. A refused dossier skips the other agencies and what is to be paid;
    a step is skipped too where nobody is left to be asked, or nothing is to be paid."""
    refused = refused or dossier.verdict == "refused"
    for step in _rest(case, key):
        skipped = refused and step.kind in (*PARALLEL, "fee")
        nobody = step.kind in PARALLEL and not _to_ask(dossier, step, chosen)
        if not (skipped or nobody or (step.kind == "fee" and not owed(dossier, case, "fee"))):
            return step
    return None


def _to_ask(dossier: Dossier, step: Step, chosen: Sequence[str]) -> list[Party]:
    """Whom a parallel step still waits for: a dossier sent back does not ask anybody twice."""
    known = dossier.handoffs
    wanted = parties(dossier, step, chosen)
    return [one for one in wanted if one.key not in known or not known[one.key].outcome]


def back_at(dossier: Dossier, case: Case) -> Step | None:
    """Where a dossier goes on when the wait for papers is over: where they were asked for, or after
    it if all agencies asked there have answered meanwhile."""
    key = dossier.supplements[-1].back_to
    step = step_of(case, key)
    answered = step.kind in PARALLEL and not _to_ask(dossier, step, ())
    return after(dossier, case, key) if answered else step


def parties(dossier: Dossier, step: Step, chosen: Sequence[str] = ()) -> list[Party]:
    """Whom a parallel step asks: all that are not optional, and those that were chosen."""
    wanted = {*dossier.chosen, *chosen}
    return [party for party in step.parties if not party.optional or party.key in wanted]


def offered(dossier: Dossier, case: Case) -> tuple[Party, ...]:
    """The optional parties of the steps up to the next appraisal: this one may choose of them."""
    steps = takewhile(lambda step: step.kind != "appraise", _rest(case, dossier.step))
    return tuple(party for step in steps for party in step.parties if party.optional)


def owed(dossier: Dossier, case: Case, at: str) -> tuple[Fee, ...]:
    """The fees above zero that this dossier owes `at` intake, a fee step or the return."""
    day = day_of(datetime.fromisoformat(dossier.received_at or dossier.submitted_at))
    fees = case.fees_for(CHANNELS[dossier.channel], day)
    return tuple(fee for fee in fees if fee.at == at and fee.amount)


def key_of(step: Step | None) -> str:
    """The step's key; "" for the end of the chain."""
    return step.key if step else ""


def status_at(dossier: Dossier, to: Step | None) -> Status | None:
    """The status to which going on to `to` leads, None where it stays."""
    if dossier.status == Status.FINANCIAL_DUTY:
        return Status.IN_PROCESS
    if to is None:
        return Status.RETURNED
    return Status.DECIDED if to.kind == "return" and dossier.status < Status.DECIDED else None


def stand(dossier: Dossier, case: Case) -> str:
    """The kind of wait the machine must enter now: a step's kind, ``supplement`` or ``close``."""
    if dossier.status in ENDED or not dossier.step:
        return CLOSE
    return SUPPLEMENT if dossier.waiting else step_of(case, dossier.step).kind


def take_up(dossier: Dossier, case: Case) -> Fact | None:
    """The law knows no way from "received" to "payment due": it is in process first."""
    if dossier.status != Status.RECEIVED or step_of(case, dossier.step).kind != "fee":
        return None
    return Fact("taken_up", {}, Status.IN_PROCESS)


def open_step(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact:
    """Asks somebody: who (agency and role), what, and until when by working time."""
    if dossier.waiting:
        return _open_supplement(dossier, now)
    step = step_of(case, dossier.step)
    receiver = dossier.returns_at if step.kind == "return" else dossier.receiver
    holder = agency.resolve(step.agency, receiver=receiver, decider=dossier.decider)
    return Fact(
        "step_opened",
        {
            "step": step.key,
            "kind": step.kind,
            "epoch": dossier.epoch,
            "agency": holder.code,
            "role": step.role,
            "due": step_due(dossier, step, calendar, now).at.isoformat(),
            "handoffs": _asked(dossier, step, calendar, now),
        },
        _status_in(dossier, step),
        at=now.isoformat(),
    )


def _status_in(dossier: Dossier, step: Step) -> Status | None:
    """Opening a step takes the dossier up; a fee step waits for money, a return is for a result."""
    if dossier.status == Status.RECEIVED:
        return Status.IN_PROCESS
    if step.kind == "fee":
        return Status.FINANCIAL_DUTY
    decided = step.kind == "return" and dossier.status == Status.IN_PROCESS
    return Status.DECIDED if decided else None


def _open_supplement(dossier: Dossier, now: datetime) -> Fact:
    return Fact(
        "step_opened",
        {
            "step": SUPPLEMENT,
            "kind": SUPPLEMENT,
            "epoch": dossier.epoch,
            "agency": "",
            "role": CITIZEN,
            "due": _until(dossier) or (now + SUPPLEMENT_WAIT).isoformat(),
            "handoffs": [],
        },
    )


def _until(dossier: Dossier) -> str:
    return dossier.waiting.due if dossier.waiting else ""


def _asked(dossier: Dossier, step: Step, calendar: Calendar, now: datetime) -> list[dict[str, str]]:
    """The hand-offs a parallel step begins; a party already answered is never asked again."""
    rows = []
    for party in parties(dossier, step):
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
                "due": party_due(dossier, party, calendar, now).at.isoformat(),
                "procedure": party.procedure,
                "code": _child_code(dossier, step, party),
            }
        )
    return rows


def _child_code(dossier: Dossier, step: Step, party: Party) -> str:
    """The dossier's code and the party's place, where responsibility passes to the party."""
    place = step.parties.index(party) + 1
    return f"{dossier.code}/{place}" if step.kind == "hand_off" else ""


def allowed(dossier: Dossier, case: Case, person: Person, now: datetime) -> tuple[str, ...]:
    """What this person may do with the open task at `now`: outcomes, or nothing.

    What other agencies were asked for is done by their answers; meanwhile papers may be asked for.
    """
    task = dossier.task
    if task is None or dossier.waiting or not acting(dossier, person, now):
        return ()
    may = step_of(case, task.step).may
    return tuple(one for one in may if one != "done") if task.kind in PARALLEL else may


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
    """That the due time has passed, once; never while the clock stands still."""
    running = dossier.due and not dossier.decided_at and not dossier.paused
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
    waiting = [row.due for row in dossier.handoffs.values() if not row.outcome and not row.late_at]
    silent = dossier.overdue or dossier.paused
    dues = [dossier.task.due, *waiting, *([] if silent else [dossier.due])]
    return min(due for due in dues if due)


def _later(moment: str, wait: timedelta) -> str:
    return (datetime.fromisoformat(moment) + wait).isoformat()
