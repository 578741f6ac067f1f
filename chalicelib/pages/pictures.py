"""Picture files to frames: JPEG, PNG, HEIC (one picture), TIFF (a picture a page); in the child."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.intake import refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 64_000_000
"""Largest picture that is decoded at all."""

LONG_SIDE = 2480
"""Longest side of a page image in pixels: A4 at 210 dpi."""

FORMATS = {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}

REDUCED = 254
"""TIFF tag: what kind of picture a directory holds; its first bit marks a thumbnail."""

SQUARE = 0.03
"""Resolutions across and down may differ so much before a picture is stretched."""


def picture(path: Path, kind: str) -> "Image":
    """The one picture of a JPEG, PNG or HEIC file, turned as its camera says."""
    from PIL import Image, ImageOps

    _unbound()
    if kind == "heic":
        _learn_heic()
    with Image.open(path, formats=(FORMATS[kind],)) as image:
        _small_enough(image)
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        image.thumbnail((LONG_SIDE * 2, LONG_SIDE * 2))
        return on_white(ImageOps.exif_transpose(image))


def frames(path: Path, max_pages: int) -> Iterator["Image"]:
    """The pages of a TIFF file in order, thumbnails left out.

    A directory may name itself as the next one, so pages are counted while they are opened.
    """
    from PIL import Image

    _unbound()
    count = 0
    with Image.open(path, formats=("TIFF",)) as image:
        for index in range(4 * max_pages + 4):
            try:
                image.seek(index)
            except EOFError:
                return
            if int(_tag(image, REDUCED)) & 1:
                continue
            count += 1
            if count > max_pages:
                raise refusal("too_many_pages")
            _small_enough(image)
            yield _frame(image)
    raise refusal("too_many_pages")


def _tag(image: Any, number: int) -> Any:
    return image.tag_v2.get(number, 0)


def _frame(image: Any) -> "Image":
    """One directory as a picture; Pillow itself turns it as its orientation tag says."""
    image.load()
    across, down = (float(n) for n in image.info.get("dpi", (1, 1)))
    made = on_white(image)
    made.thumbnail((LONG_SIDE * 2, LONG_SIDE * 2))
    return squared(made, across, down)


def squared(image: "Image", across: float, down: float) -> "Image":
    """`image` with square dots: a fax has twice as many across as down.

    `across` and `down` are dots per length; nonsense (more than four to one) is not believed.
    """
    if not (across > 0 and down > 0 and 0.25 <= across / down <= 4):
        return image
    if abs(across / down - 1) <= SQUARE:
        return image
    most = max(across, down)
    size = (round(image.width * most / across), round(image.height * most / down))
    grey = image.convert("L") if image.mode == "1" else image
    return grey.resize(size)


def on_white(image: "Image") -> "Image":
    """Colour or grey without transparency: what is see-through becomes paper."""
    from PIL import Image

    if image.has_transparency_data:
        front = image.convert("RGBA")
        back = Image.new("RGBA", front.size, "white")
        return Image.alpha_composite(back, front).convert("RGB")
    if image.mode.startswith(("I", "F")):
        return _sixteen_bit(image)
    return image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")


def _sixteen_bit(image: "Image") -> "Image":
    """Deep grey to 8 bits: 16 bits by their upper half, fractions of one by their whole range."""
    import numpy as np
    from PIL import Image

    deep = np.nan_to_num(np.asarray(image, dtype=np.float32))
    most = float(deep.max(initial=0.0))
    scale = 255.0 if 0 < most <= 1 else 1.0 if most <= 255 else 1 / 256
    return Image.fromarray(np.clip(deep * scale, 0, 255).astype(np.uint8))


def _small_enough(image: "Image") -> None:
    """Opening reads the header only, so this comes before any pixel."""
    if image.width * image.height > MAX_PIXELS:
        raise refusal("too_large_image")


def _unbound() -> None:
    from PIL import Image

    # Pillow's own limit would speak of a bomb to a citizen whose telephone is merely too good.
    Image.MAX_IMAGE_PIXELS = None


def _learn_heic() -> None:
    import pillow_heif

    # One thread: each further one would reserve address space that the child may not have.
    pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1, aux_images=False)
