"""The rows of number and date cut into their values."""

import re

from chalicelib.fields.letter.rows import Piece
from chalicelib.fields.letter.spans import Part, Strip, strip
from chalicelib.values import bare

_LABEL = re.compile(r"^\W*[sS]\w{0,2}\s*[:.;]*\s*")
_NUMBER = re.compile(r"\d+[A-ZĐa-zđ]?(?:/\d{4})?")
_SYMBOL = re.compile(r"[A-Za-zÀ-ỹ&.]+(?:\s?[-–—]\s?[A-Za-zÀ-ỹ&.\d]+)*")
_YEAR = re.compile(r"\d{4}\s*/")
_DAY = re.compile(r"nga[yvgu]|\d{1,2}\s*thang")


def cut_number(row: Piece | None) -> dict[str, Part | None]:
    """`number` and `symbol` of "Số: 05/QĐ-UBND"; a number that is not one is flagged.

    The number has a box even when nothing was read there: it may be written by hand.
    """
    if row is None:
        return {"number": None, "symbol": None}
    line = strip(row)
    label = _LABEL.match(line.text)
    start = label.end() if label else 0
    slash = _slash(line, start)
    return {"number": _number(line, start, slash), "symbol": _symbol(line, slash)}


def _slash(line: Strip, start: int) -> int:
    """Where the bar between number and symbol stands; where the symbol begins if none does."""
    bars = [found.start() for found in re.finditer("/", line.text[start:])]
    signed = [start + bar for bar in bars if _signed(line.text[start + bar :])]
    slash = signed[0] if signed else start + bars[0] if bars else -1
    if slash < 0:
        found = re.search(r"[-–]?\s*[A-ZĐÐ]{2}", line.text[start:])
        return start + found.start() if found else len(line.text)
    year = _YEAR.match(line.text, slash + 1)
    return year.end() - 1 if year else slash


def _signed(text: str) -> bool:
    """Whether what follows a bar is the sign of an office: two capitals at least."""
    found = _SYMBOL.search(text, 1)
    return found is not None and found.start() < 4 and sum(map(str.isupper, found.group())) > 1


def _number(line: Strip, start: int, slash: int) -> Part:
    part = line.part(start, slash)
    good = _NUMBER.fullmatch(part.raw.replace(" ", ""))
    raw = part.raw.replace(" ", "")
    flags = () if good else ("not_a_number",)
    return Part(raw, part.page, part.lines, part.confidence, part.source, flags)


def _symbol(line: Strip, slash: int) -> Part | None:
    text = line.text.replace("Ð", "Đ")
    found = _SYMBOL.search(text, slash)
    if not found or found.start() > slash + 3 or not _signed(text[slash:]):
        return None
    part = line.inside(found.start(), found.end())
    raw = re.sub(r"\s?[-–—]\s?", "-", found.group())
    return Part(raw, part.page, part.lines, part.confidence, part.source)


def cut_date(row: Piece | None) -> dict[str, Part | None]:
    """`place` and `issue_date` of "Hà Nội, ngày 05 tháng 02 năm 2026"."""
    if row is None:
        return {"place": None, "issue_date": None}
    line = strip(row)
    day = _DAY.search(_aligned(line.text))
    start = day.start() if day else 0
    place = line.inside(0, start) if start else None
    return {"place": place, "issue_date": line.part(start, len(line.text))}


def _aligned(text: str) -> str:
    """`bare`, character for character, so that places in it are places in `text`."""
    return "".join((bare(letter) or " ")[0] for letter in text)
