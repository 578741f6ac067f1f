"""Undoing what OCR does to the marks of names, places and words of a small vocabulary.

A value is changed only where it is none that is known and exactly one known value is as good as it
but for marks (in short closed lists also but for one letter). Names are open: a syllable that may
be somebody's name stays as it is. The caller keeps what was read.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

from chalicelib.values.dates import date_from_words, date_in_words
from chalicelib.values.peoples import PEOPLES, people
from chalicelib.values.personal import PROVINCES
from chalicelib.values.text import bare, distance, key, letters, tidy

RELATIONS = (
    *("Cha", "Mẹ", "Bố", "Cha đẻ", "Mẹ đẻ", "Bố đẻ", "Cha nuôi", "Mẹ nuôi", "Bố nuôi", "Vợ"),
    *("Chồng", "Con", "Con đẻ", "Con nuôi", "Con dâu", "Con rể", "Con ruột", "Ông", "Bà"),
    *("Ông nội", "Bà nội", "Ông ngoại", "Bà ngoại", "Ông bà", "Cháu", "Cháu nội", "Cháu ngoại"),
    *("Cháu ruột", "Chắt", "Anh", "Chị", "Em", "Anh ruột", "Chị ruột", "Em ruột", "Anh rể"),
    *("Chị dâu", "Em dâu", "Em rể", "Bác", "Chú", "Cô", "Dì", "Cậu", "Bác ruột", "Chú ruột"),
    *("Cô ruột", "Dì ruột", "Cậu ruột", "Chủ hộ", "Ở thuê", "Ở mượn", "Ở nhờ", "Bạn", "Người thân"),
    *("Người giám hộ", "Bố vợ", "Mẹ vợ", "Bố chồng", "Mẹ chồng", "Cha dượng", "Mẹ kế", "Khác"),
)
_DATE_WORDS = (
    *("ngay", "thang", "nam", "khong", "mot", "hai", "ba", "bon", "tu", "lam", "sau", "bay"),
    *("tam", "chin", "muoi", "tram", "nghin", "ngan", "linh", "le"),
)
_NATIONS = ("Việt Nam", "Lào", "Campuchia", "Trung Quốc", "Đài Loan", "Hàn Quốc", "Nhật Bản")
_UNIT = re.compile(
    r"(?P<unit>\b(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh|tp\.?|"
    r"phuờng|phưòng|phưởng|phuong|xả|xa|tính|tĩnh|tinh|tỉnb|thành phổ|thành phô)\s+)"
    r"(?P<name>[^,;()\n]+)",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?P<word>\b[^\W\d]{2,4})(?= \d)")
_SMALL = {"to": "tổ", "so": "số", "thon": "thôn", "xom": "xóm", "ap": "ấp", "khu": "khu"}
_KINDS = {
    **{bare(u): u for u in ("phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã")},
    **{"thanh pho": "thành phố", "tinh": "tỉnh", "tinb": "tỉnh"},
}
_WIDE = frozenset({"tinh", "tinb", "thanh pho", "tp", "tp."})

Index = Mapping[str, tuple[str, ...]]


def correct(kind: str, value: str) -> str:
    """`value` of `kind` as the lexicons have it; as it is where they do not know better."""
    return _BY_KIND[kind](value) if kind in _BY_KIND and value else value


def _indexed(names: Iterable[str]) -> Index:
    """The different names, by their letters without marks."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        found[letters(name)].setdefault(key(name), name)
    return {plain: tuple(same.values()) for plain, same in found.items()}


