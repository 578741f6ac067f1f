"""What must hold of every dossier, recomputed from the table, the bucket and the machines.

Each check is a pure function of a snapshot; its name is the invariant's number and its docstring
says what must hold. `violations` runs them all.
"""

from local.invariants.checks import CHECKS, violations
from local.invariants.snapshot import Snapshot, Story, take

__all__ = ["CHECKS", "Snapshot", "Story", "take", "violations"]
