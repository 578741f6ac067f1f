"""Cutting a file of several papers into papers, through the public door of fields."""

from dataclasses import replace

from chalicelib.fields import find, readers, split
from chalicelib.sheet import Box, Word
from tests.stations.test_fields import CARD, CARD_FRONT, DECLARATION, code, laid_out

UNKNOWN = """HỢP ĐỒNG THUÊ NHÀ
Bên cho thuê và bên thuê cùng thỏa thuận
những điều sau đây trong hai năm"""


def parts(*pages: list[Word]) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.reader, part.pages) for part in split(pages, readers(), find)]


def halves(text: str, line: int) -> tuple[list[Word], list[Word]]:
    lines = text.splitlines()
    return laid_out("\n".join(lines[:line])), laid_out("\n".join(lines[line:]))


def numbered(text: str, number: int) -> list[Word]:
    """A page of prose with its number alone in the middle of the upper margin."""
    middle = Word(str(number), Box(440, 0, 452, 30), 0.9, "ocr", 0)
    low = [
        replace(w, box=w.box._replace(y0=w.box.y0 + 500, y1=w.box.y1 + 500), line=w.line + 1)
        for w in laid_out(text)
    ]
    return [middle, *low]


def test_each_title_opens_a_paper_of_its_own() -> None:
    card = [*laid_out(CARD_FRONT), code(CARD)]
    assert parts(laid_out(DECLARATION), card, card) == [
        ("birth-declaration", (1,)),
        ("citizen-card", (2,)),
        ("citizen-card", (3,)),
    ]


def test_a_second_page_that_answers_more_fields_belongs_to_its_paper() -> None:
    first, second = halves(DECLARATION, 13)
    assert parts(first, second) == [("birth-declaration", (1, 2))]


def test_a_page_with_the_next_number_belongs_to_the_paper_before() -> None:
    more = numbered("Người khai chịu trách nhiệm về điều đã khai trên đây và ký tên dưới đây", 2)
    assert parts(laid_out(DECLARATION), more) == [("birth-declaration", (1, 2))]
    wrong = numbered("Người khai chịu trách nhiệm về điều đã khai trên đây và ký tên dưới đây", 3)
    assert parts(laid_out(DECLARATION), wrong)[-1] == ("", (2,))


def test_a_page_that_fits_nothing_is_other_and_ends_the_paper_before() -> None:
    assert parts(laid_out(UNKNOWN), laid_out(DECLARATION), laid_out(UNKNOWN), []) == [
        ("", (1,)),
        ("birth-declaration", (2,)),
        ("", (3,)),
        ("", (4,)),
    ]


def test_every_page_is_in_exactly_one_part() -> None:
    pages = [laid_out(UNKNOWN), laid_out(CARD_FRONT), [], laid_out(DECLARATION), laid_out(UNKNOWN)]
    held = [number for part in split(pages, readers(), find) for number in part.pages]
    assert held == [1, 2, 3, 4, 5]
