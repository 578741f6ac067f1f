"""A procedure from its TOML text, checked whole: every fault is listed with its place.

Papers, groups of boxes, steps, results and fees are written once, at the top of the file. A case
takes all of them unless it names the ones it wants; one that no case takes is a fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypedDict, TypeVar

from chalicelib.errors import Text
from chalicelib.procedure import parts, terms
from chalicelib.procedure.shapes import (
    SUPPLEMENT_WAIT,
    Case,
    Clock,
    Component,
    Fee,
    FormField,
    Head,
    Procedure,
    Result,
    Step,
)
from chalicelib.tables import Table, keyed, read
from chalicelib.workdays import Term

T = TypeVar("T")
CODE = re.compile(r"\d\.\d{6}")
FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def load(text: str) -> Procedure:
    """The procedure in `text`; raises `Invalid` ``procedure_invalid`` listing every fault."""
    return read(text, "procedure_invalid", _procedure)


def load_head(text: str) -> Head:
    """What stands before the first table of the file `text`, which is all that a list needs.

    Much quicker than `load`; the rest is not looked at. Raises `Invalid` ``procedure_invalid``.
    """
    table = FIRST_TABLE.search(text)
    top = text[: table.start()] if table else text
    return read(top, "procedure_invalid", lambda root: Head(**_head(root)))


class HeadParts(TypedDict):
    """The keys before the first table."""

    code: str
    effective: date
    name: Text
    field: Text
    level: str
    legal: tuple[str, ...]
    decision: str
    channels: tuple[str, ...]
    subjects: tuple[str, ...]
    deciders: tuple[str, ...]
    events: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass
class Shelf(Generic[T]):
    """Parts of one kind by key, and which of them some case has taken."""

    name: str
    parts: Mapping[str, T]
    taken: set[str] = field(default_factory=set)

    def take(self, case: Table) -> tuple[T, ...]:
        """What the case names under this shelf's name, or everything, in the shelf's order."""
        named = case.texts(self.name, tuple(self.parts))
        for key in named:
            if key not in self.parts:
                case.unknown(self.name, key, self.parts)
        self.taken.update(named)
        return tuple(self.parts[key] for key in self.parts if key in named)

    def all_taken(self, root: Table) -> None:
        for key in self.parts:
            if key not in self.taken:
                root.fault(f"{self.name}[{key}]", "không trường hợp nào dùng", "no case takes it")


@dataclass
class Shelves:
    components: Shelf[Component]
    groups: Shelf[tuple[FormField, ...]]
    steps: Shelf[Step]
    results: Shelf[Result]
    fees: Shelf[Fee]
    clocks: Shelf[Clock]

    def all_taken(self, root: Table) -> None:
        for shelf in (self.components, self.groups, self.steps, self.results):
            shelf.all_taken(root)
        self.fees.all_taken(root)
        self.clocks.all_taken(root)


def _procedure(root: Table) -> Procedure:
    shelves = _shelves(root)
    made = Procedure(**_head(root), cases=_cases(root, shelves), confirm=_confirm(root))
    shelves.all_taken(root)
    return made


def _head(root: Table) -> HeadParts:
    return HeadParts(
        code=_code(root),
        effective=root.day("effective"),
        name=root.both("name"),
        field=root.both("field"),
        level=root.choice("level", terms.LEVELS),
        legal=root.texts("legal"),
        decision=root.text("decision"),
        channels=parts.choices(root, "channels", terms.CHANNELS),
        subjects=parts.choices(root, "subjects", terms.SUBJECTS),
        deciders=parts.choices(root, "deciders", terms.DECIDERS, ("commune",)),
        events=parts.choices(root, "events", terms.LIFE_EVENTS, ()),
        keywords=root.texts("keywords", ()),
    )


def _confirm(root: Table) -> tuple[Text, ...]:
    made = []
    for table in root.tables("confirm"):
        made.append(Text(table.text("vi"), table.text("en")))
        table.done()
    return tuple(made)


def _code(root: Table) -> str:
    code = root.text("code")
    if code and not CODE.fullmatch(code):
        root.fault("code", f"“{code}” không phải mã TTHC", f"'{code}' is no procedure code")
    return code


def _shelves(root: Table) -> Shelves:
    return Shelves(
        components=_shelf(root, "component", parts.component),
        groups=_shelf(root, "group", _group),
        steps=_shelf(root, "step", parts.step),
        results=_shelf(root, "result", parts.result),
        fees=_shelf(root, "fee", parts.fee),
        clocks=_shelf(root, "clock", parts.clock),
    )


def _shelf(root: Table, name: str, build: Callable[[Table], T]) -> Shelf[T]:
    pairs = [(str(table.data.get("key", "")), build(table)) for table in root.tables(name)]
    found = keyed(pairs, lambda pair: pair[0], root, name)
    return Shelf(f"{name}s", {key: part for key, (_, part) in found.items()})


def _group(table: Table) -> tuple[FormField, ...]:
    table.key()
    name = table.both("name")
    made = tuple(parts.field(one, name) for one in table.tables("field", least=1))
    table.done()
    return made


def _cases(root: Table, shelves: Shelves) -> tuple[Case, ...]:
    made = [_case(table, shelves) for table in root.tables("case", least=1)]
    keyed(made, lambda case: case.key, root, "case")
    return tuple(made)


def _case(table: Table, shelves: Shelves) -> Case:
    components = shelves.components.take(table)
    made = Case(
        key=table.key(),
        name=table.both("name"),
        term=parts.term(table),
        components=components,
        form=_form(table, shelves),
        fees=shelves.fees.take(table),
        chain=shelves.steps.take(table),
        supplement=table.choice("supplement", terms.SUPPLEMENT),
        receipt=table.flag("receipt", True),
        results=shelves.results.take(table),
        clocks=shelves.clocks.take(table),
        online_term=parts.term(table, "online_term") if "online_term" in table.data else None,
        supplements=table.whole("supplements", 1, least=1),
        portal=table.text("portal", ""),
        supplement_wait=_wait(table),
        unanswered=table.choice("unanswered", terms.UNANSWERED, "stop"),
    )
    _check(table, made)
    table.done()
    return made


def _wait(table: Table) -> Term:
    """How long papers asked for are waited for."""
    given = "supplement_wait" in table.data
    return parts.term(table, "supplement_wait") if given else SUPPLEMENT_WAIT


def _form(table: Table, shelves: Shelves) -> tuple[FormField, ...]:
    """The boxes of the case's groups; proof from a paper this case does not ask for is left out."""
    known = shelves.components.parts
    asked = set(table.texts("components", tuple(known)))
    boxes = [box for group in shelves.groups.take(table) for box in group]
    for box in boxes:
        for proof in box.proof:
            if proof.partition(".")[0] not in known or not proof.partition(".")[2]:
                table.fault(f"{box.key}.proof", f"không có “{proof}”", f"'{proof}' is not there")
    keyed(boxes, lambda box: box.key, table, "groups")
    return tuple(
        replace(box, proof=tuple(p for p in box.proof if p.partition(".")[0] in asked))
        for box in boxes
    )


