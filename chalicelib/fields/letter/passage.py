"""What a decision says of one person, found in its running text.

"... của ông Lê Văn Mẫu, sinh ngày 20/11/1972, số căn cước công dân 025072934583, địa chỉ thường trú
tại: Số 176B đường ..., tỉnh Điện Biên."
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from chalicelib.fields.letter.rows import Piece
from chalicelib.fields.letter.spans import Part, strip
from chalicelib.sheet import Box

_NAME = r"((?:[A-ZĐÀ-Ỹ][\wÀ-ỹ’']*\s+){1,5}[A-ZĐÀ-Ỹ][\wÀ-ỹ’']*)"
_DATE = r"(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
_SAID: Final[Mapping[str, re.Pattern[str]]] = {
    "person_name": re.compile(
        rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|công dân)(?:\s*[(/]\s*bà\)?)?:?\s+{_NAME}"
    ),
    "person_birth_date": re.compile(rf"[Ss]inh\s+ngày:?\s*{_DATE}"),
    "person_number": re.compile(
        r"(?:căn\s+cước(?:\s+công\s+dân)?|CCCD|CMND|định\s+danh(?:\s+cá\s+nhân)?)"
        r"(?:\s+số)?\s*:?\s*([\d ]{9,15})"
    ),
    "person_residence": re.compile(
        r"(?:[Đđ]ịa\s+chỉ(?:\s+thường\s+trú)?|[Tt]hường\s+trú|[Nn]ơi\s+cư\s+trú)(?:\s+tại)?\s*:?\s*"
        r"([^;]{8,160}?)(?=\.?\s*(?:Điều|Đieu|\d\.)\s|[;.]\s*$|\.\s+[A-ZĐ])"
    ),
    "amount": re.compile(r"(\d{1,3}(?:[.,]\s?\d{3})+)\s*(?:đồng|đ\b|VNĐ)"),
}


def find_person(lines: Sequence[Piece]) -> dict[str, Part | None]:
    """The fields of the person a decision is about, from the rows of its text; None where not said.

    Only what follows the first article is read: what a decision is based on names others.
    """
    first = next((i for i, line in enumerate(lines) if _article(line)), len(lines))
    text, places = _running(lines[first:])
    found = {key: pattern.search(text) for key, pattern in _SAID.items()}
    if not _one_person(found):
        found = dict.fromkeys(found) | {"amount": found["amount"]}
    return {key: _cut(match, places) for key, match in found.items()}


def _one_person(found: Mapping[str, re.Match[str] | None]) -> bool:
    """Whether a name comes, close after it, with what tells persons apart."""
    name, born, number = (found[f"person_{what}"] for what in ("name", "birth_date", "number"))
    return name is not None and any(
        one is not None and 0 < one.start() - name.end() < 200 for one in (born, number)
    )


def _article(line: Piece) -> bool:
    return line.letters.startswith(("dieu1", "dieul", "dieui"))


def _running(lines: Sequence[Piece]) -> tuple[str, list[tuple[Piece, int]]]:
    """The rows as one text; for each character its row and its place there."""
    text, places = "", []
    for line in lines:
        said = strip(line).text
        text += said + " "
        places += [(line, i) for i in range(len(said) + 1)]
    return text, places


def _cut(found: re.Match[str] | None, places: Sequence[tuple[Piece, int]]) -> Part | None:
    """The group that was found, with a box on each row it runs over."""
    if found is None:
        return None
    rows: dict[int, tuple[Piece, int, int]] = {}
    for line, i in places[found.start(1) : found.end(1)]:
        _, start, _ = rows.get(id(line), (line, i, i))
        rows[id(line)] = (line, start, i + 1)
    parts = [strip(line).inside(start, end) for line, start, end in rows.values()]
    sure = min(part.confidence for part in parts)
    boxes: tuple[Box, ...] = tuple(part.lines[0] for part in parts)
    return Part(found.group(1).strip(), parts[0].page, boxes, sure, parts[0].source)
