"""What a procedure (thủ tục) says, as frozen values. `reading` makes them from TOML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from chalicelib.errors import Missing, Text
from chalicelib.workdays import Term

NOTHING = Text("", "")
SUPPLEMENT_WAIT = Term(30, "day")
"""How long papers asked for are waited for where a procedure does not say (from memory)."""


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
    """An agency asked to act or to answer, with its own term and (hand-off) its own result.

    `optional`: asked only where the appraiser finds that `when` holds; everybody else always is.
    `procedure`: the code of the procedure it carries out, "" where it only answers.
    """

    key: str
    name: Text
    agency: str
    term: Term
    result: str
    on_silence: str
    legal: str
    optional: bool = False
    when: Text = NOTHING
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the chain; `hours` is its internal time in working hours.

    `quorum`: how many parties must answer, 0 for all of them. `longer`: why the law gives a party
    more time than this step has; empty where it does not.
    """

    key: str
    kind: str
    name: Text
    agency: str
    role: str
    hours: float
    may: tuple[str, ...]
    parties: tuple[Party, ...]
    quorum: int
    longer: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of its own inside the procedure's: `term` runs `since` a moment `until` another.

    It counts for dossiers that came in by one of `channels`, empty for all. `on_silence` says what
    happens when it runs out: ``notify``, or ``confirmed`` where `legal` says silence confirms.
    """

    key: str
    name: Text
    term: Term
    since: str
    until: str
    channels: tuple[str, ...]
    on_silence: str
    legal: str


@dataclass(frozen=True, slots=True)
class Result:
    """A paper that answers the citizen; `series` is its number, such as ``{number}/{year}``.

    `paper`: the template that draws it, "" for the plain sheet of NĐ 30/2020.
    """

    key: str
    name: Text
    series: str
    paper: str
    issuer: str

    @property
    def sheet(self) -> str:
        """Under which name it is printed and kept."""
        return self.paper or self.key


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` đồng for each `per` from the `first` one on; `cap` đồng at most, 0 for no cap.

    It is taken `at` intake, at a fee step or at the return, from dossiers that came in by one of
    `channels` (empty: all), from the day `since` to the day `until`, both included.
    `illustrative`: the amount is an example, for want of the true one.
    """

    name: Text
    amount: int
    per: str
    note: Text
    first: int = 1
    cap: int = 0
    key: str = ""
    at: str = "intake"
    channels: tuple[str, ...] = ()
    since: date = date.min
    until: date = date.max
    illustrative: bool = False

    def due(self, channel: str, day: date) -> bool:
        """Whether a dossier that came in by `channel` on `day` owes it."""
        return (not self.channels or channel in self.channels) and self.since <= day <= self.until


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str: ...


N = TypeVar("N", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Case:
    """One case (trường hợp) of a procedure: its own term, papers, form, fees and chain.

    `supplements`: how often papers may be asked for before one more counts as late.
    `online_term`: the term of what came in online, None for `term`. `portal`: its code there.
    `supplement_wait`: how long papers asked for are waited for; `unanswered`: what happens then,
    ``stop`` (status 8) or ``decide`` (whoever asked decides on what there is).
    """

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
    clocks: tuple[Clock, ...] = ()
    online_term: Term | None = None
    supplements: int = 1
    portal: str = ""
    supplement_wait: Term = SUPPLEMENT_WAIT
    unanswered: str = "stop"

    @property
    def owner(self) -> str:
        """The box that names whose dossier it is (chủ hồ sơ), the first critical name; or ""."""
        named = (box.key for box in self.form if box.critical and box.kind in ("name", "text"))
        return next(named, "")

    def term_for(self, channel: str) -> Term:
        """The term of a dossier that came in by `channel`."""
        return self.online_term if channel == "online" and self.online_term else self.term

    def fees_for(self, channel: str, day: date) -> tuple[Fee, ...]:
        """What a dossier that came in by `channel` on `day` owes."""
        return tuple(fee for fee in self.fees if fee.due(channel, day))

    def clocks_for(self, channel: str) -> tuple[Clock, ...]:
        """The clocks that run for a dossier that came in by `channel`."""
        return tuple(one for one in self.clocks if not one.channels or channel in one.channels)

    def step(self, key: str) -> Step:
        return _named(self.chain, key, "step_unknown")

    def component(self, key: str) -> Component:
        return _named(self.components, key, "component_unknown")

    def field(self, key: str) -> FormField:
        return _named(self.form, key, "field_unknown")

    def result(self, key: str) -> Result:
        return _named(self.results, key, "result_unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a list shows of a procedure and what it is found by, without its cases.

    `deciders`: who may decide, keys of `terms.DECIDERS`. `events`: the life events it belongs to.
    `keywords`: other words people use for it.
    """

    code: str
    effective: date
    name: Text
    field: Text
    level: str
    legal: tuple[str, ...]
    decision: str
    channels: tuple[str, ...]
    subjects: tuple[str, ...]
    deciders: tuple[str, ...] = ("commune",)
    events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``1.001193@2026-01-16``."""
        return f"{self.code}@{self.effective.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Head):
    """A procedure as published on `effective`; a dossier keeps the `id` it began with.

    `confirm`: what in it is from memory, illustrative or doubted, for a person to settle.
    """

    cases: tuple[Case, ...]
    confirm: tuple[Text, ...] = ()

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
