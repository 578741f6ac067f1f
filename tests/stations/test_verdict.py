"""What is said of a page, from its measures alone."""

import pytest

from chalicelib.pages.verdict import ADVICE, advice, judge
from chalicelib.sheet import Page

FINE = {
    **{"light": 240, "sharp": 0.6, "flat": 0.0, "washed": 0.0, "letters": 900, "height": 17},
    **{"sides": 0, "ends": 0, "lines": 0.11, "hang": 0.05, "gather": 8.0, "marked": 0.09},
}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "fine"),
        ({"light": 40}, "dark"),
        ({"sharp": 0.05}, "blurred"),
        ({"sharp": -1}, "fine"),
        ({"flat": 0.1, "washed": 0.03}, "glare"),
        ({"flat": 0.5}, "fine"),
        ({"height": 4}, "small"),
        ({"sides": 7}, "cut"),
        ({"ends": 12}, "cut"),
        ({"beside": 0.5, "above": 4.0}, "cut"),
        ({"beside": 8.0, "above": 0.9}, "cut"),
        ({"beside": 8.0, "above": 2.4, "tall": 1.1}, "cut"),
        ({"beside": 8.0, "above": 2.4, "tall": 1.41}, "fine"),
        ({"beside": 8.0, "above": 2.4, "tall": 0.7}, "fine"),
        ({"beside": 2.5, "above": 0.9, "tall": 0.63}, "fine"),
        ({"sides": 9, "beside": 0.0, "tall": 0.63}, "cut"),
        ({"letters": 3, "marked": 0.001}, "blank"),
        ({"letters": 3, "marked": 0.08}, "fine"),
        ({"lines": 0.01, "hang": 0.001, "gather": 1.3}, "turned"),
        ({"lines": 0.01, "hang": 0.001, "gather": 9.0}, "fine"),
        ({"light": 30, "sharp": 0.01, "sides": 9}, "dark"),
    ],
)
def test_the_first_trouble_is_told(changes: dict[str, float], verdict: str) -> None:
    assert judge({**FINE, **changes}) == verdict


def test_every_trouble_has_one_sentence_of_advice_in_two_languages() -> None:
    for text in ADVICE.values():
        assert text.vi.endswith(".")
        assert text.en.endswith(".")
        assert text.vi != text.en
    assert advice("fine") is None
    assert advice("") is None


def test_a_page_kept_before_there_were_verdicts_still_loads() -> None:
    old = {"number": 1, "width": 10, "height": 20, "layer": []}
    page = Page.from_json(old, b"")
    assert (page.verdict, dict(page.measures)) == ("", {})
    assert Page.from_json(page.to_json(), b"") == page
