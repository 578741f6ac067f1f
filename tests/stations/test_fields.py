"""From recorded words to fields, through the public door of fields."""

from collections.abc import Sequence
from itertools import chain

import pytest

from chalicelib.errors import Invalid
from chalicelib.fields import Finding, Reading, find, load, parse_card, readers
from chalicelib.sheet import Box, Word

CARD = "022195020496|100123456|Cao Thị Mẫu|06091995|Nữ|Số 24, phường Hồng Gai|12062023"

DECLARATION = """TỜ KHAI ĐĂNG KÝ KHAI SINH
Kính gửi: (1) Ủy ban nhân dân phường Hồng Gai
Họ, chữ đệm, tên người yêu cầu: Dương Văn Mẫu
Ngày, tháng, năm sinh: 31/08/1998
Nơi cư trú: (2) Số 24, đường Võ Nguyên Giáp,
phường Hồng Gai, tỉnh Quảng Ninh
Giấy tờ tùy thân: (3) Căn cước công dân số 022098026339
Quan hệ với người được khai sinh: Cha
Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:
Họ, chữ đệm, tên: DƯƠNG THỊ MẪU
Ngày, tháng, năm sinh: 06/06/2026
Ghi bằng chữ: Ngày sáu tháng sáu năm hai nghìn không trăm hai mươi sáu
Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam
Nơi sinh: (4) Bệnh viện Phụ sản Mẫu
Quê quán: phường Hoành Bồ, tỉnh Quảng Ninh
Họ, chữ đệm, tên người mẹ: Cao Thị Mẫu
Năm sinh: (5) 1995 Dân tộc: Tày Quốc tịch: Việt Nam
Nơi cư trú: (2) Số 25, phường Bãi Cháy
Họ, chữ đệm, tên người cha: Dương Văn Mẫu
Năm sinh: (5) 1998 Dân tộc: Dao Quốc tịch: Việt Nam
Nơi cư trú: (2) Số 26, phường Hạ Long
Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật
Làm tại: phường Hồng Gai, ngày 11/06/2026
Số lượng: 03 bản"""

CARD_FRONT = """CĂN CƯỚC CÔNG DÂN
Citizen Identity Card
Số / No.: 022195020496
Họ và tên / Full name:
CAO THỊ MÂU
Ngày sinh / Date of birth: 06/09/1995
Giới tính / Sex: Nữ Quốc tịch / Nationality: Việt Nam
Quê quán / Place of origin:
phường Bãi Cháy, tỉnh Quảng Ninh
Nơi thường trú / Place of residence: Số 24,
phường Hồng Gai"""


def laid_out(text: str, left: int = 60, confidence: float = 0.96) -> list[Word]:
    """The words of `text` where a page of 12 x 30 pixel letters would have them."""
    lines = enumerate(text.splitlines())
    return list(chain.from_iterable(_line(n, line, left, confidence) for n, line in lines))


def _line(number: int, line: str, left: int, confidence: float) -> Sequence[Word]:
    found, x = [], left
    for text in line.split(" "):
        box = Box(x, 40 * number, x + 12 * len(text), 40 * number + 30)
        found.append(Word(text, box, confidence, "ocr", number))
        x = box.x1 + 12
    return found


def code(payload: str) -> Word:
    return Word(payload, Box(700, 0, 800, 100), 1.0, "qr", -1)


def by_key(finding: Finding) -> dict[str, Reading]:
    return {reading.key: reading for reading in finding.readings}


