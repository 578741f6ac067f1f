"""Forms with tables, boxed digits and joined values, through the public door of fields."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.fields import Finding, Reading, find, load, printed_by, readers
from chalicelib.sheet import Box, Word

HOUSEHOLD = """
                       GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH
Kính gửi: Phòng Kinh tế phường Hồng Gai, tỉnh Quảng Ninh
Tôi là (ghi họ tên bằng chữ in hoa): CAO THỊ MẪU
Sinh ngày: 06/09/1995                Giới tính: Nữ
Số định danh cá nhân: 022195020496
Điện thoại (nếu có): 0912 345 678     Thư điện tử (nếu có): mau@example.vn
Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:
1. Tên hộ kinh doanh:
Tên hộ kinh doanh viết bằng tiếng Việt (ghi bằng chữ in hoa): QUÁN ĂN MẪU
Tên hộ kinh doanh viết tắt (nếu có): QAM
2. Trụ sở của hộ kinh doanh:
Số nhà/phòng, ngách/hẻm, ngõ/kiệt, đường/phố/đại lộ, tổ/xóm/ấp/thôn: Số 24 phố Mẫu
Xã/Phường/Đặc khu: phường Hồng Gai
Tỉnh/Thành phố trực thuộc trung ương: tỉnh Quảng Ninh
3. Ngành, nghề kinh doanh:
STT              Tên ngành                 Mã ngành      Ngành, nghề kinh doanh chính
1    Nhà hàng và các dịch vụ ăn uống         5610                     X
     phục vụ lưu động
2    Dịch vụ phục vụ đồ uống                 563O
3    Bán hàng qua mạng
4. Vốn kinh doanh:
Tổng số (bằng số, bằng chữ, VNĐ): 50.000.000 đồng (Năm mươi triệu đồng)
5. Thông tin đăng ký thuế:
5.3. Tổng số lao động (dự kiến): 02
6. Chủ thể thành lập hộ kinh doanh: (đánh dấu X vào ô thích hợp)
[x] Cá nhân
Tôi xin cam kết:
CHỦ HỘ KINH DOANH"""

RESIDENCE = """
                         TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ
