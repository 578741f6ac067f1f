"""What a tour guide proves: a degree in Vietnamese and English on one broad page (Circular
21/2019/TT-BGDĐT), and the certificate of a course in guiding tourists."""

from dataclasses import dataclass
from datetime import date

from local.samples.card_back import plain
from local.samples.folk import Folk
from local.samples.look import Look
from local.samples.office import sealed
from local.samples.people import Person
from local.samples.sheet import RED, Sheet, Type
from local.samples.stationery import MOTTO, STATE, marked
from local.samples.wording import long, short

SCHOOLS = ("Trường Đại học Vịnh Xanh", "Trường Cao đẳng Du lịch Hoa Sim", "Học viện Biển Đông")
SUBJECTS = (
    ("Hướng dẫn du lịch", "Tour Guiding"),
    ("Quản trị dịch vụ du lịch và lữ hành", "Tourism and Travel Management"),
    ("Việt Nam học", "Vietnamese Studies"),
    ("Ngôn ngữ Anh", "English Language"),
    ("Ngôn ngữ Trung Quốc", "Chinese Language"),
)
GRADES = (
    ("Xuất sắc", "Excellent"),
    ("Giỏi", "Very good"),
    ("Khá", "Good"),
    ("Trung bình", "Ordinary"),
)
DEGREES = (
    ("BẰNG CỬ NHÂN", "THE DEGREE OF BACHELOR", "HIỆU TRƯỞNG"),
    ("BẰNG TỐT NGHIỆP CAO ĐẲNG", "DIPLOMA OF COLLEGE", "HIỆU TRƯỞNG"),
)
COURSE = ("CHỨNG CHỈ NGHIỆP VỤ", "HƯỚNG DẪN DU LỊCH")


@dataclass(frozen=True, slots=True)
class Degree:
    """Who graduated where, in what and how well."""

    who: Person
    school: str
    subject: tuple[str, str]
    grade: tuple[str, str]
    given: date
    number: str
    entry: str
    head: str


def degree(folk: Folk) -> Degree:
    """An invented degree."""
    dice, given = folk.dice, folk.day(60, 9 * 365)
    return Degree(
        who=folk.person(young=30, old=50),
        school=dice.choice(SCHOOLS),
        subject=dice.choice(SUBJECTS),
        grade=dice.choice(GRADES),
        given=given,
        number=f"{dice.choice('ABCDE')}{dice.randint(100000, 9999999)}",
        entry=f"{dice.randint(1, 999):03d}/{given.year}",
        head=folk.name("Nam"),
    )


def degree_page(of: Degree, look: Look, seed: int) -> Sheet:
    """Version 0: Vietnamese beside English; 1: Vietnamese alone; 2: the certificate of a course."""
    sheet = Sheet(841.89, 595.28)
    for inset in (24, 29):
        _frame(sheet, inset)
    if look.version == 0:
        _vietnamese(sheet, of, look, 620, seed)
        _english(sheet, of, look, 220)
    else:
        _vietnamese(sheet, of, look, 421, seed)
    marked(sheet)
    return sheet


def _frame(sheet: Sheet, inset: float) -> None:
    x, y = sheet.width - inset, sheet.height - inset
    sheet.stroke(((inset, inset), (x, inset), (x, y), (inset, y), (inset, inset)), 1.2, RED)


def _vietnamese(sheet: Sheet, of: Degree, look: Look, middle: float, seed: int) -> None:
    sheet.centre(middle, 72, STATE, look.type("B", 0.5))
    sheet.centre(middle, 89, MOTTO, look.type("B", 1))
    sheet.rule(middle - 75, middle + 75, 95)
    sheet.centre(middle, 128, of.school.upper(), look.type("B", 1), "school")
    sheet.says("school", of.school.upper())
    y = _title(sheet, of, look, middle)
    y = _said(sheet, middle - 150, y, look, "Cho:", "holder_name", of.who.name)
    y = _said(sheet, middle - 150, y, look, "Sinh ngày:", "birth_date", of.who.born)
    y = _said(sheet, middle - 150, y, look, "Ngành đào tạo:", "major", of.subject[0])
    y = _said(sheet, middle - 150, y, look, "Xếp loại tốt nghiệp:", "rank", of.grade[0])
    _close(sheet, of, look, middle, y + 8, seed)


def _title(sheet: Sheet, of: Degree, look: Look, middle: float) -> float:
    lines = COURSE if look.version == 2 else (DEGREES[len(of.school) % 2][0],)
    y = 178.0
    for line in lines:
        sheet.centre(
            middle, y, line, Type(look.print, "B", 21 - 3 * (len(lines) - 1), RED), "title"
        )
        y += 24
    sheet.says("title", " ".join(lines))
    return y + 16


def _said(
    sheet: Sheet, x: float, y: float, look: Look, label: str, key: str, value: str | date
) -> float:
    shown = short(value) if isinstance(value, date) else value
    end = sheet.write(x, y, f"{label} ", look.type("", 1))
    sheet.write(end + 3, y, shown, look.type("B", 1.5), key)
    sheet.says(key, value.isoformat() if isinstance(value, date) else value)
    return y + 25


def _close(sheet: Sheet, of: Degree, look: Look, middle: float, y: float, seed: int) -> None:
    right = middle + 70
    day, type = long(of.given), look.type("I", 0.5)
    x = sheet.write(right - type.width(f"Hạ Long, {day}") / 2, y, "Hạ Long, ", type)
    sheet.write(x, y, day, type, "issue_date")
    sheet.says("issue_date", of.given.isoformat())
    sheet.centre(right, y + 19, "HIỆU TRƯỞNG", look.type("B", 0.5))
    sheet.centre(right, y + 92, of.head, look.type("B", 0.5), "signer_name")
    sheet.says("signer_name", of.head)
    sealed(sheet, right, y + 92, of.school.upper(), seed)
    for at, (label, key, value) in enumerate(
        (
            ("Số hiệu:", "number", of.number),
            ("Số vào sổ gốc cấp bằng:", "register_number", of.entry),
        )
    ):
        _said(sheet, middle - 165, y + 118 + 18 * at, look, label, key, value)


def _english(sheet: Sheet, of: Degree, look: Look, middle: float) -> None:
    sheet.centre(middle, 72, "SOCIALIST REPUBLIC OF VIET NAM", look.type("B", 0.5))
    sheet.centre(middle, 89, "Independence - Freedom - Happiness", look.type("B", 1))
    title = DEGREES[len(of.school) % 2][1]
    sheet.centre(middle, 178, title, Type(look.print, "B", 17, RED))
    rows = (
        ("Upon:", plain(of.who.name).title()),
        ("Date of birth:", f"{of.who.born:%d/%m/%Y}"),
        ("In:", of.subject[1]),
        ("Degree classification:", of.grade[1]),
    )
    for at, (label, value) in enumerate(rows):
        x = sheet.write(middle - 140, 218 + 25 * at, f"{label} ", look.type("", 0.5))
        sheet.write(x + 3, 218 + 25 * at, value, look.type("B", 1))