def test_a_declaration_is_read_whole() -> None:
    finding = find([laid_out(DECLARATION)], readers())
    assert finding.reader == "birth-declaration"
    values = {key: reading.value for key, reading in by_key(finding).items()}
    assert values == {
        "agency": "Ủy ban nhân dân phường Hồng Gai",
        "requester_name": "Dương Văn Mẫu",
        "requester_birth_date": "1998-08-31",
        "requester_residence": "Số 24, đường Võ Nguyên Giáp, phường Hồng Gai, tỉnh Quảng Ninh",
        "requester_id": "022098026339",
        "requester_relation": "Cha",
        "requester_phone": "",
        "child_name": "DƯƠNG THỊ MẪU",
        "child_birth_date": "2026-06-06",
        "child_birth_date_words": "Ngày sáu tháng sáu năm hai nghìn không trăm hai mươi sáu",
        "child_sex": "Nữ",
        "child_ethnicity": "Kinh",
        "child_nationality": "Việt Nam",
        "child_birth_place": "Bệnh viện Phụ sản Mẫu",
        "child_origin_place": "phường Hoành Bồ, tỉnh Quảng Ninh",
        "mother_name": "Cao Thị Mẫu",
        "mother_birth_year": "1995",
        "mother_ethnicity": "Tày",
        "mother_nationality": "Việt Nam",
        "mother_residence": "Số 25, phường Bãi Cháy",
        "father_name": "Dương Văn Mẫu",
        "father_birth_year": "1998",
        "father_ethnicity": "Dao",
        "father_nationality": "Việt Nam",
        "father_residence": "Số 26, phường Hạ Long",
        "signed_place": "phường Hồng Gai",
        "signed_date": "2026-06-11",
        "copies": "3",
    }
    assert not any(reading.flags for reading in finding.readings)


def test_evidence_points_at_the_words() -> None:
    finding = by_key(find([laid_out(DECLARATION)], readers()))
    residence = finding["requester_residence"]
    assert residence.page == 1
    assert residence.box is not None
    assert residence.box.y0 == 4 * 40
    assert residence.box.y1 == 5 * 40 + 30
    assert residence.confidence == pytest.approx(0.96)
    assert residence.raw == residence.value


def test_damaged_labels_are_still_labels() -> None:
    damaged = DECLARATION.replace("Quê quán:", "Quê quản").replace("Dân tộc:", "Dân tôc:")
    damaged = damaged.replace("tên người mẹ:", "tên ngưởi me:").replace("Nơi sinh:", "| Noi sinh:")
    assert by_key(find([laid_out(damaged)], readers()))["child_origin_place"].value == (
        "phường Hoành Bồ, tỉnh Quảng Ninh"
    )
    assert by_key(find([laid_out(damaged)], readers()))["mother_name"].value == "Cao Thị Mẫu"
    assert by_key(find([laid_out(damaged)], readers()))["mother_ethnicity"].value == "Tày"


def test_a_missing_line_is_not_taken_from_its_neighbour() -> None:
    lines = [line for line in DECLARATION.splitlines() if not line.startswith("Quê quán")]
    finding = by_key(find([laid_out("\n".join(lines))], readers()))
    assert finding["child_origin_place"] == Reading("child_origin_place", "", "", "address")
    assert finding["child_birth_place"].value == "Bệnh viện Phụ sản Mẫu"


def test_leaders_and_specks_stay_outside_the_value() -> None:
    text = DECLARATION.replace("Võ Nguyên Giáp,", "Võ Nguyên Giáp, ..")
    speck = Word("Ỉ", Box(0, 200, 10, 230), 0.1, "ocr", 5)
    words = sorted([*laid_out(text), speck], key=lambda word: (word.line, word.box.x0))
    finding = by_key(find([words], readers()))
    assert finding["requester_residence"].value == (
        "Số 24, đường Võ Nguyên Giáp, phường Hồng Gai, tỉnh Quảng Ninh"
    )


def test_a_label_with_nothing_after_it_is_an_empty_reading() -> None:
    text = DECLARATION.replace(" Cha\n", "\n").replace(" 03 bản", "")
    finding = by_key(find([laid_out(text)], readers()))
    assert finding["requester_relation"].raw == ""
    assert finding["copies"].raw == ""


