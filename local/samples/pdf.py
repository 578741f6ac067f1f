"""Samples as PDF documents: scans, and forms filled in on a computer with a real text layer."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from local.samples import fonts
from local.samples.raster import truth
from local.samples.sheet import Box, Picture, Run, Sheet, Stroke, Truth

MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed day of making: the same paper gives the same bytes."""


def as_pdf(images: Sequence[bytes], dpi: float = 200) -> bytes:
    """JPEG pages bound into one document, as an office scanner does: no text layer."""
    return bound(images, dpi)


def bound(images: Sequence[bytes], dpi: float) -> bytes:
    """Images bound into one document at `dpi`, each on a page of its own size."""
    document = _document()
    for data in images:
        width, height = Image.open(io.BytesIO(data)).size
        size = (width * 72 / dpi, height * 72 / dpi)
        document.add_page(format=size)
        document.image(io.BytesIO(data), 0, 0, *size)
    return bytes(document.output())


def born_digital_pdf(sheet: Sheet) -> tuple[bytes, Truth]:
    """The sheet as a document with text that can be selected, Tinos embedded.

    Boxes of the truth are in points from the left top of the page, rounded.
    """
    document = _document()
    document.add_page(format=(sheet.width, sheet.height))
    _fonts(document, sheet)
    boxes: dict[str, list[Box]] = {}
    for picture in sheet.pictures:
        _picture(document, picture)
        boxes.setdefault(picture.key, []).append(picture.box)
    for run in sheet.runs:
        boxes.setdefault(run.key, []).append(_write(document, run))
    for stroke in sheet.strokes:
        _stroke(document, stroke)
    for stamp in sheet.stamps:
        _picture(document, stamp)
    return bytes(document.output()), truth(sheet, boxes)


def _document() -> Any:  # fpdf2 brings no types
    from fpdf import FPDF

    document = FPDF(unit="pt")
    document.set_creation_date(MADE)
    document.set_auto_page_break(False)
    document.set_title("DỮ LIỆU MẪU")
    return document


def _fonts(document: Any, sheet: Sheet) -> None:
    used = {(run.type.family, run.type.style) for run in sheet.runs}
    for family, style in sorted(used):
        document.add_font(family, style, fonts.path(family, style))


def _write(document: Any, run: Run) -> Box:
    face, style, size = run.type.family, run.type.style, run.type.size
    document.set_font(face, style, size)
    document.set_text_color(*run.type.ink)
    document.text(run.x, run.y, run.text)
    return (run.x, run.y - 0.9 * size, run.x + run.type.width(run.text), run.y + 0.22 * size)


def _stroke(document: Any, stroke: Stroke) -> None:
    document.set_draw_color(*stroke.ink)
    document.set_line_width(stroke.width)
    document.polyline(stroke.points)


def _picture(document: Any, picture: Picture) -> None:
    left, top, right, bottom = picture.box
    document.image(picture.image, left, top, right - left, bottom - top)
