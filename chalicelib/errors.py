"""One family of errors: each says what is wrong, how a client should answer, and what to do next.

Problem
├── Invalid    422  what was typed or sent cannot be accepted as it is
│   └── Refused 422 an uploaded file cannot be taken; the slot stays usable
├── Missing    404  no such thing, or not yours to see
├── Forbidden  403  you are known, and this is not yours to do
├── Conflict   409  somebody else was here first; load again and decide again
├── Busy       429  too often
├── Later      503  a neighbour is not answering; trying again may help
└── Poison     422  trying again cannot help; a person must look
"""

from typing import ClassVar, NamedTuple


class Text(NamedTuple):
    """One sentence for a reader, Vietnamese first."""

    vi: str
    en: str

    def into(self, language: str) -> str:
        """The sentence in `language`, Vietnamese for anything but ``en``."""
        return self.en if language == "en" and self.en else self.vi


class Problem(Exception):
    """Base of the family. `code` is stable and for machines, `text` is for people."""

    status: ClassVar[int] = 500

    def __init__(self, code: str, vi: str, en: str = "", *, at: str = "") -> None:
        super().__init__(f"{code}: {en or vi}")
        self.code = code
        self.text = Text(vi, en or vi)
        self.at = at
        """Where in the input it stands: a form field, a line of a file; empty for the whole."""


class Invalid(Problem):
    """What was typed or sent cannot be accepted as it is."""

    status = 422


class Refused(Invalid):
    """An uploaded file cannot be taken; the citizen may send another into the same slot."""


class Missing(Problem):
    """There is no such thing, or it is not the caller's to see: the two must look alike."""

    status = 404


class Forbidden(Problem):
    """The caller is known, and this is not theirs to do."""

    status = 403


class Conflict(Problem):
    """Somebody else wrote first; nothing was changed."""

    status = 409


class Busy(Problem):
    """Too many requests in too short a time."""

    status = 429


class Later(Problem):
    """A neighbouring system does not answer; the same request may succeed later."""

    status = 503


class Poison(Problem):
    """The input will fail however often it is tried; a person must look at it."""

    status = 422
