"""Searching procedures: whatever way people type the words of a name, it is found."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Text
from chalicelib.procedure import Fee, Head, catalogue, fold

DAY = date(2026, 11, 24)
HEADS = catalogue().all_current(DAY)
WAYS = (
    str,
    str.upper,
    fold,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("y", "i").replace("ý", "í"),
)


def spoken(one: Head) -> list[str]:
    """The words of the name, without what stands between them."""
    return [word.strip(".,:;()/–-") for word in one.name.vi.split() if word.strip(".,:;()/–-")]


@given(st.data())
def test_any_words_of_a_name_in_any_order_and_any_spelling_find_it(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(HEADS))
    words = data.draw(st.permutations(spoken(one)))
    kept = words[: data.draw(st.integers(1, len(words)))]
    typed = " ".join(data.draw(st.sampled_from(WAYS))(word) for word in kept)
    assert one in catalogue().search(typed, DAY)


@given(st.data())
def test_more_words_never_find_more(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(HEADS))
    words = data.draw(st.permutations(spoken(one)))
    more, fewer = " ".join(words), " ".join(words[:-1])
    assert set(catalogue().search(more, DAY)) <= set(catalogue().search(fewer, DAY))


@given(st.text(max_size=40))
def test_nothing_typed_can_break_the_search(typed: str) -> None:
    assert set(catalogue().search(typed, DAY)) <= set(HEADS)


@given(st.dates(), st.dates(), st.dates(), st.sampled_from(["direct", "online", "post"]))
def test_a_fee_is_owed_from_its_first_day_to_its_last(
    since: date, until: date, day: date, way: str
) -> None:
    name = Text("Phí", "Fee")
    one = Fee(name, 1, "dossier", name, since=since, until=until, channels=("online",))
    assert one.due(way, day) == (way == "online" and since <= day and day <= until)
