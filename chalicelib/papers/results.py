"""The papers an office answers with: one template per kind, A4, in the layout of NĐ 30/2020.

A template is a list of strokes over `facts.values`. Its key is what a procedure's TOML names in
``paper = "..."``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from chalicelib.errors import Missing
from chalicelib.papers.facts import ResultFacts
from chalicelib.papers.sheet import Sheet
from chalicelib.papers.stationery import heading, masthead, numbered, signature, unfold

WORDS = 74.0
"""Millimetres that the words of a certification take below the last page copied."""
Draw = Callable[[Sheet, ResultFacts], None]


def result(paper: str, facts: ResultFacts, fonts: Path, at: datetime) -> bytes:
    """The result of kind `paper` as a PDF, "" for the plain sheet.

    Raises Missing ``paper_unknown``.
    """
    if paper not in RESULTS:
        raise Missing("paper_unknown", f"Không có mẫu giấy “{paper}”.", f"No template {paper!r}.")
    title, draw = RESULTS[paper]
    named = f"{title or facts.title} {facts.number}"
    sheet = unfold("A4", fonts, title=named, at=at, trial=facts.trial)
    draw(sheet, facts)
    return bytes(sheet.pdf.output())


def _open(
    sheet: Sheet, facts: ResultFacts, title: str, about: str = "", *, number: bool = True
) -> None:
    shown = numbered(facts.number) if number else ""
    masthead(sheet, facts.issuer, shown, facts.place_date)
    heading(sheet, title, about)


def _birth(sheet: Sheet, facts: ResultFacts) -> None:
    """Giấy khai sinh, with the items of TT 04/2020/TT-BTP."""
    value = _reader(facts.values)
    _open(sheet, facts, "GIẤY KHAI SINH")
    sheet.line("Họ, chữ đệm, tên", value("child_name").upper())
    sheet.line("Ngày, tháng, năm sinh", value("child_birth_date"))
    sheet.line("Ghi bằng chữ", value("child_birth_date_words"), style="I")
    _origin(sheet, value, "child", "Giới tính", "sex")
    sheet.line("Nơi sinh", value("child_birth_place"), style="")
    sheet.line("Quê quán", value("child_origin_place"), style="")
    sheet.line("Số định danh cá nhân", value("child_personal_number"))
    for parent, word in (("mother", "mẹ"), ("father", "cha")):
        sheet.line(f"Họ, chữ đệm, tên người {word}", value(f"{parent}_name").upper())
        _origin(sheet, value, parent, "Năm sinh", "birth_year")
        sheet.line("Nơi cư trú", value(f"{parent}_residence"), style="")
    sheet.line("Họ, chữ đệm, tên người đi khai sinh", value("requester_name"))
    sheet.line("Giấy tờ tùy thân", value("requester_id"), style="")
    sheet.line("Nơi đăng ký khai sinh", value("agency") or facts.issuer.name, style="")
    sheet.line("Ngày, tháng, năm đăng ký", value("registered_on"), style="")
    signature(sheet, facts.signatory)


def _origin(
    sheet: Sheet, value: Callable[[str], str], who: str, first: str, first_key: str
) -> None:
    sheet.pairs(
        (first, value(f"{who}_{first_key}")),
        ("Dân tộc", value(f"{who}_ethnicity")),
        ("Quốc tịch", value(f"{who}_nationality")),
        shares=(0.3, 0.33, 0.37),
    )


def _residence(sheet: Sheet, facts: ResultFacts) -> None:
    """Thông báo kết quả giải quyết thủ tục về cư trú (Luật Cư trú 2020)."""
    value = _reader(facts.values)
    _open(sheet, facts, "THÔNG BÁO", "Kết quả giải quyết thủ tục về cư trú")
    _to(sheet, value("requester_name"))
    sheet.indented(
        f"{facts.issuer.name} thông báo: đã giải quyết thủ tục đăng ký thường trú "
        f"theo hồ sơ mã số {value('code')}, với các thông tin sau:"
    )
    sheet.line("Họ, chữ đệm và tên", value("child_name").upper())
    sheet.pairs(
        ("Ngày, tháng, năm sinh", value("child_birth_date")), ("Giới tính", value("child_sex"))
    )
    sheet.line("Số định danh cá nhân", value("child_personal_number"))
    sheet.line("Nơi thường trú", value("residence"))
    sheet.line("Họ, chữ đệm và tên chủ hộ", value("household_head"), style="")
    sheet.line("Quan hệ với chủ hộ", value("household_relation"), style="")
    sheet.line("Ngày đăng ký thường trú", value("registered_on"), style="")
    sheet.indented(
        "Thông tin cư trú đã được cập nhật vào Cơ sở dữ liệu về cư trú. Thông báo này để ông/bà "
        "biết và thực hiện."
    )
    signature(sheet, facts.signatory, facts.recipients)


def _insurance(sheet: Sheet, facts: ResultFacts) -> None:
    """Thông báo cấp thẻ bảo hiểm y tế điện tử (Luật Bảo hiểm y tế; NĐ 63/2024)."""
    value = _reader(facts.values)
    _open(sheet, facts, "THÔNG BÁO", "Về việc cấp thẻ bảo hiểm y tế điện tử", number=False)
    _to(sheet, value("requester_name"))
    sheet.indented(
        f"Căn cứ hồ sơ liên thông mã số {value('code')}, {facts.issuer.name} đã cấp thẻ "
        "bảo hiểm y tế điện tử cho:"
    )
    sheet.line("Họ và tên", value("child_name").upper())
    sheet.pairs(
        ("Ngày, tháng, năm sinh", value("child_birth_date")), ("Giới tính", value("child_sex"))
    )
    sheet.line("Mã thẻ bảo hiểm y tế", facts.number)
    sheet.line("Nơi đăng ký khám bệnh, chữa bệnh ban đầu", value("clinic"), style="")
    sheet.line("Thẻ có giá trị sử dụng từ ngày", value("valid_from"))
    sheet.line("Đến ngày", value("valid_to"))
    sheet.indented(
        "Khi đi khám bệnh, chữa bệnh, xuất trình thẻ điện tử trên ứng dụng VNeID hoặc VssID, hoặc "
        "số định danh cá nhân của trẻ."
    )
    signature(sheet, facts.signatory, facts.recipients)


def _copy(sheet: Sheet, facts: ResultFacts) -> None:
    """Chứng thực bản sao từ bản chính: the pages, then the words of TT 01/2020/TT-BTP."""
    value = _reader(facts.values)
    for number, image in enumerate(facts.images):
        if number:
            sheet.pdf.add_page()
        _page_copied(sheet, image, last=number == len(facts.images) - 1)
    sheet.keep(WORDS - 2)
    sheet.gap(2)
    sheet.paragraph("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", style="B", align="C", after=2)
    sheet.pairs(("Số chứng thực", facts.number), ("Quyển số", value("register_book")))
    sheet.paragraph(facts.place_date, style="I", align="C", after=0)
    signature(sheet, facts.signatory)


def _plain(sheet: Sheet, facts: ResultFacts) -> None:
    """A result whose official blank is not drawn here: its name and what the dossier says."""
    value = _reader(facts.values)
    name, _, about = facts.title.partition(" (")
    _open(sheet, facts, name.upper(), f"({about}" if about else "")
    sheet.indented(
        f"{facts.issuer.name} giải quyết hồ sơ mã số {value('code')}, với các nội dung sau:"
    )
    for label, said in facts.rows:
        sheet.line(label, said)
    sheet.line("Ngày cấp", value("registered_on"), style="")
    signature(sheet, facts.signatory, facts.recipients)


def _page_copied(sheet: Sheet, image: bytes, *, last: bool) -> None:
    sheet.paragraph("BẢN SAO", style="B", align="C", size=14, after=2)
    room = sheet.pdf.h - sheet.y - sheet.pdf.b_margin - (WORDS if last else 2)
    x, y = sheet.left, sheet.y
    drawn = sheet.pdf.image(BytesIO(image), x=x, y=y, w=sheet.width, h=room, keep_aspect_ratio=True)
    sheet.pdf.set_y(y + drawn.rendered_height)


def _to(sheet: Sheet, name: str) -> None:
    sheet.paragraph(f"Kính gửi: Ông/Bà {name}", align="C", after=2.5)


def _reader(values: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: values.get(key, "")


RESULTS: Mapping[str, tuple[str, Draw]] = {
    "birth-certificate": ("Giấy khai sinh", _birth),
    "residence-notice": ("Thông báo kết quả giải quyết thủ tục về cư trú", _residence),
    "insurance-card": ("Thông báo cấp thẻ bảo hiểm y tế điện tử", _insurance),
    "certified-copy": ("Chứng thực bản sao từ bản chính", _copy),
    "": ("", _plain),
}
