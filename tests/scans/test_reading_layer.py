"""What travels to Lambda for reading must be small enough, and read with nothing else around it."""

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from local.fonts import FACES, font_folder
from local.layers import LIMIT, VARIANTS, strip
from local.places import ROOT
from local.tesseract import carry_models, carry_tesseract

pytestmark = pytest.mark.tesseract

MEGABYTE = 1024 * 1024
TEXT = "Số 12, đường Lê Lợi, phường Hồng Gai"
READ = """
import json, sys
from PIL import Image, ImageDraw, ImageFont
from chalicelib import pages, words
from chalicelib.words.clean import cleaned
import cryptography, pdfplumber, pypdfium2, pytesseract, zxingcpp
image = Image.new("L", (1240, 1754), 255)
face = ImageFont.truetype(sys.argv[2], 34)
for line in range(30):
    ImageDraw.Draw(image).text((90, 60 + 54 * line), sys.argv[1], 0, face)
picture, _ = cleaned(image)
engines = [words.LineReader(), *([words.Tesserocr(sys.argv[3])] if len(sys.argv) > 3 else [])]
# getrusage would tell of the process that started this one, from before it became this one.
status = open("/proc/self/status").read().splitlines()
print(json.dumps({
    "read": [[word.text for word in engine.read(picture)] for engine in engines],
    "peak": 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmHWM")),
    "from": sorted({str(m.__file__) for n, m in sys.modules.items() if n == "onnxruntime"}),
}))
"""


def needed(requirements: Path) -> set[str]:
    """Every distribution that the file asks for, with what those ask for themselves."""
    found: set[str] = set()
    for line in requirements.read_text().splitlines():
        if line.startswith("-r "):
            found |= needed(requirements.parent / line[3:].strip())
        elif line and not line.startswith("#"):
            found |= closure(line.split("=")[0])
    return found


def closure(name: str) -> set[str]:
    from packaging.requirements import Requirement

    asked = [Requirement(text) for text in metadata.requires(name) or ()]
    wanted = [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    return {name}.union(*(closure(one) for one in wanted))


def laid_out(requirements: str, into: Path) -> None:
    """The installed libraries of a requirements file, as pip would lay them out in a layer."""
    for name in needed(ROOT / "requirements" / requirements):
        for file in metadata.files(name) or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                place = into / file
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), place)
    strip(into)


def read(libraries: Path, *arguments: str) -> dict[str, Any]:
    """What the script says, with only the standard library and `libraries` to import from."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", READ, TEXT, str(font_folder() / FACES[0]), *arguments],
        env={"PYTHONPATH": f"{libraries}{os.pathsep}{ROOT}", "OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


CODE = size(ROOT / "chalicelib")


def test_the_reading_layer_fits_and_reads(tmp_path: Path) -> None:
    laid_out("reading.txt", tmp_path / "python")
    carry_tesseract(tmp_path)
    assert size(tmp_path) + CODE < LIMIT
    said = read(tmp_path / "python")
    assert said["read"] == [TEXT.split() * 30]
    assert all(str(tmp_path) in place for place in said["from"])
    assert said["peak"] < 400 * MEGABYTE


def test_the_layer_with_tesseract_in_process_fits_and_reads(tmp_path: Path) -> None:
    (variant,) = VARIANTS
    laid_out(f"{variant}.txt", tmp_path / "python")
    carry_models(tmp_path)
    assert size(tmp_path) + CODE < LIMIT
    said = read(tmp_path / "python", str(tmp_path / "tesseract" / "tessdata"))
    ours, tesseract = said["read"]
    assert ours == tesseract == TEXT.split() * 30
    assert said["peak"] < 400 * MEGABYTE
