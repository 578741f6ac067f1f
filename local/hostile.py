"""`python -m local.hostile DIR`: files that mean harm or are merely broken, one after the other.

Each is opened as an upload would be. Printed per kind of file: how many were read, how many were
refused and with which code, the most processor time of one, the largest memory, and what was left
running. With mutool at hand it also counts, among the PDF files that MuPDF draws, how many
pdfplumber gets the first page's words of, and how many we read.
"""

import argparse
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from local.places import ROOT
from local.progress import say

MAX_PAGES = 30
PEER_SECONDS = 60
CPU_SECONDS, MEMORY_MB = 60, 1024
"""What one file may cost; more, or anything left running, and the command ends with 1."""

SUBREAPER = 36
"""prctl: what a dead child leaves behind becomes ours, so that it can be counted."""

PLUMBER = (
    "import sys, pdfplumber\nwith pdfplumber.open(sys.argv[1]) as d: d.pages[0].extract_words()\n"
)


def main(arguments: Sequence[str]) -> int:
    """Run over a folder and print; 1 when a limit was broken, else 0."""
    asked = _parser().parse_args(arguments)
    if asked.one:
        say(json.dumps(tried(Path(asked.folder), asked.pages)))
        return 0
    paths = sorted(path for path in Path(asked.folder).rglob("*") if path.is_file())
    with ThreadPoolExecutor(asked.jobs) as pool:
        rows = list(pool.map(lambda path: _row(path, asked), paths))
    _print(rows)
    if asked.peers:
        _print_peers(rows)
    return 1 if any(_broken(row) for row in rows) else 0


def tried(path: Path, max_pages: int) -> dict[str, Any]:
    """One file opened in this very process: what came of it, what it cost, what it left."""
    from chalicelib.errors import Refused
    from chalicelib.intake import kind_of
    from chalicelib.pages import open_paper

    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    data = path.read_bytes()
    try:
        outcome = "read" if open_paper(data, max_pages=max_pages) else "nothing"
    except Refused as refused:
        outcome = refused.code
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "kind": kind_of(data[:16]) or "other",
        "outcome": outcome,
        "cpu": used.ru_utime + used.ru_stime,
        "mb": used.ru_maxrss / 1024,
        "left": len(_children()),
    }


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def _row(path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The file tried in a process of its own, which must survive whatever the file does."""
    command = [sys.executable, "-m", "local.hostile", str(path), "--one"]
    done = subprocess.run(
        [*command, "--pages", str(asked.pages)], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        return {"path": path, "kind": "other", "outcome": "DIED", "cpu": 0.0, "mb": 0.0, "left": 0}
    row = {"path": path, **json.loads(done.stdout)}
    if asked.peers and row["kind"] == "pdf":
        row["mupdf"] = _opens("mutool", "draw", "-q", "-r", "36", "-o", os.devnull, str(path), "1")
        row["plumber"] = row["mupdf"] and _opens(sys.executable, "-c", PLUMBER, str(path))
    return row


def _opens(*command: str) -> bool:
    limits = ("prlimit", f"--as={2 * 1024**3}", f"--cpu={PEER_SECONDS}")
    try:
        done = subprocess.run(
            [*limits, *command], capture_output=True, timeout=PEER_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _broken(row: dict[str, Any]) -> bool:
    over = row["cpu"] > CPU_SECONDS or row["mb"] > MEMORY_MB
    return bool(over or row["left"] or row["outcome"] == "DIED")


def _print(rows: list[dict[str, Any]]) -> None:
    say(f"{'kind':<8}{'files':>6}{'read':>6}{'CPU-s':>8}{'MB':>7}{'left':>6}  refused")
    for kind in [*sorted({row["kind"] for row in rows}), "all"]:
        say(_line(kind, [row for row in rows if kind in (row["kind"], "all")]))
    for row in rows:
        if _broken(row):
            say(f"  ! {row['path']}: {row['outcome']}, {row['cpu']:.1f} CPU-s, {row['mb']:.0f} MB")


def _line(kind: str, rows: list[dict[str, Any]]) -> str:
    ends = Counter(row["outcome"] for row in rows)
    read = ends.pop("read", 0)
    refused = ", ".join(f"{code} {count}" for code, count in ends.most_common())
    slowest, largest = max(row["cpu"] for row in rows), max(row["mb"] for row in rows)
    left = sum(row["left"] for row in rows)
    return f"{kind:<8}{len(rows):>6}{read:>6}{slowest:>8.1f}{largest:>7.0f}{left:>6}  {refused}"


def _print_peers(rows: list[dict[str, Any]]) -> None:
    valid = [row for row in rows if row.get("mupdf")]
    by_plumber = sum(row["plumber"] for row in valid)
    by_us = sum(row["outcome"] == "read" for row in valid)
    say(f"\nPDF files whose first page MuPDF draws: {len(valid)}")
    say(f"  pdfplumber gives its words: {by_plumber}\n  we read:                    {by_us}")
    for row in _missed(valid):
        say(f"    not read: {row['path'].name}: {row['outcome']}")


def _missed(valid: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (row for row in valid if row["outcome"] != "read")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.hostile", description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--pages", type=int, default=MAX_PAGES, help="most pages of one file")
    parser.add_argument("--jobs", type=int, default=1, help="files at a time")
    parser.add_argument("--one", action="store_true", help="FOLDER is one file; print a JSON row")
    tools = all(shutil.which(tool) for tool in ("mutool", "prlimit"))
    parser.set_defaults(peers=tools)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
