"""Vietnamese text as people compare it: one normal form, and equality up to where the tone sits.

"Hoà" and "Hòa" are the same word written by two schools; "Đ" is a letter and never a marked "D".
"""

import re
import unicodedata

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


def letters(raw: str) -> str:
    """Only the letters and digits of `bare(raw)`: what OCR noise leaves standing."""
    return re.sub(r"[^0-9a-z]", "", bare(raw))


def distance(a: str, b: str, limit: int) -> int:
    """Edits from `a` to `b` (Levenshtein); any number above `limit` means "more than `limit`"."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            step = min(row[j] + 1, row[j - 1] + 1, before + (left != right))
            before, row[j] = row[j], step
        if min(row) > limit:
            return limit + 1
    return row[-1]
