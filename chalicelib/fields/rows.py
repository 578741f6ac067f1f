"""Rows of a table: a numbered or typed line opens one, other lines run on from the nearest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from chalicelib.fields.tokens import Token

_NUMBER = re.compile(r"\d{3}")

OPENING = {
    "date": re.compile(r"\d.*\d.*\d.*\d"),
    "personal_number": re.compile(r"(?:.*\d){6}"),
    "business_code": re.compile(r"\d{3}"),
}
"""What a cell of these kinds must hold for its line to be a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row from left to right; `number` is the printed one, or its place from 1."""

    number: int
    cells: tuple[tuple[Token, ...], ...]


def printed_rows(body: Sequence[Token]) -> list[Token]:
    """The tokens of lines that hold a code, a date or a number: rows beyond doubt."""
    lines = (list(group) for _, group in groupby(body, key=lambda token: token.line))
    return [
        token for line in lines if any(_NUMBER.search(t.letters) for t in line) for token in line
    ]


def rows_of(body: Sequence[Token], edges: Sequence[float], kinds: Sequence[str]) -> list[Row]:
    """The rows that hold anything beside a number."""
    lines = [_cut(list(group), edges) for _, group in groupby(body, key=lambda token: token.line)]
    lines = [line for line in lines if any(line)]
    heads = [line for line in lines if _opens(line, kinds)] or lines
    heads = [line for line in heads if not any(_completes(line, other) for other in heads)]
    joined: list[list[list[Token]]] = [[[] for _ in kinds] for _ in heads]
    for line in lines:
        nearest = min(range(len(heads)), key=lambda n: _apart(heads[n], line))
        if line is heads[nearest] or _beside(line, heads[nearest]):
            for cell, tokens in zip(joined[nearest], line, strict=True):
                cell.extend(tokens)
    return _numbered([row for row in joined if _says_anything(row, kinds)], kinds)


def _cut(line: list[Token], edges: Sequence[float]) -> list[list[Token]]:
    cells: list[list[Token]] = [[] for _ in range(len(edges) + 1)]
    for token in line:
        middle = (token.box.x0 + token.box.x1) / 2
        cells[sum(middle >= edge for edge in edges)].append(token)
    return cells


def _text(cell: Sequence[Token]) -> str:
    return "".join(token.letters for token in cell)


def _opens(line: Sequence[Sequence[Token]], kinds: Sequence[str]) -> bool:
    cells = zip(line, kinds, strict=True)
    typed = any(kind in OPENING and OPENING[kind].search(_text(cell)) for cell, kind in cells)
    return typed or (not kinds[0] and _ordinal(line[0]) > 0)


def _ordinal(cell: Sequence[Token]) -> int:
    text = _text(cell)
    return int(text) if re.fullmatch(r"[1-9]\d?", text) else 0


def _middle(line: Sequence[Sequence[Token]]) -> float:
    boxes = [token.box for cell in line for token in cell]
    return sum(box.middle for box in boxes) / len(boxes)


def _completes(line: Sequence[Sequence[Token]], other: Sequence[Sequence[Token]]) -> bool:
    """Whether `line`, without a number, holds what the numbered line `other` beside it lacks."""
    numbered = _ordinal(other[0]) > 0 and not line[0]
    lacking = not any(a and b for a, b in zip(line, other, strict=True))
    return numbered and lacking and abs(_middle(line) - _middle(other)) < _tall(other)


def _apart(head: Sequence[Sequence[Token]], line: Sequence[Sequence[Token]]) -> float:
    """How far `line` is from the line that opens a row; nearer when it fills what that leaves."""
    wanting = any(cell and not opening for cell, opening in zip(line, head, strict=True))
    return abs(_middle(head) - _middle(line)) - (0.3 * _tall(head) if wanting else 0.0)


def _tall(line: Sequence[Sequence[Token]]) -> int:
    return max(token.box.height for cell in line for token in cell)


def _beside(line: Sequence[Sequence[Token]], head: Sequence[Sequence[Token]]) -> bool:
    """Near enough to be one more line of the same cells, and sure enough to be print."""
    sure = max(token.confidence for cell in line for token in cell)
    return abs(_middle(line) - _middle(head)) < 2.2 * _tall(head) and sure > 0.5


def _says_anything(row: Sequence[Sequence[Token]], kinds: Sequence[str]) -> bool:
    return any(len(_text(cell)) > 1 for cell, kind in zip(row, kinds, strict=True) if kind)


def _numbered(rows: list[list[list[Token]]], kinds: Sequence[str]) -> list[Row]:
    """Rows keep their printed numbers when these rise, else they are counted."""
    printed = [0 if kinds[0] else _ordinal(row[0]) for row in rows]
    counted = list(range(1, len(rows) + 1))
    filled = [number or place for number, place in zip(printed, counted, strict=True)]
    rising = all(a < b for a, b in pairwise(filled))
    numbers = filled if rising else counted
    return [
        Row(number, tuple(tuple(cell) for cell in row))
        for number, row in zip(numbers, rows, strict=True)
    ]
