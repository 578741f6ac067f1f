"""Places in an address put right: provinces, communes and districts that are or were.

Old communes are many and not all listed, so a name is changed to a listed one only where no two
communes ever shared its letters, or where the province named has just one of these letters.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from chalicelib.values.known import Index, in_case_of, indexed, lists, only
from chalicelib.values.personal import PROVINCES
from chalicelib.values.text import bare, key, letters, tidy

_UNIT = re.compile(
    r"(?P<unit>\b(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh|tp\.?|"
    r"phuờng|phưòng|phưởng|phuong|xả|xa|tính|tĩnh|tình|tinh|tỉnb|thành phổ|thành phô)\s+)"
    r"(?P<name>[^,;()\n]+)",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?P<word>\b[^\W\d]{2,4})(?= \d)")
_SMALL = {"to": "tổ", "so": "số", "thon": "thôn", "xom": "xóm", "ap": "ấp", "khu": "khu"}
_KINDS = {
    **{bare(u): u for u in ("phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã")},
    **{"thanh pho": "thành phố", "tinh": "tỉnh", "tinb": "tỉnh"},
}
_TOWNS = frozenset({"thanh pho", "tp", "tp."})
_WIDE = _TOWNS | {"tinh", "tinb"}


def address(value: str) -> str:
    """`value` with its places as they are listed."""
    text = _PLACED.sub(_small, value)
    home = _home(text)
    return _UNIT.sub(lambda found: _unit(found, home), text)


def unlisted_marks(value: str) -> bool:
    """Whether a place in `value` has the letters of listed ones, and the marks of none of them."""
    named = (found["name"].rstrip(" .") for found in _UNIT.finditer(value))
    known = (
        (name, (*_units().get(letters(name), ()), *_provinces().get(letters(name), ())))
        for name in named
    )
    return any(listed and key(name) not in map(key, listed) for name, listed in known)


def _home(text: str) -> Index:
    """The communes of the province that an address ends with; none for one of before 2025."""
    units = [(bare(found["unit"].strip()), found) for found in _UNIT.finditer(text)]
    last = [found for unit, found in units if unit in _WIDE]
    if any(unit in ("quan", "huyen", "thi xa", "thi tran") for unit, _ in units):
        return {}
    named = only(last[-1]["name"].rstrip(" ."), _provinces(), letter=True) if last else ""
    return _communes().get(key(named), {})


def _small(found: re.Match[str]) -> str:
    word = found.group("word")
    right = _SMALL.get(bare(word), "")
    if not right or key(word) == key(right):
        return word
    return right.capitalize() if word[0].isupper() else right


def _unit(found: re.Match[str], home: Index) -> str:
    unit, name = found.group("unit"), found.group("name")
    kind = bare(unit.strip())
    right = _KINDS.get(kind, unit.strip()) + " "
    known = name.rstrip(" .")
    wide = kind in _WIDE
    mended = in_case_of(only(known, _provinces(), letter=True), known) if wide else known
    if not wide or (mended == known and kind in _TOWNS):
        mended = in_case_of(_commune(known, home), known)
    if key(unit.strip()) == key(right.strip()):
        right = unit
    elif letters(mended) in (_provinces() if kind in _WIDE - _TOWNS else _units()):
        right = _like(unit, right)
    else:
        right = unit
    return right + mended + name[len(known) :]


def _commune(known: str, home: Index) -> str:
    """The commune of the province that is `known` but for marks, else the only one there was."""
    if letters(known) in home:
        return only(known, home)
    return known if letters(known) in _shared() else _by_tone(known, only(known, _units()))


def _like(model: str, unit: str) -> str:
    return unit.capitalize() if model[0].isupper() else unit


def _by_tone(read: str, found: str) -> str:
    """`found`, if it is `read` but for tones in no more than one word: "Nghỉ Lộc", "Nghi Lộc"."""
    pairs = list(zip(read.split(), found.split(), strict=False))
    other = [(a, b) for a, b in pairs if key(a) != key(b)]
    return found if len(read.split()) == len(found.split()) and len(other) <= 1 else read


@cache
def _provinces() -> Index:
    new = (line.partition(":")[0] for line in lists("units.txt") if not line.startswith("-"))
    return indexed((*new, *PROVINCES.values()))


@cache
def _units() -> Index:
    """Communes, districts and provincial towns that are or were."""
    return indexed(name.rstrip("*") for name in _listed())


@cache
def _shared() -> frozenset[str]:
    """Letters that several communes have or had, with marks of their own."""
    return frozenset(letters(name) for name in _listed() if name.endswith("*"))


@cache
def _communes() -> Mapping[str, Index]:
    """By the key of each province, its communes since July 2025."""
    parted = (line.partition(":") for line in lists("units.txt"))
    return {
        key(province): indexed(tidy(name).rstrip("*") for name in names.split(";"))
        for province, _, names in parted
        if province != "-"
    }


def _listed() -> Iterable[str]:
    listed = (line.partition(":")[2].split(";") for line in lists("units.txt"))
    return (tidy(name) for names in listed for name in names)
