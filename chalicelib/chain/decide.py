"""Decisions on a dossier under way. Each returns one `Fact` or raises, and changes nothing.

Law: NĐ 61/2018 Đ17 (receive, supplement once and complete, refuse with a reason), Đ18 (the 15:00
rule), Đ19 (resolve, clocks), Đ20 (return); carried on by NĐ 118/2025.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from chalicelib import review
from chalicelib.chain.clock import moved, told
from chalicelib.chain.duty import is_signed, signs
from chalicelib.chain.steps import after, key_of, owed, require, status_at
from chalicelib.chain.words import lawful, said
from chalicelib.dossier import Dossier, Fact, Person, Status
from chalicelib.errors import Conflict, Invalid
from chalicelib.procedure import Case, Step
from chalicelib.workdays import Calendar, Due


def receive(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    code: str,
    now: datetime,
    due: Due,
    take: tuple[str, int],
) -> Fact:
    """The counter officer takes the dossier in: it gets its code, and its due time from `now`.

    Raises Invalid ``look_first`` while a marked field was not looked at.
    """
    here = require(dossier, case, person, "done", step, now)
    if here.kind != "receive":
        raise Conflict("not_at_counter", "Hồ sơ đã được tiếp nhận.", "Already received.")
    review.all_seen(dossier, case)
    back_from_supplement = dossier.status == Status.SUPPLEMENT
    return Fact(
        "received",
        {
            "step": step,
            "outcome": "done",
            "to": key_of(after(dossier, case, step)),
            "code": code,
            **told(due),
        },
        Status.IN_PROCESS if back_from_supplement else Status.RECEIVED,
        (take,),
        now.isoformat(),
    )


def finish(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    outcome: str,
    note: str,
    numbers: Mapping[str, str],
    calendar: Calendar,
    now: datetime,
    takes: tuple[tuple[str, int], ...] = (),
    basis: str = "",
    chosen: Sequence[str] = (),
) -> Fact:
    """A step after intake ends: ``done``, ``refuse`` (a refusal goes on to be approved, sealed and
    returned, NĐ 61 Đ19.8) or ``back`` (to the appraiser, with a reason).

    `numbers` are the result numbers a sealing takes, by result key; `basis` the article a refusal
    rests on; `chosen` the optional parties an appraisal finds must be asked; `note` of a payment is
    the number of its receipt. An approval says by what right it was signed at `now`; Forbidden
    ``not_authorised`` for somebody whom nothing lets sign.
    """
    here = require(dossier, case, person, outcome, step, now)
    if here.kind == "receive":
        raise Conflict("use_receive", "Hãy dùng nút Tiếp nhận.", "Use receive for this step.")
    if outcome in ("refuse", "back"):
        said(note, "note")
    if here.kind == "appraise" and outcome == "done":
        review.all_seen(dossier, case)
    refused = outcome == "refuse"
    to = (
        _appraisal(case, step)
        if outcome == "back"
        else after(dossier, case, step, refused=refused, chosen=chosen)
    )
    data: dict[str, Any] = {"step": step, "outcome": outcome, "note": note.strip()}
    data |= {"to": key_of(to), "numbers": dict(numbers)}
    if refused:
        data["basis"] = lawful(basis)
    if chosen:
        data["chosen"] = _known(case, chosen)
    if is_signed(dossier) and outcome != "back":
        data["signed"] = signs(dossier, person, now).to_json()
    if here.kind == "fee":
        data |= _paid(dossier, case, note, now) | moved(dossier, case, calendar, now)
    return Fact("step_done", data, status_at(dossier, to), takes, now.isoformat())


def _paid(dossier: Dossier, case: Case, receipt: str, now: datetime) -> dict[str, Any]:
    """What was paid, with the number of its receipt (biên lai): finance law wants one."""
    amount = sum(fee.amount for fee in owed(dossier, case, "fee"))
    paid = {"amount": amount, "receipt": said(receipt, "note"), "at": now.isoformat()}
    return {"paid": paid}


def _known(case: Case, chosen: Sequence[str]) -> list[str]:
    optional = {party.key for step in case.chain for party in step.parties if party.optional}
    for key in chosen:
        if key not in optional:
            raise Invalid("no_such_party", "Không có cơ quan này.", "No such party.", at="chosen")
    return list(chosen)


def _appraisal(case: Case, step: str) -> Step:
    """The appraisal that a step goes back to: the last one before it."""
    before = takewhile(lambda one: one.key != step, case.chain)
    return [one for one in before if one.kind == "appraise"][-1]
