"""From words to fields: which paper this is, and what each of its fields says, with evidence.

`find(pages, readers(), expected="birth-declaration")` answers a Finding; a paper that no reader
knows has reader "" and no readings.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from chalicelib.fields.anchors import Place, find_anchors, places
from chalicelib.fields.bundle import Part, split
from chalicelib.fields.card import Card, card_on, parse_card, with_card
from chalicelib.fields.checks import cross_check
from chalicelib.fields.reader import Layout, Reader, load, readers
from chalicelib.fields.reading import Finding, Reading
from chalicelib.fields.tokens import Token, main_column_first, tokens
from chalicelib.fields.values_of import read_value
from chalicelib.sheet import Word

__all__ = [
    "Finding",
    "Part",
    "Reader",
    "Reading",
    "find",
    "load",
    "parse_card",
    "readers",
    "split",
]

Fit = tuple[Layout, Sequence[Token], list[Place | None]]
"""A layout, the tokens in the order it wants, the place of each of its anchors among them."""

ENOUGH = 0.5
"""Score below which a paper is none of the known ones."""


def find(
    pages: Sequence[Sequence[Word]], readers: Mapping[str, Reader], expected: str = ""
) -> Finding:
    """The best reader for the pages and the value of each of its fields.

    The `expected` reader wins ties. Every field of the reader has a Reading, found or not.
    """
    paper, card = tokens(pages), card_on(pages)
    best: tuple[float, Reader, list[Reading]] | None = None
    for reader in readers.values():
        score, readings = _try(reader, paper, card)
        score += 0.05 if reader.key == expected else 0.0
        if best is None or score > best[0]:
            best = score, reader, readings
    if best is None or best[0] < ENOUGH:
        return Finding("", min(best[0], 1.0) if best else 0.0)
    return Finding(best[1].key, min(best[0], 1.0), cross_check(best[2], best[1].checks))


def _try(reader: Reader, paper: Sequence[Token], card: Card | None) -> tuple[float, list[Reading]]:
    """(how well the reader fits, its readings by its best layout)."""
    title = _title(reader, paper)
    fits = chain.from_iterable(_fits(layout, paper) for layout in reader.layouts)
    layout, paper, found = max(fits, key=lambda fit: sum(p.weight for p in fit[2] if p))
    share = sum(place is not None for place in found) / len(found)
    readings = _readings(reader, layout, found, paper)
    if card and reader.qr == "citizen_card":
        return 1.0, [with_card(reading, card) for reading in readings]
    return 0.6 * title + 0.4 * share, readings


def _fits(layout: Layout, paper: Sequence[Token]) -> Iterator[Fit]:
    """The places of the layout's anchors among the tokens, in every order that it allows."""
    found = find_anchors(layout, paper)
    opening = _place_of(layout.column, layout, found)
    if opening is not None:
        box = paper[opening.start].box
        main = main_column_first(paper, box.x0 - box.height)
        yield layout, main, find_anchors(layout, main)
    yield layout, paper, found


def _place_of(field: str, layout: Layout, found: list[Place | None]) -> Place | None:
    pairs = zip(layout.anchors, found, strict=True)
    return next((place for anchor, place in pairs if field and anchor.field == field), None)


def _title(reader: Reader, paper: Sequence[Token]) -> float:
    """Likeness of the best title, counted only where it stands in capitals as titles do."""
    likeness = (
        place.likeness
        for place in places(reader.titles, paper)
        if _capitals("".join(token.text for token in paper[place.start : place.end]))
    )
    return max(likeness, default=0.0)


def _capitals(text: str) -> bool:
    cased = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in cased) > 0.8 * len(cased)


def _readings(
    reader: Reader, layout: Layout, found: list[Place | None], paper: Sequence[Token]
) -> list[Reading]:
    """One reading for each field of `reader`, in its order; a value ends where a label begins."""
    starts = sorted(place.start for place in found if place)
    read: dict[str, Reading] = {}
    for anchor, place in zip(layout.anchors, found, strict=True):
        for key in anchor.fields if place else ():
            assert place is not None
            stop = next((start for start in starts if start >= place.end), len(paper))
            reading = read_value(key, reader.fields[key], anchor, place, stop, paper)
            if key not in read or not read[key].raw:
                read[key] = reading
    return [read.get(key) or Reading(key, "", "", kind) for key, kind in reader.fields.items()]
