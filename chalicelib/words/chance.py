"""How likely it is that a place with the features which `words.hand` measures is handwriting."""

from collections.abc import Sequence
from typing import Final

BLUE: Final = slice(14, 16)
"""Where `_features` tells of blue."""


def colourless(features: Sequence[float]) -> list[float]:
    """The features as if nothing were known of colour."""
    return [*features[: BLUE.start], *(0.0 for _ in range(2)), *features[BLUE.stop :]]


WEIGHTS: Final[tuple[float, ...]] = (
    *(1.48, 1.27, 2.17, 1.02, 1.22, 0.46, 2.09, -1.19, -2.66),
    *(-0.84, 5.52, 3.97, -16.98, 3.69, 14.69, -4.65, -1.41, -1.81),
    *(1.51, 15.37, 19.00, 16.36, -18.55, -23.06, 8.07, -0.35, -3.21),
)
"""Logistic regression on 46 scans of real letters (87 places written by hand), 16 forms filled in
by hand as local/samples draws them, and 48 typed pages of four qualities."""


def probability(features: Sequence[float]) -> float:
    """How likely it is that a zone with these features was written by hand, 0..1."""
    from math import exp

    total = sum(w * f for w, f in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
