"""Whatever is done to any row of a dossier behind the product's back, the audit finds it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import audit
from chalicelib.aws.rows import Item, Key
from chalicelib.dossier import Dossier, fold, to_json
from chalicelib.journey import anchor, citizen
from local import audit as command
from local import ca
from tests.worlds import story
from tests.worlds.memory import START, Play

Items = dict[Key, Item]
LASTING = ("META", "EV#", "MARK#", "TASK", "HO#", "OUT#", "CMD", "CODE")
"""Kinds of row that the audit answers for; reminders, tokens and dead letters come and go."""
DRIFTS = frozenset(("attempts", "next_at", "state", "error"))
"""What of an effect's row is not history."""


@dataclass(frozen=True)
class Trial:
    """Rows, files and the root that vouches for the signature."""

    items: Items
    files: dict[str, bytes]
    root: bytes


class Seals:
    """The trial authority's seal, whoever asks."""

    def __init__(self) -> None:
        authority = ca.make_ca("Thử", START)
        key = ca.make_key()
        certificate = ca.issue(authority, ca.public_key(key), "Tỉnh mẫu", START)
        self.root, self.signer = authority.certificate, ca.LocalSigner(key, certificate)

    def of(self, agency: str, role: str) -> ca.LocalSigner:
        return self.signer

    def roots(self) -> tuple[bytes, ...]:
        return (self.root,)


@cache
def trial() -> Trial:
    """Two dossiers, of yesterday (signed) and of today (not signed yet)."""
    from dataclasses import replace

    play, seals = Play(), Seals()
    play.world = replace(play.world, signers=seals)
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    for person in (story.COUNTER, story.APPRAISER, story.LEADER):
        play.turn()
        story.decide(play, person, id)
    play.clock.turn(days=1)
    assert anchor.anchor(play.world) == [f"{START:%Y-%m-%d}"]
    play.turn()
    story.decide(play, story.CLERK, id)
    story.ready(play, "other")
    play.turn()
    return Trial(dict(play.table.items), dict(play.files.held), seals.root)


def look(items: Items, files: dict[str, bytes] | None = None) -> list[audit.Fault]:
    held = trial().files if files is None else files
    signed = {key: data for key, data in held.items() if key.startswith("audit/")}
    days, faults = command.read_days(signed, [trial().root])
    seen = command.examine(items.values(), days, f"{START.isoformat()}")
    return [*faults, *seen.faults]


def lasting() -> list[Key]:
    found = (key for key in trial().items if key[1].startswith(LASTING))
    return sorted(key for key in found if key[0] != f"LOG#{START:%Y-%m-%d}")


def test_an_untouched_table_has_no_fault() -> None:
    assert look(trial().items) == []


def edited(item: Item, draw: Callable[[Any], Any]) -> Item:
    """One value somewhere in the row is another one."""
    if "body" not in item:
        names = sorted(name for name in item if name not in ("PK", "SK", "ttl", "asked"))
        name = draw(st.sampled_from(names))
        return {**item, name: _other(item[name])}
    body = json.loads(item["body"])
    _change(body, draw, item["SK"].startswith("OUT#"))
    return {**item, "body": json.dumps(body, ensure_ascii=False, sort_keys=True)}


def _change(body: Any, draw: Callable[[Any], Any], effect: bool) -> None:
    keys = range(len(body)) if isinstance(body, list) else sorted(body)
    names = [key for key in keys if not (effect and key in DRIFTS)]
    key = draw(st.sampled_from(names))
    if isinstance(body[key], dict | list) and body[key]:
        _change(body[key], draw, False)
    else:
        body[key] = _other(body[key])


def _other(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}." if isinstance(value, str) else ["x"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_edit_of_any_row_is_found(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(lasting()))
    items = {**trial().items, key: edited(trial().items[key], data.draw)}
    found = look(items)
    assert found
    if is_event(key):
        named = (key[0].removeprefix("DOS#"), int(key[1].removeprefix("EV#")))
        assert named in {(fault.dossier, fault.seq) for fault in found}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(range(10_000)))
def test_any_row_that_is_gone_is_missed(number: int) -> None:
    keys = lasting()
    key = keys[number % len(keys)]
    found = look({other: item for other, item in trial().items.items() if other != key})
    assert found
    if is_event(key):
        named = (key[0].removeprefix("DOS#"), int(key[1].removeprefix("EV#")))
        assert named in {(fault.dossier, fault.seq) for fault in found}


def events() -> list[Key]:
    return [key for key in lasting() if is_event(key)]


def is_event(key: Key) -> bool:
    return key[0].startswith("DOS#") and key[1].startswith("EV#")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(events()), st.sampled_from(events()))
