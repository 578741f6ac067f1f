"""How well a network, or the shipped file, reads held-out lines.

python -m training.score FILE.onnx FOLDER [--most N]
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from training.charset import CHARSET, decode
from training.lines import normalised
from training.shards import Shard, load

if TYPE_CHECKING:
    from training.model import LineReader

Scores = NDArray[np.float32]
Reader = Callable[[NDArray[np.float32]], Scores]
"""A normalised line (36, width) in, (guesses, outputs) out."""


@dataclass(frozen=True, slots=True)
class Score:
    """Percent of letters and of words wrong, percent of lines exact, over `lines` lines."""

    letters: float
    words: float
    exact: float
    lines: int

    def __str__(self) -> str:
        return (
            f"CER {self.letters:.2f}  WER {self.words:.2f}  exact {self.exact:.1f}"
            f"  ({self.lines} lines)"
        )


def distance(read: Iterable[str], true: Iterable[str]) -> int:
    """Insertions, deletions and changes that lead from one to the other."""
    wanted = list(true)
    row = list(range(len(wanted) + 1))
    for number, have in enumerate(read, 1):
        last, row[0] = row[0], number
        for index, want in enumerate(wanted, 1):
            last, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, last + (have != want)),
            )
    return row[-1]


def summed(pairs: list[tuple[str, str]]) -> Score:
    """The score of (read, true) pairs; spaces at the ends do not count."""
    pairs = [(read.strip(), true.strip()) for read, true in pairs]
    letters = sum(distance(read, true) for read, true in pairs)
    words = sum(distance(read.split(), true.split()) for read, true in pairs)
    exact = sum(read == true for read, true in pairs)
    return Score(
        100 * letters / max(1, sum(len(true) for _, true in pairs)),
        100 * words / max(1, sum(len(true.split()) for _, true in pairs)),
        100 * exact / max(1, len(pairs)),
        len(pairs),
    )


def greedy(scores: Scores) -> str:
    """The text of the best guess in each place."""
    return decode([int(number) for number in scores.argmax(-1)])


def of_net(net: "LineReader") -> Reader:
    """A network in eval mode as a reader."""
    import torch

    def read(line: NDArray[np.float32]) -> Scores:
        with torch.inference_mode():
            made: Scores = net(torch.from_numpy(padded(line))).numpy()[0]
        return made

    return read


def padded(line: NDArray[np.float32]) -> NDArray[np.float32]:
    """(1, 1, 36, width), the width rounded up to a multiple of 8 with paper."""
    room = -line.shape[1] % 8
    return np.ascontiguousarray(np.pad(line, ((0, 0), (0, room)))[None, None])


def of_file(path: Path) -> Reader:
    """An onnx file as a reader on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda line: session.run(None, {name: padded(line)})[0][0]


def readings(reader: Reader, shard: Shard, most: int) -> list[tuple[str, str]]:
    """(read, true) of the first `most` lines."""
    count = min(most, len(shard.texts))
    return [
        (greedy(reader(normalised(shard.image(index)))), shard.texts[index])
        for index in range(count)
    ]


def shard(net: "LineReader", lines: Shard, most: int) -> Score:
    """The score of a network on the first `most` lines."""
    return summed(readings(of_net(net), lines, most))


def table(pairs: list[tuple[str, str]], lines: Shard) -> list[str]:
    """Rows of scores by quality and by kind, and of lines with nothing to read."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair, (kind, quality, _) in zip(pairs, lines.notes, strict=False):
        groups[f"quality {quality}"].append(pair)
        groups[f"kind {kind}"].append(pair)
        if any(letter in pair[1] for letter in CHARSET[245:]):
            groups["minority letters and signs"].append(pair)
    return [f"{name:28} {summed(group)}" for name, group in sorted(groups.items())]


def main() -> None:
    """Print the scores of a file on held-out shards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=3000)
    asked = parser.parse_args()
    for path in sorted(asked.folder.glob("*.npz")):
        lines = load(path)
        pairs = readings(of_file(asked.model), lines, asked.most)
        print(path.stem, summed(pairs), *table(pairs, lines), sep="\n  ")


if __name__ == "__main__":
    main()