Kính gửi (1): Công an phường Hồng Gai
1. Họ, chữ đệm và tên: CAO THỊ MẪU
2. Ngày, tháng, năm sinh: 06/09/1995     3. Giới tính: Nữ
4. Số định danh cá nhân:  | 0 | 2 | 2 | 1 | 9 | 5 | 0 | 2 | 0 | 4 | 9 | 6 |
5. Số điện thoại liên hệ: 0912345678     6. Email: mau(@gmail.com
7. Họ, chữ đệm và tên chủ hộ: DƯƠNG VĂN MẪU     8. Mối quan hệ với chủ hộ: Vợ
9. Số định danh cá nhân của chủ hộ: 022098026339
10. Nội dung đề nghị (2): Đăng ký thường trú vào hộ tại Tổ 18, phường Hồng Gai,
tỉnh Quảng Ninh
11. Những thành viên trong hộ gia đình cùng thay đổi:
TT     Họ, chữ đệm         Ngày, tháng,     Giới      Số định danh       Mối quan hệ
          và tên             năm sinh       tính        cá nhân          với chủ hộ
1    Dương Thị Mẫu          06/06/2016       Nữ       022316000001          Con đẻ
2    Dương Văn Thử          07/07/2018       Nữ       022218000002          Con đẻ

Ý KIẾN CỦA CHỦ HỘ                                             NGƯỜI KÊ KHAI"""


def set_out(text: str) -> list[Word]:
    """The words of `text` where it has them, its letters 12 x 30 pixels."""
    return [word for n, line in enumerate(text.splitlines()) for word in _words(n, line)]


def _words(number: int, line: str) -> Iterator[Word]:
    for found in re.finditer(r"\S+", line):
        box = Box(60 + 12 * found.start(), 40 * number, 60 + 12 * found.end(), 40 * number + 30)
        yield Word(found.group(), box, 0.96, "ocr", number)


def by_key(finding: Finding) -> dict[str, Reading]:
    return {reading.key: reading for reading in finding.readings}


def values(text: str, reader: str) -> dict[str, str]:
    finding = find([set_out(text)], readers())
    assert finding.reader == reader
    return {key: reading.value for key, reading in by_key(finding).items() if reading.value}


def test_an_application_is_read_with_its_table() -> None:
    assert values(HOUSEHOLD, "business-household-application") == {
        "agency": "Phòng Kinh tế phường Hồng Gai, tỉnh Quảng Ninh",
        "owner_name": "CAO THỊ MẪU",
        "owner_birth_date": "1995-09-06",
        "owner_sex": "Nữ",
        "owner_personal_number": "022195020496",
        "owner_phone": "0912345678",
        "owner_email": "mau@example.vn",
        "household_name": "QUÁN ĂN MẪU",
        "household_name_short": "QAM",
        "head_office": "Số 24 phố Mẫu, phường Hồng Gai, tỉnh Quảng Ninh",
        "line1_name": "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động",
        "line1_code": "5610",
        "line1_main": "1",
        "line2_name": "Dịch vụ phục vụ đồ uống",
        "line2_code": "5630",
        "line3_name": "Bán hàng qua mạng",
        "capital": "50000000",
        "capital_words": "Năm mươi triệu đồng",
        "workers": "2",
    }


def test_a_digit_read_as_a_letter_is_mended_and_flagged() -> None:
    code = by_key(find([set_out(HOUSEHOLD)], readers()))["line2_code"]
    assert (code.raw, code.value, code.flags) == ("563O", "5630", ("corrected",))


def test_a_sum_that_differs_from_its_words_is_flagged() -> None:
    wrong = HOUSEHOLD.replace("Năm mươi triệu", "Năm trăm triệu")
    found = by_key(find([set_out(wrong)], readers()))
    assert "differs_from_words" in found["capital"].flags
    assert "differs_from_digits" in found["capital_words"].flags


def test_a_code_of_another_line_of_business_is_flagged() -> None:
    wrong = HOUSEHOLD.replace("563O", "9631")
    found = by_key(find([set_out(wrong)], readers()))
    assert found["line2_code"].flags == ("differs_from_name",)
    assert found["line1_code"].flags == ()


def test_a_residence_declaration_is_read_with_its_members() -> None:
    assert values(RESIDENCE, "residence-declaration") == {
        "agency": "Công an phường Hồng Gai",
        "declarant_name": "CAO THỊ MẪU",
        "declarant_birth_date": "1995-09-06",
        "declarant_sex": "Nữ",
        "declarant_personal_number": "022195020496",
        "declarant_phone": "0912345678",
        "declarant_email": "mau@gmail.com",
        "head_name": "DƯƠNG VĂN MẪU",
        "relation_to_head": "Vợ",
        "head_personal_number": "022098026339",
        "request": "Đăng ký thường trú vào hộ tại Tổ 18, phường Hồng Gai, tỉnh Quảng Ninh",
        "member1_name": "Dương Thị Mẫu",
        "member1_birth_date": "2016-06-06",
        "member1_sex": "Nữ",
        "member1_personal_number": "022316000001",
        "member1_relation": "Con đẻ",
        "member2_name": "Dương Văn Thử",
        "member2_birth_date": "2018-07-07",
        "member2_sex": "Nữ",
        "member2_personal_number": "022218000002",
        "member2_relation": "Con đẻ",
    }


def test_a_row_is_checked_like_a_person() -> None:
    found = by_key(find([set_out(RESIDENCE)], readers()))
    assert "sex_differs" in found["member2_personal_number"].flags
    assert not found["member1_personal_number"].flags


@pytest.mark.parametrize("bar", ["|", " "])
def test_rulings_read_as_bars_change_nothing(bar: str) -> None:
    ruled = re.sub(r"(?<=\S)   (?=\S| )", f" {bar} ", RESIDENCE)
    found = values(ruled, "residence-declaration")
    assert found["member1_name"] == "Dương Thị Mẫu"
    assert found["member2_relation"] == "Con đẻ"


def test_a_row_whose_number_was_lost_keeps_its_place() -> None:
    lines = RESIDENCE.splitlines()
    lines = [line.replace("1    Dương Thị", "     Dương Thị") for line in lines]
    assert values("\n".join(lines), "residence-declaration")["member1_name"] == "Dương Thị Mẫu"


def test_a_name_over_three_lines_of_its_cell_is_one_name() -> None:
    lines = RESIDENCE.splitlines()
    at = next(n for n, line in enumerate(lines) if "Dương Văn Thử" in line)
    lines[at] = lines[at].replace("Dương Văn Thử", "             ")
    lines[at:at] = ["     Dương Văn"]
    lines[at + 2 : at + 2] = ["     Thử"]
    found = values("\n".join(lines), "residence-declaration")
    assert (found["member1_name"], found["member2_name"]) == ("Dương Thị Mẫu", "Dương Văn Thử")


def test_a_long_line_of_a_cell_stays_in_its_column() -> None:
    text = HOUSEHOLD.replace("     phục vụ lưu động", "     phục vụ lưu động cho mọi người")
    found = values(text, "business-household-application")
    assert found["line1_code"] == "5610"
    assert found["line1_name"].endswith("lưu động cho mọi người")


def test_a_code_half_a_line_below_its_number_is_of_the_same_row() -> None:
    words = set_out(HOUSEHOLD)
    code = next(word for word in words if word.text == "5610")
    lower = code.box._replace(y0=code.box.y0 + 20, y1=code.box.y1 + 20)
    moved = [replace(w, box=lower, line=99) if w is code else w for w in words]
    order = sorted(moved, key=lambda word: (word.box.y0, word.box.x0))
    lines = [replace(w, line=w.box.y0) for w in order]
    found = by_key(find([lines], readers()))
    assert (found["line1_code"].value, found["line2_code"].value) == ("5610", "5630")
    assert found["line1_name"].value == "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động"


def test_a_table_whose_head_is_unreadable_is_read_by_what_stands_in_it() -> None:
    lines = RESIDENCE.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("TT "))
    lines[at : at + 2] = ["PT:   Hạ chñôba viêm    E6    lả27.   load    Miagiinsvỏi"]
    found = values("\n".join(lines), "residence-declaration")
    assert found["declarant_name"] == "CAO THỊ MẪU"
    assert (found["member1_name"], found["member2_sex"]) == ("Dương Thị Mẫu", "Nữ")
    assert (found["member1_relation"], found["member2_birth_date"]) == ("Con đẻ", "2018-07-07")


def test_an_empty_table_gives_no_rows() -> None:
    rows = ("1    Dương", "2    Dương")
    text = "\n".join(line for line in RESIDENCE.splitlines() if not line.startswith(rows))
    assert not any(key.startswith("member") for key in values(text, "residence-declaration"))


def test_a_table_of_one_row_is_cut_at_its_widest_gaps() -> None:
    text = "\n".join(line for line in RESIDENCE.splitlines() if "Dương Văn Thử" not in line)
    found = values(text, "residence-declaration")
    assert (found["member1_name"], found["member1_relation"]) == ("Dương Thị Mẫu", "Con đẻ")


def test_rows_that_are_not_there_give_no_readings() -> None:
    found = by_key(find([set_out(RESIDENCE)], readers()))
    assert "member3_name" not in found
    assert "member3_name" in readers()["residence-declaration"].fields


def test_a_paper_whose_title_is_hidden_is_known_by_its_labels() -> None:
    hidden = RESIDENCE.replace("TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "")
    assert values(hidden, "residence-declaration")["head_name"] == "DƯƠNG VĂN MẪU"


def test_marks_of_the_margin_far_behind_a_value_are_none_of_it() -> None:
    words = set_out(HOUSEHOLD)
    at = next(word for word in words if word.text == "022195020496")
    speck = Word("2", Box(1600, at.box.y0, 1606, at.box.y1), 0.2, "ocr", at.line)
    found = by_key(find([[*words, speck]], readers()))
    assert found["owner_personal_number"].value == "022195020496"


def test_a_reader_whose_table_is_not_declared_is_faulty() -> None:
    text = """
key = "x"
titles = ["X"]
[name]
vi = "X"
en = "X"
[fields]
a = "text"
[[layout]]
source = "s"
anchors = [{ field = "a", labels = ["Kính gửi"] }]
[[layout.table]]
prefix = "row"
columns = [{ field = "name", labels = ["Tên"] }]
"""
    with pytest.raises(Exception, match="row"):
        load(text)


def own(text: str) -> list[Word]:
    return [replace(word, source="line") for word in set_out(text)]


def test_a_known_form_prints_its_title_and_promises_and_no_line_with_a_field() -> None:
    lent = printed_by(readers())(own(HOUSEHOLD))
    assert {word.source for word in lent} == {"lent"}
    said = " ".join(word.text for word in lent)
    assert "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH" in said
    assert not {"MẪU", "022195020496", "50.000.000", "phục", "Thư"} & set(said.split())


def test_a_paper_that_is_no_known_form_prints_nothing_that_is_known() -> None:
    assert printed_by(readers())(own("GIẤY MỜI HỌP\nKính gửi: Ông Cao Văn Mẫu")) == ()


def test_lent_words_tell_where_a_value_stands_and_never_what_it_is() -> None:
    first = [
        replace(word, source="lent") if word.text == "022195020496" else word
        for word in set_out(HOUSEHOLD)
    ]
    finding = find([[*first, *own(HOUSEHOLD)]], readers())
    number = by_key(finding)["owner_personal_number"]
    assert (number.value, number.agreed, number.accepted) == ("022195020496", ("line",), False)
    assert by_key(finding)["owner_phone"].agreed == ("ocr", "line")
