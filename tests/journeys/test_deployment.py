"""The deployed stack: doing it again changes nothing, and what CloudFormation says is there is."""

import base64
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from local import build, deploy, people, seed, up
from local.clients import client
from local.places import PORTS, STATE
from tests.journeys.scene import kill_workers

pytestmark = pytest.mark.cloud

Stack = dict[str, str]


def test_deploying_again_changes_nothing(stack: Stack) -> None:
    assert deploy.deploy(build.package(), up.parameters()) is False


def test_seeding_again_changes_nothing(stack: Stack) -> None:
    def accounts() -> set[str]:
        users = client("cognito-idp").list_users(UserPoolId=stack["PoolId"])["Users"]
        return {user["Attributes"][0]["Value"] + user["Username"] for user in users}

    before = accounts()
    seed.seed(stack)
    assert accounts() == before
    assert len(before) == len(people.PEOPLE)


def test_an_address_that_does_not_exist_gets_a_page_in_vietnamese(stack: Stack) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{PORTS.pages_url}/no/such/page")
    with caught.value as answer:
        assert answer.status == 404
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "Không tìm thấy trang này" in answer.read().decode()


def test_an_agency_system_gets_a_token_for_its_own_scope(stack: Stack) -> None:
    secret = seed.client_secret(stack, "PoliceClient")
    basic = base64.b64encode(f"{stack['PoliceClient']}:{secret}".encode()).decode()
    request = urllib.request.Request(
        f"{stack['LoginUrl']}/oauth2/token",
        b"grant_type=client_credentials&scope=exchange/answer",
        {"Authorization": f"Basic {basic}"},
    )
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["token_type"].lower() == "bearer"


def refusal(request: urllib.request.Request) -> str:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    with caught.value as answer:
        assert answer.status in (400, 403)
        return answer.read().decode()


def test_papers_are_not_shown_to_an_unsigned_request(stack: Stack) -> None:
    request = urllib.request.Request(f"{PORTS.cloud_url}/{stack['Bucket']}")
    assert "AccessDenied" in refusal(request)


def test_the_table_is_not_shown_to_an_unsigned_request(stack: Stack) -> None:
    target = {"X-Amz-Target": "DynamoDB_20120810.ListTables"}
    request = urllib.request.Request(PORTS.cloud_url, b"{}", target)
    assert "MissingAuthenticationToken" in refusal(request)


def home() -> int:
    try:
        with urllib.request.urlopen(f"{PORTS.pages_url}/") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_after_kill_9_of_every_function_process_a_second_try_is_served(stack: Stack) -> None:
    """The engine notices a dead process by the request it gave it; AWS would not show that one."""
    assert home() == 200
    assert kill_workers() > 0
    assert 200 in (home(), home())


def test_every_mark_of_the_state_is_inside_the_state_folder(stack: Stack) -> None:
    assert {"engine", "checkpoints", "s3", "tmp", "trust"} <= {
        p.name for p in Path(STATE).iterdir()
    }
