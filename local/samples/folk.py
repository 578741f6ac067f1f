"""Invented people of the whole country, dealt from one seed for papers of every kind."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from local.samples import names, places, syllables
from local.samples.card_back import plain
from local.samples.people import Child, Family, Person, expiry, personal_number

PROVINCE_CODES = (
    "001",
    "022",
    "024",
    "027",
    "031",
    "036",
    "038",
    "040",
    "048",
    "066",
    "079",
    "092",
)
RARE_FAMILIES = ("Giàng", "Lường", "Khúc", "Ông", "Kpă", "Thạch")


@dataclass(slots=True)
class Folk:
    """Deals people, places, days and numbers. `outside`: given names no list knows."""

    seed: int | str
    today: date
    outside: bool = False
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def name(self, sex: str, family: str = "") -> str:
        """Family, middle and given name; sometimes four words."""
        dice = self.dice
        family = family or dice.choice(names.FAMILY + RARE_FAMILIES)
        middles, givens = _words(sex)
        if self.outside:
            return syllables.name(dice, family, dice.choice((3, 3, 3, 4)))
        extra = f" {dice.choice(names.GIRL_MIDDLE)}" if dice.random() < 0.12 else ""
        return f"{family} {dice.choice(middles)}{extra} {dice.choice(givens)}"

    def place(self) -> str:
        """Commune and province; one in eight still writes the district of before 2025."""
        return places.unit(self.dice, old=self.dice.random() < 0.12)

    def home(self, unit: str = "") -> str:
        """An address."""
        return places.address(self.dice, unit or self.place())

    def day(self, first: int, last: int) -> date:
        """A day `first` to `last` days ago."""
        return self.today - timedelta(days=self.dice.randint(first, last))

    def person(
        self,
        sex: str = "",
        *,
        young: int = 19,
        old: int = 70,
        home: str = "",
        issued: tuple[int, int] = (5, 1825),
    ) -> Person:
        """Somebody with a card that is good today, `issued` so many days ago."""
        dice = self.dice
        sex = sex or dice.choice(("Nam", "Nữ"))
        born, given, ends = self._carded(young, old, issued)
        return Person(
            name=self.name(sex),
            sex=sex,
            born=born,
            number=self.number(born, sex),
            ethnicity=self.people(),
            nationality="Việt Nam",
            origin=self.place(),
            residence=home or self.home(),
            card_issued=given,
            card_expires=ends,
        )

    def number(self, born: date, sex: str) -> str:
        """A personal number that agrees with birth and sex."""
        tail = self.dice.randint(1000, 999999)
        return personal_number(born, sex, tail, self.dice.choice(PROVINCE_CODES))

    def people(self) -> str:
        """One of the 54, most often the largest."""
        return self.dice.choice((*("Kinh",) * 20, *names.PEOPLES))

    def phone(self) -> str:
        """A mobile number."""
        return f"0{self.dice.choice('35789')}{self.dice.randint(10_000_000, 99_999_999)}"

    def email(self, name: str) -> str:
        """An address in a domain for examples (RFC 2606) or of a big provider."""
        given = plain(name).split()[-1]
        host = self.dice.choice(("example.com", "example.vn", "mau.example.org", "gmail.com"))
        return f"{given}{self.dice.choice(('', '.'))}{self.dice.randint(1960, 9999)}@{host}"

    def family(self) -> Family:
        """A family whose child is to be registered."""
        dice, home = self.dice, self.home()
        mother = self.person("Nữ", young=20, old=40, home=home)
        father = self.person("Nam", young=21, old=48, home=home if dice.random() < 0.7 else "")
        child = self._child(father)
        told = min(self.today, child.born + timedelta(days=dice.randint(1, 4)))
        return Family(
            mother=mother,
            father=father,
            child=child,
            requester=dice.choice(("mother", "father")),
            agency=f"Ủy ban nhân dân {places.unit(dice)}",
            notice_number=f"{dice.randint(101, 1999):04d}",
            notice_book=f"{dice.randint(1, 12):02d}/{told.year}",
            notice_date=told,
            midwife=self.name("Nữ"),
            head=self.name("Nam"),
            clerk=self.name("Nữ"),
            insurance=f"{dice.randint(10, 96)}{dice.randint(10_000_000, 99_999_999)}",
            copies=dice.randint(1, 9),
            declared=self.day(0, 3),
        )

    def _child(self, father: Person) -> Child:
        dice = self.dice
        sex = dice.choice(("Nam", "Nữ"))
        return Child(
            name=self.name(sex, father.name.split()[0]),
            sex=sex,
            born=self.day(6, 300),
            time=f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}",
            weight=dice.randrange(2100, 4300, 50),
            hospital=dice.choice(names.HOSPITALS),
            commune=dice.choice(places.COMMUNES),
            ethnicity=father.ethnicity,
            nationality="Việt Nam",
            origin=father.origin,
        )

    def _carded(self, young: int, old: int, ago: tuple[int, int]) -> tuple[date, date, date | None]:
        while True:
            born, issued = self.day(young * 366, old * 365), self.day(*ago)
            ends = expiry(born, issued)
            if ends is None or ends > self.today + timedelta(days=60):
                return born, issued, ends


def _words(sex: str) -> tuple[Sequence[str], Sequence[str]]:
    if sex == "Nam":
        return names.MAN_MIDDLE + names.BOY_MIDDLE, names.MAN_GIVEN + names.BOY_GIVEN
    return names.WOMAN_MIDDLE + names.GIRL_MIDDLE, names.WOMAN_GIVEN + names.GIRL_GIVEN
