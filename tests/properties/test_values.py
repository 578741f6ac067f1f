"""What must hold for every date, number and text."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib import values

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
TEXTS = st.text(alphabet="aàáảãạăằâầđeêềiíoôơờuưừyỳ hnglm", max_size=20)


@given(DATES)
def test_a_date_survives_every_way_of_writing_it(iso: str) -> None:
    written = (values.date_in_words(iso), values.long_date(iso), values.show("date", iso), iso)
    assert {values.parse("date", text).value for text in written} == {iso}


@given(st.integers(1, 999_999))
def test_a_spelled_number_is_the_number(number: int) -> None:
    assert values.unspell(values.spell(number)) == number


@given(st.sampled_from(sorted(values.KINDS)), st.text(max_size=40))
def test_reading_a_value_again_changes_nothing(kind: str, raw: str) -> None:
    once = values.parse(kind, raw)
    assert values.parse(kind, once.value).value == once.value
    assert values.check(kind, once.value) == once.flags


@given(st.sampled_from(sorted(values.KINDS)), st.text(max_size=40))
def test_what_was_understood_is_understood_again(kind: str, raw: str) -> None:
    once = values.understand(kind, raw)
    assert (values.CORRECTED in once.flags) == (once.value != values.parse(kind, raw).value)
    assert set(values.check(kind, once.value)) == set(once.flags) - {values.CORRECTED}


@given(TEXTS)
def test_a_text_equals_its_decomposed_self(text: str) -> None:
    assert values.same("name", text, unicodedata.normalize("NFD", text))


@given(TEXTS, TEXTS, st.integers(0, 6))
def test_distance_is_symmetric_and_bounded(a: str, b: str, limit: int) -> None:
    there, back = values.distance(a, b, limit), values.distance(b, a, limit)
    assert min(there, limit + 1) == min(back, limit + 1)
    assert (a == b) == (values.distance(a, b, limit) == 0)
