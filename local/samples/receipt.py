"""Our own receipt (Mẫu 01, Circular 03/2025/TT-VPCP) as `chalicelib.papers` prints it: what a
citizen brings back to the counter."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import ImageDraw

from chalicelib import papers
from local.fonts import font_folder
from local.samples import fonts, places
from local.samples.folk import Folk
from local.samples.look import Look
from local.samples.raster import INCH
from local.samples.sheet import BLACK, MARK, Drawn, Seen, Truth
from local.samples.wording import long

DPI = 300
SUBJECTS = (
    ("Đăng ký khai sinh", ("Tờ khai đăng ký khai sinh", "Giấy chứng sinh")),
    ("Đăng ký thường trú", ("Tờ khai thay đổi thông tin cư trú", "Giấy tờ về chỗ ở hợp pháp")),
    ("Đăng ký thành lập hộ kinh doanh", ("Giấy đề nghị đăng ký hộ kinh doanh",)),
    ("Cấp thẻ hướng dẫn viên du lịch nội địa", ("Đơn đề nghị", "Bằng tốt nghiệp", "Ảnh 3x4")),
)


def receipt(folk: Folk, _look: Look, _seed: int) -> Drawn:
    """An invented dossier's receipt, drawn at 300 dpi, with the truth where its text stands."""
    facts, said = _facts(folk)
    pdf = papers.receipt(facts, font_folder(), datetime(2026, 1, 1, tzinfo=UTC))
    drawn = _rendered(pdf, said)
    pen = ImageDraw.Draw(drawn.image)
    at = (drawn.image.width / 2, drawn.image.height - 24)
    pen.text(at, MARK, font=fonts.at("Tinos", "I", 26), fill=BLACK, anchor="mm")
    return drawn


def _facts(folk: Folk) -> tuple[papers.ReceiptFacts, dict[str, tuple[str, str]]]:
    """The facts, and for each field its true value and how it is printed."""
    dice, unit, who = folk.dice, places.unit(folk.dice), folk.person()
    subject, components = dice.choice(SUBJECTS)
    got, days = folk.day(0, 200), dice.randint(1, 9)
    due = got + timedelta(days=days)
    code = f"H49.{dice.randint(1, 54)}-{got:%y%m%d}-{dice.randint(1, 240):04d}"
    hour, minute = dice.randint(7, 16), dice.randint(0, 59)
    person = papers.Person(who.name, who.residence, folk.phone(), folk.email(who.name), who.number)
    received = f"{hour:02d} giờ {minute:02d} phút, {long(got)}"
    facts = papers.ReceiptFacts(
        issuer=papers.Issuer(f"Trung tâm Phục vụ hành chính công {unit.split(',')[0]}"),
        code=code,
        place_date=f"{places.short(unit)}, {long(got)}",
        counter="Quầy số 3",
        submitter=person,
        owner=person,
        channel="trực tiếp",
        subject=subject,
        components=tuple(papers.PaperLine(name, originals=1) for name in components),
        term=f"{days:02d} ngày",
        received=received,
        due=f"{hour:02d} giờ {minute:02d} phút, {long(due)}",
        due_why=(),
        result_place="Trung tâm Phục vụ hành chính công",
        tracking_url=f"https://motcua.example.vn/tra-cuu/{code}",
        secret=f"{dice.randint(100000, 999999)}",
        officer=folk.name("Nữ"),
    )
    said = {
        "dossier_code": (code, code),
        "submitter_name": (who.name, who.name),
        "submitter_address": (who.residence, who.residence),
        "submitter_phone": (person.phone, person.phone),
        "submitter_email": (person.email, person.email),
        "submitter_id": (who.number, who.number),
        "subject": (subject, subject),
        "received_date": (got.isoformat(), received),
        "due_date": (due.isoformat(), facts.due),
    }
    return facts, said


def _rendered(pdf: bytes, said: dict[str, tuple[str, str]]) -> Drawn:
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=DPI / INCH).to_pil().convert("RGB")
    text = page.get_textpage()
    truth: Truth = {}
    for key, (value, printed) in said.items():
        box = _box(text, printed, page.get_height())
        truth[key] = Seen(value=value, printed=printed, box=box)
    return Drawn(image, truth)


def _box(text: Any, printed: str, height: float) -> list[int]:  # pypdfium2 brings no types
    """Around the words of the first place that says `printed`, whatever its line breaks."""
    whole = text.get_text_range()
    words = printed.split()
    start = _place(whole, words)
    boxes = [text.get_charbox(at) for at in range(*start) if not whole[at].isspace()]
    left, bottom, right, top = zip(*boxes, strict=True)
    edges = (min(left), height - max(top), max(right), height - min(bottom))
    return [round(edge * DPI / INCH) for edge in edges]


def _place(whole: str, words: list[str]) -> tuple[int, int]:
    found = re.search(r"\s+".join(map(re.escape, words)), whole)
    if found is None:
        raise ValueError(f"not on the paper: {' '.join(words)}")
    return found.span()
