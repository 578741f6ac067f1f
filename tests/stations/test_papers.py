"""Drawing papers: what is written on them can be read off them again, and never runs over."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from chalicelib.errors import Missing
from chalicelib.papers import (
    LETTERS,
    RESULTS,
    ControlFacts,
    ControlRow,
    PaperLine,
    control_sheet,
    date_in_words,
    letter,
    long_date,
    long_moment,
    receipt,
    result,
)
from chalicelib.procedure.terms import PAPERS
from local.fonts import FontsMissing, font_folder
from tests.papers import AT, BIRTH, CENTRE, LETTER, MOTHER, RECEIPT

FONTS = font_folder()
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def read(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    return " ".join(" ".join(pages).split())


def page_size(pdf: bytes) -> tuple[int, int]:
    with pypdfium2.PdfDocument(pdf) as paper:
        width, height = paper[0].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as paper:
        return paper[page].render(scale=2).to_pil()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return receipt(RECEIPT, FONTS, AT)


def test_receipt_says_everything_that_mau_01_asks(paper: bytes) -> None:
    text = read(paper)
    facts = (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        RECEIPT.code,
        RECEIPT.counter,
        MOTHER.name,
        MOTHER.address,
        MOTHER.phone,
        MOTHER.email,
        MOTHER.identity,
        RECEIPT.owner.name,
        RECEIPT.received,
        RECEIPT.due,
        RECEIPT.due_why[0],
        RECEIPT.secret,
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        RECEIPT.officer,
        "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
    )
    assert [fact for fact in facts if fact not in text] == []


def test_receipt_is_one_a5_page_and_counts_papers_in_their_columns(paper: bytes) -> None:
    assert page_size(paper) == (148, 210)
    with pypdfium2.PdfDocument(paper) as document:
        assert len(document) == 1
    text = read(paper)
    assert "TT Tên thành phần hồ sơ Bản chính Chứng thực Photo" in text
    assert "1 Giấy chứng sinh 1 2 Thẻ căn cước của mẹ 2 3 Giấy chứng nhận kết hôn 3" in text


def test_receipt_carries_the_tracking_address_as_qr(paper: bytes) -> None:
    found = zxingcpp.read_barcodes(picture(paper))
    assert [code.text for code in found] == [RECEIPT.tracking_url]


def test_receipt_of_a_real_office_bears_no_trial_mark() -> None:
    assert "THỬ NGHIỆM" not in read(receipt(replace(RECEIPT, trial=False), FONTS, AT))


def test_same_facts_give_the_same_bytes(paper: bytes) -> None:
    assert receipt(RECEIPT, FONTS, AT) == paper
    assert receipt(replace(RECEIPT, secret="OTHER"), FONTS, AT) != paper


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_fonts_hold_every_vietnamese_letter(style: str) -> None:
    import unicodedata

    from fontTools.ttLib import TTFont

    letters = {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES} | {"đ"}
    with TTFont(FONTS / f"Tinos-{style}.ttf") as font:
        has = set(font.getBestCmap())
    assert {c for c in letters | {c.upper() for c in letters} if ord(c) not in has} == set()


def test_decomposed_letters_are_printed_composed() -> None:
    decomposed = replace(RECEIPT, officer="Pha\u0323m Thi\u0323 \u0110\u01a1\u0323i Ngo\u0323c")
    assert "Phạm Thị Đợi Ngọc" in read(receipt(decomposed, FONTS, AT))


def test_long_values_wrap_inside_the_margins() -> None:
    long = "Nguyễn Phước Tôn Nữ Hoàng Thị Đoan Trang " * 5 + "ĐƯỜNGKHÔNGCÓDẤUCÁCH" * 8
    crowded = replace(
        RECEIPT,
        subject=long,
        counter=long,
        components=tuple(PaperLine(long, originals=1) for _ in range(3)),
        submitter=replace(MOTHER, name=long, address=long, email=long),
    )
    pdf = receipt(crowded, FONTS, AT)
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    assert count > 1
    assert RECEIPT.officer in read(pdf)
    for number in range(count):
        image = picture(pdf, number).convert("L").point(lambda level: 255 * (level < 200))
        left, _, right, bottom = image.getbbox() or (0, 0, 0, 0)
        assert left >= 12 / 25.4 * 144
        assert right <= (148 - 9) / 25.4 * 144 + 1
        assert bottom <= (210 - 8) / 25.4 * 144


@pytest.mark.parametrize("kind", LETTERS)
def test_letters_name_the_dossier_the_list_the_reason_and_whom_to_ask(kind: str) -> None:
    pdf = letter(kind, LETTER, FONTS, AT)
    text = read(pdf)
    said = (LETTER.code, *LETTER.items, LETTER.reason, LETTER.contact, LETTER.signatory.name)
    assert page_size(pdf) == (148, 210)
    assert [words for words in (*said, f"Số: {LETTER.number}") if words not in text] == []


def test_apology_tells_the_old_and_the_new_due_date() -> None:
    text = read(letter("apology", LETTER, FONTS, AT))
    assert LETTER.old_due in text
    assert LETTER.new_due in text


def test_control_sheet_has_a_row_for_each_hand_over_on_as_many_pages_as_it_takes() -> None:
    rows = tuple(
        ControlRow(f"Bộ phận {n}", f"Bộ phận {n + 1}", RECEIPT.received, "Đúng hạn")
        for n in range(40)
    )
    facts = ControlFacts(
        CENTRE, RECEIPT.code, RECEIPT.place_date, MOTHER, "Đăng ký khai sinh", "UBND", "", rows
    )
    text = read(control_sheet(facts, FONTS, AT))
    assert [
        row.giver for row in rows if f"1. Giao: {row.giver} 2. Nhận: {row.taker}" not in text
    ] == []
    assert text.count("THỜI GIAN GIAO, NHẬN HỒ SƠ") > 1


@pytest.mark.parametrize("kind", RESULTS)
def test_results_follow_nd_30(kind: str) -> None:
    image = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(image, "PNG")
    pdf = result(kind, replace(BIRTH, images=(image.getvalue(),)), FONTS, AT)
    text = read(pdf)
    assert page_size(pdf) == (210, 297)
    assert BIRTH.number in text
    assert BIRTH.place_date in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text
    assert "BẢN THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in text
    assert text.rstrip().endswith(BIRTH.signatory.name)


def test_birth_certificate_prints_names_in_capitals_and_dots_for_what_is_unknown() -> None:
    text = read(result("birth-certificate", BIRTH, FONTS, AT))
    assert "Họ, chữ đệm, tên: NGUYỄN MINH KHANG" in text
    assert f"Ghi bằng chữ: {BIRTH.values['child_birth_date_words']}" in text
    assert "Nơi cư trú: ....." in text


def test_certified_copy_has_the_pages_and_then_the_words() -> None:
    image = io.BytesIO()
    Image.new("RGB", (400, 600), "black").save(image, "PNG")
    pdf = result("certified-copy", replace(BIRTH, images=(image.getvalue(),) * 3), FONTS, AT)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 3
        assert all(page.get_images() for page in document.pages)
    assert read(pdf).count("BẢN SAO") == 3 + 1
    assert "Quyển số: 01/2026-SCT/BS" in read(pdf)


def test_every_paper_that_a_procedure_may_name_has_a_template() -> None:
    assert set(PAPERS) == set(RESULTS)


def test_a_result_without_a_template_is_a_plain_sheet_with_its_name_and_what_was_said() -> None:
    long = "Tổ 5, khu 4, phường Hồng Gai, tỉnh Quảng Ninh, " * 6
    facts = replace(
        BIRTH,
        title="Biển hiệu phương tiện vận tải khách du lịch (giá trị 07 năm)",
        rows=(("Số đăng ký", "QN-1234"), ("Địa chỉ trụ sở", long)),
    )
    text = read(result("", facts, FONTS, AT))
    assert "BIỂN HIỆU PHƯƠNG TIỆN VẬN TẢI KHÁCH DU LỊCH" in text
    assert "(giá trị 07 năm)" in text
    assert "Số đăng ký: QN-1234" in text
    assert " ".join(long.split()) in text


@pytest.mark.parametrize("draw", [letter, result])
def test_unknown_template_is_missing(draw: object) -> None:
    with pytest.raises(Missing) as fault:
        draw("laurel-wreath", LETTER, FONTS, AT)  # type: ignore[operator]
    assert fault.value.code == "paper_unknown"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 15), "Ngày mười lăm tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        (date(2024, 4, 1), "Ngày mùng một tháng tư năm hai nghìn không trăm hai mươi tư"),
        (date(2005, 12, 21), "Ngày hai mươi mốt tháng mười hai năm hai nghìn không trăm linh năm"),
        (date(1990, 10, 30), "Ngày ba mươi tháng mười năm một nghìn chín trăm chín mươi"),
        (date(1955, 2, 10), "Ngày mùng mười tháng hai năm một nghìn chín trăm năm mươi lăm"),
        (date(2014, 5, 14), "Ngày mười bốn tháng năm năm hai nghìn không trăm mười bốn"),
        (date(2000, 1, 25), "Ngày hai mươi lăm tháng một năm hai nghìn không trăm"),
    ],
)
def test_dates_in_words(day: date, words: str) -> None:
    assert date_in_words(day) == words


def test_dates_pad_as_nd_30_asks() -> None:
    assert long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    moment = datetime(2026, 11, 23, 7, 5, tzinfo=AT.tzinfo)
    assert long_moment(moment) == "07 giờ 05 phút, ngày 23 tháng 11 năm 2026"


def test_the_door_loads_no_pdf_library() -> None:
    heavy = "{'fpdf', 'pyhanko', 'segno', 'PIL', 'cryptography'}"
    code = f"import sys, chalicelib.papers; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_missing_fonts_are_said_with_the_remedy(tmp_path: object) -> None:
    with pytest.raises(FontsMissing, match="fonts-croscore"):
        font_folder([str(tmp_path)])


def test_receipt_with_much_to_say_stays_on_one_page() -> None:
    lines = tuple(PaperLine(f"Giấy tờ thứ {number} của hồ sơ", copies=1) for number in range(1, 6))
    why = ("một dòng giải thích về ngày hẹn trả, dài như trong thực tế, có căn cứ pháp luật",) * 5
    facts = replace(RECEIPT, components=lines, due_why=why)
    assert len(pypdfium2.PdfDocument(receipt(facts, FONTS, AT))) == 1
