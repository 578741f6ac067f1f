"""Times of their own: criminal records are checked within hours, defects told within days."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from chalicelib import chain, workdays
from chalicelib.chain.ticking import UNTIL
from chalicelib.dossier import Dossier, Held, Status, Supplement
from chalicelib.procedure import CLOCK_UNTIL, Case, catalogue
from chalicelib.workdays import VIETNAM

CALENDAR = workdays.calendar()
TODAY = date(2026, 11, 24)
BACK = "17/11/2026 08:00"


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def iso(text: str) -> str:
    return at(text).isoformat()


def case(code: str, key: str) -> Case:
    return catalogue().current(code, TODAY).case(key)


RECORD = case("3.000333", "no_1")
SENT = Dossier("x", channel=2, submitted_at=iso("16/11/2026 16:00"), status=Status.SUBMITTED)
COUNTER = Held(
    "receive", "receive", "H49", "counter", iso(BACK), iso("17/11/2026 09:00"), "done", "Mẫu", ""
)


@pytest.mark.parametrize(
    ("channel", "due"),
    [(1, "16/11/2026 17:00"), (2, "17/11/2026 16:00"), (3, "17/11/2026 16:00")],
)
def test_a_criminal_record_is_checked_in_the_time_of_its_way_in(channel: int, due: str) -> None:
    sent = replace(SENT, channel=channel)
    (one,) = chain.ticking(sent, RECORD, CALENDAR)
    assert one.due.at == at(due)
    assert "NĐ 216/2026/NĐ-CP Điều 23" in one.due.why[-1].vi


def test_it_is_kept_when_the_counter_is_done_and_late_when_it_is_not() -> None:
    (running,) = chain.ticking(SENT, RECORD, CALENDAR)
    assert running.done is None
    assert not running.late(at("17/11/2026 16:00"))
    assert running.late(at("17/11/2026 16:01"))
    kept = replace(SENT, history=(COUNTER,), received_at=COUNTER.until)
    (one,) = chain.ticking(kept, RECORD, CALENDAR)
    assert one.done == at("17/11/2026 09:00")
    assert not one.late(at("30/11/2026 09:00"))


def test_a_clock_that_waits_for_added_papers_begins_with_the_last_of_them() -> None:
    house = case("1.013225", "house")
    received = replace(
        SENT, channel=1, received_at=iso("16/11/2026 09:00"), status=Status.IN_PROCESS
    )
    keys = [one.clock.key for one in chain.ticking(received, house, CALENDAR)]
    assert keys == ["defects"]
    asked = Supplement(1, iso("18/11/2026 09:00"), (), "", "appraise", iso("20/11/2026 09:00"))
    again = replace(received, supplements=(asked,))
    defects, second, refusal = chain.ticking(again, house, CALENDAR)
    assert defects.done == at("18/11/2026 09:00")
    assert (second.due.at, second.done) == (at("30/11/2026 09:00"), None)
    assert refusal.due.at == at("26/11/2026 09:00")
    decided = replace(again, decided_at=iso("25/11/2026 10:00"))
    ended = chain.ticking(decided, house, CALENDAR)[1:]
    assert [(one.done, one.ended) for one in ended] == [(None, at("25/11/2026 10:00"))] * 2
    _, _, told = chain.ticking(replace(decided, verdict="refused"), house, CALENDAR)
    assert told.done == at("25/11/2026 10:00")


def test_what_need_not_be_told_is_never_late() -> None:
    house = case("1.013225", "house")
    received = replace(
        SENT, channel=1, received_at=iso("16/11/2026 09:00"), status=Status.IN_PROCESS
    )
    (defects,) = chain.ticking(received, house, CALENDAR)
    assert defects.due.at == at("26/11/2026 09:00")
    assert not defects.late(at("30/12/2026 09:00"))
    asked = Supplement(1, iso("27/11/2026 09:00"), (), "", "appraise")
    (told,) = chain.ticking(replace(received, supplements=(asked,)), house, CALENDAR)
    assert told.late(at("30/12/2026 09:00"))


def test_where_no_law_says_otherwise_defects_are_told_within_three_working_days() -> None:
    guide = case("1.004628", "guiding_degree")
    assert not guide.clocks
    received = replace(
        SENT,
        channel=1,
        received_at=iso("16/11/2026 09:00"),
        due=iso("30/11/2026 09:00"),
        status=Status.IN_PROCESS,
    )
    (one,) = chain.ticking(received, guide, CALENDAR)
    assert one.due.at == at("19/11/2026 09:00")
    assert "Điều 19.4" in one.due.why[-1].vi
    short = replace(received, due=iso("19/11/2026 09:00"))
    assert chain.ticking(short, guide, CALENDAR) == ()
    house = case("1.013225", "house")
    assert [str(one.clock.term) for one in chain.ticking(received, house, CALENDAR)] == [
        "7 working_day"
    ]


def test_what_ended_leaves_no_clock_running() -> None:
    gone = replace(SENT, status=Status.WITHDRAWN, since=iso("17/11/2026 10:00"))
    (one,) = chain.ticking(gone, RECORD, CALENDAR)
    assert one.ended == at("17/11/2026 10:00")
    assert not one.late(at("30/11/2026 10:00"))


def test_a_draft_that_was_never_shown_has_no_clock() -> None:
    marriage = case("1.004873", "marriage")
    assert marriage.clocks_for("online")
    assert chain.ticking(SENT, marriage, CALENDAR) == ()


def test_every_end_that_a_procedure_may_name_is_known() -> None:
    assert set(UNTIL) == set(CLOCK_UNTIL)
