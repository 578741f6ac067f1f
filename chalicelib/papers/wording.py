"""How a paper words a date, so that all of them word it alike (NĐ 30/2020, annex I, box 4)."""

from datetime import date, datetime

UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def long_date(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days below 10 and months 1 and 2 take a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date) -> str:
    """``Hồng Gai, ngày 23 tháng 11 năm 2026``."""
    return f"{place}, {long_date(day)}"


def long_moment(moment: datetime) -> str:
    """``15 giờ 30 phút, ngày 23 tháng 11 năm 2026``, in the zone that `moment` carries."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {long_date(moment)}"


def date_in_words(day: date) -> str:
    """``Ngày mười lăm tháng mười một năm hai nghìn không trăm hai mươi sáu``, as hộ tịch writes."""
    month = "tư" if day.month == 4 else _below_100(day.month)
    thousands, hundreds, rest = day.year // 1000, day.year // 100 % 10, day.year % 100
    year = f"{UNITS[thousands]} nghìn {UNITS[hundreds]} trăm"
    tail = "" if rest == 0 else f" linh {UNITS[rest]}" if rest < 10 else f" {_below_100(rest)}"
    return f"Ngày {_day(day.day)} tháng {month} năm {year}{tail}"


def _day(number: int) -> str:
    return f"mùng {_below_100(number)}" if number <= 10 else _below_100(number)


def _below_100(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return UNITS[unit]
    head = "mười" if tens == 1 else f"{UNITS[tens]} mươi"
    return f"{head}{_unit_after(tens, unit)}"


def _unit_after(tens: int, unit: int) -> str:
    """Sound changes after a ten: mười lăm, hai mươi mốt, hai mươi tư."""
    if unit == 0:
        return ""
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f" {changed.get(unit, UNITS[unit])}"
