"""Ends without a result, waits for papers, more time, and agencies that stay silent."""

from collections.abc import Callable
from datetime import datetime

import pypdfium2
import pytest

from chalicelib.dossier import Dossier, Person, Status, fold
from chalicelib.errors import Conflict, Forbidden, Invalid, Problem
from chalicelib.journey import beside, citizen, officer
from chalicelib.papers import compose, long_moment
from chalicelib.workdays import VIETNAM
from local.fonts import font_folder
from tests.worlds import story
from tests.worlds.memory import Play
from tests.worlds.test_invariants import look

FONTS = font_folder()
LAW = "Điều 19 NĐ 61/2018/NĐ-CP"
DEPUTY = Person("deputy", "Ngô Thị Phó", ((story.COMMUNE, "deputy"),))
ITEMS = [{"component": "mother_card", "reason": "Ảnh mờ, không đọc được số"}]


@pytest.fixture
def play() -> Play:
    return Play()


def at_step(play: Play, step: str) -> str:
    """A linked dossier whose open step is this one."""
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        if play.records.load(id).step == step:
            break
        story.decide(play, person, id)
        play.turn()
    return id


def ask(play: Play, id: str, person: Person = story.APPRAISER, **given: bool) -> Dossier:
    found = play.records.load(id)
    key = f"ask-{found.version}"
    after = officer.ask_supplement(
        play.world, person, key, id, found.step, found.version, items=ITEMS, **given
    )
    play.turn()
    return after


def send(play: Play, id: str, key: str) -> None:
    story.upload(play, id, "mother_card", key)
    story.arrive(play, id, "mother_card")
    citizen.supplement(play.world, story.CITIZEN, key, id)
    play.turn()


def seen(play: Play, id: str) -> int:
    return play.records.load(id).version


def sinks(play: Play, id: str) -> set[str]:
    return {out.sink for out in play.outs(id)}


def healthy(play: Play, id: str) -> bool:
    """The log folds to what is stored and no invariant is hurt."""
    assert fold(id, play.records.events(id)) == play.records.load(id)
    assert look(play) == []
    return True


@pytest.mark.parametrize("step", ["receive", "appraise", "approve", "seal"])
def test_the_citizen_takes_a_dossier_back_from_every_step(play: Play, step: str) -> None:
    id = at_step(play, step)
    citizen.withdraw(play.world, story.CITIZEN, "w", id, "Nộp nhầm")
    play.turn()
    done = play.records.load(id)
    assert (done.status, done.task, done.reason) == (Status.WITHDRAWN, None, "Nộp nhầm")
    assert ("paper:stop" in sinks(play, id)) == bool(done.code)
    assert "notice:withdrawn" in sinks(play, id)
    assert healthy(play, id)


def test_the_counter_notes_a_withdrawal_and_nobody_else_may(play: Play) -> None:
    id = at_step(play, "appraise")
    with pytest.raises(Forbidden, match="not_your_post"):
        beside.withdraw(play.world, story.LEADER, "x", id, seen(play, id), reason="Dân xin rút")
    with pytest.raises(Invalid, match="reason_missing"):
        beside.withdraw(play.world, story.COUNTER, "y", id, seen(play, id), reason="")
    beside.withdraw(play.world, story.COUNTER, "z", id, seen(play, id), reason="Dân xin rút")
    event = play.records.events(id)[-1]
    assert (event.kind, event.actor.role, event.now) == ("withdrawn", "counter", 7)


def test_a_decided_dossier_cannot_be_withdrawn(play: Play) -> None:
    id = at_step(play, "hand_off")
    for party, person in (("police", story.POLICEMAN), ("insurance", story.INSURER)):
        story.answer(play, person, id, party)
    with pytest.raises(Conflict, match="illegal_move"):
        citizen.withdraw(play.world, story.CITIZEN, "w", id, "")


def test_withdrawing_while_agencies_are_asked_calls_them_off(play: Play) -> None:
    id = at_step(play, "hand_off")
    row = play.records.load(id).handoffs["police"]
    citizen.withdraw(play.world, story.CITIZEN, "w", id, "")
    assert {r.outcome for r in play.records.load(id).handoffs.values()} == {"waived"}
    last = max(out.seq for out in play.outs(id))
    types = {o.body["type"] for o in play.outs(id) if o.seq == last and "webhook" in o.sink}
    assert types == {"handoff.cancelled"}
    with pytest.raises(Conflict, match="answer_not_needed"):
        officer.answer(play.world, story.POLICEMAN, "a", row.id, outcome="done", number="1")
    play.turn()
    assert healthy(play, id)


