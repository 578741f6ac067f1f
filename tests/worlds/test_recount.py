"""A new version of the calendar: open dossiers are worked out again, logged, told, once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from chalicelib.dossier import fold
from chalicelib.errors import Text
from chalicelib.journey import citizen, officer
from chalicelib.journey.sweep import nudge, recount
from chalicelib.workdays import Calendar, Special
from local.operate import recounted, timeline_text
from tests.worlds import story
from tests.worlds.memory import Play


def received(play: Play) -> str:
    """A linked dossier that the counter has received."""
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    story.decide(play, story.COUNTER, id)
    play.turn()
    return id


def with_off(calendar: Calendar, day: date) -> Calendar:
    year = calendar.years[day.year]
    name = Text("nghỉ do bão (DỮ LIỆU MẪU)", "typhoon (sample)")
    days = {**year.days, day: Special(day, "day_off", name, "công điện mẫu")}
    changed = replace(year, days=MappingProxyType(days), version="mẫu")
    return calendar.but(Calendar({day.year: changed}))


def due(play: Play, id: str) -> datetime:
    return datetime.fromisoformat(play.records.load(id).due)


def storm_on_the_due_day(play: Play, id: str) -> None:
    """Whatever was promised for that day cannot be done on it."""
    play.world = replace(play.world, calendar=with_off(play.world.calendar, due(play, id).date()))


def test_the_due_time_moves_and_says_why() -> None:
    play = Play()
    id = received(play)
    was = play.records.load(id)
    storm_on_the_due_day(play, id)
    assert recount(play.world, id)
    now = play.records.load(id)
    assert due(play, id) > datetime.fromisoformat(was.due)
    assert now.due_why[0]["vi"].startswith("lịch làm việc thay đổi: hạn ")
    assert any("nghỉ do bão (DỮ LIỆU MẪU)" in line["vi"] for line in now.due_why)
    last = play.records.events(id)[-1]
    assert (last.kind, last.actor.id, last.data["was"]) == ("recounted", "system", was.due)
    assert "mẫu" in last.data["calendar"]
    assert fold(id, play.records.events(id)) == now


def test_a_dossier_knows_the_calendar_it_was_promised_by() -> None:
    play = Play()
    id = received(play)
    assert play.records.load(id).calendar == play.world.calendar.version
    storm_on_the_due_day(play, id)
    recount(play.world, id)
    assert play.records.load(id).calendar == play.world.calendar.version


def test_once_is_enough_and_the_citizen_is_told() -> None:
    play = Play()
    id = received(play)
    storm_on_the_due_day(play, id)
    assert recount(play.world, id)
    version = play.records.load(id).version
    assert not recount(play.world, id)
    assert play.records.load(id).version == version
    assert [out.sink for out in play.outs(id) if out.seq == version] == ["notice:recounted"]


def test_a_calendar_that_moves_nothing_writes_nothing() -> None:
    play = Play()
    id = received(play)
    version = play.records.load(id).version
    far = due(play, id).date() + timedelta(days=60)
    play.world = replace(play.world, calendar=with_off(play.world.calendar, far))
    assert not recount(play.world, id)
    assert play.records.load(id).version == version


def test_the_sweeper_looks_at_the_calendar_before_it_calls_anybody_late() -> None:
    play = Play()
    id = received(play)
    was = due(play, id)
    storm_on_the_due_day(play, id)
    play.clock.at = was + timedelta(minutes=1)
    nudge(play.world, id)
    assert not play.records.load(id).overdue
    assert "overdue" not in [event.kind for event in play.records.events(id)]


def test_who_was_called_late_by_the_old_calendar_no_longer_is() -> None:
    play = Play()
    id = received(play)
    play.clock.at = due(play, id) + timedelta(minutes=1)
    nudge(play.world, id)
    assert play.records.load(id).overdue
    storm_on_the_due_day(play, id)
    assert recount(play.world, id)
    assert not play.records.load(id).overdue
    play.clock.at = due(play, id) + timedelta(minutes=1)
    nudge(play.world, id)
    assert play.records.load(id).overdue


def test_what_an_officer_has_on_screen_stays_good() -> None:
    play = Play()
    id = received(play)
    found = play.records.load(id)
    storm_on_the_due_day(play, id)
    recount(play.world, id)
    assert play.records.load(id).changed == found.changed


def on(play: Play, day: date) -> None:
    """Offices are shut on that day."""
    play.world = replace(play.world, calendar=with_off(play.world.calendar, day))


def test_the_open_step_moves_off_the_day_that_is_off_now() -> None:
    play = Play()
    id = received(play)
    task = play.records.load(id).task
    assert task is not None
    was = datetime.fromisoformat(task.due)
    on(play, was.date())
    assert recount(play.world, id)
    moved = play.records.load(id).task
    assert moved is not None
    assert datetime.fromisoformat(moved.due).date() > was.date()
    assert replace(moved, due=task.due) == task
    assert play.world.calendar.works(datetime.fromisoformat(moved.due).date())


def test_agencies_that_were_asked_get_the_day_back() -> None:
    play = Play()
    id = received(play)
    for person in (story.APPRAISER, story.LEADER, story.CLERK):
        story.decide(play, person, id)
        play.turn()
    before = play.records.load(id)
    assert [row.outcome for row in before.handoffs.values()] == ["", ""]
    on(play, datetime.fromisoformat(before.handoffs["police"].due).date())
    assert recount(play.world, id)
    after = play.records.load(id)
    for party, row in after.handoffs.items():
        assert row.due > before.handoffs[party].due
        assert datetime.fromisoformat(row.due) <= due(play, id)
    assert fold(id, play.records.events(id)) == after


def test_the_citizen_gets_the_day_back_too() -> None:
    play = Play()
    id = received(play)
    found = play.records.load(id)
    items = [{"component": "mother_card", "reason": "Ảnh mờ, không đọc được số"}]
    officer.ask_supplement(
        play.world, story.APPRAISER, "ask", id, found.step, found.version, items=items
    )
    play.turn()
    asked = play.records.load(id).waiting
    assert asked is not None
    on(play, datetime.fromisoformat(asked.due).date())
    assert recount(play.world, id)
    after = play.records.load(id)
    assert after.waiting is not None
    assert after.task is not None
    assert after.waiting.due > asked.due
    assert after.task.due == after.waiting.due
    assert after.due == found.due
    assert "notice:recounted" not in [out.sink for out in play.outs(id)]


def test_an_operator_is_told_what_moved() -> None:
    play = Play()
    id = received(play)
    was = due(play, id)
    other = story.draft(play, "other").id
    storm_on_the_due_day(play, id)
    lines = list(recounted(play.world, [id, other]))
    code = play.records.load(id).code
    assert lines[0] == f"{code}: {was:%H:%M %d/%m} → {due(play, id):%H:%M %d/%m}"
    assert lines[1] == "1/2 hồ sơ đổi hạn / due times moved"
    assert [*recounted(play.world, [id])] == ["0/1 hồ sơ đổi hạn / due times moved"]


def test_the_timeline_says_whose_time_it_was() -> None:
    play = Play()
    id = story.draft(play, "other").id
    assert "đã dùng" not in timeline_text(play.world, play.records.load(id))
    id = received(play)
    found = play.records.load(id)
    items = [{"component": "mother_card", "reason": "Ảnh mờ, không đọc được số"}]
    play.clock.turn(minutes=30)
    officer.ask_supplement(
        play.world, story.APPRAISER, "ask", id, found.step, found.version, items=items
    )
    play.turn()
    play.clock.turn(minutes=40)
    text = timeline_text(play.world, play.records.load(id))
    assert "cơ quan đã dùng 30 phút, chờ người nộp 40 phút" in text


def test_an_ended_dossier_is_left_alone() -> None:
    play = Play()
    id = received(play)
    citizen.withdraw(play.world, story.CITIZEN, "w", id, "Nộp nhầm")
    storm_on_the_due_day(play, id)
    assert not recount(play.world, id)


def test_a_restarted_term_is_recounted_from_the_answer() -> None:
    play = Play()
    id = received(play)
    found = play.records.load(id)
    items = [{"component": "mother_card", "reason": "Ảnh mờ, không đọc được số"}]
    officer.ask_supplement(
        play.world, story.APPRAISER, "ask", id, found.step, found.version, items=items
    )
    play.turn()
    play.clock.at += timedelta(days=3)
    story.upload(play, id, "mother_card", "again")
    story.arrive(play, id, "mother_card")
    citizen.supplement(play.world, story.CITIZEN, "sent", id)
    storm_on_the_due_day(play, id)
    assert recount(play.world, id)
    why = [line["vi"] for line in play.records.load(id).due_why]
    assert "lịch làm việc thay đổi" in why[0]
    assert any("tính lại từ đầu" in line for line in why)
