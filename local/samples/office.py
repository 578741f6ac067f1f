"""Head and foot of a letter of the administration (Decree 30/2020/NĐ-CP, annex I, part I)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from local.samples import ink, places
from local.samples.folk import Folk
from local.samples.form import Form
from local.samples.look import Look
from local.samples.sheet import BLUE, Picture, Sheet, Type, broken
from local.samples.stationery import motto
from local.samples.wording import long

POSTS = (
    (("CHỦ TỊCH",), 3),
    (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), 3),
    (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), 1),
    (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), 1),
    (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), 1),
    (("TUQ. CHỦ TỊCH", "GIÁM ĐỐC TRUNG TÂM"), 1),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A people's committee, who signs for it today, and the number it gives the paper."""

    unit: str
    number: str
    signed: date
    post: tuple[str, ...]
    signer: str

    @property
    def seat(self) -> str:
        """Where the paper is dated."""
        return places.short(self.unit)

    @property
    def name(self) -> str:
        """``ỦY BAN NHÂN DÂN XÃ BẢO YÊN``, the committee that issues."""
        return f"ỦY BAN NHÂN DÂN {self.unit.split(',')[0].upper()}"


def office(folk: Folk, sign: str) -> Office:
    """An office that numbers its paper ``123/`` and `sign`."""
    dice = folk.dice
    posts = [post for post, weight in POSTS for _ in range(weight)]
    number = dice.randint(1, 2999)
    return Office(
        unit=places.unit(dice),
        number=f"{number:02d}/{sign}",
        signed=folk.day(0, 500),
        post=dice.choice(posts),
        signer=folk.name(dice.choice(("Nam", "Nữ"))),
    )


def head(form: Form, of: Office, look: Look, about: str = "") -> None:
    """Issuer, state, number and day; `about`: the V/v of a letter, under its number."""
    sheet, bold, span = form.sheet, look.type("B", -0.5), look.right - look.left
    left, right = look.left + span * 0.19, look.left + span * 0.71
    lines = ("ỦY BAN NHÂN DÂN", of.unit.split(",")[0].upper())
    for at, text in enumerate(lines):
        sheet.centre(left, form.y + 16 * at, text, bold, "issuing_body")
    sheet.says("issuing_body", " ".join(lines))
    sheet.rule(left - 24, left + 24, form.y + 21)
    motto(sheet, right, form.y, look)
    form.y += 43
    _numbered(sheet, left, form.y, of, look)
    _dated(sheet, right, form.y, of, look)
    if about:
        _about(form, about, left, look)
    form.y += 32


def foot(form: Form, of: Office, look: Look, copies: Sequence[str], seed: int) -> None:
    """Who gets it on the left; post, signature, seal and name on the right."""
    sheet, top = form.sheet, form.y + 8
    sheet.write(form.left, top, "Nơi nhận:", look.type("BI", -1))
    for at, text in enumerate(copies, 1):
        sheet.write(form.left, top + 14 * at, text, look.type("", -2))
    middle = form.left + (form.right - form.left) * 0.76
    for at, text in enumerate(of.post):
        sheet.centre(middle, top + 16 * at, text, look.type("B"), "signer_title")
    sheet.says("signer_title", " ".join(of.post))
    name = top + 16 * len(of.post) + 58
    sheet.centre(middle, name, of.signer, look.type("B"), "signer_name")
    sheet.says("signer_name", of.signer)
    sealed(sheet, middle, name, of.name, seed)
    form.y = name + 40


def sealed(sheet: Sheet, middle: float, name: float, owner: str, seed: int) -> None:
    """A signature over the name at (`middle`, `name`), and the seal over a third of it."""
    sheet.strokes.append(ink.signature(middle - 30, name - 28, seed + 5, 80, BLUE))
    x, y = middle - 92 + seed % 17, name - 72 + seed % 11
    mark = ink.seal(owner, ("DỮ LIỆU", "MẪU"))
    sheet.stamps.append(Picture(mark, (x, y, x + 100, y + 100)))


def _about(form: Form, about: str, middle: float, look: Look) -> None:
    type = look.type("", -1)
    for text in filter(None, broken(about, [165, 165, 165, 165], type)):
        form.y += 14.5
        form.sheet.centre(middle, form.y, text, type, "subject")
    form.sheet.says("subject", about)


def _numbered(sheet: Sheet, middle: float, y: float, of: Office, look: Look) -> None:
    type = look.type()
    number, _, symbol = of.number.partition("/")
    x = middle - type.width(f"Số: {of.number}") / 2
    x = sheet.write(x, y, "Số: ", type)
    x = sheet.write(sheet.write(x, y, number, type, "number"), y, "/", type)
    sheet.write(x, y, symbol, type, "symbol")
    sheet.says("number", number)
    sheet.says("symbol", symbol)


def _dated(sheet: Sheet, middle: float, y: float, of: Office, look: Look) -> None:
    type = look.type("I", 0.5)
    day = long(of.signed)
    x = middle - type.width(f"{of.seat}, {day}") / 2
    x = sheet.write(sheet.write(x, y, of.seat, type, "place"), y, ", ", type)
    sheet.write(x, y, day, type, "issue_date")
    sheet.says("place", of.seat)
    sheet.says("issue_date", of.signed.isoformat())


def centred(form: Form, text: str, type: Type, key: str = "") -> None:
    """A line in the middle between the margins."""
    form.sheet.centre((form.left + form.right) / 2, form.y, text, type, key)
    form.y += form.step


def titled(form: Form, kind: str, subject: str, look: Look) -> None:
    """The kind of document in capitals and under it what it is about, ruled off."""
    bold = look.type("B")
    centred(form, kind, look.type("B", 1), "kind")
    form.sheet.says("kind", kind)
    for text in filter(None, broken(subject, [370, 370, 370], bold)):
        centred(form, text, bold, "subject")
    form.sheet.says("subject", subject)
    middle = (form.left + form.right) / 2
    form.sheet.rule(middle - 42, middle + 42, form.y - form.step + 6)
    form.y += 9
