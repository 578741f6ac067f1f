"""As many procedures as a province has: what is read when, and that all are found and good."""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from chalicelib.errors import Invalid, Missing
from chalicelib.procedure import Catalogue, load, load_head
from local.procedures_many import many

DAY = date(2026, 11, 24)
TEXTS = many(1600)


def counted() -> tuple[Catalogue, Counter[str]]:
    """A catalogue of them all, and how often each file was read."""
    reads: Counter[str] = Counter()

    def read(id_: str) -> str:
        reads[id_] += 1
        return TEXTS[id_]

    return Catalogue({id_: partial(read, id_) for id_ in sorted(TEXTS)}), reads


def test_there_are_as_many_as_a_province_has_each_under_its_own_name() -> None:
    known, _ = counted()
    names = {one.name for one in known.all_current(DAY)}
    assert len(TEXTS) == len(known) == len(names) == 1600


def test_opening_reads_nothing_and_finding_one_reads_that_one_once() -> None:
    known, reads = counted()
    assert not reads
    last = max(TEXTS)
    for _ in range(3):
        assert known.current(last.partition("@")[0], DAY).id == known.get(last).id == last
    assert reads == {last: 1}


def test_the_first_search_reads_each_head_once_and_later_ones_nothing() -> None:
    known, reads = counted()
    (only,) = known.search("mau 0815", DAY)
    assert only.name.vi.startswith("Mẫu 0815")
    for typed in ("dang ky ho kinh doanh", "kinh doanh ho", "ĐĂNG KÍ HỘ KINH DOANH"):
        assert len(known.search(typed, DAY)) == 1600 // 13
    assert len(known.search("", DAY, "building")) == 1600 // 13
    assert set(reads.values()) == {1}


def test_the_heads_are_what_the_files_say() -> None:
    for text in many(13).values():
        whole, head = load(text), load_head(text)
        assert {name: getattr(whole, name) for name in head.__dataclass_fields__} == {
            name: getattr(head, name) for name in head.__dataclass_fields__
        }


def test_a_file_with_a_fault_stops_nobody_but_those_who_ask_for_it() -> None:
    good, bad = sorted(many(2))
    texts = {good: TEXTS[good], bad: TEXTS[bad] + "\n[[step]]\n"}
    known = Catalogue({id_: partial(str, text) for id_, text in texts.items()})
    assert known.get(good).id == good
    assert {one.id for one in known.search("", DAY)} == {good, bad}
    with pytest.raises(Invalid, match="procedure_invalid"):
        known.get(bad)


def test_a_version_of_tomorrow_is_not_read_today() -> None:
    id_ = min(TEXTS)
    code, _, _ = id_.partition("@")
    known = Catalogue({id_: partial(str, TEXTS[id_]), f"{code}@2030-01-01": lambda: "="})
    assert known.current(code, DAY).id == id_
    assert [one.id for one in known.search("", DAY)] == [id_]
    with pytest.raises(Missing, match="procedure_unknown"):
        known.current("9.999999", DAY)
