"""From words to fields: which paper this is, and what each of its fields says, with evidence.

`find(pages, readers(), expected="birth-declaration")` answers a Finding; a paper that no reader
knows has reader "" and no readings.
"""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.fields.bundle import Part, read_part, split
from chalicelib.fields.card import Card, card_on, parse_card, with_card
from chalicelib.fields.checks import cross_check
from chalicelib.fields.merge import Look, coded, merge
from chalicelib.fields.probability import judge, weigh
from chalicelib.fields.reader import Reader, load, readers
from chalicelib.fields.reading import Finding, Reading
from chalicelib.fields.sight import Sight, alike, see, views
from chalicelib.fields.tokens import CODES
from chalicelib.sheet import Word

__all__ = [
    "Finding",
    "Look",
    "Part",
    "Reader",
    "Reading",
    "find",
    "load",
    "parse_card",
    "read_part",
    "readers",
    "split",
]

Seen = Mapping[str, Sight]
"""What one view shows, by the key of each reader tried on it."""

ENOUGH = 0.5
"""Score below which a paper is none of the known ones."""


def find(
    pages: Sequence[Sequence[Word]],
    readers: Mapping[str, Reader],
    expected: str = "",
    look: Look | None = None,
) -> Finding:
    """The best reader for the pages and the value of each of its fields.

    The words may be those of several readers, told apart by their source. The `expected` reader
    wins ties. Every field of the reader has a Reading, found or not. `look` reads a place of a page
    once more, and is asked only where the readers do not agree.
    """
    first, second = (see(view, readers) for view in views(pages))
    card = card_on(pages)
    scores = {key: _score(reader, first, second, card) for key, reader in readers.items()}
    if expected in scores:
        scores[expected] += 0.05
    best = max(scores, key=lambda key: scores[key], default="")
    if not best or scores[best] < ENOUGH:
        return Finding("", min(scores.get(best, 0.0), 1.0))
    chosen = card if readers[best].qr == "citizen_card" else None
    readings = _judged(readers[best], first[best], second[best], chosen, alike(pages), look)
    return Finding(best, min(scores[best], 1.0), readings)


def _score(reader: Reader, first: Seen, second: Seen, card: Card | None) -> float:
    """How well a reader fits the view that it fits better; a code decides by itself."""
    if card and reader.qr == "citizen_card":
        return 1.0
    return max(first[reader.key].score, second[reader.key].score)


def _judged(
    reader: Reader,
    first: Sight,
    second: Sight,
    card: Card | None,
    quality: Sequence[float],
    look: Look | None,
) -> tuple[Reading, ...]:
    """Each field as the readers and the codes together say, and how sure that is."""
    by = judge()
    own = second.score >= by.registered
    pairs = _pairs(reader, first, second)
    merged = [merge(one, other, own=own, look=look) for one, other in pairs]
    said = [coded(m.reading, with_card(m.reading, card)) if card else m.reading for m in merged]
    checked = cross_check(said, reader.checks)
    # One reader alone has nothing to weigh its word against.
    alone = look is None and not (first.score and second.score)
    pages = [quality[reading.page - 1] if reading.page else 0.0 for reading in checked]
    rows = zip(merged, checked, pages, strict=True)
    return tuple(
        row if alone and row.source not in CODES else weigh(m, row, page, by)
        for m, row, page in rows
    )


def _pairs(reader: Reader, first: Sight, second: Sight) -> Iterator[tuple[Reading, Reading]]:
    """The two readings of each field; a row of a table may be there for one reader alone."""
    one = {reading.key: reading for reading in first.readings}
    other = {reading.key: reading for reading in second.readings}
    empty = {key: Reading(key, "", "", kind) for key, kind in reader.fields.items()}
    for key in {**one, **other} or empty:
        here = one.get(key) or other.get(key) or empty[key]
        none = Reading(key, "", "", here.kind)
        yield one.get(key, none), other.get(key, none)
