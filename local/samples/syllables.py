"""Names that stand in no list: syllables that could be Vietnamese, put together by chance.

A reader that knows the usual names can guess; these show what it sees.
"""

import random
import unicodedata
from typing import Final

ONSETS: Final = (
    *("b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th"),
    *("tr", "v", "x", "c", ""),
)
OPEN: Final = (
    *("a", "ai", "ao", "am", "an", "ang", "anh", "ay", "ăm", "ăn", "ăng", "âm", "ân", "âng", "âu"),
    *("e", "em", "en", "eo", "ê", "êm", "ên", "ênh", "êu", "i", "iêm", "iên", "iêu", "im", "in"),
    *("inh", "o", "oa", "oan", "oanh", "oi", "om", "on", "ong", "ô", "ôi", "ôm", "ôn", "ông"),
    *("ơ", "ơi", "ơm", "ơn", "u", "uân", "uê", "ui", "uôi", "uôn", "uông", "uy", "uyên", "um"),
    *("un", "ung", "ư", "ưng", "ươi", "ươm", "ươn", "ương", "ưu", "ơu"),
)
CHECKED: Final = (
    *("ac", "ach", "ap", "at", "ăc", "ăp", "ăt", "âc", "âp", "ât", "ec", "ep", "et", "êch", "êp"),
    *("êt", "ich", "iêc", "iêp", "iêt", "oc", "op", "ot", "ôc", "ôp", "ôt", "ơp", "ơt", "uât"),
    *("uôc", "uôt", "uyêt", "uc", "up", "ut", "ưc", "ươc", "ươp", "ươt"),
)
TONES: Final = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
FRONT: Final = ("e", "ê", "i")
GLIDES: Final = ("oa", "oe", "uê", "uy", "uâ")
"""Rimes whose first letter carries no mark."""


def syllable(dice: random.Random) -> str:
    """One syllable in small letters, spelt by the rules of the writing: ``nghiễn``, ``kếch``."""
    checked = dice.random() < 0.3
    rime = dice.choice(CHECKED if checked else OPEN)
    tone = dice.choice(TONES[2::3] if checked else TONES)
    return spelt(dice.choice(ONSETS), _toned(rime, tone))


def spelt(onset: str, rime: str) -> str:
    """Onset and rime together: c, g and ng are k, gh and ngh before e and i."""
    front = unicodedata.normalize("NFD", rime)[0] in "ei"
    if front:
        onset = {"c": "k", "g": "gh", "ng": "ngh"}.get(onset, onset)
    if not onset and rime[0] == "i" and len(rime) > 1:
        return "y" + rime[1:]
    return unicodedata.normalize("NFC", onset + rime)


def name(dice: random.Random, family: str, words: int = 3) -> str:
    """A full name of `words` words after the `family` name's first."""
    rest = [syllable(dice).capitalize() for _ in range(words - 1)]
    return " ".join([family, *rest])


def _toned(rime: str, tone: str) -> str:
    """The rime with its mark on the vowel that carries it (new placement: ``oà`` as ``hòa`` is
    written by most people, so the mark goes to the first of two open vowels)."""
    at = _bearer(rime)
    return unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :])


def _bearer(rime: str) -> int:
    marked = [at for at, letter in enumerate(rime) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    vowels = [at for at, letter in enumerate(rime) if letter in "aeiouy"]
    closed = rime[-1] not in "aeiouy"
    if rime.startswith(GLIDES):
        return vowels[1] if closed else vowels[0]
    return vowels[0]
