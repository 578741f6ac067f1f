"""A scenario from its seed to its verdict: the acts, the recovery, the checks, the end."""

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from chalicelib.audit import digest
from chalicelib.dossier import ENDED
from chalicelib.journey import machine
from local.invariants import violations
from local.storm.acts import perform, plan
from local.storm.dice import Plan
from local.storm.people import Act, step_on
from local.storm.play import Storm, void

FEWEST, MOST = 12, 60
"""Acts in one scenario."""
ROUNDS = 60
NEAR = timedelta(minutes=16)
"""Longer than any pause of a neighbour that is well: readings, printers, retries."""
STEPS = 60
HOUR = 3600

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario came to. `struck`: faults by place; `met`: how often by (point, kind)."""

    plan: Plan
    violations: tuple[str, ...]
    trace: tuple[str, ...]
    hash: str
    acts: tuple[int, ...]
    struck: dict[str, str]
    met: Counter[tuple[str, str]]
    dossiers: int
    ended: int


def run(wanted: Plan, cells: Cells = ()) -> Outcome:
    """The whole scenario of this plan; the same plan always gives the same trace."""
    storm = Storm(wanted, cells)
    with contextlib.redirect_stdout(storm.said):
        return _run(storm)


def _run(storm: Storm) -> Outcome:
    wanted = storm.plan
    for_real = FEWEST + storm.dice.below("acts", MOST - FEWEST)
    acts = plan(storm, for_real)
    kept = [act for act in acts if wanted.acts is None or act.number in wanted.acts]
    _play(storm, kept)
    found = [*recover(storm), *_repeat(storm), *_finish(storm)]
    ended = sum(storm.load(id).status in ENDED for id in _there(storm))
    return Outcome(
        wanted,
        tuple(dict.fromkeys([*storm.bugs, *found])),
        tuple(storm.trace),
        storm.hash(),
        tuple(act.number for act in kept),
        storm.weather.faults.struck,
        storm.weather.met,
        len(_there(storm)),
        ended,
    )


def _play(storm: Storm, acts: Sequence[Act]) -> None:
    left = list(acts)

    def turn() -> bool:
        if not left:
            return False
        act = left.pop(0)
        perform(storm, act)
        return True

    storm.turns = turn
    while left:
        storm.pass_time(left[0].wait)
        if left and left[0].wait > HOUR:
            storm.sweep(f"after{left[0].number}")
        turn()


def recover(storm: Storm) -> list[str]:
    """The weather clears, every client hears an answer, a few rounds pass; what does not hold."""
    storm.note("RECOVERY")
    storm.weather.on = False
    storm.post.status = 200
    settle(storm)
    while storm.doubts:
        storm.doubts.pop(0)()
    settle(storm)
    return _checked(storm)


def settle(storm: Storm) -> None:
    """Rounds of the sweeper until a round changes nothing and nothing is near on the agenda."""
    for number in range(ROUNDS):
        before = storm.table.writes
        storm.pass_time(61)
        storm.sweep(f"settle{number}")
        storm.pass_time(5)
        near = _nearest(storm)
        if near is not None and storm.table.writes == before:
            storm.pass_time(max(0.0, (near - storm.clock.at).total_seconds()))
        elif near is None and storm.table.writes == before:
            return


def _nearest(storm: Storm) -> datetime | None:
    """The next thing that will happen by itself soon; a pending effect is waited for however long
    its next try is away."""
    soon = storm.clock.at + NEAR
    times = [datetime.fromisoformat(o.next_at) for o in storm.outs() if o.state == "PENDING"]
    agenda = storm.next_at()
    times += [agenda] if agenda is not None and agenda < soon else []
    times += [at for at in map(_retry_of, _papers(storm)) if at < soon]
    return min(times, default=None)


def _papers(storm: Storm) -> list[str]:
    found = [storm.load(id) for id in _there(storm)]
    return [p.changed_at for one in found for p in one.papers.values() if p.state == "arrived"]


def _retry_of(changed_at: str) -> datetime:
    return datetime.fromisoformat(changed_at) + timedelta(minutes=11)


def _there(storm: Storm) -> list[str]:
    return [id for id in storm.dossiers if (f"DOS#{id}", "META") in storm.table.items]


def _checked(storm: Storm, **more: object) -> list[str]:
    return [_short(storm, one) for one in violations(storm.snapshot(**more))]


def _short(storm: Storm, violation: str) -> str:
    for id in storm.dossiers:
        violation = violation.replace(id, storm.name(id))
    return violation


def _repeat(storm: Storm) -> list[str]:
    """An operator resumes what is parked and replays what is dead, then replays it once more."""
    for id in _there(storm):
        if storm.load(id).parked:
            storm.lambda_(f"unpark/{id}", partial(_resume, storm, id))
    dead = [out for out in storm.outs() if out.state == "DEAD"]
    states = []
    for turn in (1, 2):
        for out in dead:
            now = storm.plain.out(out.dossier, out.seq, out.sink)
            if now is not None and now.state == "DEAD":
                storm.lambda_(f"replay{turn}/{out.id}", partial(storm.world.records.revive, now))
        settle(storm)
        states.append(_state(storm))
    return _checked(storm, replays=(states[0], states[1]))


def _resume(storm: Storm, dossier: str) -> None:
    void(machine.resume(storm.world, dossier))


def _state(storm: Storm) -> str:
    """A hash of everything that is not a reminder for the sweeper."""
    rows = [i for (_pk, sk), i in sorted(storm.table.items.items()) if sk != "WATCH"]
    return digest(rows, sorted(storm.files.held.items()), len(storm.mail.sent))


def _finish(storm: Storm) -> list[str]:
    """Everybody does their part until every dossier has ended or waits for a silent agency."""
    storm.note("TO THE END")
    for number in range(STEPS):
        going = [id for id in _there(storm) if storm.load(id).status not in ENDED]
        if not [id for id in going if step_on(storm, f"end{number}", storm.load(id))]:
            break
        settle(storm)
    found = _checked(storm)
    for id in _there(storm):
        left = storm.load(id)
        if left.status not in ENDED and not any(one.startswith(id) for one in storm.silent):
            step = left.task.step if left.task else "no task"
            found.append(f"END {storm.name(id)}: it never ends ({left.status.name}, {step})")
    return found
