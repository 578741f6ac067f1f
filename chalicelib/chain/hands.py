"""Whose hands a dossier is in: given to a colleague, called back, done for somebody who is away."""

from dataclasses import replace
from datetime import datetime

from chalicelib.chain.duty import acting, duty_for
from chalicelib.chain.steps import PARALLEL, SUPPLEMENT, step_of
from chalicelib.chain.words import said
from chalicelib.dossier import Dossier, Fact, Person, Status, Task
from chalicelib.errors import Conflict, Forbidden, Invalid
from chalicelib.procedure import Case

RECALLED = ("appraise", "approve")
"""What may be called back: nothing that a number, a seal, a receipt or money has followed."""


def can_hand_over(dossier: Dossier, person: Person, now: datetime) -> Task:
    """The open task, if this person may give it to a colleague; raises what keeps them from it."""
    task = dossier.task
    if task is None or not task.agency or task.kind in PARALLEL:
        raise Conflict(
            "nothing_to_hand_over",
            "Hồ sơ không có việc nào đang mở để giao.",
            "The dossier has no open task to hand over.",
        )
    if not acting(dossier, person, now) and not duty_for(person, "assign", task.agency):
        raise Forbidden(
            "not_yours",
            "Chỉ người đang giữ việc, hoặc người phân công của cơ quan, được giao việc này.",
            "Only whoever has the task, or whoever assigns work there, may hand it over.",
        )
    return task


def hand_over(
    dossier: Dossier, person: Person, colleague: Person, *, reason: str, now: datetime
) -> Fact:
    """The open task goes to `colleague`, who must be able to do it.

    Raises Invalid ``not_able`` for somebody who may not, ``same_person`` for whoever has it.
    """
    task = can_hand_over(dossier, person, now)
    if colleague.id == (task.holder or person.id):
        raise Invalid("same_person", "Người này đang giữ việc.", "They have it now.", at="to")
    free = replace(dossier, task=replace(task, holder=""))
    if not acting(free, colleague, now):
        raise Invalid(
            "not_able",
            f"{colleague.name} không làm được việc này: hãy chọn người cùng vai, cùng cơ quan.",
            f"{colleague.name} may not do this task: choose somebody with the same role there.",
            at="to",
        )
    data = {"to": colleague.id, "name": colleague.name, "reason": said(reason, "reason")}
    return Fact("handed_over", data, at=now.isoformat())


def can_recall(dossier: Dossier, case: Case, person: Person) -> None:
    """Raises what keeps this person from taking back what they have just passed on."""
    last = dossier.history[-1] if dossier.history else None
    if last is None or last.by != person.id or last.kind not in RECALLED:
        raise Conflict(
            "nothing_to_recall",
            "Chỉ người vừa thẩm định hoặc ký chuyển hồ sơ này mới rút lại được.",
            "Only whoever has just appraised or signed this dossier can call it back.",
        )
    if last.outcome not in ("done", "refuse") or dossier.status != Status.IN_PROCESS:
        raise Conflict(
            "cannot_be_recalled",
            "Việc này không rút lại được nữa.",
            "This can no longer be called back.",
        )
    task = dossier.task
    asked = dossier.step == SUPPLEMENT or step_of(case, dossier.step).kind in PARALLEL
    if asked or (task is not None and (task.touched or task.kind in PARALLEL)):
        raise Conflict(
            "taken_up",
            "Bước sau đã bắt đầu xử lý nên không rút lại được. Hãy đề nghị họ trả lại bước trước.",
            "The next step has begun. Ask them to send it back.",
        )


def recall(dossier: Dossier, case: Case, person: Person, *, reason: str) -> Fact:
    """Whoever passed a dossier on takes it back while nobody has begun the next step."""
    can_recall(dossier, case, person)
    step = dossier.history[-1].step
    return Fact("recalled", {"to": step, "reason": said(reason, "reason")})
