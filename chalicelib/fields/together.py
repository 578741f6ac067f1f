"""What all sources together say of each field of one paper: the evidence a judge weighs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chalicelib.fields.card import Card, with_card
from chalicelib.fields.checks import cross_check
from chalicelib.fields.merge import Look, Merged, coded, merge
from chalicelib.fields.probability import Judge
from chalicelib.fields.reader import Reader
from chalicelib.fields.reading import Reading
from chalicelib.fields.sight import Sight
from chalicelib.values import letters

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
    checked = _spelled(cross_check([_ended(one, labels) for one in said], reader.checks), reader)
    return [
        Evidence(m, reading, quality[reading.page - 1] if reading.page else 0.0)
        for m, reading in zip(merged, checked, strict=True)
    ]


def _spelled(readings: Sequence[Reading], reader: Reader) -> list[Reading]:
    """Digits that stand in words too, and say the same, have a source more."""
    known = {reading.key: reading for reading in readings}
    spelled = set()
    for check in reader.checks:
        digits, words = check.get("date", check.get("money", "")), check.get("words", "")
        pair = known.get(digits), known.get(words)
        if words and all(one and one.value and not one.flags for one in pair):
            spelled.add(digits)
    return [
        replace(one, agreed=(*one.agreed, "words")) if one.key in spelled else one
        for one in readings
    ]


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
    empty = {key: Reading(key, "", "", kind) for key, kind in reader.fields.items()}
    for key in {**one, **other} or empty:
        here = one.get(key) or other.get(key) or empty[key]
        none = Reading(key, "", "", here.kind)
        yield one.get(key, none), other.get(key, none)
