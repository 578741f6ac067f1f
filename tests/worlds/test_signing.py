"""Who approves in a journey, under which duty the log names them, and what the paper prints."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from chalicelib import chain, papers
from chalicelib.dossier import Dossier, Person, Task
from chalicelib.errors import Forbidden, Invalid
from chalicelib.journey import citizen, officer
from chalicelib.papers import compose
from chalicelib.procedure import catalogue
from local.fonts import font_folder
from tests.worlds import story
from tests.worlds.memory import START, Play

DEPUTY = Person("deputy", "Ngô Thị Phó", ((story.COMMUNE, "deputy"),))
DIRECTOR = Person("director", "Bùi Văn Giám", ((story.CENTRE, "director"),))
OTHER = Person("other", "Đinh Văn Khác", (("H49.102", "leader"),))
MANY = Person(
    "many",
    "Lý Thị Đa",
    ((story.COMMUNE, "clerk"), (story.COMMUNE, "appraiser"), (story.CENTRE, "counter")),
)

LAW = "Điều 16 Luật Hộ tịch"


@pytest.fixture
def play() -> Play:
    return Play()


def appraised(play: Play) -> str:
    """A linked dossier that waits for the leader."""
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    for person in (story.COUNTER, story.APPRAISER):
        story.decide(play, person, id)
        play.turn()
    return id


def certificate(dossier: Dossier) -> str:
    """What the birth certificate of a sealed dossier reads."""
    case = catalogue().get(dossier.procedure).case(dossier.case)
    numbered = {one.key: "01/2026" for one in case.results}
    drawn = compose.result(
        case.results[0], None, replace(dossier, numbers=numbered), (), font_folder(), START
    )
    with pypdfium2.PdfDocument(drawn.pdf) as paper:
        return " ".join(paper[0].get_textpage().get_text_bounded().split())


def last(play: Play, id: str) -> tuple[str, str, str]:
    actor = play.records.events(id)[-1].actor
    return actor.name, actor.role, actor.agency


def test_a_deputy_finds_the_dossier_signs_for_the_head_and_the_paper_says_so(play: Play) -> None:
    id = appraised(play)
    assert [row.dossier for row in officer.queue(play.world, DEPUTY)] == [id]
    assert officer.look(play.world, DEPUTY, id).id == id
    done = story.decide(play, DEPUTY, id)
    assert last(play, id) == ("Ngô Thị Phó", "deputy", story.COMMUNE)
    assert done.signed["basis"] == "03/QĐ-UBND ngày 05/01/2026"
    read = certificate(done)
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in read
    assert "Ngô Thị Phó" in read


def test_the_head_signs_on_behalf_of_the_committee(play: Play) -> None:
    read = certificate(story.decide(play, story.LEADER, appraised(play)))
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in read
    assert "Vũ Thị Lãnh" in read


def test_a_deputy_whose_decision_has_ended_is_told_what_to_do(play: Play) -> None:
    id = appraised(play)
    play.clock.at = START + timedelta(days=40)
    assert officer.queue(play.world, DEPUTY) == []
    with pytest.raises(Forbidden, match="not_authorised") as caught:
        story.decide(play, DEPUTY, id)
    assert "03/QĐ-UBND đã hết hiệu lực từ sau ngày 31/12/2026" in caught.value.text.vi
    assert play.records.load(id).signed == {}


@pytest.mark.parametrize("person", [DIRECTOR, OTHER])
def test_who_signs_elsewhere_may_not_sign_this(play: Play, person: Person) -> None:
    id = appraised(play)
    assert officer.queue(play.world, person) == []
    with pytest.raises(Forbidden, match="not_authorised"):
        story.decide(play, person, id)


@pytest.mark.parametrize("outcome", ["refuse", "back"])
def test_without_power_nothing_is_refused_or_sent_back_either(play: Play, outcome: str) -> None:
    id = appraised(play)
    with pytest.raises(Forbidden, match="not_authorised"):
        story.decide(play, OTHER, id, outcome=outcome, note="không đủ điều kiện")


def test_who_signs_nothing_is_told_that_it_is_not_theirs(play: Play) -> None:
    with pytest.raises(Forbidden, match="not_yours"):
        story.decide(play, story.CLERK, appraised(play))


def test_an_officer_of_several_duties_is_logged_under_the_one_that_acted(play: Play) -> None:
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    seen = []
    for person in (MANY, MANY, story.LEADER, MANY):
        story.decide(play, person, id)
        seen.append(last(play, id)[:0:-1])
        play.turn()
    assert seen == [
        (story.CENTRE, "counter"),
        (story.COMMUNE, "appraiser"),
        (story.COMMUNE, "leader"),
        (story.COMMUNE, "clerk"),
    ]


def test_an_officers_own_dossier_is_a_citizens(play: Play) -> None:
    made = citizen.start(
        play.world, story.APPRAISER, "k", procedure="1.001193", case="in_time", decider="H49.101"
    )
    assert last(play, made.id) == (story.APPRAISER.name, "citizen", "")


def test_a_refusal_notice_bears_the_block_of_whoever_signed_it(play: Play) -> None:
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    story.decide(play, story.COUNTER, id)
    play.turn()
    story.decide(play, story.APPRAISER, id, outcome="refuse", note="không đủ điều kiện", basis=LAW)
    play.turn()
    refused = story.decide(play, DEPUTY, id)
    procedure = catalogue().get(refused.procedure)
    drawn = compose.letter(
        "decision-refused",
        refused,
        procedure,
        procedure.case(refused.case),
        font_folder(),
        START,
    )
    with pypdfium2.PdfDocument(drawn.pdf) as paper:
        read = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in read
    assert papers.LETTERS["refusal"][0].upper() in read


def test_taken_in_at_one_ward_decided_in_another_commune_and_returned_where_taken_in(
    play: Play,
) -> None:
    typed = citizen.start(
        play.world, story.COUNTER, "k", procedure="3.000722", case="linked", decider="H49.106"
    )
    assert (typed.receiver, typed.decider) == (story.CENTRE, "H49.106")
    online = citizen.start(
        play.world, story.CITIZEN, "k", procedure="3.000722", case="linked", decider="H49.106"
    )
    assert online.receiver == "H49.106.01"


def test_who_does_not_decide_this_procedure_cannot_be_chosen(play: Play) -> None:
    with pytest.raises(Invalid, match="decider_invalid"):
        citizen.start(
            play.world, story.CITIZEN, "k", procedure="3.000722", case="linked", decider="H49.07"
        )


@pytest.mark.parametrize(
    ("procedure", "form"), [("2.000815@2025-11-01", "TUQ"), ("1.001193@2026-01-16", "")]
)
def test_a_centre_signs_on_the_spot_only_what_the_committee_let_it(
    procedure: str, form: str
) -> None:
    """Five steps at one place (TT 01/2018/TT-VPCP Điều 6): the paper stays the committee's."""
    task = Task("approve", "approve", 1, story.CENTRE, "director", "", "")
    waiting = Dossier(
        "x", procedure, receiver=story.CENTRE, decider=story.COMMUNE, step="approve", task=task
    )
    if form:
        assert chain.acting(waiting, DIRECTOR, START) == DIRECTOR.duties[0]
        block = chain.signs(waiting, DIRECTOR, START)
        assert (block.of, block.form) == (story.COMMUNE, form)
        assert block.title == "GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    else:
        assert chain.acting(waiting, DIRECTOR, START) is None
        with pytest.raises(Forbidden, match="not_authorised"):
            chain.signs(waiting, DIRECTOR, START)
    assert chain.acting(waiting, story.LEADER, START) == story.LEADER.duties[0]
