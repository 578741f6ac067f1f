"""The reading program for Lambda: this machine's tesseract with all it links to, in a layer.

Lambda's system has no tesseract and another C library, so the program comes with its own loader:
``/opt/bin/tesseract`` starts it through that. Measured on Debian 12: docs/decisions.md.
"""

import re
import shutil
import subprocess
from pathlib import Path

from local.progress import Trouble

MODELS = ("vie.traineddata", "eng.traineddata")
"""Vietnamese for text, English for what is printed for machines: the zones of cards."""
LOADER = "ld-linux-x86-64.so.2"
START = f"""#!/bin/sh
here=$(dirname "$(dirname "$0")")/tesseract
export TESSDATA_PREFIX="$here/tessdata"
exec "$here/{LOADER}" --library-path "$here/lib" "$here/tesseract" "$@"
"""


class NoTesseract(Trouble):
    """This machine cannot give its tesseract to the layer; the message says what is missing."""


def carry_tesseract(layer: Path) -> None:
    """Puts the program, its libraries, its loader and the models into `layer`."""
    program = shutil.which("tesseract")
    if program is None:
        raise NoTesseract("tesseract is not installed here: ./motcua installs it on Debian, Ubuntu")
    home = layer / "tesseract"
    (home / "lib").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(program, home / "tesseract")
    for library in _linked(program):
        into = home if library.name == LOADER else home / "lib"
        shutil.copyfile(library, into / library.name)
    carry_models(layer)
    start = layer / "bin" / "tesseract"
    start.parent.mkdir(parents=True, exist_ok=True)
    start.write_text(START)
    for path in (start, home / "tesseract", home / LOADER):
        path.chmod(0o755)


def _linked(program: str) -> list[Path]:
    """Every library the program loads, the loader among them."""
    said = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    found = [Path(path) for path in re.findall(r"(/\S+\.so\S*)", said)]
    if LOADER not in {path.name for path in found}:
        raise NoTesseract("the layer is built for Lambda on x86-64, and this machine is another")
    return found


def carry_models(layer: Path) -> None:
    """Puts the models, and what belongs to them, into `layer`."""
    into = layer / "tesseract" / "tessdata"
    into.mkdir(parents=True, exist_ok=True)
    said = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=True
    ).stdout
    place = re.search(r'"(.+?)"', said)
    home = Path(place.group(1)) if place else Path("/usr/share/tessdata")
    for model in MODELS:
        if not (home / model).is_file():
            raise NoTesseract(f"the model {model} is not in {home}")
        shutil.copyfile(home / model, into / model)
    for kind in ("configs", "tessconfigs"):
        shutil.copytree(home / kind, into / kind, dirs_exist_ok=True)
