"""Official letters as appendix I of Nghị định 30/2020/NĐ-CP lays them out, from hand-made words."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from chalicelib.fields import find, readers
from chalicelib.fields.letter import read_letter
from chalicelib.fields.reading import Reading
from chalicelib.sheet import Box, Word

FIELDS = {
    **dict.fromkeys(("issuing_body", "number", "symbol", "place", "kind", "subject"), "text"),
    **dict.fromkeys(("addressee", "signer_title", "urgency", "secrecy"), "text"),
    "issue_date": "date",
    "signer_name": "name",
    "person_name": "name",
    "person_birth_date": "date",
    "person_number": "personal_number",
    "person_residence": "address",
    "amount": "money",
}
LETTER, EM = 13, 26
"""Pixels: width of a letter, height of a word."""

MIDDLE, LEFT, RIGHT = 800, 430, 1120
"""Axes of the page, of the letterhead's left column and of its right one."""

HEAD = [
    (100, LEFT, "UBND TỈNH MẪU"),
    (100, RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (140, LEFT, "SỞ Y TẾ"),
    (140, RIGHT, "Độc lập - Tự do - Hạnh phúc"),
    (220, LEFT, "Số: 575/SYT-NVY"),
    (220, RIGHT, "Hồng Gai, ngày 04 tháng 02 năm 2026"),
]
ABOUT = [(270, LEFT, "V/v góp ý dự thảo"), (306, LEFT, "quy chế làm việc")]
FOOT = [
    (900, LEFT, "Nơi nhận:"),
    (900, RIGHT, "KT. GIÁM ĐỐC"),
    (936, LEFT, "- Như trên;"),
    (940, RIGHT, "PHÓ GIÁM ĐỐC"),
    (1100, RIGHT, "Nguyễn Văn Mẫu"),
]

Line = tuple[int, int, str]


def words(*lines: Line) -> list[Word]:
    """Each line (top, axis, text) with its words centred on the axis."""
    found = []
    for number, (top, axis, text) in enumerate(lines):
        x = axis - LETTER * len(text) // 2
        for said in text.split():
            box = Box(x, top, x + LETTER * len(said), top + EM)
            found.append(Word(said, box, 0.95, "ocr", number))
            x = box.x1 + LETTER
    return found


def paragraph(top: int, text: str, left: int = 280) -> Line:
    return top, left + LETTER * len(text) // 2, text


TEXT = [
    paragraph(620, "Thực hiện Công văn số 1432/KCB ngày 04/01/2026 của Cục Mẫu", 330),
    paragraph(656, "về việc xin ý kiến, Giám đốc Sở Y tế đề nghị các đơn vị góp ý kiến khi"),
    paragraph(692, "triển khai thực hiện văn bản nói trên trong toàn ngành của tỉnh Mẫu./."),
]


def read(*lines: Line, kinds: tuple[str, ...] = ()) -> tuple[float, Mapping[str, Reading]]:
    score, readings = read_letter(FIELDS, [words(*lines)], kinds)
    return score, {reading.key: reading for reading in readings}


def values(*lines: Line) -> dict[str, str]:
    return {key: reading.value for key, reading in read(*lines)[1].items() if reading.value}


def test_a_letter_without_a_printed_kind() -> None:
    sent = [(420, MIDDLE, "Kính gửi: Sở Tài chính")]
    assert values(*HEAD, *ABOUT, *sent, *TEXT, *FOOT) == {
        "issuing_body": "UBND TỈNH MẪU SỞ Y TẾ",
        "number": "575",
        "symbol": "SYT-NVY",
        "place": "Hồng Gai",
        "issue_date": "2026-02-04",
        "kind": "CÔNG VĂN",
        "subject": "V/v góp ý dự thảo quy chế làm việc",
        "addressee": "Sở Tài chính",
        "signer_title": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "signer_name": "Nguyễn Văn Mẫu",
    }


def test_a_list_of_addressees_without_its_dashes() -> None:
    sent = [
        paragraph(420, "Kính gửi:", 380),
        paragraph(460, "- Giám đốc các cơ sở khám bệnh;", 560),
        paragraph(496, "- Hội Đông y tỉnh Mẫu.", 560),
        paragraph(532, "(gọi chung là các đơn vị)", 700),
    ]
    assert values(*HEAD, *ABOUT, *sent, *TEXT)["addressee"] == (
        "Giám đốc các cơ sở khám bệnh; Hội Đông y tỉnh Mẫu"
    )


def test_kind_and_subject_stand_in_the_middle() -> None:
    titled = [
        (330, MIDDLE, "THÔNG BÁO"),
        (370, MIDDLE, "V/v hoãn Hội nghị trực tuyến tăng cường công tác"),
        (406, MIDDLE, "thực hiện phòng, chống dịch mùa đông xuân 2017 - 2018"),
    ]
    found = values(*HEAD, *titled, *TEXT, *FOOT)
    assert found["kind"] == "THÔNG BÁO"
    assert found["subject"] == (
        "V/v hoãn Hội nghị trực tuyến tăng cường công tác"
        " thực hiện phòng, chống dịch mùa đông xuân 2017 - 2018"
    )


def test_a_paragraph_close_under_a_subject_is_not_of_it() -> None:
    opening = "Các đơn vị rà soát công việc đã làm và nêu rõ những khó khăn vướng mắc"
    lines = [
        (330, MIDDLE, "KẾ HOẠCH"),
        (370, MIDDLE, "Về việc lấy ý kiến nhân dân về phương án sắp xếp thôn"),
        (410, MIDDLE, opening),
        paragraph(456, f"{opening} và còn hơn thế nữa", 250),
        paragraph(502, opening, MIDDLE - LETTER * len(opening) // 2),
    ]
    found = values(*HEAD, *lines, *FOOT)
    assert found["subject"] == "Về việc lấy ý kiến nhân dân về phương án sắp xếp thôn"


def test_a_telegram_says_whom_it_is_for() -> None:
    lines = [
        (330, MIDDLE, "CÔNG ĐIỆN"),
        (370, MIDDLE, "Về việc ứng phó với bão số 16"),
        (430, MIDDLE, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU điện:"),
        paragraph(470, "- Thủ trưởng các sở, ban ngành;", 480),
        paragraph(506, "- Chủ tịch các xã, phường.", 480),
    ]
    speck = (372, 200, "O")
    found = values(*HEAD, speck, *lines, *TEXT)
    assert found["subject"] == "Về việc ứng phó với bão số 16"
    assert found["addressee"] == "Thủ trưởng các sở, ban ngành; Chủ tịch các xã, phường"


def test_an_invitation_without_a_subject_does_not_take_its_text_for_one() -> None:
    found = values(*HEAD, (560, MIDDLE, "GIẤY MỜI"), *TEXT, *FOOT)
    assert found["kind"] == "GIẤY MỜI"
    assert "subject" not in found


def test_the_office_that_decides_is_not_the_subject() -> None:
    lines = [
        (330, MIDDLE, "QUYẾT ĐỊNH"),
        (370, MIDDLE, "Về việc thành lập Hội đồng"),
        (420, MIDDLE, "GIÁM ĐỐC SỞ Y TẾ TỈNH MẪU"),
        (500, MIDDLE, "QUYẾT ĐỊNH:"),
    ]
    assert values(*HEAD, *lines, *TEXT)["subject"] == "Về việc thành lập Hội đồng"


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"), ("THÔNG BẢO", "THÔNG BÁO"), ("KÉ HOẠCH", "KẾ HOẠCH")],
)
def test_a_kind_is_known_by_its_letters(read_as: str, meant: str) -> None:
    assert values(*HEAD, (330, MIDDLE, read_as), *TEXT)["kind"] == meant


@pytest.mark.parametrize(
    ("row", "number", "symbol", "flags"),
    [
        ("Số: /SYT-NVY", "", "SYT-NVY", ("not_a_number",)),
        ("Số: 3176B/QĐ-SYT", "3176B", "QĐ-SYT", ()),
        ("Số: 30/2020/NĐ-CP", "30/2020", "NĐ-CP", ()),
        ("Sáz?86/QĐ-VKSTC", "?86", "QĐ-VKSTC", ("not_a_number",)),
        ("Số 286 /QĐ-VKSTC", "286", "QĐ-VKSTC", ()),
    ],
)
def test_a_number_that_is_none_is_flagged(
    row: str, number: str, symbol: str, flags: tuple[str, ...]
) -> None:
    head = [line if "Số:" not in line[2] else (220, LEFT, row) for line in HEAD]
    found = read(*head, *ABOUT, *TEXT)[1]
    assert (found["number"].raw, found["number"].flags) == (number, flags)
    assert found["symbol"].value == symbol
    assert found["number"].box is not None, "a gap where a number is written by hand has a place"


def test_a_day_that_nobody_could_read_is_no_date() -> None:
    head = [*HEAD[:-1], (220, RIGHT, "Hồng Gai, ngày {Ö tháng 02 năm 2026")]
    found = read(*head, *ABOUT, *TEXT)[1]
    assert found["place"].value == "Hồng Gai"
    assert (found["issue_date"].value, found["issue_date"].flags) == ("", ("not_a_date",))


def test_capitals_get_the_marks_of_known_phrases() -> None:
    head = [line if line[2] != "SỞ Y TẾ" else (140, LEFT, "SỞ Y TẺ") for line in HEAD]
    found = read(*head, *ABOUT, *TEXT, (900, RIGHT, "KT. GIÁM ĐÓC"))[1]
    assert found["issuing_body"].value == "UBND TỈNH MẪU SỞ Y TẾ"
    assert found["signer_title"].value == "KT. GIÁM ĐỐC"


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("TL. SỞY TẺ", "TL. SỞ Y TẾ"),
        ("KT,GIÁM ĐÓC", "KT. GIÁM ĐỐC"),
        ("TM. TỈNH QUẢNG NGÃI", "TM. TỈNH QUẢNG NGÃI"),
        ("TM. PHƯỜ NG VÕ CƯỜNG", "TM. PHƯỜNG VÕ CƯỜNG"),
        ("TM. XÃ PHƯƠNG THẠNH", "TM. XÃ PHƯƠNG THẠNH"),
    ],
)
def test_spaces_and_marks_of_an_office_are_put_right(read_as: str, meant: str) -> None:
    found = read(*HEAD, *ABOUT, *TEXT, (900, RIGHT, read_as))[1]
    assert found["signer_title"].value == meant


