"""The register of who may sign for whom, dated and checked whole (`country/delegations.toml`).

NĐ 30/2020/NĐ-CP Điều 13: a deputy signs for the head in the fields given to him (KT.); the head of
a unit signs by order (TL.) and may let his deputy sign for him; the head of a unit signs by
authorisation (TUQ.) only what a written decision names, for the time it names, and never lets
anybody else.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from chalicelib.agency.listing import agencies
from chalicelib.agency.roles import Duty, roles
from chalicelib.dossier import Person
from chalicelib.errors import Text
from chalicelib.tables import Table, keyed, read

FORMS = {
    "KT": Text("ký thay (KT.)", "for the head (KT.)"),
    "TL": Text("thừa lệnh (TL.)", "by order (TL.)"),
    "TUQ": Text("thừa ủy quyền (TUQ.)", "by authorisation (TUQ.)"),
}
ALL = "*"
NUMBER = re.compile(r"\d+[a-z]?/[0-9A-ZĐ]+(?:-[0-9A-ZĐ]+)*")
PROCEDURE = re.compile(r"\d\.\d{6}")
Say = Callable[[str, str, str], None]


@dataclass(frozen=True, slots=True)
class Delegation:
    """One entry: papers of agency `of` on these `procedures` may be signed by whoever has the duty
    `receiver` (and, where `person` is not "", has that id), from `since` through `through`, by
    decision number `decision` of `decided`; from the day `revoked` on no longer. `title`: the
    receiver's own title, for the head of a division, which is no agency of its own.
    """

    key: str
    form: str
    of: str
    giver: Duty
    receiver: Duty
    procedures: tuple[str, ...]
    since: date
    through: date
    decision: str
    decided: date
    person: str = ""
    title: str = ""
    revoked: date = date.max

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.since <= day <= self.through and day < self.revoked

    def covers(self, procedure: str) -> bool:
        """Whether it names this procedure code."""
        return ALL in self.procedures or procedure in self.procedures

    def is_for(self, person: Person) -> bool:
        """Whether this person has the receiver's duty and is not somebody else than named."""
        return self.receiver in person.duties and self.person in ("", person.id)

    @property
    def last(self) -> date:
        """The last day on which it holds; before `since` if it was revoked at once."""
        if self.revoked == date.max:
            return self.through
        return min(self.through, self.revoked - timedelta(days=1))


Register = Mapping[str, Delegation]


def load_register(text: str) -> Register:
    """Entries by key from TOML; raises `Invalid` ``register_invalid`` listing every fault."""
    return read(text, "register_invalid", _register)


@cache
def register() -> Register:
    """The register that ships with the package (``country/delegations.toml``): invented."""
    path = files("chalicelib") / "country" / "delegations.toml"
    return load_register(path.read_text(encoding="utf-8"))


def _register(root: Table) -> dict[str, Delegation]:
    root.text("basis")
    made = [_entry(table) for table in root.tables("delegation")]
    found = keyed(made, lambda one: one.key, root, "delegation")
    for one in made:
        say = _sayer(root, one)
        _where(one, say)
        _form(one, say)
        _power(one, made, say)
    for one, other in _pairs(made):
        if _clash(one, other):
            root.fault(
                f"delegation[{other.key}]",
                f"chồng lên “{one.key}”: cùng người, cùng thủ tục, cùng lúc",
                f"overlaps '{one.key}': same receiver, procedure and time",
            )
    return found


def _entry(table: Table) -> Delegation:
    made = Delegation(
        key=table.key(),
        form=table.choice("form", FORMS),
        of=table.text("of"),
        giver=_duty(table, "giver"),
        receiver=_duty(table, "receiver"),
        procedures=table.texts("procedures"),
        since=table.day("since"),
        through=table.take("through", date, date.max, date.max),
        decision=table.text("decision"),
        decided=table.day("decided"),
        person=table.text("person", ""),
        title=table.text("title", ""),
        revoked=table.take("revoked", date, date.max, date.max),
    )
    table.done()
    return made


def _duty(table: Table, key: str) -> Duty:
    pair = table.texts(key)
    if len(pair) != 2:
        table.fault(key, "phải gồm mã cơ quan và vai", "must be an agency and a role")
        return "", ""
    return pair[0], pair[1]


def _sayer(root: Table, one: Delegation) -> Say:
    return lambda at, vi, en: root.fault(f"delegation[{one.key}].{at}", vi, en)


