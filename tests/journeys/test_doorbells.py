"""Doorbells rung too often, too late or by strangers change nothing."""

import base64
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.journey.reading import name_of
from local.agency_system import AgencySystem
from local.clients import client
from local.people import INSURANCE
from local.places import PORTS
from local.walk import Walk, finished_papers, until
from tests.journeys import scene
from tests.journeys.scene import Neighbours, Stack

pytestmark = pytest.mark.cloud

TIMES = 5
NUMBER = {"outcome": "done", "number": "15/TB-ĐKTT"}


def notice(stack: Stack, key: str, version: str) -> str:
    """S3's notification of one upload, as it stands in the queue's message."""
    thing = {"bucket": {"name": stack["Bucket"]}, "object": {"key": key, "versionId": version}}
    return json.dumps({"Records": [{"eventName": "ObjectCreated:Post", "s3": thing}]})


def readings(stack: Stack, dossier: str) -> list[str]:
    """Names of the reading machine's executions for papers of this dossier."""
    states, arn = client("stepfunctions"), stack["ReadingMachine"]
    pages = states.get_paginator("list_executions").paginate(stateMachineArn=arn)
    rows = [row for page in pages for row in page["executions"]]
    given = {
        row["name"]: states.describe_execution(executionArn=row["executionArn"])["input"]
        for row in rows
    }
    return [name for name, text in given.items() if dossier in text]


def ring(stack: Stack, body: str) -> dict[str, Any]:
    """Hands a message to `on_upload` as the queue does; what it says of failures."""
    batch = {"Records": [{"messageId": "m-1", "eventSource": "aws:sqs", "body": body}]}
    answer = client("lambda").invoke(FunctionName=stack["OnUploadName"], Payload=json.dumps(batch))
    told: dict[str, Any] = json.loads(answer["Payload"].read())
    return told


def test_five_notices_of_one_upload_start_one_reading(stack: Stack) -> None:
    walk = scene.draft(stack)
    walk.send_paper("declaration", *finished_papers()["declaration"])
    until(lambda: walk.papers()["declaration"] != "expected", "the first notice")
    paper = scene.load(stack, walk).papers["declaration"]
    body = notice(stack, paper.key, paper.version)
    assert [ring(stack, body) for _ in range(TIMES)] == [{"batchItemFailures": []}] * TIMES
    walk.wait_read()
    assert readings(stack, walk.id) == [name_of(walk.id, "declaration", paper.upload, 1)]
    kinds = [event.kind for event in scene.story(stack, walk).events]
    assert (kinds.count("arrived"), kinds.count("read")) == (1, 1)
    scene.assert_invariants_hold(stack)


@dataclass
class Reply:
    """What the API said: status, kind of content, the JSON."""

    status: int
    kind: str
    body: dict[str, Any]


def say(handoff: str, token: str | None, key: str, said: dict[str, str]) -> Reply:
    """One answer to a hand-off, by hand: any token, or none."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    url = f"{PORTS.pages_url}/api/v1/handoffs/{handoff}/answer"
    request = urllib.request.Request(url, json.dumps(said).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request) as answer:
            return _reply(answer)
    except urllib.error.HTTPError as error:
        with error:
            return _reply(error)


def _reply(answer: Any) -> Reply:
    return Reply(answer.status, answer.headers["Content-Type"], json.loads(answer.read()))


def forged(system: AgencySystem) -> str:
    """The system's claims under no signature at all."""
    claims = system.token().split(".")[1]
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return f"{head}.{claims}."


@pytest.fixture(scope="module")
def asked(stack: Stack, neighbours: Neighbours) -> tuple[Walk, str]:
    """A dossier that waits for the police, and its hand-off."""
    walk = scene.draft(stack)
    scene.hand_in(stack, walk)
    scene.through_the_commune(walk)
    handoff = scene.handoff_of(stack, walk, "police")
    until(lambda: handoff in neighbours.police.heard, "the police's webhook")
    scene.settle(stack, walk)
    return walk, handoff


def is_problem(reply: Reply, status: int) -> bool:
    return (reply.status, reply.body["status"]) == (status, status) and reply.kind.startswith(
        "application/problem+json"
    )


def test_strangers_change_nothing(
    stack: Stack, neighbours: Neighbours, asked: tuple[Walk, str]
) -> None:
    walk, handoff = asked
    police, insurance = neighbours.police, neighbours.systems[INSURANCE]
    before = scene.load(stack, walk)
    assert is_problem(say(handoff, None, "k", NUMBER), 401)
    assert is_problem(say(handoff, forged(police), "k", NUMBER), 401)
    assert is_problem(say(handoff, insurance.token(), "k", NUMBER), 404)
    assert is_problem(say("0" * 24, police.token(), "k", NUMBER), 404)
    assert is_problem(say(handoff, police.token(), "k", {"outcome": "perhaps"}), 422)
    assert is_problem(say(handoff, police.token(), "", NUMBER), 422)
    assert scene.load(stack, walk) == before


def test_an_answer_counts_once(
    stack: Stack, neighbours: Neighbours, asked: tuple[Walk, str]
) -> None:
    walk, handoff = asked
    token = neighbours.police.token()
    first = say(handoff, token, "answer-1", NUMBER)
    assert (first.status, first.body["outcome"]) == (200, "done")
    scene.settle(stack, walk)
    before = scene.load(stack, walk)
    assert say(handoff, token, "answer-1", NUMBER) == first
    assert is_problem(say(handoff, token, "answer-2", NUMBER), 409)
    assert is_problem(say(handoff, token, "answer-1", {**NUMBER, "number": "16/TB"}), 422)
    assert scene.load(stack, walk) == before


def test_a_stale_answer_after_the_end_changes_nothing(
    stack: Stack, neighbours: Neighbours, asked: tuple[Walk, str]
) -> None:
    walk, handoff = asked
    walk.answer_by_page("insurance", "TE1222600012345")
    walk.officer("counter", "do=done")
    scene.settle(stack, walk)
    before = scene.story(stack, walk)
    late = say(handoff, neighbours.police.token(), "answer-3", {**NUMBER, "number": "99/TB"})
    assert is_problem(late, 409)
    assert scene.story(stack, walk).events == before.events
    scene.assert_each_once(before)
    scene.assert_heard_once(neighbours, before)
    scene.assert_invariants_hold(stack)
