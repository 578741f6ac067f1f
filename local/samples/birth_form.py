"""Tờ khai đăng ký khai sinh in the print versions that go about.

0: the ministry's (Circular 04/2020/TT-BTP), with the line for the requester's birthday that some
   offices add; 1: its older order, papers before home and the day in words beside the day;
2: in four parts, as some provinces' software prints it.
"""

from datetime import date

from local.samples import ink
from local.samples.declaration import PROMISE, RELATION, copies
from local.samples.form import Blank, Form
from local.samples.look import Look
from local.samples.people import Family, Person
from local.samples.places import short as short_place
from local.samples.sheet import Sheet
from local.samples.stationery import marked, motto
from local.samples.wording import in_words, short

PARTS = ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "THÔNG TIN CỦA", "NGƯỜI YÊU CẦU ĐĂNG KÝ")


def birth_form(family: Family, look: Look, seed: int) -> Sheet:
    """The declaration that the asking parent of `family` fills in and signs."""
    sheet = Sheet()
    middle = (look.left + look.right) / 2
    motto(sheet, middle, 52, look)
    sheet.centre(middle, 101, PARTS[0], look.type("B", 2))
    form = Form.of(sheet, 128, look)
    (_ministry, _older, _four_parts)[look.version](form, family, look)
    _close(form, family, look, seed)
    marked(sheet)
    return sheet


def _ministry(form: Form, family: Family, look: Look) -> None:
    asking = family.asking
    _to(form, family, "Kính gửi: (1)")
    form.line(Blank("Họ, chữ đệm, tên người yêu cầu:", "requester_name", asking.name))
    form.line(_day("Ngày, tháng, năm sinh:", "requester_birth_date", asking.born))
    form.lines(Blank("Nơi cư trú: (2)", "requester_residence", asking.residence))
    form.line(Blank("Giấy tờ tùy thân: (3) Căn cước công dân số", "requester_id", asking.number))
    _relation(form, family)
    form.tell("Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:", look.type("B"))
    child = family.child
    form.line(Blank("Họ, chữ đệm, tên:", "child_name", child.name.upper()))
    form.line(_day("Ngày, tháng, năm sinh:", "child_birth_date", child.born))
    form.line(Blank("Ghi bằng chữ:", "child_birth_date_words", in_words(child.born)))
    form.line(
        Blank("Giới tính:", "child_sex", child.sex, share=0.29),
        *_peoples("child", child.ethnicity, child.nationality),
    )
    form.lines(Blank("Nơi sinh: (4)", "child_birth_place", child.place))
    form.line(Blank("Quê quán:", "child_origin_place", child.origin))
    _parents(form, family, "Nơi cư trú: (2)")


def _older(form: Form, family: Family, look: Look) -> None:
    asking, child = family.asking, family.child
    _to(form, family, "Kính gửi:")
    form.line(Blank("Họ, chữ đệm, tên người yêu cầu:", "requester_name", asking.name.upper()))
    form.line(Blank("Giấy tờ tùy thân: (2)", "requester_id", asking.number))
    form.lines(Blank("Nơi cư trú: (3)", "requester_residence", asking.residence))
    _relation(form, family)
    form.tell("Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:", look.type("B"))
    form.line(Blank("Họ, chữ đệm, tên:", "child_name", child.name.upper()))
    words = Blank("ghi bằng chữ:", "child_birth_date_words", in_words(child.born))
    form.line(_day("Ngày, tháng, năm sinh:", "child_birth_date", child.born, 0.42), words)
    form.lines(Blank("Nơi sinh: (4)", "child_birth_place", child.place))
    form.line(
        Blank("Giới tính:", "child_sex", child.sex, share=0.29),
        *_peoples("child", child.ethnicity, child.nationality),
    )
    form.line(Blank("Quê quán:", "child_origin_place", child.origin))
    _parents(form, family, "Nơi cư trú: (3)")


