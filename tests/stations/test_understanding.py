"""What a machine read, put right where only one reading makes sense."""

import pytest

from chalicelib.values import CORRECTED, money_in_words, parse, understand


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "Sẹo trên trướC đầu mày", "Sẹo trên trước đầu mày"),
        ("text", "Theo VOSCO và VinaCONEX", "Theo VOSCO và VinaCONEX"),
        ("personal_number", "O2219502O496", "022195020496"),
        ("personal_number", "| 0 |2|2|1|9|5|0|2|0[4|9|6|", "022195020496"),
        ("personal_number", "1022195020496", "022195020496"),
        ("phone", "O912345678", "0912345678"),
        ("date", "O6/09/1995", "1995-09-06"),
        ("year", "l995", "1995"),
        ("business_code", "952L", "9521"),
        ("money", "5O.000.000 đồng", "50000000"),
        ("email", "mau1995(@gmail.com", "mau1995@gmail.com"),
        ("email", "mau1995(mau.example.org", "mau1995@mau.example.org"),
        ("email", "mau1995gmail.com", "mau1995@gmail.com"),
        ("name", "NGUYÊN THỊ MẪU", "NGUYỄN THỊ MẪU"),
        ("name", "Nguyễn Thị mẫu", "Nguyễn Thị Mẫu"),
        ("name", "ĐinhMinh Mẫu", "Đinh Minh Mẫu"),
        ("date", "06091995", "1995-09-06"),
        ("ethnicity", "Kính", "Kinh"),
        ("nationality", "Viêt Narn", "Viêt Narn"),
        ("nationality", "Viêt Nam", "Việt Nam"),
        ("nationality", "việt Nam", "Việt Nam"),
        ("name", "vũ Thị Mẫu", "Vũ Thị Mẫu"),
        ("name", "ông Vũ Văn Mẫu", "ông Vũ Văn Mẫu"),
        ("relation", "Con đề", "Con đẻ"),
        ("business", "Cáttóc, làm đầu, gội đầu", "Cắt tóc, làm đầu, gội đầu"),
        ("business", "Sản xuất đồ gồ xây dụng", "Sản xuất đồ gỗ xây dựng"),
        ("address", "Bênh viên Phu sản Mẫu, phường Mẫu", "Bệnh viện Phụ sản Mẫu, phường Mẫu"),
        ("address", "xã Quang Tân, tỉnh Quảng Ninh", "xã Quảng Tân, tỉnh Quảng Ninh"),
        ("name", "KHÚc THỊ MẪU", "KHÚC THỊ MẪU"),
        ("address", "Tố 3, thôn Nội, xã Mẫu", "Tổ 3, thôn Nội, xã Mẫu"),
        ("address", "phường Hồng Gài, tỉnh Quáng Ninh", "phường Hồng Gai, tỉnh Quảng Ninh"),
        ("text", "Công an phường Hồng Gai, tỉnh Gia I ai", "Công an phường Hồng Gai, tỉnh Gia Lai"),
        (
            "text",
            "Ngày mươi lăm tháng hai năm hai nghìn không trăm hai mưoi lăn",
            "Ngày mười lăm tháng hai năm hai nghìn không trăm hai mươi lăm",
        ),
    ],
)
def test_noise_is_undone_and_said(kind: str, raw: str, value: str) -> None:
    understood = understand(kind, raw)
    assert understood.value == value
    assert (CORRECTED in understood.flags) == (parse(kind, raw).value != value)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("name", "Giàng A Mẫu"),
        ("name", "Kpă Mẫu"),
        ("name", "Siu H' Mẫu"),
        ("name", "Lo Mẫu"),
        ("name", "Jean Martin"),
        ("name", "Ian McDonald"),
        ("ethnicity", "Mông"),
        ("nationality", "Bồ Đào Nha"),
        ("relation", "Bạn học"),
        ("address", "Số 12, thị trấn Không Có, huyện Chưa Từng, tỉnh Quảng Ninh"),
        ("address", "12 Rue de Paris, Lyon"),
        ("address", "Thôn Mẫu, xã Quảng Minh, tỉnh Khánh Hòa"),
        ("text", "TẠP HÓA PHƯỞNG THỊNH"),
        ("text", "Cục CSQLHC về TTXH"),
        ("text", "Sản xuất đồ gỗ xây dựng"),
        ("document_number", "05/QĐ-UBND"),
        ("business", "Bán hàng qua mạng"),
        ("business", "Sản xuất đồ gỗ"),
    ],
)
def test_what_no_lexicon_knows_stays_as_it_is(kind: str, raw: str) -> None:
    assert understand(kind, raw).value == raw


@pytest.mark.parametrize("raw", ["| 0 |4|4|0[7|9[ø|o|o|s|4l»|", "chín chín"])
def test_what_could_be_several_numbers_is_not_guessed(raw: str) -> None:
    assert "not_12_digits" in understand("personal_number", raw).flags


@pytest.mark.parametrize(
    ("kind", "raw", "value", "flags"),
    [
        ("tax_code", "5700100256", "5700100256", ()),
        ("tax_code", "5700100256-001", "5700100256-001", ()),
        ("tax_code", "022195020496", "022195020496", ()),
        ("tax_code", "5700100257", "5700100257", ("check_digit_differs",)),
        ("tax_code", "57001", "57001", ("not_a_tax_code",)),
        ("registration_number", "22A8 001234", "22A8001234", ()),
        ("business_code", "5610", "5610", ()),
        ("business_code", "56", "", ("not_a_business_code",)),
        ("document_number", "Số : 05 / QĐ - UBND", "05/QĐ-UBND", ()),
        ("document_number", "127/XNTTHN Tiên Mẫu", "127/XNTTHN Tiên Mẫu", ("not_a_number",)),
        ("percent", "12,5 %", "12.5", ()),
        ("money", "1.500.000 đồng, trong đó 20.000 đồng", "1500000", ()),
        ("money_words", "(bằng chữ: Năm mươi triệu đồng)", "Năm mươi triệu đồng", ()),
        ("mark", "[x] Cá nhân", "1", ()),
        ("mark", "☐ Cá nhân", "0", ()),
        ("mark", "Ngành chính", "1", ()),
    ],
)
def test_codes_and_sums(kind: str, raw: str, value: str, flags: tuple[str, ...]) -> None:
    parsed = parse(kind, raw)
    assert (parsed.value, parsed.flags) == (value, flags)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Năm mươi triệu đồng", 50_000_000),
        ("Một tỷ hai trăm linh năm triệu đồng chẵn", 1_205_000_000),
        ("một trăm nghìn tỷ", 100_000 * 10**9 if 100_000 * 10**9 < 10**12 else -1),
        ("Mười hai nghìn không trăm lẻ ba đồng Việt Nam", 12_003),
        ("không rõ", -1),
    ],
)
def test_money_in_words(words: str, number: int) -> None:
    assert money_in_words(words) == number
