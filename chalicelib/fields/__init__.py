"""From words to fields: which paper this is, and what each of its fields says, with evidence.

`find(pages, readers(), expected="birth-declaration")` answers a Finding; a paper that no reader
knows has reader "" and no readings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chalicelib.fields.bundle import Part, read_part, split
from chalicelib.fields.card import Card, parse_card
from chalicelib.fields.codes import code_on
from chalicelib.fields.merge import Look
from chalicelib.fields.pen import marked
from chalicelib.fields.printed import printed_by
from chalicelib.fields.probability import Judge, judge, weigh
from chalicelib.fields.reader import Reader, load, readers
from chalicelib.fields.reading import Finding, Reading
from chalicelib.fields.sight import Sight, alike, see, views
from chalicelib.fields.together import Evidence, evidence
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
    "printed_by",
    "read_part",
    "readers",
    "split",
]

Seen = Mapping[str, Sight]
"""What one view shows, by the key of each reader tried on it."""

NOTHING = Sight(0.0, ())

RIVAL = 0.5
"""Share of the best score from which on a reader may still turn out to be the one."""

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
    first, second = _both(pages, readers)
    codes = {reader.qr: code_on(pages, reader.qr) for reader in readers.values()}
    scores = {key: _score(reader, first, second, codes) for key, reader in readers.items()}
    if expected in scores:
        scores[expected] += 0.05
    best = max(sorted(scores), key=lambda key: scores[key], default="")
    if not best or scores[best] < ENOUGH:
        return Finding("", min(scores.get(best, 0.0), 1.0))
    sights = first[best], second[best]
    by = judge()
    found = evidence(readers[best], sights, codes[readers[best].qr], alike(pages), by, look)
    # One reader alone has nothing to weigh its word against.
    alone = look is None and not all(sight.score for sight in sights)
    judged = _judged(found, by, alone=alone)
    # What carries a code is printed whole: no pen writes on a card, though its pattern looks so.
    if not readers[best].qr:
        judged = marked(judged, pages, form=not readers[best].letter)
    return Finding(best, min(scores[best], 1.0), tuple(judged))


def _both(pages: Sequence[Sequence[Word]], readers: Mapping[str, Reader]) -> tuple[Seen, Seen]:
    """What each of the two views shows; the second is asked only about papers that the first may
    be, unless that is none."""
    one, other = views(pages)
    first = see(one, readers)
    best = max((sight.score for sight in first.values()), default=0.0)
    likely = {key: r for key, r in readers.items() if first[key].score >= RIVAL * best}
    second = see(other, likely if best >= ENOUGH else readers)
    return first, {key: second.get(key, NOTHING) for key in readers}


def _score(reader: Reader, first: Seen, second: Seen, codes: Mapping[str, Card | None]) -> float:
    """How well a reader fits the view that it fits better; a code decides by itself, and of two
    sides of one card the print."""
    score = max(first[reader.key].score, second[reader.key].score)
    return 1.0 + score / 100 if codes[reader.qr] else score


def _judged(found: Iterable[Evidence], by: Judge, *, alone: bool) -> Iterator[Reading]:
    for one in found:
        if alone and one.reading.source not in CODES:
            yield one.reading
        else:
            yield weigh(one.merged, one.reading, one.quality, by)
