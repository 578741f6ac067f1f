"""What a letter is and is about, and whom it is sent to: boxes 5a, 5b and 9a of the appendix."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from chalicelib.fields.letter.head import Head
from chalicelib.fields.letter.kinds import HASTE, kind_in, like
from chalicelib.fields.letter.rows import Piece, pieces, pitch_of, printed, rows
from chalicelib.sheet import Word
from chalicelib.values import bare, letters

_ABOUT = re.compile(r"^\W*(?:[VvWw][\W_il|]{0,2}[vwyVW]|Viv|Vív|V/\w)\b\.?\s*")
_OPENS_TEXT = re.compile(r"^\W*(?:can cu|kinh gui|dieu 1\b|chuong i|phan thu|i\.|1\.|-)")
_DASH = re.compile(r"^\W*[-–—~•+*]+\s*")


def text_below(words: Sequence[Word], head: Head) -> list[Piece]:
    """The rows under the letterhead, whole, from top to bottom."""
    below = [w for w in printed(words, head.size) if w.box.middle > head.bottom]
    return [Piece(_joined(row, head.size), head.page) for row in rows(below)]


def _joined(row: Sequence[Word], size: float) -> tuple[Word, ...]:
    """The row without a letter or two that stand far from the rest: specks of stamp or edge."""
    far = 4 * size
    while len(row) > 2 and row[1].box.x0 - row[0].box.x1 > far and len(letters(row[0].text)) < 3:
        row = row[1:]
    while len(row) > 2 and row[-1].box.x0 - row[-2].box.x1 > far and len(row[-1].text) < 3:
        row = row[:-1]
    return tuple(row)


def find_kind(words: Sequence[Word], head: Head) -> Piece | None:
    """The line that names the kind, alone and in the middle, above the text."""
    below = [w for w in printed(words, head.size) if w.box.middle > head.bottom - head.size / 2]
    for piece in pieces(below, head.size, head.page):
        if piece.capital and kind_in(piece.text) and piece.centre > head.axis + 2 * head.size:
            return piece
    return None


def find_subject(kind: Piece | None, below: Sequence[Piece], head: Head) -> list[Piece]:
    """The lines that say what the letter is about."""
    if kind is None:
        return []
    after = [line for line in below if line.box.middle > kind.box.middle + head.size / 2]
    return list(_centred(kind, after, head))


def _centred(kind: Piece, after: Sequence[Piece], head: Head) -> Iterator[Piece]:
    """Lines centred under the kind, each close under the one before."""
    pitch, last, edges = pitch_of(after, head.size), kind, _edges(after)
    for line in after:
        step = line.box.middle - last.box.middle
        far = step > (2.2 if last is kind else 1.45) * pitch
        if (
            far
            or _begins_text(line)
            or _indented(line, edges, head.size)
            or abs(line.centre - kind.centre) > 1.1 * head.size
            or (last is not kind and _opens_paragraph(line, after, head.size))
        ):
            return
        yield line
        last = line


def _edges(lines: Sequence[Piece]) -> tuple[float, float]:
    """Left and right edge of the text: where its long lines begin and end."""
    widest = max((line.box.x1 - line.box.x0 for line in lines), default=0)
    long = [line.box for line in lines if line.box.x1 - line.box.x0 > 0.85 * widest]
    if not long:
        return 0.0, 0.0
    # Long lines of a short letter may open paragraphs or be two columns: so not their middle.
    lefts, rights = sorted(box.x0 for box in long), sorted(box.x1 for box in long)
    return lefts[len(long) // 4], rights[3 * len(long) // 4]


def _indented(line: Piece, edges: tuple[float, float], size: float) -> bool:
    """Whether it opens a paragraph: it reaches the right edge and not the left one."""
    left, right = edges
    return line.box.x1 > right - size and line.box.x0 - left > right - line.box.x1 + 1.2 * size


def _opens_paragraph(line: Piece, after: Sequence[Piece], size: float) -> bool:
    """Whether it begins with a capital where another paragraph begins: centred lines only share
    that place by chance."""
    same = (abs(one.box.x0 - line.box.x0) < size / 3 for one in after if one is not line)
    return line.text[:1].isupper() and any(same)


def _begins_text(line: Piece) -> bool:
    return line.capital or bool(_OPENS_TEXT.match(bare(line.text)))


def about(words: Sequence[Word], head: Head) -> list[Piece]:
    """The lines "V/v ..." under the number, in the left column."""
    if head.number is None:
        return []
    top, size = head.number.box.middle + head.size / 2, head.size
    column = [w for w in printed(words, size) if w.box.middle > top and _left(w, head)]
    found = [Piece(tuple(row), head.page) for row in rows(column)]
    first = next((i for i, line in enumerate(found[:3]) if _ABOUT.match(line.text)), None)
    if first is None:
        return []
    return list(_column(found[first:], head))


def _left(word: Word, head: Head) -> bool:
    return word.box.x0 < head.motto.x0 and word.box.x1 < head.motto.x0 + 2 * head.size


def _column(lines: Sequence[Piece], head: Head) -> Iterator[Piece]:
    """Lines of one text around the column's axis; what reaches past its other side is not of it."""
    last: Piece | None = None
    for line in lines:
        inside = _before(line.words, _edge(line, head))
        if not inside or like(HASTE, line.text):
            continue
        here = Piece(inside, line.page)
        if last and here.box.middle - last.box.middle > 1.9 * head.size + last.box.height / 3:
            return
        if here.letters.startswith(("kinhgui", "gui")):
            return
        last = here
        yield here


