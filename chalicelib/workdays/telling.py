"""What the explanation says of everything after the receipt: waits, restart, extension, apology."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.errors import Text
from chalicelib.workdays.ledger import Extension, Wait
from chalicelib.workdays.rules import RULES
from chalicelib.workdays.spans import hours_text, working_time
from chalicelib.workdays.term import Term
from chalicelib.workdays.why import days_between, moment
from chalicelib.workdays.years import Calendar

FOR = {
    "supplement": Text("chờ bổ sung hồ sơ", "for further papers"),
    "fee": Text("chờ thực hiện nghĩa vụ tài chính", "for a payment"),
}
DONE = {
    "supplement": Text("đã đủ hồ sơ", "the papers are complete"),
    "fee": Text("đã thực hiện nghĩa vụ tài chính", "the payment is made"),
}
ANEW = Text(
    "NĐ 61/2018/NĐ-CP Điều 19.4; nay theo NĐ 118/2025/NĐ-CP",
    "Decree 61/2018, art. 19.4; now under Decree 118/2025",
)
WAITED = Text(
    "thời gian chờ không tính cho cơ quan: QĐ 766/QĐ-TTg, chỉ số 2.1",
    "waiting is not the agencies' time: Decision 766/QĐ-TTg, index 2.1",
)
LONGER = Text(
    "NĐ 61/2018/NĐ-CP Điều 19.9; nay theo NĐ 118/2025/NĐ-CP",
    "Decree 61/2018, art. 19.9; now under Decree 118/2025",
)


def restarted(calendar: Calendar, wait: Wait) -> Text:
    """A wait after which the term is counted anew."""
    said, done = _paused(calendar, wait), DONE[wait.reason]
    return Text(
        f"{said.vi}; {done.vi}, tính lại từ đầu ({ANEW.vi})"
        if wait.policy == "restart"
        else f"{said.vi} ({WAITED.vi})",
        f"{said.en}; {done.en}, so the term starts over ({ANEW.en})"
        if wait.policy == "restart"
        else f"{said.en} ({WAITED.en})",
    )


def resumed(
    calendar: Calendar, wait: Wait, term: Term, old: datetime, at: datetime
) -> Sequence[Text]:
    """A wait that moves a due moment from `old` to `at`."""
    said, new = _paused(calendar, wait), moment(at)
    by = _measured(calendar, wait, term)
    moved = Text(
        f"{said.vi}, hạn lùi {by.vi} ({WAITED.vi})",
        f"{said.en}, the due date moves by {by.en} ({WAITED.en})",
    )
    last = Text(f"hẹn trả kết quả mới: {new.vi}", f"new due date: {new.en}")
    return (moved, *days_between(calendar, old.date(), at.date()), last)


def _measured(calendar: Calendar, wait: Wait, term: Term) -> Text:
    answered = wait.answered or wait.asked
    if RULES[term.unit].daily:
        days = (answered.date() - wait.asked.date()).days
        return Text(f"tối đa {days} ngày", f"at most {days} days")
    return Text("đúng bằng thời gian đó", "as much")


def _paused(calendar: Calendar, wait: Wait) -> Text:
    answered = wait.answered or wait.asked
    hours = hours_text(working_time(calendar, wait.asked, answered))
    since, until, what = moment(wait.asked), moment(answered), FOR[wait.reason]
    return Text(
        f"tạm dừng {what.vi} từ {since.vi} đến {until.vi}: {hours.vi} làm việc",
        f"the clock stood still {what.en} from {since.en} to {until.en}: {hours.en} of office time",
    )


def standing(wait: Wait) -> Text:
    """A wait that goes on."""
    since, what = moment(wait.asked), FOR[wait.reason]
    return Text(
        f"đang tạm dừng {what.vi} từ {since.vi}: hạn được tính lại khi có đủ ({WAITED.vi})",
        f"the clock stands still {what.en} since {since.en}; the due date is worked out again "
        f"once it is there ({WAITED.en})",
    )


def too_late(wait: Wait) -> Text:
    """A wait that began when the time had run out."""
    since, what = moment(wait.asked), FOR[wait.reason]
    return Text(
        f"tạm dừng {what.vi} từ {since.vi} là khi đã quá hạn: hạn không lùi ({WAITED.vi})",
        f"by {since.en}, when the clock stopped {what.en}, the time had run out: "
        f"the due date stays ({WAITED.en})",
    )


def extended(
    calendar: Calendar, extension: Extension, old: datetime, at: datetime
) -> Sequence[Text]:
    """The lines that move a due moment from `old` to `at` by the one extension."""
    told, new, term = moment(extension.announced), moment(at), extension.term.text
    first = Text(
        f"gia hạn một lần thêm {term.vi}, đã xin lỗi và báo lúc {told.vi} ({LONGER.vi})",
        f"extended once by {term.en}, with an apology on {told.en} ({LONGER.en})",
    )
    last = Text(f"hẹn lại ngày trả kết quả: {new.vi}", f"new due date: {new.en}")
    return (first, *days_between(calendar, old.date(), at.date()), last)


def apology(at: datetime, due: datetime) -> Sequence[Text]:
    """Until when an apology may be sent for something due at `due`."""
    latest, said = moment(at), moment(due)
    return (
        Text(
            f"nếu không kịp hạn {said.vi}: xin lỗi và hẹn lại một lần, chậm nhất {latest.vi} "
            f"(trước hạn 01 ngày làm việc; {LONGER.vi})",
            f"if {said.en} cannot be kept: apologise and name one new date by {latest.en} "
            f"(one working day before; {LONGER.en})",
        ),
    )
