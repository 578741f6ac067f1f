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

HEAD_LINES = 3
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
        if head := _head(grid, paper):
            stop = next((s for s in starts if s >= head.end), len(paper.tokens))
            found |= _cells(grid, tables[grid.prefix], head, paper.tokens, stop)
    return found


def _head(grid: Grid, paper: Paper) -> Head | None:
    """The lines that hold the most heads, at least half of them, as many as may be on the first."""
    places = [paper.places(column.labels) for column in grid.columns]
    best: Head | None = None
    most = (max(2, len(grid.columns) // 2), 1)
    for n, line in enumerate(paper.lines):
        chosen = _in_order(places, line.start, _head_stop(paper, n))
        held = [place for place in chosen if place]
        count = (len(held), sum(place.end <= line.end for place in held))
        if count[1] and count >= most and (best is None or count > most):
            most = count
            best = Head(line.start, _head_end(paper, n, max(p.end for p in held)), chosen)
    return best


def _head_stop(paper: Paper, first: int) -> int:
    """Where a head that begins on line `first` must end: before a row, known by its digits."""
    for n in range(first + 1, min(first + HEAD_LINES, len(paper.lines))):
        line = paper.lines[n]
        words = paper.tokens[line.start : line.end]
        if any(char.isdigit() for word in words for char in word.letters):
            return line.start
    return paper.lines[min(first + HEAD_LINES, len(paper.lines)) - 1].end


def _head_end(paper: Paper, first: int, token: int) -> int:
    """The first token below a head: of the row, if one follows soon, else below its last label."""
    stop = _head_stop(paper, first)
    later = paper.lines[first + 1 : first + HEAD_LINES]
    if any(line.start == stop for line in later):
        return stop
    return next(line.end for line in paper.lines if line.end >= token)


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
                read[key] = reading_of(key, table.columns[column.field], cell, 1.0)
    return read
