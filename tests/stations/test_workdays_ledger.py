"""Waits, the extension, consent: what moves a due moment, and what it says of itself."""

from datetime import datetime, timedelta

import pytest

from chalicelib import workdays
from chalicelib.errors import Conflict, Invalid
from chalicelib.workdays import VIETNAM, Deadline, Extension, Term, Wait

CALENDAR = workdays.calendar()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def wait(
    asked: str, answered: str = "", policy: str = "resume", reason: str = "supplement"
) -> Wait:
    return Wait(at(asked), at(answered) if answered else None, policy, reason)


START, SEVEN = at("16/11/2026 08:00"), Term(7, "working_day")
PAUSE = ("18/11/2026 10:00", "23/11/2026 10:00")


def promised(*waits: Wait, start: datetime = START, term: Term = SEVEN) -> workdays.Due:
    return workdays.promise(CALENDAR, Deadline(start, term, waits))


def told(due: workdays.Due) -> str:
    return "\n".join(line.vi for line in due.why)


def test_a_supplement_resumes_or_restarts_the_clock() -> None:
    assert promised(wait(*PAUSE)).at == at("01/12/2026 08:00")
    assert promised(wait(*PAUSE, "restart")).at == at("03/12/2026 10:00")


def test_a_resumed_date_tells_of_the_pause_and_of_the_old_date() -> None:
    lines = told(promised(wait(*PAUSE)))
    assert "tạm dừng chờ bổ sung hồ sơ từ 10:00 thứ tư 18/11/2026" in lines
    assert "24 giờ làm việc, hạn lùi đúng bằng thời gian đó" in lines
    assert "QĐ 766/QĐ-TTg" in lines
    assert "hẹn trả kết quả: 08:00 thứ năm 26/11/2026" in lines
    assert lines.endswith("hẹn trả kết quả mới: 08:00 thứ ba 01/12/2026")


def test_a_restarted_date_tells_why_it_starts_over() -> None:
    due = promised(wait(*PAUSE, "restart"))
    assert "đã đủ hồ sơ, tính lại từ đầu (NĐ 61/2018/NĐ-CP Điều 19.4" in due.why[0].vi
    assert "the term starts over (Decree 61/2018, art. 19.4" in due.why[0].en
    assert due.why[1].vi.startswith("thời hạn 7 ngày làm việc")
    assert due.why[-1].vi == "hẹn trả kết quả: 10:00 thứ năm 03/12/2026"


def test_overlapping_waits_are_given_once_and_none_changes_nothing() -> None:
    inner = wait("19/11/2026 08:00", "20/11/2026 08:00")
    once = promised(wait(*PAUSE))
    assert promised(wait(*PAUSE), inner, wait(*PAUSE)).at == once.at
    assert promised() == workdays.due(CALENDAR, START, SEVEN)


def test_a_restart_that_overlaps_a_payment_counts_from_the_end_of_both() -> None:
    fee = wait("20/11/2026 08:00", "25/11/2026 10:00", reason="fee")
    both = promised(wait(*PAUSE, "restart"), fee)
    assert both.at == workdays.due(CALENDAR, at("25/11/2026 10:00"), SEVEN).at
    assert "tạm dừng chờ bổ sung hồ sơ từ 10:00 thứ tư 18/11/2026" in both.why[0].vi
    assert "đến 10:00 thứ tư 25/11/2026" in both.why[0].vi


def test_a_payment_after_a_restart_moves_the_restarted_date() -> None:
    fee = wait("24/11/2026 09:00", "26/11/2026 09:00", reason="fee")
    due = promised(wait(*PAUSE, "restart"), fee)
    assert due.at == at("04/12/2026 14:00")
    assert "chờ thực hiện nghĩa vụ tài chính" in told(due)


def test_while_nobody_answers_the_date_stands_and_says_so() -> None:
    due = promised(wait("18/11/2026 10:00"))
    assert due.at == at("26/11/2026 08:00")
    assert "đang tạm dừng chờ bổ sung hồ sơ từ 10:00 thứ tư 18/11/2026" in due.why[-1].vi


