"""The letters the reader knows, in the order of the network's outputs (output 0 is blank).

New letters go at the end: the order of the others is frozen in every set of weights.
"""

import unicodedata
from typing import Final

_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def nfc(text: str) -> str:
    """`text` with each letter and its marks as one character where Unicode has one."""
    return unicodedata.normalize("NFC", text)


def _vietnamese() -> tuple[str, ...]:
    """The marked letters, small ones first."""
    made = [nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES]
    small = [letter for letter in made if ord(letter) > 127] + ["đ"]
    return (*small, *(letter.upper() for letter in small))


VIETNAMESE: Final = _vietnamese()
BREVE: Final = "\u0306"
"""Stands alone after ê, ô, ơ or ư, for which Unicode has no letter with a breve."""

MINORITY: Final = (*"ŏŎĭĬčČƀɃñÑĕĔŭŬ", BREVE)
"""Letters of Ê-đê, Gia-rai, Ba-na, Xơ-đăng and Cơ-ho names."""

SIGNS: Final = tuple("◦▪☐☑☒✓«»±≤≥→")
"""Bullets and boxes. Every empty box is ☐, every filled square ▪, every filled dot •."""

CHARSET: Final = tuple(
    dict.fromkeys(
        (
            *map(chr, range(0x20, 0x7F)),
            *VIETNAMESE,
            *"“”‘’–—…•°§×½²³€₫",
            *MINORITY,
            *SIGNS,
        )
    )
)
_NUMBER: Final = {letter: number for number, letter in enumerate(CHARSET, 1)}


def known(text: str) -> bool:
    """Whether every letter of `text` has an output."""
    return all(letter in _NUMBER for letter in text)


def encode(text: str) -> list[int]:
    """Output numbers (1..) of `text`; KeyError for a letter without one."""
    return [_NUMBER[letter] for letter in text]


def decode(numbers: list[int]) -> str:
    """The text of a greedy path: repeats merged, blanks (0) dropped."""
    kept = [n for n, before in zip(numbers, [0, *numbers], strict=False) if n and n != before]
    return "".join(CHARSET[number - 1] for number in kept)
