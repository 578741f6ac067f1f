"""Our own reader of printed lines: a small network that sees one line at a time, 36 pixels high.

It finds its lines itself (segment.py) and shares nothing with Tesseract, neither letters nor
lines: where both say the same, both were hardly wrong in the same way. The weights and what they
were measured to do: chalicelib/words/model/card.md.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.sheet import Box, Word
from chalicelib.words.segment import Line, find_lines, sheared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from chalicelib.ink import Grey, Mask

    Floats = NDArray[np.float32]

MODEL = Path(__file__).parent / "model" / "line-reader.onnx"
HIGH, STRIDE = 36, 4
"""Pixels: the height of what the network sees, the width that a column of its answer covers."""

ABOVE, BELOW, BESIDE = 1.12, 0.32, 0.9
"""What is cut around a line, in sizes of its type: above and below its baseline, left and right."""

WIDE, BOXED = 0.55, 1.3
"""Narrowest gap that parts words, and that parts digits, in sizes of the type."""

DOUBTFUL = 0.35
"""Confidence of half its words under which a line is no text (8 letters lost no word by it)."""


class Letters(NamedTuple):
    """Letters read from one strip: each with its column of the network's answer and log chance."""

    text: str
    first: list[int]
    last: list[int]
    chance: list[float]


@dataclass(frozen=True, slots=True)
class LineReader:
    """The engine behind `source` "line". Raises OSError when the weights are not there."""

    model: Path = MODEL

    def read(self, image: "Image") -> list[Word]:
        """Words of a cleaned grey picture, top to bottom; boxes hug the ink of each word."""
        import numpy as np

        page = np.asarray(image.convert("L"))
        lines, mask = find_lines(page)
        strips = [_strip(page, line) for line in lines]
        read = self._letters([picture for picture, _ in strips])
        found = [
            _words(line, left, picture.shape[0] / HIGH, letters, mask)
            for line, (picture, left), letters in zip(lines, strips, read, strict=True)
        ]
        return [word for words in found if _is_text(words) for word in words]

    def line(self, image: "Image", box: Box) -> tuple[str, float]:
        """(text, confidence) of the one line of text in `box`; ("", 0.0) when it holds none."""
        import numpy as np

        em, half = max(box.height / 1.4, 8.0), box.height // 2
        area = (box.x0 - 2, box.y0 - half, box.x1 + 2, box.y1 + half)
        zone = _cut(np.asarray(image.convert("L")), area)
        zone = np.pad(zone, ((0, 0), (int(em), int(em))), constant_values=255)
        lines, _ = find_lines(zone, em)
        main = max(lines, key=lambda line: line.width, default=None)
        row = [line for line in lines if main and abs(line.base - main.base) < 0.3 * main.em]
        read = self._letters([_strip(zone, line)[0] for line in row])
        kept = [letters for letters in read if letters.text.strip()]
        text = " ".join(letters.text.strip() for letters in kept)
        return text, min((_sure(letters.chance) for letters in kept), default=0.0)

    def _letters(self, strips: Sequence["Grey"]) -> list[Letters]:
        """One at a time and by width: on a processor, batches cost more than they save."""
        network, characters = _network(self.model)
        seen = [_seen(strip) for strip in strips]
        read: dict[int, Letters] = {}
        for number in sorted(range(len(seen)), key=lambda n: seen[n].shape[1]):
            answer = network.run(None, {network.get_inputs()[0].name: seen[number][None, None]})
            read[number] = _decoded(answer[0][0], characters)
        return [read[number] for number in range(len(seen))]


