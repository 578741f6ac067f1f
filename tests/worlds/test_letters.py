"""Letters from the counter name the officer who wrote them: somebody the citizen can ask."""

import pypdfium2
import pytest

from chalicelib.dossier import Dossier
from chalicelib.journey import citizen, officer
from chalicelib.papers import compose
from chalicelib.procedure import catalogue
from local.fonts import font_folder
from tests.worlds import story
from tests.worlds.memory import START, Play


@pytest.fixture
def play() -> Play:
    return Play()


def submitted(play: Play) -> Dossier:
    id = story.ready(play)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    return play.records.load(id)


def printed(kind: str, dossier: Dossier) -> str:
    procedure = catalogue().get(dossier.procedure)
    case = procedure.case(dossier.case)
    drawn = compose.letter(kind, dossier, procedure, case, font_folder(), START)
    with pypdfium2.PdfDocument(drawn.pdf) as paper:
        assert len(paper) == 1
        return " ".join(paper[0].get_textpage().get_text_bounded().split())


def test_a_request_for_papers_names_whom_to_ask(play: Play) -> None:
    found = submitted(play)
    asked = officer.ask_supplement(
        play.world,
        story.COUNTER,
        "a",
        found.id,
        "receive",
        found.version,
        items=[{"component": "declaration", "reason": "ảnh mờ, không đọc được"}],
    )
    text = printed("supplement", asked)
    assert f"liên hệ: {story.COUNTER.name}, Trung tâm Phục vụ hành chính công" in text
    assert f"NGƯỜI HƯỚNG DẪN {story.COUNTER.name}" in text


def test_a_refusal_at_the_counter_bears_the_counter_officers_name(play: Play) -> None:
    found = submitted(play)
    refused = officer.refuse(
        play.world,
        story.COUNTER,
        "r",
        found.id,
        "receive",
        found.version,
        reason="không thuộc thẩm quyền",
        basis="Điều 17 NĐ 61/2018/NĐ-CP",
    )
    text = printed("refusal", refused)
    assert f"NGƯỜI TIẾP NHẬN HỒ SƠ {story.COUNTER.name}" in text
    assert "CHỦ TỊCH" not in text
