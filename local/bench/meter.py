"""Processor time and memory of child processes: waiting for others does not count."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.places import ROOT
from local.progress import Trouble


@dataclass(frozen=True, slots=True)
class Run:
    """One finished child: what it printed, processor seconds (its own children's too), and the
    most memory that it, or a child of it, held, in MiB."""

    out: str
    seconds: float
    peak: float


def run(command: Sequence[str | Path], also: Mapping[str, str] | None = None) -> Run:
    """Runs a command in the repository. Raises Trouble when it fails."""
    words = [str(word) for word in command]
    environment = {**os.environ, "PYTHONUTF8": "1", **(also or {})}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        out = child.stdout.read().decode("utf-8", "replace")
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Trouble(f"failed ({child.returncode}): {' '.join(words[:6])} ...")
    return Run(out, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
