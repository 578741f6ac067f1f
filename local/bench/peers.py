"""What anyone can install, in an environment of its own: OCRmyPDF, tesseract, pdfplumber."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from local.bench.meter import run
from local.places import STATE
from local.progress import step

HOME = STATE / "bench" / "peers"
ONE = {"OMP_THREAD_LIMIT": "1"}
"""Tesseract's threads wait for each other: every peer is given the faster way, but where it is
measured how people call it."""

WHOLE = "whole.pdf"
"""The file in which OCRmyPDF gets all pages."""

PLUMBER = """
import sys, time, pdfplumber
before = time.process_time()
for name in sys.argv[1:]:
    with pdfplumber.open(name) as file:
        print(sum(len(page.extract_words()) for page in file.pages), file=sys.stderr)
print(time.process_time() - before)
"""


@dataclass(frozen=True, slots=True)
class Text:
    """What a peer read: the text of each page, and its processor seconds for all of them."""

    pages: list[str]
    seconds: float
    also: dict[str, float] = field(default_factory=dict)


def python() -> Path:
    """The peers' own interpreter, made the first time."""
    inside = HOME / "bin" / "python"
    if not (HOME / "made").is_file():
        with step("make an environment for OCRmyPDF and pdfplumber"):
            run([sys.executable, "-m", "venv", "--clear", HOME])
            run([inside, "-m", "pip", "install", "-q", "ocrmypdf", "img2pdf", "pdfplumber"])
        (HOME / "made").write_text(versions(), encoding="utf-8")
    return inside


def versions() -> str:
    """The versions of the peers, one a line."""
    listed = run([HOME / "bin" / "python", "-m", "pip", "list", "--format=freeze"]).out
    names = ("ocrmypdf", "pdfplumber", "img2pdf")
    told = [line for line in listed.splitlines() if line.lower().startswith(names)]
    return "\n".join([*told, run(["tesseract", "--version"]).out.splitlines()[0]])


def ocrmypdf(files: Sequence[Path], room: Path) -> Text:
    """OCRmyPDF with its cures for turned and skewed pages, all pages in one file."""
    inside = python()
    whole, told = room / WHOLE, room / "told.txt"
    run([inside, "-m", "img2pdf", *files, "-o", whole])
    command: list[str | Path] = [
        inside,
        "-m",
        "ocrmypdf",
        "-l",
        "vie",
        "--rotate-pages",
        "--deskew",
    ]
    command += ["--output-type", "pdf", "--jobs", "1", "--sidecar", told, whole, room / "out.pdf"]
    done = run(command, ONE)
    pages = told.read_text(encoding="utf-8").split("\f")
    return Text([*pages, *[""] * len(files)][: len(files)], done.seconds)


def tesseract(files: Sequence[Path], *, threads: bool) -> Text:
    """Tesseract as people call it; `threads`: with as many as it takes by itself."""
    also = {"OMP_THREAD_LIMIT": ""} if threads else ONE
    done = [run(["tesseract", file, "-", "-l", "vie"], also) for file in files]
    return Text([one.out for one in done], sum(one.seconds for one in done))


def pdfplumber(files: Sequence[Path]) -> float:
    """Processor seconds of pdfplumber's words with boxes of born-digital files, import aside."""
    return float(run([python(), "-c", PLUMBER, *files]).out)
