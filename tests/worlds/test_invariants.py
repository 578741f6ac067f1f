"""The checker must find nothing on a healthy world, and name each invariant that is broken."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.aws.rows import Item, Key
from chalicelib.journey import citizen, printing
from local.invariants import CHECKS, Asked, Receipt, take, violations
from local.invariants.snapshot import sha256
from local.storm import parts
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
    held = play.table.items if items is None else items
    seen = take(play.clock.now().isoformat(), held.values(), objects, running)
    return violations(replace(seen, **other))


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


def dossier_of(items: Items) -> str:
    return next(pk for pk, sk in sorted(items) if sk == "META")


def second_command(items: Items) -> None:
    key = next(key for key in sorted(items) if key[1] == "CMD")
    items["CMD#other", "CMD"] = {**items[key], "PK": "CMD#other"}


def leak(items: Items) -> None:
    pk = dossier_of(items)
    secret = json.loads(items[pk, "META"]["body"])["secret"]
    items[pk, "DEAD#000001#notice:x"] = {"PK": pk, "SK": "DEAD#000001#notice:x", "reason": secret}


def dead_for_nothing(items: Items) -> None:
    pk = dossier_of(items)
    sk = next(key for key in sorted(items) if key[1].startswith("OUT#"))[1].replace("OUT", "DEAD")
    items[pk, sk] = {"PK": pk, "SK": sk, "GPK": "DEAD", "GSK": "", "reason": "x"}


def for_ever(body: dict[str, Any]) -> None:
    body["papers"]["declaration"] |= {"state": "parked", "code": ""}


def still_open(body: dict[str, Any]) -> None:
    body |= {"status": 10}


def answered_twice(items: Items) -> None:
    keys = [key for key in sorted(items) if key[1].startswith("EV#")]
    answered = next(key for key in keys if '"kind": "answered"' in items[key]["body"])
    items[answered[0], "EV#000099"] = {**items[answered], "SK": "EV#000099"}


BROKEN: dict[str, Callable[[Items], None]] = {
    "I2": drop("CMD#", 0),
    "I3": drop("EV#000003"),
    "I4": edit("META", lambda body: body["form"].update(child_name="Người Khác")),
    "I5": edit("EV#000009", lambda body: body.update(was=9)),
    "I6": edit("EV#000002", lambda body: body["data"].update(form={})),
    "I7": drop("OUT#"),
    "I8": edit("OUT#", late),
    "I10": edit("META", still_open),
    "I11": edit("EV#000012", lambda body: body["actor"].update(role="clerk")),
    "I14": edit("META", lambda body: body.update(due="2030-01-01T08:00:00+07:00")),
    "I15": answered_twice,
    "I17": second_command,
    "I18": edit("EV#000012", lambda body: body["actor"].update(agency="H49.999")),
    "I19": leak,
    "I20": drop("SERIES#code", 0),
    "I21": edit("META", for_ever),
    "I22": dead_for_nothing,
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_broken_invariant_is_named(play: Play, name: str) -> None:
    items = dict(play.table.items)
    BROKEN[name](items)
    assert name in {what.split()[0].rstrip(":") for what in look(play, items)}


def receipt(play: Play) -> Receipt:
    """What an agency would have got of the dossier's first webhook."""
    id = dossier_of(play.table.items).removeprefix("DOS#")
    out = next(out for out in play.outs(id) if out.sink.startswith("webhook:"))
    return Receipt(id, out.seq, out.sink, said="", applied=True)


OUTSIDE: dict[str, Callable[[Play], dict[str, Any]]] = {
    "I2": lambda _p: {"journal": (Asked("0" * 64, "", "ok"),)},
    "I9": lambda play: {"receipts": (receipt(play), receipt(play))},
    "I16": lambda play: {"objects": {}},
    "I17": lambda _p: {"journal": (Asked("c", "", "ok"), Asked("c", "'", "ok"))},
    "I19": lambda play: {"said": (f"sent {story.FORM['mother_personal_number']}",)},
    "I22": lambda _p: {"replays": ("one", "another")},
}


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_what_clients_receivers_and_logs_tell_is_held_against_the_rows(
    play: Play, name: str
) -> None:
    if name == "I16":
        print_receipt(play)
    assert name in {what.split()[0].rstrip(":") for what in look(play, **OUTSIDE[name](play))}


def print_receipt(play: Play) -> None:
    """A paper made by a stand-in, as the storm does."""
    id = dossier_of(play.table.items).removeprefix("DOS#")
    out = next(out for out in play.outs(id) if out.sink == "paper:receipt")
    printing.print_paper(
        play.world,
        id,
        out.seq,
        out.sink,
        lambda _w, found, out, kind, at: parts.make_paper(found, out, kind, at.isoformat()),
    )


def test_all_twenty_two_can_fail() -> None:
    elsewhere = {"I1", "I12", "I13"}
    assert set(BROKEN) | set(OUTSIDE) | elsewhere == set(CHECKS)
    assert len(CHECKS) == 22


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
