"""Undoing what OCR does to the marks of names, places and words of a small vocabulary.

A value is changed only where it is none that is known and exactly one known value is as good as it
but for marks (in short closed lists also but for one letter). Names are open: a syllable that may
be somebody's name stays as it is. The caller keeps what was read.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from chalicelib.values.dates import date_from_words, date_in_words
from chalicelib.values.known import Index, in_case_of, indexed, lists, only
from chalicelib.values.peoples import PEOPLES, people
from chalicelib.values.places import address
from chalicelib.values.text import bare, distance, key, letters

RELATIONS = (
    *("Cha", "Mẹ", "Bố", "Cha đẻ", "Mẹ đẻ", "Bố đẻ", "Cha nuôi", "Mẹ nuôi", "Bố nuôi", "Vợ"),
    *("Chồng", "Con", "Con đẻ", "Con nuôi", "Con dâu", "Con rể", "Con ruột", "Ông", "Bà"),
    *("Ông nội", "Bà nội", "Ông ngoại", "Bà ngoại", "Ông bà", "Cháu", "Cháu nội", "Cháu ngoại"),
    *("Cháu ruột", "Chắt", "Anh", "Chị", "Em", "Anh ruột", "Chị ruột", "Em ruột", "Anh rể"),
    *("Chị dâu", "Em dâu", "Em rể", "Bác", "Chú", "Cô", "Dì", "Cậu", "Bác ruột", "Chú ruột"),
    *("Cô ruột", "Dì ruột", "Cậu ruột", "Chủ hộ", "Ở thuê", "Ở mượn", "Ở nhờ", "Bạn", "Người thân"),
    *("Người giám hộ", "Bố vợ", "Mẹ vợ", "Bố chồng", "Mẹ chồng", "Cha dượng", "Mẹ kế", "Khác"),
)
_PHRASES = (
    *("ủy ban nhân dân", "công an", "bệnh viện", "phụ sản", "đa khoa", "trung ương", "trạm y tế"),
    *("trung tâm y tế", "nhà hộ sinh", "phòng kinh tế", "tổ dân phố", "đăng ký thường trú"),
    *("đăng ký tạm trú", "vào hộ tại", "tách hộ tại", "tại địa chỉ", "xác nhận thông tin"),
    *("căn cước công dân", "điều chỉnh thông tin", "nơi ở hiện tại", "trường đại học"),
    *("trường cao đẳng", "hướng dẫn du lịch", "hướng dẫn viên"),
)
_DATE_WORDS = (
    *("ngay", "thang", "nam", "khong", "mot", "hai", "ba", "bon", "tu", "lam", "sau", "bay"),
    *("tam", "chin", "muoi", "tram", "nghin", "ngan", "linh", "le"),
)
_NATIONS = ("Việt Nam", "Lào", "Campuchia", "Trung Quốc", "Đài Loan", "Hàn Quốc", "Nhật Bản")


def correct(kind: str, value: str) -> str:
    """`value` of `kind` as the lexicons have it; as it is where they do not know better."""
    return _BY_KIND[kind](value) if kind in _BY_KIND and value else value


ALIKE = 12
"""Letters at either end that two names of one line of business share."""


@cache
def _families() -> Index:
    return indexed(lists("names.txt")[0].split())


@cache
def _closed(names: tuple[str, ...]) -> Index:
    return indexed(names)


@cache
def _syllables() -> frozenset[str]:
    return frozenset(key(word) for line in lists("names.txt") for word in line.split())


@cache
def _trades() -> Index:
    return indexed(line.partition("|")[2] for line in lists("trades.txt"))


def trade_codes(name: str) -> frozenset[str]:
    """The codes under which a line of business of that name is listed; empty when it is not."""
    pairs = (line.partition("|") for line in lists("trades.txt"))
    return frozenset(code for code, _, known in pairs if letters(known) == letters(name))


def like_trade(name: str) -> bool:
    """Whether a listed line of business begins or ends as `name` does, or holds it."""
    plain = letters(name)
    return any(
        known[:ALIKE] == plain[:ALIKE] or known[-ALIKE:] == plain[-ALIKE:] or plain in known
        for known in _trades()
    )


TITLES = frozenset({"ông", "bà", "anh", "chị", "em", "cháu"})
"""Words before a name that are no part of it, and are left as they stand."""


def _name(value: str) -> str:
    words = [part for word in value.split() for part in _apart(word)]
    capitals = sum(word.isupper() for word in words) > len(words) / 2
    titled = words[0].casefold() in TITLES or len(words) < 2
    first = words[0] if titled and not words[0][:1].isupper() else _cased(words[0], capitals)
    fixed = [first] + [_cased(word, capitals) for word in words[1:]]
    if len(fixed) > 1 and len(fixed[0]) > 2 and fixed[0][0].isupper():
        fixed[0] = in_case_of(only(fixed[0], _families()), fixed[0])
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


def _phrased(value: str) -> str:
    """`value` with the marks of the phrases that offices write again and again."""
    words = value.split(" ")
    for at in range(len(words)):
        for size in (5, 4, 3, 2):
            plain = " ".join(bare(word) for word in words[at : at + size])
            if len(words) >= at + size and plain in _phrases():
                right = _phrases()[plain].split(" ")
                words[at : at + size] = map(_marked, words[at : at + size], right)
    return " ".join(words)


def _marked(word: str, right: str) -> str:
    """`word` with the marks of `right`, in the case it has."""
    if key(word) == key(right):
        return word
    return right.upper() if word.isupper() else right.capitalize() if word[0].isupper() else right


@cache
def _phrases() -> Mapping[str, str]:
    return {bare(phrase): phrase for phrase in _PHRASES}


def _ethnicity(value: str) -> str:
    return value if people(value) else only(value, _closed(PEOPLES), letter=True)


def _nationality(value: str) -> str:
    """A nation of the list; its name begins with capitals, though small type may hide it."""
    said = only(value, _closed(_NATIONS), letter=True)
    return (
        said if said.isupper() else " ".join(word[:1].upper() + word[1:] for word in said.split())
    )


def _relation(value: str) -> str:
    return only(value, _closed(RELATIONS), letter=True)


_ALIKE = re.compile(r"(?<=[^\W\d_])[COSVXZ]")
"""Letters, not the first of their word, that are alike in both cases but for their height."""


def _even(word: str) -> str:
    """A word in small letters, some of which were read as capitals of the same shape: "trướC"."""
    small = _ALIKE.sub(lambda found: found[0].lower(), word)
    return small if len(word) > 3 and not word.isupper() and small[1:].islower() else word


def _text(value: str) -> str:
    value = " ".join(map(_even, value.split(" ")))
    if not re.match(r"ng[aà]y\b", value, re.IGNORECASE):
        return address(_phrased(value))
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
    right = near[0] if len(near) == 1 else only(value, known)
    return value if right[1:] == value[1:] else right


_BY_KIND: Mapping[str, Callable[[str], str]] = {
    "name": _name,
    "address": lambda value: address(_phrased(value)),
    "text": _text,
    "ethnicity": _ethnicity,
    "nationality": _nationality,
    "relation": _relation,
    "business": _business,
}
