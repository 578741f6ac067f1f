"""What each kind of value accepts, how it is kept and how a Vietnamese reader sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from chalicelib.values import mending
from chalicelib.values.codes import (
    business_code,
    document_number,
    is_document_number,
    is_registration,
    money,
    registration,
    tax_code,
    tax_code_flags,
)
from chalicelib.values.dates import find_clock, find_date, find_year
from chalicelib.values.numerals import money_in_words
from chalicelib.values.peoples import people
from chalicelib.values.personal import find_number, number_flags
from chalicelib.values.text import bare, key, tidy

_EDGE = " .,:;_-–—|*…·'\"“”"
_PHONE = re.compile(r"(?:0|84)(?:[35789]\d{8}|2\d{9})")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,}", re.ASCII)
_NATIONALITIES = frozenset(
    key(name)
    for name in (
        *("Việt Nam", "Lào", "Campuchia", "Trung Quốc", "Đài Loan", "Hàn Quốc", "Nhật Bản"),
        *("Hoa Kỳ", "Mỹ", "Canada", "Úc", "Ô-xtrây-li-a", "Anh", "Pháp", "Đức", "Nga", "Ấn Độ"),
        *("Thái Lan", "Singapore", "Malaysia", "Philippines", "Indonesia", "Séc", "Ba Lan"),
    )
)
"""Nationalities seen often enough to need no second look; any other is right after one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `take` the canonical value out of raw text, say what is odd about it, `show` it.

    `mend` undoes what OCR does to such a value; it is tried when the text as it stands is odd.
    """

    take: Callable[[str], str]
    odd: Callable[[str], tuple[str, ...]]
    show: Callable[[str], str] = str
    mend: mending.Mend | None = None


def _trim(raw: str) -> str:
    return tidy(raw).strip(_EDGE)


def _sex(raw: str) -> str:
    words = re.findall(r"[a-z]+", bare(raw).replace("viet nam", ""))
    if "nu" in words or "female" in words:
        return "Nữ"
    return "Nam" if "nam" in words or "male" in words else ""


def _ethnicity(raw: str) -> str:
    text = _trim(raw)
    return people(text) or text


def _phone(raw: str) -> str:
    digits = re.sub(r"\D", "", raw)
    return "0" + digits[2:] if digits.startswith("84") else digits


def _email(raw: str) -> str:
    return re.sub(r"\s", "", raw).strip(_EDGE).lower()


def _number(raw: str) -> str:
    if re.fullmatch(r"[1-9]\d*\.(?:\d{1,2}|\d{4,})|0\.\d+", raw):
        return raw  # our own form: no thousands are grouped so
    found = re.search(r"\d[\d.]*(?:,\d+)?(?![\d§&$#@!?%/])", raw)
    digits = found.group().replace(".", "").replace(",", ".") if found else ""
    return re.sub(r"^0+(?=\d)", "", digits)


def _money_words(raw: str) -> str:
    words = re.sub(r"bằng (?:chữ|số)\s*:?|\d[\d.,]*\s*(?:đồng|vnđ|đ\b)?", " ", raw, flags=re.I)
    return _trim(words).strip(" ()" + _EDGE)


def _mark(raw: str) -> str:
    """ "1" for a ticked box or a cross, "0" for an empty box, "" for neither."""
    text = bare(raw).strip(" .,:;")
    if text in ("0", "1"):
        return text
    if re.search(r"[☑☒✓✔√⊠]|(?:^|[\[(| ])[xv](?:$|[\])| ])|nganh chinh", text):
        return "1"
    return "0" if re.search(r"[☐□▢]|\[ ?\]|\bl\]", text) else ""


def _percent(raw: str) -> str:
    alone = re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*", raw)
    named = "%" in raw or "phan tram" in bare(raw)
    return _number(raw.replace("%", " ")) if named or alone else ""


def _year_or_date(raw: str) -> str:
    # A year beside other digits is the rest of a date that is in no calendar.
    alone = re.fullmatch(r"\D*\d{4}\D*", raw)
    return find_date(raw) or (find_year(raw) if alone else "")


def _needs(flag: str, good: Callable[[str], object]) -> Callable[[str], tuple[str, ...]]:
    return lambda value: () if good(value) else (flag,)


def _name_flags(value: str) -> tuple[str, ...]:
    wrong = re.search(r"[^\w\s'’.\-]|\d|_", value)
    return ("not_a_name",) if wrong or not value else ()


def _is_date(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}", value)) or find_date(value) == value != ""


def _show_date(value: str) -> str:
    return "/".join(reversed(value.split("-")))


def _show_money(value: str) -> str:
    return f"{int(value):,}".replace(",", ".") + " đồng" if value else ""


def _show_time(value: str) -> str:
    hour, _, minute = value.partition(":")
    return f"{int(hour)} giờ {int(minute):02} phút" if minute else value


def _usual_nationality(value: str) -> bool:
    return key(value) in _NATIONALITIES


def _fine(_value: str) -> tuple[str, ...]:
    return ()


KINDS: Final = {
    "name": Kind(_trim, _name_flags),
    "date": Kind(_year_or_date, _needs("not_a_date", _is_date), _show_date, mending.dated),
    "time": Kind(find_clock, _needs("not_a_time", find_clock), _show_time, mending.digits),
    "year": Kind(find_year, _needs("not_a_year", find_year), mend=mending.digits),
    "personal_number": Kind(find_number, number_flags, mend=mending.boxed),
    "sex": Kind(_sex, _needs("not_a_sex", lambda value: value in ("Nam", "Nữ"))),
    "ethnicity": Kind(_ethnicity, _needs("unknown_ethnicity", people)),
    "nationality": Kind(_trim, _needs("unusual_nationality", _usual_nationality)),
    "relation": Kind(_trim, _needs("empty", bool)),
    "address": Kind(_trim, _needs("empty", bool)),
    "phone": Kind(_phone, _needs("not_a_phone", _PHONE.fullmatch), mend=mending.digits),
    "email": Kind(_email, _needs("not_an_email", _EMAIL.fullmatch), mend=mending.email),
    "number": Kind(
        _number, _needs("not_a_number", re.compile(r"\d+(\.\d+)?").fullmatch), mend=mending.digits
    ),
    "percent": Kind(_percent, _needs("not_a_percentage", bool), mend=mending.digits),
    "money": Kind(money, _needs("not_money", str.isdigit), _show_money, mending.digits),
    "money_words": Kind(_money_words, _needs("not_money", lambda v: money_in_words(v) >= 0)),
    "tax_code": Kind(tax_code, tax_code_flags, mend=mending.digits),
    "registration_number": Kind(registration, _needs("not_a_number", is_registration)),
    "business_code": Kind(
        business_code,
        _needs("not_a_business_code", re.compile(r"\d{4,5}").fullmatch),
        mend=mending.digits,
    ),
    "business": Kind(_trim, _fine),
    "document_number": Kind(document_number, _needs("not_a_number", is_document_number)),
    "mark": Kind(_mark, _fine),
    "text": Kind(_trim, _fine),
    "choice": Kind(_trim, _fine),
}
"""Every kind by its name. "time" is HH:MM and "year" four digits, for papers that know no more."""
