"""What leaves the dossier: which event causes which effect, and how a webhook is signed.

An effect is a row written in the same transaction as its event, delivered later, at least once.
"""

from chalicelib.handoff.effects import Effect, effects
from chalicelib.handoff.package import notice, package
from chalicelib.handoff.webhook import SCHEDULE, Verdict, headers, next_try, verify

__all__ = [
    "SCHEDULE",
    "Effect",
    "Verdict",
    "effects",
    "headers",
    "next_try",
    "notice",
    "package",
    "verify",
]
