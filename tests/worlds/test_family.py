"""A linked procedure: one dossier, counted once, and a share in each agency with its own time."""

import pytest

from chalicelib import chain
from chalicelib.dossier import Person, Status
from chalicelib.journey import beside, citizen, officer
from chalicelib.journey.common import case_of
from tests.worlds import story
from tests.worlds.memory import Play
from tests.worlds.tale import Tale
from tests.worlds.test_endings import at_step, healthy, seen
from tests.worlds.test_every_case import begun


@pytest.fixture
def play() -> Play:
    return Play()


def family(play: Play, id: str) -> dict[str, chain.Child]:
    found = play.records.load(id)
    return {one.handoff.party: one for one in chain.children(found, case_of(play.world, found))}


def test_each_agency_has_its_share_with_its_own_and_the_total_due_time(play: Play) -> None:
    id = at_step(play, "hand_off")
    found = play.records.load(id)
    shares = family(play, id)
    assert {key: one.code for key, one in shares.items()} == {
        "police": f"{found.code}/1",
        "insurance": f"{found.code}/2",
    }
    assert shares["police"].procedure == "1.004222"
    for person, key in ((story.POLICEMAN, "police"), (story.INSURER, "insurance")):
        (row,) = officer.inbox(play.world, person)
        assert (row.child, row.due, row.total) == (shares[key].code, shares[key].due, found.due)
        assert row.due < row.total
        assert play.records.by_code(row.child) == id


def test_it_is_one_dossier_with_one_code(play: Play) -> None:
    id = at_step(play, "hand_off")
    assert [row.dossier for row in citizen.owned(play.world, story.CITIZEN)] == [id]
    assert play.records.taken("code/H49.101.01/261123") == 1
    assert healthy(play, id)


def test_a_share_stands_in_the_ten_statuses(play: Play) -> None:
    id = at_step(play, "hand_off")
    assert {one.status for one in family(play, id).values()} == {Status.IN_PROCESS}
    story.answer(play, story.POLICEMAN, id, "police", outcome="refused", note="Không đủ chỗ ở")
    play.clock.turn(days=9)
    play.sweep(3)
    beside.go_on(play.world, story.APPRAISER, "g", id, seen(play, id), reason="Bảo hiểm chậm")
    assert {key: one.status for key, one in family(play, id).items()} == {
        "police": Status.DECIDED,
        "insurance": Status.STOPPED,
    }


def test_who_only_gives_an_opinion_has_no_share(play: Play) -> None:
    rules = play.world.catalogue.current("1.013225", play.clock.at.date())
    tale = Tale(play, begun(play, rules, rules.case("house_consulted")))
    tale.act("to:consult")
    assert [row.code for row in tale.found.handoffs.values()] == ["", ""]
    assert family(play, tale.id) == {}


def test_of_a_silent_agency_the_lead_agency_and_the_head_of_the_centre_hear(
    play: Play,
) -> None:
    id = at_step(play, "hand_off")
    assert officer.queue(play.world, story.APPRAISER) == []
    play.clock.turn(days=9)
    play.sweep(3)
    head = Person("head", "Lãnh đạo Trung tâm", ((story.CENTRE, "director"),))
    for person in (story.APPRAISER, head):
        assert [row.dossier for row in officer.queue(play.world, person)] == [id]
    assert officer.look(play.world, head, id).id == id
    beside.go_on(play.world, story.APPRAISER, "g", id, seen(play, id), reason="Chậm trả lời")
    play.turn()
    assert officer.queue(play.world, story.APPRAISER) == officer.queue(play.world, head) == []
    assert healthy(play, id)
