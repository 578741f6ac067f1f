"""The invariants, by number. Each gives one sentence per violation, naming the dossier."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib import audit, chain, handoff
from chalicelib.aws.rows import state_rows
from chalicelib.dossier import ENDED, Dossier, Event, Person, Status, move
from chalicelib.errors import Problem
from chalicelib.procedure import Case, catalogue
from local.invariants.snapshot import Snapshot, Story

Check = Callable[[Snapshot, Story], Iterator[str]]
SLOW = timedelta(minutes=15)
FOLLOWS = ("TASK", "HO")
"""Rows that are there only because the log says so."""
LATE = timedelta(minutes=5)
SILENT = timedelta(minutes=5)


def i1(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """A file that lies in the bucket for long is known to its paper."""
    for paper in story.dossier.papers.values():
        waits = paper.state == "expected" and _older(snapshot, paper.opened_at, SLOW)
        if waits and paper.key in snapshot.objects:
            yield f"{paper.key} lies in the bucket and nobody noticed"


def i2(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Every event has the trace of its command, and the trace points at it."""
    for event in story.events:
        item = snapshot.items.get((f"CMD#{event.cmd}", "CMD"))
        if item is None or (item["dossier"], item["seq"]) != (story.dossier.id, event.seq):
            yield f"event {event.seq} has no command that asked for it"


