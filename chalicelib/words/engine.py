"""Who reads a picture of text: one small interface, Tesseract behind it, and a stand-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.errors import Later
from chalicelib.sheet import Box, Word

if TYPE_CHECKING:
    from PIL.Image import Image


class Engine(Protocol):
    """Reads a clean grey picture."""

    def read(self, image: "Image") -> list[Word]:
        """Words with boxes in pixels of `image`; lines need not be counted."""
        ...


@dataclass(frozen=True, slots=True)
class Recorded:
    """An engine that always answers with the same words; without any, one that reads nothing."""

    words: tuple[Word, ...] = ()

    def read(self, image: "Image") -> list[Word]:
        return list(self.words)


MODEL = "vie"
"""Vietnamese alone: with English beside it fewer fields are right, at half as much again."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What both doors to Tesseract ask of it: one column of text of any size; the resolution that
    cleaned pictures come out at; no second look at white on black."""

    layout: int = 4
    resolution: int = 170
    variables: tuple[tuple[str, str], ...] = (("tessedit_do_invert", "0"),)


SETTINGS = Settings()


def silent() -> Later:
    """What is raised when a reader of words does not answer."""
    return Later(
        "reader_unavailable",
        "Máy đọc chữ chưa trả lời. Hệ thống sẽ tự đọc lại.",
        "The reader of words does not answer. The system will try again by itself.",
    )


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Tesseract through pytesseract, Vietnamese model, one thread.

    `command` is the program, `tessdata` the folder of its models ("" = its own). Raises Later when
    the program is missing or does not answer within `seconds`.
    """

    command: str = "tesseract"
    tessdata: str = ""
    seconds: float = 60.0

    def read(self, image: "Image") -> list[Word]:
        import pytesseract

        try:
            return list(words_of(self._table(image)))
        except (RuntimeError, pytesseract.TesseractNotFoundError, OSError) as error:
            raise silent() from error

    def _table(self, image: "Image") -> str:
        import pytesseract
        from pytesseract import pytesseract as tool

        tool.tesseract_cmd = self.command
        # More threads than one make Tesseract wait for itself: 5.7 s a page instead of 1.1 s.
        tool.environ = {**tool.environ, "OMP_THREAD_LIMIT": "1"}
        image.format = "BMP"  # pytesseract would spend 0.15 s on compressing a PNG
        table: str = pytesseract.image_to_data(
            image, lang=MODEL, config=self._options(), timeout=self.seconds
        )
        return table

    def _options(self) -> str:
        options = f"--psm {SETTINGS.layout} --dpi {SETTINGS.resolution}"
        options += "".join(f" -c {name}={value}" for name, value in SETTINGS.variables)
        return options + (f' --tessdata-dir "{self.tessdata}"' if self.tessdata else "")


def words_of(table: str) -> Iterable[Word]:
    """The words of Tesseract's TSV table, with a head or without: 12 columns, 5 = word first."""
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip() and float(cells[10]) >= 0:
            x, y, width, height = (int(cell) for cell in cells[6:10])
            box = Box(x, y, x + width, y + height)
            yield Word(cells[11].strip(), box, float(cells[10]) / 100)
