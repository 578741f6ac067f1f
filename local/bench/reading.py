"""The part "reading": ours and the peers on the same pages, drawn anew, in one run."""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from local.bench import born, peers
from local.bench.meter import run as measured
from local.bench.tables import show
from local.evaluate.text import wording
from local.evaluate.truth import Truth, truths
from local.progress import step

OURS = (
    ("tesseract", "pytesseract"),
    ("tesseract", "tesserocr"),
    ("line", "tesserocr"),
    ("both", "pytesseract"),
    ("both", "tesserocr"),
)
"""Our readers alone and together, through either door to Tesseract."""


def run(papers: str, count: int, seed: int, out: Path | None) -> None:
    """Draws `count` pages of each paper, reads them every way, prints the tables."""
    with tempfile.TemporaryDirectory(prefix="bench-") as room:
        folder = Path(room) / "pages"
        with step("draw the pages"):
            _draw(folder, papers, count, seed)
        found = list(truths(folder))
        result = {
            "pages": len(found),
            "fields": sum(bool(one.value) for truth in found for one in truth.fields.values()),
            "seed": seed,
            "born": born.compare(seed),
            "cold": _cold(found[0].file),
            "ours": {f"{name} ({door})": _ours(folder, name, door) for name, door in OURS},
            "peers": _peers(found, Path(room)),
            "file": _file(Path(room)),
            "versions": peers.versions(),
        }
    if out:
        out.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    show(result)


def _draw(folder: Path, papers: str, count: int, seed: int) -> None:
    asked = ["--seed", str(seed), "--count", str(count), "--papers", papers, "--outside-lexicon"]
    measured([sys.executable, "-m", "local.samples.pages", str(folder), *asked])


def _ours(folder: Path, reader: str, door: str) -> dict[str, Any]:
    """What `motcua evaluate` says; its seconds are those of reading, import and scoring aside."""
    command = [sys.executable, "-m", "local.cli", "evaluate", str(folder), "--json"]
    with step(f"ours: {reader} ({door})"):
        done = measured([*command, "--reader", reader, "--engine", door], peers.ONE)
    result: dict[str, Any] = json.loads(done.out)
    del result["missed"]
    return {**result, "peak": done.peak}


def _file(room: Path) -> dict[str, float]:
    """Processor seconds for the file of all pages that OCRmyPDF was given, starts included."""
    command = [sys.executable, "-m", "local.bench.whole", str(room / peers.WHOLE)]
    told = {}
    for reader in ("both", "line"):
        with step(f"all pages in one file: {reader}"):
            told[reader] = measured([*command, reader, "tesserocr"], peers.ONE).seconds
    return told


def _peers(found: Sequence[Truth], room: Path) -> dict[str, Any]:
    files = [truth.file for truth in found]
    peers.python()
    ways: dict[str, Callable[[], peers.Text]] = {
        "OCRmyPDF": lambda: peers.ocrmypdf(files, room),
        "tesseract, one thread": lambda: peers.tesseract(files, threads=False),
        "tesseract, as called": lambda: peers.tesseract(files, threads=True),
    }
    told = {}
    for name, way in ways.items():
        with step(name):
            told[name] = _scored(found, way())
    return told


def _scored(found: Sequence[Truth], read: peers.Text) -> dict[str, Any]:
    """A value counts as present when its letters stand in the page's text: easier than ours."""
    present: list[tuple[Truth, bool]] = []
    texts = []
    for truth, page in zip(found, read.pages, strict=True):
        plain = " ".join(page.split())
        said = [one for key, one in truth.fields.items() if one.printed and key not in truth.hand]
        present += [(truth, one.printed in plain) for one in said]
        texts.append(wording(truth.lines, page.splitlines()))
    return {
        "seconds": read.seconds,
        "files": len(found),
        "present": _share([there for _, there in present]),
        "paper": _by(present, lambda truth: truth.paper),
        "quality": _by(present, lambda truth: truth.quality),
        "recall": sum(text.recall for text in texts) / len(texts),
        "errors": sum(text.errors for text in texts) / len(texts),
    }


def _by(present: Sequence[tuple[Truth, bool]], what: Callable[[Truth], str]) -> dict[str, float]:
    names = sorted({what(truth) for truth, _ in present})
    return {n: _share([there for truth, there in present if what(truth) == n]) for n in names}


def _share(there: Sequence[bool]) -> float:
    return sum(there) / max(len(there), 1)


COLD = (
    "import numpy, PIL.Image, onnxruntime, tesserocr; from chalicelib.words import LineReader, "
    "Tesserocr; from chalicelib import fields; fields.readers()"
)


def _cold(file: Path) -> dict[str, float]:
    """Importing everything that reads, and the most memory that reading one page takes."""
    with step("cold import and peak memory"):
        bare = measured([sys.executable, "-c", "pass"])
        cold = measured([sys.executable, "-c", COLD], peers.ONE)
        page = measured([sys.executable, "-m", "local.cli", "read", file, "--json"], peers.ONE)
    return {"import": cold.seconds - bare.seconds, "page": page.seconds, "peak": page.peak}
