"""`motcua agencies`: what it prints of a day, a post and the register."""

import pytest

from chalicelib.errors import Invalid
from local.directory import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    assert main(arguments) == status
    return capsys.readouterr().out.splitlines()


def test_all_agencies_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    now = said(capsys, "--on", "2026-11-24")
    assert sum("Ủy ban nhân dân" in line and "(mã minh họa)" in line for line in now) == 54 + 1
    assert now[0].startswith("H49 ")
    assert "000.00.00.H49" in now[0]
    before = said(capsys, "--on", "2025-06-30", "--language", "en")
    assert sum("District" in line and "Committee" in line for line in before) == 7


def test_words_find_what_is_there_and_who_took_over_what_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = said(capsys, "bach", "dang", "--on", "2026-11-24")
    assert old[0].endswith("(† 01/07/2025) → H49.101 Ủy ban nhân dân phường Hồng Gai")
    then = said(capsys, "bach", "dang", "--on", "2025-06-30")
    found = "H49.21.15 000.15.21.H49 Ủy ban nhân dân phường Bạch Đằng (mã minh họa)"
    assert " ".join(then[0].split()) == found
    assert said(capsys, "000.00.07.h49")[0].startswith("H49.07")
    assert said(capsys, "nowhere", status=1) == ["Không tìm thấy cơ quan nào."]


def test_a_posts_powers_with_the_lines_it_signs_under(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        line.strip() for line in said(capsys, "--person", "H49.101/deputy", "--on", "2026-11-24")
    ]
    at = lines.index("TM. ỦY BAN NHÂN DÂN")
    assert lines[at : at + 3] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    after = [
        line.strip() for line in said(capsys, "--person", "H49.101/deputy", "--on", "2027-01-01")
    ]
    assert "KT. CHỦ TỊCH" not in after
    assert any(line.endswith("hết hiệu lực") for line in after)
    clerk = said(capsys, "--person", "clerk")
    assert clerk[0] == "Hoàng Thị Dấu"
    assert clerk[-1].strip() == "không được ký văn bản nào"
    with pytest.raises(Invalid, match="no_such_post"):
        main(["--person", "H49.101/mayor"])


def test_the_register_says_who_for_whom_what_and_until_when(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(capsys, "--register", "--on", "2026-11-24")
    assert "03/QĐ-UBND (05/01/2026)  ký thay (KT.): còn hiệu lực" in lines
    assert "02/QĐ-UBND (05/01/2026)  thừa ủy quyền (TUQ.): hết hiệu lực" in lines
    assert any(line.endswith("không thời hạn") for line in lines)
    early = said(capsys, "--register", "--on", "2026-01-10")
    assert "18/QĐ-SVHTTDL (30/01/2026)  thừa lệnh (TL.): chưa có hiệu lực" in early
