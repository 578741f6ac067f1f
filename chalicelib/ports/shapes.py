"""The plain shapes that pass through a port."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.dossier import Person


@dataclass(frozen=True, slots=True)
class Out:
    """One effect that an event causes: delivered at least once, settled once.

    `id` is `<dossier>/<seq>/<sink>`; `sink` is machine | webhook | notice | paper, then a colon and
    what exactly. `body` holds ids and codes only, never personal data.
    """

    dossier: str
    seq: int
    sink: str
    body: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0
    next_at: str = ""
    state: str = "PENDING"
    error: str = ""

    @property
    def id(self) -> str:
        """The same for every delivery of this effect, so a receiver can tell a repeat."""
        return f"{self.dossier}/{self.seq:06d}/{self.sink}"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from the day `since` through the day `through` (ISO days), and `substitute`
    does their work meanwhile. Both are ids."""

    person: str
    substitute: str
    since: str
    through: str

    def covers(self, day: str) -> bool:
        """Whether it holds on this ISO day."""
        return self.since <= day <= self.through


@dataclass(frozen=True, slots=True)
class Done:
    """The trace of a command that was carried out: where, and the hash of what was asked."""

    dossier: str
    seq: int
    body: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an agency's own system listens, and the public name of our signing key for it."""

    agency: str
    url: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a work list: enough to show it, never the dossier itself.

    `child`: the code of the share that an agency carries out; `total`: when the whole is due.
    `holder`: id of the one person the task was given to, "" for whoever has the role.
    """

    dossier: str
    code: str
    procedure: str
    applicant: str
    kind: str
    step: str
    since: str
    due: str
    handoff: str = ""
    status: int = 0
    child: str = ""
    total: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A presigned POST: send `fields` and then the file, as one form, to `url`."""

    url: str
    fields: Mapping[str, str]
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser. `csrf` must come back with every form it posts."""

    id: str
    person: Person
    csrf: str
    expires: str
