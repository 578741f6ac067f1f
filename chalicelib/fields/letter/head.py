"""The letterhead: who issues on the left, the motto on the right, number and date beneath.

Nghị định 30/2020/NĐ-CP, appendix I, boxes 1 to 4: the boxes stand in fixed places and carry few
labels, so places are what is looked for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.fields.letter.kinds import HASTE, SECRECY, like
from chalicelib.fields.letter.rows import Piece, letter_size, pieces, printed, rows
from chalicelib.sheet import Box, Word, around
from chalicelib.values import bare, distance, letters

_MOTTOS = (
    ("conghoaxahoichunghiavietnam", 6),
    ("doclaptudohanhphuc", 4),
    ("dangcongsanvietnam", 4),
)
_OVERLAY = ("nguoiky", "kyboi", "email", "thoigianky", "ngayky", "digitally", "coquan", "chuky")
_DATE = (re.compile("nga[yvg]"), re.compile("th?a?ng"), re.compile("n[aă]m"))
_NUMBER = re.compile(r"\W*s[oa06]\w?(?:\W|$)|\W*s[oa]\w?\d")


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead of page `page`: the motto's box, then what stands in the boxes around it.

    `number` and `date` are whole rows of their column. `bottom` is where the text below may begin,
    `size` a usual letter's height.
    """

    page: int
    size: float
    motto: Box
    body: tuple[Piece, ...]
    number: Piece | None
    date: Piece | None
    bottom: int

    @property
    def axis(self) -> float:
        """The middle line of the left column."""
        boxes = [piece.box for piece in self.body]
        whole = around(boxes)
        return (whole.x0 + whole.x1) / 2 if whole else self.motto.x0 / 2


def find_head(words: Sequence[Word], page: int) -> Head | None:
    """The letterhead on a page; None where a motto stands alone, as on forms, or none stands."""
    size = letter_size(words)
    motto = _motto(pieces(printed(words, size), size, page))
    if motto is None:
        return None
    reach = motto.y1 + 14 * size
    near = [word for word in words if motto.y0 - 1.6 * size < word.box.middle < reach]
    right = [word for word in near if word.box.x1 > motto.x0 and word.box.y0 > motto.y1 - size / 2]
    date = _date_row(right, size, page)
    left = [word for word in near if _centre(word) < motto.x0 and word.box.x0 < motto.x0 - size]
    left = [word for word in left if date is None or word not in date.words]
    return _head(left, motto, date, size, page)


def _head(left: list[Word], motto: Box, date: Piece | None, size: float, page: int) -> Head | None:
    number = _number_row(left, date, size, page)
    top = number.box.y0 + size / 4 if number else date.box.y0 if date else motto.y1 + 4 * size
    body = tuple(_body(pieces(printed(left, size), size, page), top))
    if not body:
        return None
    below = [piece.box.y1 for piece in (number, date) if piece]
    return Head(page, size, motto, body, number, date, max(below, default=motto.y1))


def _centre(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _motto(found: Iterable[Piece]) -> Box | None:
    """Where the first line of the motto stands, its second line taken for it if need be."""
    for want, allowed in _MOTTOS:
        for piece in found:
            if words := _window(piece.words, want, allowed):
                return around([word.box for word in words])
    return None


def _window(words: Sequence[Word], want: str, allowed: int) -> Sequence[Word]:
    """The consecutive words that spell `want`, or none."""
    spelt = [letters(word.text) for word in words]
    best: tuple[int, Sequence[Word]] = (allowed + 1, ())
    for start in range(len(words)):
        text = ""
        for end in range(start, len(words)):
            text += spelt[end]
            edits = distance(want, text, allowed)
            if edits < best[0]:
                best = edits, words[start : end + 1]
    return best[1]


def _date_row(right: list[Word], size: float, page: int) -> Piece | None:
    """The row "Hà Nội, ngày 05 tháng 02 năm 2026": two of the three words are enough."""
    for row in rows(word for word in right if word.box.height < 2.6 * size):
        text = letters("".join(word.text for word in row))
        if sum(bool(word.search(text)) for word in _DATE) > 1:
            return Piece(tuple(row), page)
    return None


def _number_row(left: list[Word], date: Piece | None, size: float, page: int) -> Piece | None:
    """The row of the number: it opens with "Số" and stands at the height of the date."""
    options = [Piece(tuple(row), page) for row in rows(w for w in left if w.box.height < 3 * size)]
    if date is not None:
        level = date.box.middle
        options = [piece for piece in options if abs(piece.box.middle - level) < 1.8 * size]
        options.sort(key=lambda piece: (not _numbered(piece), abs(piece.box.middle - level)))
        return next((piece for piece in options if _numbered(piece) or "/" in piece.text), None)
    return next((piece for piece in options if _numbered(piece)), None)


def _numbered(piece: Piece) -> bool:
    return bool(_NUMBER.match(bare(piece.text)))


def _body(found: Iterable[Piece], top: float) -> Iterable[Piece]:
    """The lines of the issuing body: in capitals, above the number, no stamp among them."""
    for piece in found:
        if piece.box.middle >= top or not piece.capital or len(piece.letters) < 3:
            continue
        if piece.letters.startswith(_OVERLAY) or like((*HASTE, *SECRECY), piece.text):
            continue
        yield piece
