"""Letters that are printed for machines, read by Tesseract's English model and nothing else."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.words.engine import Engine, Tesseract
from chalicelib.words.inside import HOMES, Tesserocr

if TYPE_CHECKING:
    from PIL.Image import Image

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
MODEL = "eng"
LAYOUT, RESOLUTION = 6, 170
"""Tesseract's page segmentation for one block of lines; dots an inch, which change nothing else."""


def machine_lines(engine: Engine, image: "Image") -> list[str] | None:
    """The lines of a grey picture in ALPHABET; None where the engine has no model for it."""
    if not isinstance(engine, Tesseract | Tesserocr):
        return None
    home = _home(engine.tessdata)
    if not home:
        return None
    read = _inside if isinstance(engine, Tesserocr) else _outside
    return [
        line.replace(" ", "") for line in read(engine, home, image).splitlines() if line.strip()
    ]


def _home(wanted: str) -> str:
    homes = (wanted,) if wanted else HOMES
    return next((home for home in homes if (Path(home) / f"{MODEL}.traineddata").is_file()), "")


def _inside(_engine: Engine, home: str, image: "Image") -> str:
    grey, reader = image.convert("L"), _reader(home)
    reader.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
    reader.SetSourceResolution(RESOLUTION)
    try:
        return str(reader.GetUTF8Text())
    finally:
        reader.Clear()


@lru_cache(maxsize=1)
def _reader(home: str) -> Any:
    """The library with the model loaded, once for a process."""
    import tesserocr

    reader = tesserocr.PyTessBaseAPI(path=home, lang=MODEL, psm=LAYOUT)
    reader.SetVariable("tessedit_char_whitelist", ALPHABET)
    return reader


def _outside(engine: Engine, home: str, image: "Image") -> str:
    import pytesseract
    from pytesseract import pytesseract as tool

    if isinstance(engine, Tesseract):
        tool.tesseract_cmd = engine.command
    tool.environ = {**tool.environ, "OMP_THREAD_LIMIT": "1"}
    config = (
        f'--psm {LAYOUT} --dpi 170 -c tessedit_char_whitelist={ALPHABET} --tessdata-dir "{home}"'
    )
    try:
        return str(pytesseract.image_to_string(image, lang=MODEL, config=config, timeout=30))
    except (RuntimeError, pytesseract.TesseractNotFoundError, OSError):
        return ""
