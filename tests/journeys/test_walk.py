"""One family's dossier walked by people at browsers to its end: three agencies' results."""

from pathlib import Path

import pytest

from chalicelib.dossier import Status
from local import operate, standing, trust, verify
from local.demo import RESULTS
from local.walk import Walk
from tests.journeys import scene
from tests.journeys.scene import Neighbours, Stack

pytestmark = pytest.mark.cloud


@pytest.fixture(scope="module")
def walked(stack: Stack, neighbours: Neighbours) -> Walk:
    """The linked procedure, from the first page to the rating."""
    walk = scene.draft(stack)
    scene.hand_in(stack, walk)
    scene.through_the_commune(walk)
    scene.through_the_agencies(stack, walk, neighbours)
    walk.officer("counter", "do=done")
    scene.settle(stack, walk)
    return walk


def test_the_dossier_is_returned_and_nothing_is_violated(stack: Stack, walked: Walk) -> None:
    assert scene.load(stack, walked).status == Status.RETURNED
    scene.assert_invariants_hold(stack)


def test_every_effect_happened_once(stack: Stack, walked: Walk, neighbours: Neighbours) -> None:
    found = scene.story(stack, walked)
    scene.assert_each_once(found)
    scene.assert_heard_once(neighbours, found)
    assert scene.codes(stack, walked) == [walked.code]
    assert [event.kind for event in found.events].count("answered") == 2


def test_seals_hold_and_break_with_one_byte(walked: Walk, tmp_path: Path) -> None:
    root = str(trust.root_file())
    for path in walked.results(RESULTS, tmp_path):
        assert verify.main([str(path), "--root", root]) == 0, path
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 1
        path.write_bytes(data)
        assert verify.main([str(path), "--root", root]) == 1, path


def test_the_timeline_tells_who_held_it(stack: Stack, walked: Walk) -> None:
    text = operate.timeline_text(standing.world(stack), scene.load(stack, walked))
    assert walked.code in text
    assert all(who in text for who in ("Trần Văn Tiếp", "Phạm Văn Duyệt", "Hoàng Thị Dấu"))


def test_the_citizen_rates_and_sees_it_kept(stack: Stack, walked: Walk) -> None:
    walked.rate("3")
    rated = [event for event in scene.story(stack, walked).events if event.kind == "rated"]
    assert [event.data["score"] for event in rated] == [3]