@lru_cache(maxsize=2)
def _network(model: Path) -> tuple[Any, list[str]]:
    """(the network, its characters): loaded once for a process, on one thread that never spins."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    network = onnxruntime.InferenceSession(
        model.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return network, json.loads(model.with_name("charset.json").read_text(encoding="utf-8"))


def _cut(page: "Grey", area: tuple[int, int, int, int]) -> "Grey":
    """The `area` (x0, y0, x1, y1) of `page`; what lies outside the page is white."""
    import numpy as np

    x0, y0, x1, y1 = area
    part = page[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    high, wide = y1 - y0, x1 - x0
    out = np.full((max(high, 1), max(wide, 1)), 255, np.uint8)
    top, left = max(-y0, 0), max(-x0, 0)
    out[top : top + part.shape[0], left : left + part.shape[1]] = part
    return out


def _strip(page: "Grey", line: Line) -> tuple["Grey", int]:
    """(what the reader sees of `page` for `line`, the column of the page it starts at)."""
    beside = int(BESIDE * line.em)
    left = max(0, line.x0 - beside)
    wide = Line(left, line.x1 + beside, line.stands(left), line.em, line.slope)
    strip: Grey = sheared(page, wide, round(ABOVE * line.em), round(BELOW * line.em))
    return strip, left


def _seen(strip: "Grey") -> "Floats":
    """`strip` at the network's height, paper 0 and ink 1 whatever its light."""
    import numpy as np
    from PIL import Image

    height, width = strip.shape
    size = max(24, round(width * HIGH / height)), HIGH
    grey = np.asarray(Image.fromarray(strip).resize(size, Image.Resampling.BILINEAR), np.float32)
    ink, paper = np.percentile(grey[::2, ::3], (2, 80))
    wide = np.zeros((HIGH, -(-size[0] // 8) * 8), np.float32)
    wide[:, : size[0]] = np.clip((paper - grey) / max(30.0, paper - ink), -0.5, 1.5)
    return wide


def _decoded(answer: "Floats", characters: Sequence[str]) -> Letters:
    """The likeliest letters of `answer` (columns x letters): repeats are one, blanks are none."""
    import numpy as np

    best = answer.argmax(axis=1)
    most = answer.max(axis=1)
    chance = -np.log(np.exp(answer - most[:, None]).sum(axis=1))
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    kept = [(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True) if best[a]]
    return Letters(
        "".join(characters[best[a] - 1] for a, _ in kept),
        [a for a, _ in kept],
        [b for _, b in kept],
        [float(chance[a:b].max()) for a, b in kept],
    )


def _sure(chance: Sequence[float]) -> float:
    """The chance of the least sure letter: measured to tell right from wrong best."""
    import math

    return math.exp(min(chance)) if chance else 0.0


def _words(line: Line, left: int, scale: float, letters: Letters, mask: "Mask") -> list[Word]:
    """The words of one line; `scale` is pixels of the page per pixel the network saw."""
    middles = [
        left + scale * STRIDE * (first + last) / 2
        for first, last in zip(letters.first, letters.last, strict=True)
    ]
    gaps = _gaps(mask, line)
    spans = list(_spans(letters.text, middles, gaps, line.em))
    cuts = [_between(middles[a[1] - 1], middles[b[0]], gaps) for a, b in pairwise(spans)]
    edges = [_start(line, middles), *(edge for cut in cuts for edge in cut), _end(line, middles)]
    return [
        Word(
            letters.text[a:b],
            _hugging(mask, line, x0, x1),
            _sure(letters.chance[a:b]),
            source="line",
        )
        for (a, b), x0, x1 in zip(spans, edges[::2], edges[1::2], strict=False)
    ]


def _is_text(words: Sequence[Word]) -> bool:
    """Whether what was read as `words` is text, and not a seal or a signature read as letters.

    A doubtful word among sure ones stays: a value must not lose a word unseen.
    """
    return bool(words) and median(word.confidence for word in words) >= DOUBTFUL


def _spans(
    text: str, middles: Sequence[float], gaps: Sequence[tuple[int, int]], em: float
) -> Iterator[tuple[int, int]]:
    """Where words start and end in `text`: at spaces, and at gaps too wide to lie in a word.

    Digits in boxes of their own stand wide apart and are still one number.
    """
    start = 0
    for n in range(len(text) + 1):
        if n == len(text) or text[n] == " ":
            if n > start:
                yield start, n
            start = n + 1
        elif n > start:
            a, b = _between(middles[n - 1], middles[n], gaps)
            if b - a > (BOXED if text[n - 1 : n + 1].isdigit() else WIDE) * em:
                yield start, n
                start = n


def _between(left: float, right: float, gaps: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The widest of `gaps` between two letters, or the place halfway where their ink touches."""
    inside = [gap for gap in gaps if left < (gap[0] + gap[1]) / 2 < right]
    halfway = (left + right) / 2
    return max(inside, key=lambda gap: gap[1] - gap[0], default=(halfway, halfway))


def _start(line: Line, middles: Sequence[float]) -> float:
    return min([line.x0, *middles[:1]]) - 0.1 * line.em


def _end(line: Line, middles: Sequence[float]) -> float:
    return max([line.x1, *middles[-1:]]) + 0.1 * line.em


def _gaps(mask: "Mask", line: Line) -> list[tuple[int, int]]:
    """Columns of the page between which `line` shows no ink, as (from, to)."""
    import numpy as np

    above, below = round(0.75 * line.em), round(0.2 * line.em)
    ink = sheared(mask, line, above, below).any(axis=0)
    steps = np.flatnonzero(np.diff(ink, prepend=False, append=False)) + max(line.x0, 0)
    return list(zip(steps[1:-1:2].tolist(), steps[2:-1:2].tolist(), strict=True))


def _hugging(mask: "Mask", line: Line, x0: float, x1: float) -> Box:
    """The box around the ink of `line` between two columns."""
    import numpy as np

    left, right = max(0, round(x0)), max(1, round(x1))
    base = line.stands((left + right) / 2)
    top, bottom = max(0, round(base - 0.98 * line.em)), round(base + 0.3 * line.em)
    ink = mask[top:bottom, left:right]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return Box(left, round(base - 0.7 * line.em), max(right, left), round(base))
    y0, y1 = top + int(rows[0]), top + int(rows[-1]) + 1
    return Box(left + int(columns[0]), y0, left + int(columns[-1]) + 1, y1)
