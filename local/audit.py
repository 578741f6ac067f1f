"""``motcua audit``: was any row of a dossier edited, deleted, moved or put in by anybody?

Three things are held against each other: the chain of each log, the rows that follow from it, and
the days that were signed when they were over (see `chalicelib.journey.anchor`).
"""

import argparse
import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from chalicelib import audit, chain
from chalicelib.audit import Day, Fault
from chalicelib.aws.rows import Item, Key
from chalicelib.errors import Problem, Text
from chalicelib.journey import anchor
from local import deploy, standing, trust
from local.clients import client
from local.invariants import CHECKS, Snapshot, Story, take
from local.progress import say

ROWS = ("I2", "I3", "I4", "I6", "I7")
"""The invariants that say that rows follow from the log."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at, and what is wrong."""

    dossiers: int
    events: int
    days: int
    faults: tuple[Fault, ...]


def examine(items: Iterable[Item], days: Sequence[Day], now: str) -> Seen:
    """Everything wrong with these rows of the table and these signed days, oldest first."""
    held = {(item["PK"], item["SK"]): item for item in items}
    logs = {id: dict(_log(held, id)) for id in _dossiers(held, days)}
    found = [fault for id, rows in logs.items() for fault in _chain(id, rows)]
    marks = {id: {seq: _mark(row) for seq, row in rows.items()} for id, rows in logs.items()}
    found += audit.held_against(days, marks)
    found += _unsigned(held, days, marks)
    found += _follows(held, logs, now)
    events = sum(map(len, logs.values()))
    return Seen(len(logs), events, len(days), tuple(dict.fromkeys(found)))


def _dossiers(held: Mapping[Key, Item], days: Sequence[Day]) -> list[str]:
    known = {pk.removeprefix("DOS#") for pk, _sk in held if pk.startswith("DOS#")}
    return sorted(known | {mark[0] for day in days for mark in day.marks})


def _log(held: Mapping[Key, Item], id: str) -> Iterator[tuple[int, Any]]:
    """The event rows by the number their key says, as they are; None for what cannot be read."""
    keys = sorted(key for key in held if key[0] == f"DOS#{id}" and key[1].startswith("EV#"))
    for key in keys:
        try:
            row = json.loads(held[key]["body"])
        except (KeyError, ValueError):
            row = None
        yield int(key[1].removeprefix("EV#")), row if _whole(row) else None


def _whole(row: Any) -> bool:
    return isinstance(row, dict) and {"seq", "prev", "hash", "at", "cmd"} <= set(row)


def _mark(row: Any) -> tuple[str, str]:
    """(hash, day) of an event row; a day that cannot be read is none."""
    try:
        return str(row["hash"]), f"{chain.day_of(datetime.fromisoformat(row['at']))}"
    except (TypeError, ValueError, KeyError):
        return "", ""


def _chain(id: str, rows: Mapping[int, Any]) -> Iterator[Fault]:
    unreadable = Text("không đọc được", "it cannot be read")
    yield from (Fault(id, seq, unreadable) for seq, row in rows.items() if row is None)
    whole = [row for _seq, row in sorted(rows.items()) if row is not None]
    yield from audit.examine(id, whole)


def _unsigned(
    held: Mapping[Key, Item],
    days: Sequence[Day],
    marks: Mapping[str, Mapping[int, tuple[str, str]]],
) -> Iterator[Fault]:
    """Days that are not signed yet: their lists, written with the events, must name the same."""
    signed = {one.day for one in days}
    listed: dict[tuple[str, int], str] = {}
    for (pk, sk), item in held.items():
        if pk.startswith("LOG#") and pk.removeprefix("LOG#") not in signed:
            _mark, id, number = sk.split("#")
            listed[id, int(number)] = str(item.get("hash", ""))
    other = Text("không phải bản ghi trong danh sách của ngày", "not as its day's list says")
    for (dossier, seq), hash in sorted(listed.items()):
        if marks.get(dossier, {}).get(seq, ("", ""))[0] != hash:
            yield Fault(dossier, seq, other)
    missing = Text("không có trong danh sách của ngày", "not in its day's list")
    for dossier, events in marks.items():
        for seq, (_hash, day) in events.items():
            if day not in signed and (dossier, seq) not in listed:
                yield Fault(dossier, seq, missing)


