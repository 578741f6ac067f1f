"""The other two procedures of the first package, walked by pages to their ends."""

from pathlib import Path

import pytest

from chalicelib.dossier import Status
from local import trust, verify
from local.walk import Walk, finished_papers
from tests.journeys import scene
from tests.journeys.scene import Stack

pytestmark = pytest.mark.cloud

COPY = {
    "requester_name": "Nguyễn Thị Mẫu",
    "requester_phone": "0912345678",
    "document_name": "Giấy chứng sinh (bản mẫu)",
    "document_pages": "1",
    "copies": "2",
}


def finish(stack: Stack, walk: Walk) -> None:
    """Decided, sealed, handed over; then everything must be as it should."""
    scene.through_the_commune(walk)
    walk.officer("counter", "do=done")
    scene.settle(stack, walk)
    found = scene.story(stack, walk)
    assert found.dossier.status == Status.RETURNED
    scene.assert_each_once(found)
    assert scene.codes(stack, walk) == [walk.code]
    scene.assert_invariants_hold(stack)


def sealed(walk: Walk, names: tuple[str, ...], folder: Path) -> bool:
    """Whether each of these papers can be downloaded and bears whole seals."""
    root = str(trust.root_file())
    paths = walk.results(names, folder)
    return all(verify.main([str(path), "--root", root]) == 0 for path in paths)


def test_a_birth_is_registered(stack: Stack, tmp_path: Path) -> None:
    walk = scene.draft(stack, of=("1.001193", "in_time"))
    scene.hand_in(stack, walk)
    finish(stack, walk)
    assert sealed(walk, ("receipt", "birth-certificate"), tmp_path)
    assert not scene.load(stack, walk).handoffs


def test_a_copy_is_certified_at_the_counter_without_a_receipt(stack: Stack, tmp_path: Path) -> None:
    walk = scene.draft(stack, of=("2.000815", "copy"), applicant="counter")
    walk.send_paper("original", *finished_papers()["live_birth_certificate"])
    walk.wait_read()
    walk.declare(COPY)
    walk.submit()
    finish(stack, walk)
    assert sealed(walk, ("certified-copy",), tmp_path)
    dossier = scene.load(stack, walk)
    assert set(dossier.printed) == {"certified-copy"}
    assert dossier.due[:10] >= dossier.received_at[:10]


def test_a_citizen_is_sent_to_the_counter_for_a_copy(stack: Stack) -> None:
    walk = scene.draft(stack)
    page = walk.at("citizen").get("/thu-tuc/2.000815")
    assert "nộp trực tiếp tại Bộ phận Một cửa" in page.text
    assert not [form for form in page.forms if form.action.endswith("/thu-tuc/2.000815")]
