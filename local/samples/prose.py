"""Running text on a page, some words of which are fields."""

from collections.abc import Sequence
from typing import NamedTuple

from local.samples.form import Form
from local.samples.sheet import Type


class Said(NamedTuple):
    """Words in a paragraph; with a `key` they are a field whose truth is `value`."""

    text: str
    key: str = ""
    value: str = ""
    type: Type | None = None


class _Word(NamedTuple):
    text: str
    key: str
    type: Type
    glued: bool
    """Whether it stands against the word before, as a comma after a name does."""


def paragraph(form: Form, parts: Sequence[Said], indent: float = 28, *, type: Type) -> None:
    """Sets the parts from the left margin, line under line; moves the form down."""
    line: list[_Word] = []
    start = form.left + indent
    for word in _words(parts, type):
        if line and start + _width([*line, word]) > form.right:
            _set(form, start, line)
            line, start = [], form.left
        line.append(word)
    _set(form, start, line)
    for part in parts:
        if part.key:
            form.sheet.says(part.key, part.value or part.text)


def _words(parts: Sequence[Said], type: Type) -> list[_Word]:
    words: list[_Word] = []
    for part in parts:
        for at, text in enumerate(part.text.split()):
            glued = at == 0 and bool(words) and part.text[0] in ",.;:"
            words.append(_Word(text, part.key, part.type or type, glued))
    return words


def _width(line: Sequence[_Word]) -> float:
    gaps = sum(word.type.width(" ") for word in line[1:] if not word.glued)
    return sum(word.type.width(word.text) for word in line) + gaps


def _set(form: Form, x: float, line: Sequence[_Word]) -> None:
    """Neighbouring words of one field become one run."""
    at = 0
    while at < len(line):
        end = at + 1
        while end < len(line) and line[end][1:3] == line[at][1:3] and not line[end].glued:
            end += 1
        if at and not line[at].glued:
            x += line[at].type.width(" ")
        text = " ".join(word.text for word in line[at:end])
        x = form.sheet.write(x, form.y, text, line[at].type, line[at].key)
        at = end
    form.y += form.step
