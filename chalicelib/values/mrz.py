"""The machine-readable zone of an identity card: TD1 of ICAO Doc 9303 part 5, as Viet Nam fills it.

Three lines of thirty characters out of A-Z, 0-9 and "<". Document number: the last nine digits of
the personal number, which stands whole in the optional data; names without any mark. Two digits
check the first line, two the second, and one both together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

WIDTH = 30
"""Characters in a line of TD1."""

_FIRST = "AAAAA999999999999999999999" + "9<<9"
_SECOND = "9999999A9999999AAA" + "*" * 11 + "9"
_TO_DIGIT = str.maketrans("OQDUILTJZESGBA", "00001111235684"[:14])
_TO_LETTER = str.maketrans("0152683", "OISZGBE")
_ALIKE = ("0ODQUC", "1ILTJ", "2Z", "5S", "8B", "6G", "4A", "<KCL", "3E8", "7T1", "9804", "6804")
"""Characters that readers take for one another."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says. `name` is in capitals without marks; dates are ISO, and `expires` is ""
    on a card that never does; `corrected`: one character was put right by the check digits."""

    number: str
    born: str
    sex: str
    expires: str
    name: str
    lines: tuple[str, str, str]
    corrected: bool = False


def check_digit(text: str) -> int:
    """ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1 over digits, letters from 10, fillers 0."""
    return sum(_worth(sign) * (7, 3, 1)[at % 3] for at, sign in enumerate(text)) % 10


def _worth(sign: str) -> int:
    return 0 if sign == "<" else int(sign, 36)


def solve(readings: Iterable[Sequence[str]]) -> Zone | None:
    """The one zone that all check digits allow, from several readings of its three lines.

    A character is put right only where no other single change makes the digits right. None when
    nothing, or more than one thing, can be proven.
    """
    lines = [_shaped(three) for three in readings]
    firsts, seconds = (list(dict.fromkeys(line[at] for line in lines if line[at])) for at in (0, 1))
    name = _voted(line[2] for line in lines if line[2])
    if not firsts or not seconds or not name:
        return None
    sound = {pair for pair in product(firsts, seconds) if _proven(*pair)}
    fixed = sound or {pair for one in product(firsts, seconds) for pair in _repaired(*one)}
    if len(fixed) != 1:
        return None
    ((first, second),) = fixed
    return _said(first, second, name, corrected=not sound)


def _shaped(three: Sequence[str]) -> tuple[str, str, str]:
    """Each line with letters where letters stand and digits where digits do; "" if not so long."""
    first, second, third = three
    return _fitted(first, _FIRST), _fitted(second, _SECOND), _letters(third)


def _fitted(line: str, shape: str) -> str:
    if len(line) != WIDTH:
        return ""
    signs = (_fit(sign, kind) for sign, kind in zip(line, shape, strict=True))
    return "".join(signs)


def _fit(sign: str, kind: str) -> str:
    if kind == "9":
        return sign.translate(_TO_DIGIT)
    return sign.translate(_TO_LETTER) if kind == "A" else sign if kind == "*" else kind


def _letters(line: str) -> str:
    """The name's line; readers lose or add fillers at its end, which say nothing."""
    plain = line.translate(_TO_LETTER).rstrip("<").ljust(WIDTH, "<")
    last, _, given = plain.partition("<<")
    good = len(plain) == WIDTH and last.isalpha() and given.replace("<", "").isalpha()
    return plain if good and plain.isascii() else ""


def _voted(names: Iterable[str]) -> str:
    """The name that most readings show, the first of them where as many show another."""
    return next((name for name, _ in Counter(names).most_common(1)), "")


def _proven(first: str, second: str) -> bool:
    """Whether all five check digits and the number's repetition are right."""
    if not (first[5:27].isdigit() and second[:7].isdigit() and second[8:15].isdigit()):
        return False
    both = first[5:] + second[:7] + second[8:15] + second[18:29]
    return (
        (first[:5], second[15:18]) == ("IDVNM", "VNM")
        and second[7] in "MF<"
        and first[5:14] == first[18:27]
        and check_digit(first[5:14]) == int(first[14])
        and check_digit(first[15:29]) == int(first[29])
        and check_digit(second[:6]) == int(second[6])
        and check_digit(second[8:14]) == int(second[14])
        and second[29].isdigit()
        and check_digit(both) == int(second[29])
    )
