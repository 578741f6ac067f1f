"""The back of the 2024 identity card, and both sides copied onto one sheet of A4.

Labels after Circular 16/2024/TT-BCA; machine-readable zone TD1 of ICAO Doc 9303 part 5 as Viet
Nam fills it: the last nine digits as document number, the whole number in the optional data.
"""

import unicodedata
from dataclasses import replace
from datetime import date

from local.samples import ink
from local.samples.card import LABEL, MM, VALUE, WIDTH, blank, card_2024, qr_text
from local.samples.people import Person
from local.samples.sheet import MARK, RED, Picture, Sheet, Type, broken
from local.samples.wording import short

LEFT = 5 * MM
MARKS = (
    "Nốt ruồi cách 1,5cm trên sau cánh mũi trái",
    "Sẹo chấm cách 2cm trên trước đầu mày phải",
    "Nốt ruồi cách 0,8cm dưới sau mép phải",
)
FOREVER = date(1999, 12, 31)
"""Printed as 99/12/31 for a card that never runs out."""


def card_2024_back(person: Person) -> Sheet:
    """Addresses, days, QR code and the machine-readable zone."""
    sheet = blank((220, 230, 200), (208, 222, 236))
    y = _said(sheet, "Nơi cư trú / Place of residence:", "residence", person.residence, 7 * MM)
    label = "Nơi đăng ký khai sinh / Place of birth:"
    _said(sheet, label, "birth_registration", person.origin, y)
    _days(sheet, person)
    sheet.centre(72 * MM, 32 * MM, "BỘ CÔNG AN", Type("Arimo", "B", 7, RED))
    sheet.centre(72 * MM, 34.6 * MM, "MINISTRY OF PUBLIC SECURITY", Type("Arimo", "", 3.6))
    code = ink.qr(qr_text(person) + "||||")
    sheet.pictures.append(Picture(code, (63 * MM, 5 * MM, 81 * MM, 23 * MM), "qr"))
    sheet.says("full_name", person.name)
    _zone(sheet, person)
    return sheet


def _zone(sheet: Sheet, person: Person) -> None:
    for number, line in enumerate(mrz(person)):
        sheet.write(4.7 * MM, (42 + 4.2 * number) * MM, line, Type("Cousine", "", 12))
    # Told by the zone alone, or by the QR code: the truth has them without a place.
    sheet.says("personal_number", person.number)
    sheet.says("birth_date", person.born.isoformat())
    sheet.says("sex", person.sex)
    ends = person.card_expires
    sheet.says("expiry_date", ends.isoformat() if ends else "")


def card_2021_back(person: Person) -> Sheet:
    """What marks the holder, the day of issue, two grey prints of fingers, and the zone."""
    sheet = blank((236, 222, 178), (206, 226, 214))
    sheet.write(LEFT, 6.4 * MM, "Đặc điểm nhận dạng / Personal identification:", LABEL)
    mark = MARKS[int(person.number[-2:]) % len(MARKS)]
    for number, text in enumerate(filter(None, broken(mark, [48 * MM, 48 * MM], VALUE))):
        sheet.write(LEFT, (9.4 + 3 * number) * MM, text, VALUE, "identification")
    sheet.says("identification", mark)
    label = "Ngày, tháng, năm / Date, month, year: "
    x = sheet.write(LEFT, 18 * MM, label, LABEL)
    sheet.write(x, 18 * MM, short(person.card_issued), VALUE, "issue_date")
    sheet.says("issue_date", person.card_issued.isoformat())
    sheet.centre(28 * MM, 21.4 * MM, "CỤC TRƯỞNG CỤC CẢNH SÁT", Type("Arimo", "B", 5))
    sheet.centre(28 * MM, 23.6 * MM, "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", Type("Arimo", "B", 5))
    sheet.strokes.append(ink.signature(22 * MM, 30 * MM, int(person.number[-4:]), 40))
    for at, finger in enumerate(
        ("Ngón trỏ trái / Left index finger", "Ngón trỏ phải / Right index finger")
    ):
        sheet.centre(72 * MM, (5 + 16 * at) * MM, finger, replace(LABEL, size=4))
        sheet.pictures.append(Picture(ink.finger(), _finger_box(at)))
    _zone(sheet, person)
    return sheet


def _finger_box(at: int) -> tuple[float, float, float, float]:
    return (66 * MM, (6 + 16 * at) * MM, 78 * MM, (18.6 + 16 * at) * MM)


def both_sides(person: Person) -> Sheet:
    """A photocopy of the 2024 card: front above back on one page."""
    page = Sheet()
    for side, top in ((card_2024(person), 110.0), (card_2024_back(person), 330.0)):
        _lay(page, side, (page.width - WIDTH) / 2, top)
    page.centre(page.width / 2, 815, f"{MARK} - bản chụp hai mặt", Type(style="I", size=8))
    return page


def mrz(person: Person) -> tuple[str, str, str]:
    """The three lines of thirty characters."""
    number = person.number
    document = f"{number[3:]}{check_digit(number[3:])}{number}<<"
    first = f"IDVNM{document}{check_digit(number + '<<')}"
    born, ends = f"{person.born:%y%m%d}", f"{person.card_expires or FOREVER:%y%m%d}"
    days = f"{born}{check_digit(born)}", f"{ends}{check_digit(ends)}"
    sex = "M" if person.sex == "Nam" else "F"
    whole = check_digit(first[5:] + days[0] + days[1] + "<" * 11)
    return first, f"{days[0]}{sex}{days[1]}VNM{'<' * 11}{whole}", _name_line(person.name)


def check_digit(text: str) -> str:
    """ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1 over digits, letters from 10, fillers 0."""
    values = (int(letter, 36) if letter != "<" else 0 for letter in text)
    return str(sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10)


def plain(text: str) -> str:
    """Small letters without marks."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _name_line(name: str) -> str:
    words = plain(name).upper().split()
    return f"{words[0]}<<{'<'.join(words[1:])}".ljust(30, "<")[:30]


def _said(sheet: Sheet, label: str, key: str, value: str, y: float) -> float:
    """A label and its value on two lines under it; returns the next line."""
    sheet.write(LEFT, y, label, LABEL)
    for number, text in enumerate(filter(None, broken(value, [54 * MM, 54 * MM], VALUE))):
        sheet.write(LEFT, y + (3.1 + 3 * number) * MM, text, VALUE, key)
    sheet.says(key, value)
    return y + 9.6 * MM


def _days(sheet: Sheet, person: Person) -> None:
    ends = person.card_expires
    for y, label, key, day in (
        (26 * MM, "Ngày, tháng, năm cấp / Date of issue:", "issue_date", person.card_issued),
        (31.8 * MM, "Ngày, tháng, năm hết hạn / Date of expiry:", "expiry_date", ends),
    ):
        sheet.write(LEFT, y, label, LABEL)
        text = short(day) if day else "Không thời hạn"
        sheet.write(LEFT, y + 3 * MM, text, VALUE, key)
        sheet.says(key, day.isoformat() if day else "")


def _lay(page: Sheet, side: Sheet, left: float, top: float) -> None:
    """Puts a card onto a page, `left` and `top` points in."""
    for picture in side.pictures:
        x0, y0, x1, y1 = picture.box
        box = (x0 + left, y0 + top, x1 + left, y1 + top)
        page.pictures.append(replace(picture, box=box))
    page.runs += [replace(run, x=run.x + left, y=run.y + top) for run in side.runs]
    page.values |= side.values