def i3(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Events are numbered without a gap, and no command was carried out twice."""
    if [event.seq for event in story.events] != list(range(1, story.dossier.version + 1)):
        yield "the log has a gap or does not end at the version"
    if len({event.cmd for event in story.events}) != len(story.events):
        yield "a command was carried out twice"


def i4(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """The log folds to the snapshot, and every other row follows from it."""
    folded = story.steps[-1][2] if story.steps else Dossier(story.dossier.id)
    if folded != story.dossier:
        yield "the log does not fold to the snapshot"
    for key, item in state_rows(folded).items():
        stored = snapshot.items.get(key)
        if key[1] != "WATCH" and stored != item:
            yield f"row {key[1]} is not what the log says"
    for key in story.items:
        if key[1].partition("#")[0] in FOLLOWS and key not in state_rows(folded):
            yield f"row {key[1]} follows from nothing"


def i5(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Every change of status is one the law knows, and follows from the one before."""
    was = int(Status.DRAFT)
    for event in story.events:
        try:
            move(Status(event.was), Status(event.now))
        except Problem:
            yield f"event {event.seq}: no way from {event.was} to {event.now}"
        if event.was != was:
            yield f"event {event.seq} does not begin where the one before ended"
        was = event.now


def i6(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """The hash chain is whole and ends at the head."""
    yield from audit.faults(event.to_json() for event in story.events)
    if story.events and story.events[-1].hash != story.dossier.head:
        yield "the head is not the last event"


def i7(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """For every event exactly one effect per sink it causes, and no effect without an event."""
    meant = {(seq, sink): body for seq, sink, body in _effects(story)}
    stored = {(out.seq, out.sink): out.body for out in story.outs}
    for seq, sink in sorted(meant.keys() - stored.keys()):
        yield f"event {seq} lacks its effect {sink}"
    for seq, sink in sorted(stored.keys() - meant.keys()):
        yield f"effect {sink} of event {seq} has no cause"
    for out in story.outs:
        if out.dossier != story.dossier.id:
            yield f"effect {out.sink} of event {out.seq} is of another dossier"
    for seq, sink in sorted(meant.keys() & stored.keys()):
        if meant[seq, sink] != stored[seq, sink]:
            yield f"effect {sink} of event {seq} says something else"


def i8(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """No effect is left lying, and every dead one is shown to operators."""
    for out in story.outs:
        if out.state == "PENDING" and _older(snapshot, out.next_at, LATE):
            yield f"effect {out.id} is overdue"
        dead = (f"DOS#{out.dossier}", f"DEAD#{out.seq:06d}#{out.sink}")
        if out.state == "DEAD" and dead not in story.items:
            yield f"dead effect {out.id} is shown to nobody"


def i10(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """An ended dossier asks nobody for anything."""
    if story.dossier.status in ENDED and story.dossier.task is not None:
        yield "it has ended and still has an open task"


def i11(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Whoever decided held a role that the open task asked for, or one that stands in for it."""
    for before, event, _after in story.steps:
        decides = event.kind in ("received", "refused", "supplement_asked", "step_done")
        if decides and before.task is None:
            yield f"event {event.seq} decides with no task open"
        elif decides and before.task and not _in_role(before, event):
            yield f"event {event.seq}: {event.actor.role} decided for {before.task.role}"


def _in_role(before: Dossier, event: Event) -> bool:
    actor = event.actor
    person = Person(actor.id, actor.name, ((actor.agency, actor.role),))
    return chain.acting(before, person, datetime.fromisoformat(event.at)) is not None


def i12(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """A dossier under way always has somebody or something that will move it on."""
    dossier = story.dossier
    if not dossier.submitted_at or dossier.status in ENDED:
        return
    moving = any(out.state == "PENDING" for out in story.outs)
    running = snapshot.executions.get(f"{dossier.id}-{dossier.epoch}") == "RUNNING"
    fresh = not _older(snapshot, dossier.since, SILENT)
    if not (dossier.task or moving or running or fresh or dossier.parked):
        yield "nothing and nobody will ever move it on"


def i13(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """One machine per epoch; only the present epoch's may run, and none once it has ended."""
    dossier = story.dossier
    for name, state in snapshot.executions.items():
        id, _, epoch = name.rpartition("-")
        if id != dossier.id or state != "RUNNING":
            continue
        if int(epoch) != dossier.epoch:
            yield f"the machine of epoch {epoch} still runs"
        elif dossier.status in ENDED and _older(snapshot, dossier.since, SILENT):
            yield "its machine still runs although it has ended"


def i14(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """The due time is what the ledger and a calendar in force said; nobody was called late too
    early."""
    dossier = story.dossier
    if dossier.received_at:
        case = _case(dossier)
        dues = [chain.promised(dossier, case, one).at for one in snapshot.calendars]
        if datetime.fromisoformat(dossier.due) not in dues:
            yield f"due {dossier.due}, but the calendar says {dues[-1].isoformat()}"
    for event in story.events:
        if event.kind == "overdue" and chain.earlier(event.at, event.data["due"]):
            yield "it was called overdue before it was"


def i15(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Once its step is over, no hand-off is open; each was answered once."""
    dossier = story.dossier
    answered = [event.data["party"] for event in story.events if event.kind == "answered"]
    if len(answered) != len(set(answered)):
        yield "a hand-off was answered twice"
    for row in dossier.handoffs.values():
        if not row.outcome and row.step != dossier.step and dossier.status == Status.RETURNED:
            yield f"hand-off {row.party} was never answered"


def i16(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Every paper that was made lies in the bucket, byte for byte."""
    for paper in story.dossier.printed.values():
        if snapshot.objects.get(paper.key) != paper.sha256:
            yield f"{paper.key} is missing or was changed"


def i20(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """A code belongs to one dossier, can be looked up, and was taken from its counter."""
    code = story.dossier.code
    if not code:
        return
    found = snapshot.items.get((f"CODE#{code}", "CODE"))
    if found is None or found["dossier"] != story.dossier.id:
        yield f"code {code} does not lead here"
    agency, day, number = code.rsplit("-", 2)
    series = snapshot.items.get((f"SERIES#code/{agency}/{day}", "SERIES"))
    if series is None or series["taken"] < int(number):
        yield f"code {code} was never taken from its counter"


def _older(snapshot: Snapshot, moment: str, span: timedelta) -> bool:
    return datetime.fromisoformat(moment) + span < datetime.fromisoformat(snapshot.now)


def _case(dossier: Dossier) -> Case:
    return catalogue().get(dossier.procedure).case(dossier.case)


def _effects(story: Story) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    case = _case(story.dossier)
    for before, event, after in story.steps:
        for effect in handoff.effects(before, after, event, case):
            yield event.seq, effect.sink, effect.body


CHECKS: Mapping[str, Check] = {
    "I1": i1,
    "I2": i2,
    "I3": i3,
    "I4": i4,
    "I5": i5,
    "I6": i6,
    "I7": i7,
    "I8": i8,
    "I10": i10,
    "I11": i11,
    "I12": i12,
    "I13": i13,
    "I14": i14,
    "I15": i15,
    "I16": i16,
    "I20": i20,
}
