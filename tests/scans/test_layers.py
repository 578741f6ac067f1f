"""The text a PDF carries: used where it is what the page shows, and a picture everywhere else."""

import io
from datetime import date

import fpdf
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from chalicelib.pages import open_paper
from chalicelib.sheet import Page
from chalicelib.values import bare
from local.samples import birth_notice, born_digital_pdf, declaration, family, fonts
from tests.stations.test_encodings import LETTERS, OLD_TCVN3, OLD_VNI

LINES = (
    *("Ủy ban nhân dân phường Hồng Gai", "Tờ khai đăng ký khai sinh", "Họ tên: Lê Thị Mẫu"),
    *("Nơi cư trú: Số 1, đường Võ Nguyên Giáp", "Quan hệ: mẹ", "Giới tính: Nữ", "Dân tộc: Kinh"),
    *("Nơi sinh: Bệnh viện Phụ sản", "Quê quán: tỉnh Quảng Ninh", "Người yêu cầu ký tên"),
)
WORDS = [word for line in LINES for word in line.split()]
SIGNED = ("Ký bởi: Ủy ban nhân dân phường Hồng Gai", "Thời gian ký: 24/11/2026 08:00:00")


class Document(fpdf.FPDF):
    """One page of 595 x 842 points with a Vietnamese font; `lines` writes from the top."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format=(595, 842))
        self.set_auto_page_break(False)
        self.add_font("Tinos", fname=str(fonts.path("Tinos", "")))
        self.add_page()
        self.set_font("Tinos", size=13)

    def lines(self, texts: tuple[str, ...], x: float = 60, y: float = 80, step: float = 30) -> None:
        for number, text in enumerate(texts):
            self.text(x, y + step * number, text)


def first_page(data: bytes) -> Page:
    return open_paper(data, max_pages=1)[0]


def said(document: fpdf.FPDF) -> list[str]:
    return [word.text for word in first_page(bytes(document.output())).layer]


def raw(font: str, lines: list[bytes]) -> bytes:
    """A page whose letters are bytes of a simple font of that name, as old writers made them."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    kind = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name(f"/{font}"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=kind))
    shows = b" ".join(b"<" + line.hex().encode() + b"> Tj 0 -30 Td" for line in lines)
    page.Contents = document.make_stream(b"BT /F1 13 Tf 60 760 Td " + shows + b" ET")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def old(text: str, letters: str, codes: list[str]) -> bytes:
    return "".join(dict(zip(letters, codes, strict=True)).get(c, c) for c in text).encode("latin-1")


def tcvn3(text: str) -> bytes:
    capitals = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
    return old(text, LETTERS + "".join(capitals), [*OLD_TCVN3, *capitals.values()])


def vni(text: str) -> bytes:
    codes = OLD_VNI.split()
    return old(text, LETTERS + LETTERS.upper(), [*codes, *(code.upper() for code in codes)])


def test_a_page_that_carries_its_words_is_not_read() -> None:
    document = Document()
    document.lines(LINES)
    assert said(document) == WORDS


OLD_LINES = [
    "Tờ khai đăng ký khai sinh",
    "Họ tên người được khai sinh: Lê Thị Mẫu",
    "Như trên, như",
]


@pytest.mark.parametrize(
    ("font", "write", "capitals"),
    [(".VnTime", tcvn3, False), ("ABCDEF+.VnTimeHBold", tcvn3, True), ("VNI-Times", vni, False)],
)
def test_an_old_font_is_converted(font: str, write: object, capitals: bool) -> None:
    assert callable(write)
    words = [word.text for word in first_page(raw(font, [write(x) for x in OLD_LINES])).layer]
    text = " ".join(OLD_LINES)
    assert words == (text.upper() if capitals else text).split()


def test_an_old_font_under_another_name_is_a_picture() -> None:
    assert first_page(raw("TimesNewRoman", [tcvn3(line) for line in OLD_LINES])).layer == ()


def test_a_code_no_table_knows_makes_a_picture() -> None:
    assert (
        first_page(raw(".VnTime", [*(tcvn3(line) for line in OLD_LINES), b"\xff\xff"])).layer == ()
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "".join(chr(ord(c) + 3) if c != " " else c for c in text),
        bare,
    ],
)
def test_words_that_are_no_vietnamese_make_a_picture(spoil: object) -> None:
    assert callable(spoil)
    document = Document()
    document.lines(tuple(spoil(line) for line in LINES))
    assert said(document) == []


