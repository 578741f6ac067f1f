"""What an officer may do with a dossier beside its open task: each verb's words, form and deed.

`can` raises what keeps this person from it now; a Forbidden one is not theirs and is not shown.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib import chain, review, values
from chalicelib.dossier import Dossier
from chalicelib.errors import Forbidden, Invalid, Problem, Text
from chalicelib.journey import beside, people
from chalicelib.journey.common import case_of
from chalicelib.procedure import Case, deciders
from chalicelib.web.visit import Visit

FIELD = "v_"
QUIET = ("nothing_to_recall", "nobody_asked", "nothing_to_hand_over")
"""Why a verb means nothing here, rather than cannot be done now: then it is not shown."""
NONE = Text("", "")


class Box(NamedTuple):
    """One box of a verb's form. `kind`: area | line | number | law | choice."""

    name: str
    label: Text
    kind: str
    value: str = ""
    hint: Text = NONE
    choices: tuple[tuple[str, Text], ...] = ()
    required: bool = True


class Verb(NamedTuple):
    """A verb: its place in addresses, its words, and how it is asked for and done."""

    key: str
    name: Text
    about: Text
    can: Callable[[Visit, Dossier, Case], None]
    boxes: Callable[[Visit, Dossier, Case], Iterator[Box]]
    do: Callable[[Visit, str, int], Dossier]


class Choice(NamedTuple):
    """A verb as it stands for this person: `why` not now, None when it may be done."""

    verb: Verb
    why: Text | None


REASON = Box("ghi_chu", Text("Lý do", "Reason"), "area")
LAW = Box(
    "can_cu",
    Text("Căn cứ pháp luật", "Article of law"),
    "law",
    hint=Text(
        "Điều, khoản của văn bản nào, ví dụ: Điều 16 Luật Hộ tịch",
        "Which article of which law, for example: article 16 of the Law on Civil Status",
    ),
)
DAYS = Box(
    "so_ngay",
    Text("Thêm bao nhiêu ngày làm việc", "How many working days more"),
    "number",
    hint=Text("Từ 1 đến 30; chỉ được gia hạn một lần", "1 to 30; an extension is given once"),
)


def _reason(_visit: Visit, _dossier: Dossier, _case: Case) -> Iterator[Box]:
    yield REASON


def _reason_and_law(_visit: Visit, _dossier: Dossier, _case: Case) -> Iterator[Box]:
    yield from (REASON, LAW)


def _days(_visit: Visit, _dossier: Dossier, _case: Case) -> Iterator[Box]:
    yield from (DAYS, REASON)


def _colleague(visit: Visit, _dossier: Dossier, _case: Case) -> Iterator[Box]:
    found = people.colleagues(visit.world, visit.person)
    choices = tuple((one.id, Text(one.name, one.name)) for one in found)
    yield Box("nguoi", Text("Giao cho", "Hand to"), "choice", choices=choices)
    yield REASON


def _elsewhere(visit: Visit, dossier: Dossier, _case: Case) -> Iterator[Box]:
    day = chain.day_of(visit.world.clock.now())
    rules = visit.world.catalogue.get(dossier.procedure)
    found = [one for one in deciders(rules, day) if one.code != dossier.decider]
    choices = tuple((one.code, one.name) for one in found)
    label = Text("Cơ quan có thẩm quyền", "The competent agency")
    yield Box("noi", label, "choice", choices=choices)
    yield REASON


def _mistakes(visit: Visit, dossier: Dossier, case: Case) -> Iterator[Box]:
    yield REASON
    cases = visit.world.catalogue.get(dossier.procedure).cases
    choices = tuple((one.key, one.name) for one in cases)
    yield Box("truong_hop", Text("Trường hợp", "Case"), "choice", case.key, choices=choices)
    for field in case.form:
        said = review.value_of(dossier, field.key)
        shown = values.show(field.kind, said) if said else ""
        yield Box(FIELD + field.key, field.label, "line", shown, field.group, required=False)


def _said(visit: Visit) -> str:
    return visit.form.one("ghi_chu")


def _number(visit: Visit) -> int:
    text = visit.form.one("so_ngay").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _hand_over(visit: Visit, id: str, seen: int) -> Dossier:
    to = visit.form.one("nguoi")
    if not to:
        raise Invalid("nobody_chosen", "Hãy chọn một người.", "Choose somebody.", at="nguoi")
    return beside.hand_over(
        visit.world, visit.person, visit.key, id, seen, to=to, reason=_said(visit)
    )


def _recall(visit: Visit, id: str, seen: int) -> Dossier:
    return beside.recall(visit.world, visit.person, visit.key, id, seen, reason=_said(visit))


def _extend(visit: Visit, id: str, seen: int) -> Dossier:
    days = _number(visit)
    return beside.extend(
        visit.world, visit.person, visit.key, id, seen, days=days, reason=_said(visit)
    )


