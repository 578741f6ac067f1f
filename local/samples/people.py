"""Invented families whose papers agree with one another.

Every name, number and address is made up from `names`; a personal number obeys the rule of
Decree 137/2015/NĐ-CP article 13 (province, century and sex, year of birth, six digits).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from local.samples import names

PROVINCE = "022"
PLACE = "tỉnh Quảng Ninh"
CARD_AGES = (14, 25, 40, 60)
"""Birthdays at which a card runs out (Law on Identification 2023, article 21)."""


@dataclass(frozen=True, slots=True)
class Person:
    """A grown-up holder of a citizen card."""

    name: str
    sex: str
    born: date
    number: str
    ethnicity: str
    nationality: str
    origin: str
    residence: str
    card_issued: date
    card_expires: date | None
    """None: the card never runs out (issued after 58)."""


@dataclass(frozen=True, slots=True)
class Child:
    """The child whose birth is to be registered."""

    name: str
    sex: str
    born: date
    time: str
    """Twenty-four hour clock, ``HH:MM``."""
    weight: int
    """Grams."""
    hospital: str
    commune: str
    ethnicity: str
    nationality: str
    origin: str

    @property
    def place(self) -> str:
        """Place of birth as the declaration wants it: facility, commune, province."""
        return f"{self.hospital}, {self.commune}, {PLACE}"


@dataclass(frozen=True, slots=True)
class Family:
    """Everything the papers of one birth registration say."""

    mother: Person
    father: Person
    child: Child
    requester: str
    """``mother`` or ``father``: who asks."""
    agency: str
    notice_number: str
    notice_book: str
    notice_date: date
    midwife: str
    head: str
    clerk: str
    insurance: str
    copies: int
    declared: date

    @property
    def asking(self) -> Person:
        """The parent who signs the declaration."""
        return self.mother if self.requester == "mother" else self.father


def family(seed: int, *, today: date, commune: str = "phường Hồng Gai") -> Family:
    """A family living in `commune` whose child was born 5 to 50 days before `today`."""
    dice = random.Random(seed)
    home = _address(dice, commune)
    mother = _person(dice, "Nữ", today, home)
    father = _person(dice, "Nam", today, home)
    child = _child(dice, father, today)
    notice = min(today, child.born + timedelta(days=dice.randint(1, 4)))
    return Family(
        mother=mother,
        father=father,
        child=child,
        requester=dice.choice(("mother", "father")),
        agency=f"Ủy ban nhân dân {commune}, {PLACE}",
        notice_number=f"{dice.randint(101, 1999):04d}",
        notice_book=f"{dice.randint(1, 12):02d}/{notice.year}",
        notice_date=notice,
        midwife=_name(dice, names.WOMAN_MIDDLE, names.WOMAN_GIVEN),
        head=_name(dice, names.MAN_MIDDLE, names.MAN_GIVEN),
        clerk=_name(dice, names.WOMAN_MIDDLE, names.WOMAN_GIVEN),
        insurance=f"22{dice.randint(10_000_000, 99_999_999)}",
        copies=dice.randint(1, 5),
        declared=today,
    )


def personal_number(born: date, sex: str, tail: int, province: str = PROVINCE) -> str:
    """The twelve digits of a person: `tail` is the running number, 0 to 999999."""
    century = (born.year - 1900) // 100 * 2 + (0 if sex == "Nam" else 1)
    return f"{province}{century}{born.year % 100:02d}{tail:06d}"


def expiry(born: date, issued: date) -> date | None:
    """When a card runs out: the next of the set birthdays, or the one after it when the card
    was issued within two years before (Law on Identification 2023, article 21)."""
    for age in CARD_AGES:
        birthday = _years_after(born, age)
        if issued < birthday - timedelta(days=731):
            return birthday
    return None


def renewed(person: Person, issued: date) -> Person:
    """The same person with a card of another day: an identity card from July 2024 on."""
    return replace(person, card_issued=issued, card_expires=expiry(person.born, issued))


def _years_after(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if leap_day else day.day)


def _name(dice: random.Random, middle: Sequence[str], given: Sequence[str]) -> str:
    return f"{dice.choice(names.FAMILY)} {dice.choice(middle)} {dice.choice(given)}"


def _person(dice: random.Random, sex: str, today: date, home: str) -> Person:
    born, issued = _born_and_carded(dice, today)
    middle, given = _words_of(sex)
    return Person(
        name=_name(dice, middle, given),
        sex=sex,
        born=born,
        number=personal_number(born, sex, dice.randint(1000, 29999)),
        ethnicity=dice.choice(names.ETHNICITIES),
        nationality="Việt Nam",
        origin=f"{dice.choice(names.COMMUNES)}, {PLACE}",
        residence=home,
        card_issued=issued,
        card_expires=expiry(born, issued),
    )


def _born_and_carded(dice: random.Random, today: date) -> tuple[date, date]:
    """A birthday, and the day of a chip card that is still good two months after `today`.

    Some birthdays have no such day: the card ran out at 25 and chip cards were no longer given.
    """
    while True:
        born = today - timedelta(days=dice.randint(22 * 366, 39 * 365))
        issued = date(2021, 7, 1) + timedelta(days=dice.randint(0, 1080))
        ends = expiry(born, issued)
        if ends is None or ends > today + timedelta(days=60):
            return born, issued


def _words_of(sex: str) -> tuple[Sequence[str], Sequence[str]]:
    if sex == "Nam":
        return names.MAN_MIDDLE, names.MAN_GIVEN
    return names.WOMAN_MIDDLE, names.WOMAN_GIVEN


def _child(dice: random.Random, father: Person, today: date) -> Child:
    sex = dice.choice(("Nam", "Nữ"))
    girl = sex == "Nữ"
    surname = father.name.split()[0]
    middles = names.GIRL_MIDDLE if girl else names.BOY_MIDDLE
    middle = dice.choice([word for word in middles if word != surname])
    given = dice.choice(names.GIRL_GIVEN if girl else names.BOY_GIVEN)
    return Child(
        name=f"{surname} {middle} {given}",
        sex=sex,
        born=today - timedelta(days=dice.randint(5, 50)),
        time=f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}",
        weight=dice.randrange(2500, 4100, 50),
        hospital=dice.choice(names.HOSPITALS),
        commune=dice.choice(names.COMMUNES[:5]),
        ethnicity=father.ethnicity,
        nationality="Việt Nam",
        origin=father.origin,
    )


def _address(dice: random.Random, commune: str) -> str:
    house = f"Số {dice.randint(2, 289)}, đường {dice.choice(names.STREETS)}"
    block = f"Tổ {dice.randint(1, 9)}, khu {dice.randint(1, 12)}"
    return f"{dice.choice((house, block))}, {commune}, {PLACE}"