def _where(one: Delegation, say: Say) -> None:
    """Agencies and roles there are, days in their order, a number, and procedures by code."""
    for at, code in (("of", one.of), ("giver", one.giver[0]), ("receiver", one.receiver[0])):
        known = agencies().get(code)
        if known is None or not known.in_force(one.since):
            say(at, f"không có cơ quan “{code}” lúc đó", f"there was no agency '{code}' then")
    for at, (code, role) in (("giver", one.giver), ("receiver", one.receiver)):
        known = agencies().get(code)
        if role not in roles() or (known and known.kind not in roles()[role].at):
            say(at, f"không có vai “{role}” ở đó", f"there is no role '{role}' there")
    if one.since > one.through:
        say("through", "trước ngày bắt đầu", "lies before the first day")
    if one.decided > one.since:
        say(
            "decided",
            "sau ngày bắt đầu: văn bản không có hiệu lực trở về trước",
            "lies after the first day",
        )
    if not NUMBER.fullmatch(one.decision):
        say("decision", "phải là số văn bản như 03/QĐ-UBND", "must be a number like 03/QĐ-UBND")
    if not all(PROCEDURE.fullmatch(code) or code == ALL for code in one.procedures):
        say("procedures", "phải là mã thủ tục", "must be procedure codes")


def _form(one: Delegation, say: Say) -> None:
    """What each form asks of the two ends (NĐ 30/2020 Điều 13)."""
    giver, receiver = (rank_of(role) for _, role in (one.giver, one.receiver))
    if giver not in ("head", "acting"):
        say("giver", "chỉ người đứng đầu mới giao ký", "only a head may let others sign")
    if one.form == "KT":
        if receiver != "deputy" or one.receiver[0] != one.giver[0]:
            say("receiver", "ký thay phải là cấp phó của người giao", "must be the giver's deputy")
    elif receiver == "unit" and one.receiver[0] == one.of:
        if not one.title:
            say("title", "phải ghi chức vụ của lãnh đạo phòng", "must say the division's head")
    elif receiver != "head" or not under(one.receiver[0], one.of):
        say("receiver", "phải đứng đầu đơn vị trực thuộc", "must head a unit of the agency")
    if one.form == "TUQ" and one.through == date.max:
        say("through", "thừa ủy quyền phải có thời hạn", "an authorisation must end some day")
    if one.form == "TUQ" and ALL in one.procedures:
        say("procedures", "thừa ủy quyền phải nêu từng thủ tục", "must name each procedure")


def _power(one: Delegation, all_: Sequence[Delegation], say: Say) -> None:
    """A giver has the power himself, or by order if he lets his deputy sign; else nobody's."""
    if one.giver[0] == one.of:
        return
    given = [row for row in all_ if row.of == one.of and row.receiver == one.giver]
    orders = [row for row in given if row.form == "TL" and one.form == "KT"]
    if any(_inside(one, row) for row in orders):
        return
    if any(row.form == "TUQ" for row in given):
        say(
            "giver",
            "người được ký thừa ủy quyền không được ủy quyền lại (NĐ 30/2020 Điều 13.3)",
            "who signs by authorisation may not pass it on (Decree 30/2020, art. 13.3)",
        )
    else:
        say(
            "giver",
            "người giao không có quyền ký những thủ tục này vào thời gian này",
            "has no power over these procedures at that time",
        )


def _inside(one: Delegation, order: Delegation) -> bool:
    covered = ALL in order.procedures or (
        ALL not in one.procedures and set(one.procedures) <= set(order.procedures)
    )
    return covered and order.since <= one.since and one.last <= order.last


def _pairs(made: Sequence[Delegation]) -> Iterator[tuple[Delegation, Delegation]]:
    for at, one in enumerate(made):
        for other in made[at + 1 :]:
            yield one, other


def _clash(one: Delegation, other: Delegation) -> bool:
    same = (one.of, one.receiver) == (other.of, other.receiver)
    somebody = not one.person or not other.person or one.person == other.person
    together = max(one.since, other.since) <= min(one.last, other.last)
    shared = any(one.covers(code) for code in other.procedures) or any(
        other.covers(code) for code in one.procedures
    )
    return same and somebody and together and shared


def rank_of(role: str) -> str:
    """The rank of a role; "" for one that does not sign or does not exist."""
    return roles()[role].rank if role in roles() else ""


def under(unit: str, over: str) -> bool:
    """Whether `unit` belongs to agency `over`: below it, or its own one-stop centre."""
    known, top = agencies().get(unit), agencies().get(over)
    if known is None or top is None or unit == over:
        return False
    return top.relations.get("centre") == unit or known.parent == over or under(known.parent, over)
