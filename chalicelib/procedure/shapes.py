"""What a procedure (thủ tục) says, as frozen values. `reading` makes them from TOML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from chalicelib.errors import Missing, Text
from chalicelib.workdays import Term


@dataclass(frozen=True, slots=True)
class FormField:
    """One box of the form.

    `proof`: where papers prove it, the most trusted first, each ``component.reader_field``.
    `critical`: a wrong value would spoil the result, so an officer must look at it.
    `office`: filled in by the officer, from another register; the citizen is never asked.
    """

    key: str
    label: Text
    kind: str
    required: bool
    group: Text
    proof: tuple[str, ...]
    critical: bool
    choices: tuple[str, ...]
    office: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """One paper asked for (thành phần hồ sơ); `holder`: whose card, "" | "mother" | "father"."""

    key: str
    name: Text
    reader: str
    required: bool
    max_pages: int
    originals: int
    copies: int
    holder: str


@dataclass(frozen=True, slots=True)
class Party:
    """An agency asked to act or to answer, with its own term and (hand-off) its own result."""

    key: str
    name: Text
    agency: str
    term: Term
    result: str
    on_silence: str
    legal: str


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the chain. `quorum`: how many parties must answer, 0 for all of them."""

    key: str
    kind: str
    name: Text
    agency: str
    role: str
    hours: float
    may: tuple[str, ...]
    parties: tuple[Party, ...]
    quorum: int


@dataclass(frozen=True, slots=True)
class Result:
    """A paper that answers the citizen; `series` is its number, such as ``{number}/{year}``."""

    key: str
    name: Text
    series: str
    paper: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` đồng for each `per` from the `first` one on; `cap` đồng at most, 0 for no cap."""

    name: Text
    amount: int
    per: str
    note: Text
    first: int = 1
    cap: int = 0


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str: ...


N = TypeVar("N", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Case:
    """One case (trường hợp) of a procedure: its own term, papers, form, fees and chain."""

    key: str
    name: Text
    term: Term
    components: tuple[Component, ...]
    form: tuple[FormField, ...]
    fees: tuple[Fee, ...]
    chain: tuple[Step, ...]
    supplement: str
    receipt: bool
    results: tuple[Result, ...]

    def step(self, key: str) -> Step:
        return _named(self.chain, key, "step_unknown")

    def component(self, key: str) -> Component:
        return _named(self.components, key, "component_unknown")

    def field(self, key: str) -> FormField:
        return _named(self.form, key, "field_unknown")

    def result(self, key: str) -> Result:
        return _named(self.results, key, "result_unknown")


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as published on `effective`; a dossier keeps the `id` it began with."""

    code: str
    effective: date
    name: Text
    field: Text
    level: str
    legal: tuple[str, ...]
    decision: str
    channels: tuple[str, ...]
    subjects: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def id(self) -> str:
        """``1.001193@2026-01-16``."""
        return f"{self.code}@{self.effective.isoformat()}"

    def case(self, key: str) -> Case:
        """The case `key`; raises `Missing`."""
        return _named(self.cases, key, "case_unknown")


def charge(fees: Sequence[Fee], units: int) -> int:
    """Đồng for one thing of `units` units under a stepped tariff, such as one copy of many pages.

    Each unit costs what the row with the highest `first` not above it says; the lowest cap holds.
    """
    rows = sorted(fees, key=lambda fee: fee.first)
    ends = [row.first - 1 for row in rows[1:]] + [units]
    total = sum(
        row.amount * max(min(end, units) - row.first + 1, 0)
        for row, end in zip(rows, ends, strict=True)
    )
    return min([total, *(fee.cap for fee in fees if fee.cap)])


def _named(items: Sequence[N], key: str, code: str) -> N:
    for item in items:
        if item.key == key:
            return item
    raise Missing(code, f"Không có “{key}” trong thủ tục này.", f"There is no '{key}' here.")
