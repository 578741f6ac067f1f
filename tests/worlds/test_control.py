"""Mẫu 06 matches the log to the minute, whatever happened to the dossier on its way."""

from datetime import datetime
from itertools import pairwise

import pypdfium2
import pytest

from chalicelib import chain
from chalicelib.papers import long_moment, tracing
from local.fonts import font_folder
from local.operate import timeline_text
from tests.worlds.memory import Play
from tests.worlds.tale import Tale
from tests.worlds.test_every_case import begun

FONTS = font_folder()
HANDS = ("submitted", "received", "step_done", "supplement_asked", "supplemented", "handed_over")
STORIES = [
    ("1.004873", "marriage", "to:appraise hand extend:2 correct wait:1 to:approve back walk"),
    ("1.004873", "marriage", "to:appraise ask send ask+ send to:approve recall refuse walk"),
    ("3.000333", "no_1", "to:fee wait:2 go to:seal stop"),
    ("1.013225", "house_consulted", "to:consult answer:construction wait:16 walk"),
    ("3.000722", "linked", "to:hand_off deny:police wait:9 goon walk"),
]


def told(procedure: str, case: str, acts: str) -> Tale:
    play = Play()
    rules = play.world.catalogue.current(procedure, play.clock.at.date())
    tale = Tale(play, begun(play, rules, rules.case(case)))
    for word in acts.split():
        tale.act(word)
    return tale


def sheet(tale: Tale) -> str:
    found, world = tale.found, tale.play.world
    rules = world.catalogue.get(found.procedure)
    made = tracing.control(found, rules, tale.case, world.calendar, FONTS, tale.play.clock.at)
    with pypdfium2.PdfDocument(made.pdf) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize(("procedure", "case", "acts"), STORIES)
def test_every_hand_over_of_the_log_is_a_row_at_its_minute(
    procedure: str, case: str, acts: str
) -> None:
    tale = told(procedure, case, acts)
    found, world = tale.found, tale.play.world
    rows = tracing.rows_of(found, tale.case, world.calendar, tale.play.clock.at)
    moments = {row.moment for row in rows}
    events = tale.play.records.events(tale.id)
    gone_on = [
        event for event in events if event.kind in HANDS and event.at < found.history[-1].until
    ]
    assert [
        e.kind for e in gone_on if long_moment(datetime.fromisoformat(e.at)) not in moments
    ] == []
    assert len(rows) == len(chain.timeline(found, tale.case, world.calendar, tale.play.clock.at))
    assert rows[0].giver == "Người nộp"
    assert all(one.giver == before.taker for before, one in pairwise(rows))


def test_what_happened_on_the_way_stands_in_the_notes() -> None:
    tale = told(*STORIES[0])
    text = sheet(tale)
    assert "Xin lỗi, gia hạn 2 ngày làm việc" in text
    assert "Đính chính: Lý do mẫu" in text
    assert "Giao cho đồng nghiệp" in text
    assert "Trả lại bước trước" in text
    again = told(*STORIES[1])
    assert "Yêu cầu bổ sung lần 2, tính là quá hạn" in sheet(again)
    late = sheet(told(*STORIES[4]))
    assert "quá hạn trả lời" in late
    assert "/1)" in late


def test_a_received_dossier_that_ends_has_its_control_sheet_printed_once() -> None:
    for story in STORIES:
        tale = told(*story)
        sheets = [out for out in tale.play.outs(tale.id) if out.sink == "paper:control"]
        assert len(sheets) == 1


def test_the_operator_reads_the_same_notes() -> None:
    tale = told(*STORIES[2])
    world, found = tale.play.world, tale.found
    text = timeline_text(world, found)
    assert "Đã thu 200.000 đồng, biên lai Biên lai 001" in text
    assert "Dừng xử lý" in text
