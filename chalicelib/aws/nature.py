"""Time and chance, the two things no rule may touch."""

import secrets
from datetime import datetime

from chalicelib.workdays import VIETNAM

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which people mix up when they read a code aloud."""


class SystemClock:
    """`Clock`: the time in Viet Nam, to the millisecond, so that times sort as strings."""

    def now(self) -> datetime:
        """Now."""
        now = datetime.now(VIETNAM)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


class SystemChance:
    """`Chance` from the operating system."""

    def token(self, letters: int) -> str:
        """Unguessable letters and digits."""
        return "".join(secrets.choice(LETTERS) for _ in range(letters))
