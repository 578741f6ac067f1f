"""Tờ khai đăng ký khai sinh, in the wording of the annex to Circular 04/2020/TT-BTP."""

from local.samples import ink
from local.samples.form import Blank, Form
from local.samples.people import Family, Person
from local.samples.sheet import MARK, Sheet, Type
from local.samples.wording import in_words, short

BOLD = Type(style="B", size=13)
PROMISE = (
    "Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật, được sự thỏa "
    "thuận nhất trí của các bên liên quan theo quy định pháp luật. Tôi chịu hoàn toàn trách "
    "nhiệm trước pháp luật về nội dung cam đoan của mình."
)
RELATION = {"mother": "Mẹ", "father": "Cha"}
ISSUER = "Cục CS QLHC"


def declaration(family: Family, seed: int = 0, *, overtyped: bool = False) -> Sheet:
    """The declaration that the asking parent of `family` fills in and signs.

    `overtyped`: typed over the dots of a printed form, which is much harder to read.
    """
    sheet = Sheet()
    sheet.centre(310, 52, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Type(style="B", size=12.5))
    sheet.centre(310, 69, "Độc lập - Tự do - Hạnh phúc", BOLD)
    sheet.rule(228, 392, 74)
    sheet.centre(310, 106, "TỜ KHAI ĐĂNG KÝ KHAI SINH", Type(style="B", size=15))
    form = Form(sheet, y=136, sink=3.4 if overtyped else None)
    _requester(form, family)
    _child(form, family)
    _parent(form, "mother", "Họ, chữ đệm, tên người mẹ:", family.mother)
    _parent(form, "father", "Họ, chữ đệm, tên người cha:", family.father)
    _close(form, family, seed)
    sheet.centre(310, 822, f"{MARK} - người, số và địa chỉ đều bịa", Type(style="I", size=8))
    return sheet


def _requester(form: Form, family: Family) -> None:
    asking = family.asking
    form.left += 24
    form.line(Blank("Kính gửi: (1)", "agency", family.agency))
    form.left -= 24
    form.line(Blank("Họ, chữ đệm, tên người yêu cầu:", "requester_name", asking.name))
    form.lines(Blank("Nơi cư trú: (2)", "requester_residence", asking.residence))
    _identity(form, asking)
    form.line(
        Blank("Quan hệ với người được khai sinh:", "requester_relation", RELATION[family.requester])
    )


def _identity(form: Form, asking: Person) -> None:
    before, after = "CCCD số ", f", {ISSUER} cấp ngày {short(asking.card_issued)}"
    form.line(Blank("Giấy tờ tùy thân: (3)", typed=before + asking.number + after))
    sheet = form.sheet
    at = next(i for i, run in enumerate(sheet.runs) if run.text.startswith(before))
    whole = sheet.runs.pop(at)
    x = sheet.write(whole.x, whole.y, before, form.typed)
    x = sheet.write(x, whole.y, asking.number, form.typed, "requester_id")
    sheet.write(x, whole.y, after, form.typed)
    sheet.says("requester_id", asking.number)


def _child(form: Form, family: Family) -> None:
    child = family.child
    form.tell("Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:", BOLD)
    form.line(Blank("Họ, chữ đệm, tên:", "child_name", child.name, child.name.upper()))
    form.line(
        Blank(
            "Ngày, tháng, năm sinh:", "child_birth_date", child.born.isoformat(), short(child.born)
        )
    )
    form.line(Blank("ghi bằng chữ:", "child_birth_date_words", in_words(child.born)))
    form.line(
        Blank("Giới tính:", "child_sex", child.sex, share=0.28),
        Blank("Dân tộc:", "child_ethnicity", child.ethnicity, share=0.6),
        Blank("Quốc tịch:", "child_nationality", child.nationality),
    )
    form.lines(Blank("Nơi sinh: (4)", "child_birth_place", child.place))
    form.line(Blank("Quê quán:", "child_origin_place", child.origin))


def _parent(form: Form, who: str, label: str, parent: Person) -> None:
    form.line(Blank(label, f"{who}_name", parent.name))
    form.line(
        Blank("Năm sinh: (5)", f"{who}_birth_year", str(parent.born.year), share=0.28),
        Blank("Dân tộc:", f"{who}_ethnicity", parent.ethnicity, share=0.6),
        Blank("Quốc tịch:", f"{who}_nationality", parent.nationality),
    )
    form.lines(Blank("Nơi cư trú: (2)", f"{who}_residence", parent.residence))


def _close(form: Form, family: Family, seed: int) -> None:
    sheet = form.sheet
    form.tell(PROMISE, Type(), indent=24)
    place = family.agency.split(",", 1)[0].split("phường ")[-1].split("xã ")[-1]
    day = family.declared
    text = f"Làm tại: {place}, ngày {day:%d} tháng {day:%m} năm {day.year}"
    sheet.write(form.right - Type(style="I").width(text), form.y, text, Type(style="I"))
    form.y += form.step
    sheet.centre(435, form.y, "Người yêu cầu", BOLD)
    sheet.centre(435, form.y + 15, "(Ký, ghi rõ họ, chữ đệm, tên)", Type(style="I", size=12))
    copies(form, family.copies)
    sheet.strokes.append(ink.signature(400, form.y + 40, seed + 77))
    sheet.centre(435, form.y + 62, family.asking.name, Type())


def copies(form: Form, wanted: int) -> None:
    """Yes or no to copies, and under it how many."""
    sheet, y = form.sheet, form.y
    x = sheet.write(form.left, y, "Đề nghị cấp bản sao (6): Có ", form.label)
    tick(sheet, x, y, ticked=True)
    x = sheet.write(x + 12, y, " , Không ", form.label)
    tick(sheet, x, y, ticked=False)
    x = sheet.write(form.left, y + form.step, "Số lượng: ", form.label)
    end = sheet.write(x + 5, y + form.step, f"{wanted:02d}", form.typed, "copies")
    sheet.write(end + 4, y + form.step, " bản", form.label)
    sheet.says("copies", str(wanted))


def tick(sheet: Sheet, x: float, y: float, *, ticked: bool) -> None:
    """A box to tick, with a cross in it when `ticked`."""
    corners = ((x, y - 9), (x + 10, y - 9), (x + 10, y + 1), (x, y + 1))
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        sheet.stroke((start, end))
    if ticked:
        sheet.stroke((corners[0], corners[2]))
        sheet.stroke((corners[1], corners[3]))
