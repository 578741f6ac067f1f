"""Bytes to pages: runs only inside the child process."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.intake import kind_of, refusal
from chalicelib.pages.layer import layer_words
from chalicelib.pages.lifted import lifted, masked
from chalicelib.pages.measure import taken
from chalicelib.pages.pictures import LONG_SIDE, MAX_PIXELS, frames, picture
from chalicelib.pages.upright import upright
from chalicelib.pages.verdict import judge
from chalicelib.sheet import Page

if TYPE_CHECKING:
    from PIL.Image import Image

SCAN_DPI, LOW_DPI, HIGH_DPI = 200, 150, 220

LOW_SIDE = 1754
"""Dots along the longer side that a scan is drawn with at least: A4 at LOW_DPI. A scan of unknown
resolution makes a page larger than any paper, and more dots would show no more of it."""


def decode(path: Path, max_pages: int) -> Iterator[Page]:
    """Every page of the file, upright. Raises Refused; anything else means a damaged file."""
    with path.open("rb") as file:
        kind = kind_of(file.read(16))
    if kind == "pdf":
        yield from _pdf(path, max_pages)
    elif kind == "tiff":
        for number, frame in enumerate(frames(path, max_pages), 1):
            yield _seen(number, frame)
    else:
        yield _seen(1, picture(path, kind), photo=True)


def _seen(number: int, image: "Image", *, photo: bool = False) -> Page:
    """A page known by sight only: measured, set upright, judged."""
    found = taken(image)
    stood = upright(image, photo=photo)
    measures = {key: round(value, 3) for key, value in {**found, **stood.measures}.items()}
    page = _page(number, stood.image)
    return replace(page, verdict=judge(measures), measures=measures)


def _page(number: int, image: "Image", layer: tuple[Any, ...] = ()) -> Page:
    """`image` as a file of its own; with a `layer` it has few colours and sharp edges."""
    from io import BytesIO

    if not layer:
        image.thumbnail((LONG_SIDE, LONG_SIDE))
    out = BytesIO()
    if layer:
        image.quantize(16).save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=85)
    return Page(number, out.getvalue(), image.width, image.height, layer)


def _pdf(path: Path, max_pages: int) -> Iterator[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == 4 or "password" in str(error).lower()
        raise refusal("encrypted_pdf" if locked else "damaged_file") from error
    count = len(document)
    if count == 0:
        raise refusal("damaged_file")
    if count > max_pages:
        raise refusal("too_many_pages")
    plain = not masked(path.read_bytes())
    for index in range(count):
        yield _pdf_page(document[index], index, plain)


def _pdf_page(page: Any, index: int, plain: bool) -> Page:
    """Born-digital pages keep their words; a scan is lifted out or drawn, then set upright."""
    width, height = page.get_size()
    if min(width, height) < 1:
        raise refusal("damaged_file")
    thing, scan = _scan(page, width * height)
    scanned = lifted(page, thing) if plain and thing else None
    if scanned is not None:
        return _seen(index + 1, scanned)
    words = () if scan else layer_words(page, SCAN_DPI / 72)
    least = min(LOW_DPI, 72 * LOW_SIDE / max(width, height))
    dpi = SCAN_DPI if words else min(max(scan, least), HIGH_DPI)
    scale = min(dpi / 72, LONG_SIDE / max(width, height))
    if words and scale < dpi / 72:
        words = layer_words(page, scale)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return _page(index + 1, image, words) if words else _seen(index + 1, image)


def _scan(page: Any, area: float) -> tuple[Any, float]:
    """The picture that covers most of the page and its resolution; (None, 0) when none does."""
    import pypdfium2.raw as pdfium

    best: tuple[Any, float] = (None, 0.0)
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered > 0.6 * area:
            width, height = thing.get_px_size()
            # The renderer leaves out what it cannot hold: a white page would look like a paper.
            if width * height > MAX_PIXELS:
                raise refusal("too_large_image")
            dpi = 72 * (width * height / covered) ** 0.5
            best = max(best, (thing, dpi), key=lambda found: found[1])
    return best