def test_a_body_whose_sign_was_lost_still_opens_the_block_of_who_signs() -> None:
    block = [
        (900, RIGHT, "ỦY BAN NHÂN DÂN"),
        (940, RIGHT, "KT. CHỦ TỊCH"),
        (980, RIGHT, "PHÓ CHỦ TỊCH"),
    ]
    found = read(*HEAD, *ABOUT, *TEXT, *block, (1140, RIGHT, "Nguyễn Văn Mẫu"))[1]
    assert found["signer_title"].value == "ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"


def test_a_list_of_persons_is_not_one_person() -> None:
    lines = [
        (330, MIDDLE, "QUYẾT ĐỊNH"),
        paragraph(560, "Điều 1. Thành lập Hội đồng gồm các ông, bà có tên sau:"),
        paragraph(596, "1. Ông Lê Văn Mẫu, Phó Giám đốc Sở;"),
        paragraph(632, "2. Bà Cao Thị Mẫu, Trưởng phòng."),
    ]
    assert "person_name" not in values(*HEAD, *lines, *FOOT)


def test_stamps_are_not_taken_for_what_they_cover() -> None:
    stamps = [
        (20, LEFT, "Người ký: Ủy ban nhân dân"),
        (60, LEFT, "Email: ubnd@mau.example"),
        (330, 300, "HOẢ TỐC"),
        (470, 300, "ĐẾN Số: 2770 Ngày: 04/4/26"),
    ]
    found = values(*stamps, *HEAD, *ABOUT, (420, MIDDLE, "Kính gửi: Sở Tài chính"), *TEXT)
    assert found["urgency"] == "HỎA TỐC"
    assert (found["number"], found["issue_date"]) == ("575", "2026-02-04")
    assert found["issuing_body"] == "UBND TỈNH MẪU SỞ Y TẾ"


