"""Every day that is over is signed as a whole, so that no log can be rewritten from then on.

The signed day lies at ``audit/<day>.json`` with its signature beside it (``.sig.json``): RSASSA-
PKCS1-v1_5 over the SHA-256 of its bytes by the seal of the province, which runs the system.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib import agency, audit, chain
from chalicelib.ports import World

GRACE = timedelta(hours=1)
"""An event decided before midnight is written within minutes; after this nothing more comes."""
BACK = 45
"""Days after which an outage cannot be made up for: the rows that say what to sign are gone."""


def key_of(day: str) -> str:
    """Where a signed day lies."""
    return f"audit/{day}.json"


def signature_of(day: str) -> str:
    """Where its signature lies: {signature, certificate}, base64; the certificate is DER."""
    return f"audit/{day}.sig.json"


def anchor(world: World) -> list[str]:
    """Signs every day that is over and not signed yet, oldest first; gives these days."""
    newest = chain.day_of(world.clock.now() - GRACE) - timedelta(days=1)
    last = next((day for day in _back(newest) if world.files.version(key_of(f"{day}"))), None)
    previous = audit.GENESIS if last is None else _hash(world.files.get(key_of(f"{last}")))
    signed = []
    for day in _after(last, newest):
        marks = world.records.day_log(f"{day}")
        if previous == audit.GENESIS and not marks:
            continue  # before the first event ever there is nothing to sign
        previous = _keep(world, f"{day}", audit.signed_day(f"{day}", previous, marks))
        signed.append(f"{day}")
    return signed


def _keep(world: World, day: str, data: bytes) -> str:
    """The signature first: a signed day that is there is a whole one."""
    signer = world.signers.of(_province(), "agency")
    signature = signer.sign(hashlib.sha256(data).digest())
    said = {"signature": _text(signature), "certificate": _text(signer.certificate)}
    world.files.put(signature_of(day), json.dumps(said).encode(), "application/json")
    world.files.put(key_of(day), data, "application/json")
    return _hash(data)


def _province() -> str:
    return next(one.code for one in agency.agencies().values() if one.kind == "province")


def _back(newest: date) -> Iterator[date]:
    return (newest - timedelta(days=number) for number in range(BACK))


def _after(last: date | None, newest: date) -> Iterator[date]:
    first = last + timedelta(days=1) if last else newest - timedelta(days=BACK - 1)
    return (first + timedelta(days=number) for number in range((newest - first).days + 1))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
