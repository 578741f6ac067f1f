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
            data = self._data(image, "vie", "--psm 4")
        except (RuntimeError, pytesseract.TesseractNotFoundError, OSError) as error:
            raise Later(
                "reader_unavailable",
                "Máy đọc chữ chưa trả lời. Hệ thống sẽ tự đọc lại.",
                "The reader of words does not answer. The system will try again by itself.",
            ) from error
        return list(_words(data))

    def _data(self, image: "Image", language: str, config: str) -> dict[str, list[str]]:
        import pytesseract
        from pytesseract import pytesseract as tool

        tool.tesseract_cmd = self.command
        # More threads than one make Tesseract wait for itself: 5.7 s a page instead of 1.1 s.
        tool.environ = {**tool.environ, "OMP_THREAD_LIMIT": "1"}
        if self.tessdata:
            config += f' --tessdata-dir "{self.tessdata}"'
        image.format = "BMP"  # pytesseract would spend 0.15 s on compressing a PNG
        data: dict[str, list[str]] = pytesseract.image_to_data(
            image,
            lang=language,
            config=config + " --dpi 170 -c tessedit_do_invert=0",
            output_type=pytesseract.Output.DICT,
            timeout=self.seconds,
        )
        return data


def _words(data: dict[str, list[str]]) -> Iterable[Word]:
    columns = ("text", "left", "top", "width", "height", "conf")
    for text, left, top, width, height, conf in zip(*(data[c] for c in columns), strict=True):
        if text.strip() and float(conf) >= 0:
            x, y = int(left), int(top)
            box = Box(x, y, x + int(width), y + int(height))
            yield Word(text.strip(), box, float(conf) / 100)
