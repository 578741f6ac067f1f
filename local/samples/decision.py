"""Quyết định of a people's committee about one person (Decree 30/2020/NĐ-CP, annex III)."""

import random
from dataclasses import dataclass

from local.samples.folk import Folk
from local.samples.form import Form
from local.samples.look import Look
from local.samples.office import Office, centred, foot, head, office, titled
from local.samples.people import Person
from local.samples.prose import Said, paragraph
from local.samples.sheet import Sheet, Type
from local.samples.stationery import marked
from local.samples.wording import long, short

SUBJECTS = (
    "Về việc công nhận hộ gia đình thoát nghèo năm 2026",
    "Về việc cho phép chuyển mục đích sử dụng đất",
    "Về việc hỗ trợ kinh phí sửa chữa nhà ở cho hộ gia đình có công",
    "Về việc trợ cấp xã hội hằng tháng",
    "Về việc hỗ trợ đột xuất cho hộ gia đình bị thiệt hại do thiên tai",
    "Về việc phê duyệt phương án bồi thường, hỗ trợ khi Nhà nước thu hồi đất",
    "Về việc khen thưởng thành tích trong phong trào thi đua yêu nước năm 2026",
)
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ "
    "tục hành chính theo cơ chế một cửa, một cửa liên thông;",
    "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;",
    "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách "
    "trợ giúp xã hội đối với đối tượng bảo trợ xã hội;",
)
BUREAUS = (
    ("Trưởng phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT"),
    ("Trưởng phòng Văn hóa - Xã hội", "VHXH"),
    ("Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP"),
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided about whom."""

    by: Office
    subject: str
    person: Person
    amount: int
    grounds: tuple[str, ...]
    asked: str


def ruling(folk: Folk) -> Ruling:
    """An invented decision."""
    dice = folk.dice
    by = office(folk, "QĐ-UBND")
    who, short_name = dice.choice(BUREAUS)
    tabled = f"{dice.randint(11, 399)}/TTr-{short_name} {long(by.signed)}"
    return Ruling(
        by=by,
        subject=dice.choice(SUBJECTS),
        person=folk.person(),
        amount=dice.randrange(2, 400) * dice.choice((250_000, 500_000, 1_000_000)),
        grounds=_grounds(dice),
        asked=f"Theo đề nghị của {who} tại Tờ trình số {tabled}.",
    )


def decision(ruled: Ruling, look: Look, seed: int) -> Sheet:
    """The decision, signed and sealed over the name."""
    sheet = Sheet()
    form = Form.of(sheet, 62, look)
    form.left, form.step = max(form.left, 80), form.step - 0.6
    head(form, ruled.by, look)
    titled(form, "QUYẾT ĐỊNH", ruled.subject, look)
    centred(form, f"CHỦ TỊCH {ruled.by.name}", look.type("B"))
    form.y += 6
    for text in (*ruled.grounds, ruled.asked):
        paragraph(form, [Said(text)], type=look.type("I", 0.5))
    form.y += 3
    centred(form, "QUYẾT ĐỊNH:", look.type("B"))
    _articles(form, ruled, look)
    copies = ("- Như Điều 3;", "- Sở Nội vụ (để báo cáo);", "- Lưu: VT, VP.")
    foot(form, ruled.by, look, copies, seed)
    marked(sheet)
    return sheet


def _grounds(dice: random.Random) -> tuple[str, ...]:
    return (GROUNDS[0], *sorted(dice.sample(GROUNDS[1:], dice.randint(1, 3)), key=GROUNDS.index))


def _articles(form: Form, ruled: Ruling, look: Look) -> None:
    who, type = ruled.person, look.type("", 0.5)
    article = look.type("B", 0.5)
    title = "ông" if who.sex == "Nam" else "bà"
    name = Said(who.name, "person_name", who.name, article)
    about = [
        Said("Điều 1.", type=article),
        Said(f"Công nhận kết quả giải quyết hồ sơ của {title}"),
        name,
        Said(", sinh ngày"),
        Said(short(who.born), "person_birth_date", who.born.isoformat()),
        Said(", số căn cước công dân"),
        Said(who.number, "person_number"),
        Said(", địa chỉ thường trú tại:"),
        Said(f"{who.residence}.", "person_residence", who.residence),
    ]
    paragraph(form, about, type=type)
    paragraph(form, _money(ruled, article), type=type)
    last = (
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng phòng Kinh tế, Hạ tầng "
        "và Đô thị, các cơ quan, đơn vị có liên quan và cá nhân có tên tại Điều 1 chịu trách nhiệm "
        "thi hành Quyết định này./."
    )
    paragraph(form, [Said("Điều 3.", type=article), Said(last)], type=type)


def _money(ruled: Ruling, article: Type) -> list[Said]:
    shown = f"{ruled.amount:,}".replace(",", ".")
    rest = (
        f"đồng, được chi từ nguồn ngân sách địa phương năm {ruled.by.signed.year} theo quy định "
        "của Luật Ngân sách nhà nước và các văn bản hướng dẫn thi hành."
    )
    return [
        Said("Điều 2.", type=article),
        Said("Kinh phí thực hiện là"),
        Said(shown, "amount", str(ruled.amount)),
        Said(rest),
    ]
