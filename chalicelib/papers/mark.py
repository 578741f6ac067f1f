"""The visible mark of a signature: words in a red frame, drawn as a page of its own."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from chalicelib.papers.sheet import SIGN_BOX, Sheet, Style
from chalicelib.papers.stationery import RED, blank


def draw_mark(lines: Sequence[str], fonts: Path, at: datetime) -> bytes:
    """A one-page PDF of `SIGN_BOX`; the first line is the loud one, long lines shrink to fit."""
    width, height = SIGN_BOX
    sheet = blank((width, height), 7.5, fonts, at)
    sheet.pdf.set_draw_color(*RED)
    sheet.pdf.set_text_color(*RED)
    sheet.pdf.set_line_width(0.5)
    sheet.pdf.rect(0.4, 0.4, width - 0.8, height - 0.8)
    sheet.pdf.set_y(2)
    _line(sheet, lines[0], "B", 9.5, rows=1)
    for text in lines[1:]:
        _line(sheet, text, "", 7.8, rows=2)
    return bytes(sheet.pdf.output())


def _line(sheet: Sheet, text: str, style: Style, size: float, *, rows: int) -> None:
    width = SIGN_BOX[0] - 3
    fits = sheet.fitted(text, width * rows * 0.92, size, style)
    sheet.balanced(text, 1.5, width, style=style, size=max(fits, 4.5))
