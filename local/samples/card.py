"""The front of a citizen card: the 2021 chip card and the 2024 identity card, 85.6 by 54 mm.

Labels after Circular 06/2021/TT-BCA and Circular 16/2024/TT-BCA. The picture is a grey figure
with the mark across; there is no emblem, hologram or chip to imitate.
"""

from dataclasses import replace
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from local.samples import ink
from local.samples.people import Person
from local.samples.sheet import MARK, RED, Ink, Picture, Sheet, Type, broken
from local.samples.wording import short

MM = 72 / 25.4
WIDTH, HEIGHT = 85.6 * MM, 53.98 * MM
LABEL = Type("Arimo", "", 5.2, (40, 48, 60))
VALUE = Type("Arimo", "", 6.5)
NAME = Type("Arimo", "", 8.2)
NUMBER = Type("Arimo", "B", 11.5, (190, 26, 32))
TINTS: tuple[Ink, ...] = ((196, 216, 204), (226, 208, 192), (198, 212, 222))
TINY = Type("Arimo", "I", 4.2, (60, 66, 76))
TEXT_LEFT = 27.5 * MM
RADIUS = 3.18 * MM
"""ISO/IEC 7810 ID-1."""


def card_2021(person: Person) -> Sheet:
    """Căn cước công dân with its QR code, as issued from 2021 to June 2024."""
    sheet = blank((206, 226, 214), (236, 222, 178))
    _state(sheet, 43 * MM)
    sheet.centre(43 * MM, 17 * MM, "CĂN CƯỚC CÔNG DÂN", Type("Arimo", "B", 9.6, RED))
    sheet.centre(43 * MM, 19.8 * MM, "Citizen Identity Card", Type("Arimo", "B", 6, RED))
    _code(sheet, person)
    _photo(sheet, person)
    _number(sheet, person, "Số / No.: ", 25.2 * MM)
    _who(sheet, person, "Họ và tên / Full name:", 29 * MM)
    y = _life(sheet, person, "Ngày sinh / Date of birth: ", 36.4 * MM)
    y = below(sheet, "Quê quán / Place of origin:", "origin_place", person.origin, y)
    _home(sheet, person, y)
    _runs_out(sheet, person)
    return sheet


def card_2024(person: Person) -> Sheet:
    """Căn cước as issued since July 2024: no addresses and no QR code on this side."""
    sheet = blank((208, 222, 236), (220, 230, 200))
    _state(sheet, 48 * MM)
    sheet.centre(48 * MM, 17.6 * MM, "CĂN CƯỚC", Type("Arimo", "B", 12, RED))
    sheet.centre(48 * MM, 20.4 * MM, "IDENTITY CARD", Type("Arimo", "B", 6.4, RED))
    _photo(sheet, person)
    label = "Số định danh cá nhân / Personal identification number:"
    sheet.write(TEXT_LEFT, 25 * MM, label, LABEL)
    _number(sheet, person, "", 29.4 * MM)
    _who(sheet, person, "Họ, chữ đệm và tên khai sinh / Full name:", 33 * MM)
    y = below(
        sheet, "Ngày, tháng, năm sinh / Date of birth:", "birth_date", short(person.born), 40 * MM
    )
    sheet.says("birth_date", person.born.isoformat())
    _sex_and_nation(sheet, person, y + 0.6 * MM)
    return sheet


def qr_text(person: Person) -> str:
    """What the QR code of a chip card says: seven fields, the second (an old nine-digit number)
    may be empty."""
    born, issued = f"{person.born:%d%m%Y}", f"{person.card_issued:%d%m%Y}"
    fields = (person.number, "", person.name, born, person.sex, person.residence, issued)
    return "|".join(fields)


def blank(left: Ink, right: Ink) -> Sheet:
    """A marked card with nothing on it yet, washed from one colour to the other."""
    sheet = Sheet(WIDTH, HEIGHT, RADIUS)
    sheet.pictures.append(Picture(ground(left, right), (0, 0, WIDTH, HEIGHT)))
    sheet.write(4 * MM, 2.8 * MM, f"{MARK} - không có giá trị", TINY)
    return sheet


@cache
def ground(left: Ink, right: Ink, width: int = 1600, height: int = 1009) -> Image.Image:
    """A pale wash from one colour to the other under fine wavy lines, as on security paper."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    mix = (0.7 * x + 0.3 * y)[..., None]
    wash = np.array(left) * (1 - mix) + np.array(right) * mix + 14
    image = Image.fromarray(np.clip(wash, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for number in range(64):
        pen.line(_wave(number, width, height), fill=TINTS[number % len(TINTS)], width=3)
    return _cut(image.filter(ImageFilter.GaussianBlur(0.8)))


def _cut(image: Image.Image) -> Image.Image:
    """The image with the card's round corners."""
    mask = Image.new("L", image.size, 0)
    radius = round(RADIUS / WIDTH * image.width)
    box = (0, 0, image.width - 1, image.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=255)
    image.putalpha(mask)
    return image


