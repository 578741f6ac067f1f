"""What all sources together say of each field of one paper: the evidence a judge weighs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chalicelib.fields.card import Card, with_card
from chalicelib.fields.checks import cross_check, rows_of
from chalicelib.fields.merge import Look, Merged, coded, merge
from chalicelib.fields.probability import SOFT, Judge
from chalicelib.fields.reader import Reader
from chalicelib.fields.reading import Reading
from chalicelib.fields.sight import Sight
from chalicelib.values import date_in_words, key, letters, trade_codes

LONG = 12
"""Letters from which on a label is like no value."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field: what the readers made of it, what codes and checks made of that, and how legible
    its page is (0..1)."""

    merged: Merged
    reading: Reading
    quality: float


def evidence(
    reader: Reader,
    sights: tuple[Sight, Sight],
    card: Card | None,
    quality: Sequence[float],
    by: Judge,
    look: Look | None,
) -> list[Evidence]:
    """The evidence for each field of a paper; `sights` are the reference's and our reader's."""
    registered = sights[1].score >= by.registered
    own = by.prefers if registered else _never
    merged = [merge(one, other, own=own, look=look) for one, other in _pairs(reader, *sights)]
    said = [coded(m.reading, with_card(m.reading, card)) if card else m.reading for m in merged]
    labels = _long_labels(reader)
    checked = _backed(cross_check([_ended(one, labels) for one in said], reader.checks), reader)
    return [
        Evidence(m, reading, quality[reading.page - 1] if reading.page else 0.0)
        for m, reading in zip(merged, checked, strict=True)
    ]


def _backed(readings: Sequence[Reading], reader: Reader) -> list[Reading]:
    """What a paper says twice, in two ways that agree, has a source more: digits and words, the
    code and the name of a line of business."""
    known = {reading.key: reading for reading in readings}
    more: dict[str, str] = {}
    for check in rows_of(reader.checks, known):
        first, second = _TWICE.get(check["rule"], ((), ()))
        one = next((known[check[r]] for r in first if check.get(r) in known), None)
        other = next((known[check[r]] for r in second if check.get(r) in known), None)
        if one and other and _sound(one) and _sound(other):
            more |= _told(one, other)
    return [
        replace(one, agreed=(*one.agreed, more[one.key])) if one.key in more else one
        for one in readings
    ]


_TWICE = {
    "words": (("date",), ("words",)),
    "money": (("money",), ("words",)),
    "trade": (("code",), ("name",)),
}
"""By rule of a check: the roles of the digits, and of the words for them."""


def _sound(reading: Reading) -> bool:
    return bool(reading.value) and not set(reading.flags) - SOFT


def _told(one: Reading, other: Reading) -> dict[str, str]:
    """What digits and their words are to each other, by key. Words are confirmed only letter by
    letter: their number alone says nothing of their marks."""
    if other.kind == "business":
        same = one.value in trade_codes(other.value)
        return {one.key: "name", other.key: "code"} if same else {}
    spelt = one.kind == "date" and key(date_in_words(one.value)) == key(other.value)
    return {one.key: "words", other.key: "digits"} if spelt else {one.key: "words"}


def _long_labels(reader: Reader) -> frozenset[str]:
    """The letters of the printed words that no value of the paper holds by chance."""
    anchors = (anchor for layout in reader.layouts for anchor in layout.anchors)
    known = (letters(label) for anchor in anchors if not anchor.keep for label in anchor.labels)
    return frozenset(label for label in known if len(label) >= LONG)


def _ended(reading: Reading, labels: frozenset[str]) -> Reading:
    """A value with a label inside ran on into the print after it, and says so."""
    said = letters(reading.value)
    if len(said) <= LONG or not any(label in said for label in labels):
        return reading
    return replace(reading, flags=(*reading.flags, "runs_on"))


def _never(_first: float, _second: float) -> bool:
    return False


def _pairs(reader: Reader, first: Sight, second: Sight) -> Iterator[tuple[Reading, Reading]]:
    """The two readings of each field; a row of a table may be there for one reader alone."""
    one = {reading.key: reading for reading in first.readings}
    other = {reading.key: reading for reading in second.readings}
    empty = {name: Reading(name, "", "", kind) for name, kind in reader.fields.items()}
    for name in {**one, **other} or empty:
        here = one.get(name) or other.get(name) or empty[name]
        none = Reading(name, "", "", here.kind)
        yield one.get(name, none), other.get(name, none)
