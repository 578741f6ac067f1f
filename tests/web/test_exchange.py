"""The other agencies: their inbox, and the API their systems call."""

import json
from typing import Any

import pytest

from chalicelib.dossier import Person
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Answer, Site
from tests.worlds import story

CLIENT = Person("police-system", "Hệ thống Công an", ((story.POLICE, "agency"),))


@pytest.fixture
def waiting(site: Site) -> str:
    """The id of the police's hand-off."""
    site.play.records.put_person(CLIENT, "CLIENT")
    acts.handed_off(site)
    return site.play.records.inbox(story.POLICE)[0].handoff


def call(site: Site, method: str, path: str, body: Any = None, **headers: str) -> Answer:
    """One API call with the police system's token."""
    given = {"authorization": "Bearer good-police-system", "content-type": "application/json"}
    text = "" if body is None else body if isinstance(body, str) else json.dumps(body)
    return site.call(method, path, headers={**given, **headers}, body=text)


def test_inbox_shows_what_waits_and_takes_the_answer(site: Site, enter: Open, waiting: str) -> None:
    browser = enter("police")
    assert f"/co-quan/{waiting}" in browser.page.links
    browser.open(f"/co-quan/{waiting}")
    assert "Phạm Minh An" in browser.text
    browser.send(press="done")
    assert (browser.answer.status, "Hãy ghi số của kết quả" in browser.text) == (422, True)
    browser.send(press="done", so="12/TB-CA")
    assert browser.path == "/co-quan"
    assert f"/co-quan/{waiting}" not in browser.page.links
    assert "Đã trả kết quả số 12/TB-CA" in browser.open(f"/co-quan/{waiting}").text


def test_hand_off_of_another_agency_is_not_there(enter: Open, waiting: str) -> None:
    assert enter("insurance").open(f"/co-quan/{waiting}").answer.status == 404
    assert enter("citizen").open("/co-quan").answer.status == 404


def test_api_lists_and_shows_the_package(site: Site, waiting: str) -> None:
    listed = call(site, "GET", "/api/v1/handoffs").json["handoffs"]
    assert [row["id"] for row in listed] == [waiting]
    assert "Phạm" not in json.dumps(listed, ensure_ascii=False)
    package = call(site, "GET", f"/api/v1/handoffs/{waiting}").json
    assert package["fields"]["child_name"] == "Phạm Minh An"
    assert package["answer_to"].endswith(f"/api/v1/handoffs/{waiting}/answer")


def test_api_shows_each_page_with_a_link(site: Site) -> None:
    site.play.records.put_person(CLIENT, "CLIENT")
    id = acts.submitted(site, child_sex="Nam")
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        story.decide(site.play, person, id)
        site.play.turn()
    handoff = site.play.records.inbox(story.POLICE)[0].handoff
    papers = call(site, "GET", f"/api/v1/handoffs/{handoff}").json["papers"]
    assert papers[0]["image"] == f"https://bucket.example/pages/{acts.SHA}/1.png?sig=1"


def test_api_answer_is_taken_once(site: Site, waiting: str) -> None:
    path, said = f"/api/v1/handoffs/{waiting}/answer", {"outcome": "done", "number": "12/TB-CA"}
    first = call(site, "POST", path, said, **{"idempotency-key": "one"})
    again = call(site, "POST", path, said, **{"idempotency-key": "one"})
    assert (first.status, first.json["outcome"]) == (200, "done")
    assert again.json == first.json
    late = call(site, "POST", path, said, **{"idempotency-key": "two"})
    assert (late.status, late.json["code"]) == (409, "already_answered")
    other = {"outcome": "refused", "note": "Nhầm nơi"}
    reused = call(site, "POST", path, other, **{"idempotency-key": "one"})
    assert (reused.status, reused.json["code"]) == (422, "key_used")


@pytest.mark.parametrize(
    ("body", "key", "code"),
    [
        ({"outcome": "done", "number": "1"}, "", "idempotency_key_missing"),
        ({"outcome": "done", "number": "1"}, "x" * 201, "idempotency_key_missing"),
        ("{not json", "k", "not_json"),
        (["done"], "k", "not_json"),
        ({"outcome": "done", "number": 12}, "k", "not_json"),
        ({"outcome": "perhaps"}, "k", "no_such_outcome"),
        ({"outcome": "done"}, "k", "number_missing"),
        ({"outcome": "refused"}, "k", "reason_missing"),
    ],
)
def test_api_says_what_is_wrong(site: Site, waiting: str, body: Any, key: str, code: str) -> None:
    path = f"/api/v1/handoffs/{waiting}/answer"
    answer = call(site, "POST", path, body, **{"idempotency-key": key})
    assert (answer.status, answer.json["code"]) == (422, code)
    assert answer.header("content-type") == "application/problem+json"
    assert answer.json["detail"]
    assert answer.json["detail_en"]


@pytest.mark.parametrize("token", ["", "Bearer forged", "Basic good-police-system", "Bearer "])
def test_api_lets_nobody_in_without_a_good_token(site: Site, waiting: str, token: str) -> None:
    wants = {"authorization": token, "accept": "text/html"}
    answer = call(site, "GET", f"/api/v1/handoffs/{waiting}", **wants)
    assert (answer.status, answer.header("www-authenticate")) == (401, "Bearer")


def test_api_knows_neither_unknown_clients_nor_browser_sessions(
    site: Site, enter: Open, waiting: str
) -> None:
    unknown = call(site, "GET", "/api/v1/handoffs", authorization="Bearer good-somebody")
    assert unknown.status == 401
    cookies = enter("police").cookies
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    answer = site.call("GET", "/api/v1/handoffs", headers={"cookie": line})
    assert answer.status == 401


def test_agency_learns_the_key_that_checks_our_webhooks(site: Site, waiting: str) -> None:
    keys = call(site, "GET", "/api/v1/webhook-key").json["keys"]
    assert list(keys) == [story.POLICE]
    assert keys[story.POLICE].startswith("whpk_")
