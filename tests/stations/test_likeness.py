"""The same page sent again is known by its words; another person's copy of the form is not."""

from chalicelib.pages.likeness import same_page

FORM = [
    "Tờ",
    "khai",
    "đăng",
    "ký",
    "khai",
    "sinh",
    "Họ",
    "chữ",
    "đệm",
    "tên",
    "Ngày",
    "tháng",
    "năm",
    "sinh",
    "Nơi",
    "cư",
    "trú",
    "Dân",
    "tộc",
]
ONE = [*FORM, "NGUYỄN", "MINH", "KHANG", "15/11/2026", "022190001234", "0912345678"]
OTHER = [*FORM, "TRẦN", "GIA", "BẢO", "03/02/2026", "022188004321", "0987654321"]


def test_the_same_page_read_a_little_differently_is_the_same() -> None:
    blurred = ["Tơ" if word == "Tờ" else word for word in ONE]
    blurred[-1] = "091234567B"
    assert same_page(ONE, ONE)
    assert same_page(ONE, blurred)


def test_another_copy_of_the_form_is_another_page() -> None:
    assert not same_page(ONE, OTHER)


def test_a_blank_form_is_known_only_when_nearly_all_its_words_agree() -> None:
    assert same_page(FORM, FORM)
    assert not same_page(FORM, [*FORM[:-3], "Số", "định", "danh"])


def test_of_a_few_words_nothing_is_said() -> None:
    assert not same_page(["Trang", "trắng"], ["Trang", "trắng"])
    assert not same_page([], [])
