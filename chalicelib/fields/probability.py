"""How probable it is that a value is exactly what the paper says, and when nobody need look.

The weights and thresholds lie in probability.toml, fitted by `python -m local.calibrate` on pages
that nothing else was fitted on. A logistic regression over a few facts keeps it explainable.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from chalicelib.fields.doubts import lost_edge, lost_mark
from chalicelib.fields.merge import Merged
from chalicelib.fields.reading import Reading
from chalicelib.fields.tokens import CODES

GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("personal_number",), "personal"),
    **dict.fromkeys(("date", "time", "year"), "date"),
    **dict.fromkeys(("money", "number", "phone", "tax_code", "business_code"), "number"),
    **dict.fromkeys(("sex", "ethnicity", "nationality", "choice"), "closed"),
    **{"name": "name", "email": "email"},
}
"""Kinds of value that are judged alike; any other kind is "text"."""

UNSURE = 0.7, 0.9
"""Confidence of the reference and of our reader below which each is unsure of a value."""

CELL, LONG = "cell", "long"

DIGIT, DIGITS = 0.8, frozenset({"date", "number", "personal"})
"""Confidence below which our reader is unsure of digits, and the groups that they decide."""

BACKING = frozenset({"words", "digits", "code", "name"})
"""Sources that are other fields of the same paper: see `together`."""

SOFT = frozenset({"corrected"})
"""Flags that tell what was done, and leave the decision to the probability."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What calibration froze: the weight of each fact, the probability each group must reach, the
    score above which a form is registered, the worst page whose names may pass unseen, and the
    weights of the facts that decide which of two readers is followed."""

    weights: Mapping[str, float]
    enough: Mapping[str, float]
    registered: float
    names_from: float
    prefer: Mapping[str, float]

    def prefers(self, first: float, second: float) -> bool:
        """Whether our reader, `second` sure, is to be followed against the reference."""
        known = preference(first, second)
        return sum(self.prefer.get(name, 0.0) * known[name] for name in known) > 0


@cache
def judge() -> Judge:
    """The frozen judge of the package."""
    text = (files("chalicelib") / "fields" / "probability.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Judge(
        data["weights"], data["enough"], data["registered"], data["names_from"], data["prefer"]
    )


def group(kind: str) -> str:
    """The group that values of `kind` are judged in."""
    return GROUPS.get(kind, "text")


def group_of(reading: Reading) -> str:
    """The group that a reading is judged in. Words in a cell of a table and texts over several
    lines are apart: where they end is a doubt of its own."""
    kind = group(reading.kind)
    if kind in ("name", "text") and _in_row(reading):
        return CELL
    return LONG if reading.kind == "text" and len(reading.lines) > 1 else kind


def _in_row(reading: Reading) -> bool:
    return any(map(str.isdigit, reading.key))  # line2_name: a row's number is in its key


def unsettled(merged: Merged, reading: Reading) -> bool:
    """Whether an agreement settles nothing: the page as it is has other marks, one reader had read
    more, neither is sure of its letters and nothing else on the paper says the same, or a mark or
    an edge of the value may be lost to both."""
    unsure = not backed(reading) and (_unsure(merged) or _faint_digits(merged, reading))
    return merged.doubted or merged.longer or unsure or lost_mark(reading) or lost_edge(reading)


def backed(reading: Reading) -> bool:
    """Whether another field of the paper says the same in its own way: digits in words, a code."""
    return not BACKING.isdisjoint(reading.agreed)


def _faint_digits(merged: Merged, reading: Reading) -> bool:
    """Whether our reader was unsure of digits: no word tells which of two was meant, and the
    reference is as sure of a wrong one."""
    return group(reading.kind) in DIGITS and merged.second < DIGIT


def _unsure(merged: Merged) -> bool:
    return merged.first < UNSURE[0] and merged.second < UNSURE[1]


def facts(merged: Merged, reading: Reading, quality: float) -> dict[str, float]:
    """What the probability is computed from, each fact by its name in probability.toml.

    `quality` is 0..1: the share of the page's words that both readers read alike.
    """
    agreed = float(len(reading.agreed) > 1)
    row = _in_row(reading)
    return {
        "always": 1.0,
        "agreed": agreed,
        "agreed_first": agreed * _logit(merged.first),
        "agreed_second": agreed * _logit(merged.second),
        "both_unsure": agreed * _unsure(merged),
        "backed": float(backed(reading)),
        "near": float(merged.near),
        "differ": float(bool(reading.other) and not merged.doubted),
        "doubted": float(merged.doubted),
        "first": _logit(merged.first),
        "second": _logit(merged.second),
        "no_first": float(merged.first == 0),
        "no_second": float(merged.second == 0),
        "flagged": float(bool(set(reading.flags) - SOFT)),
        "corrected": float("corrected" in reading.flags),
        "bare_y": float(lost_mark(reading)),
        "lost_edge": float(lost_edge(reading) or merged.longer),
        "wrapped": float(len(reading.lines) > 1),
        "row": float(row),
        "row_wrapped": float(row and len(reading.lines) > 1),
        "poor": 1 - quality,
        "poor_agreed": agreed * (1 - quality),
        "long": math.log(1 + len(reading.value)),
        f"is_{group_of(reading)}": 1.0,
    }


def preference(first: float, second: float) -> dict[str, float]:
    """The facts that decide which of two readers is followed where they differ."""
    return {"always": 1.0, "first": _logit(first), "second": _logit(second)}


def weigh(merged: Merged, reading: Reading, quality: float, by: Judge) -> Reading:
    """The reading with its probability, accepted when two sources agree and nothing speaks
    against it. `reading` is what checks and codes made of the merged one."""
    if not reading.value:
        return replace(reading, confidence=0.0)
    if reading.source in CODES:
        return replace(reading, accepted=len(reading.agreed) > 1 and not reading.flags)
    known = facts(merged, reading, quality)
    sure = 1 / (1 + math.exp(-sum(by.weights.get(name, 0.0) * known[name] for name in known)))
    ok = not unsettled(merged, reading) and _accepted(reading, sure, quality, by)
    return replace(reading, confidence=sure, accepted=ok)


def _accepted(reading: Reading, sure: float, quality: float, by: Judge) -> bool:
    kind = group_of(reading)
    if len(reading.agreed) < 2 or set(reading.flags) - SOFT:
        return False
    if group(reading.kind) == "name" and quality < by.names_from:
        return False
    return sure >= by.enough.get(kind, 2.0)


def _logit(sure: float) -> float:
    """Log odds, 0 for nothing read, cut where one more nine means no more."""
    if sure == 0:
        return 0.0
    sure = min(max(sure, 0.01), 0.9999)
    return math.log(sure / (1 - sure))
