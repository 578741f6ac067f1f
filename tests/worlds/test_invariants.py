"""The checker must find nothing on a healthy world, and name each invariant that is broken."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.aws.rows import Item, Key
from chalicelib.journey import citizen
from local.invariants import CHECKS, take, violations
from local.invariants.snapshot import sha256
from tests.worlds import story
from tests.worlds.memory import Play

Items = dict[Key, Item]


@pytest.fixture
def play() -> Play:
    """A dossier that has been received and handed to two agencies, one of which answered."""
    play = Play()
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        play.turn()
        story.decide(play, person, id)
    play.turn()
    story.answer(play, story.POLICEMAN, id, "police")
    play.turn()
    return play


def look(play: Play, items: Items | None = None, **other: Any) -> list[str]:
    running = {f"{id}-{epoch}": state for (id, epoch), state in play.machines.dossiers.items()}
    objects = {key: sha256(data) for key, data in play.files.held.items()}
    given = {"objects": objects, "executions": running, **other}
    held = play.table.items if items is None else items
    return violations(take(play.clock.now().isoformat(), held.values(), **given))


def test_a_healthy_world_violates_nothing(play: Play) -> None:
    assert look(play) == []


def edit(sk: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Items], None]:
    """Changes the JSON body of the first row whose sort key begins with `sk`."""

    def break_it(items: Items) -> None:
        key = next(key for key in sorted(items) if key[1].startswith(sk))
        body = json.loads(items[key]["body"])
        change(body)
        items[key] = {**items[key], "body": json.dumps(body, ensure_ascii=False, sort_keys=True)}

    return break_it


def drop(start: str, place: int = 1) -> Callable[[Items], None]:
    def break_it(items: Items) -> None:
        del items[next(key for key in sorted(items) if key[place].startswith(start))]

    return break_it


def late(body: dict[str, Any]) -> None:
    body |= {"state": "PENDING", "next_at": "2026-11-20T08:00:00+07:00"}


BROKEN: dict[str, Callable[[Items], None]] = {
    "I2": drop("CMD#", 0),
    "I3": drop("EV#000003"),
    "I4": edit("META", lambda body: body["form"].update(child_name="Người Khác")),
    "I5": edit("EV#000009", lambda body: body.update(was=9)),
    "I6": edit("EV#000002", lambda body: body["data"].update(form={})),
    "I7": drop("OUT#"),
    "I8": edit("OUT#", late),
    "I11": edit("EV#000012", lambda body: body["actor"].update(role="clerk")),
    "I14": edit("META", lambda body: body.update(due="2030-01-01T08:00:00+07:00")),
    "I20": drop("SERIES#code", 0),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_broken_invariant_is_named(play: Play, name: str) -> None:
    items = dict(play.table.items)
    BROKEN[name](items)
    assert name in {what.split()[0] for what in look(play, items)}


def test_what_lies_outside_the_table_is_looked_at_too(play: Play) -> None:
    id = next(pk for pk, sk in play.table.items if sk == "META").removeprefix("DOS#")
    assert any(w.startswith("I13") for w in look(play, executions={f"{id}-7": "RUNNING"}))
    form = citizen.slot(play.world, story.CITIZEN, "s", story.draft(play, "n").id, "mother_card")
    play.files.held[form.fields["key"]] = b"x"
    play.clock.turn(hours=1)
    assert any(w.startswith("I1 ") for w in look(play))


def test_a_stalled_dossier_is_named(play: Play) -> None:
    other = story.ready(play, "other")
    citizen.submit(play.world, story.CITIZEN, "s2", other)
    for key in [key for key in play.table.items if key[1].startswith("OUT#")]:
        play.table.items[key]["body"] = play.table.items[key]["body"].replace("PENDING", "ACKED")
    play.clock.turn(hours=1)
    assert any(w.startswith(f"I12 {other}") for w in look(play))


def test_every_check_says_what_must_hold() -> None:
    assert all(check.__doc__ for check in CHECKS.values())
