"""Vietnamese text as people compare it: one normal form, and equality up to where the tone sits.

"Hoà" and "Hòa" are the same word written by two schools; "Đ" is a letter and never a marked "D".
"""

import re
import unicodedata
from functools import lru_cache

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Grave, acute, tilde, hook above, dot below: the five marks that are tones and not letters."""


def tidy(raw: str) -> str:
    """`raw` in NFC with single spaces and no space at either end."""
    return " ".join(unicodedata.normalize("NFC", raw).split())


def key(raw: str) -> str:
    """A form in which two spellings of one text are equal: case and tone placement are gone."""
    return " ".join(_word_key(word) for word in tidy(raw).casefold().split(" "))


def _word_key(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in letters if mark in TONES)
    return "".join(mark for mark in letters if mark not in TONES) + tone


def bare(raw: str) -> str:
    """`raw` without any mark, in lower case, "đ" as "d": for matching, never for showing."""
    letters = unicodedata.normalize("NFD", raw.casefold())
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return plain.replace("đ", "d")


@lru_cache(maxsize=8192)
def letters(raw: str) -> str:
    """Only the letters and digits of `bare(raw)`: what OCR noise leaves standing."""
    return re.sub(r"[^0-9a-z]", "", bare(raw))


def distance(a: str, b: str, limit: int) -> int:
    """Edits from `a` to `b` (Levenshtein); any number above `limit` means "more than `limit`".

    A column of the table at a time, each cell's step up or down one bit of an integer (G. Myers,
    "A fast bit-vector algorithm for approximate string matching", 1999).
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    if not a or not b:
        return max(len(a), len(b))
    at: dict[str, int] = {}
    for place, letter in enumerate(a):
        at[letter] = at.get(letter, 0) | 1 << place
    top, whole = 1 << len(a) - 1, (1 << len(a)) - 1
    ups, downs, score = whole, 0, len(a)
    for letter in b:
        here = at.get(letter, 0)
        across = (((here & ups) + ups) ^ ups) | here
        right_up, right_down = downs | ~(across | ups) & whole, ups & across
        score += (right_up & top != 0) - (right_down & top != 0)
        right_up = (right_up << 1 | 1) & whole
        ups = right_down << 1 & whole | ~((here | downs) | right_up) & whole
        downs = right_up & (here | downs)
    return score
