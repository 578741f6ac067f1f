"""`motcua evaluate DIR`: scores any folder of pages that have a truth beside them.

The position of a field is found, never given; probabilities and thresholds are the frozen ones.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.errors import Problem
from chalicelib.fields import Finding, find, readers
from chalicelib.sheet import Word
from local.evaluate.score import Mark, by, figures, hand_figures, marks
from local.evaluate.tables import lines
from local.evaluate.text import Wording, wording
from local.evaluate.truth import Truth, truths
from local.evaluate.words import Kept, look_at
from local.progress import Trouble, say

__all__ = ["Scored", "evaluate", "main", "score_page"]

READERS = ("both", "line", "tesseract")


class Scored(NamedTuple):
    """One page: its truth, what was found, the marks, its text held against the truth's, and the
    processor seconds that reading it took."""

    truth: Truth
    finding: Finding
    marks: list[Mark]
    text: Wording
    seconds: float


def score_page(truth: Truth, reader: str, kept: Kept) -> Scored:
    """Reads one page and scores it. Raises Refused for a file that cannot be taken."""
    before = _seconds()
    pages = kept.words(truth.file, reader)
    look = look_at(truth.file, kept) if reader == "both" else None
    finding = find(pages, readers(), truth.paper, look)
    taken = _seconds() - before
    text = wording(truth.lines, _text(pages))
    return Scored(truth, finding, marks(truth, finding), text, taken)


def _text(pages: Sequence[Sequence[Word]]) -> list[str]:
    """The lines of the reader that a person would be shown: the reference where there are two."""
    words = [word for page in pages for word in page if word.source not in ("qr", "mrz")]
    first = [word for word in words if word.source != "line"] or words
    return [word.text for word in first]


def evaluate(found: Sequence[Truth], reader: str, kept: Kept) -> dict[str, Any]:
    """The figures of the issue over all pages, as plain JSON values."""
    scored, refused = [], 0
    for truth in found:
        try:
            scored.append(score_page(truth, reader, kept))
        except Problem:
            refused += 1
    every = [mark for page in scored for mark in page.marks]
    return {
        "reader": reader,
        "files": len(found),
        "refused": refused,
        "recognised": sum(page.finding.reader == page.truth.paper for page in scored),
        "all": figures(every),
        "paper": by(every, lambda mark: mark.paper),
        "quality": by(every, lambda mark: mark.quality),
        "kind": by(every, lambda mark: mark.kind),
        "hand": hand_figures(every),
        "text": _mean([page.text for page in scored]),
        "seconds": round(sum(page.seconds for page in scored), 2),
        "kept": kept.folder is not None,
        "missed": [mark.to_json() for mark in every if not mark.exact],
    }


def _seconds() -> float:
    """Processor time of this process and of the children it waited for."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def _mean(texts: Sequence[Wording]) -> dict[str, float]:
    if not texts:
        return {}
    sums = (sum(column) / len(texts) for column in zip(*texts, strict=True))
    return {**dict(zip(Wording._fields, sums, strict=True)), "pages": len(texts)}


def main(argv: Sequence[str]) -> int:
    """Run the command; see `motcua evaluate --help`."""
    asked = _parser().parse_args(argv)
    if not asked.folder.is_dir():
        raise Trouble(f"there is no folder {asked.folder}")
    found = list(truths(asked.folder, asked.keys))[: asked.pages]
    if not found:
        raise Trouble(f"{asked.folder} holds no page with a truth beside it: see docs/reading.md")
    result = evaluate(found, asked.reader, Kept(asked.words, asked.engine))
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))
        return 0
    for line in lines(result):
        say(line)
    if asked.missed:
        _show_missed(result["missed"])
    return 0


def _show_missed(missed: Sequence[dict[str, Any]]) -> None:
    for mark in missed:
        taken = "NHẬN SAI " if mark["accepted"] else ""
        say(
            f"{taken}{mark['page']} {mark['key']}: {mark['got']!r} ≠ {mark['want']!r}"
            f" · {mark['confidence']:.3f} {','.join(mark['agreed'])} · {mark['other']!r}"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua evaluate", description=__doc__)
    parser.add_argument("folder", type=Path, help="pages, each with its truth NAME.json beside it")
    parser.add_argument("--keys", type=Path, help="TOML that translates another maker's truth")
    parser.add_argument("--reader", choices=READERS, default="both")
    parser.add_argument("--engine", choices=("pytesseract", "tesserocr"), default="pytesseract")
    parser.add_argument("--words", type=Path, help="folder that keeps what was read for next time")
    parser.add_argument("--pages", type=int, default=None, help="at most so many pages")
    parser.add_argument("--missed", action="store_true", help="print every field not exact")
    parser.add_argument("--json", action="store_true")
    return parser
