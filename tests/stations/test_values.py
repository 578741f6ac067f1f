"""What written things mean, through the public door of values."""

import pytest

from chalicelib import values


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("date", "ngày 05 tháng 02 năm 2026", "2026-02-05"),
        ("date", "05/02/2026", "2026-02-05"),
        ("date", "lúc 2 giờ 30 phút ngày 5 tháng 2 năm 2026", "2026-02-05"),
        ("date", "Ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi sáu", "2026-02-05"),
        ("date", "sinh năm 1990", "1990"),
        ("date", "2026-02-05", "2026-02-05"),
        ("time", "2 giờ 30 phút ngày 05 tháng 02 năm 2026", "02:30"),
        ("time", "14h05", "14:05"),
        ("year", "Năm sinh: 1996", "1996"),
        ("name", "  Lê  Thị\tHoà. ", "Lê Thị Hoà"),
        ("sex", "Quốc tịch Việt Nam, giới tính: Nữ", "Nữ"),
        ("sex", "Nam", "Nam"),
        ("ethnicity", "hoa", "Hoa"),
        ("personal_number", "Căn cước công dân số 022 195 020 496, Cục CSQLHC cấp", "022195020496"),
        ("phone", "+84 912 345 678", "0912345678"),
        ("email", " Lan @gmail.com", "lan@gmail.com"),
        ("money", "1.500.000 đồng", "1500000"),
        ("number", "85,5 m²", "85.5"),
        ("number", "1.500 gam", "1500"),
        ("address", "Tổ 3, thôn Nội, xã Nghi Lộc ;", "Tổ 3, thôn Nội, xã Nghi Lộc"),
    ],
)
def test_a_value_is_understood_and_fine(kind: str, raw: str, value: str) -> None:
    assert values.parse(kind, raw) == values.Value(value)


@pytest.mark.parametrize(
    ("kind", "raw", "flag"),
    [
        ("date", "31/02/2026", "not_a_date"),
        ("date", "hôm qua", "not_a_date"),
        ("time", "25 giờ", "not_a_time"),
        ("sex", "Việt Nam", "not_a_sex"),
        ("name", "Lê Thị 7", "not_a_name"),
        ("name", "", "not_a_name"),
        ("personal_number", "02219502049", "not_12_digits"),
        ("personal_number", "999195020496", "unknown_province"),
        ("ethnicity", "Kính", "unknown_ethnicity"),
        ("phone", "0123", "not_a_phone"),
        ("email", "lan@", "not_an_email"),
        ("number", "0§ bản", "not_a_number"),
        ("address", "...", "empty"),
        ("nationality", "Nam", "unusual_nationality"),
    ],
)
def test_what_cannot_be_right_is_flagged(kind: str, raw: str, flag: str) -> None:
    assert flag in values.parse(kind, raw).flags


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("date", "2026-02-05", "05/02/2026"),
        ("date", "1990", "1990"),
        ("time", "02:30", "2 giờ 30 phút"),
        ("money", "1500000", "1.500.000 đồng"),
        ("name", "Lê Thị Hoà", "Lê Thị Hoà"),
        ("date", "", ""),
    ],
)
def test_a_value_is_shown_as_people_write_it(kind: str, value: str, shown: str) -> None:
    assert values.show(kind, value) == shown


def test_names_are_equal_up_to_case_and_tone_placement() -> None:
    assert values.same("name", "LÊ THỊ HÒA", "Lê Thị Hoà")
    assert values.same("address", "Thanh Hoá", "Thanh Hóa")
    assert not values.same("name", "Lê Thị Hòa", "Lê Thị Hoa")
    assert not values.same("name", "Đào Thị Lan", "Dào Thị Lan")


def test_a_personal_number_is_held_against_its_owner() -> None:
    assert values.born_in("022195020496") == (1995, "Nữ")
    assert values.number_conflicts("022195020496", "1995-09-06", "Nữ") == ()
    assert values.number_conflicts("022195020496", "1996", "Nam") == (
        "birth_year_differs",
        "sex_differs",
    )
    assert values.number_conflicts("không rõ", "1996", "Nam") == ()
    assert len(values.PROVINCES) == 63


def test_a_date_in_words_reads_as_registers_write_it() -> None:
    assert values.date_in_words("2026-04-26") == (
        "Ngày hai mươi sáu tháng tư năm hai nghìn không trăm hai mươi sáu"
    )
    assert values.long_date("2026-02-05") == "ngày 05 tháng 02 năm 2026"
    assert values.long_date("2026-10-15") == "ngày 15 tháng 10 năm 2026"


def test_numbers_are_spelled() -> None:
    assert values.spell(1_500_000) == "một triệu năm trăm nghìn"
    assert values.spell(2005) == "hai nghìn không trăm linh năm"
    assert values.spell(21) == "hai mươi mốt"
    assert values.unspell("chữ gì đó") == -1
