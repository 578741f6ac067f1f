"""Where one paper ends and the next begins, when a file holds several.

A page that shows a known title opens that paper. A page without a heading of its own belongs to
the paper before it when it is numbered as its next page (NĐ 30/2020, phụ lục I: from the second
page on, centred) or answers more of its fields. Any other page is "other", never forced.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.fields.reader import Reader
from chalicelib.fields.reading import Finding, Reading
from chalicelib.sheet import Word
from chalicelib.values import letters

Pages = Sequence[Sequence[Word]]
Find = Callable[[Pages, Mapping[str, Reader]], Finding]

MOTTO = letters("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
TOP = 0.4
"""Share of the printed height in which a paper has its heading."""

MARGIN = 0.08
"""Share of the printed height in which a page has its number."""

OTHER_SIDE = "-back"
"""A reader whose key ends so reads the other side of the paper named before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a file: its reader ("" = other) and its pages, counted from 1."""

    reader: str
    pages: tuple[int, ...]


def split(pages: Pages, readers: Mapping[str, Reader], find: Find) -> tuple[Part, ...]:
    """The papers of a file in their order; together they hold every page once."""
    parts: list[Part] = []
    for number, words in enumerate(pages, 1):
        reader = find([words], readers).reader
        before = parts[-1] if parts else Part("", ())
        if _joins(before, reader, pages, number, readers, find):
            parts[-1] = replace(before, pages=(*before.pages, number))
        else:
            parts.append(Part(reader, (number,)))
    return tuple(parts)


def read_part(part: Part, pages: Pages, readers: Mapping[str, Reader], find: Find) -> Finding:
    """The fields of one part of `pages`; `page` of each reading counts over all of them.

    What the other side of a card says fills what its front does not.
    """
    own = [pages[number - 1] for number in part.pages]
    back = readers.get(part.reader + OTHER_SIDE)
    found = find(own, {part.reader: readers[part.reader]} if part.reader else {})
    if back is not None and len(own) > 1:
        found = _filled(found, find(own, {back.key: back}))
    return replace(found, readings=tuple(_placed(reading, part) for reading in found.readings))


def _filled(front: Finding, back: Finding) -> Finding:
    more = {reading.key: reading for reading in back.readings if reading.raw}
    known = {reading.key for reading in front.readings}
    kept = [row if row.raw else more.get(row.key, row) for row in front.readings]
    return replace(front, readings=(*kept, *(more[key] for key in more if key not in known)))


def _placed(reading: Reading, part: Part) -> Reading:
    return replace(reading, page=part.pages[reading.page - 1]) if reading.page else reading


def _joins(
    before: Part,
    reader: str,
    pages: Pages,
    number: int,
    readers: Mapping[str, Reader],
    find: Find,
) -> bool:
    if not before.pages:
        return False
    if reader:
        return _is_other_side(reader, before)
    return _goes_on(before, pages, number, readers, find)


def _is_other_side(reader: str, before: Part) -> bool:
    """Front and back in either order, one page each."""
    pair = {reader, before.reader}
    return len(before.pages) == 1 and any(pair == {one, one + OTHER_SIDE} for one in pair)


def _goes_on(
    before: Part, pages: Pages, number: int, readers: Mapping[str, Reader], find: Find
) -> bool:
    words = pages[number - 1]
    if not words or _opens(words):
        return False
    if page_number(words) == len(before.pages) + 1:
        return True
    known = {key: reader for key, reader in readers.items() if key == before.reader}
    held = [pages[n - 1] for n in before.pages]
    return bool(known) and _found(find([*held, words], known)) > _found(find(held, known))


def _found(finding: Finding) -> int:
    return sum(bool(reading.raw) for reading in finding.readings)


def page_number(words: Sequence[Word]) -> int | None:
    """The number printed alone in the middle of the upper or lower margin."""
    top, height, left, width = _extent(words)
    for word in words:
        alone = sum(other.line == word.line and other.source == word.source for other in words) == 1
        across = ((word.box.x0 + word.box.x1) / 2 - left) / width
        down = (word.box.middle - top) / height
        margin = down < MARGIN or down > 1 - MARGIN
        if alone and margin and 0.3 < across < 0.7 and word.text.strip("-. ").isdigit():
            return int(word.text.strip("-. "))
    return None


def _opens(words: Sequence[Word]) -> bool:
    """Whether the page has the head of a paper: the motto, or a heading in capitals."""
    top, height, _, _ = _extent(words)
    lines: dict[tuple[str, int], list[str]] = {}
    for word in words:
        if (word.box.middle - top) / height < TOP and word.source in ("layer", "ocr", "line"):
            lines.setdefault((word.source, word.line), []).append(word.text)
    return any(_heading(" ".join(texts)) for texts in lines.values())


def _heading(text: str) -> bool:
    bare = letters(text)
    return MOTTO in bare or (len(bare) >= 8 and text.upper() == text and " " in text)


def _extent(words: Sequence[Word]) -> tuple[int, int, int, int]:
    """(top, height, left, width) of what is printed."""
    boxes = [word.box for word in words]
    top, left = min(box.y0 for box in boxes), min(box.x0 for box in boxes)
    height = max(max(box.y1 for box in boxes) - top, 1)
    return top, height, left, max(max(box.x1 for box in boxes) - left, 1)