def _correct(visit: Visit, id: str, seen: int) -> Dossier:
    """Only what was typed anew goes on: a box left alone is no correction."""
    found = visit.world.records.load(id)
    case = case_of(visit.world, found)
    before = {box.name: box.value for box in _mistakes(visit, found, case)}
    given = {
        key: value
        for key, value in visit.form.under(FIELD).items()
        if value != before.get(FIELD + key)
    }
    other = visit.form.one("truong_hop")
    return beside.correct(
        visit.world,
        visit.person,
        visit.key,
        id,
        seen,
        given=given,
        reason=_said(visit),
        case=other if other != case.key else "",
    )


def _forward(visit: Visit, id: str, seen: int) -> Dossier:
    to = {"decider": visit.form.one("noi"), "reason": _said(visit)}
    return beside.forward(visit.world, visit.person, visit.key, id, seen, **to)


def _go_on(visit: Visit, id: str, seen: int) -> Dossier:
    return beside.go_on(visit.world, visit.person, visit.key, id, seen, reason=_said(visit))


def _withdraw(visit: Visit, id: str, seen: int) -> Dossier:
    return beside.withdraw(visit.world, visit.person, visit.key, id, seen, reason=_said(visit))


def _stop(visit: Visit, id: str, seen: int) -> Dossier:
    said = {"reason": _said(visit), "basis": visit.form.one("can_cu")}
    return beside.stop(visit.world, visit.person, visit.key, id, seen, **said)


VERBS = (
    Verb(
        "giao",
        Text("Giao cho đồng nghiệp", "Hand to a colleague"),
        Text(
            "Người được giao giữ việc này từ bây giờ; hạn của bước không đổi.",
            "They have this task from now on; the step's due time stays.",
        ),
        lambda v, d, _c: _ignore(chain.can_hand_over(d, v.person, v.world.clock.now())),
        _colleague,
        _hand_over,
    ),
    Verb(
        "rut-lai",
        Text("Rút lại việc vừa chuyển", "Call back what I have just passed on"),
        Text("Được khi bước sau chưa bắt đầu xử lý.", "Possible until the next step has begun."),
        lambda v, d, c: chain.can_recall(d, c, v.person),
        _reason,
        _recall,
    ),
    Verb(
        "gia-han",
        Text("Xin lỗi và gia hạn (Mẫu 04)", "Apologise and extend"),
        Text(
            "Gửi văn bản xin lỗi cho người dân chậm nhất một ngày trước hạn. Chỉ được một lần.",
            "Sends an apology to the citizen, at the latest a day before it is due. Once only.",
        ),
        lambda v, d, c: chain.can_extend(d, c, v.person, v.world.calendar, v.world.clock.now()),
        _days,
        _extend,
    ),
    Verb(
        "dinh-chinh",
        Text("Đính chính tiếp nhận", "Correct the intake"),
        Text(
            "Sửa điều đã ghi nhầm và cấp lại giấy tiếp nhận. Bản cũ được giữ nguyên.",
            "Corrects what was noted wrongly and issues the receipt anew. The old one is kept.",
        ),
        lambda v, d, _c: chain.can_correct(d, v.person),
        _mistakes,
        _correct,
    ),
    Verb(
        "chuyen-noi",
        Text("Chuyển đúng nơi có thẩm quyền", "Forward to the competent agency"),
        Text(
            "Hồ sơ chuyển sang một cửa của cơ quan đó. Mã và hạn trả, nếu đã có, giữ nguyên.",
            "It goes to that agency's one-stop. Its code and due time, if it has them, stay.",
        ),
        lambda v, d, c: chain.can_forward(d, c, v.person),
        _elsewhere,
        _forward,
    ),
    Verb(
        "di-tiep",
        Text("Đi tiếp, không chờ trả lời", "Go on without an answer"),
        Text(
            "Dùng khi cơ quan được hỏi đã quá thời hạn mà không trả lời.",
            "For when an agency asked has let its time pass.",
        ),
        lambda v, d, _c: chain.can_go_on(d, v.person),
        _reason,
        _go_on,
    ),
    Verb(
        "rut-ho-so",
        Text("Ghi nhận người dân rút hồ sơ", "Note that the citizen withdraws"),
        Text(
            "Ghi lý do người dân nêu. Hồ sơ đã rút không xử lý tiếp được.",
            "Note the reason they give. A withdrawn dossier cannot go on.",
        ),
        lambda v, d, _c: chain.can_withdraw(d, v.person),
        _reason,
        _withdraw,
    ),
    Verb(
        "dung",
        Text("Dừng giải quyết (Mẫu 05)", "Stop work on it"),
        Text(
            "Thông báo dừng giải quyết được ký, đóng dấu và gửi cho người dân.",
            "A notice is signed, sealed and sent to the citizen.",
        ),
        lambda v, d, _c: chain.can_stop(d, v.person, v.world.clock.now()),
        _reason_and_law,
        _stop,
    ),
)


def _ignore(_answer: object) -> None:
    return None


def choices(visit: Visit, dossier: Dossier, case: Case) -> list[Choice]:
    """The verbs that are this person's, each with why it cannot be done now, if it cannot."""
    found = []
    for verb in VERBS:
        try:
            verb.can(visit, dossier, case)
        except Forbidden:
            continue
        except Problem as problem:
            if problem.code not in QUIET:
                found.append(Choice(verb, problem.text))
        else:
            found.append(Choice(verb, None))
    return found
