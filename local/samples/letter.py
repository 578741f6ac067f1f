"""Letters of the administration: công văn and the kinds with a name (Decree 30/2020/NĐ-CP,
annex III), about everyday business of a commune."""

from dataclasses import dataclass

from local.samples import places
from local.samples.folk import Folk
from local.samples.form import Form
from local.samples.look import Look
from local.samples.office import Office, foot, head, office, titled
from local.samples.prose import Said, paragraph
from local.samples.sheet import RED, Sheet, Type
from local.samples.stationery import marked

KINDS = (
    *(("", "UBND-VP", 4), ("THÔNG BÁO", "TB-UBND", 2), ("KẾ HOẠCH", "KH-UBND", 2)),
    *(("GIẤY MỜI", "GM-UBND", 2), ("BÁO CÁO", "BC-UBND", 1), ("TỜ TRÌNH", "TTr-UBND", 1)),
)
MATTERS = (
    "tăng cường thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
    "tổ chức ra quân vệ sinh môi trường dịp cuối năm",
    "rà soát hộ nghèo, hộ cận nghèo năm 2026",
    "phòng, chống rét cho cây trồng, vật nuôi vụ Đông Xuân",
    "triển khai cấp thẻ căn cước lưu động tại các thôn, tổ dân phố",
    "lấy ý kiến nhân dân về phương án sắp xếp thôn, tổ dân phố",
    "cung cấp số liệu phục vụ kỳ họp thường lệ cuối năm của Hội đồng nhân dân",
    "kiểm tra công tác phòng cháy, chữa cháy tại các cơ sở lưu trú du lịch",
    "hướng dẫn người dân nộp hồ sơ trực tuyến trên Cổng Dịch vụ công quốc gia",
)
READERS = (
    "Trưởng các thôn, tổ dân phố trên địa bàn",
    "Các phòng chuyên môn thuộc Ủy ban nhân dân",
    "Trung tâm Phục vụ hành chính công",
    "Hiệu trưởng các trường học trên địa bàn",
    "Công an, Ban Chỉ huy quân sự",
)
BODY = (
    "Thực hiện chỉ đạo của Ủy ban nhân dân cấp trên và để bảo đảm quyền lợi của người dân, Ủy ban "
    "nhân dân đề nghị các đơn vị quán triệt nội dung này tới từng hộ gia đình, phân công người "
    "chịu trách nhiệm và bố trí kinh phí trong dự toán được giao.",
    "Các đơn vị rà soát công việc đã làm, nêu rõ khó khăn, vướng mắc và đề xuất biện pháp; gửi "
    "văn bản về Văn phòng trước ngày 25 hằng tháng để tổng hợp, báo cáo.",
    "Văn phòng theo dõi, đôn đốc; kịp thời báo cáo Chủ tịch Ủy ban nhân dân những việc vượt thẩm "
    "quyền. Trong quá trình thực hiện nếu có phát sinh, liên hệ số máy 0203 000 0000.",
    "Ủy ban nhân dân đề nghị Ủy ban Mặt trận Tổ quốc và các đoàn thể phối hợp tuyên truyền, vận "
    "động đoàn viên, hội viên và nhân dân cùng thực hiện.",
)
HASTE = ("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: `kind` is empty for a công văn, which has its V/v under the number."""

    by: Office
    kind: str
    matter: str
    to: str
    urgency: str
    body: tuple[str, ...]

    @property
    def subject(self) -> str:
        """As it stands on the paper."""
        return f"V/v {self.matter}" if not self.kind else f"Về việc {self.matter}"


def letter(folk: Folk) -> Letter:
    """An invented letter."""
    dice = folk.dice
    kinds = [(kind, sign) for kind, sign, weight in KINDS for _ in range(weight)]
    kind, sign = dice.choice(kinds)
    to = ""
    if kind in ("", "GIẤY MỜI", "TỜ TRÌNH"):
        to = dice.choice((*READERS, f"Ủy ban nhân dân {places.unit(dice).split(', ')[1]}"))
    return Letter(
        by=office(folk, sign),
        kind=kind,
        matter=dice.choice(MATTERS),
        to=to,
        urgency=dice.choice(HASTE) if dice.random() < 0.15 else "",
        body=tuple(dice.sample(BODY, dice.randint(2, 4))),
    )


def letter_page(sent: Letter, look: Look, seed: int) -> Sheet:
    """The letter, signed and sealed over the name."""
    sheet = Sheet()
    form = Form.of(sheet, 62, look)
    form.left = max(form.left, 80)
    head(form, sent.by, look, "" if sent.kind else sent.subject)
    if sent.urgency:
        _urgent(sheet, sent.urgency, look, form.y - 8)
        form.y += 24
    if sent.kind:
        titled(form, sent.kind, sent.subject, look)
    else:
        sheet.says("kind", "CÔNG VĂN")
    if sent.to:
        _addressed(form, sent.to, look)
    for text in sent.body:
        paragraph(form, [Said(text)], type=look.type("", 0.5))
        form.y += 4
    paragraph(
        form,
        [
            Said(
                "Trân trọng./."
                if sent.to
                else "Nhận được văn bản này, các đơn vị nghiêm túc thực hiện./."
            )
        ],
        type=look.type("", 0.5),
    )
    copies = (
        "- Như trên;" if sent.to else "- Các phòng, ban;",
        "- Chủ tịch, các PCT;",
        "- Lưu: VT.",
    )
    foot(form, sent.by, look, copies, seed)
    marked(sheet)
    return sheet


def _urgent(sheet: Sheet, mark: str, look: Look, y: float) -> None:
    type = Type(look.print, "B", look.size, RED)
    middle, half = look.left + (look.right - look.left) * 0.19, type.width(mark) / 2 + 8
    sheet.centre(middle, y, mark, type, "urgency")
    sheet.says("urgency", mark)
    corners = ((-half, -14), (half, -14), (half, 6), (-half, 6), (-half, -14))
    sheet.stroke([(middle + dx, y + dy) for dx, dy in corners], 1.2, RED)


def _addressed(form: Form, to: str, look: Look) -> None:
    type = look.type("", 0.5)
    form.left += 60
    paragraph(form, [Said("Kính gửi:"), Said(to, "addressee"), Said(".")], 0, type=type)
    form.left -= 60
    form.y += 5
