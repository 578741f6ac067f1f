"""A procedure from its TOML text, checked whole: every fault is listed with its place.

Papers, groups of boxes, steps, results and fees are written once, at the top of the file. A case
takes all of them unless it names the ones it wants; one that no case takes is a fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from chalicelib.procedure import parts, terms
from chalicelib.procedure.shapes import Case, Component, Fee, FormField, Procedure, Result, Step
from chalicelib.tables import Table, keyed, read

T = TypeVar("T")
CODE = re.compile(r"\d\.\d{6}")


def load(text: str) -> Procedure:
    """The procedure in `text`; raises `Invalid` ``procedure_invalid`` listing every fault."""
    return read(text, "procedure_invalid", _procedure)


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


def _procedure(root: Table) -> Procedure:
    shelves = _shelves(root)
    made = Procedure(
        code=_code(root),
        effective=root.day("effective"),
        name=root.both("name"),
        field=root.both("field"),
        level=root.choice("level", terms.LEVELS),
        legal=root.texts("legal"),
        decision=root.text("decision"),
        channels=parts.choices(root, "channels", terms.CHANNELS),
        subjects=parts.choices(root, "subjects", terms.SUBJECTS),
        cases=_cases(root, shelves),
    )
    for shelf in (shelves.components, shelves.groups, shelves.steps, shelves.results, shelves.fees):
        shelf.all_taken(root)
    return made


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
        fees=_shelf(root, "fee", _fee),
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


def _fee(table: Table) -> Fee:
    table.key()
    return parts.fee(table)


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
    )
    _check(table, made)
    table.done()
    return made


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
    hours, most = sum(step.hours for step in case.chain), case.term.most_hours
    if hours > most:
        table.fault(
            "term",
            f"các bước cần {hours:g} giờ, chỉ có {most:g}",
            f"steps take {hours:g} h, the term has {most:g}",
        )
    if not case.results:
        table.fault("results", "cần ít nhất một kết quả", "needs a result")
    _check_results(table, case)


def _check_results(table: Table, case: Case) -> None:
    issuers = {result.key: result.issuer for result in case.results}
    for step in case.chain:
        for party in step.parties:
            at = f"steps[{step.key}].party[{party.key}].result"
            if step.kind == "hand_off" and party.result not in issuers:
                table.unknown(at, party.result, issuers)
            elif party.result and issuers.get(party.result) != party.agency:
                table.fault(at, "do cơ quan khác ban hành", "is issued by somebody else")
