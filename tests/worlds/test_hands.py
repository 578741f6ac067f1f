"""Work given to a colleague, done for somebody who is away, called back; mistakes put right."""

from datetime import date

import pytest

from chalicelib import agency
from chalicelib.dossier import Person, Status
from chalicelib.errors import Conflict, Forbidden, Invalid
from chalicelib.journey import beside, citizen, officer, people
from tests.worlds import story
from tests.worlds.memory import Play
from tests.worlds.test_endings import at_step, healthy, seen, sinks

OTHER = Person("appraiser-2", "Bùi Thị Thay", ((story.COMMUNE, "appraiser"),))
HEAD = Person("head", "Cao Văn Phòng", ((story.COMMUNE, "division_head"),))
ELSEWHERE, THEIR_CENTRE = "H49.102", "H49.102.01"
STAFF = (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK, OTHER, HEAD)


@pytest.fixture
def play() -> Play:
    play = Play()
    for person in STAFF:
        play.records.put_person(person)
    return play


def give(play: Play, id: str, person: Person, to: Person, key: str = "give") -> None:
    beside.hand_over(
        play.world, person, key, id, seen(play, id), to=to.id, reason="Đang quá nhiều việc"
    )


def test_a_task_given_to_a_colleague_is_theirs_alone(play: Play) -> None:
    id = at_step(play, "appraise")
    due = play.records.load(id).task
    give(play, id, story.APPRAISER, OTHER)
    with pytest.raises(Forbidden):
        story.decide(play, story.APPRAISER, id)
    task = play.records.load(id).task
    assert task is not None
    assert due is not None
    assert (task.holder_name, task.due) == (OTHER.name, due.due)
    seeing = [who for who in (story.APPRAISER, OTHER, HEAD) if officer.queue(play.world, who)]
    assert seeing == [OTHER, HEAD]
    story.decide(play, OTHER, id)
    play.turn()
    done = play.records.load(id)
    assert [(row.outcome, row.actor) for row in done.history[1:]] == [
        ("handed_over", story.APPRAISER.name),
        ("done", OTHER.name),
    ]
    assert healthy(play, id)


def test_a_task_goes_only_to_somebody_who_may_do_it(play: Play) -> None:
    id = at_step(play, "appraise")
    with pytest.raises(Invalid, match="not_able"):
        give(play, id, story.APPRAISER, story.CLERK)
    with pytest.raises(Invalid, match="same_person"):
        give(play, id, story.APPRAISER, story.APPRAISER, "self")
    with pytest.raises(Forbidden, match="not_yours"):
        give(play, id, story.CLERK, OTHER, "clerk")
    give(play, id, HEAD, OTHER, "assigned")
    assert play.records.events(id)[-1].actor.role == "division_head"


def test_the_substitute_does_the_work_of_somebody_who_is_away(play: Play) -> None:
    id = at_step(play, "appraise")
    give(play, id, story.APPRAISER, OTHER)
    clerk = people.today(play.world, story.CLERK)
    with pytest.raises(Forbidden):
        story.decide(play, clerk, id)
    day = play.clock.at.date()
    people.be_away(play.world, OTHER, substitute=story.CLERK.id, since=day, through=day)
    clerk = people.today(play.world, story.CLERK)
    assert [row.dossier for row in officer.queue(play.world, clerk)] == [id]
    story.decide(play, clerk, id)
    event = play.records.events(id)[-1]
    assert (event.actor.name, event.actor.role) == (story.CLERK.name, "appraiser")
    play.clock.turn(days=1)
    assert people.today(play.world, story.CLERK).instead_of == ()


def test_nobody_signs_because_somebody_is_away(play: Play) -> None:
    id = at_step(play, "approve")
    day = play.clock.at.date()
    people.be_away(play.world, story.LEADER, substitute=OTHER.id, since=day, through=day)
    other = people.today(play.world, OTHER)
    assert (story.COMMUNE, "leader") not in other.duties
    with pytest.raises(Forbidden):
        story.decide(play, other, id)


def test_an_absence_is_said_anew_and_needs_a_colleague(play: Play) -> None:
    day = play.clock.at.date()
    for wrong, through in (("citizen", day), (OTHER.id, date(2026, 11, 1))):
        with pytest.raises(Invalid):
            people.be_away(
                play.world, story.APPRAISER, substitute=wrong, since=day, through=through
            )
    for who in (OTHER, HEAD):
        people.be_away(play.world, story.APPRAISER, substitute=who.id, since=day, through=day)
    assert people.today(play.world, OTHER).instead_of == ()
    assert people.today(play.world, HEAD).instead_of == (story.APPRAISER.id,)


def test_what_was_passed_on_is_called_back_while_nobody_has_begun(play: Play) -> None:
    id = at_step(play, "approve")
    back = beside.recall
    with pytest.raises(Conflict, match="nothing_to_recall"):
        back(play.world, OTHER, "a", id, seen(play, id), reason="Quên một giấy")
    back(play.world, story.APPRAISER, "b", id, seen(play, id), reason="Quên một giấy")
    play.turn()
    found = play.records.load(id)
    assert (found.task and found.task.step, found.history[-1].outcome) == ("appraise", "recalled")
    story.decide(play, story.APPRAISER, id, "again")
    play.turn()
    assert healthy(play, id)