def test_events_that_changed_places_are_found(one: Key, other: Key) -> None:
    items, was = dict(trial().items), trial().items
    items[one] = {**was[one], "body": was[other]["body"]}
    items[other] = {**was[other], "body": was[one]["body"]}
    found = {(fault.dossier, fault.seq) for fault in look(items)}
    moved = {(pk.removeprefix("DOS#"), int(sk.removeprefix("EV#"))) for pk, sk in (one, other)}
    assert found >= moved if one != other else not found


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(events()), st.integers(0, 60))
def test_an_event_that_was_put_in_is_found(one: Key, place: int) -> None:
    free = next(n for n in range(place, 200) if (one[0], f"EV#{n:06d}") not in trial().items)
    key = one[0], f"EV#{free:06d}"
    body = json.loads(trial().items[one]["body"]) | {"seq": free}
    found = look(
        {**trial().items, key: {**trial().items[one], "SK": key[1], "body": json.dumps(body)}}
    )
    assert one[0].removeprefix("DOS#") in {fault.dossier for fault in found}


def rewritten(until: int) -> Items:
    """An insider with all rights forges the last events and every hash after them, head and all."""
    items = dict(trial().items)
    pk = next(key[0] for key in events() if key[1] == "EV#000017")
    keys = [key for key in events() if key[0] == pk]
    log, previous = [], audit.GENESIS
    for key in keys:
        row = json.loads(items[key]["body"]) | {"prev": previous}
        if row["seq"] >= until:
            row["actor"]["name"] = "Người Khác"
        row["hash"] = audit.seal({k: v for k, v in row.items() if k != "hash"}, previous)
        items[key] = {**items[key], "body": json.dumps(row)}
        previous = row["hash"]
        log.append(row)
    folded = fold_of(pk, log)
    items[pk, "META"] = {**items[pk, "META"], "body": json.dumps(to_json(folded))}
    return items


def fold_of(pk: str, log: list[dict[str, Any]]) -> Dossier:
    from chalicelib.dossier import Event

    return fold(pk.removeprefix("DOS#"), [Event.from_json(row) for row in log])


@pytest.mark.parametrize("until", [2, 10, 16])
def test_a_log_forged_with_all_its_hashes_is_found_by_what_was_signed(until: int) -> None:
    found = {(fault.seq, fault.what.en[:10]) for fault in look(rewritten(until))}
    assert any(seq == until for seq, _what in found)


def test_a_dossier_that_is_gone_altogether_is_missed() -> None:
    pk = events()[0][0]
    items = {key: item for key, item in trial().items.items() if key[0] != pk}
    assert pk.removeprefix("DOS#") in {fault.dossier for fault in look(items)}


@pytest.mark.parametrize("what", ["bytes", "signature", "gone", "stranger"])
def test_a_signed_day_cannot_be_changed_either(what: str) -> None:
    files = dict(trial().files)
    day = next(key for key in files if key.startswith("audit/") and ".sig." not in key)
    if what == "bytes":
        files[day] = files[day].replace(b'"events":[', b'"events":[["x",1,"y"],')
    elif what == "gone":
        del files[anchor.signature_of(f"{START:%Y-%m-%d}")]
    else:
        said = json.loads(files[anchor.signature_of(f"{START:%Y-%m-%d}")])
        said["signature"] = said["signature"][:-8] + "AAAAAAA="
        files[anchor.signature_of(f"{START:%Y-%m-%d}")] = json.dumps(said).encode()
    root = Seals().root if what == "stranger" else trial().root
    signed = {key: data for key, data in files.items() if key.startswith("audit/")}
    _days, faults = command.read_days(signed, [root])
    assert faults


def test_days_are_signed_once_in_a_row_and_made_up_for() -> None:
    from dataclasses import replace

    play = Play()
    play.world = replace(play.world, signers=Seals())
    story.ready(play)
    assert anchor.anchor(play.world) == []
    play.clock.turn(days=3)
    assert anchor.anchor(play.world) == ["2026-11-23", "2026-11-24", "2026-11-25"]
    assert anchor.anchor(play.world) == []
    days = [
        audit.read_day(data)
        for key, data in sorted(play.files.held.items())
        if key.startswith("audit/") and ".sig." not in key
    ]
    assert [len(day.marks) > 0 for day in days] == [True, False, False]
    assert [day.previous for day in days] == [audit.GENESIS, days[0].hash, days[1].hash]
    assert audit.held_against(days[1:], {})[0].what.en.endswith("does not follow the one before")


def test_the_report_names_dossier_and_event(capsys: pytest.CaptureFixture[str]) -> None:
    key = events()[3]
    items = {other: item for other, item in trial().items.items() if other != key}
    days, _faults = command.read_days(trial().files, [trial().root])
    assert command.report(command.examine(items.values(), days, START.isoformat())) == 1
    said = capsys.readouterr().out
    assert f"Hồ sơ {key[0].removeprefix('DOS#')}: sự kiện 4 " in said
    whole = command.examine(trial().items.values(), days, START.isoformat())
    assert command.report(whole) == 0
