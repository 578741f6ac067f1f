"""Two readers' readings of one field become one: what both say, else the better one's word.

Two readers that fail differently and say the same are right (in the lab 2 wrong of 2,436 fields).
Where they differ, or one saw nothing, the place of the value is read once more by the reader that
did not read it there: its line finding is then out of the question, and only the letters are left.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chalicelib.fields.boxed import boxed
from chalicelib.fields.reading import Reading
from chalicelib.fields.sight import OWN
from chalicelib.sheet import Box
from chalicelib.values import distance, key, letters, parse, understand

Look = Callable[[int, Sequence[Box], str], tuple[str, float]]
"""Reads lines of a page (counted from 1) once more: look(page, boxes, source) gives their text and
how sure it is, 0..1. `source` names the reader: "ocr", "line", or "bare": ours on the page as it
is, before dots and rules were taken away."""

Prefer = Callable[[float, float], bool]
"""Whether our reader is to be followed where the two differ, by how sure each is: the reference
first."""

REFERENCE = "ocr"
BARE = "bare"

MARKED = frozenset({"name", "text", "address", "choice"})
"""Kinds in which a lost mark makes another value that is just as possible."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The reading that stands, and how sure each view was: `first` the reference, `second` our own
    reader; 0 for one that read nothing. `near`: they differ in no letter but in spaces or points;
    `doubted`: they agree, but on the page as it is the same letters bear other marks; `longer`:
    they agree on a part of what one of them read before the other's place was shown to it."""

    reading: Reading
    first: float = 0.0
    second: float = 0.0
    near: bool = False
    doubted: bool = False
    longer: bool = False


MORE = 3
"""Letters more that make a reading a longer one."""


def merge(first: Reading, second: Reading, *, own: Prefer, look: Look | None = None) -> Merged:
    """What stands of two readings of one field, either of which may be empty.

    `own` says whether our reader's word is the suggestion where they differ.
    """
    seen = first, second
    first, second = _in_boxes(first, second)
    if look and (first.raw or second.raw) and not _agree(first, second):
        first, second = _looked(first, second, look)
    sure = first.confidence, second.confidence
    if _agree(first, second):
        agreed = tuple(dict.fromkeys((first.source, second.source)))
        said = _marks(first, look) if look else ""
        best = replace(first, agreed=agreed, confidence=max(sure))
        longer = any(_holds(one, best) for one in seen)
        return Merged(_with(best, said), *sure, doubted=bool(said), longer=longer)
    best, other = _ranked(first, second, own=own(*sure))
    said = other.value if other.value != best.value else ""
    near = bool(said) and key(_joined(said)) == key(_joined(best.value))
    return Merged(replace(best, other=said, agreed=_alone(best)), *sure, near)


def coded(printed: Reading, reading: Reading) -> Reading:
    """`reading`, which a code on the paper had a word in, with who agrees: a code and the print
    that says the same are two sources; a code alone is one."""
    if reading.source == printed.source:
        return reading
    if any(flag.startswith("differs_from") for flag in reading.flags):
        return replace(reading, agreed=(reading.source,), other=printed.value)
    print_too = printed.agreed or ((printed.source,) if printed.value else ())
    return replace(reading, agreed=(*print_too, reading.source), other="")


def _agree(first: Reading, second: Reading) -> bool:
    """The same canonical value, exactly; two readings of nothing agree on nothing."""
    return bool(first.value) and first.value == second.value


def _in_boxes(first: Reading, second: Reading) -> tuple[Reading, Reading]:
    """The readings, where one has the digits of printed boxes and the other has them with walls."""
    if second.value and boxed(first.raw, second.value):
        return replace(first, value=second.value, flags=second.flags), second
    if first.value and boxed(second.raw, first.value):
        return first, replace(second, value=first.value, flags=first.flags)
    return first, second


def _holds(whole: Reading, part: Reading) -> bool:
    """Whether the letters of `part` are some of those of `whole`, and by no means all."""
    said = letters(whole.value)
    return letters(part.value) in said and len(said) - len(letters(part.value)) >= MORE


def _looked(first: Reading, second: Reading, look: Look) -> tuple[Reading, Reading]:
    """The two readings after looks by one reader where the other one found the value."""
    if not first.raw:
        return _again(second, look, REFERENCE) or first, second
    for source in (OWN, BARE):
        seen = _again(first, look, source)
        if seen and _agree(first, seen):
            return first, seen
        if seen and source == OWN and not (second.raw and _far(second, first) < _far(seen, first)):
            second = seen
    if second.raw and second.kind not in MARKED:
        seen = _again(second, look, REFERENCE)
        if seen and _agree(seen, second):
            return seen, second
    return first, second


def _again(reading: Reading, look: Look, source: str) -> Reading | None:
    """The place of `reading` read by another reader; None when that sees nothing there."""
    text, sure = look(reading.page, reading.lines, source)
    value = understand(reading.kind, text)
    if not text:
        return None
    return replace(
        reading,
        value=value.value,
        raw=text,
        flags=value.flags,
        source=OWN if source == BARE else source,
        confidence=sure * (0.6 if value.flags else 1.0),
    )


def _with(best: Reading, said: str) -> Reading:
    """`best` beside what the page as it is says; marks that only the page has were taken away."""
    if said and not Counter(_apart(best.value)) - Counter(_apart(said)):
        return replace(best, value=said, other=best.value, agreed=(OWN,))
    return replace(best, other=said)


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _marks(reading: Reading, look: Look) -> str:
    """The value by the page as it is, where its letters are the same and its marks are not.

    Both readers saw a page without its leaders, and a dot below a letter may have gone with them.
    """
    if reading.kind not in MARKED:
        return ""
    value = parse(reading.kind, look(reading.page, reading.lines, BARE)[0]).value
    same = letters(value) == letters(reading.value)
    return value if same and _joined(key(value)) != _joined(key(reading.value)) else ""


def _far(one: Reading, other: Reading) -> int:
    return distance(one.value, other.value, 60)


def _ranked(first: Reading, second: Reading, *, own: bool) -> tuple[Reading, Reading]:
    """The better reading before the other: one that has a value, one that can be right."""
    pair = (second, first) if own else (first, second)
    best = max(
        pair, key=lambda reading: (bool(reading.value), bool(reading.raw), _possible(reading))
    )
    return best, pair[1] if best is pair[0] else pair[0]


def _possible(reading: Reading) -> bool:
    return bool(reading.value) and not reading.flags


def _joined(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum() or unicodedata.combining(mark))


def _alone(reading: Reading) -> tuple[str, ...]:
    return (reading.source,) if reading.value else ()
