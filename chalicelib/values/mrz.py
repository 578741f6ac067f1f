"""The machine-readable zone of an identity card: TD1 of ICAO Doc 9303 part 5, as Viet Nam fills it.

Three lines of thirty characters out of A-Z, 0-9 and "<". Document number: the last nine digits of
the personal number, which stands whole in the optional data; names without any mark. Two digits
check the first line, two the second, and one both together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

WIDTH = 30
"""Characters in a line of TD1."""

FOREVER = "991231"
"""The day on which a card ends that never does."""

SAME = 0.5
"""Share of the signs that are the same on every card that a line must show to be one of them."""

_STATE = "IDVNM"
_FIRST = _STATE + "9" * 22 + "<<9"
_SECOND = "9" * 7 + "A" + "9" * 7 + "VNM" + "<" * 11 + "9"
"""What stands where: 9 a digit, A a letter, anything else itself."""

_TO_DIGIT = str.maketrans("OQDUCILTJZASGB", "00000111124568")
_TO_LETTER = str.maketrans("0152683", "OISZGBE")


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
    """The one zone that all check digits allow, from readings of its three lines, the best first.

    A character is put right only where no other single change makes the digits right. None when
    nothing, or more than one thing, can be proven.
    """
    lines = [_shaped(three) for three in readings]
    firsts, seconds = (list(dict.fromkeys(line[at] for line in lines if line[at])) for at in (0, 1))
    name = _voted([line[2] for line in lines if line[2]])
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
    fixed = [(sign, kind) for sign, kind in zip(line, shape, strict=True) if kind not in "9A"]
    if sum(sign == kind for sign, kind in fixed) < len(fixed) * SAME:
        return ""
    return "".join(_fit(sign, kind) for sign, kind in zip(line, shape, strict=True))


def _fit(sign: str, kind: str) -> str:
    if kind == "9":
        return sign.translate(_TO_DIGIT)
    return sign.translate(_TO_LETTER) if kind == "A" else kind


def _letters(line: str) -> str:
    """The name's line when it can be one; a line that is too long or too short was misread."""
    plain = line.translate(_TO_LETTER)
    last, _, given = plain.rstrip("<").partition("<<")
    good = len(plain) == WIDTH and last.replace("<", "").isalpha()
    return plain if good and given.replace("<", "").isalpha() and "<<" not in given else ""


def _voted(names: Sequence[str]) -> str:
    """The name that most readings show; of several, the one that was read first."""
    return max(dict.fromkeys(names), key=names.count, default="")


def _proven(first: str, second: str) -> bool:
    """Whether all five check digits and the number's repetition are right."""
    if not (first[5:27].isdigit() and second[:7].isdigit() and second[8:15].isdigit()):
        return False
    if not (first[29] + second[29]).isdigit():
        return False
    both = first[5:] + second[:7] + second[8:15] + second[18:29]
    return (
        second[7] in "MF"
        and first[5:14] == first[18:27]
        and check_digit(first[5:14]) == int(first[14])
        and check_digit(first[15:29]) == int(first[29])
        and check_digit(second[:6]) == int(second[6])
        and check_digit(second[8:14]) == int(second[14])
        and check_digit(both) == int(second[29])
    )


def _repaired(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Every proven and coherent pair of lines that differs from the two in one digit."""
    text = first + second
    for at, sign in enumerate(text):
        for other in "0123456789" if sign.isdigit() else "":
            changed = text[:at] + other + text[at + 1 :]
            pair = changed[:WIDTH], changed[WIDTH:]
            if other != sign and _proven(*pair) and _coherent(*pair):
                yield pair


def _coherent(first: str, second: str) -> bool:
    """Whether the personal number speaks of the year of birth and the sex of the second line."""
    return first[19:21] == second[:2] and int(first[18]) % 2 == "MF".index(second[7])


def _said(first: str, second: str, name: str, *, corrected: bool) -> Zone | None:
    number = first[15:27]
    century = 19 + int(number[3]) // 2
    born, ends = _day(century, second[:6]), _day(20, second[8:14])
    if not born or not (ends or second[8:14] == FOREVER):
        return None
    sex = "Nam" if second[7] == "M" else "Nữ"
    last, _, given = name.rstrip("<").partition("<<")
    plain = " ".join((last, *given.replace("<", " ").split()))
    ends = "" if second[8:14] == FOREVER else ends
    return Zone(number, born, sex, ends, plain, (first, second, name), corrected)


def _day(century: int, six: str) -> str:
    """yyMMdd of a century as an ISO date; "" when there is no such day."""
    try:
        return date.fromisoformat(f"{century}{six[:2]}-{six[2:4]}-{six[4:]}").isoformat()
    except ValueError:
        return ""
