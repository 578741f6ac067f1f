"""What two readers of a paper leave for an officer's eyes."""

from typing import Any

import pytest

from chalicelib import chain, review
from chalicelib.dossier import SYSTEM, Dossier
from chalicelib.journey.common import Order, act, case_of
from tests.worlds import story
from tests.worlds.memory import Play

DECLARED = story.FORM["mother_name"]


def after_reading(**card: Any) -> tuple[Play, Dossier]:
    """A declared dossier whose mother's card says `card` of her name."""
    play = Play()
    id = story.ready(play)
    row = {"key": "full_name", "value": DECLARED, "raw": DECLARED, "page": 1, "box": None}
    row |= {"confidence": 0.5, "flags": [], "kind": "name", "source": "line"}
    paper = play.records.load(id).papers["mother_card"]
    fact = chain.was_read(paper, reader="citizen-card", pages=[], readings=[row | card])
    act(play.world, id, Order(SYSTEM, "read"), lambda _d, _c: fact)
    return play, play.records.load(id)


def line(**card: Any) -> review.Line:
    play, found = after_reading(**card)
    rows = review.sheet(found, case_of(play.world, found))
    return next(row for row in rows if row.field.key == "mother_name")


def test_accepted_and_as_declared_needs_no_eyes() -> None:
    assert line(accepted=True, agreed=["ocr", "line"]).why == ()


def test_accepted_but_not_as_declared_needs_eyes() -> None:
    assert line(accepted=True, value="Phạm Thị Mận", confidence=0.999).why == ("differs",)


def test_readers_that_differ_need_eyes_and_show_both() -> None:
    found = line(other="Phạm Thị Mầu")
    assert found.why == ("readers",)
    assert found.sources[0].other == "Phạm Thị Mầu"


def test_a_declaration_that_only_the_other_reader_supports_is_no_contradiction() -> None:
    assert line(value="Phạm Thị Mầu", other=DECLARED, confidence=0.9).why == ("readers",)


@pytest.mark.parametrize("flag", ["handwriting", "under_seal"])
@pytest.mark.parametrize("value", [DECLARED, "Phạm Thi Mau", ""])
def test_what_only_people_can_read_needs_eyes_whatever_was_read(flag: str, value: str) -> None:
    found = line(flags=[flag], value=value, confidence=0.99)
    assert found.why == (flag,)
    assert review.WHY[flag].vi
    assert review.WHY[flag].en


def test_the_graver_reason_comes_first() -> None:
    play, found = after_reading(other="Phạm Thị Mầu")
    eyes = [row for row in review.sheet(found, case_of(play.world, found)) if row.needs_eyes]
    ranks = [review.SEVERITY.index(row.why[0]) for row in eyes]
    assert ranks == sorted(ranks)
    assert {"readers", "unread"} <= {row.why[0] for row in eyes}


def test_handwriting_is_no_suggestion() -> None:
    play, found = after_reading(flags=["handwriting"], confidence=0.99)
    undeclared = Dossier(**{**_parts(found), "form": {}})
    assert "mother_name" not in review.suggest(undeclared, case_of(play.world, found))
    play, found = after_reading(confidence=0.99)
    undeclared = Dossier(**{**_parts(found), "form": {}})
    assert review.suggest(undeclared, case_of(play.world, found))["mother_name"] == DECLARED


def _parts(dossier: Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in dossier.__dataclass_fields__}
