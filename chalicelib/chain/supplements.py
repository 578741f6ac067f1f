"""Further papers: one complete list, once; a second is warned of and counted (NĐ 61 Đ17, Đ19.4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib import workdays
from chalicelib.chain.clock import moved
from chalicelib.chain.steps import back_at, key_of, require
from chalicelib.chain.words import said
from chalicelib.dossier import Dossier, Fact, Person, Status
from chalicelib.errors import Conflict, Invalid
from chalicelib.procedure import Case
from chalicelib.workdays import Calendar


def ask_supplement(
    dossier: Dossier,
    case: Case,
    person: Person,
    *,
    step: str,
    items: Sequence[Mapping[str, str]],
    note: str,
    calendar: Calendar,
    now: datetime,
    again: bool = False,
) -> Fact:
    """One complete list of what is missing, a reason beside each.

    `items` are {component, reason}. Raises Invalid for an empty list or a missing reason, and
    ``asked_before`` when papers were asked for as often as the procedure lets: `again` says that
    the officer was warned and asks all the same, which counts as late.
    """
    require(dossier, case, person, "supplement", step, now)
    beyond = len(dossier.supplements) >= case.supplements
    if beyond and not again:
        raise Invalid(
            "asked_before",
            f"Hồ sơ này đã được yêu cầu bổ sung {len(dossier.supplements)} lần. Pháp luật chỉ cho "
            "yêu cầu một lần, đầy đủ; yêu cầu thêm lần nữa được ghi lại và tính là quá hạn (QĐ "
            "766/QĐ-TTg). Nếu vẫn phải yêu cầu, hãy đánh dấu xác nhận.",
            "Papers were already asked for as often as the law lets. Asking again is put on record "
            "and counts as late; tick the box if it must be.",
            at="again",
        )
    _complete(case, items)
    until = workdays.due(calendar, now, case.supplement_wait).at
    data: dict[str, Any] = {
        "step": step,
        "items": [dict(item) for item in items],
        "note": note.strip(),
        "until": until.isoformat(),
        "policy": case.supplement,
        "beyond": beyond,
    }
    status = None if dossier.status == Status.SUPPLEMENT else Status.SUPPLEMENT
    return Fact("supplement_asked", data, status, at=now.isoformat())


def _complete(case: Case, items: Sequence[Mapping[str, str]]) -> None:
    known = {component.key for component in case.components}
    if not items:
        raise Invalid(
            "nothing_asked",
            "Hãy chọn ít nhất một giấy tờ cần bổ sung và ghi rõ lý do.",
            "Choose at least one paper and say why.",
        )
    for item in items:
        if item["component"] not in known:
            raise Invalid("no_such_paper", "Giấy tờ không thuộc thành phần hồ sơ này.", "No such.")
        said(item["reason"], item["component"])


def supplement(dossier: Dossier, case: Case, calendar: Calendar, now: datetime) -> Fact:
    """The citizen has handed in what was asked for; the clock goes on by the procedure's policy.

    Raises Conflict when nothing was asked, Invalid ``papers_missing`` while a paper asked for has
    not been sent anew.
    """
    asked = dossier.waiting
    if asked is None:
        raise Conflict("nothing_asked", "Không có yêu cầu bổ sung nào.", "Nothing was asked for.")
    _all_sent(dossier, asked.asked_at, [item["component"] for item in asked.items])
    data = {"to": key_of(back_at(dossier, case)), **moved(dossier, case, calendar, now)}
    status = Status.IN_PROCESS if dossier.code else None
    return Fact("supplemented", data, status, at=now.isoformat())


def _all_sent(dossier: Dossier, since: str, components: Sequence[str]) -> None:
    sent = {
        paper.component
        for paper in dossier.papers.values()
        if paper.opened_at > since and paper.state in ("arrived", "read", "parked")
    }
    missing = [component for component in components if component not in sent]
    if missing:
        raise Invalid(
            "papers_missing",
            "Còn giấy tờ được yêu cầu mà bạn chưa gửi lại.",
            "Some papers asked for have not been sent yet.",
            at=missing[0],
        )
