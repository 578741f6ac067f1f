"""The hash chain over a dossier's events: no row can be edited, removed or moved unseen.

Each event carries the SHA-256 of its own canonical JSON together with the hash of the event before
it (NĐ 61/2018 Đ5.1.c forbids changing or deleting dossier data; this makes an attempt visible).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from chalicelib.errors import Text

GENESIS = "0" * 64
Mark = tuple[str, int, str]
"""(dossier, seq, hash) of one event."""


class Fault(NamedTuple):
    """What is wrong, and with which event of which dossier; seq 0 for the dossier as a whole."""

    dossier: str
    seq: int
    what: Text


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one day as they were signed when it was over.

    `previous` is the hash of the signed day before, so that no day can be left out or replaced.
    """

    day: str
    previous: str
    marks: tuple[Mark, ...]
    hash: str


def canonical(body: Mapping[str, Any]) -> bytes:
    """One byte string for one meaning: sorted keys, no spaces, UTF-8."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(*parts: object) -> str:
    """Hex SHA-256 of the parts joined unambiguously: the deterministic id of a cause."""
    return hashlib.sha256(canonical({"parts": [str(part) for part in parts]})).hexdigest()


def seal(body: Mapping[str, Any], previous: str) -> str:
    """The hash of an event's `body` (without its own hash) that follows the hash `previous`."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(body)).hexdigest()


def faults(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with event rows in order of seq; an empty list is an intact chain."""
    return [f"event {fault.seq}: {fault.what.en}" for fault in examine("", events)]


def examine(dossier: str, events: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """The same, naming the dossier and the event at whose place something is wrong."""
    found: list[Fault] = []
    place, previous = 1, GENESIS
    for row in events:
        found += [Fault(dossier, place, what) for what in _wrong(row, place, previous)]
        place, previous = row["seq"] + 1, row["hash"]
    return found


def _wrong(row: Mapping[str, Any], place: int, previous: str) -> Iterator[Text]:
    body = {key: value for key, value in row.items() if key != "hash"}
    if row["seq"] != place:
        yield Text(
            f"mang số {row['seq']}: có sự kiện bị xóa, thêm hoặc đổi chỗ", f"seq is {row['seq']}"
        )
    if row["prev"] != previous:
        yield Text("không nối tiếp sự kiện trước", "does not follow the event before it")
    if seal(body, row["prev"]) != row["hash"]:
        yield Text("nội dung đã bị sửa", "its content was changed")


def signed_day(day: str, previous: str, marks: Iterable[Mark]) -> bytes:
    """What is signed of a day: its events in order, after the hash of the day signed before."""
    events = [list(mark) for mark in sorted(marks)]
    return canonical({"day": day, "previous": previous, "events": events})


def read_day(data: bytes) -> Day:
    """The day that `signed_day` wrote. Raises ValueError or KeyError for anything else."""
    row = json.loads(data)
    marks = tuple((str(dossier), int(seq), str(hash)) for dossier, seq, hash in row["events"])
    return Day(row["day"], row["previous"], marks, hashlib.sha256(data).hexdigest())


def held_against(
    days: Sequence[Day], logs: Mapping[str, Mapping[int, tuple[str, str]]]
) -> list[Fault]:
    """What differs between signed days, oldest first, and the logs: (hash, day) by seq."""
    found = [*_joints(days)]
    signed = {(dossier, seq): (hash, one.day) for one in days for dossier, seq, hash in one.marks}
    for (dossier, seq), (hash, day) in sorted(signed.items()):
        here = logs.get(dossier, {}).get(seq)
        if here is None:
            what = Text(f"đã được ký ngày {day} nhưng không còn", f"signed on {day}, now gone")
            found.append(Fault(dossier, seq, what))
        elif here[0] != hash:
            what = Text(f"không phải bản đã ký ngày {day}", f"not the one signed on {day}")
            found.append(Fault(dossier, seq, what))
    return [*found, *_added({one.day for one in days}, signed, logs)]


def _joints(days: Sequence[Day]) -> Iterator[Fault]:
    previous = GENESIS
    for one in days:
        if one.previous != previous:
            vi = f"bản ký ngày {one.day} không nối tiếp bản ký trước"
            yield Fault("", 0, Text(vi, f"the signed day {one.day} does not follow the one before"))
        previous = one.hash


def _added(
    days: set[str],
    signed: Mapping[tuple[str, int], tuple[str, str]],
    logs: Mapping[str, Mapping[int, tuple[str, str]]],
) -> Iterator[Fault]:
    for dossier, events in sorted(logs.items()):
        for seq, (_hash, day) in sorted(events.items()):
            if day in days and (dossier, seq) not in signed:
                vi = f"được thêm vào sau khi ngày {day} đã ký"
                yield Fault(dossier, seq, Text(vi, f"put in after {day} was signed"))
