"""Batches of lines for the network, from shards that another process writes."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.charset import encode
from training.harm import HEIGHT
from training.lines import normalised
from training.model import STRIDE
from training.shards import Shard, load

WIDEST: Final = 1000
AREA: Final = 24_000
"""Columns of picture in a batch, padding counted."""

MOST: Final = 96
"""Lines in a batch."""

AGAIN: Final = 4
"""A shard is learnt from twice: the second time together with the fourth after it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`pictures` (n, 1, 36, width), all targets in a row, and how many letters and guesses each."""

    pictures: Tensor
    targets: Tensor
    letters: Tensor
    guesses: Tensor


def _roughened(rng: np.random.Generator, page: NDArray[np.float32]) -> None:
    """Change a normalised line in place: a row up or down, a lost stripe, noise."""
    if rng.random() < 0.33:
        page[:] = np.roll(page, rng.choice((-1, 1)), 0)
    if rng.random() < 0.1:
        left = rng.integers(0, max(1, page.shape[1] - 6))
        page[:, left : left + rng.integers(2, 6)] *= rng.random() * 0.5
    if rng.random() < 0.3:
        sheet = rng.standard_normal(page.shape, np.float32)
        page += sheet * np.float32(rng.uniform(0.02, 0.15))


def batch(
    shards: list[Shard], picks: list[tuple[int, int]], rng: np.random.Generator | None
) -> Batch:
    """The lines `picks` (shard, index); roughened when `rng` is given."""
    images = [normalised(shards[shard].image(index)) for shard, index in picks]
    widest = (max(image.shape[1] for image in images) + 15) // 16 * 16
    pictures = np.zeros((len(picks), 1, HEIGHT, widest), np.float32)
    for row, image in enumerate(images):
        if rng is not None:
            image *= np.float32(rng.uniform(0.8, 1.2))
            _roughened(rng, image)
        pictures[row, 0, :, : image.shape[1]] = image
    codes = [encode(shards[shard].texts[index]) for shard, index in picks]
    return Batch(
        torch.from_numpy(pictures),
        torch.tensor([code for line in codes for code in line], dtype=torch.long),
        torch.tensor([len(line) for line in codes]),
        torch.tensor([-(-image.shape[1] // STRIDE) for image in images]),
    )


def learnable(shard: Shard) -> list[int]:
    """Lines not too wide whose every letter has a guess (CTC needs one more between twins)."""
    kept = []
    for index, text in enumerate(shard.texts):
        twins = sum(a == b for a, b in pairwise(text))
        width = int(shard.widths[index])
        if width <= WIDEST and len(text) + twins < width / STRIDE - 1:
            kept.append(index)
    return kept


def grouped(shards: list[Shard], rng: np.random.Generator) -> list[list[tuple[int, int]]]:
    """All learnable lines of `shards` in batches of like widths, in random order."""
    picks = [(number, index) for number, shard in enumerate(shards) for index in learnable(shard)]
    wide = {pick: int(shards[pick[0]].widths[pick[1]]) + int(rng.integers(0, 30)) for pick in picks}
    picks.sort(key=wide.__getitem__)
    groups: list[list[tuple[int, int]]] = [[]]
    for pick in picks:
        full = (len(groups[-1]) + 1) * wide[pick] > AREA or len(groups[-1]) >= MOST
        if groups[-1] and full:
            groups.append([])
        groups[-1].append(pick)
    rng.shuffle(groups)
    return groups


def _taken(folder: Path) -> Shard:
    """The oldest shard, taken away from the folder; waits while there is none."""
    while not (found := sorted(folder.glob("*.npz"))):
        time.sleep(1)
    shard = load(found[0])
    found[0].unlink()
    return shard


def stream(folder: Path, seed: int) -> Iterator[Batch]:
    """Batches for ever."""
    rng, old = np.random.default_rng(seed), deque[Shard](maxlen=AGAIN)
    while True:
        shards = [_taken(folder)]
        if len(old) == AGAIN:
            shards.append(old[0])
        old.append(shards[0])
        for picks in grouped(shards, rng):
            yield batch(shards, picks, rng)
