"""The program that travels to Lambda must start with nothing of this machine around it."""

import subprocess
from pathlib import Path

import pytest

from local.tesseract import carry_tesseract

pytestmark = pytest.mark.tesseract


def test_carried_program_reads_with_its_own_libraries_and_model(tmp_path: Path) -> None:
    carry_tesseract(tmp_path)
    alone = {"PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        [tmp_path / "bin" / "tesseract", "--list-langs"],
        env=alone,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path) in said.stdout
    assert said.stdout.split()[-1] == "vie"
