"""One invented page as a file, with its truth in the form that `motcua evaluate` takes."""

import json
import random
import zlib
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from local.samples import look
from local.samples.catalogue import PAPERS
from local.samples.folk import Folk
from local.samples.qualities import Quality, suffix, taken
from local.samples.sheet import Drawn, Sheet, Truth

TODAY = date(2026, 11, 20)


class Page(NamedTuple):
    """A page as a file, and what is true about it."""

    name: str
    data: bytes
    truth: dict[str, Any]


def page(
    paper: str, quality: Quality, seed: int, *, hand: bool = False, outside: bool = False
) -> Page:
    """One invented page of that paper."""
    folk, kind = Folk(f"{seed} {paper}", TODAY, outside), PAPERS[paper]
    dice = random.Random(f"{seed} {paper} look")
    sheet = kind.make(folk, look.chosen(dice, hand=hand and kind.pen), seed)
    shot = taken(sheet, quality, zlib.crc32(f"{seed} {paper}".encode()), card=kind.card)
    name = f"{paper}-{seed:05d}-{quality}{'-hand' if hand and kind.pen else ''}.{suffix(quality)}"
    truth = {
        "paper": paper,
        "quality": quality,
        "hand": sorted(sheet.by_hand & set(shot.truth)) if isinstance(sheet, Sheet) else [],
        "fields": {**shot.truth, **implied(sheet, shot.truth)},
    }
    return Page(name, shot.data, truth)


def implied(sheet: Sheet | Drawn, truth: Truth) -> dict[str, dict[str, Any]]:
    """What is true though it is printed nowhere, as the kind of a công văn."""
    if not isinstance(sheet, Sheet):
        return {}
    said = {key: value for key, value in sheet.values.items() if key not in truth}
    return {key: {"value": value, "printed": "", "box": None} for key, value in said.items()}


def write(made: Page, folder: Path) -> Path:
    """The file and its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / made.name
    file.write_bytes(made.data)
    text = json.dumps(made.truth, ensure_ascii=False, indent=1)
    file.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return file
