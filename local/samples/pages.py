"""``python -m local.samples.pages OUTDIR --seed N --count N --papers all|KEY,KEY --quality all``.

Writes one page a file with its truth beside it: ``<name>.json`` = {"paper": the reader's key,
"quality", "hand": the keys written by hand, "fields": {key: {"value", "printed", "box"}}}, boxes
left, top, right, bottom in px of the stored image. ``--bundle`` writes documents of several papers
instead. The same arguments give the same bytes.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from local.samples.bundles import bundle
from local.samples.catalogue import PAPERS
from local.samples.page import Page, page, write
from local.samples.qualities import QUALITIES, Quality


def pages(
    papers: Sequence[str], qualities: Sequence[Quality], seed: int, count: int, **how: bool
) -> Iterator[Page]:
    """`count` pages of each paper, the qualities in turn."""
    for paper in papers:
        for number in range(count):
            quality = qualities[number % len(qualities)]
            yield page(paper, quality, seed + number, **how)


def bundles(
    papers: Sequence[str], qualities: Sequence[Quality], seed: int, count: int, **how: bool
) -> Iterator[Page]:
    """`count` documents of several papers, the qualities in turn."""
    for number in range(count):
        yield bundle(papers, qualities[number % len(qualities)], seed + number, **how)


def main() -> None:
    """Writes the pages asked for."""
    asked = _arguments()
    how = {"hand": asked.hand, "outside": asked.outside_lexicon}
    make = bundles if asked.bundle else pages
    for made in make(asked.papers, asked.quality, asked.seed, asked.count, **how):
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
    parser.add_argument("--bundle", action="store_true", help="PDFs of several papers each")
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
