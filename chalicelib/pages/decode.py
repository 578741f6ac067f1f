"""Bytes to pictures: runs only inside the child process."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.intake import kind_of, refusal
from chalicelib.pages.layer import layer_words
from chalicelib.pages.upright import upright
from chalicelib.sheet import Page

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 64_000_000
"""Largest picture that is decoded at all."""

LONG_SIDE = 2600
"""Longest side of a page image in pixels: A4 at about 220 dpi."""

SCAN_DPI, LOW_DPI, HIGH_DPI = 200, 150, 220


def decode(path: Path, max_pages: int) -> Iterator[Page]:
    """Every page of the file, upright. Raises Refused; anything else means a damaged file."""
    with path.open("rb") as file:
        kind = kind_of(file.read(16))
    if kind == "pdf":
        yield from _pdf(path, max_pages)
    else:
        yield _picture(path)


def _picture(path: Path) -> Page:
    from PIL import Image, ImageOps

    # Opening reads the header only, so the check below comes before any pixel; Pillow's own would
    # speak earlier, of a bomb, to a citizen whose telephone is merely too good.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path, formats=("JPEG", "PNG")) as image:
        if image.width * image.height > MAX_PIXELS:
            raise refusal("too_large_image")
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        image.thumbnail((LONG_SIDE * 2, LONG_SIDE * 2))
        turned = ImageOps.exif_transpose(image)
        return _page(1, upright(_on_white(turned), photo=True))


def _on_white(image: "Image") -> "Image":
    """Colour or grey without transparency: what is see-through becomes paper."""
    from PIL import Image

    if image.has_transparency_data:
        front = image.convert("RGBA")
        back = Image.new("RGBA", front.size, "white")
        return Image.alpha_composite(back, front).convert("RGB")
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")


def _page(number: int, image: "Image", layer: tuple[Any, ...] = ()) -> Page:
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
    for index in range(count):
        yield _pdf_page(path, document[index], index)


def _pdf_page(path: Path, page: Any, index: int) -> Page:
    """Born-digital pages keep their words; a scan is drawn at its own resolution, then set upright.

    Drawing costs some 40 ms more than lifting the embedded image out, and in return rotation,
    masks, crops and colour spaces are all the renderer's business.
    """
    width, height = page.get_size()
    if min(width, height) < 1:
        raise refusal("damaged_file")
    scan = _scan_dpi(page, width * height)
    words = () if scan else layer_words(path, page, index, SCAN_DPI / 72)
    dpi = SCAN_DPI if words else min(max(scan, LOW_DPI), HIGH_DPI)
    scale = min(dpi / 72, LONG_SIDE / max(width, height))
    if words and scale < dpi / 72:
        words = layer_words(path, page, index, scale)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return _page(index + 1, image if words else upright(image), words)


def _scan_dpi(page: Any, area: float) -> float:
    """Resolution of the picture that covers most of the page; 0 when no picture does."""
    import pypdfium2.raw as pdfium

    best = 0.0
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered > 0.6 * area:
            width, height = thing.get_px_size()
            # The renderer leaves out what it cannot hold: a white page would look like a paper.
            if width * height > MAX_PIXELS:
                raise refusal("too_large_image")
            best = max(best, 72 * (width * height / covered) ** 0.5)
    return best
