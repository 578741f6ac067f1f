"""A world in memory: small real classes behind every port, held to the real ones by contract tests.

Nothing happens by itself: `Play.turn` moves machines, effects and uploads on, one round at a time,
so a test decides what is delivered, doubled or lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from chalicelib import entry, handoff, workdays
from chalicelib.aws.records import TableRecords
from chalicelib.aws.rows import Item, Key, out_of
from chalicelib.aws.table import Cancelled
from chalicelib.dossier import ENDED
from chalicelib.errors import Missing
from chalicelib.ports import Out, Signer, Upload, World
from chalicelib.procedure import catalogue

START = datetime(2026, 11, 23, 8, 0, tzinfo=workdays.VIETNAM)
CONDITIONS = {
    "attribute_not_exists(PK)": lambda old, _v: old is None,
    "version = :v": lambda old, v: old is not None and old["version"] == v[":v"],
    "taken = :n": lambda old, v: old is not None and old["taken"] == v[":n"],
}


class MemoryTable:
    """The table and its index, as `aws.table.Table`."""

    def __init__(self) -> None:
        self.items: dict[Key, Item] = {}

    def get(self, pk: str, sk: str) -> Item | None:
        found = self.items.get((pk, sk))
        return dict(found) if found else None

    def put(self, item: Item) -> None:
        self.items[item["PK"], item["SK"]] = dict(item)

    def delete(self, pk: str, sk: str) -> None:
        self.items.pop((pk, sk), None)

    def under(self, pk: str, prefix: str) -> list[Item]:
        keys = sorted(key for key in self.items if key[0] == pk and key[1].startswith(prefix))
        return [dict(self.items[key]) for key in keys]

    def listed(
        self, gpk: str, *, until: str = "￿", limit: int = 100, newest: bool = False
    ) -> list[Item]:
        found = [i for i in self.items.values() if i.get("GPK") == gpk and i["GSK"] <= until]
        found.sort(key=lambda item: item["GSK"], reverse=newest)
        return [dict(item) for item in found[:limit]]

    def move(self, item: Mapping[str, Any], changes: Mapping[str, str]) -> bool:
        found = self.items.get((item["PK"], item["SK"]))
        if found is None:
            return False
        found.update(changes)
        return True

    def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
        for item, condition, values in actions_of(actions):
            if condition and not CONDITIONS[condition](self.get(item["PK"], item["SK"]), values):
                raise Cancelled(condition)
        for action in actions:
            if "Put" in action:
                self.put(action["Put"]["Item"])
            else:
                self.delete(*action["Delete"]["Key"])

    def putting(
        self, item: Item, condition: str = "", values: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return {"Put": {"Item": item, "If": condition, "Values": values or {}}}

    def deleting(self, key: Key) -> dict[str, Any]:
        return {"Delete": {"Key": key}}


def actions_of(actions: Sequence[Mapping[str, Any]]) -> list[tuple[Item, str, Mapping[str, Any]]]:
    puts = [action["Put"] for action in actions if "Put" in action]
    return [(put["Item"], put["If"], put["Values"]) for put in puts]


@dataclass
class HandClock:
    """`Clock` that a test turns by hand. Each look is a millisecond later, as in life."""

    at: datetime = START

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def turn(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class CountedChance:
    """`Chance` that counts, so that a run can be replayed."""

    drawn: int = 0

    def token(self, letters: int) -> str:
        self.drawn += 1
        return f"{self.drawn:0{letters}d}".replace("0", "A").replace("1", "B")


@dataclass
class MemoryFiles:
    """`Files`: every key has one version."""

    held: dict[str, bytes] = field(default_factory=dict)

    def upload_form(self, key: str, max_bytes: int) -> Upload:
        return Upload("https://bucket.example/", {"key": key}, max_bytes)

    def version(self, key: str) -> str:
        return "v1" if key in self.held else ""

    def get(self, key: str, version: str = "") -> bytes:
        if key not in self.held:
            raise Missing("no_such_file", "Không tìm thấy tệp.", "No such file.")
        return self.held[key]

    def put(self, key: str, data: bytes, kind: str) -> None:
        self.held[key] = data

    def link(self, key: str, name: str = "") -> str:
        return f"https://bucket.example/{key}?sig=1"


@dataclass
class MemoryMachines:
    """`Machines`: executions by name; a dossier's is moved on by `Play.turn`."""

    dossiers: dict[tuple[str, int], str] = field(default_factory=dict)
    readings: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    waiting: dict[str, tuple[str, int]] = field(default_factory=dict)
    starts: list[str] = field(default_factory=list)
    tokens: int = 0

    def start_dossier(self, dossier: str, epoch: int) -> None:
        self.starts.append(f"{dossier}-{epoch}")
        self.dossiers.setdefault((dossier, epoch), "RUNNING")

    def start_reading(self, name: str, paper: Mapping[str, Any]) -> None:
        self.starts.append(name)
        self.readings.setdefault(name, paper)

    def wake(self, token: str) -> bool:
        return self.waiting.pop(token, None) is not None

    def state(self, dossier: str, epoch: int) -> str:
        return self.dossiers.get((dossier, epoch), "MISSING")

    def stop(self, dossier: str, epoch: int) -> None:
        if self.state(dossier, epoch) == "RUNNING":
            self.dossiers[dossier, epoch] = "ABORTED"

    def reading_state(self, name: str) -> str:
        if name in self.broken:
            return "FAILED"
        return "RUNNING" if name in self.readings else "MISSING"

    def vanish(self) -> None:
        """What a restart of the engine does: running machines and their tokens are gone."""
        self.waiting.clear()
        self.broken |= set(self.readings)
        for name, state in self.dossiers.items():
            self.dossiers[name] = "FAILED" if state == "RUNNING" else state


