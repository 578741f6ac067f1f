"""Letters to the citizen about a dossier, on A5: Mẫu 02 to 05 of TT 03/2025/TT-VPCP, annex I."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from chalicelib.errors import Missing
from chalicelib.papers.facts import LetterFacts
from chalicelib.papers.sheet import Sheet
from chalicelib.papers.stationery import heading, masthead, numbered, signature, unfold

Draw = Callable[[Sheet, LetterFacts], None]


def letter(kind: str, facts: LetterFacts, fonts: Path, at: datetime) -> bytes:
    """The letter of `kind` (a key of `LETTERS`) as a PDF. Raises Missing ``paper_unknown``."""
    if kind not in LETTERS:
        raise Missing("paper_unknown", f"Không có mẫu giấy “{kind}”.", f"No template {kind!r}.")
    title, draw = LETTERS[kind]
    sheet = unfold("A5", fonts, title=f"{title} {facts.code}", at=at, trial=facts.trial, size=10.5)
    masthead(sheet, facts.issuer, numbered(facts.number), facts.place_date)
    heading(sheet, title.upper())
    draw(sheet, facts)
    signature(sheet, facts.signatory, facts.recipients)
    return bytes(sheet.pdf.output())


def _about(sheet: Sheet, facts: LetterFacts) -> None:
    sheet.line("Hồ sơ của", facts.person.name)
    sheet.line("Mã hồ sơ", facts.code)
    sheet.line("Nội dung yêu cầu giải quyết", facts.subject)
    sheet.line("Địa chỉ", facts.person.address, style="")
    sheet.pairs(
        ("Số điện thoại", facts.person.phone), ("Email", facts.person.email), shares=(0.4, 0.6)
    )


def _numbered(sheet: Sheet, items: tuple[str, ...]) -> None:
    for number, item in enumerate(items, 1):
        sheet.hanging(f"{number}.", item)


def _contact(sheet: Sheet, facts: LetterFacts) -> None:
    sheet.paragraph(
        f"Trong quá trình thực hiện, nếu có vướng mắc, ông/bà liên hệ: {facts.contact} để được "
        "hướng dẫn."
    )


def _supplement(sheet: Sheet, facts: LetterFacts) -> None:
    _about(sheet, facts)
    sheet.paragraph("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:")
    _numbered(sheet, facts.items)
    sheet.line("Lý do", facts.reason, style="")
    _contact(sheet, facts)


def _refusal(sheet: Sheet, facts: LetterFacts) -> None:
    sheet.paragraph(
        "Qua xem xét, bộ phận tiếp nhận thông báo không tiếp nhận, giải quyết hồ sơ sau đây:"
    )
    _about(sheet, facts)
    sheet.line("Lý do từ chối", facts.reason, style="")
    _numbered(sheet, facts.items)
    _contact(sheet, facts)


def _apology(sheet: Sheet, facts: LetterFacts) -> None:
    sheet.paragraph(f"Kính gửi: Ông/Bà {facts.person.name}", align="C")
    sheet.paragraph(
        f"Ngày {facts.received}, chúng tôi tiếp nhận giải quyết hồ sơ đề nghị {facts.subject}, mã "
        f"hồ sơ {facts.code}, thời hạn trả kết quả: {facts.old_due}."
    )
    sheet.paragraph(f"Đến nay, hồ sơ chưa thể trả kết quả đúng thời hạn. Lý do: {facts.reason}")
    _numbered(sheet, facts.items)
    sheet.paragraph(
        "Chúng tôi chân thành xin lỗi ông/bà và đề nghị gia hạn thời gian giải quyết; thời hạn trả "
        f"kết quả mới: {facts.new_due}."
    )
    _contact(sheet, facts)


def _stop(sheet: Sheet, facts: LetterFacts) -> None:
    _about(sheet, facts)
    sheet.line("Quyết định", "Dừng giải quyết hồ sơ nêu trên")
    sheet.line("Lý do", facts.reason, style="")
    _numbered(sheet, facts.items)
    _contact(sheet, facts)


LETTERS: Mapping[str, tuple[str, Draw]] = {
    "supplement": ("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", _supplement),
    "refusal": ("Phiếu từ chối tiếp nhận giải quyết hồ sơ", _refusal),
    "apology": ("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", _apology),
    "stop": ("Thông báo dừng giải quyết hồ sơ", _stop),
}
"""What a letter is called, by the key to ask for it."""
