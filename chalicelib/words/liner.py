"""Our own reader of printed lines: a small network that sees one line at a time, 36 pixels high.

It finds its lines itself (segment.py) and shares nothing with Tesseract, neither letters nor
lines: where both say the same, both were hardly wrong in the same way. The weights and what they
were measured to do: chalicelib/words/model/card.md.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.sheet import Box, Word
from chalicelib.words.segment import Line, Piece, find_lines, ink_of, line_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from chalicelib.ink import Grey, Mask

    Floats = NDArray[np.float32]

MODEL = Path(__file__).parent / "model" / "line-reader.onnx"
HIGH, STRIDE = 36, 4
"""Pixels: the height of what the network sees, the width that a column of its answer covers."""

ABOVE, BELOW, BESIDE = 1.12, 0.32, 0.35
"""What is cut around a line, in sizes of its type: above and below its baseline, left and right."""


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
        return [
            word
            for line, (picture, left), letters in zip(lines, strips, read, strict=True)
            for word in _words(line, left, picture.shape[0] / HIGH, letters, mask)
        ]

    def line(self, image: "Image", box: Box) -> tuple[str, float]:
        """(text, confidence) of the one line of text in `box`; ("", 0.0) when it holds none."""
        import numpy as np

        page = np.asarray(image.convert("L"))
        mask = ink_of(page)
        x0, y0 = max(box.x0, 0), max(box.y0, 0)
        piece = Piece(x0, y0, min(box.x1, page.shape[1]), min(box.y1, page.shape[0]))
        if piece.width < 3 or piece.height < 3:
            return "", 0.0
        picture, _ = _strip(page, line_in(mask, piece, max(piece.height / 1.3, 8)))
        (letters,) = self._letters([picture])
        return letters.text.strip(), _sure(letters.chance)

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
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    network = onnxruntime.InferenceSession(
        model.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return network, json.loads(model.with_name("charset.json").read_text(encoding="utf-8"))


def _strip(page: "Grey", line: Line) -> tuple["Grey", int]:
    """(what the reader sees of `page` for `line`, the column of the page it starts at)."""
    height, width = page.shape
    y0, y1 = round(line.base - ABOVE * line.em), round(line.base + BELOW * line.em)
    x0, x1 = int(line.x0 - BESIDE * line.em), int(line.x1 + BESIDE * line.em)
    left = max(0, x0)
    return page[max(0, y0) : min(height, y1), left : min(width, x1)], left


def _seen(strip: "Grey") -> "Floats":
    """`strip` at the network's height, paper 0 and ink 1 whatever its light."""
    import numpy as np
    from PIL import Image

    height, width = strip.shape
    size = max(24, round(width * HIGH / height)), HIGH
    shrunk = Image.Resampling.BOX if height > HIGH else Image.Resampling.BILINEAR
    grey = np.asarray(Image.fromarray(strip).resize(size, shrunk), np.float32)
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
    words, start = [], 0
    for end in [*(n for n, c in enumerate(letters.text) if c == " "), len(letters.text)]:
        if end > start:
            x0 = left + scale * STRIDE * (letters.first[start] - 0.5)
            x1 = left + scale * STRIDE * (letters.last[end - 1] + 0.5)
            box = _hugging(mask, line, x0, x1)
            sure = _sure(letters.chance[start:end])
            words.append(Word(letters.text[start:end], box, sure, source="line"))
        start = end + 1
    return words


def _hugging(mask: "Mask", line: Line, x0: float, x1: float) -> Box:
    """The box around the ink of `line` between two columns."""
    import numpy as np

    left, right = max(0, int(x0)), int(x1) + 1
    top, bottom = max(0, int(line.base - 1.05 * line.em)), int(line.base + 0.3 * line.em)
    ink = mask[top:bottom, left:right]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return Box(left, round(line.base - 0.7 * line.em), right, round(line.base))
    return Box(
        left + int(columns[0]),
        top + int(rows[0]),
        left + int(columns[-1]) + 1,
        top + int(rows[-1]) + 1,
    )
