"""Events in, dossier out. `record` gives a fact its place in the log, `evolve` applies it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from chalicelib import audit
from chalicelib.dossier.facts import (
    Actor,
    Dossier,
    Event,
    Fact,
    Handoff,
    Held,
    Paper,
    Printed,
    Supplement,
    Task,
)
from chalicelib.dossier.status import Status, move
from chalicelib.errors import Poison

Apply = Callable[[Dossier, Event], Dossier]
BACKGROUND = ("printed", "overdue", "resumed", "parked")
"""What happens by itself and changes nothing of what a person is about to decide on."""


def record(dossier: Dossier, fact: Fact, actor: Actor, at: str, cmd: str) -> Event:
    """The event that `fact` becomes at time `at`, next in the hash chain.

    Raises Conflict ``illegal_move`` when the law does not let the status go there.
    """
    now = move(dossier.status, dossier.status if fact.status is None else fact.status)
    event = Event(
        seq=dossier.version + 1,
        kind=fact.kind,
        at=at,
        actor=actor,
        was=int(dossier.status),
        now=int(now),
        data=dict(fact.data),
        cmd=cmd,
        prev=dossier.head,
    )
    body = {key: value for key, value in event.to_json().items() if key != "hash"}
    return replace(event, hash=audit.seal(body, dossier.head))


def evolve(dossier: Dossier, event: Event) -> Dossier:
    """The dossier after `event`. Raises Poison for an event kind this release does not know."""
    apply = APPLY.get(event.kind)
    if apply is None:
        raise Poison("unknown_event", f"Sự kiện lạ: {event.kind}", f"Unknown event {event.kind}")
    after = apply(dossier, event)
    if event.kind not in BACKGROUND:
        after = replace(after, changed=event.seq)
    return replace(after, status=Status(event.now), version=event.seq, head=event.hash)


def fold(id: str, events: Iterable[Event]) -> Dossier:
    """The dossier that a whole log tells of."""
    dossier = Dossier(id)
    for event in events:
        dossier = evolve(dossier, event)
    return dossier


def _started(dossier: Dossier, event: Event) -> Dossier:
    known = {f.name for f in fields(Dossier)}
    given = {key: value for key, value in event.data.items() if key in known}
    return replace(dossier, **given, started_at=event.at)


def _paper(dossier: Dossier, slot: str, **changes: Any) -> Dossier:
    return replace(
        dossier, papers={**dossier.papers, slot: replace(dossier.papers[slot], **changes)}
    )


def _slot_opened(dossier: Dossier, event: Event) -> Dossier:
    paper = Paper(state="expected", opened_at=event.at, changed_at=event.at, **event.data)
    return replace(dossier, papers={**dossier.papers, paper.slot: paper})


def _paper_moved(state: str) -> Apply:
    def apply(dossier: Dossier, event: Event) -> Dossier:
        data = {key: value for key, value in event.data.items() if key != "slot"}
        for name in ("pages", "readings"):
            if name in data:
                data[name] = tuple(data[name])
        return _paper(dossier, event.data["slot"], state=state, changed_at=event.at, **data)

    return apply


def _bundle_read(dossier: Dossier, event: Event) -> Dossier:
    """Each part becomes a paper read from the bundle's file; the bundle keeps what is left."""
    data = event.data
    whole = replace(dossier.papers[data["slot"]], state="read", changed_at=event.at)
    papers = {part["component"]: _part_of(whole, part) for part in data["parts"]}
    papers[whole.slot] = replace(whole, pages=tuple(data["pages"]))
    return replace(dossier, papers={**dossier.papers, **papers})


def _part_of(whole: Paper, part: Mapping[str, Any]) -> Paper:
    return replace(
        whole,
        slot=part["component"],
        component=part["component"],
        reader=part["reader"],
        pages=tuple(part["pages"]),
        readings=tuple(part["readings"]),
    )


def _submitted(dossier: Dossier, event: Event) -> Dossier:
    step = event.data["to"]
    return replace(dossier, submitted_at=event.at, since=event.at, step=step, epoch=1)


def _opened(dossier: Dossier, event: Event) -> Dossier:
    data = dict(event.data)
    asked = {row["party"]: Handoff(**row) for row in data.pop("handoffs", ())}
    task = Task(opened_at=event.at, **data)
    return replace(dossier, task=task, handoffs={**dossier.handoffs, **asked}, parked="")


def _leave(dossier: Dossier, event: Event, outcome: str, to: str) -> Dossier:
    """Closes the open task, writes who held the dossier, and points at the next step."""
    task = dossier.task
    held = Held(
        step=dossier.step,
        kind=task.kind if task else "",
        agency=task.agency if task else "",
        role=task.role if task else event.actor.role,
        since=dossier.since,
        until=event.at,
        outcome=outcome,
        actor=event.actor.name,
        due=task.due if task else "",
    )
    return replace(dossier, task=None, step=to, since=event.at, history=(*dossier.history, held))


