"""Whole journeys on the world in memory: every path a dossier may take."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from chalicelib import audit
from chalicelib.dossier import Status, fold
from chalicelib.errors import Conflict, Forbidden, Invalid, Later, Missing
from chalicelib.journey import citizen, deliver, machine, officer, sweep
from chalicelib.ports import Endpoint
from tests.worlds import story
from tests.worlds.memory import Play


@pytest.fixture
def play() -> Play:
    return Play()


def submitted(play: Play) -> str:
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    return id


def sealed(play: Play) -> str:
    id = submitted(play)
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        story.decide(play, person, id)
        play.turn()
    return id


def to_the_end_by_sweeping(play: Play, id: str) -> None:
    """Everybody does their part and no event is ever delivered: only minutes pass."""
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        play.sweep()
        story.decide(play, person, id)
    play.sweep()
    story.answer(play, story.POLICEMAN, id, "police")
    story.answer(play, story.INSURER, id, "insurance")
    play.sweep()
    story.decide(play, story.COUNTER, id)
    play.sweep()


def test_linked_dossier_walks_to_its_end(play: Play) -> None:
    id = sealed(play)
    story.answer(play, story.POLICEMAN, id, "police")
    play.turn()
    assert play.records.load(id).status == Status.IN_PROCESS
    story.answer(play, story.INSURER, id, "insurance", number="TE122000001")
    play.turn()
    assert play.records.load(id).status == Status.DECIDED
    story.decide(play, story.COUNTER, id)
    play.turn()
    done = play.records.load(id)
    assert done.status == Status.RETURNED
    assert [row.step for row in done.history] == [
        "receive",
        "appraise",
        "approve",
        "seal",
        "hand_off",
        "return",
    ]
    assert play.machines.state(id, 1) == "SUCCEEDED"


def test_log_folds_to_the_dossier_and_its_chain_is_whole(play: Play) -> None:
    id = sealed(play)
    events = play.records.events(id)
    assert fold(id, events) == play.records.load(id)
    assert audit.faults([event.to_json() for event in events]) == []


def test_code_counts_per_agency_and_day(play: Play) -> None:
    first, second = submitted(play), None
    story.decide(play, story.COUNTER, first)
    second = story.ready(play, "other")
    citizen.submit(play.world, story.CITIZEN, "s2", second)
    play.turn()
    story.decide(play, story.COUNTER, second, "x")
    codes = [play.records.load(id).code for id in (first, second)]
    assert codes == ["H49.101.01-261123-0001", "H49.101.01-261123-0002"]


def test_both_agencies_get_a_signed_webhook_with_ids_only(play: Play) -> None:
    for code in (story.POLICE, story.INSURANCE):
        play.records.put_endpoint(Endpoint(code, f"https://{code}.example/hook"))
    sealed(play)
    assert sorted(url for url, _h, _b in play.post.sent) == [
        f"https://{code}.example/hook" for code in (story.POLICE, story.INSURANCE)
    ]
    for _url, headers, body in play.post.sent:
        assert headers["webhook-signature"].startswith("v1a,")
        assert story.FORM["child_name"].encode() not in body


def test_same_order_twice_is_carried_out_once(play: Play) -> None:
    id = submitted(play)
    story.look_at_everything(play, story.COUNTER, play.records.load(id), "l")
    found = play.records.load(id)
    for _ in range(3):
        officer.receive(play.world, story.COUNTER, "once", id, "receive", found.version)
    assert [event.kind for event in play.records.events(id)].count("received") == 1


def test_same_key_for_something_else_is_refused(play: Play) -> None:
    id = story.draft(play).id
    citizen.declare(play.world, story.CITIZEN, "f", id, {"child_name": "An"})
    with pytest.raises(Invalid, match="key_used"):
        citizen.declare(play.world, story.CITIZEN, "f", id, {"child_name": "Bình"})


def test_stale_officer_gets_a_conflict_and_changes_nothing(play: Play) -> None:
    id = submitted(play)
    seen = play.records.load(id).version
    officer.confirm(play.world, story.COUNTER, "c", id, {"child_name": "Phạm Minh Ân"})
    with pytest.raises(Conflict, match="written_meanwhile"):
        officer.receive(play.world, story.COUNTER, "r", id, "receive", seen)
    assert play.records.load(id).status == Status.SUBMITTED


def test_nothing_is_received_while_a_marked_field_was_not_looked_at(play: Play) -> None:
    id = submitted(play)
    seen = play.records.load(id).version
    with pytest.raises(Invalid, match="look_first"):
        officer.receive(play.world, story.COUNTER, "r", id, "receive", seen)


def test_supplement_is_asked_once_and_the_clock_starts_again(play: Play) -> None:
    id = submitted(play)
    story.decide(play, story.COUNTER, id)
    play.turn()
    before = play.records.load(id)
    items = [{"component": "mother_card", "reason": "Ảnh mờ, không đọc được số"}]
    officer.ask_supplement(
        play.world, story.APPRAISER, "a", id, "appraise", before.version, items=items
    )
    play.turn()
    assert play.records.load(id).status == Status.SUPPLEMENT
    with pytest.raises(Invalid, match="papers_missing"):
        citizen.supplement(play.world, story.CITIZEN, "early", id)
    play.clock.turn(hours=2)
    story.upload(play, id, "mother_card", "again")
    story.arrive(play, id, "mother_card")
    citizen.supplement(play.world, story.CITIZEN, "b", id)
    play.turn()
    after = play.records.load(id)
    assert (after.status, after.task and after.task.step) == (Status.IN_PROCESS, "appraise")
    assert after.due > before.due
    with pytest.raises(Invalid, match="asked_before"):
        officer.ask_supplement(
            play.world, story.APPRAISER, "c", id, "appraise", after.version, items=items
        )


def test_refusal_at_the_counter_needs_a_reason_and_ends(play: Play) -> None:
    id = submitted(play)
    seen = play.records.load(id).version
    at = (play.world, story.COUNTER)
    law = "Điều 17 NĐ 61/2018/NĐ-CP"
    with pytest.raises(Invalid, match="reason_missing"):
        officer.refuse(*at, "x", id, "receive", seen, reason=" ", basis=law)
    with pytest.raises(Invalid, match="basis_missing"):
        officer.refuse(*at, "z", id, "receive", seen, reason="Sai thẩm quyền", basis="quy định")
    officer.refuse(*at, "y", id, "receive", seen, reason="Sai thẩm quyền", basis=law)
    play.turn()
    assert play.records.load(id).status == Status.NOT_RECEIVED
    assert play.machines.state(id, 1) == "SUCCEEDED"


def test_refusal_after_appraisal_is_approved_sealed_and_returned(play: Play) -> None:
    id = submitted(play)
    story.decide(play, story.COUNTER, id)
    play.turn()
    said = {"note": "Không đủ điều kiện", "basis": "Điều 16 Luật Hộ tịch"}
    story.decide(play, story.APPRAISER, id, outcome="refuse", **said)
    for person in (story.LEADER, story.CLERK, story.COUNTER):
        play.turn()
        story.decide(play, person, id)
    done = play.records.load(id)
    assert (done.status, done.verdict, done.handoffs) == (Status.RETURNED, "refused", {})
    assert (done.reason, done.basis) == (said["note"], said["basis"])
    assert done.numbers["refusal"] == "01/TB-UBND"


def test_leader_sends_back_to_the_appraiser(play: Play) -> None:
    id = submitted(play)
    for person in (story.COUNTER, story.APPRAISER):
        story.decide(play, person, id)
        play.turn()
    story.decide(play, story.LEADER, id, outcome="back", note="Xem lại ngày sinh")
    play.turn()
    task = play.records.load(id).task
    assert task is not None
    assert (task.step, task.agency) == ("appraise", story.COMMUNE)


def test_nobody_acts_out_of_turn_and_strangers_see_nothing(play: Play) -> None:
    id = submitted(play)
    found = play.records.load(id)
    with pytest.raises(Forbidden):
        officer.receive(play.world, story.LEADER, "l", id, "receive", found.version)
    with pytest.raises(Missing):
        citizen.mine(play.world, story.STRANGER, id)
    with pytest.raises(Missing):
        officer.look(play.world, story.STRANGER, id)
    with pytest.raises(Missing):
        citizen.track(play.world, id, "")


def test_tracking_needs_code_and_secret(play: Play) -> None:
    id = submitted(play)
    story.decide(play, story.COUNTER, id)
    found = play.records.load(id)
    assert citizen.track(play.world, found.code, found.secret.lower()).id == id
    with pytest.raises(Missing):
        citizen.track(play.world, found.code, "WRONGONE")


def test_late_and_repeated_agency_answers_change_nothing(play: Play) -> None:
    id = sealed(play)
    row = play.records.load(id).handoffs["police"]
    story.answer(play, story.POLICEMAN, id, "police")
    version = play.records.load(id).version
    story.answer(play, story.POLICEMAN, id, "police")
    with pytest.raises(Conflict, match="already_answered"):
        officer.answer(
            play.world, story.POLICEMAN, "new", row.id, outcome="refused", note="Không đúng"
        )
    with pytest.raises(Missing):
        officer.answer(play.world, story.INSURER, "z", row.id, outcome="done", number="1")
    assert play.records.load(id).version == version


def test_vanished_machine_is_taken_over_at_the_next_decision(play: Play) -> None:
    id = submitted(play)
    play.machines.vanish()
    story.decide(play, story.COUNTER, id)
    play.turn()
    found = play.records.load(id)
    assert (found.epoch, found.task and found.task.step) == (2, "appraise")


def test_a_machine_that_lost_its_question_is_replaced(play: Play) -> None:
    id = submitted(play)
    story.decide(play, story.COUNTER, id)
    play.machines.dossiers[id, 1] = "RUNNING"
    play.machines.waiting.clear()
    lost = [out for out in play.outs(id) if out.sink == "machine:wake"]
    play.records.settle(replace(lost[-1], state="ACKED"))
    sweep.nudge(play.world, id)
    assert play.records.load(id).epoch == 1
    play.clock.turn(minutes=5)
    sweep.nudge(play.world, id)
    play.turn()
    found = play.records.load(id)
    assert (found.epoch, found.task and found.task.step) == (2, "appraise")
    assert play.machines.state(id, 1) == "ABORTED"


def test_a_reading_that_broke_off_is_begun_again_at_the_next_look(play: Play) -> None:
    id = story.draft(play).id
    story.upload(play, id, "declaration")
    story.arrive(play, id, "declaration")
    play.turn()
    sweep.nudge(play.world, id)
    assert play.records.load(id).papers["declaration"].attempt == 1
    play.machines.vanish()
    sweep.nudge(play.world, id)
    play.turn()
    assert play.records.load(id).papers["declaration"].attempt == 2
    assert len(play.machines.readings) == 2


def test_late_token_of_an_old_machine_changes_nothing(play: Play) -> None:
    id = submitted(play)
    machine.resume(play.world, id)
    play.turn()
    assert machine.stand(play.world, id, 1)["kind"] == "close"
    assert machine.stand(play.world, id, 2) == {"kind": "receive", "step": "receive"}


def test_sweeper_alone_brings_a_dossier_to_the_same_end(play: Play) -> None:
    id = story.draft(play).id
    citizen.declare(play.world, story.CITIZEN, "f", id, story.FORM)
    for component in ("live_birth_certificate", "declaration", "mother_card"):
        story.upload(play, id, component)
    play.sweep()
    assert {paper.state for paper in play.records.load(id).papers.values()} == {"arrived"}
    citizen.submit(play.world, story.CITIZEN, "s", id)
    to_the_end_by_sweeping(play, id)
    assert play.records.load(id).status == Status.RETURNED
    assert play.machines.state(id, 1) == "SUCCEEDED"


def test_background_events_do_not_disturb_an_officer(play: Play) -> None:
    id = submitted(play)
    story.look_at_everything(play, story.COUNTER, play.records.load(id), "l")
    seen = play.records.load(id).version
    machine.resume(play.world, id)
    officer.receive(play.world, story.COUNTER, "r", id, "receive", seen)
    assert play.records.load(id).status == Status.RECEIVED


def test_a_neighbour_that_is_silent_costs_attempts_and_ends_before_an_operator(play: Play) -> None:
    class Silent:
        def send(self, *_message: str) -> None:
            raise Later("try_again", "Chưa gửi được.", "Not sent.")

    play.world = replace(play.world, mail=Silent())
    id = submitted(play)
    for _ in range(40):
        play.clock.turn(days=1)
        play.sweep(1)
    notices = [out for out in play.outs(id) if out.sink.startswith("notice")]
    assert {(out.state, out.attempts) for out in notices} == {("DEAD", 10)}
    assert play.table.listed("DEAD")


def test_what_only_the_office_knows_is_never_asked_of_the_citizen(play: Play) -> None:
    id = story.draft(play).id
    given = {"child_personal_number": "022326001234"}
    citizen.declare(play.world, story.CITIZEN, "f", id, given)
    assert "child_personal_number" not in play.records.load(id).form
    other = submitted(play)
    officer.confirm(play.world, story.COUNTER, "c", other, given)
    confirmed = play.records.load(other).confirmed["child_personal_number"]
    assert confirmed["value"] == "022326001234"


@pytest.mark.parametrize(
    ("code", "case", "steps"),
    [
        ("1.001193", "in_time", ["receive", "appraise", "approve", "seal", "return"]),
        ("1.001193", "in_time_verified", ["receive", "verify", "approve", "seal", "return"]),
        ("2.000815", "copy", ["receive", "appraise", "approve", "seal", "return"]),
    ],
)
def test_other_procedures_walk_to_their_end(
    play: Play, code: str, case: str, steps: list[str]
) -> None:
    rules = play.world.catalogue.current(code, play.clock.at.date()).case(case)
    id = story.draft(play, of=(code, case)).id
    form = story.FORM | {"document_name": "Bằng tốt nghiệp", "document_pages": "2", "copies": "1"}
    citizen.declare(play.world, story.CITIZEN, "f", id, form)
    for part in rules.components:
        story.upload(play, id, part.key)
        story.arrive(play, id, part.key)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    people = {"counter": story.COUNTER, "appraiser": story.APPRAISER}
    people |= {"leader": story.LEADER, "clerk": story.CLERK}
    for _ in steps:
        play.turn()
        task = play.records.load(id).task
        assert task is not None
        story.decide(play, people[task.role], id)
    done = play.records.load(id)
    assert [row.step for row in done.history] == steps
    assert (done.status, bool(done.code)) == (Status.RETURNED, True)
    receipts = [out for out in play.outs(id) if out.sink == "paper:receipt"]
    assert len(receipts) == int(rules.receipt)


def test_a_dead_effect_is_revived_and_delivered_once(play: Play) -> None:
    play.records.put_endpoint(Endpoint(story.POLICE, "https://police.example/hook"))
    play.post.status = 410
    id = sealed(play)
    dead = next(out for out in play.outs(id) if out.state == "DEAD")
    assert dead.sink == "webhook:police"
    play.post.status, play.post.sent = 200, []
    for _ in range(2):
        if play.table.listed("DEAD"):
            play.records.revive(dead)
        deliver.deliver(play.world, id, dead.seq, dead.sink)
    assert [headers["webhook-id"] for _url, headers, _body in play.post.sent] == [dead.id]
    assert play.table.listed("DEAD") == []


def test_a_parked_dossier_waits_for_an_operator(play: Play) -> None:
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.machines.dossiers[id, 1] = "FAILED"
    machine.park(play.world, id, 1, {"Error": "Poison"})
    play.sweep(6)
    assert (play.records.load(id).epoch, play.records.load(id).parked) == (1, "Poison")
    machine.resume(play.world, id)
    play.turn()
    assert play.records.load(id).parked == ""
    assert play.records.load(id).task is not None


def test_every_doorbell_lost_and_every_first_answer_lost_leads_to_the_same_end(play: Play) -> None:
    class Deaf:
        """Every webhook arrives, and the first answer to each gets lost."""

        def __init__(self) -> None:
            self.heard: list[str] = []

        def send(self, _url: str, headers: Mapping[str, str], _body: bytes) -> tuple[int, int]:
            self.heard.append(headers["webhook-id"])
            return (200 if self.heard.count(headers["webhook-id"]) > 1 else 0), 0

    deaf = Deaf()
    play.world = replace(play.world, post=deaf)
    for code in (story.POLICE, story.INSURANCE):
        play.records.put_endpoint(Endpoint(code, f"https://{code}.example/hook"))
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    to_the_end_by_sweeping(play, id)
    assert play.records.load(id).status == Status.RETURNED
    assert [deaf.heard.count(one) for one in set(deaf.heard)] == [2, 2]
    assert all(out.state == "ACKED" for out in play.outs(id) if out.sink.startswith("webhook"))


def test_one_broken_effect_keeps_nothing_else_from_its_turn(play: Play) -> None:
    class Broken:
        def send(self, *_message: str) -> None:
            raise ZeroDivisionError

    play.world = replace(play.world, mail=Broken())
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    told = sweep.sweep(play.world)
    assert (told["failed"], play.machines.state(id, 1)) == (["ZeroDivisionError"], "RUNNING")
