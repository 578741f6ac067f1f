"""Two claims, measured: a file is read once however often it is told of, and no news is needed."""

import contextlib
import json
from dataclasses import dataclass

from chalicelib import entry
from chalicelib.dossier import ENDED, Dossier
from chalicelib.journey import citizen
from local.storm import otherwise, parts
from local.storm.acts import plan
from local.storm.dice import Plan
from local.storm.people import Act, step_on
from local.storm.play import Storm, void
from local.storm.run import settle

TOLD = 3
"""How often the bucket tells of each upload."""
LINKED = ("1.001193", "in_time", "H49.101")
STEPS = 40


@dataclass(frozen=True, slots=True)
class Readings:
    """So many uploads, told of so many times, started so many readings."""

    uploads: int
    told: int
    started: int

    @property
    def ratio(self) -> float:
        """1.0 when every upload was read exactly once."""
        return self.started / self.uploads


def readings(seed: int, uploads: int) -> Readings:
    """Uploads each told of three times, in any order, the news also rung twice by the stream."""
    storm = Storm(Plan(seed, acts=(), faults={}))
    storm.weather.on = False
    with contextlib.redirect_stdout(storm.said):
        places = list(_uploads(storm, uploads))
        told = sorted(range(TOLD * uploads), key=lambda n: storm.dice.number(f"order/{n}"))
        for number in told:
            _tell(storm, places[number % uploads])
        storm.pass_time(600)
    return Readings(uploads, len(told), len(storm.machines.readings))


def _uploads(storm: Storm, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        key = f"u{len(found)}"
        made = _begun(storm, key)
        case = storm.world.catalogue.get(made.procedure).case(made.case)
        for part in case.components[: count - len(found)]:
            form = citizen.slot(storm.world, parts.CITIZENS[0], key, made.id, part.key)
            place = form.fields["key"]
            storm.files.held[place] = parts.GOOD + place.encode()
            found.append(place)
    return found


def _begun(storm: Storm, key: str) -> Dossier:
    procedure, case, decider = LINKED
    return citizen.start(
        storm.world, parts.CITIZENS[0], key, procedure=procedure, case=case, decider=decider
    )


def _tell(storm: Storm, place: str) -> None:
    event = {"Records": [{"messageId": "m", "body": _notice(place)}]}
    storm.lambda_(f"told/{place}", lambda: void(entry.on_upload(storm.world, event)))


def _notice(place: str) -> str:
    told = {"s3": {"object": {"key": place, "versionId": "v1"}}}
    return json.dumps({"Records": [told]})


def ends(seed: int, *, doorbells: bool) -> dict[str, str]:
    """Where the dossiers of a fair-weather scenario end when everybody does their part.

    Without doorbells no notice of an upload, no stream record and no callback is ever delivered:
    only the sweeper's minutes pass.
    """
    storm = Storm(Plan(seed, faults={}, doorbells=doorbells))
    storm.weather.on = False
    with contextlib.redirect_stdout(storm.said):
        for act in plan(storm, 40):
            if act.name == "begin":
                _begin(storm, act.number)
        _to_the_end(storm)
    return {id: _end(storm.load(id)) for id in storm.dossiers}


def _begin(storm: Storm, number: int) -> None:
    otherwise.begin(storm, Act(number, "begin", 1))


def _to_the_end(storm: Storm) -> None:
    for number in range(STEPS):
        going = [id for id in storm.dossiers if storm.load(id).status not in ENDED]
        for id in going:
            step_on(storm, f"step{number}", storm.load(id))
        if not going:
            return
        settle(storm)


def _end(found: Dossier) -> str:
    """All that matters of an end: not the minutes it took."""
    steps = [(held.step, held.outcome) for held in found.history]
    papers = {key: paper.state for key, paper in found.papers.items()}
    asked = {key: row.outcome for key, row in found.handoffs.items()}
    return str((found.status, found.verdict, steps, papers, asked, sorted(found.printed)))


def by_the_sweeper_alone(seed: int, scenarios: int) -> tuple[int, int]:
    """(dossiers that came to the same end without any news, all dossiers)."""
    same = total = 0
    for number in range(scenarios):
        rung, silent = (ends(seed + number, doorbells=way) for way in (True, False))
        total += len(rung)
        same += sum(silent.get(id) == end for id, end in rung.items())
    return same, total