def _follows(held: Mapping[Key, Item], logs: Mapping[str, Any], now: str) -> Iterator[Fault]:
    """The rows beside the log are what it says, no more and no less."""
    for id in logs:
        if (f"DOS#{id}", "META") not in held:
            yield Fault(id, 0, Text("mất dòng chính của hồ sơ", "the dossier's own row is gone"))
            continue
        mine = {key: item for key, item in held.items() if key[0] == f"DOS#{id}"}
        try:
            seen = take(now, mine.values(), {}, {})
            for story in seen.stories:
                yield from _broken(_with(seen, held), story)
        except Exception as error:
            what = Text("có dòng không đọc được", f"a row cannot be read ({type(error).__name__})")
            yield Fault(id, 0, what)


def _with(seen: Snapshot, held: Mapping[Key, Item]) -> Snapshot:
    return Snapshot(seen.now, seen.stories, held)


def _broken(seen: Snapshot, story: Story) -> Iterator[Fault]:
    for name in ROWS:
        for what in CHECKS[name](seen, story):
            yield Fault(story.dossier.id, 0, Text(f"{name}: {what}", f"{name}: {what}"))


def read_days(files: Mapping[str, bytes], roots: Sequence[bytes]) -> tuple[list[Day], list[Fault]]:
    """The signed days among these objects of the bucket, oldest first, and what is wrong with them.

    A day whose signature does not lead to one of `roots` (DER) is a fault; it is compared all the
    same, for whatever it still tells.
    """
    days, found = [], []
    for key in sorted(key for key in files if key.endswith(".json") and ".sig." not in key):
        day = Path(key).stem
        try:
            days.append(audit.read_day(files[key]))
            _verify(files[key], json.loads(files[anchor.signature_of(day)]), roots)
        except (KeyError, ValueError, TypeError, InvalidSignature) as error:
            what = Text(
                f"chữ ký của ngày {day} không đúng",
                f"the signature of {day} is not good ({type(error).__name__})",
            )
            found.append(Fault("", 0, what))
    return days, found


def _verify(data: bytes, said: Mapping[str, str], roots: Sequence[bytes]) -> None:
    """Raises InvalidSignature unless one of `roots` vouches for whoever signed `data`."""
    certificate = x509.load_der_x509_certificate(base64.b64decode(said["certificate"]))
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or not any(_vouches(r, certificate) for r in roots):
        raise InvalidSignature
    signature = base64.b64decode(said["signature"])
    key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


def _vouches(root: bytes, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(root))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing was tampered with, 1 when something was, 2 when it cannot be looked at."""
    given = _arguments(arguments)
    try:
        outputs = deploy.outputs()
        if given.sign:
            say(f"Đã ký / signed: {', '.join(anchor.anchor(standing.world(outputs))) or '–'}")
        roots = [path.read_bytes() for path in given.root or [trust.root_file()]]
        days, faults = read_days(_signed(outputs["Bucket"]), roots)
        seen = examine(standing.items(outputs), days, standing.now())
    except Problem as problem:
        say(f"{problem.text.vi}\n{problem.text.en}")
        return 2
    except OSError as error:
        say(f"Hệ thống chưa chạy: hãy gõ ./motcua up. Start it first. ({error})")
        return 2
    return report(seen, faults)


def report(seen: Seen, faults: Sequence[Fault] = ()) -> int:
    """Prints what was found, one line a fault; 1 if anything was."""
    every = [*faults, *seen.faults]
    for fault in every:
        say(f"  {line(fault)}")
    say(
        f"{seen.dossiers} hồ sơ, {seen.events} sự kiện, {seen.days} ngày đã ký: {len(every)} sai "
        f"lệch / dossiers, events, signed days: {len(every)} faults"
    )
    return 1 if every else 0


def line(fault: Fault) -> str:
    """One fault, with its dossier and its event."""
    of = f"Hồ sơ {fault.dossier}: " if fault.dossier else ""
    at = f"sự kiện {fault.seq} " if fault.seq else ""
    return f"{of}{at}{fault.what.vi} / {fault.what.en}"


def _signed(bucket: str) -> dict[str, bytes]:
    pages = client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="audit/")
    keys = [one["Key"] for page in pages for one in page.get("Contents", [])]
    return {key: client("s3").get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="motcua audit",
        description="Find any edited, deleted, moved or inserted row, and name its dossier.",
    )
    parser.add_argument("--sign", action="store_true", help="sign the days that are over first")
    parser.add_argument("--root", type=Path, action="append", help="trusted root certificate (DER)")
    return parser.parse_args(arguments)
