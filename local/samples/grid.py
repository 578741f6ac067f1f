"""Ruled tables and digit boxes on a form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from local.samples.form import Form
from local.samples.sheet import Type, broken


@dataclass(frozen=True, slots=True)
class Cell:
    """A field in a table: `value` is the truth, `typed` what is written."""

    text: str
    key: str = ""
    value: str = ""
    left: bool = False


def table(
    form: Form, edges: Sequence[float], heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> None:
    """A table between the margins; `edges` are the inner ends of its columns, 0 to 1."""
    span = form.right - form.left
    marks = [form.left, *(form.left + span * edge for edge in edges), form.right]
    size = form.label.size - 1
    head = Type(form.label.family, "B", size, form.label.ink)
    typed = replace(form.typed, size=form.typed.size - 1)
    top = form.y - form.label.size
    bottoms = [_row(form, marks, [Cell(text) for text in heads], head, top)]
    for row in rows:
        bottoms.append(_row(form, marks, row, typed, bottoms[-1]))
    for level in (top, *bottoms):
        form.sheet.rule(marks[0], marks[-1], level, 0.6)
    for mark in marks:
        form.sheet.stroke(((mark, top), (mark, bottoms[-1])), 0.6)
    form.y = bottoms[-1] + form.label.size + 5


def boxes(form: Form, label: str, key: str, digits: str, size: float = 15) -> None:
    """A label and a row of squares with one digit in each."""
    sheet, y = form.sheet, form.y + 3
    x = sheet.write(form.left, y, label, form.label) + 8
    top, bottom = y - size + 3.5, y + 3.5
    for number, digit in enumerate(digits):
        sheet.centre(x + (number + 0.5) * size, y, digit, form.typed, key)
    for number in range(len(digits) + 1):
        at = x + number * size
        sheet.stroke(((at, top), (at, bottom)), 0.6)
    for level in (top, bottom):
        sheet.rule(x, x + size * len(digits), level, 0.6)
    sheet.says(key, digits)
    form.y += form.step + 5


def _row(
    form: Form, marks: Sequence[float], cells: Sequence[Cell], type: Type, top: float
) -> float:
    """Writes the cells under `top`; returns where the row ends."""
    step = type.size * 1.25
    wrapped = [
        _wrapped(cell.text, end - start - 6, type)
        for cell, start, end in zip(cells, marks, marks[1:], strict=False)
    ]
    height = max(len(lines) for lines in wrapped) * step + 5.5
    for cell, lines, start, end in zip(cells, wrapped, marks, marks[1:], strict=False):
        y = top + (height - len(lines) * step) / 2 + type.size
        for number, text in enumerate(lines):
            at = y + number * step
            if cell.left:
                form.sheet.write(start + 3.5, at, text, type, cell.key)
            else:
                form.sheet.centre((start + end) / 2, at, text, type, cell.key)
        if cell.key:
            form.sheet.says(cell.key, cell.value or cell.text)
    return top + height


def _wrapped(text: str, width: float, type: Type) -> list[str]:
    lines, rest = [], text
    while rest:
        line, rest = broken(rest, [width, 0], type)
        if not line:
            line, _, rest = rest.partition(" ")
        lines.append(line)
    return lines or [""]