def _four_parts(form: Form, family: Family, look: Look) -> None:
    child, bold = family.child, look.type("B")
    _to(form, family, "Kính gửi:")
    form.tell("I. THÔNG TIN CỦA NGƯỜI ĐƯỢC ĐĂNG KÝ KHAI SINH", bold)
    form.line(Blank("Họ, chữ đệm, tên:", "child_name", child.name.upper()))
    form.line(
        Blank("Giới tính:", "child_sex", child.sex, share=0.3),
        _day("Ngày, tháng, năm sinh:", "child_birth_date", child.born),
    )
    place = "Nơi sinh (tên cơ sở y tế hoặc tên xã/phường/thị trấn nơi sinh):"
    form.lines(Blank(place, "child_birth_place", child.place))
    form.line(Blank("Quê quán:", "child_origin_place", child.origin))
    form.line(*_peoples("child", child.ethnicity, child.nationality, 0.5))
    for part, who, parent in (("II", "father", family.father), ("III", "mother", family.mother)):
        form.tell(f"{part}. {PARTS[1]} {RELATION[who].upper()}", bold)
        form.line(
            Blank("Họ, chữ đệm, tên:", f"{who}_name", parent.name, share=0.58),
            Blank("Ngày, tháng, năm sinh:", f"{who}_birth_year", *_year(parent)),
        )
        form.line(*_peoples(who, parent.ethnicity, parent.nationality, 0.5))
        form.line(Blank("Số định danh cá nhân/CCCD/Hộ chiếu:", typed=parent.number))
        form.lines(Blank("Nơi thường trú/tạm trú:", f"{who}_residence", parent.residence))
    _asking_part(form, family, look)


def _asking_part(form: Form, family: Family, look: Look) -> None:
    asking = family.asking
    form.tell(f"IV. {PARTS[2]}", look.type("B"))
    form.line(Blank("Họ, chữ đệm, tên:", "requester_name", asking.name))
    relation = RELATION[family.requester]
    form.line(Blank("Quan hệ với người được đăng ký:", "requester_relation", relation))
    form.line(Blank("Số định danh cá nhân/CCCD/Hộ chiếu:", "requester_id", asking.number))
    form.lines(Blank("Nơi thường trú/tạm trú:", "requester_residence", asking.residence))


def _to(form: Form, family: Family, label: str) -> None:
    form.left += 30
    form.line(Blank(label, "agency", family.agency))
    form.left -= 30


def _relation(form: Form, family: Family) -> None:
    relation = RELATION[family.requester]
    form.line(Blank("Quan hệ với người được khai sinh:", "requester_relation", relation))


def _day(label: str, key: str, day: date, share: float = 1.0) -> Blank:
    return Blank(label, key, day.isoformat(), short(day), share)


def _year(parent: Person) -> tuple[str, str]:
    """The four-part form asks for the day; who writes only the year is taken too."""
    return str(parent.born.year), str(parent.born.year)


def _peoples(who: str, ethnicity: str, nation: str, share: float = 0.63) -> tuple[Blank, Blank]:
    return (
        Blank("Dân tộc:", f"{who}_ethnicity", ethnicity, share=share),
        Blank("Quốc tịch:", f"{who}_nationality", nation),
    )


def _parents(form: Form, family: Family, home: str) -> None:
    for who, word, parent in (("mother", "mẹ", family.mother), ("father", "cha", family.father)):
        form.line(Blank(f"Họ, chữ đệm, tên người {word}:", f"{who}_name", parent.name))
        form.line(
            Blank("Năm sinh: (5)", f"{who}_birth_year", str(parent.born.year), share=0.31),
            *_peoples(who, parent.ethnicity, parent.nationality),
        )
        form.lines(Blank(home, f"{who}_residence", parent.residence))


def _close(form: Form, family: Family, look: Look, seed: int) -> None:
    sheet, day = form.sheet, family.declared
    form.tell(PROMISE, look.type(), indent=24)
    place = short_place(family.agency.removeprefix("Ủy ban nhân dân "))
    form.left += 150
    form.line(
        Blank("Làm tại:", "signed_place", place, share=0.5),
        _day(", ngày", "signed_date", day),
    )
    form.left -= 150
    middle = form.right - 120
    sheet.centre(middle, form.y, "Người yêu cầu", look.type("B"))
    sheet.centre(middle, form.y + 15, "(Ký, ghi rõ họ, chữ đệm, tên)", look.type("I", -1))
    if look.version < 2:
        copies(form, family.copies)
    sheet.strokes.append(ink.signature(middle - 35, form.y + 46, seed + 77, ink=look.typed.ink))
    sheet.centre(middle, form.y + 62, family.asking.name, look.typed)
