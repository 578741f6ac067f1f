"""Kinds of value: what a written thing means, whether it can be right, how to show it, equality.

Canonical forms: text in NFC; dates ISO ("2026-02-05", or a bare year when that is all there is);
times "HH:MM"; sex "Nam" or "Nữ"; numbers with a point; money in whole đồng; names never split.
"""

from dataclasses import dataclass

from chalicelib.values.dates import (
    date_from_words,
    date_in_words,
    find_clock,
    find_date,
    find_year,
    long_date,
)
from chalicelib.values.kinds import KINDS
from chalicelib.values.lexicon import correct, like_trade, trade_codes
from chalicelib.values.numerals import money_in_words, spell, unspell
from chalicelib.values.personal import PROVINCES, born_in, number_conflicts
from chalicelib.values.places import unlisted_marks
from chalicelib.values.text import bare, distance, key, letters, tidy

__all__ = [
    "CORRECTED",
    "KINDS",
    "PROVINCES",
    "Value",
    "bare",
    "born_in",
    "check",
    "correct",
    "date_from_words",
    "date_in_words",
    "distance",
    "find_clock",
    "find_date",
    "find_year",
    "key",
    "letters",
    "like_trade",
    "long_date",
    "money_in_words",
    "number_conflicts",
    "parse",
    "same",
    "show",
    "spell",
    "tidy",
    "trade_codes",
    "understand",
    "unlisted_marks",
    "unspell",
]


CORRECTED = "corrected"
"""Flag of a value that is not letter by letter what was read: good for use, good to look at."""


@dataclass(frozen=True, slots=True)
class Value:
    """What was understood: the canonical `value` ("" = nothing of that kind) and what is odd."""

    value: str
    flags: tuple[str, ...] = ()


def parse(kind: str, raw: str) -> Value:
    """Understand `raw` as a value of `kind`; raises KeyError for a kind that does not exist."""
    value = KINDS[kind].take(raw)
    return Value(value, check(kind, value))


def understand(kind: str, raw: str) -> Value:
    """Like `parse`, for what a machine read: mended where it is no value as it stands.

    Letters that look like digits and lost marks are put right where only one reading makes sense,
    names, places and short lists as the lexicons have them. Such a value is flagged "corrected".
    """
    read = parse(kind, raw)
    mend = KINDS[kind].mend
    mended = parse(kind, mend(raw)) if read.flags and mend else read
    best = mended if mended.value and not mended.flags else read
    right = correct(kind, best.value)
    if right == read.value:
        return read
    return Value(right, (*check(kind, right), CORRECTED))


def check(kind: str, value: str) -> tuple[str, ...]:
    """Why a canonical `value` deserves a look; empty when it is fine."""
    return KINDS[kind].odd(value)


def show(kind: str, value: str) -> str:
    """`value` as a Vietnamese reader expects it: 05/02/2026, 1.500.000 đồng."""
    return KINDS[kind].show(value)


_EXACT = frozenset(
    {
        *("email", "phone", "personal_number", "date", "year", "time", "number", "percent"),
        *("money", "tax_code", "registration_number", "business_code", "document_number", "mark"),
    }
)


def same(kind: str, a: str, b: str) -> bool:
    """Whether two canonical values say the same: NFC, case and tone placement forgiven."""
    if kind in _EXACT:
        return tidy(a) == tidy(b)
    return key(a) == key(b)
