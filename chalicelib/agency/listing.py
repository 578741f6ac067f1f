"""Who is who: the agencies by code, read from TOML and checked whole.

Codes follow QĐ 20/2020/QĐ-TTg (dotted, the root first). Those below the province are illustrative
until the province hands over its own list; `illustrative` says so of each.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chalicelib.agency.codes import is_code, qcvn, qd20
from chalicelib.agency.shapes import KINDS, Agency
from chalicelib.agency.units import TIERS, Unit, units
from chalicelib.errors import Missing, Text
from chalicelib.tables import Table, keyed, read

RELATIONS = ("police", "insurance", "tax", "treasury", "centre")
NOW = {"district": "commune", "district_centre": "commune_centre"}
"""What kind took the work of a kind that is no more."""


def load_agencies(text: str) -> Mapping[str, Agency]:
    """Agencies by code from TOML; raises `Invalid` ``agencies_invalid`` listing every fault."""
    return MappingProxyType(read(text, "agencies_invalid", _agencies))


@cache
def agencies() -> Mapping[str, Agency]:
    """Every agency of ``country/agencies.toml``, those that are no more among them."""
    path = files("chalicelib") / "country" / "agencies.toml"
    return load_agencies(path.read_text(encoding="utf-8"))


def agencies_on(day: date) -> list[Agency]:
    """The agencies there are on `day`, in the order of the list."""
    return [one for one in agencies().values() if one.in_force(day)]


def agency(code: str) -> Agency:
    """The agency with that code, in either spelling of codes; raises `Missing`."""
    found = agencies().get(code) or _by_qcvn().get(code) or _by_qcvn().get(qcvn(code))
    if found is None:
        raise _missing(code)
    return found


def resolve(selector: str, *, receiver: str, decider: str) -> Agency:
    """Who `selector` means: ``receiver``, ``decider``, a relation of the decider, or a `key`."""
    if selector == "receiver":
        return agency(receiver)
    if selector == "decider":
        return agency(decider)
    related = agency(decider).relations.get(selector)
    return agency(related) if related else by_key(selector)


def by_key(key: str) -> Agency:
    """The one agency that procedures call `key`, such as ``construction``; raises `Missing`."""
    if key not in _by_key():
        raise _missing(key)
    return agency(_by_key()[key])


def above(one: Agency) -> Agency | None:
    """Whose name stands over `one`'s on a letter head; nobody's over a People's Committee."""
    return agency(one.parent) if one.parent else None


def at_commune(commune: str, kind: str, day: date) -> Agency:
    """The agency of `kind` of the commune with this 5-digit code on `day`; raises `Missing`."""
    for one in agencies().values():
        if one.commune == commune and one.kind == kind and one.in_force(day):
            return one
    raise _missing(f"{kind}/{commune}/{day:%d/%m/%Y}")


def successors(code: str, day: date) -> tuple[Agency, ...]:
    """Who does on `day` what the agency did: itself while it is there, else who took its work."""
    one = agency(code)
    return (one,) if one.in_force(day) else tuple(agency(new) for new in one.into)


@cache
def _by_qcvn() -> Mapping[str, Agency]:
    return {one.qcvn: one for one in agencies().values() if one.qcvn}


@cache
def _by_key() -> Mapping[str, str]:
    return {one.key: one.code for one in agencies().values() if one.key}


def _missing(name: str) -> Missing:
    return Missing("agency_unknown", f"Không có cơ quan “{name}”.", f"There is no agency '{name}'.")


def _agencies(root: Table) -> dict[str, Agency]:
    root.text("basis")
    made = [_agency(table) for table in root.tables("agency", least=1, name="code")]
    for table in root.tables("each", name="code"):
        made += _each(table)
    found = keyed(_placed(made), lambda one: one.code, root, "agency")
    keyed([one for one in made if one.key], lambda one: one.key, root, "key")
    for one in made:
        for at, code in (("parent", one.parent), *one.relations.items()):
            if code and code not in found:
                root.fault(f"agency[{one.code}].{at}", f"không có “{code}”", f"no agency '{code}'")
    return found


def _each(table: Table) -> Iterator[Agency]:
    """One agency for every unit of a tier; ``{number}``, ``{unit}``, ``{name}`` are the unit's."""
    tier = table.choice("of", TIERS)
    model = _agency(table, "{number}")
    for unit in units().values():
        if unit.tier == tier:
            yield _filled(model, unit)


def _filled(model: Agency, unit: Unit) -> Agency:
    """`model` with the unit's number and names in it, there as long as the unit is."""
    vi, en = unit.full

    def fill(text: str, said: str = vi) -> str:
        text = text.replace("{number}", unit.number).replace("{unit}", said)
        return text.replace("{name}", unit.name)

    return replace(
        model,
        code=fill(model.code),
        name=Text(fill(model.name.vi), fill(model.name.en, en)),
        parent=fill(model.parent),
        place=fill(model.place),
        relations={name: fill(code) for name, code in model.relations.items()},
        commune=unit.code if unit.tier != "district" else "",
        since=unit.since,
        until=unit.until,
        into=unit.into if unit.tier == "former" else _communes_of(unit),
    )


def _communes_of(district: Unit) -> tuple[str, ...]:
    if district.tier != "district":
        return ()
    old = [one for one in units().values() if one.district == district.code]
    return tuple(dict.fromkeys(new for one in old for new in one.into))


def _placed(made: list[Agency]) -> list[Agency]:
    """`made` with the units in `into` put as the codes of the agencies there."""
    there = {(one.kind, one.commune): one.code for one in made if one.until == date.max}
    return [replace(one, into=_codes(one, there)) if one.into else one for one in made]


def _codes(one: Agency, there: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    kind = NOW.get(one.kind, one.kind)
    return tuple(there[kind, new] for new in one.into if (kind, new) in there)


def _agency(table: Table, blank: str = "") -> Agency:
    """One agency; `blank` is what a template has in its code where the unit's number goes."""
    code = table.text("code")
    whole = code.replace(blank, "101") if blank else code
    if code and not (is_code(whole) and qd20(whole) == whole):
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
        key=table.key("key") if "key" in table.data else "",
        since=table.take("since", date, date.min, date.min),
        until=table.take("until", date, date.max, date.max),
        outside_title=table.text("outside_title", ""),
    )
    if made.since >= made.until:
        table.fault("until", "phải sau since", "must lie after since")
    table.done()
    return made


def _relations(table: Table) -> Mapping[str, str]:
    if "relations" not in table.data:
        return MappingProxyType({})
    inner = table.table("relations")
    found = {name: inner.text(name) for name in RELATIONS if name in inner.data}
    inner.done()
    return MappingProxyType(found)
