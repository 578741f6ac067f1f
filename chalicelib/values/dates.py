"""Dates and hours as Vietnamese papers write them; inside the program a date is ISO ("2026-02-05").

A paper that knows only the year ("sinh năm 1990") keeps only the year: nothing is invented.
"""

import re
from datetime import date

from chalicelib.values.numerals import spell, unspell
from chalicelib.values.text import bare

_LONG = re.compile(r"(?:ngay|mung|mong)?\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*,?\s*nam\s*(\d{4})")
_SHORT = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?!\d)")
_BLURRED = re.compile(r"(?<!\d)(\d\d)[1l|i](\d\d)[1l|i]((?:19|20)\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*(?:gio|h|:|g)\s*(?:(\d{1,2})\s*(?:phut|ph|p)?)?(?!\d)")
_WORDS = re.compile(
    r"(?:ngay|mung|mong)\s+(?:(?:mung|mong)\s+)?(.+?)\s+thang\s+(.+?),?\s+nam\s+((?:mot|hai)\s+ng.+)"
)
_MONTHS = {"gieng": 1, "chap": 12}


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def find_date(raw: str) -> str:
    """The first date in `raw` as ISO, "" when there is none or it is not in any calendar."""
    plain = bare(raw)
    if iso := _ISO.search(plain):
        return _iso(*iso.groups())
    # The last one is a date whose slashes were read as ones or bars: "0610912035".
    for pattern in (_LONG, _SHORT, _BLURRED):
        if found := pattern.search(plain):
            day, month, year = found.groups()
            return _iso(year, month, day)
    return date_from_words(raw)


def find_year(raw: str) -> str:
    """The first year from 1900 to 2199 in `raw`, "" when there is none."""
    found = _YEAR.search(raw)
    return found.group(1) if found else ""


def find_clock(raw: str) -> str:
    """The first time of day in `raw` ("2 giờ 30 phút", "14h05") as "HH:MM", or ""."""
    found = _CLOCK.search(bare(raw))
    if not found:
        return ""
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def date_in_words(iso: str) -> str:
    """ISO date -> "Ngày hai mươi sáu tháng tư năm hai nghìn không trăm hai mươi sáu"."""
    day = date.fromisoformat(iso)
    month = "tư" if day.month == 4 else spell(day.month)
    return f"Ngày {spell(day.day)} tháng {month} năm {spell(day.year)}"


def date_from_words(raw: str) -> str:
    """The date that words say, as ISO; "" when they say none. Marks and case are forgiven."""
    found = _WORDS.search(" ".join(bare(raw).split()).rstrip(" .;,"))
    if not found:
        return ""
    day, month, year = found.groups()
    number = _MONTHS.get(month, unspell(month))
    return _iso(str(unspell(year)), str(number), str(unspell(day)))


def long_date(iso: str) -> str:
    """ISO date -> "ngày 05 tháng 02 năm 2026" (days below 10 and months 1, 2 padded).

    The padding is that of Nghị định 30/2020/NĐ-CP, appendix I.
    """
    day = date.fromisoformat(iso)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
