"""What importing the app costs, as a ratio to importing boto3 and chalice alone.

Fresh interpreters, taken in turns, medians: a cold start pays this before its first request.
"""

import resource
import statistics
import subprocess
import sys

from local.places import ROOT
from local.progress import say

PEER = "import boto3, chalice"
OURS = "import app"
LIMIT = 1.5


def seconds(statement: str) -> float:
    """Processor time of one fresh interpreter for a statement; waiting for others counts not."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", statement]
    subprocess.run(command, cwd=ROOT, env={"PATH": ""}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(rounds: int) -> tuple[float, float]:
    """Median seconds of ours and of the peer, in turns, less the interpreter's own start."""
    taken = {statement: [seconds(statement)] for statement in ("pass", PEER, OURS)}
    for _ in range(rounds):
        for statement, times in taken.items():
            times.append(seconds(statement))
    middle = {statement: statistics.median(times[1:]) for statement, times in taken.items()}
    return middle[OURS] - middle["pass"], middle[PEER] - middle["pass"]


def run(rounds: int) -> bool:
    """Prints the two costs and their ratio; whether it is within the limit."""
    ours, peer = compare(rounds)
    ratio = ours / peer
    say(f"  {PEER}: {peer * 1000:.0f} ms")
    say(f"  {OURS}: {ours * 1000:.0f} ms")
    say(f"  ratio {ratio:.2f} (limit {LIMIT})")
    return ratio <= LIMIT