def test_a_refusal_called_back_no_longer_stands(play: Play) -> None:
    id = at_step(play, "appraise")
    said = {"outcome": "refuse", "note": "Không đủ điều kiện", "basis": "Điều 16 Luật Hộ tịch"}
    story.decide(play, story.APPRAISER, id, **said)
    play.turn()
    beside.recall(play.world, story.APPRAISER, "b", id, seen(play, id), reason="Xem lại căn cứ")
    play.turn()
    story.decide(play, story.APPRAISER, id, "again")
    assert (play.records.load(id).verdict, play.records.load(id).basis) == ("", "")


def test_what_is_being_worked_on_is_not_called_back(play: Play) -> None:
    id = at_step(play, "approve")
    officer.confirm(play.world, story.LEADER, "c", id, {"child_name": "Phạm Minh An"})
    with pytest.raises(Conflict, match="taken_up"):
        beside.recall(play.world, story.APPRAISER, "b", id, seen(play, id), reason="Quên")


def test_a_sealed_dossier_is_not_called_back(play: Play) -> None:
    id = at_step(play, "hand_off")
    with pytest.raises(Conflict, match="nothing_to_recall"):
        beside.recall(play.world, story.CLERK, "b", id, seen(play, id), reason="Quên")


def test_an_intake_is_corrected_and_the_receipt_issued_anew(play: Play) -> None:
    id = at_step(play, "appraise")
    before = play.records.load(id)
    at = (play.world, story.COUNTER)
    with pytest.raises(Invalid, match="nothing_corrected"):
        beside.correct(*at, "a", id, before.version, given=story.FORM, reason="Gõ nhầm tên")
    with pytest.raises(Forbidden, match="not_your_post"):
        beside.correct(
            play.world, story.CLERK, "b", id, before.version, given={}, reason="Gõ nhầm tên"
        )
    given = {"child_name": "Phạm Minh Ân"}
    beside.correct(*at, "c", id, before.version, given=given, reason="Gõ nhầm tên")
    after = play.records.load(id)
    said = after.confirmed["child_name"]
    assert (said["value"], said["was"], said["how"]) == (
        "Phạm Minh Ân",
        "Phạm Minh An",
        "corrected",
    )
    assert (after.code, after.due, after.received_at) == (
        before.code,
        before.due,
        before.received_at,
    )
    assert {"paper:receipt", "paper:receipt-2", "notice:corrected"} <= sinks(play, id)
    assert after.corrections[0]["reason"] == "Gõ nhầm tên"
    assert healthy(play, id)


def test_the_right_case_brings_its_own_due_time(play: Play) -> None:
    rules = play.world.catalogue.current("1.001193", play.clock.at.date())
    id = story.draft(play, of=("1.001193", "in_time")).id
    citizen.declare(play.world, story.CITIZEN, "f", id, story.FORM)
    for part in rules.case("in_time").components:
        story.upload(play, id, part.key)
        story.arrive(play, id, part.key)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    story.decide(play, story.COUNTER, id)
    play.turn()
    before = play.records.load(id)
    beside.correct(
        play.world,
        story.COUNTER,
        "c",
        id,
        before.version,
        given={},
        case="in_time_verified",
        reason="Ghi nhầm trường hợp",
    )
    play.turn()
    after = play.records.load(id)
    assert (after.case, after.received_at) == ("in_time_verified", before.received_at)
    assert (before.due[:10], after.due[:10]) == ("2026-11-23", "2026-11-27")
    assert after.task is not None
    assert after.task.step == "verify"
    assert healthy(play, id)


def test_a_dossier_for_another_authority_is_forwarded_before_receipt(play: Play) -> None:
    id = at_step(play, "receive")
    at = (play.world, story.COUNTER)
    with pytest.raises(Invalid, match="same_authority"):
        beside.forward(*at, "a", id, seen(play, id), decider=story.COMMUNE, reason="Sai nơi")
    beside.forward(*at, "b", id, seen(play, id), decider=ELSEWHERE, reason="Cư trú ở nơi khác")
    play.turn()
    found = play.records.load(id)
    assert (found.status, found.receiver, found.decider) == (
        Status.SUBMITTED,
        THEIR_CENTRE,
        ELSEWHERE,
    )
    there = Person("there", "Người ở kia", ((THEIR_CENTRE, "counter"),))
    story.decide(play, there, id)
    assert play.records.load(id).code.startswith(THEIR_CENTRE)
    play.turn()
    assert healthy(play, id)


def test_forwarding_after_receipt_keeps_code_and_due_time(play: Play) -> None:
    id = at_step(play, "appraise")
    before = play.records.load(id)
    beside.forward(
        play.world, story.COUNTER, "b", id, before.version, decider=ELSEWHERE, reason="Sai nơi"
    )
    play.turn()
    found = play.records.load(id)
    assert (found.code, found.due, found.receiver) == (before.code, before.due, before.receiver)
    assert found.task is not None
    assert (found.task.step, found.task.agency) == ("appraise", ELSEWHERE)
    assert healthy(play, id)


def test_an_appraised_dossier_is_not_forwarded(play: Play) -> None:
    id = at_step(play, "approve")
    with pytest.raises(Conflict, match="too_late_to_forward"):
        beside.forward(
            play.world, story.COUNTER, "b", id, seen(play, id), decider=ELSEWHERE, reason="Sai nơi"
        )


def test_the_places_of_this_story_are_real_ones() -> None:
    assert agency.agency(ELSEWHERE).relations["centre"] == THEIR_CENTRE