def test_words_that_contradict_the_date_are_flagged() -> None:
    wrong = DECLARATION.replace("Ngày sáu tháng sáu", "Ngày bảy tháng sáu")
    finding = by_key(find([laid_out(wrong)], readers()))
    assert finding["child_birth_date"].flags == ("differs_from_words",)
    assert finding["child_birth_date_words"].flags == ("differs_from_date",)
    assert finding["child_birth_date"].confidence < 0.5


def test_a_paper_over_two_pages_is_one_paper() -> None:
    lines = DECLARATION.splitlines()
    pages = [laid_out("\n".join(lines[:15])), laid_out("\n".join(lines[15:]))]
    finding = by_key(find(pages, readers()))
    assert (finding["mother_name"].value, finding["mother_name"].page) == ("Cao Thị Mẫu", 2)


def test_a_stranger_is_no_known_paper() -> None:
    letter = "QUYẾT ĐỊNH\nVề việc nghỉ phép\nĐiều 1. Ông Mẫu được nghỉ phép"
    assert find([laid_out(letter)], readers(), "citizen-card").reader == ""
    assert find([], readers()) == Finding("", 0.0)


def test_the_code_on_a_card_gives_the_marks_that_print_lost() -> None:
    finding = by_key(find([[*laid_out(CARD_FRONT), code(CARD)]], readers()))
    assert finding["full_name"].value == "Cao Thị Mẫu"
    assert finding["full_name"].raw == "CAO THỊ MÂU"
    assert finding["full_name"].confidence > 0.95
    assert finding["issue_date"].value == "2023-06-12"
    assert finding["origin_place"].value == "phường Bãi Cháy, tỉnh Quảng Ninh"
    assert not any(reading.flags for reading in finding.values())


@pytest.mark.parametrize(
    ("key", "print_", "forged"),
    [
        ("personal_number", "022195020496", "022195020497"),
        ("birth_date", "06/09/1995", "06/09/1996"),
        ("full_name", "CAO THỊ MÂU", "TRẦN VĂN KHÁC"),
        ("sex", "Nữ", "Nam"),
    ],
)
def test_print_that_differs_from_the_code_is_flagged(key: str, print_: str, forged: str) -> None:
    front = CARD_FRONT.replace(print_, forged)
    reading = by_key(find([[*laid_out(front), code(CARD)]], readers()))[key]
    assert "differs_from_qr" in reading.flags
    assert reading.confidence <= 0.5
    assert reading.raw == forged


def test_a_number_that_contradicts_its_card_is_flagged() -> None:
    front = CARD_FRONT.replace("06/09/1995", "06/09/1985")
    reading = by_key(find([laid_out(front)], readers()))["personal_number"]
    assert reading.flags == ("birth_year_differs",)


def test_an_unreadable_card_with_a_code_is_still_a_card() -> None:
    finding = find([[code(CARD)]], readers())
    assert finding.reader == "citizen-card"
    assert by_key(finding)["residence"].value == "Số 24, phường Hồng Gai"


ZONE = "\n".join(
    (
        "IDVNM1950204966022195020496<<4",
        "9509067F3509065VNM<<<<<<<<<<<6",
        "CAO<<THI<MAU".ljust(30, "<"),
    )
)


def zone(text: str = ZONE) -> Word:
    return Word(text, Box(100, 900, 1500, 1100), source="mrz", line=-1)


def test_a_zone_alone_tells_who_the_holder_is() -> None:
    found = by_key(find([[zone()]], readers()))
    assert found["personal_number"].value == "022195020496"
    assert found["personal_number"].source == "mrz"
    assert (found["birth_date"].value, found["expiry_date"].value) == ("1995-09-06", "2035-09-06")
    assert found["full_name"].value == ""  # without its marks it is no name


def test_code_and_zone_that_agree_are_both_sides_of_one_card() -> None:
    found = by_key(find([[*laid_out(CARD_FRONT), code(CARD)], [zone()]], readers()))
    assert found["full_name"].value == "Cao Thị Mẫu"
    assert found["expiry_date"].value == "2035-09-06"
    assert not any(reading.flags for reading in found.values())


