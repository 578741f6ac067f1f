"""What every state paper shares: the sheet itself, its masthead and its signature block.

Source: NĐ 30/2020/NĐ-CP, annex I (page, boxes 1 to 9).
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chalicelib.papers.facts import Issuer, Signatory
from chalicelib.papers.sheet import FAMILY, SIGN_BOX, Sheet

if TYPE_CHECKING:
    from fpdf import FPDF

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TRIAL = "BẢN THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
RED = (190, 0, 0)
FACES: dict[Literal["", "B", "I", "BI"], str] = {
    "": "Regular",
    "B": "Bold",
    "I": "Italic",
    "BI": "BoldItalic",
}
BETWEEN = 2.0
"""Millimetres between the organisation's mark and the person's."""
SIZES = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
MARGINS = {"A4": (30, 20, 18, 20), "A5": (13, 12, 10, 10)}
"""Left, top, right, bottom."""
BODY = {"A4": (13.0, 1.38), "A5": (9.5, 1.2)}
"""Type size, and line height over it."""


def unfold(
    page: Literal["A4", "A5"],
    fonts: Path,
    *,
    title: str,
    at: datetime,
    trial: bool,
    size: float = 0,
) -> Sheet:
    """A fresh sheet. `at` is the only moment that enters the file, `fonts` holds Tinos."""
    pdf = _document(SIZES[page], trial)
    _ink(pdf, fonts)
    left, top, right, bottom = MARGINS[page]
    pdf.set_margins(left, top, right)
    pdf.set_auto_page_break(True, bottom)
    _describe(pdf, title, at)
    pdf.add_page()
    return Sheet(pdf, size or BODY[page][0], BODY[page][1])


def blank(size: tuple[float, float], type_size: float, fonts: Path, at: datetime) -> Sheet:
    """A page without margins or masthead, `size` wide and high: for a mark or a label."""
    pdf = _document(size, trial=False)
    _ink(pdf, fonts)
    pdf.set_margins(0, 0, 0)
    pdf.set_auto_page_break(False)
    _describe(pdf, "", at)
    pdf.add_page()
    return Sheet(pdf, type_size)


def _ink(pdf: "FPDF", fonts: Path) -> None:
    for style, face in FACES.items():
        pdf.add_font(FAMILY, style, fonts / f"Tinos-{face}.ttf")
    pdf.c_margin = 0


def _describe(pdf: "FPDF", title: str, at: datetime) -> None:
    pdf.set_creation_date(at)
    pdf.set_producer("Một Cửa")
    pdf.set_title(title)
    pdf.set_lang("vi-VN")


def _document(size: tuple[float, float], trial: bool) -> "FPDF":
    from fpdf import FPDF

    class Document(FPDF):
        """Writes at the head of each page what belongs there."""

        def header(self) -> None:
            if trial:
                self.set_font(FAMILY, "B", 8)
                self.set_text_color(*RED)
                self.set_y(4)
                self.cell(0, 4, TRIAL, align="C")
                self.set_text_color(0)
            if self.page_no() > 1:
                self.set_font(FAMILY, "", 11)
                self.set_y(8)
                self.cell(0, 4, str(self.page_no()), align="C")
            self.set_y(self.t_margin)

    return Document(orientation="portrait", unit="mm", format=size)


def numbered(number: str) -> str:
    """Box 3 as it is written, ``Số: 05/QĐ-UBND``; nothing if the paper has no number."""
    return f"Số: {number}" if number else ""


def masthead(sheet: Sheet, issuer: Issuer, number: str, place_date: str) -> None:
    """Boxes 1 to 4: nation and motto at the right, who issues at the left, number and date."""
    split = sheet.width * 0.42
    right = sheet.left + split
    size = sheet.size
    sheet.beside(
        lambda: _issuer(sheet, issuer, split - 3, size),
        lambda: _nation(sheet, right, sheet.width - split, size),
    )
    sheet.gap(0.8)
    sheet.beside(
        lambda: sheet.block(number, sheet.left, split - 3, align="C"),
        lambda: sheet.block(place_date, right, sheet.width - split, style="I", align="C"),
    )
    sheet.gap(2.5)


def _issuer(sheet: Sheet, issuer: Issuer, width: float, size: float) -> None:
    sheet.balanced(issuer.parent.upper(), sheet.left, width, style="", size=size - 1)
    sheet.balanced(issuer.name.upper(), sheet.left, width, size=size - 1)
    sheet.rule(sheet.left + width / 2, width * 0.36)


def _nation(sheet: Sheet, x: float, width: float, size: float) -> None:
    fits = sheet.fitted(NATION, width, size - 1)
    sheet.block(NATION, x, width, style="B", align="C", size=fits)
    sheet.block(MOTTO, x, width, style="B", align="C", size=size)
    sheet.font("B", size)
    sheet.rule(x + width / 2, sheet.pdf.get_string_width(MOTTO))


def heading(sheet: Sheet, title: str, about: str = "") -> None:
    """Box 5a: the kind of paper in capitals, what it is about, and a short rule."""
    sheet.balanced(title, sheet.left, sheet.width, size=sheet.size + 1.5)
    sheet.balanced(about, sheet.left, sheet.width)
    if about:
        sheet.rule(sheet.left + sheet.width / 2, sheet.width * 0.2)
    sheet.gap(1.5)


def signature(sheet: Sheet, signatory: Signatory, recipients: Sequence[str] = ()) -> None:
    """Boxes 7 to 9: addressees at the left; capacity, the two signature places, and the name."""
    wide = max(sheet.width * 0.52, SIGN_BOX[0] * 2 + BETWEEN if sheet.width > 150 else SIGN_BOX[0])
    x = sheet.left + sheet.width - wide
    sheet.keep(3 + SIGN_BOX[1] + 3 + (len(signatory.authority) + 2) * sheet.font())
    sheet.gap(3)
    sheet.beside(
        lambda: _recipients(sheet, recipients, sheet.width - wide - 4),
        lambda: _signer(sheet, signatory, x, wide),
    )


def _signer(sheet: Sheet, signatory: Signatory, x: float, wide: float) -> None:
    for text in (*signatory.authority, signatory.title):
        sheet.block(text, x, wide, style="B", align="C")
    boxes(sheet, x, wide)
    sheet.block(signatory.name, x, wide, style="B", align="C")


def boxes(sheet: Sheet, x: float, wide: float) -> None:
    """Leave room for the two marks, the organisation's to the left of the person's."""
    top = sheet.y + 1
    across, down = SIGN_BOX
    sheet.place("person", x + wide - across, top)
    sheet.place("agency", x + wide - 2 * across - BETWEEN, top)
    sheet.gap(down + 2)


def _recipients(sheet: Sheet, recipients: Sequence[str], width: float) -> None:
    if recipients:
        sheet.block("Nơi nhận:", sheet.left, width, style="BI", size=sheet.size - 1)
        lines = "\n".join(f"- {name};" for name in recipients)
        sheet.block(lines.removesuffix(";") + ".", sheet.left, width, size=sheet.size - 2)
