"""Reading the rows of a printed table from words: columns by their heads, rulings or white rivers.

No ruled table lets a word cross from one column into the next, so an upright gap that no word of
head or rows covers may be the border of two columns. Which gaps are is decided together: each head
must lie within its column, and what stands in a column must look like the kind the reader expects.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.fields.columns import borders, rivers
from chalicelib.fields.paper import Paper, Place
from chalicelib.fields.reader import Grid, Layout, Reader, Table
from chalicelib.fields.reading import Reading
from chalicelib.fields.rows import Row, printed_rows, rows_of
from chalicelib.fields.tokens import Token, unbarred
from chalicelib.fields.values_of import reading_of
from chalicelib.values import letters

HEAD_LINES = 5
"""Lines the head of a table may run over."""


@dataclass(frozen=True, slots=True)
class Head:
    """The tokens [start, end) of a table's head, and where each column's head stands, if found."""

    start: int
    end: int
    places: list[Place | None]


def table_readings(
    reader: Reader, layout: Layout, paper: Paper, starts: Sequence[int]
) -> dict[str, Reading]:
    """By key, the cells of the tables of `layout`; a table ends at the next of `starts`."""
    found: dict[str, Reading] = {}
    tables = {table.prefix: table for table in reader.tables}
    for grid in layout.grids:
        if head := _head(grid, paper, starts) or _unread(grid, paper):
            stop = next((s for s in starts if s >= head.end), len(paper.tokens))
            found |= _cells(grid, tables[grid.prefix], head, paper.tokens, stop)
    return found


def _head(grid: Grid, paper: Paper, starts: Sequence[int]) -> Head | None:
    """The lines that hold the most heads, at least half of them, as many as may be on the first.

    What the layout has for a label, among the `starts`, is no head of a column.
    """
    places = [
        [place for place in paper.places(column.labels) if not _labels(place, starts)]
        for column in grid.columns
    ]
    best: Head | None = None
    most = (max(2, len(grid.columns) // 2), 1)
    for n, line in enumerate(paper.lines):
        stop = _head_stop(grid, paper, n)
        chosen = _in_order(places, line.start, stop)
        held = [place for place in chosen if place]
        count = (len(held), sum(place.end <= line.end for place in held))
        if count[1] and count >= most and (best is None or count > most):
            most = count
            best = Head(line.start, stop, chosen)
    return best


def _unread(grid: Grid, paper: Paper) -> Head | None:
    """A head that nobody could read: it ends where the first long number below the title stands."""
    titles = paper.places(grid.after)
    title = max(titles, key=lambda place: place.weight, default=None)
    for line in paper.lines if title else ():
        words = paper.tokens[line.start : line.end]
        if title and line.start >= title.end and any(_is_long(word.letters) for word in words):
            return Head(line.start, line.start, [None] * len(grid.columns))
    return None


def _is_long(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 4


def _labels(place: Place, starts: Sequence[int]) -> bool:
    """Whether a label begins with the words of `place`, or with the number before them."""
    return any(place.start - 1 <= start < place.end for start in starts)


def _head_stop(grid: Grid, paper: Paper, first: int) -> int:
    """Where a head that begins on line `first` ends: before a line with words that no head has."""
    stop = first + 1
    while stop < min(first + HEAD_LINES, len(paper.lines)) and _heads(grid, paper, stop):
        stop += 1
    return paper.lines[stop - 1].end


def _heads(grid: Grid, paper: Paper, number: int) -> bool:
    """Whether the words of a line are those of heads, two thirds of their letters at least."""
    line = paper.lines[number]
    words = [token.letters for token in paper.tokens[line.start : line.end]]
    known = "".join(letters(text) for column in grid.columns for text in column.labels)
    held = sum(len(word) for word in words if word in known and not word.isdigit())
    return held >= 0.66 * len("".join(words)) > 0


def _in_order(options: list[list[Place]], start: int, stop: int) -> list[Place | None]:
    """For each column its most alike head among tokens [start, stop)."""
    chosen: list[Place | None] = []
    for places in options:
        inside = [place for place in places if start <= place.start and place.end <= stop]
        chosen.append(max(inside, key=lambda p: (p.likeness, p.end - p.start), default=None))
    return chosen


def _cells(
    grid: Grid, table: Table, head: Head, tokens: Sequence[Token], stop: int
) -> dict[str, Reading]:
    extents = [_extent(tokens[place.start : place.end]) if place else None for place in head.places]
    body, bars = unbarred(tokens[head.end : stop])
    named = zip(grid.columns, head.places, strict=True)
    heads = [tokens[place.start : place.end] for one, place in named if one.field and place]
    top, more = unbarred([token for words in heads for token in words])
    rows = printed_rows(body) or body
    cuts = rivers([*top, *rows], [*bars, *more], 2 * len(grid.columns) + 2)
    kinds = [table.columns.get(column.field, "") for column in grid.columns]
    edges = borders(cuts, kinds, extents, body)
    if edges is None:
        return {}
    return _keyed(grid, table, rows_of(body, edges, kinds))


def _extent(tokens: Sequence[Token]) -> tuple[int, int]:
    return min(token.box.x0 for token in tokens), max(token.box.x1 for token in tokens)


def _keyed(grid: Grid, table: Table, rows: Sequence[Row]) -> dict[str, Reading]:
    read: dict[str, Reading] = {}
    for row in rows[: table.rows]:
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if column.field and row.number <= table.rows:
                key = table.key(row.number, column.field)
                read[key] = reading_of(key, table.columns[column.field], cell, 1.0, whole=True)
    return read
