"""What is deployed, read from the package itself: nothing here is taken on trust from a config."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from local import build, layers
from local.places import ROOT

FUNCTIONS = {
    "APIHandler",
    "OnUpload",
    "OpenPaper",
    "ReadPage",
    "FindFields",
    "ParkPaper",
    "NextStep",
    "Ask",
    "ParkDossier",
    "Relay",
    "PrintPaper",
    "Sweep",
    "Anchor",
}
WITHOUT_RESOURCES = {"dynamodb:ListStreams"}
"""APIs that take no resource, so a policy can only say "*"."""
DAY = 86400

Resources = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    return build.package().template


@pytest.fixture(scope="module")
def resources(template: dict[str, Any]) -> Resources:
    found: Resources = template["Resources"]
    return found


def of_type(resources: Resources, kind: str) -> Resources:
    return {n: r["Properties"] for n, r in resources.items() if r["Type"] == f"AWS::{kind}"}


def machines() -> dict[str, dict[str, Any]]:
    return {p.name: json.loads(p.read_text()) for p in (ROOT / "stepfunctions").glob("*.json")}


def states(machine: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every state by name, those inside a Map included."""
    found = dict(machine["States"])
    for state in machine["States"].values():
        if state["Type"] == "Map":
            found |= states(state["ItemProcessor"])
    return found


TASKS = [
    pytest.param(state, id=f"{file}-{name}")
    for file, machine in machines().items()
    for name, state in states(machine).items()
    if state["Type"] == "Task"
]


def test_the_functions_are_those_of_the_switchboard(resources: Resources) -> None:
    assert set(of_type(resources, "Serverless::Function")) == FUNCTIONS


def test_each_function_has_a_role_of_its_own(resources: Resources) -> None:
    functions = of_type(resources, "Serverless::Function").values()
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions]
    assert len(set(roles)) == len(FUNCTIONS)