def _decided(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    after = _leave(dossier, event, data["outcome"], data["to"])
    if data["outcome"] == "refuse":
        after = replace(after, verdict="refused", reason=data.get("note", ""))
    if event.now == Status.DECIDED and event.was != Status.DECIDED:
        after = replace(after, decided_at=event.at, verdict=after.verdict or "granted")
    signed = data.get("signed", after.signed)
    return replace(after, numbers={**after.numbers, **data.get("numbers", {})}, signed=signed)


def _received(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    return replace(
        _decided(dossier, event),
        code=data["code"],
        received_at=event.at,
        due=data["due"],
        due_why=tuple(data["why"]),
    )


def _refused(dossier: Dossier, event: Event) -> Dossier:
    after = _leave(dossier, event, event.kind, "")
    return replace(after, reason=event.data.get("reason", ""))


def _supplement_asked(dossier: Dossier, event: Event) -> Dossier:
    asked = Supplement(
        round=len(dossier.supplements) + 1,
        asked_at=event.at,
        items=tuple(event.data["items"]),
        note=event.data.get("note", ""),
        back_to=dossier.step,
    )
    after = _leave(dossier, event, "supplement", "supplement")
    return replace(after, supplements=(*dossier.supplements, asked))


def _supplemented(dossier: Dossier, event: Event) -> Dossier:
    last = replace(dossier.supplements[-1], answered_at=event.at)
    after = _leave(dossier, event, "supplemented", last.back_to)
    after = replace(after, supplements=(*dossier.supplements[:-1], last))
    if event.data.get("due"):
        after = replace(after, due=event.data["due"], due_why=tuple(event.data["why"]))
    return after


def _answered(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    answer = replace(
        dossier.handoffs[data["party"]],
        outcome=data["outcome"],
        answered_at=event.at,
        number=data.get("number", ""),
        note=data.get("note", ""),
        by=event.actor.name,
    )
    after = replace(dossier, handoffs={**dossier.handoffs, answer.party: answer})
    if not data["last"]:
        return after
    after = _leave(after, event, "done", data["to"])
    return replace(after, decided_at=event.at) if event.now == Status.DECIDED else after


def _confirmed(dossier: Dossier, event: Event) -> Dossier:
    return replace(dossier, confirmed={**dossier.confirmed, **event.data["fields"]})


def _printed(dossier: Dossier, event: Event) -> Dossier:
    paper = Printed(at=event.at, **event.data)
    return replace(dossier, printed={**dossier.printed, paper.paper: paper})


def _resumed(dossier: Dossier, event: Event) -> Dossier:
    return replace(dossier, epoch=event.data["epoch"], parked="")


APPLY: Mapping[str, Apply] = {
    "started": _started,
    "declared": lambda d, e: replace(d, form={**d.form, **e.data["form"]}),
    "slot_opened": _slot_opened,
    "arrived": _paper_moved("arrived"),
    "read": _paper_moved("read"),
    "bundle_read": _bundle_read,
    "file_refused": _paper_moved("refused"),
    "paper_parked": _paper_moved("parked"),
    "submitted": _submitted,
    "step_opened": _opened,
    "confirmed": _confirmed,
    "received": _received,
    "refused": _refused,
    "supplement_asked": _supplement_asked,
    "supplemented": _supplemented,
    "step_done": _decided,
    "answered": _answered,
    "withdrawn": _refused,
    "stopped": _refused,
    "printed": _printed,
    "resumed": _resumed,
    "overdue": lambda d, _e: replace(d, overdue=True),
    "parked": lambda d, e: replace(d, parked=e.data["reason"]),
    "rated": lambda d, e: replace(d, rating=dict(e.data)),
}


def to_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain JSON: the snapshot kept beside the log."""
    return asdict(dossier)


def from_json(row: Mapping[str, Any]) -> Dossier:
    """The dossier of a snapshot made by `to_json`."""
    data = dict(row)
    data["status"] = Status(data["status"])
    data["papers"] = {key: _paper_of(value) for key, value in data["papers"].items()}
    data["task"] = Task(**data["task"]) if data["task"] else None
    data["history"] = tuple(Held(**value) for value in data["history"])
    data["handoffs"] = {key: Handoff(**value) for key, value in data["handoffs"].items()}
    data["supplements"] = tuple(
        Supplement(**{**value, "items": tuple(value["items"])}) for value in data["supplements"]
    )
    data["printed"] = {key: Printed(**value) for key, value in data["printed"].items()}
    data["due_why"] = tuple(data["due_why"])
    return Dossier(**data)


def _paper_of(row: Mapping[str, Any]) -> Paper:
    return Paper(**{**row, "pages": tuple(row["pages"]), "readings": tuple(row["readings"])})
