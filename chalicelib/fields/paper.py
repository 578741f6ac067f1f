"""The tokens of one paper, with what the search for labels needs more than once.

Many readers look for the same labels ("Dân tộc", "Ngày, tháng, năm sinh"), so each label is looked
for once a paper, and only on lines that hold most of its pairs of letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from chalicelib.fields.tokens import Token
from chalicelib.values import distance, letters


class Place(NamedTuple):
    """Tokens [start, end) that resemble a label; `likeness` is 0..1, `weight` what it is worth."""

    start: int
    end: int
    likeness: float
    weight: float


class Line(NamedTuple):
    """Tokens [start, end) of one printed line, their letters run together, the letters' pairs."""

    start: int
    end: int
    letters: str
    pairs: frozenset[str]


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@lru_cache(maxsize=4096)
def _wanted(label: str) -> str:
    return letters(label)


@dataclass(frozen=True)
class Paper:
    """The tokens of a paper in reading order."""

    tokens: Sequence[Token]
    _known: dict[str, list[Place]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(_lines(self.tokens))

    @cached_property
    def text(self) -> str:
        """The letters of all lines, a line break between them."""
        return "\n".join(line.letters for line in self.lines)

    @cached_property
    def capitals(self) -> "Paper":
        """The runs of words in capitals, each as one line: where titles stand."""
        return Paper(tuple(_capital_runs(self.tokens)))

    def places(self, labels: Iterable[str]) -> list[Place]:
        """Every place that resembles one of `labels`, ordered by its end."""
        found = {place for label in labels for place in self._label(label)}
        return sorted(found, key=lambda place: place.end)

    def _label(self, label: str) -> list[Place]:
        want = _wanted(label)
        if want not in self._known:
            self._known[want] = [p for line in self.lines for p in self._on(line, want)]
        return self._known[want]

    def _on(self, line: Line, want: str) -> Iterator[Place]:
        allowed = len(want) // 5 if len(want) > 5 else 0
        pairs = _pairs(want)
        if want not in line.letters and (
            not allowed or len(pairs & line.pairs) < len(pairs) - 2 * allowed
        ):
            return
        for start in range(line.start, line.end):
            for end, text in _windows(self.tokens, start, line.end, len(want) + allowed):
                if len(text) >= len(want) - allowed and (like := _likeness(want, text, allowed)):
                    yield self._place(start, end, like, len(want))

    def _place(self, start: int, end: int, likeness: float, size: int) -> Place:
        """A label counts for its length; more when a colon ends it, less inside a text."""
        opens = start == 0 or self.tokens[start - 1].line != self.tokens[start].line
        closes = self.tokens[end - 1].closes
        weight = float(size**0.7 * likeness * (1.3 if closes else 1.0))
        if not closes and not opens:
            weight *= 0.5 if size > 8 else 0.2
        return Place(start, end, likeness, weight)


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    start = 0
    for _, group in groupby(tokens, key=lambda token: token.line):
        members = list(group)
        text = "".join(token.letters for token in members)
        yield Line(start, start + len(members), text, _pairs(text))
        start += len(members)


def _windows(
    tokens: Sequence[Token], start: int, stop: int, longest: int
) -> Iterator[tuple[int, str]]:
    """(end, letters of tokens start..end) up to token `stop`, at most `longest` letters.

    Neither end is a token without letters, so that a speck beside a label stays outside it.
    """
    text = ""
    if not tokens[start].letters:
        return
    for end in range(start, stop):
        text += tokens[end].letters
        if len(text) > longest:
            return
        if tokens[end].letters:
            yield end + 1, text


def _likeness(want: str, text: str, allowed: int) -> float:
    """1.0 for the same letters, less for each edit, 0.0 beyond the `allowed` number."""
    if want == text:
        return 1.0
    # One edit spoils two pairs of letters at most.
    pairs = _pairs(want)
    if allowed == 0 or len(pairs & _pairs(text)) < len(pairs) - 2 * allowed:
        return 0.0
    edits = distance(want, text, allowed)
    return 1 - edits / len(want) if edits <= allowed else 0.0


def _capital_runs(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words in capitals; a word in small letters ends a run, a mark does not."""
    run = 0
    for token in tokens:
        if not token.letters or _in_capitals(token.text):
            yield replace(token, line=run)
        else:
            run += 1


def _in_capitals(text: str) -> bool:
    cased = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in cased) >= 0.6 * len(cased)
