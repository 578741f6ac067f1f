"""An agency's code in its two spellings.

QCVN 102:2016/BTTTT: ``V1V2V3.Z1Z2.Y1Y2.MX1X2``, levels 4.3.2.1 from left to right, all four
written, zeros for the levels below the agency's own: ``000.00.05.H49``. QĐ 20/2020/QĐ-TTg: the
root first, only the levels there are, at most 35 letters, digits and dots: ``H49.05``.
"""

import re

from chalicelib.errors import Invalid

CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*")
LONGEST = 35
_QCVN = re.compile(r"(?P<four>\d{3})\.(?P<three>\d{2})\.(?P<two>\d{2})\.(?P<one>[A-Z]\d{2})")
_ROOT = re.compile(r"[A-Z]\d{2}")
_ROOM = (3, 2, 2)
"""Digits that QCVN 102 has for the fourth, third and second level."""


def is_code(text: str) -> bool:
    """Whether `text` is written as QĐ 20/2020 says."""
    return bool(CODE.fullmatch(text)) and len(text) <= LONGEST


def qcvn(code: str) -> str:
    """The QCVN 102 spelling of a QĐ 20/2020 code; "" where QCVN 102 has no room for it.

    Room there is for three levels of 2, 2 and 3 digits below the root: not for ``H49.101``.
    """
    root, *below = code.split(".")
    low = [*reversed(below)]
    places = [*([""] * (3 - len(low))), *low]
    fits = len(places) == 3 and all(
        part.isascii() and (part.isdigit() or not part) and len(part) <= room
        for part, room in zip(places, _ROOM, strict=True)
    )
    if not fits or not _ROOT.fullmatch(root) or any(part and not int(part) for part in low):
        return ""
    return ".".join(part.zfill(room) for part, room in zip(places, _ROOM, strict=True)) + f".{root}"


def qd20(code: str) -> str:
    """The QĐ 20/2020 spelling of a code in either spelling; raises `Invalid` ``code_invalid``."""
    found = _QCVN.fullmatch(code)
    if found is None:
        if not is_code(code) or re.fullmatch(r"\d{3}\..*", code):
            raise _bad(code)
        return code
    levels = [found["two"], found["three"], found["four"]]
    while levels and not int(levels[-1]):
        levels.pop()
    if not all(int(level) for level in levels):
        raise _bad(code)
    return ".".join([found["one"], *levels])


def _bad(code: str) -> Invalid:
    return Invalid(
        "code_invalid",
        f"“{code}” không phải mã cơ quan: hãy viết như H49.05 (QĐ 20/2020/QĐ-TTg) hoặc "
        "000.00.05.H49 (QCVN 102:2016/BTTTT).",
        f"'{code}' is no agency code; write it as H49.05 or as 000.00.05.H49.",
    )
