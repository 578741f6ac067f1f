"""What an agreement of two readers does not settle: a mark that both lose, an edge that both share.

Two readers see the letters of a value apart, but the rule that says where it begins and ends is the
same for both. So a value that looks as if it lost its beginning or its end is for a person, however
alike it was read.
"""

import re
import unicodedata

from chalicelib.fields.merge import MARKED
from chalicelib.fields.reading import Reading
from chalicelib.values import bare, like_trade, trade_codes, unlisted_marks
from chalicelib.values.text import TONES

_UNIT = re.compile(r"(?:xa|phuong|thi tran|dac khu|quan|huyen|thi xa|thanh pho|tinh|tp)\b")
_PROVINCE = re.compile(r"\b(?:tinh|thanh pho|tp)\b")

OFFICES = frozenset({
    *("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "so", "phong", "chi cuc", "cuc", "trung tam"),
    *("cong an", "truong", "benh vien", "tram y te"),
})  # fmt: skip
"""Words every office of a kind begins with: alone they name none, the place is cut off."""

BEGINS = frozenset({"text", "address", "business", "relation"})
"""Kinds whose values open with a capital, unless with the word for a unit: "xã Hà Tu"."""


def bare_y(text: str) -> bool:
    """Whether a word without a tone ends in a y that could have had a dot below its tail: My, Mỵ;
    not Bảy or Thủy, whose tone stands elsewhere."""
    words = (unicodedata.normalize("NFD", word) for word in text.casefold().split())
    plain = (word.rstrip(",.;") for word in words if not TONES & set(word))
    return any(re.search(r"[b-z\u031b]y$", word) for word in plain)


def lost_mark(reading: Reading) -> bool:
    """Whether a mark may be lost where no reader could see it, or is: a place is a listed one but
    for its marks."""
    if reading.kind in ("text", "address") and unlisted_marks(reading.value):
        return True
    return reading.kind in MARKED and bare_y(reading.value)


def lost_edge(reading: Reading) -> bool:
    """Whether the value looks as if it goes on before its first letter or after its last."""
    if reading.kind in BEGINS and _begins_low(reading.value):
        return True
    if reading.kind == "text" and bare(reading.value) in OFFICES:
        return True
    if reading.kind == "business":
        return not trade_codes(reading.value) and like_trade(reading.value)
    return reading.kind == "address" and _short(reading.value)


def _begins_low(value: str) -> bool:
    """A small first letter: a "C" read as "c", or the middle of a sentence."""
    return value[:1].islower() and not _UNIT.match(bare(value))


def _short(value: str) -> bool:
    """A place of one syllable, or an address with units and no province."""
    plain = bare(value)
    if "," not in value:
        return len(value.split()) < 2
    return not _PROVINCE.search(plain)
