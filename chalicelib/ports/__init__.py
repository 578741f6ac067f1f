"""What a verb may use of the outside world, as Protocols, and the `World` that holds them all.

One contract test runs on each thing that claims to be a port. Errors: every method may raise
`Later` when its neighbour does not answer; anything else is said beside the method.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from chalicelib.audit import Mark
from chalicelib.dossier import Dossier, Event, Person
from chalicelib.ports.shapes import Absence, Done, Endpoint, Out, Row, Session, Upload
from chalicelib.procedure import Catalogue
from chalicelib.workdays import Calendar

__all__ = [
    "Absence",
    "Chance",
    "Clock",
    "Done",
    "Endpoint",
    "Files",
    "Machines",
    "Mail",
    "Out",
    "Post",
    "Printer",
    "Records",
    "Row",
    "Session",
    "Signer",
    "Signers",
    "Upload",
    "Webhooks",
    "World",
]


class Records(Protocol):
    """The table. One command is one transaction."""

    def load(self, dossier: str) -> Dossier:
        """Raises Missing ``no_such_dossier``."""
        ...

    def events(self, dossier: str) -> tuple[Event, ...]: ...

    def commit(
        self,
        before: Dossier,
        after: Dossier,
        event: Event,
        *,
        outs: Sequence[Out] = (),
        takes: Sequence[tuple[str, int]] = (),
        body: str = "",
    ) -> None:
        """All of it or nothing; done already by this very command is success.

        Raises Conflict ``written_meanwhile`` when the dossier or a series is not as `before` says.
        """
        ...

    def day_log(self, day: str) -> list[Mark]:
        """All events of a day in Viet Nam (an ISO date), for 60 days."""
        ...

    def command(self, cmd: str) -> Done | None: ...

    def by_code(self, code: str) -> str:
        """The dossier with this public code. Raises Missing."""
        ...

    def taken(self, series: str) -> int:
        """The last number taken from a series, 0 for a new one."""
        ...

    def queue(self, agency: str, role: str) -> list[Row]: ...

    def inbox(self, agency: str) -> list[Row]: ...

    def owned(self, person: str) -> list[Row]: ...

    def to_look_at(self, now: str, limit: int) -> list[str]: ...

    def snooze(self, dossier: str, until: str) -> None: ...

    def pending(self, now: str, limit: int) -> list[Out]: ...

    def out(self, dossier: str, seq: int, sink: str) -> Out | None: ...

    def settle(self, out: Out) -> None:
        """Writes an effect's new state: ACKED, DEAD, or PENDING with its next time."""
        ...

    def revive(self, out: Out) -> None:
        """A dead effect is pending again, and no longer shown to operators."""
        ...

    def put_token(self, dossier: str, epoch: int, step: str, token: str) -> None: ...

    def token(self, dossier: str, epoch: int, step: str) -> str: ...

    def drop_token(self, dossier: str, epoch: int, step: str, token: str) -> None: ...

    def person(self, id: str) -> Person | None: ...

    def people(self, agency: str) -> list[Person]:
        """Who has a duty at an agency, by name."""
        ...

    def put_absence(self, absence: Absence) -> None:
        """It replaces what was said before of the same person."""
        ...

    def absence(self, person: str) -> Absence | None: ...

    def stands_for(self, person: str) -> list[Absence]:
        """For whom somebody is the named substitute, on whichever days."""
        ...

    def client(self, client: str) -> Person | None: ...

    def endpoint(self, agency: str) -> Endpoint | None: ...

    def put_session(self, session: Session) -> None: ...

    def session(self, id: str) -> Session | None: ...

    def drop_session(self, id: str) -> None: ...

    def put_note(self, key: str, value: Mapping[str, Any], seconds: int) -> None:
        """A small thing remembered for a while (a sign-in under way, a rate count)."""
        ...

    def take_note(self, key: str) -> Mapping[str, Any] | None:
        """The note, once: it is gone afterwards."""
        ...

    def count(self, key: str, seconds: int) -> int:
        """How often `key` was counted in the present window, this time included."""
        ...


class Files(Protocol):
    """The bucket."""

    def upload_form(self, key: str, max_bytes: int) -> Upload: ...

    def version(self, key: str) -> str:
        """The version id of what lies at `key`; empty when nothing does."""
        ...

    def get(self, key: str, version: str = "") -> bytes:
        """Raises Missing ``no_such_file``."""
        ...

    def put(self, key: str, data: bytes, kind: str) -> None: ...

    def link(self, key: str, name: str = "") -> str:
        """A link good for a minute: shown in the page, or saved under `name` when given."""
        ...


class Machines(Protocol):
    """Step Functions: starting is idempotent by name, waking says whether anybody still waits."""

    def start_dossier(self, dossier: str, epoch: int) -> None: ...

    def start_reading(self, name: str, paper: Mapping[str, Any]) -> None: ...

    def wake(self, token: str) -> bool: ...

    def state(self, dossier: str, epoch: int) -> str:
        """RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, or MISSING."""
        ...

    def stop(self, dossier: str, epoch: int) -> None:
        """Ends the machine of this epoch; one that has ended or never was stays as it is."""
        ...

    def reading_state(self, name: str) -> str:
        """The same, of the reading of this name."""
        ...


class Printer(Protocol):
    """Hands a paper out effect to the function that prints and seals."""

    def ask(self, out: Out) -> None: ...


class Post(Protocol):
    """Webhooks out: one signed HTTPS request to an agency's own system."""

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int]:
        """The HTTP status (0: no answer) and the Retry-After in seconds (0: none)."""
        ...


class Mail(Protocol):
    """Messages to citizens."""

    def send(self, to: str, subject: str, text: str) -> None: ...


class Signer(Protocol):
    """A key that never leaves its keeper. RSA, PKCS#1 v1.5 with SHA-256."""

    @property
    def certificate(self) -> bytes: ...

    @property
    def chain(self) -> tuple[bytes, ...]: ...

    def sign(self, digest: bytes) -> bytes: ...


class Signers(Protocol):
    """Who may sign and seal for an agency."""

    def of(self, agency: str, role: str) -> Signer:
        """The signer of ``person`` (the agency's head) or ``agency`` (its seal)."""
        ...

    def roots(self) -> tuple[bytes, ...]:
        """Certificates (DER) that a good seal leads to."""
        ...


class Webhooks(Protocol):
    """Signs a webhook the Standard Webhooks way."""

    def headers(self, agency: str, id: str, at: datetime, body: bytes) -> dict[str, str]: ...

    def public_key(self, agency: str) -> bytes:
        """The raw 32-byte ed25519 key with which `agency` checks our webhooks."""
        ...


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime: ...


class Chance(Protocol):
    """The only source of chance."""

    def token(self, letters: int) -> str:
        """Unguessable, from the 32 letters and digits that are hard to mix up."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """Everything a verb may touch."""

    records: Records
    files: Files
    machines: Machines
    printer: Printer
    post: Post
    mail: Mail
    signers: Signers
    webhooks: Webhooks
    clock: Clock
    chance: Chance
    calendar: Calendar
    catalogue: Catalogue
    public_url: str
    fonts: Path
    ocr_engine: str = "pytesseract"
