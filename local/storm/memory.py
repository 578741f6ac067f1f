"""Ports in memory: small real classes, held to the real ones by one contract suite.

Nothing happens by itself here: whoever plays decides what is delivered, doubled or lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib import handoff, workdays
from chalicelib.aws.rows import Item, Key
from chalicelib.aws.table import Cancelled
from chalicelib.errors import Missing
from chalicelib.ports import Out, Signer, Upload

START = datetime(2026, 11, 23, 8, 0, tzinfo=workdays.VIETNAM)
Holds = Callable[[Item | None, Mapping[str, Any]], bool]
CONDITIONS: Mapping[str, Holds] = {
    "attribute_not_exists(PK)": lambda old, _v: old is None,
    "version = :v": lambda old, v: old is not None and old["version"] == v[":v"],
    "taken = :n": lambda old, v: old is not None and old["taken"] == v[":n"],
}


class MemoryTable:
    """The table and its index, as `aws.table.Table`. `items` is all of it, by (PK, SK)."""

    def __init__(self) -> None:
        self.items: dict[Key, Item] = {}
        self._partitions: dict[str, set[str]] = {}
        self._lists: dict[str, set[Key]] = {}

    def get(self, pk: str, sk: str) -> Item | None:
        found = self.items.get((pk, sk))
        return dict(found) if found else None

    def put(self, item: Item) -> None:
        key = item["PK"], item["SK"]
        self._unlist(key)
        self.items[key] = dict(item)
        self._partitions.setdefault(key[0], set()).add(key[1])
        self._list(key)

    def delete(self, pk: str, sk: str) -> None:
        self._unlist((pk, sk))
        self.items.pop((pk, sk), None)
        self._partitions.get(pk, set()).discard(sk)

    def under(self, pk: str, prefix: str) -> list[Item]:
        sks = sorted(sk for sk in self._partitions.get(pk, ()) if sk.startswith(prefix))
        return [dict(self.items[pk, sk]) for sk in sks]

    def listed(
        self, gpk: str, *, until: str = "￿", limit: int = 100, newest: bool = False
    ) -> list[Item]:
        found = [self.items[key] for key in sorted(self._lists.get(gpk, ()))]
        found = [item for item in found if item["GSK"] <= until]
        found.sort(key=lambda item: item["GSK"], reverse=newest)
        return [dict(item) for item in found[:limit]]

    def move(self, item: Mapping[str, Any], changes: Mapping[str, str]) -> bool:
        found = self.items.get((item["PK"], item["SK"]))
        if found is None:
            return False
        self.put({**found, **changes})
        return True

    def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
        for item, condition, values in _puts(actions):
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

    def _list(self, key: Key) -> None:
        gpk = self.items[key].get("GPK")
        if gpk:
            self._lists.setdefault(gpk, set()).add(key)

    def _unlist(self, key: Key) -> None:
        old = self.items.get(key)
        if old and old.get("GPK"):
            self._lists[old["GPK"]].discard(key)


def _puts(actions: Sequence[Mapping[str, Any]]) -> list[tuple[Item, str, Mapping[str, Any]]]:
    puts = [action["Put"] for action in actions if "Put" in action]
    return [(put["Item"], put["If"], put["Values"]) for put in puts]


@dataclass
class HandClock:
    """`Clock` that is turned by hand. Each look is a millisecond later, as in life."""

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
    """`Machines`: executions by name. Whoever plays moves them on and gives `waiting` tokens."""

    dossiers: dict[tuple[str, int], str] = field(default_factory=dict)
    readings: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
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
            self._forget(dossier, epoch)

    def reading_state(self, name: str) -> str:
        if name in self.broken:
            return "FAILED"
        if name in self.done:
            return "SUCCEEDED"
        return "RUNNING" if name in self.readings else "MISSING"

    def vanish(self) -> None:
        """What a restart of the engine does: running machines and their tokens are gone."""
        self.waiting.clear()
        self.broken |= set(self.readings) - self.done
        for name, state in self.dossiers.items():
            self.dossiers[name] = "FAILED" if state == "RUNNING" else state

    def _forget(self, dossier: str, epoch: int) -> None:
        gone = [token for token, who in self.waiting.items() if who == (dossier, epoch)]
        for token in gone:
            del self.waiting[token]


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