def _edge(line: Piece, head: Head) -> float:
    """Where a row of the left column ends: it has an axis, and past the column stands no word of it
    when the row runs on under the motto."""
    alone = line.box.x1 < head.motto.x0 - head.size
    return line.box.x1 + 1 if alone else 2 * head.axis - line.box.x0 + head.size / 3


def _before(words: Sequence[Word], edge: float) -> tuple[Word, ...]:
    return tuple(takewhile(lambda word: word.box.x0 < edge, words))


def tidy_about(lines: Sequence[str]) -> str:
    """The lines as one text that opens with "V/v", however that was read."""
    return _ABOUT.sub("V/v ", tidy_lines(lines))


def tidy_lines(lines: Sequence[str]) -> str:
    """The lines as one text."""
    return " ".join(lines)


def find_addressees(below: Sequence[Piece], head: Head) -> list[Piece]:
    """Whom the letter is sent to: beside "Kính gửi:", or in lines with dashes beneath."""
    for i, line in enumerate(below):
        count = _label(line)
        if count:
            return list(_addressees(line, count, below[i + 1 :], head))
    return []


def _label(line: Piece) -> int:
    """How many words of the row are "Kính gửi:" and what stands left of it; 0 for none."""
    for i, word in enumerate(line.words[:6]):
        said = letters(word.text)
        before = letters(line.words[i - 1].text) if i else ""
        if said in ("gui", "guii", "gul") and (before[:2] in ("ki", "kj") or ":" in word.text):
            return i + 1
    # A telegram says whom it is for in its own way: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ... điện:".
    telegram = letters(line.words[-1].text) == "dien" and line.text.rstrip().endswith(":")
    return len(line.words) if telegram else 0


def _addressees(line: Piece, count: int, after: Sequence[Piece], head: Head) -> Iterator[Piece]:
    label, beside = line.words[count - 1].box, line.words[count:]
    telegram = not beside and not line.words[count - 1].text.lower().startswith("g")
    under = line.box.x0 - 2 * head.size if telegram else label.x1
    left = min([word.box.x0 for word in beside], default=under) - 1.5 * head.size
    if any(letters(word.text) for word in beside):
        yield Piece(beside, line.page)
    last, first = line, not beside
    for one in after:
        inside = tuple(word for word in one.words if word.box.x0 > left)
        step = one.box.middle - last.box.middle
        if (
            not inside
            or _ends(one, inside, left, head)
            or step > (3.2 if first else 2.0) * head.size
        ):
            return
        last, first = one, False
        yield Piece(inside, one.page)


def _ends(one: Piece, inside: Sequence[Word], left: float, head: Head) -> bool:
    """Whether the row is no longer part of the list: a remark, or text from the left edge."""
    said = [word for word in one.words if word not in inside and len(letters(word.text)) > 2]
    said = [word for word in said if not word.text.isupper()]  # a stamp beside the list
    real = [word for word in said if word.confidence > 0.5 and left - word.box.x1 < 4 * head.size]
    return inside[0].text.startswith("(") or bool(real)


def tidy_list(lines: Sequence[str]) -> str:
    """Lines of a list as one text, without dashes."""
    return " ".join(_DASH.sub("", line) for line in lines)


def find_mark(words: Sequence[Word], head: Head, marks: Sequence[str]) -> Piece | None:
    """A stamp of haste or secrecy: words of their own, in capitals."""
    for piece in pieces(words, head.size, head.page):
        if piece.capital and like(marks, piece.text):
            return piece
    return None
