"""Readings held against the truth: one Mark for each field, and figures over many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.fields import Finding, Reading
from chalicelib.fields.probability import group
from local.evaluate.truth import Said, Truth

GUARDED = frozenset({"personal", "date", "number"})
"""Groups of kinds in which a wrong value that nobody looks at does most harm."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One field of one page: what was wanted, what was read, and how sure the reading was."""

    page: str
    paper: str
    quality: str
    key: str
    kind: str
    want: str
    got: str
    exact: bool
    hand: bool
    accepted: bool
    confidence: float
    agreed: tuple[str, ...]
    other: str
    flags: tuple[str, ...]

    @property
    def guarded(self) -> bool:
        return group(self.kind) in GUARDED

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def marks(truth: Truth, finding: Finding) -> list[Mark]:
    """A mark for every field that the truth or the finding knows."""
    read = {reading.key: reading for reading in finding.readings}
    known = finding.reader == truth.paper
    return [
        _mark(truth, key, said, read.get(key) if known else None)
        for key, said in truth.fields.items()
    ]


def _mark(truth: Truth, key: str, said: Said, reading: Reading | None) -> Mark:
    got = reading or Reading(key, "", "", said.kind)
    return Mark(
        page=truth.file.name,
        paper=truth.paper,
        quality=truth.quality,
        key=key,
        kind=said.kind,
        want=said.value,
        got=got.value,
        exact=got.value in said.also if said.value else not got.value,
        hand=key in truth.hand,
        accepted=got.accepted,
        confidence=got.confidence,
        agreed=got.agreed,
        other=got.other,
        flags=got.flags,
    )


def figures(found: Sequence[Mark]) -> dict[str, float]:
    """The measures of printed fields that say something; shares are 0..1.

    `wrong` counts values that are not the paper's, `empty` values that were not found, `invented`
    values read where the paper has none. `precision` is 1.0 where nothing was accepted.
    """
    printed = [mark for mark in found if not mark.hand]
    filled = [mark for mark in printed if mark.want]
    taken = [mark for mark in printed if mark.accepted]
    bad = [mark for mark in taken if not mark.exact]
    return {
        "pages": len({mark.page for mark in found}),
        "fields": len(filled),
        "exact": _share(filled, lambda mark: mark.exact),
        "wrong": sum(bool(mark.got) and not mark.exact for mark in filled),
        "empty": sum(not mark.got for mark in filled),
        "invented": sum(bool(mark.got) for mark in printed if not mark.want),
        "accepted": _share(filled, lambda mark: mark.accepted),
        "precision": 1 - len(bad) / len(taken) if taken else 1.0,
        "wrong_accepted": len(bad),
        "guarded": sum(mark.guarded for mark in filled),
        "guarded_accepted": sum(mark.guarded for mark in taken),
        "guarded_wrong_accepted": sum(mark.guarded for mark in bad),
    }


def hand_figures(found: Sequence[Mark]) -> dict[str, int]:
    """Fields written by hand: how many, how many a person is called to, how many were accepted."""
    hand = [mark for mark in found if mark.hand]
    return {
        "fields": len(hand),
        "flagged": sum("handwriting" in mark.flags or not mark.got for mark in hand),
        "accepted": sum(mark.accepted for mark in hand),
    }


def by(found: Iterable[Mark], what: Callable[[Mark], str]) -> Mapping[str, dict[str, float]]:
    """The figures of each part that `what` names, in the order of the names."""
    parts: dict[str, list[Mark]] = {}
    for mark in found:
        parts.setdefault(what(mark), []).append(mark)
    return {name: figures(parts[name]) for name in sorted(parts)}


def _share(found: Sequence[Mark], which: Callable[[Mark], bool]) -> float:
    return sum(map(which, found)) / len(found) if found else 0.0
