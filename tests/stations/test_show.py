"""`motcua due`, `motcua procedure`, `motcua procedures`: what a person sees."""

import pytest

from local import show


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert show.main(argv) == 0
    return capsys.readouterr().out


def test_due_names_the_procedure_the_date_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "due", "23/11/2026 15:30", "--procedure", "1.001193", "--case", "late")
    assert "1.001193@2026-01-16" in out
    assert "= 25/11/2026 17:00" in out
    assert "sau 15 giờ" in out
    assert "Ngày Văn hóa Việt Nam" in out


def test_due_takes_a_bare_term_and_an_iso_moment(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "due", "2026-11-20T10:00", "--term", "3 working_day", "--language", "en")
    assert "3 working days = 26/11/2026 10:00" in out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("due", "hôm nay"), "không phải thời điểm"),
        (("due", "23/11/2026 15:30", "--term", "3 wd"), "không phải thời hạn"),
        (("due", "23/11/2029 15:30", "--term", "1 day"), "Chưa có lịch làm việc năm 2029"),
        (("due", "23/11/2026 15:30", "--case", "x"), "Không có “x”"),
        (("procedure", "9.999999"), "Không có thủ tục “9.999999”"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    assert show.main(argv) == 2
    assert said in capsys.readouterr().err


def test_a_procedure_is_shown_whole_with_its_chain(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "procedure", "3.000722@2026-09-01")
    for part in (
        "Thời hạn: 3 ngày làm việc",
        "* Giấy chứng sinh [live_birth_certificate]",
        "Người mẹ: Họ, chữ đệm, tên người mẹ*",
        "├─ Công an cấp xã",
        "◉ Trả kết quả",
    ):
        assert part in out


def test_procedures_are_found_without_marks(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "procedures", "chung", "thuc", "--on", "2026-11-24").splitlines()
    assert [line.partition(" ")[0] for line in found] == ["2.000815@2025-11-01"]
    assert "1.001193@" in told(capsys, "procedure", "khai sinh", "--on", "2026-11-24")
    assert "Không tìm thấy" in told(capsys, "procedures", "--on", "2020-01-01")
