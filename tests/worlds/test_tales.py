"""Every procedure, to each of its ends: the trace that is left is the one that the table says."""

from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib.dossier import ENDED, fold
from chalicelib.procedure import catalogue
from tests.worlds.memory import Play
from tests.worlds.tale import Tale, play_out
from tests.worlds.test_every_case import begun
from tests.worlds.test_invariants import look

TABLE = Path(__file__).with_name("tales.txt")


class Line(NamedTuple):
    procedure: str
    case: str
    acts: str
    trace: str


def lines() -> list[Line]:
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if "|" in row]
    return [Line(*(part.strip() for part in row.split("|"))) for row in rows if row[0] != "#"]


@pytest.mark.parametrize("line", lines(), ids=lambda line: " ".join(line[:3]))
def test_what_people_do_leaves_the_trace_of_the_table(line: Line) -> None:
    play = Play()
    rules = play.world.catalogue.current(line.procedure, play.clock.at.date())
    tale = Tale(play, begun(play, rules, rules.case(line.case)))
    assert play_out(tale, line.acts) == line.trace
    done = tale.found
    assert done.status in ENDED
    assert fold(tale.id, play.records.events(tale.id)) == done
    assert look(play) == []


def test_every_case_has_its_line_to_the_result_and_every_procedure_to_each_end() -> None:
    table = lines()
    cases = {(one.code, case.key) for one in catalogue() for case in one.cases}
    assert {(row.procedure, row.case) for row in table if row.acts == "walk"} == cases
    ends = ("3", "7", "8", "10", "expired", "appraise:refuse", "sent", "overdue")
    for one in catalogue():
        words = {word for row in table if row.procedure == one.code for word in row.trace.split()}
        assert [end for end in ends if end not in words] == []
    assert len(table) >= 120
