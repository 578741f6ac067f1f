"""A world in memory that tests move on by hand: the ports are the storm's.

Nothing happens by itself: `Play.turn` moves machines, effects and uploads on, one round at a time,
so a test decides what is delivered, doubled or lost.
"""

from pathlib import Path

from chalicelib import entry, workdays
from chalicelib.aws.records import TableRecords
from chalicelib.aws.rows import out_of
from chalicelib.dossier import ENDED
from chalicelib.ports import Out, World
from chalicelib.procedure import catalogue
from local.storm.memory import (
    START,
    CountedChance,
    HandClock,
    MemoryFiles,
    MemoryMachines,
    MemoryMail,
    MemoryPost,
    MemoryPrinter,
    MemoryTable,
    MemoryWebhooks,
    NoSigners,
)

__all__ = ["START", "MemoryFiles", "MemoryTable", "Play"]


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
