"""Giấy chứng nhận đăng ký hộ kinh doanh (annex of Circular 68/2025/TT-BTC), as an office prints
it: no leaders, the answers after the colon."""

from local.samples import places
from local.samples.folk import Folk
from local.samples.form import Blank, Form
from local.samples.household import Household, household, trade_table
from local.samples.look import Look
from local.samples.office import centred, sealed
from local.samples.people import Person
from local.samples.sheet import Sheet
from local.samples.stationery import marked, motto
from local.samples.wording import long, short

TITLE = ("GIẤY CHỨNG NHẬN", "ĐĂNG KÝ HỘ KINH DOANH")
PARTS = (
    ("1. Tên hộ kinh doanh viết bằng tiếng Việt (ghi bằng chữ in hoa):", "2. Địa chỉ trụ sở:"),
    ("1. Tên hộ kinh doanh:", "2. Địa điểm kinh doanh:"),
    ("1. Tên hộ kinh doanh:", "2. Trụ sở hộ kinh doanh:"),
)


def certificate(folk: Folk, look: Look, seed: int) -> Sheet:
    """The certificate of an invented household business, sealed."""
    business, sheet = household(folk), Sheet()
    form = Form.of(sheet, 60, look)
    form.sink, form.leader = None, "none"
    _head(form, business, look)
    _number(form, folk, business, look)
    name, office = PARTS[look.version]
    form.line(Blank(name, "household_name", business.name))
    form.line(Blank(office, "head_office", business.office))
    form.line(
        Blank("Điện thoại:", "phone", business.phone, share=0.45),
        Blank("Thư điện tử:", "email", business.email),
    )
    trade_table(form, business, 3)
    shown = f"{business.capital:,} đồng".replace(",", ".")
    form.line(Blank("4. Vốn kinh doanh:", "capital", str(business.capital), shown))
    _owner(form, business.owner, look)
    _signed(form, folk, business, look, seed)
    marked(sheet)
    return sheet


def _head(form: Form, business: Household, look: Look) -> None:
    span = look.right - look.left
    left, right = look.left + span * 0.2, look.left + span * 0.7
    form.sheet.centre(left, form.y, "ỦY BAN NHÂN DÂN", look.type("", -0.5))
    unit = business.unit.split(",")[0].upper()
    form.sheet.centre(left, form.y + 15, unit, look.type("", -0.5))
    form.sheet.centre(left, form.y + 30, "PHÒNG KINH TẾ", look.type("B", -0.5), "agency")
    form.sheet.says("agency", "PHÒNG KINH TẾ")
    form.sheet.rule(left - 26, left + 26, form.y + 35)
    motto(form.sheet, right, form.y, look)
    form.y += 74


def _number(form: Form, folk: Folk, business: Household, look: Look) -> None:
    for text in TITLE:
        centred(form, text, look.type("B", 2.5))
    dice, sheet, middle = folk.dice, form.sheet, (form.left + form.right) / 2
    number = business.owner.number if look.version == 0 else f"22A8{dice.randint(1, 999999):06d}"
    bold, type = look.type("B"), look.type()
    label = "Mã số hộ kinh doanh: " if look.version == 0 else "Số: "
    x = sheet.write(middle - 100, form.y, label, type)
    sheet.write(x, form.y, number, bold, "registration_number")
    sheet.says("registration_number", number)
    form.y += 17
    x = sheet.write(middle - 115, form.y, "Đăng ký lần đầu, ", look.type("I"))
    day = long(business.signed)
    sheet.write(x, form.y, day, look.type("I"), "first_registered")
    sheet.says("first_registered", business.signed.isoformat())
    form.y += 28


def _owner(form: Form, owner: Person, look: Look) -> None:
    name = owner.name.upper()
    form.line(Blank("5. Họ và tên chủ hộ kinh doanh (ghi bằng chữ in hoa):", "owner_name", name))
    born = owner.born
    form.line(
        Blank("Giới tính:", "owner_sex", owner.sex, share=0.35),
        Blank("Sinh ngày:", "owner_birth_date", born.isoformat(), short(born)),
    )
    form.line(
        Blank("Dân tộc:", "owner_ethnicity", owner.ethnicity, share=0.35),
        Blank("Quốc tịch:", "owner_nationality", owner.nationality),
    )
    form.line(Blank("Số định danh cá nhân:", "owner_personal_number", owner.number))
    form.line(Blank("Nơi thường trú:", "owner_residence", owner.residence))


def _signed(form: Form, folk: Folk, business: Household, look: Look, seed: int) -> None:
    middle, signer = form.right - 120, folk.name(folk.dice.choice(("Nam", "Nữ")))
    form.y += 14
    form.sheet.centre(middle, form.y, "TRƯỞNG PHÒNG", look.type("B"))
    name = form.y + 66
    form.sheet.centre(middle, name, signer, look.type("B"), "signer_name")
    form.sheet.says("signer_name", signer)
    sealed(form.sheet, middle, name, f"PHÒNG KINH TẾ {places.short(business.unit).upper()}", seed)
