"""What a line says: its kind and its pieces, which stand apart by wide gaps."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from training import values
from training.charset import CHARSET, known
from training.sources import Sources

LONGEST: Final = 100
"""Letters in the longest line."""

ENDINGS: Final = ".....;;,:"
"""What a line of running text ends with; the full stop, which looks like the rest of a leader,
more often than texts have it."""

_LABELS: Final = (
    "Họ, chữ đệm, tên|Họ và tên|Ngày, tháng, năm sinh|Giới tính|Dân tộc|Quốc tịch|Quê quán|Nơi sinh"
    "|Nơi cư trú|Nơi thường trú|Số định danh cá nhân|Số CCCD|Ngày cấp|Nơi cấp|Điện thoại|Email"
    "|Kính gửi|Địa chỉ|Mã số thuế|Nghề nghiệp|Người yêu cầu|Số|Nơi nhận|Lưu|Tôi là|Năm sinh|Chức vụ"
    "|Giấy tờ tùy thân|Nội dung đề nghị|Ghi bằng chữ|Trình độ|Đơn vị|Vốn kinh doanh|Mã hồ sơ"
).split("|")
_BULLETS: Final = ("- ", "+ ", "• ", "◦ ", "▪ ", "* ", "☐ ", "☑ ", "☒ ", "✓ ", "– ", "→ ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line to draw. `pieces` are told apart by wide gaps; none at all is an empty line."""

    kind: str
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The right answer: one space at every gap."""
        return " ".join(self.pieces)


def prose(rng: random.Random, stock: Sources, most: int = 62) -> str:
    """Words as they follow each other in a public text."""
    size, first = rng.randint(8, most), rng.randrange(max(1, len(stock.words) - 40))
    text = stock.words[first]
    for word in stock.words[first + 1 : first + 40]:
        if len(text) + 1 + len(word) > size:
            break
        text = f"{text} {word}"
    return text if rng.random() > 0.18 else text.rstrip(",;:.") + rng.choice(ENDINGS)


def _long(rng: random.Random, stock: Sources) -> str:
    return prose(rng, stock, LONGEST)


def mixture(rng: random.Random, stock: Sources) -> str:
    """Possible syllables in no order, so that the reader learns letters and not phrases."""
    cases = (str, str, str.capitalize, str.upper)
    words = (rng.choice(stock.syllables) for _ in range(rng.randint(1, 8)))
    return " ".join(rng.choice(cases)(word) for word in words)


def _capitals(rng: random.Random, stock: Sources) -> str:
    return (prose(rng, stock, 42) if rng.random() < 0.6 else mixture(rng, stock)).upper()


def _signs(rng: random.Random, _: Sources) -> str:
    letters = [letter for letter in CHARSET if letter != "\u0306"]
    return "".join(rng.choice(letters) for _ in range(rng.randint(3, 18)))


def _bracketed(rng: random.Random, stock: Sources) -> str:
    inner = prose(rng, stock, 22)
    pair = rng.choice(("()", "[]", "“”", "«»", '""', "()", "()"))
    return f"{prose(rng, stock, 20)} {pair[0]}{inner}{pair[1]}{rng.choice(('', ',', ';', '.'))}"


def _item(rng: random.Random, stock: Sources) -> str:
    letter, count = rng.choice("abcdđeghi"), rng.randint(1, 25)
    heads = (*_BULLETS, f"{count}. ", f"{count}) ", f"{letter}) ", f"({count}) ", f"{letter}. ")
    return rng.choice(heads) + prose(rng, stock, 44)


def _boxes(rng: random.Random, stock: Sources) -> str:
    words = (prose(rng, stock, 12) for _ in range(rng.randint(1, 3)))
    marks = ("☐", "☐", "☑", "☒")
    if rng.random() < 0.5:
        return "  ".join(f"{rng.choice(marks)} {word}" for word in words)
    return "  ".join(f"{word} {rng.choice(marks)}" for word in words)


def _label(rng: random.Random, stock: Sources) -> str:
    head = rng.choice(_LABELS) if rng.random() < 0.6 else prose(rng, stock, 18).capitalize()
    return f"{head.rstrip(':;,.')}{rng.choice((':', ':', ':', '', ' :'))}"


_VALUES: Final[tuple[tuple[Callable[[random.Random, Sources], str], float], ...]] = (
    *((values.name, 4), (values.number, 4), (values.date, 3), (values.address, 2)),
    *((values.phone, 1), (values.email, 1), (values.money, 1), (values.paper_number, 1)),
    (mixture, 1),
)
_KINDS: Final[tuple[tuple[str, Callable[[random.Random, Sources], str], float], ...]] = (
    *(
        ("prose", prose, 17),
        ("prose", _long, 7),
        ("capitals", _capitals, 8),
        ("name", values.name, 11),
    ),
    *(("number", values.number, 9), ("date", values.date, 5), ("money", values.money, 3)),
    *(("paper", values.paper_number, 4), ("phone", values.phone, 1.5), ("email", values.email, 3)),
    *(("address", values.address, 7), ("mixture", mixture, 12), ("signs", _signs, 1.2)),
    *(("brackets", _bracketed, 2), ("item", _item, 4), ("boxes", _boxes, 1.5)),
)
LABELLED, PAIRED, EMPTY = 0.09, 0.045, 0.055
"""Shares of label-and-value rows, of rows of two columns, and of lines with nothing to read."""


def value(rng: random.Random, stock: Sources) -> str:
    """A value of any kind."""
    return rng.choices([make for make, _ in _VALUES], [w for _, w in _VALUES])[0](rng, stock)


def _tidy(text: str) -> str:
    """No leaders and no double spaces: neither has a right answer."""
    return re.sub(r"\s+", " ", re.sub(r"\.{2,}|…", "", text)).strip()[:LONGEST].strip()


def _pieces(kind: str, texts: tuple[str, ...]) -> Wanted:
    pieces = tuple(piece for piece in map(_tidy, texts) if piece)
    return Wanted(kind, pieces) if pieces and all(map(known, pieces)) else Wanted("number", ("0",))


def wanted(rng: random.Random, stock: Sources) -> Wanted:
    """The next line to draw."""
    chance = rng.random()
    if chance < EMPTY:
        return Wanted("empty", ())
    if chance < EMPTY + LABELLED:
        return _pieces("labelled", (_label(rng, stock), value(rng, stock)))
    if chance < EMPTY + LABELLED + PAIRED:
        return _pieces(
            "paired", (prose(rng, stock, 26), rng.choice((prose, _capitals))(rng, stock))
        )
    kind, make, _ = rng.choices(_KINDS, [share for *_, share in _KINDS])[0]
    return _pieces(kind, (make(rng, stock),))
