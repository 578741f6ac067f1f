"""`python -m local.calibrate DIR`: fits what fields/probability.toml freezes, and writes it.

Pages are told apart, never fields: half of them say what the other half's fields are worth, and the
thresholds are taken from those probabilities, which no page gave for itself. The weights that are
kept come from all pages. Test them on other seeds: `motcua evaluate`.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.errors import Problem
from chalicelib.fields import probability as judging
from chalicelib.fields import readers
from chalicelib.fields.codes import code_on
from chalicelib.fields.sight import alike, see, views
from chalicelib.fields.together import Evidence, evidence
from local.evaluate.score import GUARDED
from local.evaluate.truth import Truth, truths
from local.evaluate.words import Kept, look_at
from local.progress import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OUT = Path(judging.__file__).with_name("probability.toml")
WRONG_SHARE = 0.006
"""Wrong values among those accepted that a group of kinds is allowed; guarded groups none."""

STRICTER = 1.5
"""How many times the odds of the lowest sufficient probability are asked for."""

LEAST = 0.93
"""Probability below which nothing is accepted, however well it went on these pages."""

HELD = 1.0
"""How hard weights are held near zero (ridge)."""

QUALITIES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its page, the evidence, whether the reading, or the other one, was right."""

    page: int
    evidence: Evidence
    right: bool
    other_right: bool

    @property
    def group(self) -> str:
        return judging.group_of(self.evidence.reading)

    @property
    def facts(self) -> dict[str, float]:
        found = self.evidence
        return judging.facts(found.merged, found.reading, found.quality)


def rows_of(found: Iterable[Truth], kept: Kept) -> list[Row]:
    """Every field of a paper that was read, typed or printed, with whether it was right."""
    rows: list[Row] = []
    for number, truth in enumerate(found):
        try:
            rows += _rows(number, truth, kept)
        except Problem as problem:
            say(f"  {truth.file.name}: {problem.code}")
    return rows


def _rows(number: int, truth: Truth, kept: Kept) -> Iterable[Row]:
    pages = kept.words(truth.file, "both")
    reader = {truth.paper: readers()[truth.paper]}
    first, second = (see(view, reader)[truth.paper] for view in views(pages))
    card = code_on(pages, reader[truth.paper].qr)
    look, by = look_at(truth.file, kept), judging.judge()
    for one in evidence(reader[truth.paper], (first, second), card, alike(pages), by, look):
        said = truth.fields.get(one.reading.key)
        if said and one.reading.value and one.reading.key not in truth.hand:
            right = one.reading.value in said.also
            yield Row(number, one, right, one.reading.other in said.also)


def fitted(facts: Sequence[Mapping[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Logistic regression by Newton's steps with a ridge; the weight of each fact by name."""
    import numpy as np

    names = sorted({name for row in facts for name in row})
    known = np.array([[row.get(name, 0.0) for name in names] for row in facts])
    truth, weights = np.array(right, float), np.zeros(len(names))
    for _ in range(30):
        sure = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (truth - sure) - HELD * weights
        bend = (known * (sure * (1 - sure))[:, None]).T @ known + HELD * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def probabilities(rows: Sequence[Row], weights: Mapping[str, float]) -> "Floats":
    """The probability of each row under the weights."""
    import numpy as np

    said = [sum(weights.get(name, 0.0) * x for name, x in row.facts.items()) for row in rows]
    return np.asarray(1 / (1 + np.exp(-np.array(said))), float)


def crossed(rows: Sequence[Row]) -> "Floats":
    """Each row's probability under weights fitted on the pages of the other half."""
    import numpy as np

    sure = np.zeros(len(rows))
    for half in (0, 1):
        other = [row for row in rows if row.page % 2 != half]
        weights = fitted([row.facts for row in other], [row.right for row in other])
        here = [i for i, row in enumerate(rows) if row.page % 2 == half]
        sure[here] = probabilities([rows[i] for i in here], weights)
    return sure


def eligible(row: Row) -> bool:
    """Whether a row could be accepted at all: two sources agree, nothing is odd."""
    reading = row.evidence.reading
    flagged = set(reading.flags) - judging.SOFT
    if flagged or judging.unsettled(row.evidence.merged, reading):
        return False
    return len(reading.agreed) > 1 and reading.source not in ("qr", "mrz")


def threshold(pairs: Sequence[tuple[float, bool]], share: float) -> tuple[float, int]:
    """(lowest probability from which at most `share` are wrong, made stricter; how many pass)."""
    best, wrong = (1.0, 0), 0
    for count, (sure, right) in enumerate(sorted(pairs, reverse=True), 1):
        wrong += not right
        if wrong <= share * count:
            best = sure, count
    sure = min(max(best[0], LEAST), 1 - 1e-6)
    odds = sure / (1 - sure) * STRICTER
    return round(odds / (1 + odds), 5), best[1]


def thresholds(rows: Sequence[Row], sure: "Floats") -> tuple[dict[str, float], float]:
    """The probability each group must reach, and the worst page whose names may pass."""
    parts: dict[str, list[tuple[float, bool, float]]] = {}
    for row, p in zip(rows, sure, strict=True):
        if eligible(row):
            parts.setdefault(row.group, []).append((float(p), row.right, row.evidence.quality))
    share = {group: 0.0 if group in GUARDED else WRONG_SHARE for group in parts}
    enough = {g: threshold([r[:2] for r in parts[g]], share[g])[0] for g in sorted(parts)}
    gates = {
        gate: threshold([r[:2] for r in parts.get("name", ()) if r[2] >= gate], WRONG_SHARE)
        for gate in QUALITIES
    }
    gate = max(gates, key=lambda gate: (gates[gate][1], -gate))
    return enough | {"name": gates[gate][0]}, gate


def preferred(rows: Sequence[Row]) -> dict[str, float]:
    """The weights that say which reader is followed: fitted where they differ and one is right."""
    known, own = [], []
    for row in rows:
        merged = row.evidence.merged
        if merged.reading.other and row.right != row.other_right:
            known.append(judging.preference(merged.first, merged.second))
            own.append(row.right == (merged.reading.source == "line"))
    return fitted(known, own)


def written(command: str, rows: Sequence[Row], found: Sequence[object]) -> str:
    """The text of the data file."""
    sure = crossed(rows)
    enough, gate = thresholds(rows, sure)
    weights = fitted([row.facts for row in rows], [row.right for row in rows])
    lines = [
        f"# Made by: {command}",
        f"# {len(found)} pages, {len(rows)} fields read, {sum(r.right for r in rows)} exact.",
        f"registered = {judging.judge().registered}",
        f"names_from = {gate}",
    ]
    for title, part in (("enough", enough), ("weights", weights), ("prefer", preferred(rows))):
        lines += ["", f"[{title}]", *(f"{name} = {value}" for name, value in part.items())]
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str]) -> int:
    """Run the command; see --help."""
    parser = argparse.ArgumentParser(prog="python -m local.calibrate", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--keys", type=Path, help="TOML that translates another maker's truth")
    parser.add_argument("--words", type=Path, help="folder that keeps what was read")
    parser.add_argument("--engine", choices=("pytesseract", "tesserocr"), default="pytesseract")
    parser.add_argument("--made-from", default="", help="the command that made the pages")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args(argv)
    found = [truth for folder in asked.folders for truth in truths(folder, asked.keys)]
    rows = rows_of(found, Kept(asked.words, asked.engine))
    named = asked.made_from or " ".join(folder.name for folder in asked.folders)
    text = written(f"python -m local.calibrate on {named}", rows, found)
    asked.out.write_text(text, encoding="utf-8")
    say(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
