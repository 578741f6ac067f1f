"""Other agencies asked at once: their answers, the quorum, and what their silence means.

Silence is consent only where the procedure names the law that says so; elsewhere the head of the
one-stop is told (NĐ 61/2018 Đ19.5b), and the lead agency may go on without the answer.
"""

from chalicelib.chain.duty import doing
from chalicelib.chain.steps import PARALLEL, after, earlier, key_of, status_at, step_of
from chalicelib.chain.words import said
from chalicelib.dossier import Dossier, Fact, Handoff, Person
from chalicelib.errors import Conflict, Invalid, Missing
from chalicelib.procedure import Case, Party, Step


def answer(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    handoff: str,
    outcome: str,
    number: str,
    note: str,
) -> Fact:
    """Another agency answers its hand-off, once. The last answer needed closes the step.

    Raises Missing for a hand-off that is not this agency's, Conflict ``already_answered``, Invalid
    for a refusal without reason or a result without number.
    """
    asked = _own_handoff(dossier, person, handoff)
    _complete_answer(outcome, number, note)
    return _closes(dossier, case, asked, outcome, number=number.strip(), note=note.strip())


def _closes(dossier: Dossier, case: Case, asked: Handoff, outcome: str, **more: str) -> Fact:
    to = _after_answer(dossier, case, asked)
    last = to is None or to.key != asked.step
    data = {"party": asked.party, "outcome": outcome, "last": last, "to": key_of(to), **more}
    return Fact("answered", data, status_at(dossier, to) if last else None)


def _own_handoff(dossier: Dossier, person: Person, handoff: str) -> Handoff:
    """The open hand-off of this id, if it is the person's agency's to answer."""
    asked = next((row for row in dossier.handoffs.values() if row.id == handoff), None)
    if asked is None or not person.holds(asked.agency, "agency"):
        raise Missing("no_such_handoff", "Không tìm thấy hồ sơ liên thông.", "No such hand-off.")
    if asked.outcome == "deemed":
        raise Conflict(
            "deemed_consent",
            "Đã hết thời hạn trả lời; theo quy định, không trả lời là đã đồng ý.",
            "The time to answer is over; by law, silence was consent.",
        )
    if asked.outcome in ("silent", "waived"):
        raise Conflict(
            "answer_not_needed",
            "Cơ quan chủ trì đã đi tiếp, nên không cần trả lời hồ sơ này nữa.",
            "The lead agency has gone on; no answer is needed any more.",
        )
    asks = dossier.waiting.back_to if dossier.waiting else dossier.step
    if asked.outcome or asks != asked.step or (dossier.task is None and not dossier.waiting):
        raise Conflict(
            "already_answered",
            "Cơ quan đã trả lời hồ sơ này; câu trả lời đầu tiên được giữ nguyên.",
            "This hand-off was already answered; the first answer stands.",
        )
    return asked


def _after_answer(dossier: Dossier, case: Case, asked: Handoff) -> Step | None:
    """Where the dossier stands once `asked` is answered: the same step until enough have, and as
    long as the citizen's papers are waited for."""
    step = step_of(case, asked.step)
    rows = [row for row in dossier.handoffs.values() if row.step == step.key]
    answered = sum(1 for row in rows if row.outcome) + 1
    enough = answered >= min(step.quorum or len(rows), len(rows)) and not dossier.waiting
    return after(dossier, case, step.key) if enough else step


def _complete_answer(outcome: str, number: str, note: str) -> None:
    if outcome not in ("done", "refused"):
        raise Invalid("no_such_outcome", "Trả lời phải là done hoặc refused.", "done or refused.")
    if outcome == "refused":
        said(note, "note")
    if outcome == "done" and not number.strip():
        raise Invalid(
            "number_missing", "Hãy ghi số của kết quả.", "Give the result's number.", at="number"
        )


def party_of(case: Case, row: Handoff) -> Party:
    """The party of the procedure that a hand-off asks."""
    return next(party for party in step_of(case, row.step).parties if party.key == row.party)


def lapse(dossier: Dossier, case: Case, now: str) -> Fact | None:
    """What the silence of the agency that is latest to answer means; None while none is late.

    Deemed consent closes its hand-off, with the law's name. Otherwise its silence is told, once.
    """
    if dossier.task is None or dossier.task.kind not in PARALLEL:
        return None
    for row in sorted(dossier.handoffs.values(), key=lambda row: (row.due, row.party)):
        if row.step != dossier.step or row.outcome or not earlier(row.due, now):
            continue
        party = party_of(case, row)
        if party.on_silence == "deemed_consent":
            return _closes(dossier, case, row, "deemed", note=party.legal)
        if not row.late_at:
            return Fact("silence", {"party": row.party, "due": row.due})
    return None


def can_go_on(dossier: Dossier, person: Person) -> None:
    """Raises what keeps this person from going on without the agencies that stay silent."""
    task = dossier.task
    if task is None or task.kind not in PARALLEL:
        raise Conflict(
            "nobody_asked",
            "Hồ sơ không chờ cơ quan nào trả lời.",
            "The dossier waits for no other agency.",
        )
    doing(person, task.kind, task.agency)
    if any(not row.outcome and not row.late_at for row in _asked_now(dossier)):
        raise Conflict(
            "still_in_time",
            "Còn cơ quan trong thời hạn trả lời. Chỉ đi tiếp được khi mọi cơ quan chưa trả lời đều "
            "đã quá hạn.",
            "An agency still has time to answer. Go on once all that are silent are late.",
        )


def go_on(dossier: Dossier, case: Case, person: Person, *, reason: str) -> Fact:
    """The lead agency goes on without those that let their time pass, and says why."""
    can_go_on(dossier, person)
    to = after(dossier, case, dossier.step)
    silent = [row.party for row in _asked_now(dossier) if not row.outcome]
    data = {"reason": said(reason, "reason"), "silent": silent, "to": key_of(to)}
    return Fact("went_on", data, status_at(dossier, to))


def _asked_now(dossier: Dossier) -> list[Handoff]:
    return [row for row in dossier.handoffs.values() if row.step == dossier.step]
