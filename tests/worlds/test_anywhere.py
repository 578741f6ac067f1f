"""Received in one place, decided in another, handed over in a third: each part is that agency's."""

import pypdfium2
import pytest

from chalicelib.agency import COUNTS, Route
from chalicelib.dossier import Person, Status
from chalicelib.errors import Invalid
from chalicelib.journey import citizen, officer
from chalicelib.papers import compose
from chalicelib.procedure import catalogue
from local.fonts import font_folder
from tests.worlds import story
from tests.worlds.memory import START, Play

BINH_LIEU = "H49.106"
COUNTER = Person("far-counter", "Chìu Thị Xa", (("H49.106.01", "counter"),))
APPRAISER = Person("far-appraiser", "Tằng A Sáng", ((BINH_LIEU, "appraiser"),))
LEADER = Person("far-leader", "Lỷ Thị Núi", ((BINH_LIEU, "leader"),))
CLERK = Person("far-clerk", "Hoàng A Dấu", ((BINH_LIEU, "clerk"),))
POLICE = Person("far-police", "Công an xã", (("G01.H49.106", "agency"),))


@pytest.fixture
def play() -> Play:
    return Play()


def sent(play: Play, back: str) -> str:
    """A linked dossier for Bình Liêu, handed in online; its result is wanted `back` somewhere."""
    made = citizen.start(
        play.world,
        story.CITIZEN,
        "k",
        procedure="3.000722",
        case="linked",
        decider=BINH_LIEU,
        back=back,
    )
    citizen.declare(play.world, story.CITIZEN, "f", made.id, story.FORM)
    for component in ("live_birth_certificate", "declaration", "mother_card"):
        story.upload(play, made.id, component, "u")
        story.arrive(play, made.id, component)
    citizen.submit(play.world, story.CITIZEN, "s", made.id)
    play.turn()
    return made.id


def test_the_result_is_handed_over_where_it_was_asked_for(play: Play) -> None:
    id = sent(play, story.CENTRE)
    for person in (COUNTER, APPRAISER, LEADER, CLERK):
        story.decide(play, person, id)
        play.turn()
    story.answer(play, POLICE, id, "police")
    story.answer(play, story.INSURER, id, "insurance")
    play.turn()
    assert [row.dossier for row in officer.queue(play.world, story.COUNTER)] == [id]
    assert officer.queue(play.world, COUNTER) == []
    story.decide(play, story.COUNTER, id)
    done = play.records.load(id)
    assert done.status == Status.RETURNED
    assert done.code.startswith("H49.106.01-")
    by = {event.data.get("step"): event.actor.agency for event in play.records.events(id)}
    way = Route(done.receiver, done.decider, done.returns_at)
    counted = [way.counts_for(what) for what in COUNTS]
    assert counted == [by["receive"], by["approve"], by["return"]]
    assert counted == ["H49.106.01", BINH_LIEU, story.CENTRE]


@pytest.mark.parametrize(
    ("back", "place"),
    [
        ("", "Trung tâm Phục vụ hành chính công xã Bình Liêu"),
        ("post", "Qua dịch vụ bưu chính công ích"),
        (story.CENTRE, "Trung tâm Phục vụ hành chính công phường Hồng Gai"),
    ],
)
def test_the_receipt_says_where_to_fetch_the_result(play: Play, back: str, place: str) -> None:
    id = sent(play, back)
    found = story.decide(play, COUNTER, id)
    assert found.by_post == (back == "post")
    procedure = catalogue().get(found.procedure)
    case = procedure.case(found.case)
    drawn = compose.receipt(found, procedure, case, font_folder(), START, "https://x.example")
    with pypdfium2.PdfDocument(drawn.pdf) as paper:
        read = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert f"Đăng ký nhận kết quả tại: {place}" in read


def test_a_result_is_fetched_at_a_centre_or_nowhere(play: Play) -> None:
    with pytest.raises(Invalid, match="cannot_receive"):
        sent(play, "H49.102")
