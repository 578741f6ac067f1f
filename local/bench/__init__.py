"""`motcua bench`: what our work costs and gets right, against what anyone can install.

`--part import` (the default) is quick. `--part reading` draws pages, makes an environment for the
peers under the state folder the first time, and takes about ten minutes on one core.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from local.bench import imports, reading

PARTS = ("import", "reading")


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for; 1 when importing costs more than it may."""
    parser = argparse.ArgumentParser(prog="motcua bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="import")
    parser.add_argument("--rounds", type=int, default=9, help="of importing")
    parser.add_argument("--pages", type=int, default=4, help="of each paper, qualities in turn")
    parser.add_argument("--papers", default="all", help="keys of readers, between commas")
    parser.add_argument("--seed", type=int, default=90_000, help="of the first page")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    asked = parser.parse_args(list(arguments))
    if asked.part == "import":
        return 0 if imports.run(asked.rounds) else 1
    reading.run(asked.papers, asked.pages, asked.seed, asked.json)
    return 0
