"""What journeys share: neighbours who listen, the acts of a whole way, what must happen once."""

import os
import signal
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from chalicelib.dossier import Dossier
from chalicelib.journey import sweep
from chalicelib.journey.deliver import deliver
from local import cloud, standing, up
from local.agency_system import AgencySystem
from local.invariants import Story, violations
from local.people import POLICE
from local.places import STATE
from local.walk import TooSlow, Walk, answers, finished_papers, truth, until

Stack = dict[str, str]
ROUNDS = 6
NATURAL = 8.0
"""Seconds in which an undisturbed stack settles its effects; then the sweeper is helped along."""


class Engine:
    """The embedded cloud; `restart` is a clean stop and the next `motcua up`."""

    def __init__(self, running: cloud.Cloud) -> None:
        self.running = running

    def restart(self) -> None:
        self.running.stop()
        self.running = cloud.launch(STATE)
        up.bring_up()


@dataclass
class Neighbours:
    """The other agencies' computers, and every knock: agency, webhook id, and their answer."""

    systems: dict[str, AgencySystem]
    knocks: list[tuple[str, str, int]] = field(default_factory=list)

    def hear(self, agency: str, headers: Mapping[str, str], body: bytes) -> int:
        status = self.systems[agency].hear(headers, body)
        low = {name.lower(): value for name, value in headers.items()}
        self.knocks.append((agency, low.get("webhook-id", ""), status))
        return status

    @property
    def police(self) -> AgencySystem:
        return self.systems[POLICE]


def workers() -> list[int]:
    """Processes of functions that run for this stack."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _is_worker(folder)]


def _is_worker(process: Path) -> bool:
    with suppress(OSError):
        command = (process / "cmdline").read_text()
        return str(STATE) in command and "_worker.py" in command
    return False


def kill_workers() -> int:
    """kill -9 of every function process there is; how many there were."""
    found = workers()
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(found)


def load(stack: Stack, walk: Walk) -> Dossier:
    """The dossier as the table has it."""
    return standing.world(stack).records.load(walk.id)


def story(stack: Stack, walk: Walk) -> Story:
    """Everything stored about the dossier."""
    stories = standing.snapshot(stack).stories
    return next(one for one in stories if one.dossier.id == walk.id)


def draft(
    stack: Stack, of: tuple[str, str] = ("3.000722", "linked"), applicant: str = "citizen"
) -> Walk:
    """A new draft, nothing sent yet."""
    walk = Walk(stack["PublicUrl"], told=lambda _line: None, applicant=applicant)
    walk.procedure, walk.variant = of
    walk.start()
    return walk


def hand_in(stack: Stack, walk: Walk) -> None:
    """Papers sent and read, form declared, handed in."""
    walk.send_papers(wanted(walk))
    walk.wait_read()
    walk.declare(answers(walk.case, truth()))
    walk.submit()


def wanted(walk: Walk) -> dict[str, tuple[str, bytes]]:
    """The finished samples that the case asks for."""
    parts = {part.key for part in walk.case.components}
    return {key: paper for key, paper in finished_papers().items() if key in parts}


def through_the_commune(walk: Walk) -> None:
    """Received, appraised, approved, sealed."""
    walk.officer("counter", "do=nhan")
    walk.find_code()
    walk.officer("appraiser", "do=xong")
    walk.officer("leader", "do=done")
    walk.officer("clerk", "do=done")


def handoff_of(stack: Stack, walk: Walk, party: str) -> str:
    """The id of a party's hand-off, once it was asked."""

    def asked() -> str:
        row = load(stack, walk).handoffs.get(party)
        return row.id if row else ""

    return until(asked, f"the hand-off to {party}")


def through_the_agencies(stack: Stack, walk: Walk, neighbours: Neighbours) -> None:
    """Police hear a webhook and answer by API, insurance from its inbox."""
    police = neighbours.police
    asked = handoff_of(stack, walk, "police")
    until(lambda: asked in police.heard, "the police's webhook")
    said = police.answer(asked, f"answer-{asked}", outcome="done", number="15/TB-ĐKTT")
    assert said["outcome"] == "done"
    walk.answer_by_page("insurance", "TE1222600012345")


def settled(stack: Stack, walk: Walk) -> bool:
    """Whether every effect of the dossier has been delivered."""
    return all(out.state == "ACKED" for out in story(stack, walk).outs)


def settle(stack: Stack, walk: Walk) -> None:
    """Waits until every effect is out; now and then does the sweeper's round without its wait."""
    for _ in range(ROUNDS):
        with suppress(TooSlow):
            until(lambda: settled(stack, walk), "every effect to be out", NATURAL)
            return
        look_again(stack, walk)
    assert settled(stack, walk), [
        (out.sink, out.state, out.error) for out in story(stack, walk).outs
    ]


def look_again(stack: Stack, walk: Walk) -> None:
    """What the sweeper would do with this dossier within the next minutes, at once."""
    world = standing.world(stack)
    for out in story(stack, walk).outs:
        deliver(world, walk.id, out.seq, out.sink)
    sweep.nudge(world, walk.id)


def assert_each_once(found: Story) -> None:
    """One code, each decision and paper once, each effect caused once."""
    kinds = Counter(event.kind for event in found.events)
    assert (kinds["submitted"], kinds["received"]) == (1, 1)
    steps = Counter(event.data["step"] for event in found.events if event.kind == "step_done")
    papers = Counter(event.data["paper"] for event in found.events if event.kind == "printed")
    sinks = Counter(out.sink for out in found.outs if not out.sink.startswith("machine:"))
    for name, counted in (("steps", steps), ("papers", papers), ("effects", sinks)):
        assert counted
        assert set(counted.values()) == {1}, (name, counted)
    papers_asked = {sink.partition(":")[2] for sink in sinks if sink.startswith("paper:")}
    assert papers_asked == set(papers)


def assert_heard_once(neighbours: Neighbours, found: Story) -> None:
    """Each party of the hand-off heard of it, by one webhook (a repeat bears the same id)."""
    for row in found.dossier.handoffs.values():
        assert neighbours.systems[row.agency].heard.count(row.id) == 1
    sent = {out.id for out in found.outs if out.sink.startswith("webhook:")}
    good = Counter(id for _agency, id, status in neighbours.knocks if status == 204)
    assert sent <= set(good)
    assert not [knock for knock in neighbours.knocks if knock[2] != 204]


def assert_invariants_hold(stack: Stack) -> None:
    """0 invariants violated, over everything there is."""
    assert violations(standing.snapshot(stack)) == []


def codes(stack: Stack, walk: Walk) -> list[str]:
    """Every public code that leads to the dossier, but those of its shares at other agencies."""
    items = standing.snapshot(stack).items
    found = {pk: item["dossier"] for (pk, sk), item in items.items() if sk == "CODE"}
    mine = [pk.removeprefix("CODE#") for pk, id in found.items() if id == walk.id]
    return [code for code in mine if "/" not in code]
