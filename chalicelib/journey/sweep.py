"""The sweeper: every minute it looks at the table and finishes what no event finished.

With every S3 notice, stream record and webhook answer lost, this alone brings a dossier to its end.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib import chain
from chalicelib.audit import digest
from chalicelib.dossier import ENDED, SYSTEM, Dossier, Fact, Paper
from chalicelib.errors import Problem
from chalicelib.journey import reading
from chalicelib.journey.common import Order, act, case_of
from chalicelib.journey.deliver import deliver
from chalicelib.journey.machine import resume
from chalicelib.ports import World
from chalicelib.procedure import Case

BATCH = 100
PAUSE = timedelta(minutes=1)
SILENT = timedelta(minutes=10)
"""How long a reading may take before it is thought lost."""
STUCK = timedelta(minutes=4)
"""How long a machine may take to open the next task, its retries included."""
BROKEN = ("FAILED", "TIMED_OUT", "ABORTED")


def sweep(world: World) -> dict[str, Any]:
    """One round: pending effects, then dossiers that are due for a look. Counts what it did.

    One thing that fails, for whatever reason, is left for the next round and keeps nothing else
    from its turn; its error is told in `failed`.
    """
    now = world.clock.now()
    outs = world.records.pending(now.isoformat(), BATCH)
    failed = [_tried(deliver, world, out.dossier, out.seq, out.sink) for out in outs]
    looks = world.records.to_look_at(now.isoformat(), BATCH)
    failed += [_tried(nudge, world, dossier) for dossier in looks]
    return {"outs": len(outs), "looks": len(looks), "failed": [one for one in failed if one]}


def _tried(step: Callable[..., None], *arguments: Any) -> str:
    """Empty when it worked; else the error's name or code, which holds no personal data."""
    try:
        step(*arguments)
    except Problem as problem:
        return problem.code
    except Exception as error:
        return type(error).__name__
    return ""


def nudge(world: World, dossier: str) -> None:
    """Looks at one dossier and does whatever is late: papers, machine, overdue."""
    found = world.records.load(dossier)
    for paper in found.papers.values():
        if paper.state == "expected":
            _find_upload(world, paper.key)
        elif paper.state == "arrived":
            _find_reading(world, dossier, paper)
    _find_silence(world, dossier)
    _find_machine(world, dossier)
    recount(world, dossier)
    _find_overdue(world, dossier)
    world.records.snooze(dossier, (world.clock.now() + PAUSE).isoformat())


def _find_upload(world: World, key: str) -> None:
    version = world.files.version(key)
    if version:
        reading.uploaded(world, key, version)


def _find_reading(world: World, dossier: str, paper: Paper) -> None:
    """A reading that broke off is begun again at once, one that is silent after a while."""
    name = reading.name_of(dossier, paper.slot, paper.upload, paper.attempt)
    broken = world.machines.reading_state(name) in BROKEN
    if broken or paper.changed_at < (world.clock.now() - SILENT).isoformat():
        reading.again(world, dossier, paper.slot, paper.upload)


def _find_machine(world: World, dossier: str) -> None:
    """Between two steps for too long: the machine died, so another one takes over.

    A parked dossier waits for an operator instead: whatever broke its machine would break it again.
    """
    found = world.records.load(dossier)
    moves = found.submitted_at and found.status not in ENDED and not found.parked
    if not moves or found.task is not None:
        return
    if _waiting_effect(world, found):
        return
    if world.machines.state(dossier, found.epoch) != "RUNNING" or _silent(world, dossier):
        resume(world, dossier)


def _silent(world: World, dossier: str) -> bool:
    """Whether nothing was written for so long that the machine must have lost its question."""
    last = world.records.events(dossier)[-1].at
    return last < (world.clock.now() - STUCK).isoformat()


def _waiting_effect(world: World, found: Dossier) -> bool:
    """Whether the effect that moves the machine is itself still pending."""
    sinks = ("machine:wake", "machine:start")
    rows = [world.records.out(found.id, found.version, sink) for sink in sinks]
    return any(row is not None and row.state == "PENDING" for row in rows)


def _find_silence(world: World, dossier: str) -> None:
    """Papers that did not come in time, and every agency that did not answer in its own."""
    found, before = world.records.load(dossier), -1
    now = world.clock.now()
    while found.version != before:
        before = found.version
        wish = Order(SYSTEM, digest("silence", dossier, before))
        found = act(world, dossier, wish, partial(_silent_since, world, before, now))


def _silent_since(
    world: World, version: int, now: datetime, here: Dossier, case: Case
) -> Fact | None:
    if here.version != version:
        return None
    silence = chain.lapse(here, case, now.isoformat())
    return chain.expire(here, case, world.calendar, now) or silence


def recount(world: World, dossier: str) -> bool:
    """The calendar has changed since this was promised: the new due time, before it is late.

    True if it moved.
    """
    found, now = world.records.load(dossier), world.clock.now()
    if chain.recounted(found, case_of(world, found), world.calendar, now) is None:
        return False
    wish = Order(SYSTEM, digest("recount", dossier, found.due, world.calendar.version))
    act(world, dossier, wish, lambda d, case: chain.recounted(d, case, world.calendar, now))
    return True


def _find_overdue(world: World, dossier: str) -> None:
    """The due time has passed: said once in the log, where reports and people find it."""
    found = world.records.load(dossier)
    wish = Order(SYSTEM, digest("overdue", dossier, found.due))
    now = world.clock.now().isoformat()
    act(world, dossier, wish, lambda d, _case: chain.overdue(d, now))