def test_a_code_that_differs_from_the_zone_is_flagged() -> None:
    other = CARD.replace("022195020496", "022195020497").replace("Cao Thị Mẫu", "Trần Văn Khác")
    found = by_key(find([[code(other)], [zone()]], readers()))
    for key in ("personal_number", "full_name"):
        assert "differs_from_mrz" in found[key].flags
        assert found[key].confidence <= 0.5


def test_a_zone_with_a_false_digit_says_nothing() -> None:
    assert find([[zone(ZONE.replace("F35", "F36"))]], readers()).reader == ""


def test_the_code_of_a_receipt_names_its_dossier() -> None:
    for path in ("tra-cuu/H49.5-261123-0007", "tra-cuu?ma=H49.5-261123-0007"):
        finding = find([[code(f"https://motcua.example.vn/{path}")]], readers())
        assert finding.reader == "receipt"
        assert by_key(finding)["dossier_code"].value == "H49.5-261123-0007"
        assert by_key(finding)["dossier_code"].source == "qr"


def test_a_code_keeps_its_tail() -> None:
    card = parse_card(CARD + "|Dương Văn Mẫu|Cao Thị Mẫu|")
    assert card is not None
    assert card.tail == ("100123456", "Dương Văn Mẫu", "Cao Thị Mẫu", "")
    assert parse_card("https://example.org") is None
    assert parse_card("1|2|3|4|5|6|7") is None


def test_findings_survive_json() -> None:
    finding = find([laid_out(DECLARATION)], readers(), "birth-declaration")
    again = Finding.from_json(finding.to_json())
    assert again.to_json() == finding.to_json()
    assert again.readings[0].box == finding.readings[0].box


IN_CODES = {"issue_date", "personal_number", "full_name", "birth_date", "sex", "nationality"}
"""What a side of a card tells by its code or its zone alone."""


def test_every_reader_fills_each_field_it_names() -> None:
    for reader in (reader for reader in readers().values() if not reader.letter):
        read = {key for layout in reader.layouts for a in layout.anchors for key in a.fields}
        unread = {key for key in reader.fields if key not in read and not reader.in_table(key)}
        assert unread <= (IN_CODES if reader.qr == "citizen_card" else set())


def test_a_faulty_reader_lists_every_fault() -> None:
    text = """
key = "x"
titles = ["X"]
[name]
vi = "X"
en = "X"
[fields]
a = "nonsense"
[[check]]
rule = "magic"
number = "b"
[[layout]]
source = "s"
anchors = [{ field = "c", labels = ["!"] }]
"""
    with pytest.raises(Invalid) as invalid:
        load(text)
    for part in ("nonsense", "personal_number", "magic", "'b'", "'c'", "'!'"):
        assert part in invalid.value.text.en
    with pytest.raises(Invalid):
        load("key = ")


def test_an_option_no_anchor_has_is_named() -> None:
    text = 'key = "k"\ntitles = ["TIÊU ĐỀ"]\n[name]\nvi = "X"\nen = "X"\n[fields]\na = "text"\n'
    layout = '[[layout]]\nsource = "s"\nanchors = [{ field = "a", labels = ["Nhãn"], line = 2 }]\n'
    with pytest.raises(Invalid, match=r"no option 'line'; there are .*lines"):
        load(text + layout)


def test_a_field_that_no_layout_reads_is_a_fault_and_a_name_under_its_label_is_under_a_seal() -> (
    None
):
    text = (
        'key = "k"\ntitles = ["TIÊU ĐỀ"]\n[name]\nvi = "X"\nen = "X"\n[fields]\nsigner = "name"\n'
    )
    layout = (
        '[[layout]]\nsource = "s"\n'
        'anchors = [{ field = "signer", below = true, lines = 7, labels = ["CHỦ TỊCH"] }]\n'
    )
    assert {"rule": "seal", "name": "signer"} in load(text + layout).checks
    with pytest.raises(Invalid, match=r"fields\.place: read by no layout"):
        load(text + 'place = "text"\n' + layout)
