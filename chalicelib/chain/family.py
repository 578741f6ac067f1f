"""A dossier and its children: what other agencies carry out of a linked procedure (liên thông).

One dossier is received, once, with one code, one receipt and one due time. Each agency that it is
handed to has a child of it: the same code and a number, a procedure and a due time of its own. A
child is no dossier: it takes no number of the counter's and is counted nowhere by itself. Agencies
that only give an opinion carry nothing and have no child.
"""

from dataclasses import dataclass

from chalicelib.chain.opinions import party_of
from chalicelib.dossier import Dossier, Handoff, Status
from chalicelib.errors import Text
from chalicelib.procedure import Case

STANDS = {
    "": Status.IN_PROCESS,
    "done": Status.DECIDED,
    "refused": Status.DECIDED,
    "deemed": Status.DECIDED,
    "silent": Status.STOPPED,
    "waived": Status.STOPPED,
}
"""How a child stands, in the ten statuses, by what came of it. A refusal is a decision too."""


@dataclass(frozen=True, slots=True)
class Child:
    """One agency's share under its own `code`: `due` is its own, `total` the whole dossier's."""

    code: str
    name: Text
    agency: str
    procedure: str
    status: Status
    due: str
    total: str
    handoff: Handoff


def children(dossier: Dossier, case: Case) -> tuple[Child, ...]:
    """The children there are, in the order of their codes."""
    rows = [row for row in dossier.handoffs.values() if row.code]
    return tuple(_child(dossier, case, row) for row in sorted(rows, key=lambda row: row.code))


def _child(dossier: Dossier, case: Case, row: Handoff) -> Child:
    return Child(
        code=row.code,
        name=party_of(case, row).name,
        agency=row.agency,
        procedure=row.procedure,
        status=STANDS[row.outcome],
        due=row.due,
        total=dossier.due,
        handoff=row,
    )
