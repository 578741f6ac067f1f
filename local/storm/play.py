"""One scenario: a world, an agenda of what is to happen, and the weather over it."""

import hashlib
import heapq
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from chalicelib import entry, workdays
from chalicelib.aws.records import TableRecords
from chalicelib.aws.rows import Item, event_of, out_of
from chalicelib.dossier import Dossier
from chalicelib.errors import Later, Problem
from chalicelib.journey import printing
from chalicelib.ports import Endpoint, Out, World
from chalicelib.procedure import catalogue
from local.invariants import Asked, Snapshot, take
from local.invariants.snapshot import sha256
from local.storm import parts
from local.storm.dice import Dice, Faults, Plan
from local.storm.engine import Engine, StormMachines
from local.storm.memory import (
    START,
    CountedChance,
    HandClock,
    MemoryFiles,
    MemoryMail,
    MemoryWebhooks,
)
from local.storm.weather import Killed, Weather, Weathered, WeatheredRecords, WeatheredTable
from local.storm.worn import StormPost, StormPrinter, StormTable, WeatheredPost

DEEP = 2
"""How many turns may interrupt one another."""
TRIES = 3
"""How often a client whose request had no answer sends it again by itself."""
DELAYS: Mapping[str, tuple[float, ...]] = {
    "": (1.0,),
    "lost": (),
    "doubled": (1.0, 7.0),
    "late": (5400.0,),
    "reordered": (95.0,),
}
"""Seconds after which news arrives, once for each."""


