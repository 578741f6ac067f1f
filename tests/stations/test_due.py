"""`motcua due`: the moment first, then why; a sentence for what is no question."""

from pathlib import Path

import pytest

from local import due
from local.cli import find

SUPPLEMENT = ("--wait", "2026-11-18T10:00", "2026-11-23T10:00")


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> list[str]:
    assert due.main(argv) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("argv", "promised"),
    [
        (("2026-11-20T10:00", "3wd"), "2026-11-26T10:00"),
        (("2026-11-23T15:30", "same_day"), "2026-11-25T17:00"),
        (("2026-02-13T16:00", "5wd"), "2026-02-27T16:00"),
        (("2026-01-09T09:00", "1wd"), "2026-01-10T09:00"),
        (("2026-11-13T17:30", "1wd"), "2026-11-16T17:00"),
        (("2026-11-16T08:00", "7wd", *SUPPLEMENT, "--policy", "resume"), "2026-12-01T08:00"),
        (("2026-11-16T08:00", "7wd", *SUPPLEMENT, "--policy", "restart"), "2026-12-03T10:00"),
    ],
)
def test_the_seven_vectors(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], promised: str
) -> None:
    assert told(capsys, *argv) == [promised]


@pytest.mark.parametrize(
    ("argv", "promised"),
    [
        (("2026-11-16T08:00", "7wd", *SUPPLEMENT), "2026-12-03T10:00"),
        (("2026-11-16T16:00", "8wh"), "2026-11-17T16:00"),
        (("2026-11-16T16:30", "1wh"), "2026-11-17T07:30"),
        (("2026-11-16T08:00", "10d"), "2026-11-26T17:00"),
        (("2026-12-31T08:00", "2m"), "2027-03-01T17:00"),
        (("20/11/2026 10:00", "3wd"), "2026-11-26T10:00"),
        (("2026-11-16T08:00", "7wd", "--extend", "5wd", "2026-11-24T08:00"), "2026-12-03T08:00"),
        (("2026-11-23T15:30", "--procedure", "1.001193", "--case", "late"), "2026-11-25T17:00"),
    ],
)
def test_other_units_and_options(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], promised: str
) -> None:
    assert told(capsys, *argv) == [promised]


def test_it_explains_each_rule_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    first, *why = told(capsys, "2026-11-23T15:30", "same_day", "--explain")
    assert first == "2026-11-25T17:00"
    assert "sau 15 giờ" in why[1]
    assert "Điều 18" in why[1]
    assert "Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)" in why[2]
    english = told(capsys, "2026-11-16T08:00", "7wd", *SUPPLEMENT, "--explain", "--language", "en")
    assert "art. 19.4" in english[1]
    assert "apologise" in english[-1]


def test_a_procedure_by_its_words_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "23/11/2026 15:30", "--procedure", "1.001193", "--explain")
    assert "1.001193@" in lines[1]


def test_a_procedure_says_until_when_each_step_and_agency_has_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = told(capsys, "2026-11-23T09:00", "--procedure", "3.000722@2026-09-01", "--explain")
    steps = [line.strip() for line in lines if line.startswith("    ")]
    assert steps[0].endswith("đến 14:30 thứ hai 23/11/2026")
    assert "Công an cấp xã: đăng ký thường trú: đến 07:30 thứ sáu 27/11/2026" in steps
    assert steps[-1] == "Trả kết quả: đến 09:00 thứ sáu 27/11/2026"


@pytest.mark.parametrize(
    ("channel", "checked"), [("direct", "17:00 thứ hai 16"), ("online", "16:00 thứ ba 17")]
)
def test_a_procedure_says_until_when_its_own_clocks_run(
    capsys: pytest.CaptureFixture[str], channel: str, checked: str
) -> None:
    asked = ("2026-11-16T16:00", "--procedure", "3.000333", "--channel", channel, "--explain")
    assert f"đến {checked}/11/2026" in told(capsys, *asked)[-1]


def test_another_calendar_moves_the_date(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = Path("chalicelib/country/calendar-2026.toml").read_text(encoding="utf-8")
    day = '[[day]]\ndate = 2026-11-25\nkind = "day_off"\nbasis = "mẫu"\n'
    (tmp_path / "mine.toml").write_text(own + day + 'name = { vi = "x", en = "x" }\n', "utf-8")
    asked = ("2026-11-20T10:00", "3wd", "--calendar", str(tmp_path / "mine.toml"))
    assert told(capsys, *asked) == ["2026-11-27T10:00"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("hôm nay", "3wd"), "không phải thời điểm"),
        (("2026-02-30T10:00", "3wd"), "không phải thời điểm"),
        (("2026-11-20T10:00", "3y"), "không phải thời hạn"),
        (("2026-11-20T10:00",), "không phải thời hạn"),
        (("2029-11-20T10:00", "1d"), "Chưa có lịch làm việc năm 2029"),
        (("2026-11-20T10:00", "9999m"), "Chưa có lịch làm việc năm"),
        (("2026-11-20T10:00", "9999wd"), "Chưa có lịch làm việc năm 2028"),
        (("2026-11-20T10:00", "3wd", "--wait", *SUPPLEMENT[:0:-1]), "kết thúc trước khi bắt đầu"),
        (("2026-11-20T10:00", "3wd", "--calendar", "/nowhere.toml"), "Không đọc được tệp lịch"),
        (("2026-11-20T10:00", "3wd", "--calendar", "README.md"), "Tệp TOML sai cú pháp"),
        (("2026-11-20T10:00", "3wd", "--procedure", "1.001193"), "không ghi cả hai"),
        (("2026-11-20T10:00", "--procedure", "1.001193", "--case", "x"), "Không có “x”"),
        (("2026-11-20T10:00", "--procedure", "9.999999"), "Không có thủ tục"),
        (("2026-11-16T08:00", "7wd", "--extend", "5wd", "2026-11-26T07:00"), "Đã quá muộn"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    assert due.main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_the_command_is_this_one() -> None:
    assert find("local.due") is due.main
