"""One file that holds several papers: where it is sent to, and which paper each part becomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.dossier import Dossier, Fact, Paper
from chalicelib.procedure import Case, Component

BUNDLE = "bundle"
"""The slot of a file that holds several papers of a dossier. No component paper may be named so."""

MOST_PAGES = 40

_HOLDERS = {"mother": "Nữ", "father": "Nam"}

Part = Mapping[str, Any]
"""{reader, pages: [{sha, number, width, height}], readings: [Reading JSON]}."""


def most_pages(case: Case) -> int:
    """How many pages a bundle may have: as many as all its papers together."""
    return min(sum(part.max_pages for part in case.components), MOST_PAGES)


def sorted_out(dossier: Dossier, case: Case, paper: Paper, parts: Sequence[Part]) -> Fact:
    """The parts of a bundle become the papers they are, as far as such papers still lack.

    What suits none stays with the bundle, for people to see; nothing that was sent is replaced.
    """
    free = [part for part in case.components if _lacks(dossier, part)]
    taken: list[dict[str, Any]] = []
    left: list[Any] = []
    for part in parts:
        wanted = next((one for one in free if _suits(one, part)), None)
        if wanted is None:
            left += part["pages"]
        else:
            free.remove(wanted)
            taken.append({**part, "component": wanted.key})
    return Fact("bundle_read", {"slot": paper.slot, "parts": taken, "pages": left})


def _lacks(dossier: Dossier, part: Component) -> bool:
    paper = dossier.papers.get(part.key)
    asked = dossier.waiting
    if paper is None or paper.state in ("expected", "refused"):
        return True
    return asked is not None and paper.opened_at <= asked.asked_at and _asked(asked.items, part)


def _asked(items: Sequence[Mapping[str, Any]], part: Component) -> bool:
    return any(item["component"] == part.key for item in items)


def _suits(component: Component, part: Part) -> bool:
    """Of two people's cards the mother's is a woman's; any other paper is known by its reader."""
    if not component.reader or component.reader != part["reader"]:
        return False
    wanted = _HOLDERS.get(component.holder, "")
    said = next((row["value"] for row in part["readings"] if row["key"] == "sex"), "")
    return not wanted or not said or said == wanted
