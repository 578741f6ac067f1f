"""How the events of a draft and of its papers change a dossier."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from chalicelib.dossier.facts import Dossier, Event, Paper

Apply = Callable[[Dossier, Event], Dossier]


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


APPLY: Mapping[str, Apply] = {
    "started": _started,
    "declared": lambda d, e: replace(d, form={**d.form, **e.data["form"]}),
    "slot_opened": _slot_opened,
    "arrived": _paper_moved("arrived"),
    "read": _paper_moved("read"),
    "bundle_read": _bundle_read,
    "file_refused": _paper_moved("refused"),
    "paper_parked": _paper_moved("parked"),
}