@dataclass
class MemoryPost:
    """`Post`: keeps what was sent; answers `status`."""

    sent: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    status: int = 200

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int]:
        self.sent.append((url, headers, body))
        return self.status, 0


@dataclass
class MemoryMail:
    """`Mail`: keeps what was sent."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str) -> None:
        self.sent.append((to, subject, text))


@dataclass
class MemoryPrinter:
    """`Printer`: keeps what was asked for."""

    asked: list[Out] = field(default_factory=list)

    def ask(self, out: Out) -> None:
        self.asked.append(out)


class MemoryWebhooks:
    """`Webhooks` with one key for all."""

    def headers(self, agency: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
        return handoff.headers(id, at, body, b"k" * 32)

    def public_key(self, agency: str) -> bytes:
        return b"p" * 32


class NoSigners:
    """`Signers` of a world that seals nothing."""

    def of(self, agency: str, role: str) -> Signer:
        raise Missing("no_certificate", "Chưa có chứng thư.", "No certificate.")

    def roots(self) -> tuple[bytes, ...]:
        return ()


class Play:
    """A world in memory and the rounds that move it on."""

    def __init__(self) -> None:
        self.table = MemoryTable()
        self.clock = HandClock()
        self.files = MemoryFiles()
        self.machines = MemoryMachines()
        self.post = MemoryPost()
        self.mail = MemoryMail()
        self.printer = MemoryPrinter()
        self.records = TableRecords(self.table, self.clock)  # type: ignore[arg-type]
        self.world = World(
            records=self.records,
            files=self.files,
            machines=self.machines,
            printer=self.printer,
            post=self.post,
            mail=self.mail,
            signers=NoSigners(),
            webhooks=MemoryWebhooks(),
            clock=self.clock,
            chance=CountedChance(),
            calendar=workdays.calendar(),
            catalogue=catalogue(),
            public_url="https://motcua.example",
            fonts=Path(),
        )
        self.seen: set[str] = set()

    def turn(self, *, stream: bool = True, rounds: int = 20) -> None:
        """Delivers news of new effects (unless the stream is cut) and moves every machine on."""
        for _ in range(rounds):
            before = len(self.seen), len(self.machines.starts), self.machines.tokens
            if stream:
                self._stream()
            self._move()
            if before == (len(self.seen), len(self.machines.starts), self.machines.tokens):
                return

    def sweep(self, rounds: int = 12) -> None:
        """Minutes pass: the sweeper looks, machines move on, and no event is ever delivered."""
        for _ in range(rounds):
            self.clock.turn(minutes=1)
            entry.sweep(self.world, {})
            self._move()

    def _stream(self) -> None:
        keys = [key for key in sorted(self.table.items) if key[1].startswith("OUT#")]
        fresh = [key for key in keys if f"{key}" not in self.seen]
        self.seen |= {f"{key}" for key in fresh}
        records = [
            {"eventName": "INSERT", "dynamodb": {"Keys": {"PK": {"S": pk}, "SK": {"S": sk}}}}
            for pk, sk in fresh
        ]
        entry.relay(self.world, {"Records": records})

    def _move(self) -> None:
        """Runs every dossier machine that is not waiting up to its next wait or its end."""
        waiting = set(self.machines.waiting.values())
        for (dossier, epoch), state in list(self.machines.dossiers.items()):
            if state == "RUNNING" and (dossier, epoch) not in waiting:
                self._step(dossier, epoch)

    def _step(self, dossier: str, epoch: int) -> None:
        here = entry.next_step(self.world, {"dossier": dossier, "epoch": epoch})
        if here["kind"] == "close":
            self.machines.dossiers[dossier, epoch] = "SUCCEEDED"
            return
        self.machines.tokens += 1
        token = f"token-{self.machines.tokens}"
        self.machines.waiting[token] = (dossier, epoch)
        entry.ask(self.world, {**here, "token": token})

    def outs(self, dossier: str) -> list[Out]:
        """Every effect of a dossier."""
        return [out_of(item) for item in self.table.under(f"DOS#{dossier}", "OUT#")]

    def ended(self) -> bool:
        """Whether every dossier in the table has come to its end."""
        ids = {pk.removeprefix("DOS#") for pk, _sk in self.table.items if pk.startswith("DOS#")}
        return all(self.records.load(id).status in ENDED for id in ids)
