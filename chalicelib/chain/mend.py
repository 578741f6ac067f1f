"""Mistakes at intake: a correction with a receipt issued anew, and the wrong authority.

Law: NĐ 61/2018 Đ18 (what another authority must decide is forwarded to its one-stop), Đ21 (whoever
made a mistake repairs it). Re-routing never resets the clock, and nothing that was said is erased.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import review
from chalicelib.chain.clock import promised, told
from chalicelib.chain.duty import doing
from chalicelib.chain.steps import key_of, step_of
from chalicelib.chain.words import said
from chalicelib.dossier import ENDED, Dossier, Fact, Person, Status
from chalicelib.errors import Conflict, Invalid
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar


def can_correct(dossier: Dossier, person: Person) -> None:
    """Raises what keeps this person from correcting what was noted at intake."""
    doing(person, "correct", dossier.receiver)
    if not dossier.code or dossier.decided_at or dossier.status in ENDED:
        raise Conflict(
            "too_late_to_correct",
            "Chỉ đính chính được sau khi tiếp nhận và trước khi có kết quả. Kết quả sai được đính "
            "chính, thu hồi theo NĐ 61/2018/NĐ-CP Điều 21.",
            "An intake is corrected after receipt and before the result. A wrong result is "
            "corrected or revoked under Decree 61/2018, art. 21.",
        )


def correct(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    given: Mapping[str, str],
    reason: str,
    other: Case | None = None,
    calendar: Calendar,
    now: datetime,
) -> Fact:
    """Fields that were noted wrongly, and `other`: the case that it should have been, if another.

    The due time follows the right case, from the same moment of receipt. Raises Invalid
    ``nothing_corrected`` where nothing changes, Conflict ``case_too_far`` for a case whose chain
    has no such step at this place.
    """
    can_correct(dossier, person)
    said(reason, "reason")
    now_case = other if other and other.key != case.key else None
    vouched = review.confirm(dossier, now_case or case, given, "corrected").data["fields"]
    fields = {key: row for key, row in vouched.items() if row["value"] != row["was"]}
    if not fields and now_case is None:
        raise Invalid("nothing_corrected", "Chưa có gì thay đổi.", "Nothing has changed.")
    data: dict[str, Any] = {"fields": fields, "reason": reason.strip()}
    if now_case:
        data |= _moved_to(dossier, case, now_case, calendar)
    return Fact("corrected", data, at=now.isoformat())


def _moved_to(dossier: Dossier, case: Case, other: Case, calendar: Calendar) -> dict[str, Any]:
    """The other case, the step of its chain at the same place, and the due time it leads to."""
    place = next(
        (at for at, one in enumerate(case.chain) if one.key == dossier.step), len(other.chain)
    )
    there = other.chain[place] if place < len(other.chain) else None
    if there is None or dossier.handoffs or there.kind != step_of(case, dossier.step).kind:
        raise Conflict(
            "case_too_far",
            "Hồ sơ đã đi quá xa để đổi trường hợp: hãy dừng giải quyết và tiếp nhận lại.",
            "The dossier has gone too far to change its case.",
        )
    due = told(promised(replace(dossier, case=other.key), other, calendar))
    return {"case": other.key, "to": there.key, **due}


def can_forward(dossier: Dossier, case: Case, person: Person) -> None:
    """Raises what keeps this person from forwarding the dossier to the right authority."""
    doing(person, "forward", dossier.receiver)
    step = dossier.step if dossier.task is None else dossier.task.step
    known = {one.key for one in case.chain}
    kind = step_of(case, step).kind if step in known else ""
    open_to = dossier.status in (Status.SUBMITTED, Status.IN_PROCESS)
    if not open_to or kind not in ("receive", "appraise") or dossier.handoffs:
        raise Conflict(
            "too_late_to_forward",
            "Chỉ chuyển nơi khác được khi hồ sơ chưa qua thẩm định.",
            "A dossier can be forwarded until it is appraised.",
        )


def forward(
    dossier: Dossier, case: Case, person: Person, *, receiver: str, decider: str, reason: str
) -> Fact:
    """The dossier goes to the authority that is competent, at its own one-stop.

    Not received yet, `receiver` takes it in; received, its code, receipt and due time stay, and it
    begins at the first step after intake.
    """
    can_forward(dossier, case, person)
    if decider == dossier.decider:
        raise Invalid(
            "same_authority", "Hồ sơ đang ở cơ quan này.", "It is there already.", at="decider"
        )
    taken = bool(dossier.code)
    to = case.chain[1] if taken else case.chain[0]
    data = {
        "receiver": dossier.receiver if taken else receiver,
        "decider": decider,
        "was": dossier.decider,
        "reason": said(reason, "reason"),
        "to": key_of(to),
    }
    return Fact("forwarded", data)
