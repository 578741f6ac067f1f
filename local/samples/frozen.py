"""``python -m local.samples.frozen FOLDER``: the small set of pages that tests read.

Each paper in two qualities, forms once more by hand; images are stored small, at 150 dpi.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from local.samples.catalogue import PAPERS
from local.samples.page import Page, page, write
from local.samples.qualities import QUALITIES, Quality

SEED = 900_000
BROAD = 1240
"""Px across beyond which a page is made smaller."""


def frozen() -> Iterator[Page]:
    """The pages, in the order of the catalogue; no two papers in the same two qualities."""
    qualities: list[Quality] = list(QUALITIES)
    for number, paper in enumerate(PAPERS):
        for step in (0, 1):
            quality = qualities[(number + 2 * step + number // 4) % 4]
            yield small(page(paper, quality, SEED + number, outside=bool(step)))
    yield small(page("birth-declaration", "office", SEED + 50, hand=True))
    yield small(page("residence-declaration", "phone", SEED + 51, hand=True))


def small(made: Page) -> Page:
    """The page in few bytes: a fax as it is, any other made narrower when it is broad."""
    stored = Image.open(io.BytesIO(made.data))
    if stored.mode == "1":
        return made
    image = stored.convert("RGB")
    scale = min(1.0, BROAD / min(image.size))
    return Page(Path(made.name).stem + ".jpg", _jpeg(image, scale), _scaled(made.truth, scale))


def _jpeg(image: Image.Image, scale: float) -> bytes:
    size = (round(image.width * scale), round(image.height * scale))
    file = io.BytesIO()
    fitted = image.resize(size, Image.Resampling.LANCZOS)
    fitted.save(file, "JPEG", quality=52, optimize=True)
    return file.getvalue()


def _scaled(truth: dict[str, Any], scale: float) -> dict[str, Any]:
    fields = {
        key: {**seen, "box": seen["box"] and [round(edge * scale) for edge in seen["box"]]}
        for key, seen in truth["fields"].items()
    }
    return {**truth, "fields": fields}


def main(folder: Path) -> None:
    """Writes the set and says how many bytes it takes."""
    files = [write(made, folder) for made in frozen()]
    print(sum(file.stat().st_size for file in files), "bytes in", len(files), "pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
