"""The hash chain over a dossier's events: no row can be edited, removed or moved unseen.

Each event carries the SHA-256 of its own canonical JSON together with the hash of the event before
it (NĐ 61/2018 Đ5.1.c forbids changing or deleting dossier data; this makes an attempt visible).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GENESIS = "0" * 64


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
    found, previous = [], GENESIS
    for place, row in enumerate(events, start=1):
        body = {key: value for key, value in row.items() if key != "hash"}
        if row["seq"] != place:
            found.append(f"event {place}: seq is {row['seq']}")
        if row["prev"] != previous:
            found.append(f"event {place}: does not follow the event before it")
        if seal(body, row["prev"]) != row["hash"]:
            found.append(f"event {place}: its content was changed")
        previous = row["hash"]
    return found
