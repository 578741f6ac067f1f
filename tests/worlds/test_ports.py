"""One contract for the bucket, the machines and the records: in memory, and on AWS (moto)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.audit import GENESIS
from chalicelib.aws.files import BucketFiles
from chalicelib.aws.machines import StepMachines
from chalicelib.aws.records import TableRecords
from chalicelib.aws.table import Table
from chalicelib.dossier import Actor, Dossier, Fact, evolve, record
from chalicelib.errors import Conflict, Missing
from chalicelib.ports import Out
from local.storm.memory import START, HandClock, MemoryFiles, MemoryMachines, MemoryTable
from tests.worlds.test_table import REGION, SCHEMA

KEYS: Any = {"aws_access_key_id": "x", "aws_secret_access_key": "x", "region_name": REGION}
PLACE: Any = {"LocationConstraint": REGION}
ROLE = "arn:aws:iam::123456789012:role/machines"
WAITS = '{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 99, "End": true}}}'
BOTH = ["memory", "aws"]


@pytest.fixture(params=BOTH)
def files(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield MemoryFiles()
        return
    with mock_aws():
        client = boto3.client("s3", **KEYS)
        client.create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
        yield BucketFiles(client, "bucket", "https://motcua.example")


@pytest.fixture(params=BOTH)
def machines(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield MemoryMachines()
        return
    with mock_aws():
        client = boto3.client("stepfunctions", **KEYS)
        made = [
            client.create_state_machine(name=name, definition=WAITS, roleArn=ROLE)
            for name in ("dossier", "reading")
        ]
        yield StepMachines(client, *(one["stateMachineArn"] for one in made))


@pytest.fixture(params=BOTH)
def records(request: pytest.FixtureRequest) -> Iterator[TableRecords]:
    if request.param == "memory":
        memory: Any = MemoryTable()
        yield TableRecords(memory, HandClock())
        return
    with mock_aws():
        client = boto3.client("dynamodb", **KEYS)
        client.create_table(TableName="t", **SCHEMA)
        yield TableRecords(Table(client, "t"), HandClock())


def test_a_file_is_there_once_it_was_put(files: Any) -> None:
    assert files.version("in/d/a/u") == ""
    with pytest.raises(Missing, match="no_such_file"):
        files.get("in/d/a/u")
    files.put("in/d/a/u", b"one", "application/pdf")
    assert files.version("in/d/a/u") != ""
    assert files.get("in/d/a/u", files.version("in/d/a/u")) == b"one"
    files.put("in/d/a/u", b"two", "application/pdf")
    assert files.get("in/d/a/u") == b"two"


def test_an_upload_is_for_one_key_and_a_link_names_it(files: Any) -> None:
    form = files.upload_form("in/d/a/u", 1000)
    assert (form.fields["key"], form.max_bytes) == ("in/d/a/u", 1000)
    assert "in/d/a/u" in files.link("in/d/a/u")


def test_a_machine_is_started_once_and_stopped_once(machines: Any) -> None:
    assert machines.state("d", 1) == "MISSING"
    machines.stop("d", 1)
    for _ in range(2):
        machines.start_dossier("d", 1)
    assert machines.state("d", 1) == "RUNNING"
    assert machines.state("d", 2) == "MISSING"
    for _ in range(2):
        machines.stop("d", 1)
    assert machines.state("d", 1) == "ABORTED"
    machines.start_dossier("d", 1)
    assert machines.state("d", 1) == "ABORTED"


def test_a_reading_is_begun_once_by_its_name(machines: Any) -> None:
    assert machines.reading_state("r") == "MISSING"
    for _ in range(2):
        machines.start_reading("r", {"paper": "d/a/u"})
    assert machines.reading_state("r") == "RUNNING"


def begun(dossier: str = "d", cmd: str = "c1") -> tuple[Dossier, Dossier, Any]:
    before = Dossier(dossier)
    fact = Fact("started", {"procedure": "3.000722@2026-09-01", "case": "linked", "owner": "p"})
    event = record(before, fact, Actor("p", "P"), START.isoformat(), cmd)
    return before, evolve(before, event), event


def test_a_command_is_written_whole_and_found_again(records: TableRecords) -> None:
    before, after, event = begun()
    out = Out("d", 1, "notice:x", next_at=START.isoformat())
    records.commit(before, after, event, outs=[out], takes=[("s", 1)], body="asked")
    assert records.load("d") == after
    assert records.events("d") == (event,)
    found = records.command("c1")
    assert found is not None
    assert (found.dossier, found.seq, found.body) == ("d", 1, "asked")
    assert records.taken("s") == 1
    assert records.pending(START.isoformat(), 9) == [out]
    assert records.day_log("2026-11-23") == [("d", 1, event.hash)]
    assert event.prev == GENESIS


def test_the_same_command_again_is_success_and_another_at_its_place_is_not(
    records: TableRecords,
) -> None:
    before, after, event = begun()
    for _ in range(2):
        records.commit(before, after, event, body="asked")
    other = begun(cmd="c2")
    with pytest.raises(Conflict, match="written_meanwhile"):
        records.commit(*other)
    assert records.events("d") == (event,)
    assert records.command("c2") is None


def test_a_number_is_taken_by_one_only(records: TableRecords) -> None:
    records.commit(*begun(), takes=[("s", 1)])
    with pytest.raises(Conflict):
        records.commit(*begun("e", "c2"), takes=[("s", 1)])
    with pytest.raises(Missing):
        records.load("e")
    records.commit(*begun("e", "c2"), takes=[("s", 2)])
    assert records.taken("s") == 2


def test_an_effect_dies_is_seen_and_lives_again(records: TableRecords) -> None:
    out = Out("d", 1, "notice:x", next_at=START.isoformat())
    records.commit(*begun(), outs=[out])
    records.settle(replace(out, state="DEAD", error="e"))
    assert records.pending("2027", 9) == []
    for _ in range(2):
        records.revive(replace(out, state="DEAD"))
    assert [one.state for one in records.pending("2027", 9)] == ["PENDING"]


def test_the_newest_token_counts_and_an_older_one_drops_nothing(records: TableRecords) -> None:
    records.put_token("d", 1, "receive", "old")
    records.put_token("d", 1, "receive", "new")
    records.drop_token("d", 1, "receive", "old")
    assert records.token("d", 1, "receive") == "new"
    records.drop_token("d", 1, "receive", "new")
    assert records.token("d", 1, "receive") == ""


def test_a_note_is_taken_once(records: TableRecords) -> None:
    records.put_note("k", {"a": 1}, 60)
    assert records.take_note("k") == {"a": 1}
    assert records.take_note("k") is None
    assert [records.count("k", 60) for _ in range(3)] == [1, 2, 3]