def test_asking_when_it_is_already_late_makes_nobody_punctual() -> None:
    late = wait("27/11/2026 08:00", "30/11/2026 08:00")
    assert promised(late).at == at("26/11/2026 08:00")
    assert "là khi đã quá hạn" in told(promised(late))
    at_the_end = wait("26/11/2026 08:00", "27/11/2026 08:00")
    assert promised(at_the_end).at == at("26/11/2026 08:00")
    just_before = wait("26/11/2026 07:59", "27/11/2026 07:59")
    assert promised(just_before).at == at("27/11/2026 08:00")


def test_a_wait_before_the_receipt_does_not_count() -> None:
    assert promised(wait("13/11/2026 08:00", "16/11/2026 07:30")).at == at("26/11/2026 08:00")


def test_calendar_terms_wait_in_days() -> None:
    ten = Term(10, "day")
    assert promised(term=ten).at == at("26/11/2026 17:00")
    moved = promised(wait("18/11/2026 16:00", "20/11/2026 08:00"), term=ten)
    assert moved.at == at("30/11/2026 17:00")
    assert "tối đa 2 ngày" in told(moved)
    assert promised(wait("18/11/2026 08:00", "18/11/2026 16:00"), term=ten).at == at(
        "26/11/2026 17:00"
    )