@pytest.mark.parametrize("step", ["appraise", "seal", "hand_off"])
def test_the_leader_stops_a_dossier_with_reason_and_article(play: Play, step: str) -> None:
    id = at_step(play, step)
    at = (play.world, story.LEADER)
    with pytest.raises(Invalid, match="basis_missing"):
        beside.stop(*at, "a", id, seen(play, id), reason="Có tranh chấp", basis="")
    beside.stop(*at, "b", id, seen(play, id), reason="Có tranh chấp", basis=LAW)
    play.turn()
    done = play.records.load(id)
    assert (done.status, done.basis, done.step) == (Status.STOPPED, LAW, "")
    assert done.signed["name"] == story.LEADER.name
    assert "paper:stop" in sinks(play, id)
    assert healthy(play, id)


def test_who_may_not_stop_a_dossier_is_told_who_may(play: Play) -> None:
    id = at_step(play, "appraise")
    for person in (story.APPRAISER, story.COUNTER):
        with pytest.raises(Forbidden, match="not_your_post") as refused:
            beside.stop(play.world, person, "s", id, seen(play, id), reason="Sai", basis=LAW)
        assert "lãnh đạo ký" in refused.value.text.vi


def test_what_was_not_received_is_refused_and_not_stopped(play: Play) -> None:
    id = at_step(play, "receive")
    with pytest.raises(Conflict, match="not_received_yet"):
        beside.stop(play.world, story.LEADER, "s", id, seen(play, id), reason="Sai", basis=LAW)


def test_a_second_request_is_warned_of_and_counted(play: Play) -> None:
    id = at_step(play, "appraise")
    ask(play, id)
    send(play, id, "one")
    with pytest.raises(Invalid, match="asked_before"):
        ask(play, id)
    ask(play, id, again=True)
    send(play, id, "two")
    found = play.records.load(id)
    assert [one.beyond for one in found.supplements] == [False, True]
    assert {"paper:supplement", "paper:supplement-2"} <= sinks(play, id)
    assert found.task is not None
    assert found.task.step == "appraise"
    assert healthy(play, id)


def test_while_papers_are_waited_for_the_dossier_is_not_late(play: Play) -> None:
    id = at_step(play, "appraise")
    due = ask(play, id).due
    play.clock.turn(days=9)
    play.sweep(2)
    found = play.records.load(id)
    assert (found.overdue, found.due) == (False, due)
    send(play, id, "late")
    assert play.records.load(id).due > due
    assert [delay.policy for delay in play.records.load(id).delays] == ["restart"]
    assert healthy(play, id)


@pytest.mark.parametrize("step", ["receive", "appraise"])
def test_papers_that_never_come_stop_the_dossier(play: Play, step: str) -> None:
    id = at_step(play, step)
    ask(play, id, story.COUNTER if step == "receive" else story.APPRAISER)
    play.clock.turn(days=29)
    play.sweep(2)
    assert play.records.load(id).status == Status.SUPPLEMENT
    play.clock.turn(days=3)
    play.sweep(2)
    play.turn()
    done = play.records.load(id)
    assert (done.status, done.history[-1].outcome) == (Status.STOPPED, "expired")
    assert "notice:expired" in sinks(play, id)
    with pytest.raises(Problem):
        story.upload(play, id, "mother_card", "too-late")
    assert healthy(play, id)


def test_the_term_is_extended_once_with_an_apology(play: Play) -> None:
    id = at_step(play, "appraise")
    before = play.records.load(id)
    at = (play.world, story.LEADER)
    with pytest.raises(Invalid, match="days_wrong"):
        beside.extend(*at, "a", id, before.version, days=0, reason="Chờ xác minh")
    beside.extend(*at, "b", id, before.version, days=2, reason="Chờ xác minh tại nơi sinh")
    after = play.records.load(id)
    assert before.due.startswith("2026-11-27T08:00")
    assert after.due.startswith("2026-12-01T08:00")
    assert any("19.9" in line["vi"] for line in after.due_why)
    assert after.extended is not None
    assert after.extended.was == before.due
    assert {"paper:apology", "notice:extended"} <= sinks(play, id)
    with pytest.raises(Conflict, match="already_extended"):
        beside.extend(*at, "c", id, after.version, days=1, reason="Chờ thêm")
    play.turn()
    assert healthy(play, id)


