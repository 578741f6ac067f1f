"""What a letter about a dossier says beyond its form: whose it is, reason, list, dates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.dossier import Dossier, Status
from chalicelib.papers.wording import long_moment
from chalicelib.procedure import Case

COUNTER = {
    "supplement": ("supplement", "NGƯỜI HƯỚNG DẪN"),
    "refusal": ("refused", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
}
"""Letters of the counter: the outcome that causes each, and the title it is signed under."""


def template_of(kind: str) -> str:
    """The form of a kind of paper: ``supplement-2`` is a second Mẫu 02."""
    return "refusal" if kind == "decision-refused" else kind.partition("-")[0]


def by_decider(kind: str, dossier: Dossier) -> bool:
    """Whether the deciding agency writes it; the counter confirms a withdrawal and asks for papers.

    A dossier that is stopped because papers never came is stopped by the counter that asked.
    """
    stopped = dossier.status == Status.STOPPED and bool(dossier.signed)
    return kind in ("decision-refused", "apology") or (kind == "stop" and stopped)


def signed_by(kind: str, dossier: Dossier) -> Mapping[str, Any]:
    """The signature block that the log keeps for a letter; empty for one of the counter's."""
    if kind == "apology":
        return dossier.extended.signed if dossier.extended else {}
    return dossier.signed if by_decider(kind, dossier) else {}


def officer_of(kind: str, dossier: Dossier) -> tuple[str, str]:
    """Under which title and name the counter's own letter goes out: whom the citizen may ask.

    Mẫu 02 and 03 bear the officer's name and no head's (TT 01/2018/TT-VPCP, annex; from memory).
    """
    own = not by_decider(kind, dossier)
    outcome, title = COUNTER.get(template_of(kind), ("", "")) if own else ("", "")
    names = [held.actor for held in dossier.history if outcome and held.outcome == outcome]
    return (title, names[_round(kind) - 1]) if names else ("", "")


def items_of(kind: str, dossier: Dossier, case: Case) -> tuple[str, ...]:
    """What Mẫu 02 lists, a reason beside each paper; nothing for other letters."""
    if template_of(kind) != "supplement":
        return ()
    items = dossier.supplements[_round(kind) - 1].items
    return tuple(f"{case.component(i['component']).name.vi}: {i['reason']}" for i in items)


def reason_of(kind: str, dossier: Dossier) -> str:
    """The reason in words, with the article of law where a refusal or a stop rests on one."""
    if template_of(kind) == "supplement":
        return dossier.supplements[_round(kind) - 1].note
    if kind == "apology" and dossier.extended:
        return dossier.extended.reason
    asked = "Người nộp yêu cầu rút hồ sơ" if dossier.status == Status.WITHDRAWN else ""
    said = ". ".join(part.rstrip(".") for part in (asked, dossier.reason) if part)
    return f"{said} (căn cứ: {dossier.basis})" if dossier.basis else said


def dates_of(dossier: Dossier) -> tuple[str, str, str]:
    """When it was received, the old and the new due time; empty where there was no extension."""
    extra = dossier.extended
    if extra is None:
        return "", "", ""
    received, old, new = (
        long_moment(datetime.fromisoformat(at))
        for at in (dossier.received_at, extra.was, dossier.due)
    )
    return received, old, new


def _round(kind: str) -> int:
    return int(kind.partition("-")[2] or 1)
