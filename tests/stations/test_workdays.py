"""The working clock, on the vectors an officer would check by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import workdays
from chalicelib.errors import Invalid
from chalicelib.workdays import VIETNAM, Term

CALENDAR = workdays.calendar()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def due(received: str, term: str) -> datetime:
    return workdays.due(CALENDAR, at(received), Term.parse(term)).at


def why(received: str, term: str) -> str:
    return "\n".join(t.vi for t in workdays.due(CALENDAR, at(received), Term.parse(term)).why)


@pytest.mark.parametrize(
    ("received", "term", "promised"),
    [
        ("20/11/2026 10:00", "3 working_day", "26/11/2026 10:00"),
        ("23/11/2026 15:30", "same_day", "25/11/2026 17:00"),
        ("13/02/2026 16:00", "5 working_day", "27/02/2026 16:00"),
        ("09/01/2026 09:00", "1 working_day", "10/01/2026 09:00"),
        ("13/11/2026 17:30", "1 working_day", "16/11/2026 17:00"),
        ("16/11/2026 08:00", "7 working_day", "26/11/2026 08:00"),
    ],
)
def test_vectors_of_the_domain_study(received: str, term: str, promised: str) -> None:
    assert due(received, term) == at(promised)


@pytest.mark.parametrize(
    ("received", "promised"),
    [
        ("20/11/2026 08:00", "20/11/2026 17:00"),
        ("20/11/2026 15:00", "20/11/2026 17:00"),
        ("20/11/2026 15:01", "23/11/2026 17:00"),
        ("20/11/2026 17:30", "23/11/2026 17:00"),
        ("21/11/2026 09:00", "23/11/2026 17:00"),
        ("22/11/2026 16:00", "23/11/2026 17:00"),
        ("20/11/2026 05:00", "20/11/2026 17:00"),
        ("09/01/2026 15:30", "10/01/2026 17:00"),
    ],
)
def test_same_day_turns_at_three_in_the_afternoon(received: str, promised: str) -> None:
    assert due(received, "same_day") == at(promised)


@pytest.mark.parametrize(
    ("received", "term", "promised"),
    [
        ("20/11/2026 12:10", "1 working_day", "23/11/2026 13:30"),
        ("16/11/2026 07:00", "1 working_day", "17/11/2026 07:00"),
        ("16/11/2026 06:00", "1 working_day", "16/11/2026 17:00"),
        ("16/11/2026 11:00", "2 working_hour", "16/11/2026 15:00"),
        ("16/11/2026 16:00", "2 working_hour", "17/11/2026 08:00"),
        ("16/11/2026 07:00", "8 working_hour", "16/11/2026 17:00"),
    ],
)
def test_hours_lunch_and_opening(received: str, term: str, promised: str) -> None:
    assert due(received, term) == at(promised)


@pytest.mark.parametrize(
    ("received", "term", "promised"),
    [
        ("20/11/2026 10:00", "3 day", "23/11/2026 17:00"),
        ("20/11/2026 10:00", "4 day", "25/11/2026 17:00"),
        ("20/11/2026 18:00", "1 day", "25/11/2026 17:00"),
        ("31/12/2025 10:00", "1 month", ""),
        ("31/07/2026 10:00", "1 month", "03/09/2026 17:00"),
        ("28/12/2026 10:00", "2 month", "01/03/2027 17:00"),
        ("30/11/2026 10:00", "1 month", "30/12/2026 17:00"),
    ],
)
def test_calendar_terms_never_end_on_a_day_off(received: str, term: str, promised: str) -> None:
    if promised:
        assert due(received, term) == at(promised)
    else:
        with pytest.raises(Invalid, match="calendar_year_missing"):
            due(received, term)


def test_a_due_date_explains_itself_with_rule_day_and_law() -> None:
    lines = why("23/11/2026 15:30", "same_day")
    assert "sau 15 giờ, tính từ ngày làm việc kế tiếp (NĐ 61/2018/NĐ-CP Điều 18" in lines
    assert "24/11/2026 là ngày nghỉ lễ: Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)" in lines
    assert "hẹn trả kết quả: 17:00 thứ tư 25/11/2026" in lines


def test_the_explanation_names_only_what_mattered() -> None:
    lines = why("18/11/2026 10:00", "1 working_day")
    assert "nghỉ" not in lines
    assert "15 giờ" not in lines
    assert "thứ bảy, chủ nhật" not in lines


def test_only_a_same_day_term_turns_at_three() -> None:
    assert due("13/02/2026 16:00", "5 working_day") == at("27/02/2026 16:00")
    assert "15 giờ" not in why("13/02/2026 16:00", "5 working_day")


def test_tet_is_one_line_and_a_worked_saturday_has_its_own() -> None:
    assert "16/02–20/02/2026 là ngày nghỉ lễ: Tết Nguyên đán" in why(
        "13/02/2026 16:00", "5 working_day"
    )
    assert "10/01/2026 là ngày làm việc: làm bù" in why("09/01/2026 09:00", "1 working_day")


def test_receipt_outside_office_hours_is_said() -> None:
    lines = why("13/11/2026 17:30", "1 working_day")
    assert "ngoài giờ (17:30 thứ sáu 13/11/2026), tính từ 07:00 thứ hai 16/11/2026" in lines


def test_a_provisional_year_is_said_to_be_so() -> None:
    assert "lịch năm 2027 là tạm tính" in why("30/12/2026 09:00", "3 working_day")
    assert "tạm tính" not in why("20/11/2026 09:00", "3 working_day")


def test_a_sunday_holiday_has_its_substitute() -> None:
    assert due("24/04/2026 10:00", "1 working_day") == at("28/04/2026 10:00")
    assert "nghỉ bù Giỗ Tổ Hùng Vương" in why("24/04/2026 10:00", "1 working_day")


@pytest.mark.parametrize("received", ["10/03/2028 10:00", "10/03/2025 10:00"])
def test_a_year_without_calendar_is_a_problem_not_a_guess(received: str) -> None:
    with pytest.raises(Invalid) as caught:
        due(received, "1 working_day")
    assert caught.value.code == "calendar_year_missing"
    assert caught.value.text.vi.startswith("Chưa có lịch làm việc năm 202")


def test_a_term_running_past_the_last_year_is_a_problem() -> None:
    with pytest.raises(Invalid, match="calendar_year_missing"):
        due("30/12/2027 10:00", "5 working_day")


def test_moments_of_any_zone_count_and_of_none_do_not() -> None:
    utc = at("20/11/2026 10:00").astimezone(UTC)
    three = Term(3, "working_day")
    assert workdays.due(CALENDAR, utc, three) == workdays.due(
        CALENDAR, at("20/11/2026 10:00"), three
    )
    with pytest.raises(Invalid, match="time_without_zone"):
        workdays.due(CALENDAR, utc.replace(tzinfo=None), three)


def test_working_time_between_two_moments() -> None:
    spent = workdays.working_time(CALENDAR, at("20/11/2026 16:00"), at("25/11/2026 08:00"))
    assert spent == timedelta(hours=10)
    assert workdays.working_time(
        CALENDAR, at("25/11/2026 08:00"), at("20/11/2026 16:00")
    ) == -timedelta(hours=10)
    assert not workdays.working_time(CALENDAR, at("21/11/2026 08:00"), at("22/11/2026 16:00"))


@pytest.mark.parametrize(
    ("amount", "vi", "en"),
    [
        (timedelta(hours=3, minutes=20), "3 giờ 20 phút", "3 h 20 min"),
        (timedelta(hours=8), "8 giờ", "8 h"),
        (timedelta(minutes=5, seconds=20), "5 phút", "5 min"),
        (timedelta(), "0 phút", "0 min"),
        (-timedelta(seconds=20), "0 phút", "0 min"),
        (-timedelta(seconds=40), "quá 1 phút", "over by 1 min"),
        (timedelta(minutes=61), "1 giờ 1 phút", "1 h 1 min"),
        (-timedelta(hours=1, minutes=30), "quá 1 giờ 30 phút", "over by 1 h 30 min"),
    ],
)
def test_hours_as_a_person_reads_them(amount: timedelta, vi: str, en: str) -> None:
    assert workdays.hours_text(amount) == (vi, en)


@pytest.mark.parametrize(
    "text", ["", "3", "3 wd", "0 day", "-1 day", "x day", "1 same_day", "³ day"]
)
def test_a_term_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="term_invalid"):
        Term.parse(text)


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("3wd", "3 working_day"),
        ("8wh", "8 working_hour"),
        (" 10D ", "10 day"),
        ("2m", "2 month"),
        ("same_day", "same_day"),
        ("0wd", "same_day"),
    ],
)
def test_a_term_may_be_typed_short(typed: str, term: str) -> None:
    assert str(Term.typed(typed)) == term


@pytest.mark.parametrize("typed", ["", "3", "wd", "0d", "-3wd", "3 wd", "3y", "12345d", "٣wd"])
def test_a_short_term_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="term_invalid"):
        Term.typed(typed)


def test_a_term_is_written_as_it_is_read() -> None:
    for text in ("same_day", "3 working_day", "1 month"):
        assert str(Term.parse(text)) == text
    assert Term.parse("3 working_day").text == ("3 ngày làm việc", "3 working days")
    assert Term.parse("1 month").text.en == "1 month"


def test_the_version_names_every_year() -> None:
    assert CALENDAR.version == "2026@2026-07-01+2027@2026-11-01"
