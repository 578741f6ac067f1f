"""An officer vouches for a field against the papers of that moment."""

from chalicelib import review
from chalicelib.dossier import Dossier
from chalicelib.journey import citizen, officer
from chalicelib.journey.common import act, case_of
from tests.worlds import story
from tests.worlds.memory import Play


def says(play: Play, id: str, name: str) -> None:
    """The machine reads this name on the mother's card."""
    from chalicelib import chain
    from chalicelib.dossier import SYSTEM
    from chalicelib.journey.common import Order

    row = {"key": "full_name", "value": name, "raw": name, "page": 1, "box": None}
    row |= {"confidence": 0.99, "flags": [], "kind": "name", "source": "qr"}
    paper = play.records.load(id).papers["mother_card"]
    fact = chain.was_read(paper, reader="citizen-card", pages=[], readings=[row])
    act(play.world, id, Order(SYSTEM, f"read-{name}"), lambda _d, _c: fact)


def line(play: Play, found: Dossier) -> review.Line:
    rows = review.sheet(found, case_of(play.world, found))
    return next(row for row in rows if row.field.key == "mother_name")


def test_a_new_paper_that_says_otherwise_asks_for_a_new_look() -> None:
    play = Play()
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    says(play, id, "PHẠM THỊ MẪU")
    given = {"mother_name": "Phạm Thị Mẫu"}
    officer.confirm(play.world, story.COUNTER, "c", id, given)
    assert not line(play, play.records.load(id)).needs_eyes
    says(play, id, "PHẠM THỊ MẬU")
    again = line(play, play.records.load(id))
    assert (again.needs_eyes, again.why, again.value) == (True, ("differs",), "Phạm Thị Mẫu")
