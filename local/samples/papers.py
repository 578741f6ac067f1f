"""The papers of one birth registration, ready to upload: one file for each component."""

from datetime import date
from typing import Literal, NamedTuple

from local.samples import degrade, pdf
from local.samples.birth_notice import birth_notice
from local.samples.card import card_2021
from local.samples.declaration import declaration
from local.samples.people import Family, family
from local.samples.raster import draw
from local.samples.sheet import Sheet, Truth

Quality = Literal["clean", "scanner", "phone"]
CARD_DPI = 600
"""Cards are drawn finer than sheets: a telephone is held nearer to them."""


class Paper(NamedTuple):
    """A file of a citizen and the truth about it. Boxes are in px of the image as stored; of
    a born-digital PDF in points from the left top of the page."""

    name: str
    data: bytes
    truth: Truth


def papers_for(
    people: Family | None, seed: int, today: date, quality: Quality | None = None
) -> dict[str, Paper]:
    """The four papers by component key. Without a `quality` each comes as families bring it:
    notice and mother's card by telephone, father's card scanned, declaration born digital."""
    people = people or family(seed, today=today)
    notice, mother = birth_notice(people, seed), card_2021(people.mother)
    father = card_2021(people.father)
    return {
        "live_birth_certificate": _page("giay-chung-sinh", notice, quality or "phone", seed),
        "mother_card": _card("can-cuoc-me", mother, quality or "phone", seed + 1),
        "father_card": _card("can-cuoc-cha", father, quality or "scanner", seed + 2),
        "declaration": _declaration(people, quality, seed + 3),
    }


def taken(sheet: Sheet, quality: Quality, seed: int, *, card: bool = False) -> degrade.Taken:
    """The sheet as a file of that quality."""
    drawn = draw(sheet, CARD_DPI if card else 300)
    if quality == "phone":
        return degrade.phone(drawn, seed, shrink=0.8 if card else 0.58)
    if quality == "scanner":
        return degrade.scanner(drawn, seed, shrink=0.5 if card else 2 / 3)
    return degrade.clean(drawn)


def _page(name: str, sheet: Sheet, quality: Quality, seed: int) -> Paper:
    return Paper(f"{name}.jpg", *taken(sheet, quality, seed))


def _card(name: str, sheet: Sheet, quality: Quality, seed: int) -> Paper:
    return Paper(f"{name}.jpg", *taken(sheet, quality, seed, card=True))


def _declaration(people: Family, quality: Quality | None, seed: int) -> Paper:
    sheet = declaration(people, seed)
    if quality is None:
        return Paper("to-khai-khai-sinh.pdf", *pdf.born_digital_pdf(sheet))
    return _page("to-khai-khai-sinh", sheet, quality, seed)
