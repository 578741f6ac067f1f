"""Whole pages of text against the truth, whatever order the reader took."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import values


class Wording(NamedTuple):
    """Words of the truth that were read, words read that are true (both order-free), and the
    share of the truth's letters that must be changed, each line against its likeliest."""

    recall: float
    precision: float
    errors: float


def wording(truth: str, read: Sequence[str]) -> Wording:
    """`truth` has a line of print in each line; `read` are the lines that were read."""
    wanted = Counter(values.tidy(truth).split())
    got = Counter(values.tidy(" ".join(read)).split())
    both = (wanted & got).total()
    return Wording(
        both / max(wanted.total(), 1), both / max(got.total(), 1), letter_errors(truth, read)
    )


def letter_errors(truth: str, read: Sequence[str]) -> float:
    """Character error rate, 0..1: a line of the truth may lie anywhere within the text read."""
    text = values.tidy(" ".join(read))
    lines = [line for line in map(values.tidy, truth.splitlines()) if line]
    wrong = sum(nearest(line, text) for line in lines)
    return wrong / max(sum(map(len, lines)), 1)


def nearest(line: str, text: str) -> int:
    """Edits from `line` to the part of `text` that is most like it (Sellers, 1980)."""
    import numpy as np

    letters = np.array([ord(letter) for letter in text], np.int32)
    columns = np.arange(len(text) + 1, dtype=np.int32)
    row = np.zeros(len(text) + 1, np.int32)
    for letter in line:
        step = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.append(row[:1] + 1, step)
        row = np.minimum.accumulate(row - columns) + columns
    return int(row.min())