def test_a_note_laid_over_the_head_is_not_of_the_subject() -> None:
    note = (270, 0, "1. Cô Mẫu gửi văn bản đến các đơn vị")
    beside = words(note)
    shift = 440 + 9 * LETTER - beside[0].box.x0
    moved = [
        replace(word, box=Box(word.box.x0 + shift, word.box.y0, word.box.x1 + shift, word.box.y1))
        for word in beside
    ]
    _, readings = read_letter(FIELDS, [[*words(*HEAD, *ABOUT, *TEXT), *moved]], ())
    subject = next(reading for reading in readings if reading.key == "subject")
    assert subject.value == "V/v góp ý dự thảo quy chế làm việc"


def test_a_name_under_a_seal_is_for_a_person() -> None:
    finding = find([words(*HEAD, *ABOUT, *TEXT, *FOOT)], readers())
    name = {reading.key: reading for reading in finding.readings}["signer_name"]
    assert finding.reader == "official-letter"
    assert (name.value, name.flags, name.accepted) == ("Nguyễn Văn Mẫu", ("under_seal",), False)


def test_what_a_pen_wrote_is_for_a_person() -> None:
    lines = words(*HEAD, *ABOUT, *TEXT, *FOOT)
    place = next(word for word in lines if word.text == "04").box
    pen = Word("", place, 0.9, "hand", -1)
    found = {reading.key: reading for reading in find([[*lines, pen]], readers()).readings}
    written = [key for key, reading in found.items() if "handwriting" in reading.flags]
    assert written == ["issue_date"]
    assert (found["issue_date"].value, found["issue_date"].confidence) == ("2026-02-04", 0.5)