@cache
def _lists(file: str) -> tuple[str, ...]:
    text = (files("chalicelib.values") / file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _provinces() -> Index:
    new = (line.partition(":")[0] for line in _lists("units.txt") if not line.startswith("-"))
    return _indexed((*new, *PROVINCES.values()))


@cache
def _units() -> Index:
    """Communes, districts and provincial towns that are or were."""
    listed = (line.partition(":")[2].split(";") for line in _lists("units.txt"))
    return _indexed(tidy(name) for names in listed for name in names)


@cache
def _families() -> Index:
    return _indexed(_lists("names.txt")[0].split())


@cache
def _closed(names: tuple[str, ...]) -> Index:
    return _indexed(names)


@cache
def _syllables() -> frozenset[str]:
    return frozenset(key(word) for line in _lists("names.txt") for word in line.split())


@cache
def _trades() -> Index:
    return _indexed(line.partition("|")[2] for line in _lists("trades.txt"))


def trade_codes(name: str) -> frozenset[str]:
    """The codes under which a line of business of that name is listed; empty when it is not."""
    pairs = (line.partition("|") for line in _lists("trades.txt"))
    return frozenset(code for code, _, known in pairs if letters(known) == letters(name))


def _only(value: str, known: Index, *, letter: bool = False) -> str:
    """The one known name that is `value` but for marks, or but for one `letter`; else `value`."""
    plain = letters(value)
    same = known.get(plain, ())
    if any(key(name) == key(value) for name in same):
        return value
    if not same and letter and len(plain) >= 4:
        near = [names for other, names in known.items() if distance(plain, other, 1) <= 1]
        same = tuple(name for names in near for name in names)
    return same[0] if len(same) == 1 else value


def _in_case_of(value: str, model: str) -> str:
    return value.upper() if model.isupper() and len(model) > 1 else value


def _name(value: str) -> str:
    words = [part for word in value.split() for part in _apart(word)]
    capitals = sum(word.isupper() for word in words) > len(words) / 2
    fixed = words[:1] + [_cased(word, capitals) for word in words[1:]]
    if len(fixed) > 1 and len(fixed[0]) > 2 and fixed[0][0].isupper():
        fixed[0] = _in_case_of(_only(fixed[0], _families()), fixed[0])
    return " ".join(fixed)


def _apart(word: str) -> list[str]:
    """Two known syllables of names that were read as one word: "ĐinhMinh"."""
    seams = [n for n in range(1, len(word)) if word[n].isupper() and word[n - 1].islower()]
    parts = [word[: seams[0]], word[seams[0] :]] if len(seams) == 1 else [word]
    return parts if all(key(part) in _syllables() for part in parts) else [word]


def _cased(word: str, capitals: bool) -> str:
    """A name's word begins with a capital; among words in capitals it is one itself."""
    if not word.isalpha():
        return word
    return word.upper() if capitals else word[0].upper() + word[1:]


def _address(value: str) -> str:
    return _UNIT.sub(_unit, _PLACED.sub(_small, value))


def _small(found: re.Match[str]) -> str:
    word = found.group("word")
    right = _SMALL.get(bare(word), "")
    if not right or key(word) == key(right):
        return word
    return right.capitalize() if word[0].isupper() else right


def _unit(found: re.Match[str]) -> str:
    unit, name = found.group("unit"), found.group("name")
    kind = bare(unit.strip())
    right = _KINDS.get(kind, unit.strip()) + " "
    known = name.rstrip(" .")
    wide = kind in _WIDE
    mended = _in_case_of(_only(known, _provinces(), letter=True), known) if wide else known
    if not wide or (mended == known and kind in ("thanh pho", "tp", "tp.")):
        mended = _in_case_of(_by_tone(known, _only(known, _units())), known)
    if kind == "xa" or (kind == "tinh" and letters(mended) not in _provinces()):
        right = unit if letters(mended) not in {**_units(), **_provinces()} else right
    same = key(unit.strip()) == key(right.strip())
    return (unit if same else _like(unit, right)) + mended + name[len(known) :]


def _like(model: str, unit: str) -> str:
    return unit.capitalize() if model[0].isupper() else unit


def _by_tone(read: str, found: str) -> str:
    """`found`, if it is `read` but for tones in no more than one word: "Nghỉ Lộc", "Nghi Lộc"."""
    pairs = list(zip(read.split(), found.split(), strict=False))
    other = [(a, b) for a, b in pairs if key(a) != key(b)]
    return found if len(read.split()) == len(found.split()) and len(other) <= 1 else read


def _ethnicity(value: str) -> str:
    return value if people(value) else _only(value, _closed(PEOPLES), letter=True)


def _nationality(value: str) -> str:
    return _only(value, _closed(_NATIONS), letter=True)


def _relation(value: str) -> str:
    return _only(value, _closed(RELATIONS), letter=True)


def _text(value: str) -> str:
    if not re.match(r"ng[aà]y\b", value, re.IGNORECASE):
        return _address(value)
    read = " ".join(_number_word(word) for word in value.split())
    said = date_from_words(read)
    spelt = date_in_words(said) if said else ""
    return spelt if spelt and letters(spelt) == letters(read) else value


def _number_word(word: str) -> str:
    """The one word of a date in words that `word` is but for one letter."""
    plain = bare(word)
    if plain in _DATE_WORDS:
        return word
    near = [known for known in _DATE_WORDS if distance(plain, known, 1) <= 1]
    return near[0] if len(near) == 1 else word


def _business(value: str) -> str:
    """A listed line of business but for marks, spaces and one letter in fifteen."""
    plain, known = letters(value), _trades()
    allowed = len(plain) // 15
    near = [
        names[0] for other, names in known.items() if distance(plain, other, allowed) <= allowed
    ]
    right = near[0] if len(near) == 1 else _only(value, known)
    return value if right[1:] == value[1:] else right


_BY_KIND: Mapping[str, Callable[[str], str]] = {
    "name": _name,
    "address": _address,
    "text": _text,
    "ethnicity": _ethnicity,
    "nationality": _nationality,
    "relation": _relation,
    "business": _business,
}
