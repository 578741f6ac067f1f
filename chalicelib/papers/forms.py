"""The one-stop's own forms on A5: what the citizen takes home from the counter.

Source: TT 03/2025/TT-VPCP, annex I (successor of TT 01/2018/TT-VPCP).
"""

from datetime import datetime
from pathlib import Path

from chalicelib.papers.facts import Person, ReceiptFacts
from chalicelib.papers.sheet import SIGN_BOX, Sheet
from chalicelib.papers.stationery import masthead, unfold

QR_SIDE = 21.0

SIZES = (9.5, 9.0, 8.5, 8.0)
"""Type sizes of a receipt, the first that fits on one page is taken."""


def receipt(facts: ReceiptFacts, fonts: Path, at: datetime) -> bytes:
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as a PDF; same facts, same bytes.

    It is set as large as lets it stay on one A5 page, and no smaller than can be read.
    """
    for size in SIZES:
        sheet = _receipt(facts, fonts, at, size)
        pdf = bytes(sheet.pdf.output())
        if len(sheet.pdf.pages) == 1:
            break
    return pdf


def _receipt(facts: ReceiptFacts, fonts: Path, at: datetime, size: float) -> Sheet:
    title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    sheet = unfold("A5", fonts, title=f"{title} {facts.code}", at=at, trial=facts.trial, size=size)
    masthead(sheet, facts.issuer, f"Mã hồ sơ: {facts.code}", facts.place_date)
    sheet.qr(facts.tracking_url, sheet.left, sheet.y - 1.5, QR_SIDE)
    _title(sheet, title)
    _people(sheet, facts)
    _components(sheet, facts)
    _times(sheet, facts)
    _signers(sheet, facts)
    return sheet


def _title(sheet: Sheet, title: str) -> None:
    bottom = sheet.y - 1.5 + QR_SIDE
    x, width = sheet.left + QR_SIDE + 1, sheet.width - QR_SIDE - 1
    sheet.gap(3)
    sheet.block("GIẤY TIẾP NHẬN HỒ SƠ", x, width, style="B", align="C", size=sheet.size + 2)
    sheet.block("VÀ HẸN TRẢ KẾT QUẢ", x, width, style="B", align="C", size=sheet.size + 2)
    sheet.gap(max(bottom - sheet.y, 0) + 0.5)


def _people(sheet: Sheet, facts: ReceiptFacts) -> None:
    who = facts.submitter
    sheet.line("Bộ phận tiếp nhận", facts.counter, style="")
    sheet.line(f"Tiếp nhận hồ sơ ({facts.channel}) của", who.name)
    sheet.line("Địa chỉ", who.address, style="")
    sheet.pairs(("Số điện thoại", who.phone), ("Email", who.email), shares=(0.42, 0.58))
    sheet.line("Số căn cước/hộ chiếu", who.identity, style="")
    sheet.line("Nội dung yêu cầu giải quyết", facts.subject)
    if facts.owner != who:
        sheet.line("Chủ hồ sơ", _owner(facts.owner))


def _owner(owner: Person) -> str:
    return f"{owner.name} – {owner.address}" if owner.address else owner.name


def _components(sheet: Sheet, facts: ReceiptFacts) -> None:
    sheet.paragraph("Thành phần hồ sơ nộp gồm:", after=0.5)
    rows = [
        (str(n), paper.name, *map(_count, (paper.originals, paper.certified, paper.copies)))
        for n, paper in enumerate(facts.components, 1)
    ]
    heads = ("TT", "Tên thành phần hồ sơ", "Bản chính", "Chứng thực", "Photo")
    align = ("CENTER", "LEFT", "CENTER", "CENTER", "CENTER")
    sheet.table(heads, rows, (7, 57, 17, 20, 14), align)
    sheet.gap(1)


def _count(copies: int) -> str:
    return str(copies) if copies else ""


def _times(sheet: Sheet, facts: ReceiptFacts) -> None:
    sheet.pairs(
        ("Số lượng hồ sơ", f"{facts.sets:02d} (bộ)"),
        ("Thời gian giải quyết theo quy định", facts.term),
        shares=(0.34, 0.66),
    )
    sheet.line("Thời gian nhận hồ sơ", facts.received)
    sheet.line("Thời gian trả kết quả giải quyết hồ sơ", facts.due)
    for why in facts.due_why:
        sheet.paragraph(f"– {why}", style="I", size=sheet.size - 1.5, after=0)
    sheet.gap(0.5)
    sheet.line("Đăng ký nhận kết quả tại", facts.result_place, style="")
    if facts.fee:
        sheet.line("Phí, lệ phí", facts.fee, style="")
    sheet.paragraph(
        f"Tra cứu: quét mã QR, hoặc nhập mã hồ sơ {facts.code} và mã bí mật {facts.secret}.",
        after=0.5,
    )


def _signers(sheet: Sheet, facts: ReceiptFacts) -> None:
    half = sheet.width / 2
    sheet.keep(SIGN_BOX[1] + 16)
    sheet.gap(1.5)
    sheet.beside(
        lambda: _signer(sheet, "NGƯỜI NỘP HỒ SƠ", facts.submitter.name, sheet.left, half, ""),
        lambda: _signer(
            sheet, "NGƯỜI TIẾP NHẬN HỒ SƠ", facts.officer, sheet.left + half, half, "person"
        ),
    )


def _signer(sheet: Sheet, head: str, name: str, x: float, width: float, place: str) -> None:
    sheet.block(head, x, width, style="B", align="C")
    sheet.block("(Ký và ghi rõ họ tên)", x, width, style="I", align="C", size=sheet.size - 1)
    if place:
        sheet.place(place, x + (width - SIGN_BOX[0]) / 2, sheet.y + 1)
    sheet.gap(SIGN_BOX[1] + 1.5)
    sheet.block(name, x, width, style="B", align="C")