def test_a_number_nobody_could_read_has_a_place_where_a_pen_wrote() -> None:
    head = [line if "Số:" not in line[2] else (220, LEFT, "Số: /SYT-NVY") for line in HEAD]
    lines = words(*head, *ABOUT, *TEXT)
    gap = next(word for word in lines if word.text == "Số:").box
    pen = Word("", Box(gap.x1 - 2, gap.y0 - 6, gap.x1 + 12, gap.y1 + 4), 0.9, "hand", -1)
    found = {reading.key: reading for reading in find([[*lines, pen]], readers()).readings}
    assert "handwriting" in found["number"].flags
    assert "handwriting" not in found["symbol"].flags


def test_the_person_a_decision_is_about() -> None:
    lines = [
        (330, MIDDLE, "QUYẾT ĐỊNH"),
        (370, MIDDLE, "Về việc cho phép chuyển mục đích sử dụng đất"),
        (500, MIDDLE, "QUYẾT ĐỊNH:"),
        paragraph(560, "Điều 1. Công nhận kết quả giải quyết hồ sơ của ông Lê Văn Mẫu,"),
        paragraph(596, "sinh ngày 20/11/1972, số căn cước công dân 025072934583, địa chỉ"),
        paragraph(632, "thường trú tại: Số 176B đường Mẫu, phường Phú Thọ, tỉnh Phú Thọ."),
        paragraph(680, "Điều 2. Kinh phí thực hiện là 87.000.000 đồng, được chi từ ngân sách."),
    ]
    found = values(*HEAD, *lines, *FOOT)
    assert {key: value for key, value in found.items() if key.startswith(("person", "amount"))} == {
        "person_name": "Lê Văn Mẫu",
        "person_birth_date": "1972-11-20",
        "person_number": "025072934583",
        "person_residence": "Số 176B đường Mẫu, phường Phú Thọ, tỉnh Phú Thọ",
        "amount": "87000000",
    }


def test_the_kind_decides_which_reader_is_meant() -> None:
    decision = read(*HEAD, (330, MIDDLE, "QUYẾT ĐỊNH"), *TEXT, kinds=("QUYẾT ĐỊNH",))[0]
    letter = read(*HEAD, (330, MIDDLE, "QUYẾT ĐỊNH"), *TEXT, kinds=("CÔNG VĂN",))[0]
    assert decision > 0.9 > letter


def test_a_form_under_the_motto_is_no_letter() -> None:
    form = [(100, MIDDLE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (300, MIDDLE, "TỜ KHAI MẪU")]
    assert read(*form, *TEXT)[0] == 0.0
    assert read_letter(FIELDS, [])[0] == 0.0
