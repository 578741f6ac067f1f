"""The same stories on the real machine's definition, as moto runs it: the same traces."""

import pytest

from chalicelib.dossier import ENDED
from tests.worlds.moto_play import moto_play
from tests.worlds.tale import Tale, play_out
from tests.worlds.test_every_case import begun
from tests.worlds.test_tales import Line, lines

ACTS = {
    ("1.004873", "marriage"): ("walk", "to:approve back walk", "to:appraise ask send walk"),
    ("2.000815", "copy"): ("to:appraise refuse walk",),
    ("3.000333", "no_1"): ("to:fee withdraw!duty_open stop",),
    ("3.000722", "linked"): ("to:hand_off wait:9 goon walk",),
    ("1.013225", "house_consulted"): ("to:appraise choose:fire walk",),
}
CHOSEN = [line for line in lines() if line.acts in ACTS.get((line.procedure, line.case), ())]


@pytest.mark.parametrize("line", CHOSEN, ids=lambda line: " ".join(line[:3]))
def test_the_machine_of_the_template_leaves_the_same_trace(line: Line) -> None:
    with moto_play() as play:
        rules = play.world.catalogue.current(line.procedure, play.clock.at.date())
        tale = Tale(play, begun(play, rules, rules.case(line.case)))
        assert play_out(tale, line.acts) == line.trace
        done = tale.found
        assert done.status in ENDED
        assert play.own.state(tale.id, done.epoch) == "SUCCEEDED"
        assert done.epoch == 1


def test_every_chosen_story_is_in_the_table() -> None:
    assert len(CHOSEN) == sum(len(acts) for acts in ACTS.values())
