"""What must hold of every dossier, recomputed from the table, the bucket and the machines.

Each check is a pure function of a snapshot; its name is the invariant's number and its docstring
says what must hold. `violations` runs them all.
"""

from collections.abc import Callable, Iterator, Mapping

from local.invariants import checks, outside
from local.invariants.snapshot import Asked, Receipt, Snapshot, Story, take

__all__ = ["CHECKS", "Asked", "Receipt", "Snapshot", "Story", "take", "violations"]

Check = Callable[[Snapshot, Story], Iterator[str]]
CHECKS: Mapping[str, Check] = {
    **checks.CHECKS,
    **outside.CHECKS,
}


def violations(snapshot: Snapshot) -> list[str]:
    """Every violation found, each beginning with its invariant's number."""
    found = [
        f"{name} {story.dossier.id}: {what}"
        for name, check in CHECKS.items()
        for story in snapshot.stories
        for what in _said(check, snapshot, story)
    ]
    whole = [f"{name}: {what}" for name, look in outside.WHOLE.items() for what in look(snapshot)]
    return found + whole


def _said(check: Check, snapshot: Snapshot, story: Story) -> list[str]:
    """A log too broken to be read is a finding, not an accident of the checker."""
    try:
        return list(check(snapshot, story))
    except Exception as error:
        return [f"the log cannot be read ({type(error).__name__}: {error})"]
