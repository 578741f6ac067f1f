"""Finding procedures by the words people type: no marks, any order, the best match first."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from chalicelib.procedure.shapes import Head
from chalicelib.procedure.terms import LIFE_EVENTS

_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case without tone or vowel marks, đ as d: what people type in a hurry."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")


def wanted(text: str) -> tuple[str, ...]:
    """The words to look for: folded, i and y alike (kỹ, kĩ)."""
    return tuple(_BETWEEN.sub(" ", fold(text)).replace("y", "i").split())


def _spaced(*texts: str) -> str:
    return f" {' '.join(word for text in texts for word in wanted(text))} "


@dataclass(frozen=True)
class Found:
    """A procedure's head with the words it is found by."""

    head: Head

    @cached_property
    def names(self) -> str:
        return _spaced(*self.head.name)

    @cached_property
    def words(self) -> str:
        one = self.head
        events = (text for key in one.events for text in LIFE_EVENTS[key])
        return _spaced(one.code, *one.name, *one.keywords, *one.field, *events)

    def has(self, words: tuple[str, ...]) -> bool:
        """Whether it holds every word; the last may still be being typed."""
        return _holds(self.words, words)

    def rank(self, words: tuple[str, ...]) -> int:
        """0 for the very phrase in the name, 1 for all words in the name, 2 for the rest."""
        if f" {' '.join(words)}" in self.names:
            return 0
        return 1 if _holds(self.names, words) else 2


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return all(f" {word} " in text for word in words[:-1]) and f" {''.join(words[-1:])}" in text
