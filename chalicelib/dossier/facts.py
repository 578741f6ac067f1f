"""The immutable pieces a dossier is made of. Times are ISO strings with an offset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.audit import GENESIS
from chalicelib.dossier.plain import plain
from chalicelib.dossier.status import Status


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something, as the log keeps it: in which role and for which agency."""

    id: str
    name: str
    role: str = "citizen"
    agency: str = ""


SYSTEM = Actor("system", "Hệ thống", "system")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a decision says has happened, before it has a place in the log."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    status: Status | None = None
    """The status it leads to; None leaves it as it is."""
    takes: tuple[tuple[str, int], ...] = ()
    """(series, number) it takes from the counters, in the same transaction."""
    at: str = ""
    """The moment a decision reckoned with, when it did; else the moment it is written."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the append-only log: one command, one event."""

    seq: int
    kind: str
    at: str
    actor: Actor
    was: int
    now: int
    data: Mapping[str, Any]
    cmd: str
    prev: str
    hash: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain row, as stored and as hashed."""
        return plain(self)

    @staticmethod
    def from_json(row: Mapping[str, Any]) -> "Event":
        """The event of a stored row."""
        return Event(**{**row, "actor": Actor(**row["actor"])})


@dataclass(frozen=True, slots=True)
class Paper:
    """One component paper in its slot: the newest upload and what was read from it.

    `state`: expected (a slot waits) | arrived | read | refused (send another) | parked (a person
    must look). `pages` are {sha, number, width, height, verdict, like}; `readings` are rows of
    Reading JSON.
    """

    slot: str
    component: str
    state: str
    upload: str
    key: str
    opened_at: str
    changed_at: str
    version: str = ""
    attempt: int = 1
    reader: str = ""
    pages: tuple[Mapping[str, Any], ...] = ()
    readings: tuple[Mapping[str, Any], ...] = ()
    code: str = ""
    advice: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """The one thing somebody is asked to do now. `party` tasks live in `Handoff`.

    `holder`: id of the one person it was given to, "" for whoever has the role; `touched`: somebody
    has begun to work on it, so it can no longer be called back.
    """

    step: str
    kind: str
    epoch: int
    agency: str
    role: str
    opened_at: str
    due: str
    holder: str = ""
    holder_name: str = ""
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Handoff:
    """One agency's share of a parallel step: asked, then answered once."""

    id: str
    party: str
    step: str
    agency: str
    asked_at: str
    due: str
    outcome: str = ""
    """Empty while open, then done | refused | deemed (silence is consent by law) | silent (the
    dossier went on without it) | waived (enough others had answered, or the dossier ended)."""
    answered_at: str = ""
    number: str = ""
    note: str = ""
    by: str = ""
    late_at: str = ""
    """When it was told, once, that the agency let its time pass."""
    procedure: str = ""
    """The procedure it carries out there; empty where it only answers."""
    code: str = ""
    """The code of the child dossier that it is; empty where only an opinion is asked for."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """One request for further papers: complete, with a reason for each (NĐ 61/2018 Đ17).

    `due`: until when the citizen's papers are waited for; `beyond`: it was asked for more often
    than the procedure lets, which counts as late; `expired_at`: when waiting ended in vain.
    """

    round: int
    asked_at: str
    items: tuple[Mapping[str, str], ...]
    note: str
    back_to: str
    answered_at: str = ""
    due: str = ""
    beyond: bool = False
    expired_at: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """One thing that moves the due time; together they are its ledger, in order.

    `why`: supplement | fee | extension. `policy`: ``restart`` or ``resume`` for a wait from `since`
    to `until` (empty while it lasts), ``extend`` for `days` working days more.
    """

    why: str
    policy: str
    since: str
    until: str = ""
    days: int = 0
    reason: str = ""
    was: str = ""
    """The due time that an extension moved."""
    signed: Mapping[str, Any] = field(default_factory=dict)
    """The signature block of its apology."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper the system made: its kind, its number, where it lies and its SHA-256."""

    paper: str
    key: str
    sha256: str
    at: str
    number: str = ""
    name_vi: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Who held the dossier, from when to when, and what came of it."""

    step: str
    kind: str
    agency: str
    role: str
    since: str
    until: str
    outcome: str
    actor: str
    due: str
    by: str = ""
    """The id of whoever ended it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a dossier: the fold of its events, nothing more."""

    id: str
    procedure: str = ""
    case: str = ""
    owner: str = ""
    owner_name: str = ""
    owner_email: str = ""
    secret: str = ""
    channel: int = 2
    receiver: str = ""
    returner: str = ""
    """Which centre hands the result over; "" for the one that received."""
    by_post: bool = False
    """Whether the result goes home by the public post (bưu chính công ích)."""
    decider: str = ""
    code: str = ""
    status: Status = Status.DRAFT
    verdict: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)
    step: str = ""
    epoch: int = 0
    task: Task | None = None
    since: str = ""
    history: tuple[Held, ...] = ()
    handoffs: Mapping[str, Handoff] = field(default_factory=dict)
    supplements: tuple[Supplement, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, Any] = field(default_factory=dict)
    """The signature block of the last approval, as `agency.Block.to_json` writes it."""
    started_at: str = ""
    submitted_at: str = ""
    received_at: str = ""
    decided_at: str = ""
    due: str = ""
    due_why: tuple[Mapping[str, str], ...] = ()
    calendar: str = ""
    """The version of the calendar that `due` was found in."""
    delays: tuple[Delay, ...] = ()
    printed: Mapping[str, Printed] = field(default_factory=dict)
    reason: str = ""
    basis: str = ""
    """The article of law that a refusal or a stop rests on."""
    chosen: tuple[str, ...] = ()
    """Optional parties that the appraiser found must be asked."""
    payments: tuple[Mapping[str, Any], ...] = ()
    corrections: tuple[Mapping[str, Any], ...] = ()
    overdue: bool = False
    parked: str = ""
    rating: Mapping[str, Any] = field(default_factory=dict)
    changed: int = 0
    """The version of the last change that a person deciding must know of."""
    version: int = 0
    head: str = GENESIS

    @property
    def returns_at(self) -> str:
        """The code of the centre that hands the result over, or gives it to the post."""
        return self.returner or self.receiver

    @property
    def waiting(self) -> Supplement | None:
        """The open request for further papers, if one is out."""
        last = self.supplements[-1] if self.supplements else None
        return last if last and not (last.answered_at or last.expired_at) else None

    @property
    def paused(self) -> bool:
        """Whether the clock of the due time stands still."""
        return any(delay.policy != "extend" and not delay.until for delay in self.delays)

    @property
    def extended(self) -> Delay | None:
        """The one extension, if there was one."""
        return next((delay for delay in self.delays if delay.policy == "extend"), None)
