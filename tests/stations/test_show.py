"""`motcua procedure`, `motcua procedures`: what a person sees."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.errors import Invalid
from chalicelib.procedure import catalogue, load
from local import procedures


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert procedures.main(argv) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("procedure", "9.999999"), "Không có thủ tục “9.999999”"),
        (("procedure", "1.001193", "--case", "x"), "Không có “x”"),
        (("procedure",), "Hãy nêu mã hoặc tên thủ tục"),
        (("procedure", "--from-portal", "/nowhere/there.json"), "Không đọc được"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    assert procedures.main(argv) == 2
    assert said in capsys.readouterr().err


def test_a_procedure_is_shown_whole_with_its_chain(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "procedure", "3.000722@2026-09-01")
    for part in (
        "Cơ quan giải quyết: UBND cấp xã",
        "Thời hạn: 3 ngày làm việc",
        "* Giấy chứng sinh · 1 bản chính, máy đọc [live_birth_certificate]",
        "Người mẹ: Họ, chữ đệm, tên người mẹ*",
        "├─ Công an cấp xã",
        "◉ Trả kết quả",
        "Quy trình (24 trên 24 giờ làm việc):",
        "Cần người có thẩm quyền xác nhận:",
    ):
        assert part in out


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("1.004222", ["10.000 đồng/hồ sơ (trực tuyến; thu ở bước nghĩa vụ tài chính", "CT01"]),
        ("1.004628", ["đến 31/12/2026", "từ 01/01/2027"]),
        ("1.009645", ["hỏi cùng lúc, cần 2/2 trả lời", "[dự án thuộc diện thẩm định công nghệ]"]),
        ("1.013225", ["12 ngày; im lặng là đồng ý (Luật Xây dựng", "! Luật cho cơ quan"]),
        ("2.000815", ["trả ngay, không cần giấy tiếp nhận"]),
        ("3.000333", ["8 giờ làm việc từ khi nộp, phải kiểm tra xong hồ sơ"]),
    ],
)
def test_what_is_peculiar_to_a_procedure_is_shown(
    capsys: pytest.CaptureFixture[str], code: str, parts: list[str]
) -> None:
    out = told(capsys, "procedure", code, "--on", "2026-11-24")
    assert [part for part in parts if part not in out] == []


def test_every_procedure_is_shown_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for one in catalogue():
        for language in ("vi", "en"):
            out = told(capsys, "procedure", one.id, "--language", language)
            assert all(f"[{case.key}]" in out for case in one.cases)


def test_one_case_alone_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "procedure", "1.013225", "--case", "house", "--on", "2026-11-24")
    assert "[house]" in out
    assert "[works]" not in out


def test_procedures_are_found_without_marks(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "procedures", "hdv", "--on", "2026-11-24").splitlines()
    assert [line.partition(" ")[0] for line in found] == ["1.004628@2026-05-18"]
    assert "1.001193@" in told(capsys, "procedure", "khai", "sinh", "--on", "2026-11-24")
    assert "Không tìm thấy" in told(capsys, "procedures", "--on", "2020-01-01")
    found = told(capsys, "procedures", "--event", "building", "--on", "2026-11-24").splitlines()
    assert [line.partition(" ")[0] for line in found] == ["1.013225@2026-06-29"]


def test_a_draft_goes_out_and_what_is_to_be_decided_beside_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    portal = tmp_path / "portal.json"
    portal.write_text(json.dumps({"data": {"code": "9.000001", "name": "Thử"}}), encoding="utf-8")
    assert procedures.main(["procedure", "--from-portal", str(portal)]) == 0
    said = capsys.readouterr()
    assert "1. " in said.err
    with pytest.raises(Invalid, match="procedure_invalid"):
        load(said.out)


def test_a_reader_who_leaves_is_no_fault() -> None:
    """`motcua procedure ... | head`: the pipe is closed before anything was written to it."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "local.cli", "procedure", "1.013225@2026-06-29"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 141
