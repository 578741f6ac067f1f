"""What one reader's words show: how well each kind of paper fits them, and its fields by them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.fields.fit import fit_all
from chalicelib.fields.letter import read_letter
from chalicelib.fields.pen import PEN
from chalicelib.fields.reader import Reader
from chalicelib.fields.reading import Reading
from chalicelib.fields.tokens import CODES, LENT, tokens
from chalicelib.sheet import Word

Pages = Sequence[Sequence[Word]]

OWN = "line"
"""The source of our own line reader's words; the file's text and Tesseract's are the other view."""


CERTAIN = 0.9
"""How well a form fits where the pages are no letter: titles and labels of forms stand in none."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How well a kind of paper fits what one reader saw (0..1), and a reading of each field."""

    score: float
    readings: tuple[Reading, ...]


def views(pages: Pages) -> tuple[Pages, Pages]:
    """The pages as the reference saw them, and as our own reader did; codes are nobody's view."""
    printed = [[word for word in words if word.source not in (*CODES, PEN)] for words in pages]
    first = [[word for word in words if word.source != OWN] for words in printed]
    second = [[word for word in words if word.source == OWN] for words in printed]
    return first, second


def alike(pages: Pages) -> list[float]:
    """For each page how legible it is, 0..1: the share of words that both readers read alike,
    or, where one reader saw it alone, how sure that reader was of its words on average."""
    return [_alike(first, second) for first, second in zip(*views(pages), strict=True)]


def _alike(first: Sequence[Word], second: Sequence[Word]) -> float:
    if not first or not second:
        sure = [word.confidence for word in (*first, *second)]
        return sum(sure) / len(sure) if sure else 0.0
    own = [word for word in first if word.source != LENT]
    said, also = (Counter(w.text for w in v if len(w.text) > 1) for v in (own, second))
    return (said & also).total() / max(said.total(), 1)


def see(view: Pages, readers: Mapping[str, Reader]) -> dict[str, Sight]:
    """Each reader tried on one view of the pages; letters only where no form is certain."""
    letters = {key: reader for key, reader in readers.items() if reader.letter}
    forms = {key: reader for key, reader in readers.items() if key not in letters}
    seen = fit_all(tokens(view), forms)
    if max((score for score, _ in seen.values()), default=0.0) >= CERTAIN:
        seen |= dict.fromkeys(letters, (0.0, ()))
    else:
        seen |= {key: read_letter(one.fields, view, one.titles) for key, one in letters.items()}
    return {key: Sight(score, tuple(map(_own, read))) for key, (score, read) in seen.items()}


def _own(reading: Reading) -> Reading:
    """Nothing, where it rests on words that the view did not read itself."""
    lent = reading.source == LENT
    return Reading(reading.key, "", "", reading.kind) if lent else reading
