"""Who signs: the lines of office at the bottom right, and the name under seal and signature."""

import re
from collections.abc import Iterator, Sequence

from chalicelib.fields.letter.kinds import opens_signature
from chalicelib.fields.letter.rows import Piece, letter_size, pieces, printed
from chalicelib.sheet import Word
from chalicelib.values import letters

SHORTEST = 5
"""Letters of the shortest line of office, "BÍ THƯ"; less is what a rim of a seal was read as."""

_BODY = "uybannhandan"
"""The body that is signed for, "TM." lost or not: above the line of office it is part of it."""

_GIVEN = re.compile(r"^[A-ZĐÀ-Ỹ][a-zđà-ỹ]+$")
_DEGREES = re.compile(r"^(?:(?:TS|ThS|BS|PGS|GS|KS|CN|DS|BSCKI+|CKI+|CK1|CK2)\.?)+$")


def find_signer(pages: Sequence[Sequence[Word]]) -> tuple[list[Piece], Piece | None]:
    """(lines of office, the name): those beside "Nơi nhận:" if any are; ([], None) for none."""
    found = [_on_page(number, words) for number, words in enumerate(pages, 1)]
    signed = [one for one in found if one[0]]
    sent = [one for one in signed if one[2]]
    named = [one for one in signed if one[1]]
    offices, name, _ = next(iter((*sent, *named, *signed)), ([], None, False))
    return offices, name


def _on_page(number: int, words: Sequence[Word]) -> tuple[list[Piece], Piece | None, bool]:
    """(lines of office, the name, whether "Nơi nhận:" stands beside them) on one page."""
    size = letter_size(words)
    found = pieces(printed(words, size), size, number)
    offices = _offices(found, words, size)
    if not offices:
        return [], None, False
    level = offices[0].box.middle
    beside = (p for p in found if abs(p.box.middle - level) < 4 * size)
    sent = any(p.letters.startswith(("noinhan", "oinhan", "nhutren")) for p in beside)
    return offices, _name(found, offices, size), sent


def _offices(found: Sequence[Piece], words: Sequence[Word], size: float) -> list[Piece]:
    """The last run of lines of office in the right half, above nothing but a name."""
    if not found:
        return []
    middle = (min(w.box.x0 for w in words) + max(w.box.x1 for w in words)) / 2
    right = [p for p in found if p.centre > middle and p.capital]
    starts = [i for i, piece in enumerate(right) if opens_signature(piece.text)]
    if not starts:
        return []
    block = list(_run(right[_first(right, starts, size) :], size))
    return block if _below_text(block[0], found, size) else []


def _first(right: Sequence[Piece], starts: Sequence[int], size: float) -> int:
    """Where the last block begins: the highest of the lines of office that touch the last one."""
    first = starts[-1]
    while first > 0 and _follows(right[first - 1], right[first], size):
        first -= 1
    while not (opens_signature(right[first].text) or _BODY in right[first].letters):
        first += 1
    return first


def _follows(a: Piece, b: Piece, size: float) -> bool:
    close = 0 < b.box.middle - a.box.middle < 2.4 * size
    return close and abs(a.centre - b.centre) < 4 * size


def _run(lines: Sequence[Piece], size: float) -> Iterator[Piece]:
    last = lines[0]
    yield last
    for line in lines[1:]:
        if not _follows(last, line, size) or len(line.letters) < SHORTEST:
            return
        yield line
        last = line


def _below_text(office: Piece, found: Sequence[Piece], size: float) -> bool:
    """Whether no line of text runs across the page under the office's line."""
    width = max(piece.box.x1 for piece in found) - min(piece.box.x0 for piece in found)
    below = [piece for piece in found if piece.box.y0 > office.box.y1 + size]
    return sum(piece.box.x1 - piece.box.x0 > 0.7 * width for piece in below) < 3


def _name(found: Sequence[Piece], offices: Sequence[Piece], size: float) -> Piece | None:
    """The lowest line under the offices that looks like a name."""
    last = offices[-1]
    reach = last.box.y1 + 14 * size
    options = [
        piece
        for piece in found
        if last.box.y1 < piece.box.middle < reach and abs(piece.centre - last.centre) < 9 * size
    ]
    named = [piece for piece in map(_past_rim, options) if _named(piece)]
    return named[-1] if named else None


def _past_rim(piece: Piece) -> Piece:
    """The piece without capitals before a name, which the rim of a seal has."""
    words = list(piece.words)
    while len(words) > 2 and words[0].text.isupper() and len(letters(words[0].text)) > 2:
        del words[0]
    return Piece(tuple(words), piece.page)


def _named(piece: Piece) -> bool:
    """Two to six words, each with a capital before small letters; the seal may spoil one."""
    said = [word.text.strip(".,;:") for word in piece.words if letters(word.text)]
    names = [text for text in said if not _DEGREES.match(text)]
    good = sum(bool(_GIVEN.match(text)) for text in names)
    return 2 <= good <= 6 and good >= len(names) - 1