def test_the_day_before_is_the_last_on_which_to_apologise(play: Play) -> None:
    id = at_step(play, "appraise")
    play.clock.at = datetime(2026, 11, 26, 9, 30, tzinfo=VIETNAM)
    with pytest.raises(Conflict, match="apology_late"):
        beside.extend(
            play.world, story.LEADER, "a", id, seen(play, id), days=2, reason="Chờ xác minh"
        )


def test_no_extension_while_the_clock_stands(play: Play) -> None:
    id = at_step(play, "appraise")
    ask(play, id)
    with pytest.raises(Conflict, match="clock_stands"):
        beside.extend(play.world, story.LEADER, "a", id, seen(play, id), days=2, reason="Chờ")


def test_a_silent_agency_is_told_once_and_does_not_strand_the_dossier(play: Play) -> None:
    id = at_step(play, "hand_off")
    story.answer(play, story.INSURER, id, "insurance")
    go_on: Callable[..., Dossier] = beside.go_on
    with pytest.raises(Conflict, match="still_in_time"):
        go_on(play.world, story.APPRAISER, "a", id, seen(play, id), reason="Công an chậm trả lời")
    play.clock.turn(days=10)
    play.sweep(4)
    told = [event for event in play.records.events(id) if event.kind == "silence"]
    assert [event.data["party"] for event in told] == ["police"]
    with pytest.raises(Forbidden, match="not_your_post"):
        go_on(play.world, story.CLERK, "b", id, seen(play, id), reason="Công an chậm trả lời")
    go_on(play.world, story.APPRAISER, "c", id, seen(play, id), reason="Công an chậm trả lời")
    play.turn()
    found = play.records.load(id)
    assert (found.status, found.step) == (Status.DECIDED, "return")
    assert found.handoffs["police"].outcome == "silent"
    assert healthy(play, id)


def test_a_refusing_agency_does_not_strand_the_dossier(play: Play) -> None:
    id = at_step(play, "hand_off")
    story.answer(play, story.POLICEMAN, id, "police", outcome="refused", note="Không đủ chỗ ở")
    story.answer(play, story.INSURER, id, "insurance")
    play.turn()
    story.decide(play, story.COUNTER, id)
    done = play.records.load(id)
    assert (done.status, done.handoffs["police"].outcome) == (Status.RETURNED, "refused")


def letter(play: Play, id: str, kind: str) -> str:
    """The words of a letter about a dossier."""
    found = play.records.load(id)
    rules = play.world.catalogue.get(found.procedure)
    drawn = compose.letter(kind, found, rules, rules.case(found.case), FONTS, play.clock.at)
    with pypdfium2.PdfDocument(drawn.pdf) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    return " ".join(" ".join(pages).split())


def test_letters_say_what_was_decided_and_on_what_it_rests(play: Play) -> None:
    id = at_step(play, "appraise")
    ask(play, id)
    assert "Ảnh mờ, không đọc được số" in letter(play, id, "supplement")
    send(play, id, "one")
    with pytest.raises(Forbidden, match="not_your_post"):
        beside.extend(play.world, story.APPRAISER, "a", id, seen(play, id), days=2, reason="Chờ")
    beside.extend(play.world, DEPUTY, "b", id, seen(play, id), days=2, reason="Chờ xác minh")
    apology = letter(play, id, "apology")
    assert "Lý do: Chờ xác minh" in apology
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in apology
    assert DEPUTY.name in apology
    found = play.records.load(id)
    assert found.extended is not None
    for due in (found.extended.was, found.due):
        assert long_moment(datetime.fromisoformat(due)) in apology
    beside.stop(
        play.world, story.LEADER, "s", id, seen(play, id), reason="Có tranh chấp", basis=LAW
    )
    stop = letter(play, id, "stop")
    assert f"Có tranh chấp (căn cứ: {LAW})" in stop
    assert story.LEADER.name in stop


def test_the_notice_of_a_withdrawal_says_who_asked_for_it(play: Play) -> None:
    id = at_step(play, "appraise")
    citizen.withdraw(play.world, story.CITIZEN, "w", id, "Nộp nhầm")
    assert "Người nộp yêu cầu rút hồ sơ. Nộp nhầm" in letter(play, id, "stop")