class Storm:
    """The world of one plan, and everything that moves it."""

    def __init__(self, plan: Plan, cells: tuple[tuple[str, str], ...] = ()) -> None:
        self.plan = plan
        self.dice = Dice(plan.seed)
        self.weather = Weather(Faults(plan, self.dice, cells), self)
        self.clock = HandClock(START + timedelta(days=self.dice.below("day", 60)))
        self.table = StormTable(self._told)
        self.files = MemoryFiles()
        self.machines = StormMachines()
        self.post = StormPost(self.clock)
        self.mail = MemoryMail()
        records = TableRecords(cast(Any, WeatheredTable(self.table, self.weather)), self.clock)
        self.world = self._world(records)
        self.engine = Engine(self, self.machines)
        self.plain = TableRecords(cast(Any, self.table), self.clock)
        self.dossiers: list[str] = []
        self.journal: list[Asked] = []
        self.doubts: list[Callable[[], None]] = []
        self.bugs: list[str] = []
        self.trace: list[str] = []
        self.said = io.StringIO()
        self.silent: set[str] = set()
        self.calendars = [self.world.calendar]
        self.turns: Callable[[], bool] = lambda: False
        self._agenda: list[tuple[datetime, int, str, Callable[[], None]]] = []
        self._count = 0
        self._depth = 0

    def _world(self, records: TableRecords) -> World:
        wear = {
            "files": self.files,
            "machines": self.machines,
            "printer": StormPrinter(self._printer_asked),
            "mail": self.mail,
            "webhooks": MemoryWebhooks(),
            "signers": parts.TrialSigners(),
        }
        worn = {name: Weathered(port, name, self.weather) for name, port in wear.items()}
        return World(
            records=cast(Any, WeatheredRecords(records, self.weather)),
            post=cast(Any, WeatheredPost(self.post, "post", self.weather)),
            clock=self.clock,
            chance=CountedChance(),
            calendar=workdays.calendar(),
            catalogue=catalogue(),
            public_url="https://motcua.example",
            fonts=Path(),
            **cast(Any, worn),
        )

    # --- time -----------------------------------------------------------------------------------

    def later(self, seconds: float, name: str, do: Callable[[], None]) -> None:
        """Puts something on the agenda."""
        self._count += 1
        at = self.clock.at + timedelta(seconds=seconds)
        heapq.heappush(self._agenda, (at, self._count, name, do))

    def turn(self, span: timedelta) -> None:
        """The clock is set. Set back, it holds up nothing that is under way."""
        self.clock.at += span
        if span < timedelta(0):
            self._agenda = [(at + span, n, name, do) for at, n, name, do in self._agenda]

    def interlude(self) -> None:
        """Somebody else's turn while a call is under way: the next act, or what is due next."""
        if self._depth >= DEEP:
            return
        self._depth += 1
        try:
            if not self.turns() and self._agenda:
                self._run(heapq.heappop(self._agenda))
        finally:
            self._depth -= 1

    def pass_time(self, seconds: float) -> None:
        """What is on the agenda until then happens, in order."""
        end = self.clock.at + timedelta(seconds=seconds)
        while self._agenda and self._agenda[0][0] <= end:
            self._run(heapq.heappop(self._agenda))
        self.clock.at = max(self.clock.at, end)

    def next_at(self) -> datetime | None:
        """When the next thing on the agenda is due."""
        return self._agenda[0][0] if self._agenda else None

    def _run(self, thing: tuple[datetime, int, str, Callable[[], None]]) -> None:
        at, _count, name, do = thing
        self.clock.at = max(self.clock.at, at)
        self.note(f"agenda {name}")
        do()

    # --- what travels ---------------------------------------------------------------------------

    def news(self, channel: str, name: str, do: Callable[[], None]) -> None:
        """News on its way: it may be lost, doubled, late or overtaken."""
        if not self.plan.doorbells and channel != "printer":
            return
        kind = self.weather.news(channel, name)
        if kind:
            self.note(f"{channel} {kind}: {name}")
        for number, delay in enumerate(DELAYS[kind]):
            self.later(delay, f"{channel} {name}", partial(self._hear, f"{name}~{number}", do))

    def _hear(self, name: str, do: Callable[[], Any]) -> None:
        self.lambda_(name, do)

    def lambda_(self, name: str, do: Callable[[], Any]) -> bool:
        """One function's run; whether it lived to its end. Its log is kept."""
        try:
            with self.weather.within(name):
                do()
        except Killed:
            self.note(f"killed {name}")
            return False
        except Problem as problem:
            self.note(f"failed {name}: {problem.code}")
            return False
        except Exception as error:
            self.bug(name, error)
            return False
        return True

    def _told(self, item: Item) -> None:
        sk: str = item["SK"]
        if sk.startswith("EV#"):
            event = event_of(item)
            self.note(f"  EVENT {self.name(item['PK'][4:])} {event.seq} {event.kind}")
            for row in event.data.get("handoffs", ()):
                self._perhaps_listens(row["agency"])
        elif sk.startswith("OUT#"):
            keys = {"PK": {"S": item["PK"]}, "SK": {"S": sk}}
            batch = {"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": keys}}]}
            name = f"{item['PK'][4:]}/{sk}"
            self.news("stream", name, lambda: void(entry.relay(self.world, batch)))

    def _printer_asked(self, out: Out) -> None:
        def work() -> None:
            printing.print_paper(self.world, out.dossier, out.seq, out.sink, self._make)

        self.news("printer", f"print/{out.id}/{out.attempts}", work)

    @staticmethod
    def _make(world: World, found: Dossier, out: Out, kind: str, at: datetime) -> tuple[bytes, Any]:
        world.signers.of(found.decider, "agency")
        return parts.make_paper(found, out, kind, at.isoformat())

    # --- people ---------------------------------------------------------------------------------

    def client(self, name: str, do: Callable[[], Any], variant: str = "", tries: int = 0) -> str:
        """Somebody's request: ``ok``, the code it was refused with, or ``unknown``.

        Without an answer it is sent again by itself a few times; the journal keeps every answer.
        """
        context = f"{name}{variant}.{tries}"
        answer = "ok"
        try:
            with self.weather.within(context):
                do()
        except (Killed, Later):
            answer = "unknown"
            self._again(name, do, variant, tries)
        except Problem as problem:
            answer = problem.code
        except Exception as error:
            answer = "bug"
            self.bug(name, error)
        cmd = self.weather.commands.get(context, "")
        self.journal.append(Asked(cmd, variant, answer))
        self.note(f"{name}{variant} -> {answer}")
        return answer

    def _again(self, name: str, do: Callable[[], Any], variant: str, tries: int) -> None:
        again = lambda: void(self.client(name, do, variant, tries + 1))  # noqa: E731
        if tries < TRIES:
            self.later(20.0 * (tries + 1), f"again {name}", again)
        else:
            self.doubts.append(again)

    def sweep(self, name: str) -> None:
        """A minute's round of the sweeper."""

        def work() -> None:
            done = entry.sweep(self.world, {})
            for code in done["failed"]:
                if code[0].isupper() and code != "Killed":
                    self.bugs.append(f"sweeper: {code}")

        self.lambda_(name, work)

    # --- looking --------------------------------------------------------------------------------

    def load(self, dossier: str) -> Dossier:
        """The dossier as the table has it, in fair weather."""
        return self.plain.load(dossier)

    def outs(self) -> list[Out]:
        """Every effect there is."""
        rows = self.table.items.items()
        return [out_of(item) for (_pk, sk), item in sorted(rows) if sk.startswith("OUT#")]

    def name(self, dossier: str) -> str:
        """A short name: d1, d2..."""
        if dossier not in self.dossiers:
            self.dossiers.append(dossier)
        return f"d{self.dossiers.index(dossier) + 1}"

    def note(self, what: str) -> None:
        """One line of the trace."""
        self.trace.append(f"{self.clock.at:%m-%d %H:%M:%S.%f} {what}")

    def hash(self) -> str:
        """The trace in one number: the same for the same plan, always."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    def bug(self, where: str, error: Exception) -> None:
        """A fault nobody foresaw."""
        self.bugs.append(f"BUG {where.split('/')[0]}: {type(error).__name__}: {error}")
        self.note(self.bugs[-1])

    def _perhaps_listens(self, agency: str) -> None:
        """Most agencies that are asked have a receiver of their own."""
        if self.dice.chance(f"listens/{agency}", 0.8):
            self.plain.put_endpoint(Endpoint(agency, f"https://{agency}.example/hook"))

    def snapshot(self, **more: Any) -> Snapshot:
        """Everything, for the checker."""
        running = {f"{id}-{epoch}": state for (id, epoch), state in self.machines.dossiers.items()}
        objects = {key: sha256(data) for key, data in self.files.held.items()}
        seen = take(self.clock.at.isoformat(), self.table.items.values(), objects, running)
        return replace(
            seen,
            journal=tuple(self.journal),
            receipts=tuple(self.post.receipts),
            calendars=tuple(self.calendars),
            said=tuple(self.said.getvalue().splitlines()),
            **more,
        )


def void(_answer: object) -> None:
    """For what answers nothing of interest."""
