"""Webhooks by the Standard Webhooks scheme, ed25519 (``v1a``): agencies cannot forge each other's.

The signed text is ``id.timestamp.body``. Source: standardwebhooks.com specification 1.0.
"""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum

SCHEDULE = (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Seconds between attempts: ten tries over some 75 hours, then a person must look."""
TOLERANCE = timedelta(minutes=5)


class Verdict(Enum):
    """What a receiver finds when it checks a webhook."""

    GOOD = "good"
    STALE = "stale"
    FORGED = "forged"


def headers(id: str, at: datetime, body: bytes, private: bytes) -> dict[str, str]:
    """The three headers of a webhook signed with a raw 32-byte ed25519 private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stamp = str(int(at.timestamp()))
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_signed(id, stamp, body))
    return {
        "webhook-id": id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1a,{base64.b64encode(signature).decode()}",
        "content-type": "application/json",
    }


def verify(given: Mapping[str, str], body: bytes, public: bytes, now: datetime) -> Verdict:
    """Checks a webhook with a raw 32-byte ed25519 public key; stale is more than 5 minutes off."""
    low = {key.lower(): value for key, value in given.items()}
    stamp = low.get("webhook-timestamp", "")
    signed = _signed(low.get("webhook-id", ""), stamp, body)
    if not any(_good(one, signed, public) for one in low.get("webhook-signature", "").split()):
        return Verdict.FORGED
    off = abs(now.timestamp() - int(stamp))
    return Verdict.GOOD if off <= TOLERANCE.total_seconds() else Verdict.STALE


def next_try(attempts: int, retry_after: int, spread: float) -> int | None:
    """Seconds until the next attempt after `attempts` failed ones; None: give up.

    `spread` in 0..1 adds up to a tenth, so that many dossiers do not knock at once.
    """
    if attempts >= len(SCHEDULE):
        return None
    return max(int(SCHEDULE[attempts] * (1 + spread / 10)), retry_after)


def _signed(id: str, stamp: str, body: bytes) -> bytes:
    return f"{id}.{stamp}.".encode() + body


def _good(one: str, signed: bytes, public: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    version, _, signature = one.partition(",")
    if version != "v1a":
        return False
    try:
        raw = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(raw, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
