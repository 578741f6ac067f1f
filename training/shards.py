"""Lines on disk, a few thousand to a file, so that drawing and learning are two processes.

    python -m training.shards FOLDER [--texts DIR ...] [--names DIR] [--places DIR]

writes FOLDER/000001.npz and on, never more than `--ahead` files that nobody has taken away.
With `--validation` it writes the held-out set once and stops.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training import fonts, sources
from training.fonts import Face
from training.lines import Line, Maker
from training.marks import Grey
from training.sources import Sources

LINES: Final = 3000
VALIDATION_SEED: Final = 900_000_001
"""Far from every seed trained on (a run's seed + the shard's number)."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Lines side by side: `columns` holds the columns of all pictures, 36 bytes each."""

    columns: Grey
    widths: NDArray[np.int32]
    texts: tuple[str, ...]
    notes: tuple[tuple[str, str, str], ...]
    """Kind, quality and face of each line."""

    def image(self, index: int) -> Grey:
        """The picture of one line, 36 rows."""
        end = int(self.widths[: index + 1].sum())
        return self.columns[end - int(self.widths[index]) : end].T


def packed(lines: list[Line]) -> Shard:
    """`lines` as one shard."""
    return Shard(
        np.concatenate([line.image.T for line in lines]),
        np.array([line.image.shape[1] for line in lines], np.int32),
        tuple(line.text for line in lines),
        tuple((line.kind, line.quality, line.face) for line in lines),
    )


def save(shard: Shard, path: Path) -> None:
    """Write whole or not at all."""
    words = json.dumps({"texts": shard.texts, "notes": shard.notes}, ensure_ascii=False)
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        np.savez(file, columns=shard.columns, widths=shard.widths, words=np.array(words))
    draft.rename(path)


def load(path: Path) -> Shard:
    """The shard in a file."""
    with np.load(path) as kept:
        words = json.loads(str(kept["words"]))
        notes = tuple((kind, quality, face) for kind, quality, face in words["notes"])
        return Shard(kept["columns"], kept["widths"], tuple(words["texts"]), notes)


def made(seed: int, count: int, stock: Sources, faces: tuple[Face, ...]) -> Shard:
    """`count` lines of one seed."""
    maker = Maker(seed, stock, faces)
    return packed([maker.line() for _ in range(count)])


def validation(stock: Sources, folder: Path) -> None:
    """The held-out lines: new seeds, and a second set in faces never trained on."""
    sets = (("seen-faces", fonts.training_faces()), ("held-out-faces", fonts.held_out_faces()))
    for number, (name, faces) in enumerate(sets):
        shard = made(VALIDATION_SEED + number, LINES // (number + 1), stock, faces)
        save(shard, folder / f"{name}.npz")


def feed(seed: int, stock: Sources, folder: Path, ahead: int) -> None:
    """Write shards for ever, waiting while `ahead` of them lie untaken."""
    number = 1
    while True:
        if len(list(folder.glob("*.npz"))) >= ahead:
            time.sleep(2)
            continue
        save(
            made(seed + number, LINES, stock, fonts.training_faces()), folder / f"{number:06d}.npz"
        )
        number += 1


def sourced(parser: argparse.ArgumentParser) -> None:
    """The options that name folders of public text."""
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--names", type=Path)
    parser.add_argument("--places", type=Path)


def main() -> None:
    """Read the command line and write shards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ahead", type=int, default=24)
    parser.add_argument("--validation", action="store_true")
    sourced(parser)
    asked = parser.parse_args()
    stock = sources.load(tuple(asked.texts), asked.names, asked.places)
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.validation:
        validation(stock, asked.folder)
    else:
        feed(asked.seed, stock, asked.folder, asked.ahead)


if __name__ == "__main__":
    main()
