"""What an operator types while the stack runs: timeline, resume, sweep, health."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from chalicelib import chain, workdays
from chalicelib.dossier import ENDED, NAMES, Dossier
from chalicelib.errors import Missing, Problem
from chalicelib.journey import deliver, machine, sweep
from chalicelib.journey.common import case_of
from chalicelib.ports import World
from local import deploy, standing
from local.invariants import Story, violations
from local.progress import say, table

Outputs = Mapping[str, str]


def main(arguments: Sequence[str]) -> int:
    """0 when done; 1 when something is wrong with what was looked at; 2 when it cannot be had."""
    name, *rest = arguments
    parser = argparse.ArgumentParser(prog=f"motcua {name}", description=ABOUT[name])
    if name in ("timeline", "resume", "retry"):
        parser.add_argument("code", help="the dossier's code (mã hồ sơ) or its id")
    if name == "sweep":
        parser.add_argument(
            "--calendar",
            action="store_true",
            help="instead, find every open dossier's due time again by the calendar as it is now",
        )
    given = parser.parse_args(rest)
    try:
        outputs = deploy.outputs()
        work = _recount if getattr(given, "calendar", False) else WORK[name]
        return work(outputs, getattr(given, "code", ""))
    except Problem as problem:
        say(f"{problem.text.vi}\n{problem.text.en}")
        return 2
    except OSError as error:
        print(f"Hệ thống chưa chạy: hãy gõ ./motcua up. ({error})", file=sys.stderr)
        return 2


def find(world: World, code: str) -> Dossier:
    """The dossier of a public code or an id. Raises Missing."""
    try:
        return world.records.load(world.records.by_code(code))
    except Missing:
        return world.records.load(code)


def timeline_text(world: World, dossier: Dossier) -> str:
    """Who held it, from when to when, working time used and allowed: one line a turn."""
    case = case_of(world, dossier)
    stays = chain.timeline(dossier, case, world.calendar, world.clock.now())
    head = ("Bước", "Người giữ", "Từ", "Đến", "Đã dùng", "Được dùng", "Kết quả")
    rows = table([head, *(_cells(stay) for stay in stays)])
    notes = [f"{_time(one.at)}  {one.text.vi}" for one in chain.remarks(dossier)]
    title = [_title(world, dossier), *_spent(world, dossier)]
    return "\n".join([*title, "", rows, *([""] if notes else []), *notes])


def _spent(world: World, dossier: Dossier) -> Iterator[str]:
    """Whose time it was: the agencies', and what the citizen took, which counts against nobody."""
    if not dossier.received_at:
        return
    deadline = chain.deadline(dossier, case_of(world, dossier))
    ended = dossier.decided_at or (dossier.since if dossier.status in ENDED else "")
    until = datetime.fromisoformat(ended) if ended else world.clock.now()
    used = workdays.hours_text(workdays.used_time(world.calendar, deadline, until))
    waited = workdays.hours_text(workdays.waiting_time(world.calendar, deadline, until))
    yield f"cơ quan đã dùng {used.vi}, chờ người nộp {waited.vi}"


def _title(world: World, dossier: Dossier) -> str:
    name = world.catalogue.get(dossier.procedure).name.vi
    due = f", hẹn trả {_time(dossier.due)}" if dossier.due else ""
    return f"{dossier.code or dossier.id}: {name}\n{NAMES[dossier.status].vi}{due}"


def _cells(stay: chain.Stay) -> tuple[str, ...]:
    allowed = workdays.hours_text(stay.allowed).vi if stay.allowed is not None else "–"
    used = workdays.hours_text(stay.used).vi + (" (quá)" if stay.late else "")
    until = _time(stay.until) if stay.until else "đang giữ"
    came = chain.OUTCOMES[stay.outcome].vi
    outcome = " · ".join(part for part in (came, stay.actor) if part)
    return (stay.step.vi, stay.holder.vi, _time(stay.since), until, used, allowed, outcome)


