"""Tesseract inside this process: the same models as the program's, without starting a program.

It is faster by what a start costs, and is held to the program's words by a contract test
(tests/scans/test_engines.py).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.sheet import Word
from chalicelib.words.engine import MODEL, SETTINGS, silent, words_of

if TYPE_CHECKING:
    from PIL.Image import Image

HOMES = (
    *("/opt/tesseract/tessdata", "/usr/share/tesseract-ocr/5/tessdata"),
    *("/usr/share/tessdata", "/usr/share/tesseract/tessdata"),
)
"""Where models lie: in our Lambda layer, on Debian and Ubuntu, on others."""


@dataclass(frozen=True, slots=True)
class Tesserocr:
    """Tesseract through tesserocr, Vietnamese model.

    `tessdata` is the folder of its models ("" = the first of HOMES that has one). Raises Later when
    the library or the model is missing, or nothing was read within `seconds`. The process must have
    been started with OMP_THREAD_LIMIT=1: the library reads it only then (test_template.py).
    """

    tessdata: str = ""
    seconds: float = 60.0

    def read(self, image: "Image") -> list[Word]:
        try:
            reader = _reader(_home(self.tessdata))
        except (ImportError, RuntimeError) as error:
            raise silent() from error
        grey = image.convert("L")
        reader.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
        reader.SetSourceResolution(SETTINGS.resolution)
        try:
            if not reader.Recognize(round(self.seconds * 1000)):
                raise silent()
            return list(words_of(reader.GetTSVText(0)))
        finally:
            reader.Clear()


def _home(wanted: str) -> str:
    homes = (wanted,) if wanted else HOMES
    found = next((home for home in homes if (Path(home) / f"{MODEL}.traineddata").is_file()), "")
    if not found:
        raise RuntimeError(f"the model {MODEL} is in none of {homes}")
    return found


@lru_cache(maxsize=1)
def _reader(home: str) -> Any:
    """The library with its model loaded, once for a process."""
    import tesserocr

    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    reader = tesserocr.PyTessBaseAPI(path=home, lang=MODEL, psm=SETTINGS.layout)
    for name, value in SETTINGS.variables:
        reader.SetVariable(name, value)
    return reader
