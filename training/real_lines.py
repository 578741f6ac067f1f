"""An honest test: lines of born-digital official PDFs, in the faces offices really use.

    python -m training.real_lines FOLDER_OR_FILE ... --models FILE.onnx ... [--harm COPIES]

The text layer says what a line reads and where; the page is rendered at 180 dots per inch; each
line is cut as the product cuts it. Our files and tesseract (page mode 7) read the same crops.
No text or face of these files is trained on.
"""

import argparse
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageOps

from training import harm, score
from training.charset import CHARSET, known, nfc
from training.lines import fitted, normalised

DPI: Final = 180
SCALE: Final = DPI / 72
APART: Final = 1.6
"""Ems of gap at which the product begins a new line."""

TIMES: Final = "Times"


@dataclass(frozen=True, slots=True)
class Real:
    """A line's crop (dark on light), what it says, and the face of most of its letters."""

    crop: Image.Image
    text: str
    face: str


def _rows(chars: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Upright letters that stand on one baseline, from left to right, split at wide gaps."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        if char["upright"] and 8 <= char["size"] <= 20:
            rows.setdefault(round(char["matrix"][5] / 1.5), []).append(char)
    for row in rows.values():
        row.sort(key=lambda char: char["x0"])
        part: list[dict[str, Any]] = []
        for char in row:
            if part and char["x0"] - part[-1]["x1"] > APART * char["size"]:
                yield part
                part = []
            part.append(char)
        yield part


def _text(row: list[dict[str, Any]]) -> str:
    return nfc(" ".join("".join(char["text"] for char in row).split()))


def _crop(page: Image.Image, row: list[dict[str, Any]], height: float) -> Image.Image:
    inked = [char for char in row if char["text"].strip()]
    em = float(np.median([char["size"] for char in inked])) * SCALE
    base = (height - float(np.median([char["matrix"][5] for char in inked]))) * SCALE
    left, right = inked[0]["x0"] * SCALE - 0.35 * em, inked[-1]["x1"] * SCALE + 0.35 * em
    box = (left, base - harm.TOP * em, right, base + harm.BOTTOM * em)
    return page.crop(tuple(round(side) for side in box))  # type: ignore[arg-type]


def _usable(row: list[dict[str, Any]]) -> bool:
    text = _text(row)
    return 3 <= len(text) <= 130 and known(text) and "..." not in text and "…" not in text


def lines(path: Path) -> Iterator[Real]:
    """The lines of a PDF with a text layer."""
    import pdfplumber
    import pypdfium2

    drawn = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as layers:
        for number, layer in enumerate(layers.pages):
            page = drawn[number].render(scale=SCALE).to_pil().convert("L")
            for row in filter(_usable, _rows(layer.chars)):
                faces = [char["fontname"].split("+")[-1] for char in row]
                most = max(set(faces), key=faces.count)
                yield Real(_crop(page, row, float(layer.height)), _text(row), most)


def harmed(real: Real, rng: random.Random) -> Real:
    """The line as a scanner would give it: blur, noise, JPEG at quality 60, a crop a row off."""
    moved = ImageChops.offset(real.crop, 0, rng.randint(-1, 1))
    soft = np.asarray(moved.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 1.1))), np.float32)
    rough = soft * 0.85 + 15 + harm.noise(rng, soft.shape) * rng.uniform(4, 16)
    kept = io.BytesIO()
    Image.fromarray(np.clip(rough, 0, 255).astype(np.uint8)).save(kept, "JPEG", quality=60)
    return Real(Image.open(kept).convert("L"), real.text, real.face)


def ours(model: Path, tests: list[Real]) -> list[tuple[str, str]]:
    """(read, true) of our file. A file with the older, shorter charset reads as well."""
    reader = score.of_file(model)
    return [(score.greedy(reader(normalised(fitted(one.crop)))), one.text) for one in tests]


def tesseract(tests: list[Real]) -> list[tuple[str, str]]:
    """(read, true) of tesseract on the same crops, with the white margin it asks for."""
    import pytesseract

    framed = (ImageOps.expand(one.crop, 12, 255) for one in tests)
    reads = (pytesseract.image_to_string(crop, lang="vie", config="--psm 7") for crop in framed)
    return [(nfc(" ".join(read.split())), one.text) for read, one in zip(reads, tests, strict=True)]


def _files(paths: list[Path]) -> list[Path]:
    found = (sorted(path.rglob("*.pdf")) if path.is_dir() else [path] for path in paths)
    return list(chain.from_iterable(found))


def told(name: str, pairs: list[tuple[str, str]], tests: list[Real], show: int) -> None:
    """Print the scores of one reader: all lines, those in Times New Roman, and without spaces."""
    times = [pair for pair, one in zip(pairs, tests, strict=True) if TIMES in one.face]
    tight = [(read.replace(" ", ""), true.replace(" ", "")) for read, true in pairs]
    print(f"{name}\n  all      {score.summed(pairs)}\n  TNR      {score.summed(times)}")
    print(f"  no space {score.summed(tight)}")
    for read, true in [pair for pair in pairs if pair[0].strip() != pair[1]][:show]:
        print(f"    {true}\n    {read}\n")


def main() -> None:
    """Read the command line and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--models", type=Path, nargs="*", default=[])
    parser.add_argument("--harm", type=int, default=0, help="spoilt copies of each line")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--tesseract", action="store_true")
    asked = parser.parse_args()
    tests = list(chain.from_iterable(map(lines, _files(asked.paths))))
    if asked.harm:
        rng = random.Random(7)
        tests = [harmed(one, rng) for _ in range(asked.harm) for one in tests]
    print(f"{len(tests)} lines, {len(CHARSET)} letters known")
    for model in asked.models:
        told(str(model), ours(model, tests), tests, asked.show)
    if asked.tesseract:
        told("tesseract", tesseract(tests), tests, asked.show)


if __name__ == "__main__":
    main()