def test_no_policy_says_everything(resources: Resources) -> None:
    for name, role in of_type(resources, "IAM::Role").items():
        for policy in role["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                actions = statement["Action"]
                actions = {actions} if isinstance(actions, str) else set(actions)
                assert not any("*" in action for action in actions), name
                if "*" in statement["Resource"]:
                    assert actions <= WITHOUT_RESOURCES, name


def test_only_the_printer_and_the_anchor_sign(resources: Resources) -> None:
    roles = of_type(resources, "IAM::Role")
    signing = {name for name, role in roles.items() if "kms:Sign" in json.dumps(role)}
    assert signing == {"PrintPaperRole", "AnchorRole"}


def test_days_are_signed_by_the_hour_and_nobody_else_may_write_them(resources: Resources) -> None:
    assert resources["EveryHour"]["Properties"]["ScheduleExpression"] == "rate(1 hour)"
    roles = of_type(resources, "IAM::Role")
    writing = {name for name, role in roles.items() if "/audit/*" in json.dumps(role)}
    assert writing == {"AnchorRole"}


def test_each_function_has_a_limit_in_time_and_a_log_that_ends(resources: Resources) -> None:
    for name, function in of_type(resources, "Serverless::Function").items():
        assert 0 < function["Timeout"] <= 180, name
    logs = of_type(resources, "Logs::LogGroup").values()
    assert len(logs) == len(FUNCTIONS)
    assert all(log["RetentionInDays"] == 90 for log in logs)


def test_every_mapping_reports_single_failures(resources: Resources) -> None:
    mappings = of_type(resources, "Lambda::EventSourceMapping")
    assert len(mappings) == 2
    for name, mapping in mappings.items():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"], name


def test_the_stream_gives_up_into_a_queue(resources: Resources) -> None:
    relay = resources["TableToRelay"]["Properties"]
    assert relay["BisectBatchOnFunctionError"] is True
    assert relay["MaximumRetryAttempts"] == 5
    assert "RelayFailures" in json.dumps(relay["DestinationConfig"]["OnFailure"])


def test_uploads_that_cannot_be_noticed_go_to_a_dead_letter_queue(resources: Resources) -> None:
    queue = resources["UploadsQueue"]["Properties"]
    timeout = resources["OnUpload"]["Properties"]["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
    assert queue["VisibilityTimeout"] >= 6 * timeout
    dead = resources["UploadsDeadLetters"]["Properties"]
    assert dead["MessageRetentionPeriod"] == 14 * DAY


def test_every_dead_letter_queue_has_an_alarm(resources: Resources) -> None:
    alarms = json.dumps(of_type(resources, "CloudWatch::Alarm"))
    assert all(queue in alarms for queue in ("UploadsDeadLetters", "RelayFailures"))


@pytest.mark.parametrize("state", TASKS)
def test_every_task_has_a_static_limit_in_time(state: dict[str, Any]) -> None:
    assert state["TimeoutSeconds"] > 0
    assert "TimeoutSecondsPath" not in state


@pytest.mark.parametrize("state", TASKS)
def test_a_timeout_of_work_is_tried_twice_at_most(state: dict[str, Any]) -> None:
    tries = {
        name: retry["MaxAttempts"] for retry in state["Retry"] for name in retry["ErrorEquals"]
    }
    waiting = "waitForTaskToken" in state["Resource"]
    assert tries.get("States.Timeout", 0) == (0 if waiting else 1)
    assert tries["Poison"] == 0
    if not waiting:
        assert tries["Sandbox.Timedout"] == 1


def test_work_is_not_cut_off_by_its_machine_before_its_function_is(resources: Resources) -> None:
    for machine in machines().values():
        for state in states(machine).values():
            if state.get("Resource") == "arn:aws:states:::lambda:invoke":
                function = (
                    state["Parameters"]["FunctionName"].removeprefix("${").removesuffix("Arn}")
                )
                assert state["TimeoutSeconds"] > resources[function]["Properties"]["Timeout"]


def test_the_machines_name_functions_that_exist(resources: Resources) -> None:
    for name, machine in of_type(resources, "StepFunctions::StateMachine").items():
        wanted = set(re.findall(r"\$\{(\w+)\}", machine["DefinitionString"]))
        given = machine["DefinitionSubstitutions"]
        assert wanted == set(given), name
        assert {value["Fn::GetAtt"][0] for value in given.values()} <= FUNCTIONS


def test_what_breaks_is_parked(resources: Resources) -> None:
    for file, machine in machines().items():
        park = "ParkPaper" if file.startswith("reading") else "Park"
        for name, state in machine["States"].items():
            if state["Type"] in ("Task", "Map") and name != park:
                assert state["Catch"][-1] == {
                    "ErrorEquals": ["States.ALL"],
                    "ResultPath": "$.error",
                    "Next": park,
                }, name


def test_the_seal_is_an_rsa_key_that_only_signs(resources: Resources) -> None:
    key = resources["SigningKey"]["Properties"]
    assert (key["KeySpec"], key["KeyUsage"]) == ("RSA_2048", "SIGN_VERIFY")


def test_papers_are_private_versioned_encrypted_and_sent_over_tls(resources: Resources) -> None:
    bucket = resources["Bucket"]["Properties"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert bucket["VersioningConfiguration"]["Status"] == "Enabled"
    assert bucket["BucketEncryption"]
    deny = resources["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"][0]
    assert deny["Effect"] == "Deny"
    assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_table_can_be_restored_and_streams_what_was_written(resources: Resources) -> None:
    table = resources["Table"]["Properties"]
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert resources["Table"]["DeletionPolicy"] == "Retain"


def test_tesseract_keeps_to_one_thread(template: dict[str, Any]) -> None:
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["OMP_THREAD_LIMIT"] == "1"


def test_nothing_in_the_template_knows_of_this_machine(template: dict[str, Any]) -> None:
    text = json.dumps(template)
    assert not re.search(r"localhost|127\.0\.0\.1|4566|ministack", text)
    assert str(build.ROOT) not in text


def test_the_code_archive_is_small_and_holds_the_data(tmp_path: Path) -> None:
    import zipfile

    code = build.package().code
    assert code.stat().st_size < 5 * 1024 * 1024
    with zipfile.ZipFile(code) as archive:
        names = archive.namelist()
    assert "app.py" in names
    assert any(name.startswith("chalicelib/procedures/") for name in names)
    assert not any(name.startswith(("local/", "tests/")) for name in names)


def test_a_layer_archive_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    first = layers.empty(tmp_path / "a").read_bytes()
    assert layers.empty(tmp_path / "b").read_bytes() == first


def test_the_reader_of_words_has_one_thread_and_a_door_that_is_a_setting(
    template: dict[str, Any],
) -> None:
    """More threads make Tesseract wait for itself: five times the cost of a page."""
    settings = template["Resources"]["ReadPage"]["Properties"]["Environment"]["Variables"]
    assert settings["OMP_THREAD_LIMIT"] == "1"
    assert settings["OCR_ENGINE"] == {"Ref": "OcrEngine"}
    assert template["Parameters"]["OcrEngine"]["Default"] == "pytesseract"
    assert set(template["Parameters"]["OcrEngine"]["AllowedValues"]) == {"pytesseract", "tesserocr"}
