"""One file with several papers, on the world in memory: each part becomes the paper it is."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from chalicelib import chain
from chalicelib.dossier import Dossier, fold, from_json, to_json
from chalicelib.journey import reading
from chalicelib.sheet import Word
from tests.stations.test_bundle import UNKNOWN
from tests.stations.test_fields import CARD, CARD_FRONT, DECLARATION, code, laid_out
from tests.worlds import story
from tests.worlds.memory import Play

MAN = "022098026339|100123456|Dương Văn Mẫu|31081998|Nam|Số 24, phường Hồng Gai|12062023"
MOTHER = [*laid_out(CARD_FRONT), code(CARD)]
FATHER = [*laid_out(CARD_FRONT.replace("022195020496", "022098026339")), code(MAN)]


@pytest.fixture
def play() -> Play:
    return Play()


def sent(play: Play, *pages: Sequence[Word]) -> Dossier:
    """A bundle of these pages, uploaded, opened, read word by word and understood."""
    id = story.draft(play, of=("1.001193", "in_time")).id
    story.upload(play, id, chain.BUNDLE)
    story.arrive(play, id, chain.BUNDLE)
    numbers = range(1, len(pages) + 1)
    for number, words in zip(numbers, pages, strict=True):
        rows = json.dumps([word.to_json() for word in words]).encode()
        play.files.put(f"words/sha/{number}.json", rows, "application/json")
        page = {"number": number, "width": 900, "height": 1300, "layer": []}
        play.files.put(f"pages/sha/{number}.json", json.dumps(page).encode(), "application/json")
    paper = play.records.load(id).papers[chain.BUNDLE]
    read: list[Mapping[str, Any]] = [{"sha": "sha", "number": number} for number in numbers]
    reading.find_fields(play.world, id, chain.BUNDLE, paper.upload, read)
    return play.records.load(id)


def pages_of(dossier: Dossier) -> dict[str, list[int]]:
    return {key: [page["number"] for page in p.pages] for key, p in dossier.papers.items()}


def said(dossier: Dossier, component: str, field: str) -> str:
    rows = dossier.papers[component].readings
    return next(str(row["value"]) for row in rows if row["key"] == field)


def test_each_part_becomes_the_paper_it_is_and_the_rest_stays_to_be_seen(play: Play) -> None:
    found = sent(play, laid_out(DECLARATION), FATHER, MOTHER, laid_out(UNKNOWN))
    assert pages_of(found) == {
        "bundle": [4],
        "declaration": [1],
        "father_card": [2],
        "mother_card": [3],
    }
    assert {paper.state for paper in found.papers.values()} == {"read"}
    assert said(found, "mother_card", "personal_number") == "022195020496"
    assert said(found, "declaration", "mother_name") == "Cao Thị Mẫu"
    assert {row["page"] for row in found.papers["father_card"].readings if row["raw"]} == {2}


def test_what_was_sent_already_is_not_replaced(play: Play) -> None:
    found = sent(play, MOTHER, MOTHER)
    assert pages_of(found) == {"bundle": [2], "mother_card": [1]}


def test_a_bundle_read_twice_is_one_event_and_the_log_folds(play: Play) -> None:
    found = sent(play, laid_out(DECLARATION))
    upload = found.papers[chain.BUNDLE].upload
    read: list[Mapping[str, Any]] = [{"sha": "sha", "number": 1}]
    reading.find_fields(play.world, found.id, chain.BUNDLE, upload, read)
    again = play.records.load(found.id)
    assert again == found
    assert fold(found.id, play.records.events(found.id)) == found
    assert from_json(json.loads(json.dumps(to_json(found)))) == found
