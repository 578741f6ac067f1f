"""The table as `ports.Records`. Access patterns stand at the top of `rows`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from chalicelib import audit, chain
from chalicelib.aws import rows
from chalicelib.aws.rows import Item, partition
from chalicelib.aws.table import Cancelled, Table, Unsure, later
from chalicelib.dossier import Dossier, Event, Person
from chalicelib.errors import Conflict, Missing
from chalicelib.ports import Absence, Clock, Done, Endpoint, Out, Row, Session

REMEMBER = 90 * 24 * 3600
"""Seconds a command is remembered: officers work through long holidays."""
UNSIGNED = 60 * 24 * 3600
"""Seconds within which a day must be signed: longer than any outage."""
NEW = "attribute_not_exists(PK)"


class TableRecords:
    """`Records` on DynamoDB: one command is one TransactWriteItems."""

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._clock = clock

    def load(self, dossier: str) -> Dossier:
        """The dossier as of its last event."""
        item = self._table.get(partition(dossier), "META")
        if item is None:
            raise Missing("no_such_dossier", "Không tìm thấy hồ sơ.", "No such dossier.")
        return rows.dossier_of(item)

    def events(self, dossier: str) -> tuple[Event, ...]:
        """The whole log, in order."""
        found = self._table.under(partition(dossier), "EV#")
        return tuple(rows.event_of(item) for item in found)

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
        """One transaction; an unknown outcome is settled by looking for the command itself."""
        actions = [
            *self._state(before, after),
            self._table.putting(rows.event_row(after.id, event), NEW),
            self._table.putting(self._command_row(after.id, event, body), NEW),
            self._table.putting(self._log_row(after.id, event)),
            *(self._table.putting(rows.out_row(out), NEW) for out in outs),
            *(self._take(series, number) for series, number in takes),
        ]
        try:
            self._table.transact(actions)
        except (Cancelled, Unsure) as problem:
            self._settle_doubt(after, event, problem)

    def _settle_doubt(self, after: Dossier, event: Event, problem: Exception) -> None:
        done = self.command(event.cmd)
        if done is not None and (done.dossier, done.seq) == (after.id, event.seq):
            return
        if isinstance(problem, Unsure):
            raise later(problem) from problem
        raise Conflict(
            "written_meanwhile",
            "Có người vừa cập nhật hồ sơ này. Hãy tải lại trang rồi làm lại.",
            "Somebody has just updated this dossier. Reload and try again.",
        ) from problem

    def _state(self, before: Dossier, after: Dossier) -> list[dict[str, Any]]:
        old = rows.state_rows(before) if before.version else {}
        new = rows.state_rows(after)
        changed = [item for key, item in new.items() if old.get(key) != item]
        gone = [self._table.deleting(key) for key in old if key not in new]
        return [*(self._put_state(item, before.version) for item in changed), *gone]

    def _put_state(self, item: Item, version: int) -> dict[str, Any]:
        if item["SK"] != "META":
            return self._table.putting(item)
        if version == 0:
            return self._table.putting(item, NEW)
        return self._table.putting(item, "version = :v", {":v": version})

    def _command_row(self, dossier: str, event: Event, body: str) -> Item:
        expires = int(self._clock.now().timestamp()) + REMEMBER
        key = {"PK": f"CMD#{event.cmd}", "SK": "CMD", "ttl": expires}
        return {**key, "dossier": dossier, "seq": event.seq, "asked": body}

    def _log_row(self, dossier: str, event: Event) -> Item:
        """The event in its day's list, which is signed when the day is over."""
        day = chain.day_of(datetime.fromisoformat(event.at))
        expires = int(self._clock.now().timestamp()) + UNSIGNED
        key = {"PK": f"LOG#{day}", "SK": f"MARK#{dossier}#{event.seq:06d}", "ttl": expires}
        return {**key, "hash": event.hash}

    def day_log(self, day: str) -> list[audit.Mark]:
        """All events of a day in Viet Nam (an ISO date): dossier, seq and hash."""
        found = self._table.under(f"LOG#{day}", "MARK#")
        named = ((*item["SK"].split("#")[1:], item["hash"]) for item in found)
        return [(dossier, int(seq), hash) for dossier, seq, hash in named]

    def _take(self, series: str, number: int) -> dict[str, Any]:
        item = {"PK": f"SERIES#{series}", "SK": "SERIES", "taken": number}
        if number == 1:
            return self._table.putting(item, NEW)
        return self._table.putting(item, "taken = :n", {":n": number - 1})

    def command(self, cmd: str) -> Done | None:
        """The trace of a command, for 90 days."""
        item = self._table.get(f"CMD#{cmd}", "CMD")
        return Done(item["dossier"], item["seq"], item["asked"]) if item else None

    def by_code(self, code: str) -> str:
        """The dossier of a public code or of ``handoff/<id>``."""
        item = self._table.get(f"CODE#{code}", "CODE")
        if item is None:
            raise Missing("no_such_code", "Không tìm thấy mã hồ sơ này.", "No such code.")
        found: str = item["dossier"]
        return found

    def taken(self, series: str) -> int:
        """The last number taken, 0 for a new series."""
        item = self._table.get(f"SERIES#{series}", "SERIES")
        return int(item["taken"]) if item else 0

    def queue(self, agency: str, role: str) -> list[Row]:
        """What waits for a role at an agency, most urgent first."""
        return [rows.list_row(i) for i in self._table.listed(f"QUEUE#{agency}#{role}")]

    def inbox(self, agency: str) -> list[Row]:
        """Hand-offs that wait for an agency, most urgent first."""
        return [rows.list_row(item) for item in self._table.listed(f"INBOX#{agency}")]

    def owned(self, person: str) -> list[Row]:
        """A citizen's dossiers, newest first."""
        return [rows.list_row(i) for i in self._table.listed(f"OWNER#{person}", newest=True)]

    def to_look_at(self, now: str, limit: int) -> list[str]:
        """Dossiers whose time to be looked at has come."""
        items = self._table.listed("WATCH", until=now, limit=limit)
        return [item["PK"].removeprefix("DOS#") for item in items]

    def snooze(self, dossier: str, until: str) -> None:
        """Looks at a dossier later; one that is no longer watched stays so."""
        self._table.move({"PK": partition(dossier), "SK": "WATCH"}, {"GSK": until})

    def pending(self, now: str, limit: int) -> list[Out]:
        """Effects that are due for an attempt, oldest first."""
        items = self._table.listed("OUT#PENDING", until=now, limit=limit)
        return [rows.out_of(item) for item in items]

    def out(self, dossier: str, seq: int, sink: str) -> Out | None:
        """One effect."""
        item = self._table.get(partition(dossier), f"OUT#{seq:06d}#{sink}")
        return rows.out_of(item) if item else None

    def settle(self, out: Out) -> None:
        """An effect's new state; a dead one also gets a row that operators see."""
        self._table.put(rows.out_row(out))
        if out.state == "DEAD":
            self._table.put(rows.dead_row(out))

    def revive(self, out: Out) -> None:
        """Starts a dead effect's attempts anew; reviving it twice is once."""
        now = self._clock.now().isoformat()
        self.settle(replace(out, state="PENDING", attempts=0, next_at=now, error=""))
        self._table.delete(partition(out.dossier), rows.dead_row(out)["SK"])

    def put_token(self, dossier: str, epoch: int, step: str, token: str) -> None:
        """Keeps the newest token of a wait."""
        key = {"PK": partition(dossier), "SK": f"TOKEN#{epoch}#{step}"}
        self._table.put({**key, "token": token})

    def token(self, dossier: str, epoch: int, step: str) -> str:
        """The newest token of a wait, or empty."""
        item = self._table.get(partition(dossier), f"TOKEN#{epoch}#{step}")
        return str(item["token"]) if item else ""

    def drop_token(self, dossier: str, epoch: int, step: str, token: str) -> None:
        """Forgets a token that was used, unless a newer one took its place."""
        if self.token(dossier, epoch, step) == token:
            self._table.delete(partition(dossier), f"TOKEN#{epoch}#{step}")

    def person(self, id: str) -> Person | None:
        """An officer or agency user with their duties; citizens have no row."""
        return _person(self._table.get(f"PERSON#{id}", "PERSON"), id)

    def client(self, client: str) -> Person | None:
        """The agency that an API client speaks for."""
        return _person(self._table.get(f"CLIENT#{client}", "CLIENT"), client)

    def endpoint(self, agency: str) -> Endpoint | None:
        """Where an agency's own system listens."""
        item = self._table.get(f"AGENCY#{agency}", "ENDPOINT")
        return Endpoint(**json.loads(item["body"])) if item else None

    def put_person(self, person: Person, kind: str = "PERSON") -> None:
        """Writes a person's (or, with kind ``CLIENT``, an API client's) duties."""
        pk = f"{kind}#{person.id}"
        body = json.dumps(asdict(person), ensure_ascii=False)
        self._table.put({"PK": pk, "SK": kind, "body": body})
        at = {f"AT#{code}" for code, _ in person.duties} if kind == "PERSON" else set()
        for row in [*self._table.under(pk, "AT#")]:
            if row["SK"] not in at:
                self._table.delete(pk, row["SK"])
        for sk in at:
            listed = {"GPK": f"PEOPLE#{sk.partition('#')[2]}", "GSK": person.name}
            self._table.put({"PK": pk, "SK": sk, "body": body, **listed})

    def people(self, agency: str) -> list[Person]:
        """Who has a duty at an agency, by name."""
        return [_of(json.loads(row["body"])) for row in self._table.listed(f"PEOPLE#{agency}")]

    def put_absence(self, absence: Absence) -> None:
        """Writes that somebody is away; it replaces what was said of them before."""
        before = self.absence(absence.person)
        if before is not None:
            self._table.delete(f"PERSON#{before.substitute}", f"STANDS#{before.person}")
        body = json.dumps(asdict(absence))
        self._table.put({"PK": f"PERSON#{absence.person}", "SK": "ABSENCE", "body": body})
        place = {"PK": f"PERSON#{absence.substitute}", "SK": f"STANDS#{absence.person}"}
        self._table.put({**place, "body": body})

    def absence(self, person: str) -> Absence | None:
        """When somebody is or was last away, and who stands in for them."""
        item = self._table.get(f"PERSON#{person}", "ABSENCE")
        return Absence(**json.loads(item["body"])) if item else None

    def stands_for(self, person: str) -> list[Absence]:
        """For whom somebody is the named substitute, on whichever days."""
        rows = self._table.under(f"PERSON#{person}", "STANDS#")
        return [Absence(**json.loads(row["body"])) for row in rows]

    def put_endpoint(self, endpoint: Endpoint) -> None:
        """Writes where an agency's system listens."""
        key = {"PK": f"AGENCY#{endpoint.agency}", "SK": "ENDPOINT"}
        self._table.put({**key, "body": json.dumps(asdict(endpoint))})

    def put_session(self, session: Session) -> None:
        """Keeps a signed-in browser until it expires."""
        self._remember(f"SESSION#{session.id}", asdict(session), 12 * 3600)

    def session(self, id: str) -> Session | None:
        """A signed-in browser, while it is."""
        body = self._recall(f"SESSION#{id}")
        return Session(**{**body, "person": _of(body["person"])}) if body else None

    def drop_session(self, id: str) -> None:
        """Signs a browser out."""
        self._table.delete(f"SESSION#{id}", "NOTE")

    def put_note(self, key: str, value: Mapping[str, Any], seconds: int) -> None:
        """Remembers a small thing for a while."""
        self._remember(f"NOTE#{key}", value, seconds)

    def take_note(self, key: str) -> Mapping[str, Any] | None:
        """The note, once."""
        body = self._recall(f"NOTE#{key}")
        self._table.delete(f"NOTE#{key}", "NOTE")
        return body

    def count(self, key: str, seconds: int) -> int:
        """How often `key` was counted in the present window. Lost races only count too few."""
        now = int(self._clock.now().timestamp())
        place = {"PK": f"COUNT#{key}#{now // seconds}", "SK": "COUNT"}
        before = self._table.get(**{"pk": place["PK"], "sk": "COUNT"})
        number = int(before["n"]) + 1 if before else 1
        self._table.put({**place, "n": number, "ttl": now + 2 * seconds})
        return number

    def _remember(self, pk: str, value: Mapping[str, Any], seconds: int) -> None:
        expires = int(self._clock.now().timestamp()) + seconds
        body = json.dumps(value, ensure_ascii=False)
        self._table.put({"PK": pk, "SK": "NOTE", "body": body, "ttl": expires})

    def _recall(self, pk: str) -> dict[str, Any] | None:
        """TTL deletes late, so an expired row is told from a live one here."""
        item = self._table.get(pk, "NOTE")
        if item is None or item["ttl"] < self._clock.now().timestamp():
            return None
        body: dict[str, Any] = json.loads(item["body"])
        return body


def _person(item: Item | None, id: str) -> Person | None:
    return _of(json.loads(item["body"])) if item else None


def _of(row: Mapping[str, Any]) -> Person:
    duties = tuple(tuple(duty) for duty in row["duties"])
    return Person(**{**row, "duties": duties, "instead_of": tuple(row.get("instead_of", ()))})
