"""Procedures are found as people type: without marks, in any order, by life event, by date."""

from datetime import date

import pytest

from chalicelib.procedure import catalogue, fold

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("khai sinh", ["1.001193", "2.000635", "3.000722"]),
        ("Khai  Sinh!", ["1.001193", "2.000635", "3.000722"]),
        ("ĐĂNG KÝ THƯỜNG TRÚ", ["1.004222", "3.000722"]),
        ("dang ky thuong tru", ["1.004222", "3.000722"]),
        ("thuong tru dang ki", ["1.004222", "3.000722"]),
        ("dang ky ho kinh doanh", ["1.001612"]),
        ("kinh doanh ho dang ky", ["1.001612"]),
        ("chung thuc", ["2.000815", "1.004873", "2.000635", "3.000333"]),
        ("khai si", ["1.001193", "2.000635", "3.000722"]),
        ("kha sinh", []),
        ("1.001193", ["1.001193"]),
        ("001193", ["1.001193"]),
        ("birth", ["1.001193", "2.000635", "3.000722"]),
        ("bằng lái", ["3.000347"]),
        ("giay phep", ["1.013225", "3.000347", "1.001612"]),
        ("tàu Hạ Long", ["1.014190"]),
        ("độc thân", ["1.004873"]),
        ("hộ chiếu", []),
    ],
)
def test_search_needs_no_marks_and_no_order(words: str, codes: list[str]) -> None:
    assert [one.code for one in catalogue().search(words, TODAY)] == codes


def test_nothing_typed_finds_everything_and_a_life_event_its_own() -> None:
    assert len(catalogue().search("", TODAY)) == 13
    found = [one.code for one in catalogue().search("", TODAY, "birth")]
    assert found == ["1.001193", "1.004222", "2.000635", "3.000722"]
    assert [one.code for one in catalogue().search("cu tru", TODAY, "birth")] == ["1.004222"]


def test_search_knows_the_date() -> None:
    found = [one.code for one in catalogue().search("khai sinh", date(2026, 3, 1))]
    assert found == ["1.001193", "2.000635"]


def test_folding_takes_marks_of_any_normal_form() -> None:
    assert fold("Đặng Thị Hồng") == fold("Đặng Thị Hồng") == "dang thi hong"
