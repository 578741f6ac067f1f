"""Reception anywhere in the province (phi địa giới): who receives, who decides, who returns.

NĐ 118/2025/NĐ-CP (the decree's own article was not read): a dossier is taken in at any one-stop
centre of the province, whatever the address; it is decided by whoever is competent, and its result
comes back where the citizen asked. Each count belongs to whoever did that part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from chalicelib.agency.listing import agencies, agencies_on, agency, at_commune, by_key
from chalicelib.agency.roles import Duty, may
from chalicelib.agency.shapes import CENTRES, Agency
from chalicelib.agency.units import today_of, units
from chalicelib.errors import Invalid

COUNTS = ("received", "resolved", "returned")
"""What is counted of a dossier, each for one agency."""
AT_COMMUNE = {"commune": "commune", "commune_police": "police"}
"""Deciders that depend on the owner's commune, and the kind of agency each is."""


@dataclass(frozen=True, slots=True)
class Route:
    """The agencies of one dossier, by code. `by_post`: the result goes home by the public post
    (bưu chính công ích), handed over by `returner`."""

    receiver: str
    decider: str
    returner: str
    by_post: bool = False

    def counts_for(self, what: str) -> str:
        """The agency for which this dossier counts as ``received``, ``resolved``, ``returned``."""
        return dict(zip(COUNTS, (self.receiver, self.decider, self.returner), strict=True))[what]


def receivers(decider: str, day: date, *, anywhere: bool = True) -> list[Agency]:
    """The centres that may take in a dossier for `decider` on `day`, its own first.

    `anywhere`: False for a procedure that the province keeps to the decider's own centre.
    """
    own = agency(decider).relations.get("centre", "")
    root = _root(decider)
    there = [
        one
        for one in agencies_on(day)
        if one.kind in CENTRES and (one.code == own or (anywhere and _root(one.code) == root))
    ]
    return sorted(there, key=lambda one: one.code != own)


def decider_for(selector: str, commune: str, day: date) -> Agency:
    """Who decides for somebody of this commune: by its tier, or the one agency the key names.

    `selector`: ``commune``, ``commune_police``, or a key such as ``construction``. `commune`: its
    5-digit code; the code of a commune of before July 2025 leads to the one that took it. Raises
    `Invalid` ``commune_divided`` where several did, `Missing` for a commune of elsewhere.
    """
    kind = AT_COMMUNE.get(selector)
    if kind is None:
        return by_key(selector)
    return at_commune(_now(commune, day), kind, day)


def route(
    decider: str,
    duties: Sequence[Duty],
    day: date,
    *,
    returner: str = "",
    by_post: bool = False,
    anywhere: bool = True,
) -> Route:
    """The route of a dossier begun on `day` by somebody with these duties.

    A counter officer receives at their own centre, a citizen online at the decider's. Raises
    `Invalid` ``cannot_decide`` for a decider that is not there that day or has no centre,
    ``cannot_receive`` for a centre that may not take it in or hand it back.
    """
    chosen = agency(decider)
    open_to = [one.code for one in receivers(decider, day, anywhere=anywhere)]
    if not chosen.in_force(day) or "centre" not in chosen.relations:
        raise Invalid(
            "cannot_decide",
            f"{chosen.name.vi} không giải quyết hồ sơ từ một cửa vào ngày {day:%d/%m/%Y}. "
            "Hãy chọn cơ quan đang có thẩm quyền.",
            f"{chosen.name.en} decides no dossiers on {day:%d/%m/%Y}. Choose a competent agency.",
            at="decider",
        )
    counter = next((code for code, role in duties if may(role, "receive")), open_to[0])
    back = returner or counter
    for code in (counter, back):
        if code not in open_to:
            raise _cannot(code, chosen)
    return Route(counter, decider, back, by_post)


def _cannot(code: str, decider: Agency) -> Invalid:
    where = agency(code).name
    return Invalid(
        "cannot_receive",
        f"{where.vi} không nhận, trả hồ sơ do {decider.name.vi} giải quyết. Hãy chọn một Trung tâm "
        "Phục vụ hành chính công trong tỉnh.",
        f"{where.en} takes in and returns nothing for {decider.name.en}. Choose a centre of the "
        "province.",
        at="receiver",
    )


def _now(commune: str, day: date) -> str:
    """The commune of `day` that this code means."""
    unit = units().get(("commune", commune))
    old = units().get(("former", commune))
    if (unit and unit.in_force(day)) or old is None or old.in_force(day):
        return commune
    into = today_of(commune)
    if len(into) > 1:
        names = ", ".join(one.full.vi for one in into)
        raise Invalid(
            "commune_divided",
            f"{old.full.vi} cũ đã chia về: {names}. Hãy chọn nơi cư trú hiện nay.",
            f"{old.full.en} was divided among: {names}. Choose the commune of today.",
            at="commune",
        )
    return into[0].code


def _root(code: str) -> str:
    """The province in a code: of ``G01.H49.101`` as of ``H49.101`` it is ``H49``."""
    parts = code.split(".")
    return next((part for part in parts if part in _provinces()), parts[0])


@cache
def _provinces() -> frozenset[str]:
    return frozenset(one.code for one in agencies().values() if one.kind == "province")
