"""How the events of a dossier's way through the agencies change it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.dossier.facts import Delay, Dossier, Event, Handoff, Held, Supplement, Task
from chalicelib.dossier.status import Status

Apply = Callable[[Dossier, Event], Dossier]


def _submitted(dossier: Dossier, event: Event) -> Dossier:
    step = event.data["to"]
    return replace(dossier, submitted_at=event.at, since=event.at, step=step, epoch=1)


def _opened(dossier: Dossier, event: Event) -> Dossier:
    data = dict(event.data)
    asked = {row["party"]: Handoff(**row) for row in data.pop("handoffs", ())}
    task = Task(opened_at=event.at, **data)
    after = replace(dossier, task=task, handoffs={**dossier.handoffs, **asked}, parked="")
    if event.now == Status.FINANCIAL_DUTY != event.was:
        return _waits(after, Delay("fee", "resume", event.at))
    return _milestone(after, event)


def _milestone(after: Dossier, event: Event) -> Dossier:
    """The moment from which the law's clock no longer counts."""
    if event.now != Status.DECIDED or event.was == Status.DECIDED:
        return after
    return replace(after, decided_at=event.at, verdict=after.verdict or "granted")


def leave(dossier: Dossier, event: Event, outcome: str, to: str) -> Dossier:
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
        by=event.actor.id,
        note=event.data.get("note") or event.data.get("reason", ""),
    )
    return replace(dossier, task=None, step=to, since=event.at, history=(*dossier.history, held))


def _decided(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    after = leave(dossier, event, data["outcome"], data["to"])
    if data["outcome"] == "refuse":
        said = {"reason": data.get("note", ""), "basis": data.get("basis", "")}
        after = replace(after, verdict="refused", **said)
    if data["outcome"] == "back":
        # The appraiser decides anew, so what was proposed before no longer stands.
        after = replace(after, verdict="", reason="", basis="", chosen=())
    signed = data.get("signed", after.signed)
    chosen = (*after.chosen, *data.get("chosen", ()))
    numbers = {**after.numbers, **data.get("numbers", {})}
    after = replace(after, numbers=numbers, signed=signed, chosen=chosen)
    if data.get("paid"):
        after = replace(after, payments=(*after.payments, data["paid"]))
    return _milestone(_goes_on(after, event), event)


def _received(dossier: Dossier, event: Event) -> Dossier:
    after = replace(_decided(dossier, event), code=event.data["code"], received_at=event.at)
    return promised(after, event)


def promised(dossier: Dossier, event: Event) -> Dossier:
    """The due time as it is from now on, if the event moves it."""
    if not event.data.get("due"):
        return dossier
    data = event.data
    calendar = data.get("calendar", dossier.calendar)
    return replace(dossier, due=data["due"], due_why=tuple(data["why"]), calendar=calendar)


def _waits(dossier: Dossier, delay: Delay) -> Dossier:
    return replace(dossier, delays=(*dossier.delays, delay)) if dossier.code else dossier


def _goes_on(dossier: Dossier, event: Event) -> Dossier:
    """The clock that stood still runs again, if the event brings the due time it leads to."""
    if not dossier.paused or not event.data.get("due"):
        return promised(dossier, event)
    last = replace(dossier.delays[-1], until=event.at)
    return promised(replace(dossier, delays=(*dossier.delays[:-1], last)), event)


def _ended(dossier: Dossier, event: Event) -> Dossier:
    """Refused at the counter, withdrawn, stopped, or papers waited for in vain."""
    data = event.data
    after = leave(dossier, event, event.kind, "")
    after = replace(after, reason=data.get("reason", ""), basis=data.get("basis", ""))
    if data.get("signed"):
        after = replace(after, signed=data["signed"])
    return _waived(_expired(after, event) if event.kind == "expired" else after, event)


def _expired(dossier: Dossier, event: Event) -> Dossier:
    last = replace(dossier.supplements[-1], expired_at=event.at)
    return replace(dossier, supplements=(*dossier.supplements[:-1], last))


def _lapsed(dossier: Dossier, event: Event) -> Dossier:
    """Papers did not come, and whoever asked for them must decide on what there is."""
    after = leave(_expired(dossier, event), event, "expired", event.data["to"])
    return _goes_on(after, event)


def _waived(dossier: Dossier, event: Event, outcome: str = "waived") -> Dossier:
    """Nobody need answer any more: what is still open is closed."""
    rows = {
        key: row if row.outcome else replace(row, outcome=outcome, answered_at=event.at)
        for key, row in dossier.handoffs.items()
    }
    return replace(dossier, handoffs=rows)


def _supplement_asked(dossier: Dossier, event: Event) -> Dossier:
    asked = Supplement(
        round=len(dossier.supplements) + 1,
        asked_at=event.at,
        items=tuple(event.data["items"]),
        note=event.data.get("note", ""),
        back_to=dossier.step,
        due=event.data.get("until", ""),
        beyond=event.data.get("beyond", False),
    )
    after = leave(dossier, event, "supplement", "supplement")
    after = _waits(after, Delay("supplement", event.data.get("policy", "restart"), event.at))
    return replace(after, supplements=(*dossier.supplements, asked))


def _supplemented(dossier: Dossier, event: Event) -> Dossier:
    last = replace(dossier.supplements[-1], answered_at=event.at)
    after = leave(dossier, event, "supplemented", event.data.get("to", last.back_to))
    return _goes_on(replace(after, supplements=(*dossier.supplements[:-1], last)), event)


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
    return _milestone(_waived(leave(after, event, "done", data["to"]), event), event)


def _went_on(dossier: Dossier, event: Event) -> Dossier:
    """The lead agency goes on without those that stayed silent."""
    after = leave(dossier, event, "went_on", event.data["to"])
    return _milestone(_waived(after, event, "silent"), event)


def _silence(dossier: Dossier, event: Event) -> Dossier:
    row = replace(dossier.handoffs[event.data["party"]], late_at=event.at)
    return replace(dossier, handoffs={**dossier.handoffs, row.party: row})


def _extended(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    told = {key: data[key] for key in ("days", "reason", "was", "signed")}
    extra = Delay("extension", "extend", event.at, event.at, **told)
    return promised(replace(dossier, delays=(*dossier.delays, extra)), event)


def _confirmed(dossier: Dossier, event: Event) -> Dossier:
    task = replace(dossier.task, touched=True) if dossier.task else None
    return replace(dossier, task=task, confirmed={**dossier.confirmed, **event.data["fields"]})


APPLY: Mapping[str, Apply] = {
    "submitted": _submitted,
    "step_opened": _opened,
    "taken_up": lambda d, _e: d,
    "confirmed": _confirmed,
    "received": _received,
    "refused": _ended,
    "supplement_asked": _supplement_asked,
    "supplemented": _supplemented,
    "expired": _ended,
    "lapsed": _lapsed,
    "step_done": _decided,
    "answered": _answered,
    "silence": _silence,
    "went_on": _went_on,
    "extended": _extended,
    "withdrawn": _ended,
    "stopped": _ended,
}
