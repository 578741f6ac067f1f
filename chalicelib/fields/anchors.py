"""Finding the printed labels of a layout among the tokens of a paper.

A label may be damaged by OCR and may stand several times on a form ("Dân tộc" of the child, of the
mother, of the father). So every place that resembles a label is a candidate, and the order of the
form decides: the chosen places must follow the order of the layout, and together resemble it most.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from chalicelib.fields.reader import Layout
from chalicelib.fields.tokens import Token
from chalicelib.values import distance, letters


class Place(NamedTuple):
    """Tokens [start, end) that resemble a label; `likeness` is 0..1, `weight` what it is worth."""

    start: int
    end: int
    likeness: float
    weight: float


def find_anchors(layout: Layout, paper: Sequence[Token]) -> list[Place | None]:
    """For each anchor of `layout` the place where it stands, None for those not found."""
    candidates = [places(anchor.labels, paper) for anchor in layout.anchors]
    table = _table(candidates, len(paper))
    return _walk(candidates, table, len(paper))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def places(labels: Iterable[str], paper: Sequence[Token]) -> list[Place]:
    """Every place in `paper` that resembles one of `labels`, ordered by its end."""
    found = (place for label in labels for place in _label_places(label, paper))
    return sorted(found, key=lambda place: place.end)


def _label_places(label: str, paper: Sequence[Token]) -> Iterable[Place]:
    want = letters(label)
    allowed = len(want) // 5 if len(want) > 5 else 0
    for start in range(len(paper)):
        for end, text in _windows(paper, start, len(want) + allowed):
            if len(text) >= len(want) - allowed and (found := _likeness(want, text, allowed)):
                yield _place(paper, start, end, found, len(want))


def _windows(paper: Sequence[Token], start: int, longest: int) -> Iterable[tuple[int, str]]:
    """(end, letters of tokens start..end) on one line, up to `longest` letters.

    Neither end is a token without letters, so that a speck beside a label stays outside it.
    """
    if not paper[start].letters:
        return
    text = ""
    for end in range(start, len(paper)):
        if paper[end].line != paper[start].line:
            return
        text += paper[end].letters
        if len(text) > longest:
            return
        if paper[end].letters:
            yield end + 1, text


def _likeness(want: str, text: str, allowed: int) -> float:
    """1.0 for the same letters, less for each edit, 0.0 beyond the `allowed` number."""
    if want == text:
        return 1.0
    shared = len(_pairs(want) & _pairs(text))
    if allowed == 0 or shared < len(want) - 1 - 2.5 * allowed:
        return 0.0
    edits = distance(want, text, allowed)
    return 1 - edits / len(want) if edits <= allowed else 0.0


def _place(paper: Sequence[Token], start: int, end: int, likeness: float, size: int) -> Place:
    """A label counts for its length; more when a colon ends it, less in the middle of a text."""
    opens = start == 0 or paper[start - 1].line != paper[start].line
    closes = paper[end - 1].closes
    weight = size**0.7 * likeness * (1.3 if closes else 1.0)
    if not closes and not opens:
        weight *= 0.5 if size > 8 else 0.2
    return Place(start, end, likeness, weight)


def _table(candidates: list[list[Place]], count: int) -> list[list[float]]:
    """table[i][p]: best weight of the first i anchors within the first p tokens."""
    table = [[0.0] * (count + 1)]
    for options in candidates:
        above, row = table[-1], [0.0] * (count + 1)
        ending: dict[int, list[Place]] = {}
        for place in options:
            ending.setdefault(place.end, []).append(place)
        for p in range(1, count + 1):
            taken = (above[place.start] + place.weight for place in ending.get(p, ()))
            row[p] = max(above[p], row[p - 1], *taken)
        table.append(row)
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
