"""`motcua procedure`, `motcua procedures`: what a person sees."""

import pytest

from local import show


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert show.main(argv) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
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
    found = told(capsys, "procedures", "hdv", "--on", "2026-11-24").splitlines()
    assert [line.partition(" ")[0] for line in found] == ["1.004628@2026-05-18"]
    assert "1.001193@" in told(capsys, "procedure", "khai sinh", "--on", "2026-11-24")
    assert "Không tìm thấy" in told(capsys, "procedures", "--on", "2020-01-01")
