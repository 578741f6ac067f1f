"""The two one-byte ways Vietnamese was written before Unicode: TCVN3 (.Vn fonts) and VNI.

Both tables are whole, so a text converts exactly or not at all. TCVN3 has codes for the marked
small letters and for Ă Â Ê Ô Ơ Ư Đ; a font whose family ends in H draws every small letter as a
capital. VNI writes the base letter and after it one sign for its marks.
Sources: TCVN 5712:1993 (VN3); the table of VNI for Windows. Both agree with xvnkb's.
"""

import re
import unicodedata

from chalicelib.pages.syllables import is_syllable

TCVN3, TCVN3_CAPITALS, VNI = "tcvn3", "tcvn3-capitals", "vni"

_ROWS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3 = {chr(code + at): letter for code, row in _ROWS for at, letter in enumerate(row)}
# What writers of PDF put in place of a code that means something to them: soft hyphen, middle dot,
# micro sign, macron. In such a font each of them is a letter.
_TCVN3 |= {"\u2212": "ư", "\u2219": "ã", "\u22c5": "ã", "\u03bc": "à", "\ufffe": "ư"}

HORNED = frozenset(code for code, letter in _TCVN3.items() if letter == "ư")
"""What stands for the letter ư in a text whose writer did not take its code for a hyphen."""

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_SIGNS = {
    "": dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    _CIRCUMFLEX: dict(zip("âáàåãä", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    _BREVE: dict(zip("êéèúüë", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
}
_BASES = {"": "aeouyôö", _CIRCUMFLEX: "aeo", _BREVE: "a"}
_ALONE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    table = {}
    for shape, signs in _SIGNS.items():
        for sign, tone in signs.items():
            for base in _BASES[shape]:
                letter = unicodedata.normalize("NFC", _ALONE.get(base, base) + shape + tone)
                # Either case of the sign is drawn over either case of the letter.
                for mark in (sign, sign.upper()):
                    table[base + mark] = letter
                    table[base.upper() + mark] = letter.upper()
    table |= _ALONE
    return table | {code.upper(): letter.upper() for code, letter in _ALONE.items()}


_VNI = _vni()
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_LEFT_OVER = re.compile("[^\x20-\x7e\u00a0\u2010-\u203a]")
"""What may stand beside converted letters: ASCII, a wide space, dashes, quotes and dots."""

_AROUND = re.compile(r"([^\W\d_]*)-([^\W\d_]*)")
_UNICODE = re.compile("[\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_STYLE = re.compile(r"(?:[\s,_-]|Bold|Italic|Oblique|Regular|Normal|MT)+$", re.IGNORECASE)


def encoding_of(font: str) -> str:
    """The encoding that a font's name promises: TCVN3, TCVN3_CAPITALS, VNI, or "" for none."""
    name = re.sub(r"^[A-Z]{6}\+", "", font).lstrip(".#_ ")
    if re.match(r"VNI(?:[-_ ]|[A-Z][a-z])", name):
        return VNI
    if not re.match(r"Vn[A-Z3]", name):
        return ""
    return TCVN3_CAPITALS if _STYLE.sub("", name).endswith("H") else TCVN3


def converted(text: str, encoding: str) -> str | None:
    """`text` in Unicode; None when something in it has no place in `encoding`.

    A text that already holds letters only Unicode has is returned as it is: its font was mapped.
    """
    if _UNICODE.search(text):
        return unicodedata.normalize("NFC", text)
    if encoding == VNI:
        plain, rest = _VNI_PIECE.sub(_vni_letter, text), _VNI_PIECE.sub("", text)
    else:
        plain = "".join(_TCVN3.get(letter, letter) for letter in text)
        rest = "".join(letter for letter in text if letter not in _TCVN3)
    if _LEFT_OVER.search(rest):
        return None
    return plain.upper() if encoding == TCVN3_CAPITALS else plain


def with_horn(text: str) -> str:
    """`text`, converted from TCVN3, with the hyphens that were the letter ư made that letter.

    Writers of PDF name the code of ư a hyphen. It is one where the letters around it make a
    syllable only with it: "ng-ời", "nh-", never "TT-BTC".
    """
    return _AROUND.sub(_horn, text)


def _horn(match: re.Match[str]) -> str:
    before, after = match[1], match[2]
    joined = f"{before}{'Ư' if (before + after).isupper() else 'ư'}{after}"
    if not before + after or (is_syllable(before) and (not after or is_syllable(after))):
        return match[0]
    return joined if is_syllable(joined) else match[0]


def _vni_letter(match: re.Match[str]) -> str:
    return _VNI[match[0]]