def test_one_font_of_garbage_spoils_the_page() -> None:
    document = Document()
    document.lines(LINES)
    document.set_font("Helvetica", size=13)
    document.lines(("Wrl wkdp erw qjkd", "skdp gdqk kruw mxzt", "kdg wrp pdx oh wkl"), y=500)
    assert said(document) == []


def scan() -> Image.Image:
    """What a scanner makes of a page: the words as grey pixels on grey paper."""
    document = Document()
    document.lines(LINES * 2)
    page = pypdfium2.PdfDocument(bytes(document.output()))[0]
    image: Image.Image = page.render(scale=1.5).to_pil().convert("L")
    return image.point([round(20 + grey * 0.85) for grey in range(256)])


@pytest.mark.parametrize("strips", [1, 2, 4])
def test_a_signature_upon_a_scan_is_not_its_text(strips: int) -> None:
    image, document = scan(), Document()
    step = image.height // strips
    for number in range(strips):
        part = image.crop((0, step * number, image.width, step * (number + 1)))
        document.image(part, 0, 842 / strips * number, 595, 842 / strips)
    document.lines(SIGNED, x=330, y=700)
    assert said(document) == []


def test_a_scanned_half_makes_the_whole_a_picture() -> None:
    document = Document()
    document.lines(LINES)
    document.image(scan().crop((0, 0, 890, 500)), 0, 450, 595, 334)
    assert said(document) == []


def test_a_reading_under_a_scan_is_not_believed_however_good() -> None:
    document = Document()
    for number in range(2):
        document.image(
            scan().crop((0, 630 * number, 892, 630 * number + 630)), 0, 421 * number, 595, 421
        )
    with document.local_context(text_mode=fpdf.enums.TextMode.INVISIBLE):
        document.lines(LINES * 2)
    assert said(document) == []


def test_words_nobody_sees_are_left_out() -> None:
    document = Document()
    document.lines(LINES)
    document.set_text_color(255)
    document.lines(("chữ trắng",), y=500)
    document.set_text_color(0)
    document.lines(("ngoài trang",), x=700, y=530)
    document.lines(("bị che",), y=560)
    document.rect(55, 545, 48, 20, style="F")
    with document.local_context(text_mode=fpdf.enums.TextMode.INVISIBLE):
        document.lines(("tàng hình",), y=600)
    assert said(document) == WORDS


def test_a_note_laid_over_the_page_makes_a_picture() -> None:
    document = Document()
    document.lines(LINES)
    document.free_text_annotation("Họ tên: Trần Văn Khác", x=60, y=500, w=200, h=40)
    assert said(document) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("turned_back", [False, True])
def test_words_lie_where_they_are_drawn_whichever_way_a_page_is_turned(
    turn: int, turned_back: bool
) -> None:
    """`turned_back`: the words run sideways in the file and the page is turned to show them."""
    document = Document()
    document.lines(LINES)
    opened = pikepdf.open(io.BytesIO(bytes(document.output())))
    page = opened.pages[0]
    if turned_back:
        page.contents_add(b"q 0 1 -1 0 842 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, 842, 595]
    page.Rotate = turn
    out = io.BytesIO()
    opened.save(out)
    paper = first_page(out.getvalue())
    assert [word.text for word in paper.layer] == WORDS
    grey = Image.open(io.BytesIO(paper.image)).convert("L")
    assert all(sum(grey.crop(word.box).histogram()[:120]) > 9 for word in paper.layer)


def test_words_are_those_that_pdfplumber_finds() -> None:
    people = family(7, today=date(2026, 11, 24))
    for sheet in (declaration(people, 7), birth_notice(people, 7)):
        data, _ = born_digital_pdf(sheet)
        with pdfplumber.open(io.BytesIO(data), unicode_norm="NFC") as document:
            expected = document.pages[0].extract_words(x_tolerance=1.5)
        layer = first_page(data).layer
        assert sorted(word.text for word in layer) == sorted(word["text"] for word in expected)
        scale = 200 / 72
        places = {(word["text"], round(word["x0"] / 4)) for word in expected}
        assert {(word.text, round(word.box.x0 / scale / 4)) for word in layer} <= {
            (text, x + near) for text, x in places for near in (-1, 0, 1)
        }
