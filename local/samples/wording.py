"""How dates, hours and numbers are written on Vietnamese papers."""

from datetime import date

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def short(day: date) -> str:
    """``05/02/2026``."""
    return f"{day:%d/%m/%Y}"


def long(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days under 10 and months 1 and 2 take a zero (Decree
    30/2020/NĐ-CP annex I, part II, 4b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def hour(clock: str) -> str:
    """``08 giờ 35 phút`` for ``08:35``."""
    hours, minutes = clock.split(":")
    return f"{hours} giờ {minutes} phút"


def in_words(day: date) -> str:
    """``Ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi sáu``."""
    number = ("mùng " if day.day <= 10 else "") + _under_hundred(day.day)
    return f"Ngày {number} tháng {_month(day.month)} năm {_year(day.year)}"


def _month(month: int) -> str:
    return "tư" if month == 4 else _under_hundred(month)


def _year(year: int) -> str:
    thousands, rest = divmod(year, 1000)
    hundreds, tail = divmod(rest, 100)
    head = f"{DIGITS[thousands]} nghìn {DIGITS[hundreds]} trăm"
    if tail == 0:
        return head
    return f"{head} linh {DIGITS[tail]}" if tail < 10 else f"{head} {_under_hundred(tail)}"


def _under_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    return f"{head} {_last(tens, ones)}" if ones else head


def _last(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else DIGITS[ones]
