"""How events that change whose hands a dossier is in, or repair a mistake, change it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.dossier.course import leave, promised
from chalicelib.dossier.facts import Dossier, Event

Apply = Callable[[Dossier, Event], Dossier]


def _handed_over(dossier: Dossier, event: Event) -> Dossier:
    """Somebody else has the same task from now on; its due time does not move."""
    after = leave(dossier, event, "handed_over", dossier.step)
    if dossier.task is None:
        return after
    told = {"holder": event.data["to"], "holder_name": event.data["name"]}
    return replace(after, task=replace(dossier.task, opened_at=event.at, touched=True, **told))


def _recalled(dossier: Dossier, event: Event) -> Dossier:
    """Back to the step that was just left, and what was said there no longer stands."""
    last = dossier.history[-1]
    after = leave(dossier, event, "recalled", event.data["to"])
    if last.kind == "approve":
        return replace(after, signed={})
    return replace(after, verdict="", reason="", basis="", chosen=())


def _corrected(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    told = {"at": event.at, "by": event.actor.name, "reason": data["reason"]}
    made = {**told, "fields": data["fields"], "case": data.get("case", "")}
    to = data.get("to", dossier.step)
    after = dossier if to == dossier.step else leave(dossier, event, "corrected", to)
    after = replace(
        after,
        case=data.get("case") or dossier.case,
        confirmed={**dossier.confirmed, **data["fields"]},
        corrections=(*dossier.corrections, made),
    )
    return promised(after, event)


def _forwarded(dossier: Dossier, event: Event) -> Dossier:
    """Another one-stop has it. Its code and its due time, if it has them, stay."""
    data = event.data
    after = leave(dossier, event, "forwarded", data["to"])
    return replace(after, receiver=data["receiver"], decider=data["decider"])


APPLY: Mapping[str, Apply] = {
    "handed_over": _handed_over,
    "recalled": _recalled,
    "corrected": _corrected,
    "forwarded": _forwarded,
}