def _check(table: Table, case: Case) -> None:
    """What one part alone cannot know: order, hours, and results that parties bring."""
    kinds = [step.kind for step in case.chain]
    if not kinds or kinds[0] != "receive" or kinds[-1] != "return":
        table.fault("steps", "phải từ receive đến return", "must run from receive to return")
    if "seal" in kinds and "approve" not in kinds[: kinds.index("seal")]:
        table.fault("steps", "đóng dấu phải sau phê duyệt", "seal must come after approve")
    _check_hours(table, case)
    if any(fee.at == "fee" for fee in case.fees) != ("fee" in kinds):
        table.fault(
            "fees", "at = fee và bước fee phải đi cùng nhau", "at = fee and a fee step go together"
        )
    if not case.results:
        table.fault("results", "cần ít nhất một kết quả", "needs a result")
    _check_results(table, case)


def _check_hours(table: Table, case: Case) -> None:
    hours = sum(step.hours for step in case.chain)
    for key, term in (("term", case.term), ("online_term", case.online_term)):
        if term and hours > term.most_hours:
            table.fault(
                key,
                f"các bước cần {hours:g} giờ, chỉ có {term.most_hours:g}",
                f"steps take {hours:g} h, the term has {term.most_hours:g}",
            )
    for clock in case.clocks:
        if clock.term.most_hours > case.term.most_hours and clock.since in (
            "submitted",
            "received",
        ):
            table.fault(f"clocks[{clock.key}]", "dài hơn cả thủ tục", "is longer than the whole")


def _check_results(table: Table, case: Case) -> None:
    issuers = {result.key: result.issuer for result in case.results}
    for step in case.chain:
        for party in step.parties:
            at = f"steps[{step.key}].party[{party.key}].result"
            if step.kind == "hand_off" and party.result not in issuers:
                table.unknown(at, party.result, issuers)
            elif party.result and issuers.get(party.result) != party.agency:
                table.fault(at, "do cơ quan khác ban hành", "is issued by somebody else")
