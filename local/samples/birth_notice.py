"""Giấy chứng sinh: the notice of a live birth that a hospital gives to the mother.

Wording after annex 5 of Circular 56/2017/TT-BYT, with the lines about the mother's earlier
births, the child's state and the midwife from Circular 17/2012/TT-BYT.
"""

from local.samples import ink, places
from local.samples.form import Blank, Form
from local.samples.look import Look
from local.samples.people import Family
from local.samples.sheet import MARK, Picture, Sheet, Type
from local.samples.wording import hour, long, short

SMALL = Type(size=12)
HEAD = Type(style="B", size=12)
TITLE = Type(style="B", size=18)
HINT = Type(style="I", size=10.5)
SIGNERS = (128.0, 248.0, 360.0, 482.0)


def birth_notice(family: Family, seed: int = 0, look: Look | None = None) -> Sheet:
    """The notice for the child of `family`; `seed` shapes the signatures. In a `look` of a
    later version the mother's people stands after her papers."""
    sheet = Sheet()
    _heading(sheet, family)
    form = Form.of(sheet, 202, look) if look else Form(sheet, y=206)
    _mother(form, family, late=bool(look and look.version))
    _birth(form, family)
    _signatures(form, family, seed)
    sheet.centre(297, 815, f"{MARK} - người, số và địa chỉ đều bịa", Type(style="I", size=8))
    return sheet


def _heading(sheet: Sheet, family: Family) -> None:
    sheet.centre(165, 52, "SỞ Y TẾ QUẢNG NINH", SMALL)
    sheet.centre(165, 68, family.child.hospital.upper(), HEAD)
    sheet.rule(125, 205, 75)
    sheet.centre(420, 52, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", HEAD)
    sheet.centre(420, 68, "Độc lập - Tự do - Hạnh phúc", Type(style="B", size=13))
    sheet.rule(340, 500, 75)
    end = sheet.write(85, 104, "Số: ", SMALL)
    sheet.write(end, 104, family.notice_number, Type(style="B", size=12), "certificate_number")
    sheet.says("certificate_number", family.notice_number)
    sheet.write(85, 120, f"Quyển số: {family.notice_book}", SMALL)
    sheet.centre(310, 160, "GIẤY CHỨNG SINH", TITLE)


def _mother(form: Form, family: Family, *, late: bool) -> None:
    mother = family.mother
    people = Blank("Dân tộc:", "mother_ethnicity", mother.ethnicity)
    form.line(Blank("Họ và tên mẹ/Người nuôi dưỡng:", "mother_name", mother.name.upper()))
    form.sheet.says("mother_name", mother.name)
    year = str(mother.born.year)
    born = Blank("Năm sinh:", "mother_birth_year", year, share=0.45)
    form.line(born, *(() if late else (people,)))
    form.lines(Blank("Nơi đăng ký thường trú:", "mother_address", mother.residence))
    form.line(Blank("Mã số BHXH/Thẻ BHYT số:", typed=family.insurance))
    form.line(Blank("Giấy CMND/Thẻ căn cước/Hộ chiếu số:", "mother_personal_number", mother.number))
    form.line(
        Blank("Ngày cấp:", typed=short(mother.card_issued), share=0.4),
        Blank("Nơi cấp:", typed="Cục CS QLHC về TTXH"),
    )
    if late:
        form.line(people)
    else:
        form.line(Blank("Họ và tên cha:", typed=family.father.name))


def _birth(form: Form, family: Family) -> None:
    child = family.child
    _moment(form, family)
    form.line(Blank("Tại:", "child_birth_place", child.place))
    form.line(
        Blank("Số lần sinh:", typed="01", share=0.3),
        Blank("Số con hiện sống:", typed="01", share=0.62),
        Blank("Số con trong lần sinh này:", typed="01"),
    )
    form.line(
        Blank("Giới tính của con:", "child_sex", child.sex, share=0.45),
        Blank("Cân nặng:", "child_weight", str(child.weight), f"{child.weight} gam"),
    )
    form.line(Blank("Hiện trạng của con:", typed="Khỏe mạnh"))
    form.line(Blank("Dự định đặt tên con là:", "child_name", child.name.upper()))
    form.sheet.says("child_name", child.name)
    form.line(Blank("Người đỡ đẻ:", typed=family.midwife))
    form.line(Blank("Ghi chú:"))


def _moment(form: Form, family: Family) -> None:
    """The hour and the day stand in one sentence, without dots in between."""
    sheet, child, y = form.sheet, family.child, form.y
    x = sheet.write(form.left, y, "Đã sinh con vào lúc: ", form.label)
    x = sheet.write(x, y, hour(child.time), form.typed, "child_birth_time")
    x = sheet.write(x, y, ", ", form.label)
    sheet.write(x, y, long(child.born), form.typed, "child_birth_date")
    sheet.says("child_birth_time", child.time)
    sheet.says("child_birth_date", child.born.isoformat())
    form.y += form.step


def _signatures(form: Form, family: Family, seed: int) -> None:
    sheet = form.sheet
    form.y += 8
    day = Type(style="I", size=13)
    text = long(family.notice_date)
    place = f"{places.short(family.child.commune)}, "
    start = form.right - day.width(place + text)
    sheet.write(sheet.write(start, form.y, place, day), form.y, text, day, "issue_date")
    sheet.says("issue_date", family.notice_date.isoformat())
    form.y += 22
    form.row(("Cha, mẹ,", "Người", "Người", "THỦ TRƯỞNG"), SIGNERS, HEAD)
    form.y += 14
    form.row(("người nuôi dưỡng", "đỡ đẻ", "ghi phiếu", "CƠ SỞ KB, CB"), SIGNERS, HEAD)
    form.y += 14
    form.row(("(Ký, ghi rõ họ tên)",) * 3 + ("(Ký tên, đóng dấu)",), SIGNERS, HINT)
    for number, middle in enumerate(SIGNERS):
        sheet.strokes.append(ink.signature(middle - 34, form.y + 42, seed * 4 + number))
    mark = ink.seal(family.child.hospital.upper(), ("DỮ LIỆU", "MẪU", "SAMPLE"))
    sheet.stamps.append(Picture(mark, (388, form.y, 488, form.y + 100)))
    form.y += 86
    form.row(
        (family.mother.name, family.midwife, family.clerk, family.head),
        SIGNERS,
        Type(style="B", size=11),
    )
