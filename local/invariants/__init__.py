"""What must hold of every dossier, recomputed from the table, the bucket and the machines.

Each check is a pure function of a snapshot; its name is the invariant's number and its docstring
says what must hold. `violations` runs them all.
"""

from collections.abc import Callable, Iterator, Mapping

from local.invariants import checks, outside
from local.invariants.snapshot import Asked, Receipt, Snapshot, Story, take

__all__ = ["CHECKS", "Asked", "Receipt", "Snapshot", "Story", "take", "violations"]

CHECKS: Mapping[str, Callable[[Snapshot, Story], Iterator[str]]] = {
    **checks.CHECKS,
    **outside.CHECKS,
}


def violations(snapshot: Snapshot) -> list[str]:
    """Every violation found, each beginning with its invariant's number."""
    found = [
        f"{name} {story.dossier.id}: {what}"
        for name, check in CHECKS.items()
        for story in snapshot.stories
        for what in checks.said(check, snapshot, story)
    ]
    whole = [f"{name}: {what}" for name, look in outside.WHOLE.items() for what in look(snapshot)]
    return found + whole
