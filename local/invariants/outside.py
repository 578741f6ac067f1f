"""The invariants of what surrounds a dossier: receivers, clients, rights, logs, repeats."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from chalicelib import chain
from chalicelib.dossier import SYSTEM, Dossier, Event, Person
from chalicelib.procedure import catalogue
from local.invariants.snapshot import Asked, Snapshot, Story

SLOW = timedelta(hours=1)
ATTEMPTS = 2
CANARY = 8
"""Shorter answers of the form, such as a sex or a year, give nobody away by standing in a log."""
PERSONAL = frozenset(
    (
        *("started", "declared", "slot_opened", "submitted", "supplemented", "withdrawn", "rated"),
        *("confirmed", "received", "refused", "supplement_asked", "step_done", "answered"),
        "stopped",
    )
)
"""Only a person does these; the system by itself never."""
DECISIONS = frozenset(("received", "refused", "supplement_asked", "step_done", "confirmed"))


def i9(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Each webhook that was sent was received, says the same each time, and was applied once."""
    if snapshot.receipts is None:
        return
    mine = [one for one in snapshot.receipts if one.dossier == story.dossier.id]
    known = {(out.seq, out.sink): out for out in story.outs if out.sink.startswith("webhook:")}
    for one in mine:
        if (one.seq, one.sink) not in known:
            yield f"{one.sink} of event {one.seq} was received and never sent"
    for (seq, sink), out in known.items():
        got = [one for one in mine if (one.seq, one.sink) == (seq, sink)]
        if out.state == "ACKED" and not got and _listens(snapshot, out.body["agency"]):
            yield f"{out.id} was never received"
        if sum(one.applied for one in got) > 1:
            yield f"{out.id} was applied twice"
    applied = [(one.sink, one.seq) for one in mine if one.applied]
    for sink in {sink for sink, _ in applied}:
        order = [seq for name, seq in applied if name == sink]
        if order != sorted(order):
            yield f"an older {sink} was applied after a newer one"


def i17(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """One key, one command, one answer: no event was written for two commands."""
    seen: dict[int, str] = {}
    for (pk, sk), item in _snapshot.items.items():
        if sk != "CMD" or item["dossier"] != story.dossier.id:
            continue
        if item["seq"] in seen:
            yield f"event {item['seq']} answers two commands"
        seen[item["seq"]] = pk


def i18(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """Whoever did something was allowed to do it then: the policy, run again over the log."""
    for before, event, after in story.steps:
        if not _allowed(before, after, event):
            yield f"event {event.seq}: {event.actor.id} had no right to {event.kind}"


def _allowed(before: Dossier, after: Dossier, event: Event) -> bool:
    actor = event.actor
    if actor == SYSTEM:
        return event.kind not in PERSONAL or _lawful_silence(before, event)
    if event.kind == "answered":
        return before.handoffs[event.data["party"]].agency == actor.agency
    if event.kind in DECISIONS:
        person = Person(actor.id, actor.name, ((actor.agency, actor.role),))
        case = catalogue().get(before.procedure).case(before.case)
        return bool(chain.allowed(before, case, person, datetime.fromisoformat(event.at)))
    rows = after.handoffs.values()
    involved = {after.receiver, after.decider, before.receiver, *(row.agency for row in rows)}
    involved |= {held.agency for held in after.history}
    involved |= {task.agency for task in (before.task, after.task) if task}
    return after.owner == actor.id or actor.agency in involved - {""}


def _lawful_silence(before: Dossier, event: Event) -> bool:
    """Whether it is consent by silence, where the procedure names the law that says so."""
    if event.kind != "answered" or event.data["outcome"] != "deemed":
        return False
    case = catalogue().get(before.procedure).case(before.case)
    party = chain.party_of(case, before.handoffs[event.data["party"]])
    return party.on_silence == "deemed_consent" and bool(party.legal)


def i19(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """No answer of a citizen, no secret and no token stands in a log, an effect or a dead row."""
    found = [*snapshot.said]
    found += [str(item) for (_pk, sk), item in story.items.items() if sk[:4] in ("OUT#", "DEAD")]
    text = "\n".join(found)
    for name, value in _canaries(story).items():
        if len(value) >= CANARY and value in text:
            yield f"{name} stands where it must not"


def _canaries(story: Story) -> Mapping[str, str]:
    tokens = {
        sk: str(item["token"]) for (_pk, sk), item in story.items.items() if sk.startswith("TOKEN#")
    }
    return {**story.dossier.form, **tokens, "secret": story.dossier.secret}


def i21(snapshot: Snapshot, story: Story) -> Iterator[str]:
    """What cannot be read ends before a person, with its reason, within two attempts."""
    for paper in story.dossier.papers.values():
        if paper.attempt > ATTEMPTS:
            yield f"{paper.slot} was tried {paper.attempt} times"
        if paper.state in ("parked", "refused") and not paper.code:
            yield f"{paper.slot} is {paper.state} for no reason"
        since = datetime.fromisoformat(paper.changed_at)
        if paper.state == "arrived" and since + SLOW < datetime.fromisoformat(snapshot.now):
            yield f"{paper.slot} is still being read"


def i22(_snapshot: Snapshot, story: Story) -> Iterator[str]:
    """A dead row stands for a dead effect, so that replaying it twice is replaying it once."""
    dead = {f"DEAD#{out.seq:06d}#{out.sink}" for out in story.outs if out.state == "DEAD"}
    for _pk, sk in sorted(story.items):
        if sk.startswith("DEAD#") and sk not in dead:
            yield f"{sk} stands for nothing dead"


def journal(snapshot: Snapshot) -> Iterator[str]:
    """What was answered ``ok`` is written, and what was refused is not."""
    for cmd, answers in _by_command(snapshot).items():
        written = (f"CMD#{cmd}", "CMD") in snapshot.items
        said = [one.answer for one in answers]
        if "ok" in said and not written:
            yield f"{cmd[:12]} was answered ok and is not written"
        if "ok" not in said and "unknown" not in said and written:
            yield f"{cmd[:12]} was refused ({said[-1]}) and is written"


def one_body(snapshot: Snapshot) -> Iterator[str]:
    """Under one key one body is carried out; any other is refused."""
    for cmd, answers in _by_command(snapshot).items():
        done = {one.variant for one in answers if one.answer == "ok"}
        if len(done) > 1:
            yield f"{cmd[:12]} was carried out with {len(done)} bodies"


def replays(snapshot: Snapshot) -> Iterator[str]:
    """Replaying what was replayed changes nothing."""
    if snapshot.replays and snapshot.replays[0] != snapshot.replays[1]:
        yield "the second replay changed something"


def _by_command(snapshot: Snapshot) -> Mapping[str, list[Asked]]:
    found: dict[str, list[Asked]] = {}
    for one in snapshot.journal:
        if one.cmd:
            found.setdefault(one.cmd, []).append(one)
    return found


def _listens(snapshot: Snapshot, agency: str) -> bool:
    return (f"AGENCY#{agency}", "ENDPOINT") in snapshot.items


CHECKS: Mapping[str, Callable[[Snapshot, Story], Iterator[str]]] = {
    "I9": i9,
    "I17": i17,
    "I18": i18,
    "I19": i19,
    "I21": i21,
    "I22": i22,
}
WHOLE: Mapping[str, Callable[[Snapshot], Iterator[str]]] = {
    "I2": journal,
    "I17": one_body,
    "I22": replays,
}
"""Those that look at everything at once."""
