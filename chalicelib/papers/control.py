"""Mẫu 06: who held the dossier, from when to when, and whether in time (TT 03/2025, annex I)."""

from datetime import datetime
from pathlib import Path

from chalicelib.papers.facts import ControlFacts, ControlRow
from chalicelib.papers.stationery import heading, masthead, unfold

TITLE = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
HEADS = (
    "TÊN CƠ QUAN",
    "THỜI GIAN GIAO, NHẬN HỒ SƠ",
    "KẾT QUẢ GIẢI QUYẾT (trước hạn/đúng hạn/quá hạn)",
    "GHI CHÚ",
)


def control_sheet(facts: ControlFacts, fonts: Path, at: datetime) -> bytes:
    """The control sheet as a PDF, as long as the dossier's journey was; same facts, same bytes."""
    sheet = unfold("A5", fonts, title=f"{TITLE} {facts.code}", at=at, trial=facts.trial)
    masthead(sheet, facts.issuer, f"Mã hồ sơ: {facts.code}", facts.place_date)
    heading(sheet, TITLE)
    sheet.line("Hồ sơ của", facts.person.name)
    sheet.line("Nội dung yêu cầu giải quyết", facts.subject)
    sheet.line("Cơ quan chủ trì giải quyết", facts.decider, style="")
    sheet.line("Cơ quan phối hợp giải quyết", facts.partners, style="")
    sheet.gap(1)
    align = ("LEFT", "LEFT", "CENTER", "LEFT")
    sheet.table(HEADS, [_row(row) for row in facts.rows], (44, 34, 24, 23), align)
    return bytes(sheet.pdf.output())


def _row(row: ControlRow) -> tuple[str, str, str, str]:
    return f"1. Giao: {row.giver}\n2. Nhận: {row.taker}", row.moment, row.outcome, row.note
