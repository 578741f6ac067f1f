"""How well each kind of paper fits what one reader saw, and its fields by its best layout."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.fields.anchors import find_anchors
from chalicelib.fields.paper import Paper, Place
from chalicelib.fields.reader import Layout, Reader
from chalicelib.fields.reading import Reading
from chalicelib.fields.table import table_readings
from chalicelib.fields.tokens import Token, main_column_first
from chalicelib.fields.values_of import joined, read_value
from chalicelib.values import letters

_ITEM = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})?|[IVXl]{1,4}|[a-eđ])\W*|\W+")

RIVAL = 0.85
"""Share of the best title's likeness below which a reader's title is not worth a try."""

CARD = 150
"""Words a card has at most."""

UNTITLED = 0.6
"""Share of a layout's labels that must stand on a paper letter by letter when no title does."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A layout on a paper whose tokens stand in the order it wants, and where its anchors are."""

    layout: Layout
    paper: Paper
    places: list[Place | None]

    @property
    def weight(self) -> float:
        return sum(place.weight for place in self.places if place)

    @property
    def share(self) -> float:
        return sum(place is not None for place in self.places) / len(self.places)


def fit_all(
    tokens: Sequence[Token], readers: Mapping[str, Reader]
) -> dict[str, tuple[float, tuple[Reading, ...]]]:
    """By reader key: how well it fits (0..1), and a reading of each of its fields.

    A reader that cannot be the one, by its title and its labels, has 0.0 and readings of nothing.
    """
    paper = Paper(tokens)
    titles = {key: _title(reader, paper) for key, reader in readers.items()}
    bar = RIVAL * max(titles.values(), default=0.0)
    return {
        key: _fit(reader, paper, titles[key])
        if (titles[key] and titles[key] >= bar) or _may_be(reader, paper)
        else (0.0, _nothing(reader))
        for key, reader in readers.items()
    }


def best_fit(
    tokens: Sequence[Token], readers: Mapping[str, Reader]
) -> tuple[float, Fit | None, tuple[Reading, ...]]:
    """How well the one of `readers` fits (0..1) whose title stands on the paper, where its labels
    are, and its readings; nothing where no title does."""
    paper = Paper(tokens)
    titles = {key: _title(reader, paper) for key, reader in readers.items()}
    key = max(titles, key=lambda key: titles[key], default="")
    if not key or not titles[key]:
        return 0.0, None, ()
    best = _best(readers[key], paper)
    return _score(titles[key], best), best, tuple(_readings(readers[key], best))


def _best(reader: Reader, paper: Paper) -> Fit:
    fits = (fit for layout in reader.layouts for fit in _fits(layout, paper))
    return max(fits, key=lambda fit: fit.weight)


def _score(title: float, best: Fit) -> float:
    return max(0.6 * title + 0.4 * best.share, 0.75 * best.share)


def _fit(reader: Reader, paper: Paper, title: float) -> tuple[float, tuple[Reading, ...]]:
    best = _best(reader, paper)
    return _score(title, best), tuple(_readings(reader, best))


def _fits(layout: Layout, paper: Paper) -> Iterator[Fit]:
    """The places of the layout's anchors among the tokens, in every order that it allows."""
    found = find_anchors(layout, paper)
    opening = _place_of(layout.column, layout, found)
    if opening is not None:
        box = paper.tokens[opening.start].box
        main = Paper(main_column_first(paper.tokens, box.x0 - box.height))
        yield Fit(layout, main, find_anchors(layout, main))
    yield Fit(layout, paper, found)


def _place_of(field: str, layout: Layout, found: list[Place | None]) -> Place | None:
    pairs = zip(layout.anchors, found, strict=True)
    return next((place for anchor, place in pairs if field and anchor.field == field), None)


def _title(reader: Reader, paper: Paper) -> float:
    """Likeness of the best title, counted only where it stands in capitals as titles do."""
    return max((place.likeness for place in paper.capitals.places(reader.titles)), default=0.0)


def _may_be(reader: Reader, paper: Paper) -> bool:
    """Whether a paper without the reader's title may still be its: a card by its code, as small as
    cards are, or a paper with most labels of a layout, when a fold or stamp hides the title."""
    if reader.qr:
        return len(paper.tokens) <= CARD
    shares = (
        sum(any(letters(text) in paper.text for text in anchor.labels) for anchor in layout.anchors)
        / len(layout.anchors)
        for layout in reader.layouts
        if len(layout.anchors) >= 8
    )
    return max(shares, default=0.0) >= UNTITLED


def _opening(start: int, tokens: Sequence[Token]) -> int:
    """Where the label at `start` begins with its item number: "2. Trụ sở", "a) Họ và tên"."""
    before = start - 1
    numbered = (
        before >= 0
        and tokens[before].line == tokens[start].line
        and (before == 0 or tokens[before - 1].line != tokens[before].line)
        and _ITEM.fullmatch(tokens[before].text)
    )
    return before if numbered else start


def _with(before: Reading | None, reading: Reading, join: bool) -> Reading:
    """What two anchors of the same field say together: the first value, or both in turn."""
    if before is None or not before.raw:
        return reading
    return joined(before, reading) if join and reading.raw else before


def _nothing(reader: Reader) -> tuple[Reading, ...]:
    return tuple(
        Reading(key, "", "", kind)
        for key, kind in reader.fields.items()
        if not reader.in_table(key)
    )


def _readings(reader: Reader, fit: Fit) -> Iterator[Reading]:
    """One reading for each field of `reader`, in its order; a value ends where a label begins."""
    starts = sorted(_opening(place.start, fit.paper.tokens) for place in fit.places if place)
    read = table_readings(reader, fit.layout, fit.paper, starts)
    for anchor, place in zip(fit.layout.anchors, fit.places, strict=True):
        for key in anchor.fields if place else ():
            assert place is not None
            stop = next((s for s in starts if s >= place.end), len(fit.paper.tokens))
            reading = read_value(key, reader.fields[key], anchor, place, stop, fit.paper.tokens)
            read[key] = _with(read.get(key), reading, anchor.join)
    for key, kind in reader.fields.items():
        if key in read or not reader.in_table(key):
            yield read.get(key) or Reading(key, "", "", kind)
