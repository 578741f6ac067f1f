"""`motcua check` and `motcua test`: everything that must hold before a commit is good.

`check` runs every step even when one fails, shows each with its time, and then the words of those
that failed.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from local.places import ROOT
from local.progress import say

PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Step:
    """One check: the command that makes it."""

    name: str
    command: tuple[str, ...]


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A console script beside the running Python."""
    return (os.path.join(os.path.dirname(PYTHON), name), *arguments)  # noqa: PTH118, PTH120


def steps() -> tuple[Step, ...]:
    """The checks, quickest first."""
    machines = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "stepfunctions").glob("*.asl.json"))
    return (
        Step("format", _tool("ruff", "format", "--check", ".")),
        Step("lint", _tool("ruff", "check", ".")),
        Step("data files", (PYTHON, "-m", "local.data")),
        *(Step(f"machine {name}", _tool("statelint", name)) for name in machines),
        Step("layers of the house", _tool("lint-imports")),
        Step("template", (PYTHON, "-m", "local.lint_template")),
        Step("types", _tool("mypy")),
    )


def check(chosen: Sequence[Step]) -> int:
    """Run the steps; 1 if any failed."""
    failed: list[tuple[Step, str]] = []
    for one in chosen:
        started = time.monotonic()
        done = subprocess.run(one.command, cwd=ROOT, capture_output=True, text=True, check=False)
        took = time.monotonic() - started
        say(f"  {'ok    ' if done.returncode == 0 else 'FAILED'}  {took:5.1f} s  {one.name}")
        if done.returncode:
            failed.append((one, done.stdout + done.stderr))
    for one, words in failed:
        say(f"\n--- {one.name}: {' '.join(one.command[:3])}\n{words.rstrip()}")
    say(f"\n{len(chosen) - len(failed)} of {len(chosen)} checks passed")
    return 1 if failed else 0


def test(arguments: Sequence[str]) -> int:
    """Run pytest in this environment; its exit status."""
    command = [PYTHON, "-m", "pytest", *(arguments or default_tests())]
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def default_tests() -> list[str]:
    """Every test, spread over the processors; tests of one file stay together."""
    return ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]


def main(arguments: Sequence[str]) -> int:
    name, *rest = arguments
    if name == "test":
        return test(rest)
    parser = argparse.ArgumentParser(prog="motcua check")
    parser.add_argument("names", nargs="*", help="only the checks whose names start so")
    asked = parser.parse_args(rest).names
    chosen = [one for one in steps() if not asked or one.name.startswith(tuple(asked))]
    return check(chosen)
