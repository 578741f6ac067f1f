"""Is this a page that was sent before? Told by what it says, not by how it looks.

Picture hashes of 64 to 1536 bits were measured and did not serve: two copies of one form filled in
by different people are nearer to each other than a photo of a page is to its scan. Words do: on 24
photos and scans of 12 pages the same page shared 0.85 of its words and half of its numbers or more,
another person's copy of the form up to 0.88 of its words but a third of its numbers at most.
"""

from collections import Counter
from collections.abc import Iterable

WORDS, NUMBERS, WORDS_ALONE = 0.8, 0.45, 0.93
"""Shares of words and of numbers that the same page shares; of words where it has no numbers."""

DIGITS, FEW_NUMBERS, FEW_WORDS = 4, 2, 12


def same_page(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two readings are of one page, scanned or photographed again."""
    words, others = _counted(one), _counted(other)
    if min(words.total(), others.total()) < FEW_WORDS:
        return False
    numbers, their = _numbers(words), _numbers(others)
    if min(numbers.total(), their.total()) < FEW_NUMBERS:
        return _shared(words, others) >= WORDS_ALONE
    return _shared(words, others) >= WORDS and _shared(numbers, their) >= NUMBERS


def _counted(words: Iterable[str]) -> Counter[str]:
    return Counter(word for word in words if len(word) > 1)


def _numbers(words: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in words.items() if _digits(word) >= DIGITS})


def _digits(word: str) -> int:
    return sum(letter.isdigit() for letter in word)


def _shared(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)
