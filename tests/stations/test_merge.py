"""Two readers of one paper, through the public door of fields."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from chalicelib.fields import Finding, Reading, find, readers
from chalicelib.sheet import Box, Word
from chalicelib.values import bare as without_marks
from tests.stations.test_fields import CARD, CARD_FRONT, DECLARATION, by_key, code, laid_out
from tests.stations.test_fields_forms import HOUSEHOLD, RESIDENCE, set_out


def both(first: str, second: str) -> list[Word]:
    """The words of two readers that saw the same page, each in its own way and as sure as usual."""
    ours = [replace(word, source="line") for word in laid_out(second, confidence=0.9998)]
    return [*laid_out(first, confidence=0.95), *ours]


def read_by_both(first: str, second: str) -> dict[str, Reading]:
    return by_key(find([both(first, second)], readers(), "birth-declaration"))


NO_PROVINCE = frozenset({"mother_residence", "father_residence"})


class Looks:
    """Reads every place as one text; remembers what it was asked."""

    def __init__(self, text: str, plain: str = "") -> None:
        self.text = text
        self.plain = plain
        self.asked: list[tuple[int, tuple[Box, ...], str]] = []

    def __call__(self, page: int, lines: Sequence[Box], source: str) -> tuple[str, float]:
        if source == "bare":
            return self.plain, 0.9998
        self.asked.append((page, tuple(lines), source))
        return self.text, 0.9998


def test_what_both_readers_say_is_accepted() -> None:
    found = [one for one in read_by_both(DECLARATION, DECLARATION).values() if one.raw]
    assert len(found) > 20
    for reading in found:
        assert reading.agreed[:2] == ("ocr", "line"), reading.key
        # An address that names no province may have lost the line that does.
        assert reading.accepted is (reading.key not in NO_PROVINCE), reading.key
        assert reading.other == ""
        assert reading.confidence > 0.97


def test_where_readers_differ_ours_is_the_suggestion_and_the_other_is_kept() -> None:
    wrong = DECLARATION.replace("Cao Thị Mẫu", "Cao Thị Mâu")
    mother = read_by_both(wrong, DECLARATION)["mother_name"]
    assert (mother.value, mother.other, mother.source) == ("Cao Thị Mẫu", "Cao Thị Mâu", "line")
    assert mother.agreed == ("line",)
    assert not mother.accepted


def test_on_a_form_hardly_recognised_the_reference_is_the_suggestion() -> None:
    few = ("TỜ KHAI", "Kính", "Họ, chữ", "Giới", "Nơi sinh")
    lines = [line for line in DECLARATION.splitlines() if line.startswith(few)]
    text = "\n".join(lines)
    seen = read_by_both(text, text.replace("DƯƠNG THỊ MẪU", "DƯƠNG THỊ MẬU"))["child_name"]
    assert (seen.value, seen.other) == ("DƯƠNG THỊ MẪU", "DƯƠNG THỊ MẬU")


def test_a_value_that_cannot_be_loses_to_one_that_can() -> None:
    wrong = DECLARATION.replace("022098026339", "0220980263391")
    number = read_by_both(DECLARATION, wrong)["requester_id"]
    assert (number.value, number.source, number.flags) == ("022098026339", "ocr", ())
    assert not number.accepted


def test_a_personal_number_with_one_reader_is_not_accepted() -> None:
    without = DECLARATION.replace(" Căn cước công dân số 022098026339", "")
    number = read_by_both(without, DECLARATION)["requester_id"]
    assert (number.value, number.agreed, number.accepted) == ("022098026339", ("line",), False)


def test_agreed_values_that_contradict_each_other_are_not_accepted() -> None:
    wrong = DECLARATION.replace("Ngày sáu tháng sáu", "Ngày bảy tháng sáu")
    date = read_by_both(wrong, wrong)["child_birth_date"]
    assert date.agreed == ("ocr", "line")
    assert date.flags == ("differs_from_words",)
    assert not date.accepted


def test_digits_that_one_reader_read_are_accepted_when_the_words_say_the_same() -> None:
    wrong = DECLARATION.replace("06/06/2026", "06/08/2026")
    date = read_by_both(wrong, DECLARATION)["child_birth_date"]
    assert date.value == "2026-06-06"
    assert (set(date.agreed), date.other) == ({"line", "words"}, "2026-08-06")
    other = wrong.replace("Ngày sáu tháng sáu", "Ngày bảy tháng sáu")
    assert "words" not in read_by_both(other, other)["child_birth_date"].agreed


def test_a_code_and_the_line_of_business_that_it_stands_for_confirm_each_other() -> None:
    lost = HOUSEHOLD.replace("5610", "561").replace("563O", "5630")
    ours = [replace(word, source="line") for word in set_out(HOUSEHOLD)]
    found = by_key(find([[*set_out(lost), *ours]], readers()))
    assert found["line1_code"].agreed == ("line", "name")
    assert found["line1_name"].agreed == ("ocr", "line", "code")
    assert found["line1_code"].accepted
    assert found["line1_name"].accepted


def test_digits_in_boxes_whose_walls_were_read_are_read_by_both() -> None:
    walls = "0|2I2|1|9|5I0[2|0|4|9|6"
    plain = RESIDENCE.replace("| 0 | 2 | 2 | 1 | 9 | 5 | 0 | 2 | 0 | 4 | 9 | 6 |", "022195020496")
    for seen, agreed in ((walls, {"ocr", "line"}), (walls.replace("9|6", "9|8"), {"line"})):
        first = set_out(plain.replace("022195020496", seen))
        ours = [replace(word, source="line", confidence=0.9998) for word in set_out(plain)]
        number = by_key(find([[*first, *ours]], readers()))["declarant_personal_number"]
        assert (number.value, set(number.agreed)) == ("022195020496", agreed)


def test_names_on_a_page_that_the_readers_read_differently_are_not_accepted() -> None:
    """Two readers lose the same mark of an unusual name when the page is poor."""
    poor = "\n".join(
        line if "tên" in line or "TỜ KHAI" in line else without_marks(line)
        for line in DECLARATION.splitlines()
    )
    seen = read_by_both(DECLARATION, poor)["mother_name"]
    assert seen.agreed == ("ocr", "line")
    assert not seen.accepted


@pytest.mark.parametrize("text", ["Cao Thị Mâu", "Cao Thị Mẫu"])
def test_readers_that_differ_make_our_reader_look_at_the_place(text: str) -> None:
    wrong = DECLARATION.replace("Cao Thị Mẫu", "Cao Thi Mẫu")
    looks = Looks(text)
    pages = [both(DECLARATION, wrong)]
    mother = by_key(find(pages, readers(), "birth-declaration", looks))["mother_name"]
    [(page, lines, source)] = looks.asked
    assert (page, source, len(lines)) == (1, "line", 1)
    assert lines[0].y0 == 15 * 40
    assert mother.accepted is (text == "Cao Thị Mẫu")
    assert mother.value == ("Cao Thị Mẫu" if mother.accepted else text)


def test_what_only_our_reader_found_is_looked_at_by_the_reference() -> None:
    without = DECLARATION.replace(" Cha\n", "\n")
    looks = Looks("Cha")
    pages = [both(without, DECLARATION)]
    relation = by_key(find(pages, readers(), "", looks))["requester_relation"]
    assert [source for _, _, source in looks.asked] == ["ocr"]
    assert set(relation.agreed) == {"ocr", "line"}
    assert relation.accepted


def test_a_part_of_what_one_reader_saw_is_not_accepted_though_both_read_it() -> None:
    part = DECLARATION.replace("Cao Thị Mẫu", "Cao Thị")
    mother = by_key(find([both(part, DECLARATION)], readers(), "", Looks("Cao Thị")))["mother_name"]
    assert (mother.value, set(mother.agreed)) == ("Cao Thị", {"ocr", "line"})
    assert not mother.accepted


def pens(readings: Sequence[Reading], confidence: float) -> list[Word]:
    return [Word("", line, confidence, "hand", -1) for one in readings for line in one.lines]


def read_off(page: Sequence[Word]) -> list[Reading]:
    return [one for one in find([page], readers()).readings if one.page and one.kind != "mark"]


def by_pen(page: Sequence[Word]) -> set[str]:
    return {one.key for one in read_off(page) if "handwriting" in one.flags}


def test_a_form_that_the_readers_read_differently_is_handwritten_whole() -> None:
    """No print leaves two readers apart on most values."""
    other = str.maketrans("0123456789nhiautNHAT", "3456789012mknoelMKOE")
    values = re.compile(r"(?<=: )\S.*?(?=\s{2,}|\n|$)")
    page = both(DECLARATION, values.sub(lambda found: found[0].translate(other), DECLARATION))
    found = read_off(page)
    assert by_pen(page) == {one.key for one in found}
    assert not any(one.accepted for one in found)


def test_a_form_that_is_read_alike_is_typed_however_odd_its_type_looks() -> None:
    page = both(DECLARATION, DECLARATION)
    found = read_off(page)
    assert by_pen([*page, *pens(found, 0.95)]) == set()


def test_a_value_added_by_a_pen_to_a_typed_form_is_for_a_person() -> None:
    page = both(DECLARATION, DECLARATION)
    (added, *_) = read_off(page)
    assert by_pen([*page, *pens([added], 0.7)]) == {added.key}
    assert by_pen([*page, *pens([added], 0.3)]) == set()


def test_a_look_gets_each_line_of_a_long_value() -> None:
    wrong = DECLARATION.replace("Võ Nguyên Giáp", "Võ Nguyen Giáp")
    looks = Looks("Số 24, đường Võ Nguyên Giáp, phường Hồng Gai, tỉnh Quảng Ninh")
    found = by_key(find([both(DECLARATION, wrong)], readers(), "", looks))
    [(_, lines, _)] = looks.asked
    assert [line.y0 // 40 for line in lines] == [4, 5]
    assert found["requester_residence"].accepted


def test_a_value_that_ran_on_into_a_label_is_not_accepted() -> None:
    lost = DECLARATION.replace("Tôi cam đoan nội dung đề nghị", "Tôi cam kết nội dung đề nghị")
    lost = lost.replace("Số 26, phường Hạ Long\n", "Số 26, phường Hạ Long ")
    lost = lost.replace("Tôi cam kết", "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây Tôi")
    seen = read_by_both(lost, lost)["father_residence"]
    assert "runs_on" in seen.flags
    assert not seen.accepted


def test_nobody_looks_again_at_what_agrees() -> None:
    looks = Looks("")
    find([both(DECLARATION, DECLARATION)], readers(), "", looks)
    assert looks.asked == []


@pytest.mark.parametrize(
    ("bare", "accepted"),
    [
        ("Cao Thị Mận", True),  # other letters: what dots and rules make of a line
        ("Cao Thị Mẫu", True),
        ("Cao Thị Mậu", False),
        ("Cao Thị. Mẫu .", True),
        ("", True),
    ],
)
def test_marks_that_cleaning_took_away_are_doubts(bare: str, accepted: bool) -> None:
    pages = [both(DECLARATION, DECLARATION)]
    mother = by_key(find(pages, readers(), "", Looks("", bare)))["mother_name"]
    assert mother.value == "Cao Thị Mẫu"
    assert mother.accepted is accepted
    assert mother.other == ("" if accepted else bare)


def test_a_mark_that_only_the_page_as_it_is_has_is_put_back_and_looked_at() -> None:
    lost = DECLARATION.replace("phường Bãi Cháy", "phương Bãi Cháy")
    looks = Looks("", "Số 25, phường Bãi Cháy")
    found = by_key(find([both(lost, lost)], readers(), "", looks))["mother_residence"]
    assert (found.value, found.other) == ("Số 25, phường Bãi Cháy", "Số 25, phương Bãi Cháy")
    assert not found.accepted


def test_the_page_as_it_is_may_settle_what_the_readers_dispute() -> None:
    wrong = DECLARATION.replace("Cao Thị Mẫu", "Cao Thị Mau")
    looks = Looks("Cao Thị Mau", "Cao Thị Mẫu")
    mother = by_key(find([both(DECLARATION, wrong)], readers(), "", looks))["mother_name"]
    assert (mother.value, mother.accepted) == ("Cao Thị Mẫu", True)


def test_a_number_that_the_reference_lost_is_looked_at_by_it_where_we_read_it() -> None:
    class Reference(Looks):
        def __call__(self, page: int, lines: Sequence[Box], source: str) -> tuple[str, float]:
            super().__call__(page, lines, source)
            return ("022098026339", 0.9) if source == "ocr" else ("", 0.0)

    wrong = DECLARATION.replace("022098026339", "02209802633")
    pages = [both(wrong, DECLARATION)]
    number = by_key(find(pages, readers(), "", Reference("")))["requester_id"]
    assert (number.value, set(number.agreed)) == ("022098026339", {"ocr", "line"})


def test_text_of_the_file_is_held_against_its_picture() -> None:
    """Text that a file claims and a picture that says something else: a forger's tool."""
    layer = [replace(word, source="layer") for word in laid_out(DECLARATION)]
    found = by_key(find([layer], readers(), "", Looks("Trần Văn Khác")))
    assert found["father_name"].other == "Trần Văn Khác"
    assert not found["father_name"].accepted
    same = by_key(find([layer], readers(), "", Looks("Dương Văn Mẫu")))["father_name"]
    assert (same.agreed, same.accepted) == (("layer", "line"), True)


