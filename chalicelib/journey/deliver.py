"""Effects on their way out: each is delivered at least once and settled once.

A stream record is only a doorbell; `sweep` finds what nobody rang for.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import handoff
from chalicelib.errors import Conflict, Later, Problem
from chalicelib.journey.machine import resume
from chalicelib.journey.reading import name_of
from chalicelib.ports import Out, World

GONE_FOR_GOOD = 410
PAPER_PATIENCE = timedelta(minutes=3)
"""How long the printer has before a paper is asked for again."""
Deliver = Callable[[World, Out], Out]


def deliver(world: World, dossier: str, seq: int, sink: str) -> None:
    """Delivers one effect if it is still pending, and writes what became of it.

    A neighbour that does not answer costs an attempt and a wait; after the last one, or when trying
    again cannot help, the effect is dead, and an operator sees it with its reason.
    """
    out = world.records.out(dossier, seq, sink)
    if out is None or out.state != "PENDING":
        return
    try:
        after = SINKS[sink.partition(":")[0]](world, out)
    except Problem as problem:
        hopeless = not isinstance(problem, Later | Conflict)
        after = _failed(world, out, str(problem), 0, hopeless)
    world.records.settle(after)


def _machine(world: World, out: Out) -> Out:
    return MACHINE[out.sink.split(":")[1]](world, out)


def _start(world: World, out: Out) -> Out:
    world.machines.start_dossier(out.dossier, out.body["epoch"])
    return _acked(out)


def _read(world: World, out: Out) -> Out:
    slot, upload, attempt = out.body["slot"], out.body["upload"], int(out.body["attempt"])
    name = name_of(out.dossier, slot, upload, attempt)
    world.machines.start_reading(name, {"paper": f"{out.dossier}/{slot}/{upload}"})
    return _acked(out)


def _wake(world: World, out: Out) -> Out:
    """Rings the machine. If it is gone (a restart, an old token) a new one takes over."""
    epoch, step = int(out.body["epoch"]), out.body["step"]
    token = world.records.token(out.dossier, epoch, step)
    if token and world.machines.wake(token):
        world.records.drop_token(out.dossier, epoch, step, token)
    elif world.machines.state(out.dossier, epoch) != "RUNNING":
        resume(world, out.dossier)
    return _acked(out)


def _webhook(world: World, out: Out) -> Out:
    endpoint = world.records.endpoint(out.body["agency"])
    if endpoint is None or not endpoint.enabled:
        return _acked(out)
    found = world.records.load(out.dossier)
    now = world.clock.now()
    body = json.dumps(_thin(out, now.isoformat(), found.code), separators=(",", ":")).encode()
    headers = world.webhooks.headers(endpoint.agency, out.id, now, body)
    status, retry_after = world.post.send(endpoint.url, headers, body)
    if 200 <= status < 300:
        return _acked(out)
    return _failed(world, out, f"HTTP {status}", retry_after, status == GONE_FOR_GOOD)


def _thin(out: Out, now: str, code: str) -> Mapping[str, Any]:
    """Ids only: personal data waits behind the authenticated door."""
    data = {"handoff": out.body["handoff"], "dossier": code}
    return {"type": out.body["type"], "timestamp": now, "data": data}


def _notice(world: World, out: Out) -> Out:
    found = world.records.load(out.dossier)
    to = found.form.get("requester_email") or found.owner_email
    if to:
        subject, text = handoff.notice(out.sink.split(":")[1], found, world.public_url)
        world.mail.send(to, subject, text)
    return _acked(out)


def _paper(world: World, out: Out) -> Out:
    """Asks the printer and looks again later: the printer settles it when the paper is there."""
    tries = out.attempts + 1
    if tries > len(handoff.SCHEDULE):
        return replace(out, state="DEAD", error="printer_silent")
    world.printer.ask(out)
    later = (world.clock.now() + PAPER_PATIENCE * tries).isoformat()
    return replace(out, attempts=tries, next_at=later)


def _failed(world: World, out: Out, error: str, retry_after: int, hopeless: bool) -> Out:
    tries = out.attempts + 1
    wait = None if hopeless else handoff.next_try(tries, retry_after, spread_of(out))
    if wait is None:
        return replace(out, attempts=tries, state="DEAD", error=error)
    later = (world.clock.now() + timedelta(seconds=wait)).isoformat()
    return replace(out, attempts=tries, next_at=later, error=error)


def spread_of(out: Out) -> float:
    """A fraction in 0..1 that differs from effect to effect, the same each time."""
    return (sum(out.id.encode()) % 100) / 100


def _acked(out: Out) -> Out:
    return replace(out, state="ACKED", attempts=out.attempts + 1)


MACHINE: Mapping[str, Deliver] = {"start": _start, "read": _read, "wake": _wake}
SINKS: Mapping[str, Deliver] = {
    "machine": _machine,
    "webhook": _webhook,
    "notice": _notice,
    "paper": _paper,
}
