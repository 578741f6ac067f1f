"""``python -m local.samples.pages OUTDIR --seed N --count N --papers all|KEY,KEY --quality all``.

Writes one page a file with its truth beside it: ``<name>.json`` = {"paper": the reader's key,
"quality", "hand": the keys written by hand, "fields": {key: {"value", "printed", "box"}}}, boxes
left, top, right, bottom in px of the stored image. The same arguments give the same bytes.
"""

import argparse
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, cast

from local.samples import look
from local.samples.catalogue import PAPERS
from local.samples.folk import Folk
from local.samples.qualities import QUALITIES, Quality, suffix, taken
from local.samples.sheet import Drawn, Seen, Sheet, Truth

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
        "fields": cased(shot.truth) | implied(sheet, shot.truth),
    }
    return Page(name, shot.data, truth)


def cased(truth: Truth) -> dict[str, Any]:
    """Names set in capitals are read in capitals: the value takes the case of the print."""
    return {
        key: Seen(
            value=_cased(seen["value"], seen["printed"]), printed=seen["printed"], box=seen["box"]
        )
        for key, seen in truth.items()
    }


def implied(sheet: Sheet | Drawn, truth: Truth) -> dict[str, dict[str, Any]]:
    """What is true though it is printed nowhere, as the kind of a công văn."""
    if not isinstance(sheet, Sheet):
        return {}
    said = {key: value for key, value in sheet.values.items() if key not in truth}
    return {key: {"value": value, "printed": "", "box": None} for key, value in said.items()}


def _cased(value: str, printed: str) -> str:
    return printed if value.casefold() == printed.casefold() else value


def pages(
    papers: Sequence[str], qualities: Sequence[Quality], seed: int, count: int, **how: bool
) -> Iterator[Page]:
    """`count` pages of each paper, the qualities in turn."""
    for paper in papers:
        for number in range(count):
            quality = qualities[number % len(qualities)]
            yield page(paper, quality, seed + number, **how)


def write(made: Page, folder: Path) -> Path:
    """The file and its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / made.name
    file.write_bytes(made.data)
    text = json.dumps(made.truth, ensure_ascii=False, indent=1)
    file.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return file


def main() -> None:
    """Writes the pages asked for."""
    asked = _arguments()
    how = {"hand": asked.hand, "outside": asked.outside_lexicon}
    for made in pages(asked.papers, asked.quality, asked.seed, asked.count, **how):
        print(write(made, asked.folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.samples.pages", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="of the first page; then one up")
    parser.add_argument("--count", type=int, default=4, help="pages of each paper")
    parser.add_argument("--papers", type=_papers, default=list(PAPERS), help="all, or keys")
    parser.add_argument("--quality", type=_qualities, default=list(QUALITIES), help="all, or names")
    parser.add_argument("--hand", action="store_true", help="forms filled in with a pen")
    parser.add_argument("--outside-lexicon", action="store_true", help="names no list knows")
    return parser.parse_args()


def _papers(text: str) -> list[str]:
    return _among(text, list(PAPERS))


def _qualities(text: str) -> list[Quality]:
    return cast(list[Quality], _among(text, list(QUALITIES)))


def _among(text: str, known: Sequence[str]) -> list[str]:
    asked = list(known) if text == "all" else text.split(",")
    if unknown := set(asked) - set(known):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {known}")
    return asked


if __name__ == "__main__":
    main()