def test_a_code_and_print_that_agree_are_two_sources() -> None:
    finding = by_key(find([[*laid_out(CARD_FRONT), code(CARD)]], readers()))
    assert finding["personal_number"].agreed == ("ocr", "qr")
    assert finding["personal_number"].accepted
    assert finding["issue_date"].agreed == ("qr",)
    assert not finding["issue_date"].accepted


def test_a_code_that_print_contradicts_shows_both() -> None:
    front = CARD_FRONT.replace("022195020496", "022195020497")
    number = by_key(find([[*laid_out(front), code(CARD)]], readers()))["personal_number"]
    assert (number.value, number.other) == ("022195020496", "022195020497")
    assert not number.accepted


def test_what_two_readers_found_survives_json() -> None:
    wrong = DECLARATION.replace("Cao Thị Mẫu", "Cao Thị Mâu")
    finding = find([both(wrong, DECLARATION)], readers(), "birth-declaration")
    assert Finding.from_json(finding.to_json()).to_json() == finding.to_json()


def test_a_reading_written_before_there_were_two_readers_still_loads() -> None:
    row = {"key": "k", "value": "v", "raw": "v", "kind": "text", "page": 1, "box": [1, 2, 3, 4]}
    row |= {"confidence": 0.9, "flags": [], "source": "ocr"}
    reading = Finding.from_json({"reader": "r", "score": 1, "readings": [row]}).readings[0]
    assert (reading.agreed, reading.other, reading.accepted) == ((), "", False)
