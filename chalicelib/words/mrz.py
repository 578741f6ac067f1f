"""The machine-readable zone on the back of a citizen card, as one word that holds its three lines.

Readers of Vietnamese find the zone and misread its letters; so the zone is cut out and read again
at several sizes, by Tesseract's English model held to the zone's own alphabet where it is there,
by the reader that found it where not. The check digits say which reading is right.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chalicelib.sheet import Box, Word, around
from chalicelib.values.mrz import WIDTH, Zone, solve
from chalicelib.words.engine import Engine
from chalicelib.words.lines import in_lines
from chalicelib.words.machine import machine_lines

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHTS = (28, 24, 34)
"""Line heights, in pixels, at which a zone is read; one after another until the digits agree."""

CORRECTED = 0.9
"""Confidence of a zone of which one character was put right."""

_FILLERS = str.maketrans("«‹≤£€", "<<<<<")
_NOT_OF_IT = re.compile(r"[^A-Z0-9<]")


def mrz_words(image: "Image", words: Sequence[Word], engine: Engine) -> list[Word]:
    """The zones of a grey page on which `words` were read, boxes in its pixels."""
    zones = (_zone(image, lines, engine) for lines in _places(words))
    return [zone for zone in zones if zone]


def _places(words: Iterable[Word]) -> list[list[Word]]:
    """Words with fillers, those of one zone together, from top to bottom."""
    marked = [w for w in words if w.source in ("ocr", "line") and _text(w).count("<") > 1]
    places: list[list[Word]] = []
    for word in sorted(marked, key=lambda word: word.box.middle):
        near = places and word.box.middle - places[-1][-1].box.middle < 3 * word.box.height
        if near:
            places[-1].append(word)
        else:
            places.append([word])
    return [place for place in places if sum(len(word.text) for word in place) >= WIDTH]


def _text(word: Word) -> str:
    return word.text.translate(_FILLERS)


def _zone(image: "Image", place: list[Word], engine: Engine) -> Word | None:
    box = around([word.box for word in place])
    if box is None:
        return None
    height = sorted(word.box.height for word in place)[len(place) // 2]
    cut = _cut(image, box, height)
    scales = [wanted / max(height, 1) for wanted in HEIGHTS]
    own = [three for three in [_three(place)] if three]
    readings = [three for scale in scales[:2] for three in _read(cut, scale, engine)]
    found = solve(readings + own)
    if found is None or found.corrected:
        found = solve(readings + _read(cut, scales[2], engine) + own) or found
    return _word(found, box) if found else None


def _word(zone: Zone, box: Box) -> Word:
    return Word("\n".join(zone.lines), box, CORRECTED if zone.corrected else 1.0, "mrz")


def _cut(image: "Image", box: Box, edge: int) -> "Image":
    area = (max(box.x0 - edge, 0), max(box.y0 - edge, 0))
    return image.crop((*area, min(box.x1 + edge, image.width), min(box.y1 + edge, image.height)))


def _read(cut: "Image", scale: float, engine: Engine) -> list[list[str]]:
    size = max(1, round(cut.width * scale)), max(1, round(cut.height * scale))
    picture = cut.resize(size)
    told = machine_lines(engine, picture)
    three = _last(told) if told is not None else _three(engine.read(picture))
    return [three] if three else []


def _three(words: Iterable[Word]) -> list[str]:
    lines: dict[int, str] = {}
    for word in in_lines(words):
        lines[word.line] = lines.get(word.line, "") + _text(word)
    return _last(list(lines.values()))


def _last(lines: Iterable[str]) -> list[str]:
    """The last three lines that are about as long as a zone's, or none."""
    plain = [_NOT_OF_IT.sub("", line.upper()) for line in lines]
    long = [line for line in plain if abs(len(line) - WIDTH) < 8]
    return long[-3:] if len(long) >= 3 else []
