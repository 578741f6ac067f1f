"""The finished sample papers, read by the real program and compared with their truth."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.fields import readers
from chalicelib.values import parse, same
from local.read import main, read_file

FOLDER = Path(__file__).parents[2] / "local" / "samples" / "finished"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
READERS = {
    "live_birth_certificate": "live-birth-certificate",
    "mother_card": "citizen-card",
    "father_card": "citizen-card",
    "declaration": "birth-declaration",
}


@pytest.mark.tesseract
@pytest.mark.parametrize("component", sorted(READERS))
def test_a_finished_paper_is_read_as_its_truth_says(component: str) -> None:
    truth = TRUTH[component]
    result = read_file(FOLDER / truth["file"])
    assert result["reader"] == READERS[component]
    read = {reading["key"]: reading for reading in result["readings"]}
    assert wrong(truth["fields"], read) == {}


def wrong(truth: dict[str, Any], read: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Fields that do not say the truth, unless their confidence says so itself."""
    return {
        key: (reading["value"], truth[key]["value"])
        for key, reading in read.items()
        if key in truth and not agrees(reading, truth[key]["value"])
    }


def agrees(reading: dict[str, Any], truth: str) -> bool:
    right = same(reading["kind"], reading["value"], parse(reading["kind"], truth).value)
    return right or reading["confidence"] < 0.6


@pytest.mark.tesseract
def test_the_command_prints_a_table_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(FOLDER / TRUTH["declaration"]["file"])
    assert main([file, "--paper", "birth-declaration"]) == 0
    assert "Tờ khai đăng ký khai sinh" in capsys.readouterr().out
    assert main([file, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(readers()[result["reader"]].fields) == {r["key"] for r in result["readings"]}
    assert {"text", "box", "confidence"} <= set(result["pages"][0]["words"][0])


def test_a_refusal_prints_its_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "giay.pdf"
    empty.write_bytes(b"")
    assert main([str(empty)]) == 2
    assert "empty_file" in capsys.readouterr().out
    assert main([str(empty), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"] == "empty_file"
    assert main([str(tmp_path / "khong-co.pdf")]) == 2
