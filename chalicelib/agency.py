"""Who is who: the agencies of the shop, their seats and how they are related.

Codes follow QĐ 20/2020/QĐ-TTg (dotted, the root first). Those below the province are illustrative
until the province hands over its own list; `illustrative` says so of each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chalicelib.errors import Missing, Text
from chalicelib.tables import Table, keyed, read

KINDS = {
    "province": Text("Ủy ban nhân dân tỉnh", "Provincial People's Committee"),
    "province_centre": Text("Trung tâm Phục vụ hành chính công tỉnh", "Provincial one-stop centre"),
    "commune": Text("Ủy ban nhân dân cấp xã", "Commune People's Committee"),
    "commune_centre": Text("Trung tâm Phục vụ hành chính công cấp xã", "Commune one-stop centre"),
    "police": Text("Công an", "Police"),
    "insurance": Text("Bảo hiểm xã hội", "Social insurance"),
}
RELATIONS = ("police", "insurance", "centre")
CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    `parent`: code of the agency above it, whose name stands over its own on a letter; "" for a
    People's Committee, which stands alone (NĐ 30/2020/NĐ-CP, PL I). `place`: the place named in
    the date line of its papers. `head_title`: under which its head signs. `commune`: the 5-digit
    commune code, "" above commune level. `relations`: selector to the code it stands for.
    """

    code: str
    name: Text
    kind: str
    parent: str
    place: str
    head_title: Text
    commune: str
    illustrative: bool
    relations: Mapping[str, str]


def load_agencies(text: str) -> Mapping[str, Agency]:
    """Agencies by code from TOML; raises `Invalid` ``agencies_invalid`` listing every fault."""
    return MappingProxyType(read(text, "agencies_invalid", _agencies))


@cache
def agencies() -> Mapping[str, Agency]:
    """The agencies that ship with the package (``country/agencies.toml``)."""
    path = files("chalicelib") / "country" / "agencies.toml"
    return load_agencies(path.read_text(encoding="utf-8"))


def agency(code: str) -> Agency:
    """The agency with that code; raises `Missing`."""
    found = agencies().get(code)
    if found is None:
        raise _missing(code)
    return found


def resolve(selector: str, *, receiver: str, decider: str) -> Agency:
    """Who `selector` means: ``receiver``, ``decider``, or a relation of the decider."""
    if selector == "receiver":
        return agency(receiver)
    if selector == "decider":
        return agency(decider)
    related = agency(decider).relations.get(selector)
    if related is None:
        raise _missing(f"{decider}/{selector}")
    return agency(related)


def above(one: Agency) -> Agency | None:
    """Whose name stands over `one`'s on a letter head; nobody's over a People's Committee."""
    return agency(one.parent) if one.parent else None


def _missing(name: str) -> Missing:
    return Missing("agency_unknown", f"Không có cơ quan “{name}”.", f"There is no agency '{name}'.")


def _agencies(root: Table) -> dict[str, Agency]:
    root.text("basis")
    made = [_agency(table) for table in root.tables("agency", least=1, name="code")]
    found = keyed(made, lambda one: one.code, root, "agency")
    for one in made:
        for at, code in (("parent", one.parent), *one.relations.items()):
            if code and code not in found:
                root.fault(f"agency[{one.code}].{at}", f"không có “{code}”", f"no agency '{code}'")
    return found


def _agency(table: Table) -> Agency:
    code = table.text("code")
    if code and not (CODE.fullmatch(code) and len(code) <= 35):
        table.fault("code", "không đúng QĐ 20/2020/QĐ-TTg", "is not as Decision 20/2020 says")
    commune = table.text("commune", "")
    if commune and not re.fullmatch(r"\d{5}", commune):
        table.fault("commune", "phải gồm 5 chữ số", "must be 5 digits")
    made = Agency(
        code=code,
        name=table.both("name"),
        kind=table.choice("kind", KINDS),
        parent=table.text("parent", ""),
        place=table.text("place"),
        head_title=table.both("head_title"),
        commune=commune,
        illustrative=table.flag("illustrative"),
        relations=_relations(table),
    )
    table.done()
    return made


def _relations(table: Table) -> Mapping[str, str]:
    if "relations" not in table.data:
        return MappingProxyType({})
    inner = table.table("relations")
    found = {name: inner.text(name) for name in RELATIONS if name in inner.data}
    inner.done()
    return MappingProxyType(found)