def _time(moment: str) -> str:
    day, clock = moment[:10], moment[11:16]
    return f"{clock} {day[8:10]}/{day[5:7]}"


def _timeline(outputs: Outputs, code: str) -> int:
    world = standing.world(outputs)
    say(timeline_text(world, find(world, code)))
    return 0


def _resume(outputs: Outputs, code: str) -> int:
    world = standing.world(outputs)
    before = find(world, code)
    after = machine.resume(world, before.id)
    if after.epoch == before.epoch:
        say(f"{code}: {NAMES[after.status].vi}, không có gì để chạy tiếp / nothing to resume")
        return 1
    say(f"{after.code or after.id}: epoch {after.epoch}")
    return 0


def _stuck(outputs: Outputs, _code: str) -> int:
    """1 when something waits for an operator."""
    rows = [row for story in standing.snapshot(outputs).stories for row in stuck_in(story)]
    say(table(rows) if rows else "Không có gì bị kẹt / nothing is stuck")
    return 1 if rows else 0


def stuck_in(story: Story) -> list[tuple[str, str, str]]:
    """(dossier, what, why) of everything in one dossier that no machine will move on."""
    dossier = story.dossier
    name = dossier.code or dossier.id
    rows = [(name, "parked dossier", dossier.parked)] if dossier.parked else []
    rows += [
        (name, f"parked paper {paper.slot}", paper.code)
        for paper in dossier.papers.values()
        if paper.state == "parked" and not dossier.received_at
    ]
    return rows + [
        (name, f"dead effect {out.sink}", out.error) for out in story.outs if out.state == "DEAD"
    ]


def _retry(outputs: Outputs, code: str) -> int:
    world = standing.world(outputs)
    dossier = find(world, code).id
    stories = standing.snapshot(outputs).stories
    outs = [out for story in stories if story.dossier.id == dossier for out in story.outs]
    dead = [out for out in outs if out.state == "DEAD"]
    for out in dead:
        world.records.revive(out)
        deliver.deliver(world, out.dossier, out.seq, out.sink)
    say(f"{code}: {len(dead)} effects tried again")
    return 0


def _sweep(outputs: Outputs, _code: str) -> int:
    say(str(sweep.sweep(standing.world(outputs))))
    return 0


def _recount(outputs: Outputs, _code: str) -> int:
    ids = [story.dossier.id for story in standing.snapshot(outputs).stories]
    for line in recounted(standing.world(outputs), ids):
        say(line)
    return 0


def recounted(world: World, ids: Sequence[str]) -> Iterator[str]:
    """What the calendar as it is now moves, a line each, and how many of all."""
    moved = 0
    for id in ids:
        before = world.records.load(id)
        if sweep.recount(world, id):
            moved += 1
            after = world.records.load(id)
            yield f"{before.code}: {_time(before.due)} → {_time(after.due)}"
    yield f"{moved}/{len(ids)} hồ sơ đổi hạn / due times moved"


def health(outputs: Outputs) -> int:
    """Prints every violated invariant; 1 if there is any."""
    found = violations(standing.snapshot(outputs))
    for one in found:
        say(one)
    say(f"{len(found)} invariants violated")
    return 1 if found else 0


ABOUT = {
    "stuck": "What waits for an operator: parked dossiers and papers, dead effects. 1 if anything.",
    "retry": "Revive a dossier's dead effects; the receiver sees the same id as before.",
    "timeline": "Who held a dossier, from when to when, working hours used and allowed.",
    "resume": "Start a dossier's next epoch from where the table says it stands.",
    "sweep": "One round of the sweeper, now.",
    "health": "Recompute the invariants from the table, the bucket and the machines.",
}
WORK: Mapping[str, Callable[[Outputs, str], int]] = {
    "timeline": _timeline,
    "resume": _resume,
    "sweep": _sweep,
    "stuck": _stuck,
    "retry": _retry,
    "health": lambda outputs, _code: health(outputs),
}
