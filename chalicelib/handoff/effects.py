"""Which event causes which effect. For every event exactly one row per sink named here.

Sinks: ``machine:read|start|wake``, ``paper:<kind>``, ``webhook:<party>``, ``notice:<what>``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.chain import sealed_results, step_of
from chalicelib.dossier import ENDED, Dossier, Event, Handoff, Status
from chalicelib.procedure import Case


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done because of an event: the sink, and ids and codes only."""

    sink: str
    body: Mapping[str, Any]


Cause = Callable[[Dossier, Dossier, Event, Case], Iterator[Effect]]


def effects(before: Dossier, after: Dossier, event: Event, case: Case) -> tuple[Effect, ...]:
    """Everything `event` causes, in no particular order; often nothing."""
    cause = CAUSES.get(event.kind)
    found = tuple(cause(before, after, event, case)) if cause else ()
    return found + tuple(_wake(before, after)) + tuple(_closed(before, after, case))


def _closed(before: Dossier, after: Dossier, case: Case) -> Iterator[Effect]:
    """The control sheet (Mẫu 06) of a dossier that was received and has come to its end."""
    ends = after.status in ENDED and before.status not in ENDED
    if ends and after.code and case.receipt:
        yield Effect("paper:control", {})


def _wake(before: Dossier, after: Dossier) -> Iterator[Effect]:
    """The machine waits on the open task: when the task is gone, it must hear of it.

    That is the present epoch's machine, even where one before it opened the task.
    """
    if before.task and after.task is None:
        yield Effect("machine:wake", {"epoch": before.epoch, "step": before.task.step})


def _notice(what: str) -> Iterator[Effect]:
    yield Effect(f"notice:{what}", {})


def _arrived(_b: Dossier, after: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    paper = after.papers[event.data["slot"]]
    yield Effect(
        f"machine:read:{paper.slot}",
        {"slot": paper.slot, "upload": paper.upload, "attempt": paper.attempt},
    )


def _started(_b: Dossier, after: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    yield Effect("machine:start", {"epoch": after.epoch})
    if event.kind == "submitted":
        yield from _notice("submitted")


def _opened(before: Dossier, after: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    for row in event.data["handoffs"]:
        yield Effect(
            f"webhook:{row['party']}",
            {"agency": row["agency"], "handoff": row["id"], "type": "handoff.requested"},
        )
    if event.now == Status.FINANCIAL_DUTY != event.was:
        yield from _notice("fee")
    yield from _milestones(before, after)


def _received(_b: Dossier, _a: Dossier, _e: Event, case: Case) -> Iterator[Effect]:
    if case.receipt:
        yield Effect("paper:receipt", {})
        yield from _notice("received")


def _refused(_b: Dossier, _a: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    yield Effect("paper:refusal", {})
    yield from _notice("refused")


def _supplement(_b: Dossier, after: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    """Each request is a paper of its own: a second one does not replace the first."""
    round = len(after.supplements)
    again = "" if round == 1 else f"-{round}"
    yield Effect(f"paper:supplement{again}", {})
    yield from _notice("supplement")


def _stopped(before: Dossier, _a: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    """Mẫu 05 for what had been received; a withdrawal before is told and needs no paper."""
    if before.code:
        yield Effect("paper:stop", {})
    yield from _notice(event.kind)
    yield from _called_off(before, lambda _row: True)


def _called_off(before: Dossier, which: Callable[[Handoff], bool]) -> Iterator[Effect]:
    """Agencies that were asked, and need not answer any more, are told."""
    for row in before.handoffs.values():
        if not row.outcome and which(row):
            data = {"agency": row.agency, "handoff": row.id, "type": "handoff.cancelled"}
            yield Effect(f"webhook:{row.party}", data)


def _silence(_b: Dossier, after: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    row = after.handoffs[event.data["party"]]
    data = {"agency": row.agency, "handoff": row.id, "type": "handoff.late"}
    yield Effect(f"webhook:{row.party}", data)


def _went_on(before: Dossier, after: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    yield from _called_off(before, lambda _row: True)
    yield from _milestones(before, after)


def _extended(_b: Dossier, _a: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    yield Effect("paper:apology", {})
    yield from _notice("extended")


def _recounted(_b: Dossier, _a: Dossier, event: Event, _c: Case) -> Iterator[Effect]:
    if "due" in event.data:
        yield from _notice("recounted")


def _lapsed(_b: Dossier, _a: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    yield from _notice("lapsed")


def _done(before: Dossier, after: Dossier, event: Event, case: Case) -> Iterator[Effect]:
    if step_of(case, event.data["step"]).kind == "seal":
        yield from _results(after, case)
    yield from _milestones(before, after)


def _results(after: Dossier, case: Case) -> Iterator[Effect]:
    if after.verdict == "refused":
        yield Effect("paper:decision-refused", {})
        return
    for result in sealed_results(case):
        yield Effect(f"paper:{result.sheet}", {"result": result.key})


def _milestones(before: Dossier, after: Dossier) -> Iterator[Effect]:
    if after.status == Status.DECIDED and before.status != Status.DECIDED:
        yield from _notice("decided")
    if after.status == Status.RETURNED:
        yield from _notice("returned")


def _answered(before: Dossier, after: Dossier, event: Event, case: Case) -> Iterator[Effect]:
    party = event.data["party"]
    if event.data["outcome"] == "done":
        step = step_of(case, after.handoffs[party].step)
        key = next(row.result for row in step.parties if row.key == party)
        result = next((row for row in case.results if row.key == key), None)
        if result:
            yield Effect(f"paper:{result.sheet}", {"result": result.key, "party": party})
    if event.data["last"]:
        yield from _called_off(before, lambda row: row.party != party)
    yield from _milestones(before, after)


def _corrected(_b: Dossier, after: Dossier, _e: Event, case: Case) -> Iterator[Effect]:
    """A receipt issued anew; the ones before are kept beside it."""
    if case.receipt:
        yield Effect(f"paper:receipt-{len(after.corrections) + 1}", {})
    yield from _notice("corrected")


def _forwarded(_b: Dossier, _a: Dossier, _e: Event, _c: Case) -> Iterator[Effect]:
    yield from _notice("forwarded")


CAUSES: Mapping[str, Cause] = {
    "arrived": _arrived,
    "submitted": _started,
    "resumed": _started,
    "step_opened": _opened,
    "received": _received,
    "refused": _refused,
    "supplement_asked": _supplement,
    "step_done": _done,
    "answered": _answered,
    "silence": _silence,
    "went_on": _went_on,
    "extended": _extended,
    "recounted": _recounted,
    "withdrawn": _stopped,
    "stopped": _stopped,
    "expired": _stopped,
    "lapsed": _lapsed,
    "corrected": _corrected,
    "forwarded": _forwarded,
}
