"""Step Functions as far as our two machines use it: retries, tokens, timeouts, parking.

Retries and their pauses are those of `stepfunctions/*.json`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib import entry
from chalicelib.errors import Invalid, Later, Poison, Problem
from chalicelib.journey import reading
from chalicelib.ports import World
from local.storm import parts
from local.storm.memory import MemoryMachines
from local.storm.weather import Killed, Weather

DAY = 24 * 3600
PATIENT, BRIEF = 5, 2
"""Retries of what may be over soon, and of anything else that is worth a second try."""
WAIT = 30 * DAY
"""TimeoutSeconds of a waiting state."""
Then = Callable[[Any], None]


class Stage(Protocol):
    """What a storm lends its engine."""

    world: World
    weather: Weather

    def later(self, seconds: float, name: str, do: Callable[[], None]) -> None: ...

    def bug(self, where: str, error: Exception) -> None: ...


@dataclass
class StormMachines(MemoryMachines):
    """Machines that tell the engine what to do next."""

    started: Callable[[str, int], None] = lambda _dossier, _epoch: None
    began: Callable[[str, str], None] = lambda _name, _paper: None
    woken: Callable[[str, int], None] = lambda _dossier, _epoch: None
    _known: set[str] = field(default_factory=set)

    def start_dossier(self, dossier: str, epoch: int) -> None:
        new = (dossier, epoch) not in self.dossiers
        super().start_dossier(dossier, epoch)
        if new:
            self.started(dossier, epoch)

    def start_reading(self, name: str, paper: Mapping[str, Any]) -> None:
        new = name not in self.readings
        super().start_reading(name, paper)
        if new:
            self.began(name, paper["paper"])

    def wake(self, token: str) -> bool:
        who = self.waiting.get(token)
        waited = super().wake(token)
        if who and waited:
            self.woken(*who)
        return waited


class Engine:
    """Moves the executions of `machines` on, one Lambda at a time, on the storm's agenda."""

    def __init__(self, stage: Stage, machines: StormMachines) -> None:
        self._stage = stage
        self._machines = machines
        machines.started = machines.woken = self._next
        machines.began = self._open

    def _next(self, dossier: str, epoch: int) -> None:
        name = f"machine/{dossier}-{epoch}"
        self._stage.later(1, name, lambda: self._stand(name, dossier, epoch))

    def _stand(self, name: str, dossier: str, epoch: int) -> None:
        given = {"dossier": dossier, "epoch": epoch}
        self._call(
            f"{name}/next{self._machines.tokens}",
            lambda: entry.next_step(self._stage.world, given),
            lambda here: self._enter(name, here),
            lambda error: self._park(name, given, error),
            lambda: self._runs(dossier, epoch),
        )

    def _enter(self, name: str, here: Mapping[str, Any]) -> None:
        who = here["dossier"], here["epoch"]
        if here["kind"] == "close":
            self._machines.dossiers[who] = "SUCCEEDED"
            return
        held = [""]
        self._call(
            f"{name}/ask{self._machines.tokens}",
            lambda: self._ask(here, held),
            lambda _answer: None,
            lambda error: self._park(name, here, error),
            lambda: self._runs(*who) and (not held[0] or held[0] in self._machines.waiting),
        )

    def _ask(self, here: Mapping[str, Any], held: list[str]) -> Any:
        """Each try has a token of its own; the one before is worth nothing any more."""
        self._machines.waiting.pop(held[0], None)
        self._machines.tokens += 1
        token = held[0] = f"token-{self._machines.tokens:06d}"
        self._machines.waiting[token] = here["dossier"], here["epoch"]
        self._stage.later(WAIT, f"timeout/{token}", lambda: self._expire(token))
        return entry.ask(self._stage.world, {**here, "token": token})

    def _expire(self, token: str) -> None:
        who = self._machines.waiting.pop(token, None)
        if who is not None:
            self._next(*who)

    def _park(self, name: str, given: Mapping[str, Any], error: str) -> None:
        who = given["dossier"], given["epoch"]
        event = {"dossier": who[0], "epoch": who[1], "error": {"Error": error}}
        ended = {who: "FAILED"}
        self._call(
            f"{name}/park",
            lambda: entry.park_dossier(self._stage.world, event),
            lambda _answer: self._machines.dossiers.update(ended),
            lambda _error: self._machines.dossiers.update(ended),
            lambda: self._runs(*who),
        )

    def _runs(self, dossier: str, epoch: int) -> bool:
        return self._machines.dossiers.get((dossier, epoch)) == "RUNNING"

    def _open(self, name: str, paper: str) -> None:
        self._stage.later(1, f"reading/{name}", lambda: self._open_paper(name, paper))

    def _open_paper(self, name: str, paper: str) -> None:
        self._stage_of(
            name,
            paper,
            "open",
            lambda: reading.open_file(self._stage.world, *_parts(paper), parts.open_paper),
            lambda pages: self._read(name, paper, pages),
        )

    def _read(self, name: str, paper: str, pages: list[dict[str, Any]]) -> None:
        if not pages:
            self._machines.done.add(name)
            return
        self._stage_of(
            name,
            paper,
            "read",
            lambda: self._keep_words(pages),
            lambda _answer: self._find(name, paper, pages),
        )

    def _keep_words(self, pages: list[dict[str, Any]]) -> None:
        files = self._stage.world.files
        for page in pages:
            said = parts.words_of(files.get(reading.page_key(page["sha"], page["number"])))
            files.put(f"words/{page['sha']}/{page['number']}.json", said, "application/json")

    def _find(self, name: str, paper: str, pages: list[dict[str, Any]]) -> None:
        self._stage_of(
            name,
            paper,
            "find",
            lambda: reading.find_fields(self._stage.world, *_parts(paper), [*pages]),
            lambda _answer: self._machines.done.add(name),
        )

    def _stage_of(
        self, name: str, paper: str, what: str, do: Callable[[], Any], then: Then
    ) -> None:
        def fail(error: str) -> None:
            self._call(
                f"reading/{name}/park",
                lambda: reading.park(self._stage.world, *_parts(paper), {"Error": error}),
                lambda _answer: self._machines.done.add(name),
                lambda _error: self._machines.broken.add(name),
                lambda: name not in self._machines.broken,
            )

        alive = lambda: name not in self._machines.broken  # noqa: E731
        self._call(f"reading/{name}/{what}", do, then, fail, alive)

    def _call(
        self,
        name: str,
        do: Callable[[], Any],
        then: Then,
        fail: Callable[[str], None],
        alive: Callable[[], bool],
        tries: int = 0,
    ) -> None:
        """One Lambda of a machine, tried again as the machine's definition says."""
        if not alive():
            return
        try:
            with self._stage.weather.within(f"{name}#{tries}"):
                answer = do()
        except (Exception, Killed) as error:
            if tries >= self._retries(name, error):
                fail(type(error).__name__)
                return
            again = tries + 1
            self._stage.later(
                2.0**tries, name, lambda: self._call(name, do, then, fail, alive, again)
            )
            return
        if alive():
            then(answer)

    def _retries(self, name: str, error: BaseException) -> int:
        if isinstance(error, Killed | Later):
            return PATIENT
        if isinstance(error, Poison | Invalid):
            return 0
        if isinstance(error, Exception) and not isinstance(error, Problem | parts.Broken):
            self._stage.bug(name, error)
        return BRIEF


def _parts(paper: str) -> tuple[str, str, str]:
    dossier, slot, upload = paper.split("/")
    return dossier, slot, upload
