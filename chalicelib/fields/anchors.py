"""Finding the printed labels of a layout on a paper.

A label may be damaged by OCR and may stand several times on a form ("Dân tộc" of the child, of the
mother, of the father). So every place that resembles a label is a candidate, and the order of the
form decides: the chosen places must follow the order of the layout, and together resemble it most.
"""

from itertools import accumulate

from chalicelib.fields.paper import Paper, Place
from chalicelib.fields.reader import Layout


def find_anchors(layout: Layout, paper: Paper) -> list[Place | None]:
    """For each anchor of `layout` the place where it stands, None for those not found."""
    candidates = [paper.places(anchor.labels) for anchor in layout.anchors]
    table = _table(candidates, len(paper.tokens))
    return _walk(candidates, table, len(paper.tokens))


def _table(candidates: list[list[Place]], count: int) -> list[list[float]]:
    """table[i][p]: best weight of the first i anchors within the first p tokens."""
    table = [[0.0] * (count + 1)]
    for options in candidates:
        above = table[-1]
        row = above.copy()
        for place in options:
            row[place.end] = max(row[place.end], above[place.start] + place.weight)
        table.append(list(accumulate(row, max)))
    return table


def _walk(
    candidates: list[list[Place]], table: list[list[float]], count: int
) -> list[Place | None]:
    """The choice that gave the best weight, followed back from the end."""
    chosen: list[Place | None] = [None] * len(candidates)
    p = count
    for i in range(len(candidates), 0, -1):
        while p > 0 and table[i][p] == table[i][p - 1]:
            p -= 1
        if table[i][p] == table[i - 1][p]:
            continue
        place = next(
            place
            for place in candidates[i - 1]
            if place.end == p and table[i - 1][place.start] + place.weight == table[i][p]
        )
        chosen[i - 1], p = place, place.start
    return chosen
