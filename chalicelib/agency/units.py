"""Administrative units by date: communes since July 2025, districts and communes until then.

Two tiers since 1 July 2025 (province, commune), three before (province, district, commune). Every
old commune knows the new ones that took it, the one that took its seat first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chalicelib.errors import Missing, Text
from chalicelib.tables import Table, keyed, read
from chalicelib.values import bare

TIERS = {
    "commune": Text("cấp xã", "commune"),
    "former": Text("cấp xã trước 01/7/2025", "commune before July 2025"),
    "district": Text("cấp huyện", "district"),
}
UNIT_KINDS = {
    "phường": "Ward",
    "xã": "Commune",
    "thị trấn": "Township",
    "đặc khu": "Special Zone",
    "thành phố": "City",
    "thị xã": "Town",
    "huyện": "District",
}
CODES = {"commune": re.compile(r"\d{5}"), "former": re.compile(r"\d{5}")}


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune or district. `code`: of the statistical list; one code may stand for an old and
    for a new commune, so a unit is known by `tier` and `code`. `number`: its place in the codes of
    agencies (illustrative), with its district's in front for an old commune: ``21.05``.
    `district`: code of an old commune's district. `into`: codes of the new communes that took it.
    In force from `since` to the day before `until`.
    """

    tier: str
    code: str
    number: str
    kind: str
    name: str
    since: date
    until: date
    district: str = ""
    into: tuple[str, ...] = ()

    @property
    def full(self) -> Text:
        """``phường Hồng Gai``, ``Hong Gai Ward``."""
        plain = bare(self.name).title()
        return Text(f"{self.kind} {self.name}", f"{plain} {UNIT_KINDS.get(self.kind, '')}")

    def in_force(self, day: date) -> bool:
        """Whether the unit is there on `day`."""
        return self.since <= day < self.until


Units = Mapping[tuple[str, str], Unit]


def load_units(text: str) -> Units:
    """Units by (tier, code) from TOML; raises `Invalid` ``units_invalid`` listing every fault."""
    return MappingProxyType(read(text, "units_invalid", _units))


@cache
def units() -> Units:
    """The units that ship with the package (``country/units.toml``)."""
    path = files("chalicelib") / "country" / "units.toml"
    return load_units(path.read_text(encoding="utf-8"))


def units_on(day: date) -> list[Unit]:
    """The communes and districts there are on `day`; none before the list begins."""
    return [one for one in units().values() if one.in_force(day)]


def today_of(code: str) -> tuple[Unit, ...]:
    """The communes of now that an old commune went into, the one with its seat first.

    Raises `Missing` for a code that no old commune had.
    """
    found = units().get(("former", code))
    if found is None:
        raise Missing("unit_unknown", f"Không có xã cũ mã {code}.", f"No old commune {code}.")
    return tuple(units()["commune", new] for new in found.into)


def _units(root: Table) -> dict[tuple[str, str], Unit]:
    root.text("basis")
    root.text("province")
    since, change = root.day("known_since"), root.day("two_tier_since")
    if since >= change:
        root.fault("known_since", "phải trước two_tier_since", "must lie before two_tier_since")
    made = list(_communes(root, change))
    for table in root.tables("district", least=1, name="code"):
        made += _district(table, since, change)
    keyed(made, lambda one: f"{one.tier}[{one.code}]", root, "code")
    keyed(made, lambda one: one.number, root, "number")
    found = {(one.tier, one.code): one for one in made}
    _whole(root, found)
    return found


def _communes(root: Table, since: date) -> Iterator[Unit]:
    for row in _rows(root):
        if len(row) == 4:
            yield Unit("commune", row[0], row[1], row[2], row[3], since, date.max)
        else:
            root.fault("communes", f"{row} phải gồm 4 mục", f"{row} must have 4 entries")


def _district(table: Table, since: date, until: date) -> Iterator[Unit]:
    code, number = table.text("code"), table.text("number")
    yield Unit("district", code, number, table.text("kind"), table.text("name"), since, until)
    for at, row in enumerate(_rows(table), 1):
        if len(row) < 4:
            table.fault("communes", f"{row} thiếu xã mới", f"{row} names no new commune")
            continue
        place = f"{number}.{at:02d}"
        yield Unit("former", row[0], place, row[1], row[2], since, until, code, tuple(row[3:]))
    table.done()


def _rows(table: Table) -> list[list[str]]:
    """The rows under ``communes``; a fault for what is not a list of texts."""
    rows = table.take("communes", list, None, [])
    good = [
        row for row in rows if isinstance(row, list) and all(isinstance(one, str) for one in row)
    ]
    if len(good) < len(rows) or not rows:
        table.fault("communes", "phải gồm các dòng chữ", "must hold rows of texts")
    return good


def _whole(root: Table, found: Mapping[tuple[str, str], Unit]) -> None:
    """Codes and kinds are known ones, and every old commune leads to a new one that exists."""
    for one in found.values():
        at = f"{one.tier}[{one.code}]"
        if one.tier in CODES and not CODES[one.tier].fullmatch(one.code):
            root.fault(at, "mã phải gồm 5 chữ số", "the code must be 5 digits")
        if one.kind not in UNIT_KINDS:
            root.unknown(at, one.kind, UNIT_KINDS)
        for new in one.into:
            if ("commune", new) not in found:
                root.fault(at, f"không có xã mới “{new}”", f"there is no new commune '{new}'")
    taken = {new for one in found.values() for new in one.into}
    for tier, code in found:
        if tier == "commune" and code not in taken:
            root.fault(f"commune[{code}]", "không từ xã cũ nào", "came from no old commune")
