"""Tờ khai thay đổi thông tin cư trú (Mẫu CT01): version 0 of Circular 53/2025/TT-BCA, 1 of
Circular 66/2023/TT-BCA with head and relation on one line, 2 without boxes for the digits."""

from dataclasses import dataclass

from local.samples import ink, places
from local.samples.folk import Folk
from local.samples.form import Blank, Form
from local.samples.grid import Cell, boxes, table
from local.samples.look import Look
from local.samples.people import Person
from local.samples.sheet import Sheet
from local.samples.stationery import marked, motto
from local.samples.wording import short

TITLE = "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ"
SOURCES = (
    "Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA",
    "Mẫu CT01 ban hành kèm theo Thông tư số 66/2023/TT-BCA ngày 17/11/2023",
    "Mẫu CT01",
)
RELATIONS = ("Vợ", "Chồng", "Con đẻ", "Bố đẻ", "Mẹ đẻ", "Em ruột", "Cháu ruột", "Ở thuê", "Con dâu")
REQUESTS = (
    "Đăng ký thường trú vào hộ tại",
    "Đăng ký tạm trú tại",
    "Đăng ký thường trú tại",
    "Điều chỉnh thông tin nơi ở hiện tại thành",
)
HEADS = ("TT", "Họ, chữ đệm và tên", "Ngày sinh", "Giới", "Số định danh", "Quan hệ")
LONG_HEADS = (
    *("TT", "Họ, chữ đệm và tên", "Ngày, tháng, năm sinh", "Giới tính", "Số định danh cá nhân"),
    "Mối quan hệ với chủ hộ",
)
SIGNERS = ("Ý KIẾN CỦA CHỦ HỘ", "Ý KIẾN CỦA CHA, MẸ", "NGƯỜI KÊ KHAI")
SIGNING = ("(Ký, ghi rõ họ tên)", "hoặc người giám hộ", "(Ký, ghi rõ họ tên)")
NOTE = (
    "Chú thích: (1) Cơ quan đăng ký cư trú. (2) Ghi rõ ràng, cụ thể nội dung đề nghị như đăng ký "
    "thường trú, tạm trú, tách hộ hoặc điều chỉnh thông tin về cư trú trong Cơ sở dữ liệu."
)


@dataclass(frozen=True, slots=True)
class Move:
    """Who declares a change of residence, into whose home, and with whom."""

    who: Person
    phone: str
    email: str
    head: Person
    relation: str
    agency: str
    request: str
    members: tuple[tuple[Person, str], ...]


def move(folk: Folk) -> Move:
    """An invented change of residence."""
    dice, unit = folk.dice, places.unit(folk.dice)
    who = folk.person()
    count = dice.choice((0, 1, 1, 2, 2, 3))
    members = tuple((folk.person(young=1, old=70), dice.choice(RELATIONS)) for _ in range(count))
    return Move(
        who=who,
        phone=folk.phone(),
        email=folk.email(who.name),
        head=folk.person(),
        relation=dice.choice(RELATIONS),
        agency=f"Công an {unit}",
        request=f"{dice.choice(REQUESTS)} {places.address(dice, unit)}",
        members=members,
    )


def residence_form(change: Move, look: Look, seed: int) -> Sheet:
    """The declaration, filled in and signed."""
    sheet = Sheet()
    middle = (look.left + look.right) / 2
    source = look.type("I", -3)
    text = SOURCES[look.version]
    sheet.write(look.right - source.width(text), 40, text, source)
    motto(sheet, middle, 60, look)
    sheet.centre(middle, 107, TITLE, look.type("B", 2))
    form = Form.of(sheet, 134, look)
    _declarant(form, change, look.version)
    _head(form, change, look.version)
    form.lines(Blank("10. Nội dung đề nghị (2):", "request", change.request))
    _members(form, change, look.version)
    _close(form, change, look, seed)
    marked(sheet)
    return sheet


def _declarant(form: Form, change: Move, version: int) -> None:
    who = change.who
    form.left += 46
    form.line(Blank("Kính gửi (1):", "agency", change.agency))
    form.left -= 46
    form.line(Blank("1. Họ, chữ đệm và tên:", "declarant_name", who.name.upper()))
    born = Blank(
        "2. Ngày, tháng, năm sinh:", "declarant_birth_date", who.born.isoformat(), short(who.born),
        0.55,
    )  # fmt: skip
    form.line(born, Blank("3. Giới tính:", "declarant_sex", who.sex))
    label = "4. Số định danh cá nhân:"
    _number(form, label, "declarant_personal_number", who.number, version)
    form.line(
        Blank("5. Số điện thoại liên hệ:", "declarant_phone", change.phone, share=0.47),
        Blank("6. Email:", "declarant_email", change.email),
    )


def _head(form: Form, change: Move, version: int) -> None:
    name = change.head.name if version == 1 else change.head.name.upper()
    head = Blank("7. Họ, chữ đệm và tên chủ hộ:", "head_name", name, share=0.62)
    relation = Blank("8. Mối quan hệ với chủ hộ:", "relation_to_head", change.relation)
    if version == 1:
        form.line(head, relation)
    else:
        form.line(Blank(head.label, head.key, head.value))
        form.line(relation)
    label = "9. Số định danh cá nhân của chủ hộ:"
    _number(form, label, "head_personal_number", change.head.number, version)


def _number(form: Form, label: str, key: str, number: str, version: int) -> None:
    if version == 2:
        form.line(Blank(label, key, number))
    else:
        form.y += 2
        boxes(form, label, key, number)


def _members(form: Form, change: Move, version: int) -> None:
    form.tell("11. Những thành viên trong hộ gia đình cùng thay đổi:", form.label)
    rows = [_member(at, *member) for at, member in enumerate(change.members, 1)]
    rows += [[Cell("") for _ in HEADS]] * max(0, 3 - len(rows))
    heads = LONG_HEADS if version == 1 else HEADS
    table(form, (0.055, 0.32, 0.475, 0.555, 0.79), heads, rows)


def _member(at: int, who: Person, relation: str) -> list[Cell]:
    key = f"member{at}"
    return [
        Cell(str(at)),
        Cell(who.name, f"{key}_name", left=True),
        Cell(short(who.born), f"{key}_birth_date", who.born.isoformat()),
        Cell(who.sex, f"{key}_sex"),
        Cell(who.number, f"{key}_personal_number"),
        Cell(relation, f"{key}_relation"),
    ]


def _close(form: Form, change: Move, look: Look, seed: int) -> None:
    form.y += 12
    span = form.right - form.left
    middles = [form.left + span * at for at in (0.15, 0.49, 0.83)]
    form.row(SIGNERS, middles, look.type("B", -1.5))
    form.y += 15
    form.row(SIGNING, middles, look.type("I", -1.5))
    for number, (at, who) in enumerate(((0, change.head), (2, change.who))):
        pen = ink.signature(middles[at] - 35, form.y + 32, seed + number, ink=look.typed.ink)
        form.sheet.strokes.append(pen)
        form.sheet.centre(middles[at], form.y + 54, who.name, look.typed)
    form.y += 82
    form.tell(NOTE, look.type("I", -2.5))
