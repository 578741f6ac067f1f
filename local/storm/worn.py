"""Ports in memory that tell the storm what happens at them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from chalicelib.aws.rows import Item
from chalicelib.ports import Out
from local.invariants import Receipt
from local.invariants.snapshot import sha256
from local.storm.memory import HandClock, MemoryPost, MemoryPrinter, MemoryTable
from local.storm.weather import Weathered


class NoAnswer(Exception):
    """The receiver's answer did not come."""


class StormTable(MemoryTable):
    """A table that tells of new rows, as its stream does."""

    def __init__(self, told: Callable[[Item], None]) -> None:
        super().__init__()
        self.writes = 0
        self._told = told

    def put(self, item: Item) -> None:
        new = (item["PK"], item["SK"]) not in self.items
        self.writes += item["SK"] != "WATCH"
        super().put(item)
        if new:
            self._told(item)


@dataclass
class StormPost(MemoryPost):
    """An agency's receiver: applies each webhook once, never an older one after a newer."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__()
        self.receipts: list[Receipt] = []
        self._clock = clock

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int]:
        self.sent.append((url, headers, body))
        if self.status == 200:
            self.receipts.append(self._receipt(headers["webhook-id"], body))
        return self.status, 0

    def _receipt(self, id: str, body: bytes) -> Receipt:
        dossier, seq, sink = id.split("/", 2)
        applied = [one for one in self.receipts if one.applied and one.dossier == dossier]
        newest = max((one.seq for one in applied if one.sink == sink), default=0)
        fresh = int(seq) > newest
        return Receipt(dossier, int(seq), sink, sha256(body), applied=fresh)


class WeatheredPost(Weathered):
    """The post says 0 where others raise."""

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int]:
        try:
            found = self._weather.strike(
                "post.send", lambda: self._port.send(url, headers, body), lambda _e: NoAnswer()
            )
        except NoAnswer:
            return 0, 0
        return cast(tuple[int, int], found)


class StormPrinter(MemoryPrinter):
    """The asynchronous call of the printing function."""

    def __init__(self, told: Callable[[Out], None]) -> None:
        super().__init__()
        self._told = told

    def ask(self, out: Out) -> None:
        self._told(out)
