"""What the National Portal writes, made plain: texts, terms, fees; and what a person must decide.

A `Said` is a value with a remark. Without a value the line is written ``"?"``, which `motcua check`
refuses until a person has decided; with one it is a guess to look at again.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.procedure import fold

DECIDE, LOOK = "QUYẾT ĐỊNH", "XEM LẠI"
UNITS = {
    "WORKING_DAY": "working_day",
    "DAY": "day",
    "HOUR": "working_hour",
    "MONTH": "month",
}
CHANNELS = {"DIRECT": "direct", "ONLINE": "online", "POSTAL": "post"}
LEAST_FEE = 1000
"""Nobody charges less đồng than this: such a number stands for thousands or millions."""
_BULLET = re.compile(r"^(?:[-+*•–.]+|\(?[0-9ivx]{1,4}[).]|[a-zđ]\))\s+", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?=\s*(?:đồng|đ\b|VNĐ))|\d+(?=\s*(?:đồng|VNĐ))")
_DAYS = re.compile(r"(\d{1,3})\s*(ngày làm việc|ngày|giờ làm việc|giờ|tháng)")


@dataclass(frozen=True, slots=True)
class Said:
    """`value` as TOML text, "" where a person must decide; `remark`: what to decide or look at."""

    value: str
    remark: str = ""


def plain(value: object) -> str:
    """Text without bullets, hidden characters, doubled spaces or decomposed letters."""
    shown = unicodedata.normalize("NFC", value if isinstance(value, str) else "")
    kept = "".join(" " if unicodedata.category(one)[0] in "ZC" else one for one in _visible(shown))
    text = " ".join(kept.split()).rstrip(" ;")
    while (bare := _BULLET.sub("", text)) != text:
        text = bare
    return re.sub(r"^[-+*•–]+(?=\S)", "", text)


def _visible(text: str) -> Iterator[str]:
    return (one for one in text if unicodedata.category(one) != "Cf")


def items(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The tables under `key`; whatever else stands there is passed over."""
    found = data.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def whole(value: object) -> int | None:
    """A number however it is written (7, 7.0, "7", "8.000"); None for no number."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) else None
    digits = re.sub(r"[.\s]", "", str(value))
    return int(digits) if digits.isascii() and digits.isdigit() else None


def slug(text: str, taken: set[str]) -> str:
    """A key out of the first words of a name, unlike any in `taken`, to which it is added."""
    words = re.findall(r"[a-z0-9]+", fold(text))[:6]
    base = "_".join(words) if words and words[0][0].isalpha() else "_".join(["so", *words])
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    taken.add(key)
    return key


def term(amount: object, unit: object, told: str = "") -> Said:
    """``7 WORKING_DAY`` as a term; what the portal leaves open goes with what its words say."""
    number, known = whole(amount), UNITS.get(str(unit))
    hints = ", ".join(dict.fromkeys(" ".join(one) for one in _DAYS.findall(told)))
    if number and known:
        differ = any(int(one) != number for one, _ in _DAYS.findall(told))
        return Said(f"{number} {known}", f"lời văn nói: {hints}" if differ else "")
    written = plain(" ".join(str(one) for one in (amount, unit) if one not in (None, "")))
    return Said(
        "", f"thời hạn: cổng ghi “{written}”" + (f", lời văn nói: {hints}" if hints else "")
    )


def fee(value: object, told: str, currency: str = "") -> Said:
    """An amount in đồng, or what makes it doubtful."""
    number = whole(value)
    amounts = ", ".join(dict.fromkeys(_AMOUNT.findall(told)))
    said = f" ({told[:160]})" if told else ""
    if currency and "việt nam" not in currency.casefold() and currency.upper() != "VND":
        return Said("", f"phí: {plain(f'{value} {currency}')}, không phải đồng{said}")
    if number is None:
        return Said("", f"phí: cổng ghi “{plain(str(value))}”{said}")
    if 0 < number < LEAST_FEE:
        return Said("", f"phí: cổng ghi “{number}”, có thể là nghìn hoặc triệu đồng{said}")
    if number == 0 and amounts:
        return Said("", f"phí: cổng ghi 0 nhưng lời văn nói {amounts} đồng{said}")
    if number == 0 and "hội đồng nhân dân" in told.casefold():
        return Said("", f"phí: cổng ghi 0, mức do HĐND cấp tỉnh quyết định{said}")
    return Said(str(number))


def level(data: Mapping[str, Any]) -> Said:
    """Who decides, by the portal's four flags."""
    flags = {"isWard": "commune", "isProvince": "province", "isMinistry": "ministry"}
    found = [name for flag, name in flags.items() if data.get(flag) is True]
    if len(found) == 1:
        return Said(found[0])
    return Said("", f"cấp thực hiện: cổng đánh dấu {', '.join(found) or 'không cấp nào'}")


def spread(hours: float, shares: Sequence[float]) -> list[float]:
    """`hours` by `shares`, in quarters of an hour where that leaves any; never above them."""
    return [int(hours * one * 4) / 4 or round(hours * one, 3) for one in shares]


def quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def both(vi: str, en: str = "") -> str:
    """The two languages of a name; without English a person must translate."""
    mark = "" if en else f"  # {DECIDE}: {'tiếng Anh' if vi else 'tên'}"
    return f"{{ vi = {quoted(vi or '?')}, en = {quoted(en)} }}{mark}"


def listed(values: list[str]) -> str:
    """A TOML array of strings."""
    return f"[{', '.join(quoted(one) for one in values)}]"


def words(key: str, values: list[str], lost: Said) -> str:
    """A line of fixed words; `lost`: what could not be taken, and what is to be decided."""
    if not values:
        return f'{key} = ["?"]  # {DECIDE}: {lost.remark}'
    return f"{key} = {listed(values)}" + (f"  # {LOOK}: {lost.value}" if lost.value else "")


def line(key: str, said: Said, blank: str = "?") -> str:
    """``key = "value"`` with its remark; `blank` is what the check refuses."""
    mark = f"  # {LOOK if said.value else DECIDE}: {said.remark}" if said.remark else ""
    return f"{key} = {quoted(said.value or blank)}{mark}"
