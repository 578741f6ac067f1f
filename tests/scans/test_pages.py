"""Files that mean harm or are merely broken: each ends in pages or in a refusal."""

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image, ImageDraw

from chalicelib.errors import Refused
from chalicelib.pages import open_paper
from chalicelib.pages.syllables import is_syllable, share, trusted

ORIENTATION = 0x0112
LINES = (
    *("Ủy ban nhân dân phường Hồng Gai", "Tờ khai đăng ký khai sinh", "Họ tên: Lê Thị Mẫu"),
    *("Nơi cư trú: Số 1, đường Võ Nguyên Giáp", "Quan hệ: mẹ", "Giới tính: Nữ", "Dân tộc: Kinh"),
    *("Nơi sinh: Bệnh viện Phụ sản", "Quê quán: tỉnh Quảng Ninh", "Người yêu cầu ký tên"),
)


def pdf(pages: int, **saving: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(300, 400))
    out = io.BytesIO()
    document.save(out, **saving)
    return out.getvalue()


def locked() -> bytes:
    return pdf(1, encryption=pikepdf.Encryption(owner="chủ", user="khách"))


def bomb() -> bytes:
    """A page whose content is a gigabyte of spaces, deflated twice."""
    once = zlib.compressobj(9, wbits=-15)
    # A fully flushed block stands by itself, so sixty-four copies of it are one valid stream.
    block = once.compress(b" " * 2**24) + once.flush(zlib.Z_FULL_FLUSH)
    inner = b"\x78\xda" + block * 64 + once.flush()
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    stream = pikepdf.Stream(document, zlib.compress(inner, 9))
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    page.Contents = document.make_indirect(stream)
    out = io.BytesIO()
    document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def giant_png() -> bytes:
    """A PNG that says it has 60,000 x 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (600, 800)
) -> Image.Image:
    image = Image.new(mode, size, "white")
    pen = ImageDraw.Draw(image)
    for line, text in enumerate(LINES):
        pen.text((60, 60 + 56 * line), text, fill="black", font_size=24)
    return image


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty_file"),
        (lambda: b"<html><script>//</script>%PDF-1.4", "wrong_type"),
        (locked, "encrypted_pdf"),
        (lambda: pdf(60), "too_many_pages"),
        (lambda: pdf(1)[:90], "damaged_file"),
        (lambda: saved(picture(), "PNG")[:900], "damaged_file"),
        (lambda: saved(picture(), "JPEG")[:3000], "damaged_file"),
        (giant_png, "too_large_image"),
        (lambda: b"\xff\xd8\xff" + b"\x00" * 500, "damaged_file"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_paper(make(), max_pages=2)
    assert refused.value.code == code


def test_a_bomb_harms_only_the_child() -> None:
    with pytest.raises(Refused):
        open_paper(bomb(), max_pages=1)
    assert len(open_paper(pdf(1), max_pages=1)) == 1


def test_every_page_of_a_pdf_arrives_in_order() -> None:
    pages = open_paper(pdf(3), max_pages=3)
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(page.image.startswith(b"\xff\xd8") for page in pages)


def test_a_pdf_open_to_all_needs_no_password() -> None:
    data = pdf(1, encryption=pikepdf.Encryption(owner="chủ", user=""))
    assert len(open_paper(data, max_pages=1)) == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_any_png_becomes_a_page(mode: str) -> None:
    image = picture().convert("L" if mode in ("1", "I;16") else "RGBA" if mode == "P" else mode)
    if mode in ("1", "P"):
        image = image.convert(mode)
    data = saved(image.convert("I;16") if mode == "I;16" else image, "PNG")
    (page,) = open_paper(data, max_pages=1)
    assert Image.open(io.BytesIO(page.image)).size == (page.width, page.height)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_is_set_upright(turn: int) -> None:
    image = picture().rotate(turn, expand=True)
    (page,) = open_paper(saved(image, "JPEG", quality=92), max_pages=1)
    assert (page.width, page.height) == (600, 800)
    top = Image.open(io.BytesIO(page.image)).convert("L").crop((40, 55, 400, 100))
    assert top.getextrema()[0] < 90


def test_the_camera_says_which_way_is_up() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    data = saved(picture().rotate(90, expand=True), "JPEG", exif=exif)
    (page,) = open_paper(data, max_pages=1)
    assert (page.width, page.height) == (600, 800)


def test_vietnamese_is_told_from_garbage() -> None:
    true = "Ủy ban nhân dân phường Hồng Gai, tỉnh Quảng Ninh xác nhận nội dung khai trên là đúng"
    lost = "Uy ban nhan dan phuong Hong Gai, tinh Quang Ninh xac nhan noi dung khai tren la dung"
    tcvn3 = "ñy ban nh©n d©n ph­êng Hång Gai, tØnh Qu¶ng Ninh x¸c nhËn néi dung khai trªn lµ ®óng"
    assert trusted(true)
    assert not trusted(lost)
    assert not trusted(tcvn3)
    assert not trusted("")
    assert share(true) == 1.0


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giặt", "khuya", "oan", "yêu", "huỳnh"])
def test_a_syllable_may_be_any_of_these(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["street", "bac", "ngz", "hoàạ", "wàn"])
def test_a_syllable_is_none_of_these(word: str) -> None:
    assert not is_syllable(word)