def _wave(number: int, width: int, height: int) -> list[tuple[float, float]]:
    x = np.linspace(0, width, 200)
    swell = np.sin(x / 150 + number * 0.26) * 60 + np.sin(x / 61 - number * 0.4) * 14
    return [(float(a), float(b)) for a, b in zip(x, swell + number * height / 62, strict=True)]


def _state(sheet: Sheet, middle: float) -> None:
    sheet.pictures.append(Picture(_star(), (4 * MM, 3.6 * MM, 15 * MM, 14.6 * MM)))
    bold = Type("Arimo", "B", 6.2)
    sheet.centre(middle, 5.4 * MM, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
    sheet.centre(middle, 7.9 * MM, "Độc lập - Tự do - Hạnh phúc", bold)
    sheet.centre(middle, 10.2 * MM, "SOCIALIST REPUBLIC OF VIET NAM", Type("Arimo", "", 5))
    small = Type("Arimo", "I", 4.8)
    sheet.centre(middle, 12.2 * MM, "Independence - Freedom - Happiness", small)


def _star() -> Image.Image:
    """A plain star on a disc where the emblem would be."""
    image = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, 236, 236), fill=(206, 32, 38), outline=(230, 190, 60), width=10)
    spikes = [(120 + r * np.sin(a), 120 - r * np.cos(a)) for r, a in _spikes()]
    pen.polygon(spikes, fill=(250, 214, 60))
    return image


def _spikes() -> list[tuple[float, float]]:
    return [(84 if step % 2 == 0 else 33, step * np.pi / 5) for step in range(10)]


def _code(sheet: Sheet, person: Person) -> None:
    box = (68 * MM, 3.2 * MM, 82.6 * MM, 17.8 * MM)
    sheet.pictures.append(Picture(ink.qr(qr_text(person)), box, "issue_date"))
    sheet.says("issue_date", person.card_issued.isoformat())


def _photo(sheet: Sheet, person: Person) -> None:
    picture = ink.face(person.sex == "Nữ")
    sheet.pictures.append(Picture(picture, (4 * MM, 18.6 * MM, 24.4 * MM, 45.8 * MM)))


def _number(sheet: Sheet, person: Person, label: str, y: float) -> None:
    start = sheet.write(TEXT_LEFT, y, label, Type("Arimo", "", 6.4)) if label else TEXT_LEFT
    sheet.write(start, y, person.number, NUMBER, "personal_number")
    sheet.says("personal_number", person.number)


def _who(sheet: Sheet, person: Person, label: str, y: float) -> None:
    sheet.write(TEXT_LEFT, y, label, LABEL)
    sheet.write(TEXT_LEFT, y + 3.6 * MM, person.name.upper(), NAME, "full_name")
    sheet.says("full_name", person.name)


def _life(sheet: Sheet, person: Person, label: str, y: float) -> float:
    start = sheet.write(TEXT_LEFT, y, label, LABEL)
    sheet.write(start, y, short(person.born), VALUE, "birth_date")
    sheet.says("birth_date", person.born.isoformat())
    return _sex_and_nation(sheet, person, y + 3.3 * MM)


def _sex_and_nation(sheet: Sheet, person: Person, y: float) -> float:
    x = sheet.write(TEXT_LEFT, y, "Giới tính / Sex: ", LABEL)
    x = sheet.write(x, y, person.sex, VALUE, "sex")
    x = sheet.write(x + 3.4 * MM, y, "Quốc tịch / Nationality: ", LABEL)
    sheet.write(x, y, person.nationality, VALUE, "nationality")
    sheet.says("sex", person.sex)
    sheet.says("nationality", person.nationality)
    return y + 3.1 * MM


def below(sheet: Sheet, label: str, key: str, value: str, y: float) -> float:
    """A label with its value on the line under it, set small enough to stay on the card;
    returns the next line."""
    sheet.write(TEXT_LEFT, y, label, LABEL)
    room = (WIDTH - 3 * MM - TEXT_LEFT) / VALUE.width(value)
    type = VALUE if room >= 1 else replace(VALUE, size=VALUE.size * room)
    sheet.write(TEXT_LEFT, y + 3 * MM, value, type, key)
    sheet.says(key, value)
    return y + 5.9 * MM


def _home(sheet: Sheet, person: Person, y: float) -> None:
    start = sheet.write(TEXT_LEFT, y, "Nơi thường trú / Place of residence: ", LABEL)
    end = WIDTH - 3 * MM
    first, second = broken(person.residence, [end - start, end - TEXT_LEFT], VALUE)
    sheet.write(start, y, first, VALUE, "residence")
    sheet.write(TEXT_LEFT, y + 3 * MM, second, VALUE, "residence")
    sheet.says("residence", person.residence)


def _runs_out(sheet: Sheet, person: Person) -> None:
    day, y = person.card_expires, 47.8 * MM
    start = sheet.write(3.6 * MM, y, "Có giá trị đến: ", replace(LABEL, size=4.8))
    printed = short(day) if day else "Không thời hạn"
    sheet.write(start, y, printed, replace(VALUE, size=5.4 if day else 4.6), "expiry_date")
    sheet.write(3.6 * MM, y + 2 * MM, "Date of expiry", TINY)
    sheet.says("expiry_date", day.isoformat() if day else "")