def test_going_on_never_gives_more_than_the_whole_term_again() -> None:
    start, month = at("28/01/2026 09:00"), Term(1, "month")
    due = promised(wait("28/01/2026 09:00", "31/01/2026 09:00"), start=start, term=month)
    assert due.at == workdays.due(CALENDAR, at("31/01/2026 09:00"), month).at


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"asked": at("20/11/2026 08:00"), "answered": at("19/11/2026 08:00")}, "pause_backward"),
        ({"asked": START, "answered": None, "policy": "forget"}, "policy_unknown"),
        ({"asked": START, "answered": None, "reason": "weather"}, "reason_unknown"),
        ({"asked": START.replace(tzinfo=None), "answered": START}, "time_without_zone"),
    ],
)
def test_a_wait_that_is_none_is_refused(given: dict[str, datetime], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        Wait(**given)  # type: ignore[arg-type]


def test_whose_time_it_was() -> None:
    deadline = Deadline(START, SEVEN, (wait(*PAUSE, "restart"),))
    until = at("25/11/2026 10:00")
    assert workdays.waiting_time(CALENDAR, deadline, until) == timedelta(hours=24)
    assert workdays.used_time(CALENDAR, deadline, until) == timedelta(hours=26)
    assert workdays.waiting_time(CALENDAR, deadline, at("19/11/2026 10:00")) == timedelta(hours=8)
    standing = Deadline(START, SEVEN, (wait("18/11/2026 10:00"),))
    assert workdays.used_time(CALENDAR, standing, until) == timedelta(hours=18)


def test_the_apology_is_due_one_working_day_before() -> None:
    latest = workdays.last_apology(CALENDAR, at("25/11/2026 10:00"))
    assert latest.at == at("23/11/2026 10:00")
    assert "chậm nhất 10:00 thứ hai 23/11/2026" in latest.why[0].vi
    assert "Điều 19.9" in latest.why[0].vi


def test_one_extension_told_in_time_moves_the_date() -> None:
    plain = Deadline(START, SEVEN)
    longer = Extension(Term(5, "working_day"), at("25/11/2026 08:00"))
    due = workdays.promise(CALENDAR, workdays.extend(CALENDAR, plain, longer))
    assert due.at == at("03/12/2026 08:00")
    assert "gia hạn một lần thêm 5 ngày làm việc" in told(due)
    assert due.why[-1].vi == "hẹn lại ngày trả kết quả: 08:00 thứ năm 03/12/2026"


def test_an_extension_told_too_late_or_twice_is_refused() -> None:
    plain, five = Deadline(START, SEVEN), Term(5, "working_day")
    with pytest.raises(Conflict, match="apology_late") as late:
        workdays.extend(CALENDAR, plain, Extension(five, at("25/11/2026 08:01")))
    assert "chậm nhất 08:00 thứ tư 25/11/2026" in late.value.text.vi
    once = workdays.extend(CALENDAR, plain, Extension(five, at("20/11/2026 08:00")))
    with pytest.raises(Conflict, match="already_extended"):
        workdays.extend(CALENDAR, once, Extension(five, at("20/11/2026 09:00")))


def test_an_extension_and_a_wait_are_both_told() -> None:
    longer = Extension(Term(2, "working_day"), at("24/11/2026 08:00"))
    due = workdays.promise(CALENDAR, Deadline(START, SEVEN, (wait(*PAUSE),), longer))
    assert due.at == at("03/12/2026 08:00")
    assert "tạm dừng" in told(due)
    assert "gia hạn" in told(due)


def test_silence_is_consent_only_where_a_law_says_so() -> None:
    asked = Deadline(START, Term(3, "working_day"))
    law = "Luật Xây dựng, điều mẫu"
    due = workdays.consent(CALENDAR, asked, law)
    assert due.at == at("19/11/2026 08:00")
    assert due.why[-1].vi == (
        "không trả lời đến 08:00 thứ năm 19/11/2026 thì coi là đồng ý (Luật Xây dựng, điều mẫu)"
    )
    with pytest.raises(Invalid, match="consent_without_law"):
        workdays.consent(CALENDAR, asked, " ")


def test_steps_are_due_one_after_another_inside_the_whole() -> None:
    total = at("17/11/2026 17:00")
    dues = workdays.stage_dues(CALENDAR, START, (2, 3, 2, 1), total)
    assert [due.at for due in dues] == [
        at("16/11/2026 10:00"),
        at("16/11/2026 15:00"),
        at("16/11/2026 17:00"),
        total,
    ]
    assert "bước này được 3 giờ làm việc" in dues[1].why[0].vi
    assert "không quá hạn trả kết quả của cả hồ sơ" in dues[3].why[1].vi


def test_steps_that_have_more_than_the_whole_are_cut() -> None:
    total = at("16/11/2026 11:00")
    dues = workdays.stage_dues(CALENDAR, START, (2, 3, 2), total)
    assert [due.at for due in dues] == [at("16/11/2026 10:00"), total, total]
    late = workdays.stage_dues(CALENDAR, at("18/11/2026 08:00"), (2, 3), total)
    assert [due.at for due in late] == [total, total]


def test_an_agency_answers_in_its_own_term_but_inside_the_whole() -> None:
    own = workdays.agency_due(CALENDAR, START, Term(2, "working_day"), at("26/11/2026 08:00"))
    assert own.at == at("18/11/2026 08:00")
    assert "Điều 19.5" in own.why[-1].vi
    cut = workdays.agency_due(CALENDAR, START, Term(9, "working_day"), at("26/11/2026 08:00"))
    assert cut.at == at("26/11/2026 08:00")
    assert cut.why[-1].vi == "hạn trả lời: 08:00 thứ năm 26/11/2026"


def test_a_step_that_is_opened_has_its_hours_but_not_past_the_whole() -> None:
    own = workdays.step_due(CALENDAR, at("20/11/2026 16:00"), 3)
    assert own.at == at("23/11/2026 09:00")
    assert "không tính thứ bảy, chủ nhật: 21/11–22/11/2026" in told(own)
    assert own.why[-1].vi == "hạn của bước: 09:00 thứ hai 23/11/2026"
    cut = workdays.step_due(CALENDAR, at("20/11/2026 16:00"), 3, at("23/11/2026 08:00"))
    assert cut.at == at("23/11/2026 08:00")
    assert "không quá hạn trả kết quả của cả hồ sơ" in told(cut)


def test_what_is_late_when_it_is_opened_has_its_own_time() -> None:
    opened, passed = at("20/11/2026 16:00"), at("19/11/2026 08:00")
    assert workdays.step_due(CALENDAR, opened, 3, passed).at == at("23/11/2026 09:00")
    one = Term(1, "working_day")
    assert workdays.agency_due(CALENDAR, opened, one, passed).at == at("23/11/2026 16:00")
    assert workdays.agency_due(CALENDAR, opened, one).at == at("23/11/2026 16:00")
