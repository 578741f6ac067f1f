"""Every kind of file that is accepted becomes the same upright page, whatever lies inside."""

import io
import struct

import numpy as np
import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageChops

from chalicelib.errors import Refused
from chalicelib.pages import open_paper
from chalicelib.sheet import Page
from tests.scans.test_pages import ORIENTATION, picture, saved

SIZE = (600, 800)


def shown(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.image)).convert("L")


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Same picture but for a little noise."""
    small = [image.convert("L").resize((150, 200)) for image in (one, other)]
    difference = np.asarray(ImageChops.difference(*small), float)
    return one.size == other.size and difference.mean() < 4


@pytest.mark.parametrize(
    ("mode", "compression"),
    [
        ("1", "group3"),
        ("1", "group4"),
        ("1", "packbits"),
        ("L", "tiff_lzw"),
        ("RGB", "jpeg"),
        ("RGB", "tiff_adobe_deflate"),
        ("CMYK", "tiff_lzw"),
        ("P", "tiff_lzw"),
        ("I;16", "tiff_deflate"),
        ("I;16B", "raw"),
        ("F", "raw"),
    ],
)
def test_any_tiff_becomes_a_page(mode: str, compression: str) -> None:
    grey = picture().convert("L")
    if mode.startswith("I;16"):
        deep = np.asarray(grey).astype("<u2" if mode == "I;16" else ">u2") * 257
        image = Image.frombytes(mode, SIZE, deep.tobytes())
    else:
        image = grey.convert("RGB").convert(mode) if mode == "CMYK" else grey.convert(mode)
    (page,) = open_paper(saved(image, "TIFF", compression=compression), max_pages=1)
    assert alike(shown(page), grey)


def test_every_page_of_a_tiff_arrives_in_order() -> None:
    pages = [picture(size=(600, 800 + 40 * n)) for n in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    opened = open_paper(data, max_pages=3)
    assert [(page.number, page.height) for page in opened] == [(1, 800), (2, 840), (3, 880)]
    with pytest.raises(Refused) as refused:
        open_paper(data, max_pages=2)
    assert refused.value.code == "too_many_pages"


def test_a_tiff_that_runs_in_a_ring_ends() -> None:
    data = bytearray(saved(picture().convert("L"), "TIFF"))
    first = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[first : first + 2])[0]
    after = first + 2 + 12 * count
    data[after : after + 4] = struct.pack("<I", first)
    assert len(open_paper(bytes(data), max_pages=4)) == 1


def test_a_fax_is_not_squeezed() -> None:
    """A fax has 204 dots an inch across and 98 down."""
    flat = picture().resize((600, 392)).convert("1")
    (page,) = open_paper(saved(flat, "TIFF", compression="group3", dpi=(204, 98)), max_pages=1)
    assert (page.width, page.height) == (600, 816)


def test_a_turned_tiff_is_turned_once() -> None:
    image = picture().rotate(90, expand=True)
    data = saved(image, "TIFF", tiffinfo={ORIENTATION: 6})
    (page,) = open_paper(data, max_pages=1)
    assert alike(shown(page), picture())


def heic(image: Image.Image, **how: object) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90, **how)
    return out.getvalue()


def test_a_heic_photo_becomes_a_page() -> None:
    (page,) = open_paper(heic(picture()), max_pages=1)
    assert alike(shown(page), picture())


def test_a_turned_heic_is_turned_once() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    image = picture().rotate(90, expand=True)
    image.info["exif"] = exif.tobytes()
    (page,) = open_paper(heic(image), max_pages=1)
    assert alike(shown(page), picture())


def test_a_broken_heic_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        open_paper(heic(picture())[:900], max_pages=1)
    assert refused.value.code == "damaged_file"


def scan(image: Image.Image, *, rotate: int = 0, extra: bytes = b"", **more: object) -> bytes:
    """A PDF page that is one picture, 72 dots an inch a fifth of the way."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(image.width * 0.36, image.height * 0.36))
    grey = image.convert("L")
    stream = pikepdf.Stream(document, grey.tobytes())
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = image.size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    for key, value in more.items():
        stream[f"/{key}"] = value
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=stream))
    size = f"{image.width * 0.36} 0 0 {image.height * 0.36} 0 0"
    page.Contents = pikepdf.Stream(document, f"q {size} cm /Scan Do Q".encode() + extra)
    page.Rotate = rotate
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_scan_in_a_pdf_keeps_its_own_dots() -> None:
    (page,) = open_paper(scan(picture()), max_pages=1)
    assert alike(shown(page), picture())


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_turned_by_its_page_is_turned(turn: int) -> None:
    lying = picture().rotate(turn, expand=True)
    (page,) = open_paper(scan(lying, rotate=turn), max_pages=1)
    assert alike(shown(page), picture())


def test_a_negative_scan_is_black_on_white() -> None:
    negative = ImageChops.invert(picture().convert("L"))
    (page,) = open_paper(scan(negative, Decode=pikepdf.Array([1, 0])), max_pages=1)
    assert alike(shown(page), picture())


def test_what_is_drawn_over_a_scan_is_seen() -> None:
    mark = b" 0 g 20 20 100 100 re f"
    (page,) = open_paper(scan(picture(), extra=mark), max_pages=1)
    dark = np.asarray(shown(page))[-int(page.height * 0.12) : -int(page.height * 0.1), :]
    assert dark.min() < 60
    assert not alike(shown(page), picture())
