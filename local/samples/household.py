"""Giấy đề nghị đăng ký hộ kinh doanh (Mẫu số 1, Circular 68/2025/TT-BTC): version 0 the short
print, 1 with the trades after the capital, 2 with the head office in three lines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random

from chalicelib.values import parse
from local.samples import ink, places, trades
from local.samples.declaration import tick
from local.samples.folk import Folk
from local.samples.form import Blank, Form
from local.samples.grid import Cell, table
from local.samples.look import Look
from local.samples.people import Person
from local.samples.sheet import Sheet
from local.samples.stationery import marked, motto
from local.samples.wording import short

TITLE = "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH"
HEADS = ("STT", "Tên ngành, nghề", "Mã ngành", "Ghi chú")
PROMISE = (
    "Tôi xin cam kết bản thân không thuộc diện pháp luật cấm kinh doanh; chịu trách nhiệm trước "
    "pháp luật về tính hợp pháp, chính xác và trung thực của nội dung đăng ký trên."
)
ISSUERS = ("Cục CSQLHC về TTXH", "Bộ Công an")


@dataclass(frozen=True, slots=True)
class Household:
    """What somebody who opens a household business declares."""

    owner: Person
    phone: str
    email: str
    agency: str
    place: str
    name: str
    house: str
    unit: str
    trades: tuple[tuple[str, str], ...]
    capital: int
    workers: int
    tax_code: str
    alone: bool
    signed: date

    @property
    def office(self) -> str:
        """House, commune and province."""
        return f"{self.house}, {self.unit}"


def household(folk: Folk) -> Household:
    """An invented household business."""
    dice = folk.dice
    owner, unit = folk.person(), places.unit(dice)
    given = owner.name.split()[-1].upper()
    return Household(
        owner=owner,
        phone=folk.phone(),
        email=folk.email(owner.name),
        agency=f"Phòng Kinh tế {unit}",
        place=places.short(unit),
        name=f"{dice.choice(trades.SHOPS)} {given} {dice.choice(trades.LUCK)}",
        house=places.address(dice, unit).removesuffix(f", {unit}"),
        unit=unit,
        trades=tuple(dice.sample(trades.TRADES, dice.randint(1, 4))),
        capital=dice.choice((20, 30, 50, 80, 100, 150, 200, 300, 500, 1200)) * 1_000_000,
        workers=dice.randint(1, 9),
        tax_code=_tax_code(dice),
        alone=dice.random() < 0.7,
        signed=max(folk.day(0, 300), owner.card_issued),
    )


def _tax_code(dice: Random) -> str:
    """Ten digits of a taxpayer, the last of which checks the others."""
    drawn = count(int(f"{dice.randint(10, 63)}{dice.randint(10_000_000, 99_999_999)}"))
    return next(code for code in map(str, drawn) if not parse("tax_code", code).flags)


def household_form(business: Household, look: Look, seed: int) -> Sheet:
    """The application, filled in and signed."""
    sheet = Sheet()
    middle = (look.left + look.right) / 2
    motto(sheet, middle, 50, look)
    form = Form.of(sheet, 87, look)
    form.left += 230
    day = "Địa danh, ngày" if look.version < 2 else f"{business.place}, ngày"
    form.line(Blank(day, "signed_date", business.signed.isoformat(), short(business.signed)))
    form.left -= 230
    sheet.centre(middle, form.y + 6, TITLE, look.type("B", 2))
    form.y += 31
    _owner(form, business)
    form.tell("Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:", look.type("B"))
    _business(form, business, look.version)
    _close(form, business, look, seed)
    marked(sheet)
    return sheet


def _owner(form: Form, business: Household) -> None:
    owner = business.owner
    form.left += 40
    form.line(Blank("Kính gửi:", "agency", business.agency))
    form.left -= 40
    name = owner.name.upper()
    form.line(Blank("Tôi là (ghi họ tên bằng chữ in hoa):", "owner_name", name))
    born = owner.born
    form.line(
        Blank("Ngày sinh:", "owner_birth_date", born.isoformat(), short(born), 0.4),
        Blank("Giới tính:", "owner_sex", owner.sex, share=0.75),
    )
    form.line(Blank("Số định danh cá nhân/CCCD:", "owner_personal_number", owner.number))
    given = owner.card_issued
    form.line(
        Blank("Ngày cấp:", "owner_id_issue_date", given.isoformat(), short(given), 0.36),
        Blank("Nơi cấp:", "owner_id_issuer", ISSUERS[given >= date(2024, 7, 1)]),
    )
    form.lines(Blank("Nơi thường trú:", "owner_residence", owner.residence))
    form.line(
        Blank("Điện thoại:", "owner_phone", business.phone, share=0.4),
        Blank("Thư điện tử:", "owner_email", business.email),
    )


def _business(form: Form, business: Household, version: int) -> None:
    form.line(Blank("1. Tên hộ kinh doanh:", "household_name", business.name))
    form.lines(Blank("2. Địa chỉ trụ sở:", "head_office", business.office))
    parts: list[Callable[[Form, Household, int], None]] = [trade_table, _capital, _workers]
    if version == 1:
        parts = [_capital, _workers, trade_table]
    for number, part in enumerate(parts, 3):
        part(form, business, number)
    _subject(form, business.alone)
    form.line(Blank("7. Mã số thuế (nếu có):", "tax_code", business.tax_code))


def trade_table(form: Form, business: Household, number: int) -> None:
    """Item `number`: the lines of business, the first of them the main one."""
    form.tell(f"{number}. Ngành, nghề kinh doanh:", form.label)
    rows = [
        (
            Cell(str(at)),
            Cell(name, f"line{at}_name", left=True),
            Cell(code, f"line{at}_code"),
            Cell("Ngành chính" if at == 1 else ""),
        )
        for at, (name, code) in enumerate(business.trades, 1)
    ]
    table(form, (0.07, 0.68, 0.83), HEADS, rows)


def _capital(form: Form, business: Household, number: int) -> None:
    shown = f"{business.capital:,}".replace(",", ".")
    label = f"{number}. Vốn kinh doanh (bằng số, VNĐ):"
    form.line(Blank(label, "capital", str(business.capital), shown))


def _workers(form: Form, business: Household, number: int) -> None:
    label = f"{number}. Số lượng lao động (dự kiến):"
    form.line(Blank(label, "workers", str(business.workers), share=0.48))


def _subject(form: Form, alone: bool) -> None:
    sheet, y = form.sheet, form.y
    x = sheet.write(form.left, y, "6. Chủ thể thành lập: Cá nhân ", form.label)
    tick(sheet, x, y, ticked=alone)
    x = sheet.write(x + 20, y, "Các thành viên hộ gia đình ", form.label)
    tick(sheet, x, y, ticked=not alone)
    form.y += form.step


def _close(form: Form, business: Household, look: Look, seed: int) -> None:
    form.tell(PROMISE, look.type(), indent=22)
    middle = form.right - 117
    form.sheet.centre(middle, form.y, "CHỦ HỘ KINH DOANH", look.type("B"))
    form.sheet.centre(middle, form.y + 15, "(Ký và ghi họ tên)", look.type("I", -1))
    pen = ink.signature(middle - 35, form.y + 46, seed + 31, ink=look.typed.ink)
    form.sheet.strokes.append(pen)
    form.sheet.centre(middle, form.y + 64, business.owner.name, look.typed)
