"""Who may sign what, when, and what then stands over the name (NĐ 30/2020/NĐ-CP Điều 13, PL I).

TM. = thay mặt (for a body), KT. = ký thay (a deputy), TL. = thừa lệnh (by order), TUQ. = thừa ủy
quyền (by authorisation), Q. = quyền (acting head). A power comes from a duty or from the register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from chalicelib.agency.listing import agencies
from chalicelib.agency.listing import agency as find
from chalicelib.agency.register import Delegation, Register, rank_of, register
from chalicelib.agency.roles import Duty, roles
from chalicelib.agency.shapes import COLLECTIVE, Agency
from chalicelib.dossier import Person
from chalicelib.errors import Forbidden, Text

BODY = "TM. ỦY BAN NHÂN DÂN"
"""People's Committees are the only bodies among our agencies."""


@dataclass(frozen=True, slots=True)
class Power:
    """That somebody may sign papers of agency `of`: under which `duty`, and by what right.

    `form`: ``own`` | ``acting`` | ``KT`` | ``TL`` | ``TUQ``. `chain`: the entries of the register
    that it rests on, the order first and then the deputy's; empty for a head.
    """

    of: str
    duty: Duty
    form: str
    chain: tuple[Delegation, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Box 7 of a paper of agency `of`: the lines of capacity, the signer's own title under them,
    the name, and the decision that it rests on ("" for a head)."""

    of: str
    authority: tuple[str, ...]
    title: str
    name: str
    form: str = "own"
    basis: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain row that the log keeps with the approval."""
        return {**asdict(self), "authority": [*self.authority]}

    @staticmethod
    def from_json(row: Mapping[str, Any]) -> "Block":
        """The block of a stored row."""
        return Block(**{**row, "authority": tuple(row["authority"])})


def may_approve(
    person: Person, procedure: str, agency: str, when: date, entries: Register | None = None
) -> Power | None:
    """By what right `person` may sign this procedure's papers of `agency` on `when`, if by any.

    `procedure`: its code, or ``code@date``. A head's own power comes before one that was given.
    Nobody signs for an agency that is not there on that day.
    """
    code = procedure.partition("@")[0]
    if agency not in agencies() or not agencies()[agency].in_force(when):
        return None
    for duty in person.duties:
        if duty[0] == agency and rank_of(duty[1]) in ("head", "acting"):
            acting = rank_of(duty[1]) == "acting"
            return Power(agency, duty, "acting" if acting else "own")
    return next(
        _given(person, code, agency, when, register() if entries is None else entries), None
    )


def _given(
    person: Person, code: str, agency: str, when: date, entries: Register
) -> Iterator[Power]:
    for one in entries.values():
        if one.of == agency and one.is_for(person) and one.covers(code) and one.in_force(when):
            if one.giver[0] == agency:
                yield Power(agency, one.receiver, one.form, (one,))
            else:
                yield from _by_order_of(one, code, when, entries)


def _by_order_of(one: Delegation, code: str, when: date, entries: Register) -> Iterator[Power]:
    """A deputy's power that rests on the order given to his head; only an order is handed on."""
    for order in entries.values():
        rests = order.form == "TL" and order.of == one.of and order.receiver == one.giver
        if rests and order.covers(code) and order.in_force(when):
            yield Power(one.of, one.receiver, "TL", (order, one))


def require_power(
    person: Person, procedure: str, agency: str, when: date, entries: Register | None = None
) -> Power:
    """By what right `person` signs; `Forbidden` ``not_authorised`` says what to do instead."""
    power = may_approve(person, procedure, agency, when, entries)
    if power is None:
        known = register() if entries is None else entries
        raise _refused(person, procedure.partition("@")[0], find(agency), when, known)
    return power


def _refused(person: Person, code: str, of: Agency, when: date, entries: Register) -> Forbidden:
    head = of.head_title.vi.capitalize()
    rows = [one for one in entries.values() if one.of == of.code and one.covers(code)]
    why = _why(max((one for one in rows if one.is_for(person)), key=_begins, default=None), when)
    return Forbidden(
        "not_authorised",
        f"Bạn chưa có thẩm quyền ký thủ tục {code} của {of.name.vi} vào ngày {when:%d/%m/%Y}: "
        f"{why.vi} Hãy trình {head} ký, hoặc đề nghị {head} giao ký bằng văn bản (KT., TL., TUQ.) "
        "và nhập văn bản đó vào sổ ủy quyền trước khi ký.",
        f"You may not sign procedure {code} of {of.name.en} on {when:%d/%m/%Y}: {why.en} Have its "
        "head sign, or have a written decision entered in the register of delegations first.",
    )


def _begins(one: Delegation) -> date:
    return one.since


def _why(past: Delegation | None, when: date) -> Text:
    if past is None:
        return Text(
            "sổ ủy quyền không có văn bản nào giao bạn ký.",
            "no decision in the register lets you.",
        )
    if when < past.since:
        return Text(
            f"{past.decision} chỉ có hiệu lực từ ngày {past.since:%d/%m/%Y}.",
            f"{past.decision} holds only from {past.since:%d/%m/%Y}.",
        )
    return Text(
        f"{past.decision} đã hết hiệu lực từ sau ngày {past.last:%d/%m/%Y}.",
        f"{past.decision} ended on {past.last:%d/%m/%Y}.",
    )


def signature_block(power: Power, name: str) -> Block:
    """What is printed over `name` for a signature by this power, in the layout of PL I."""
    of = find(power.of)
    head = of.head_title.vi
    body = (BODY,) if of.kind in COLLECTIVE else ()
    basis = "; ".join(f"{one.decision} ngày {one.decided:%d/%m/%Y}" for one in power.chain)
    if power.form == "own":
        return Block(of.code, body, head, name)
    if power.form == "acting":
        return Block(of.code, body, f"Q. {head}", name, "acting")
    if power.form == "KT":
        return Block(of.code, (*body, f"KT. {head}"), f"PHÓ {head}", name, "KT", basis)
    lines, title = _by_order(power)
    return Block(of.code, (f"{power.form}. {head}", *lines), title, name, power.form, basis)


def _by_order(power: Power) -> tuple[tuple[str, ...], str]:
    """The lines under ``TL.`` or ``TUQ.``: the unit's head, or his deputy for him."""
    first = power.chain[0]
    title = first.title or outside(find(first.receiver[0]))
    return ((), title) if len(power.chain) == 1 else ((f"KT. {title}",), f"PHÓ {title}")


def outside(one: Agency) -> str:
    """Under which title the head of `one` signs another agency's paper."""
    return one.outside_title or f"{one.head_title.vi} {one.name.vi.upper()}"


@dataclass(frozen=True, slots=True)
class Desk:
    """A work list that somebody may take from: what waits for `role` at `agency`, all of it, or
    only steps of these `kinds` and only procedures that `entry` covers."""

    agency: str
    role: str
    kinds: tuple[str, ...] = ()
    entry: Delegation | None = None

    def takes(self, kind: str, procedure: str) -> bool:
        """Whether a step of this kind, in this procedure (code or ``code@date``), is theirs."""
        fits = not self.kinds or kind in self.kinds
        return fits and (self.entry is None or self.entry.covers(procedure.partition("@")[0]))


def desks(person: Person, when: date, entries: Register | None = None) -> list[Desk]:
    """Where this person's work may wait on `when`: for their own duties, for those in whose place
    they may act, and for the heads for whom they may sign."""
    own = [Desk(*duty) for duty in person.duties]
    instead = [
        Desk(at, other, roles()[role].may)
        for at, role in person.duties
        for other in (roles()[role].stands_in if role in roles() else ())
    ]
    known = register() if entries is None else entries
    given = [
        Desk(one.of, "leader", ("approve",), one)
        for one in known.values()
        if one.is_for(person) and one.in_force(when)
    ]
    return [*own, *instead, *given]
