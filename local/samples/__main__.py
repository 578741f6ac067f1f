"""``python -m local.samples OUTDIR --seed N --quality phone|scanner|clean|mixed``."""

import argparse
import json
from datetime import date
from pathlib import Path

from local.samples.papers import Paper, papers_for

TODAY = date(2026, 11, 20)


def main() -> None:
    """Writes the four papers of one family and ``truth.json`` beside them."""
    asked = _arguments()
    quality = None if asked.quality == "mixed" else asked.quality
    papers = papers_for(None, asked.seed, asked.today, quality)
    write(papers, asked.folder)
    print("\n".join(f"{key}: {asked.folder / paper.name}" for key, paper in papers.items()))


def write(papers: dict[str, Paper], folder: Path) -> None:
    """The files, and the truth by component key."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers.values():
        (folder / paper.name).write_bytes(paper.data)
    truth = {key: {"file": paper.name, "fields": paper.truth} for key, paper in papers.items()}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.samples", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--quality", default="mixed", choices=["phone", "scanner", "clean", "mixed"]
    )
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    return parser.parse_args()


if __name__ == "__main__":
    main()
