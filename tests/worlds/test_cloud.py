"""The embedded cloud against crashes: what it promises to keep, it keeps."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local import checkpoint, cloud, walk
from local.clients import client
from local.places import PORTS, ROOT

pytestmark = pytest.mark.cloud

KEEPER = """
import signal, sys
from pathlib import Path
from local import cloud
with cloud.running(Path(sys.argv[1])) as engine:
    print("pid", engine.process.pid, flush=True)
    signal.pause()
"""


def until(true: Callable[[], Any]) -> None:
    """Wait for something that must come true."""
    walk.until(lambda: true() or None, "what must come true", 30, every=0.05)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def engine(state: Path) -> Iterator[cloud.Cloud]:
    with cloud.only_one(state):
        running = cloud.launch(state)
        yield running
        running.stop()


def make_store() -> None:
    client("dynamodb").create_table(
        TableName="rows",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}],
    )
    client("s3").create_bucket(
        Bucket="papers", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"}
    )


def put(name: str) -> None:
    client("dynamodb").put_item(TableName="rows", Item={"PK": {"S": name}})
    client("s3").put_object(Bucket="papers", Key=name, Body=name.encode())


def rows() -> set[str]:
    items = client("dynamodb").scan(TableName="rows", ConsistentRead=True)["Items"]
    return {item["PK"]["S"] for item in items}


def objects() -> set[str]:
    return {one["Key"] for one in client("s3").list_objects_v2(Bucket="papers").get("Contents", [])}


def next_checkpoint(state: Path) -> None:
    """Wait for a checkpoint that was begun after now."""
    base = state / "checkpoints"
    before = checkpoint.current(base)
    until(lambda: checkpoint.current(base) != before)
    second = checkpoint.current(base)
    client("s3").list_buckets()
    until(lambda: checkpoint.current(base) != second)


def test_a_clean_stop_keeps_everything(state: Path) -> None:
    with cloud.running(state):
        make_store()
        put("first")
    with cloud.running(state):
        assert rows() == objects() == {"first"}


def test_a_crash_keeps_every_file_and_the_rows_of_the_last_checkpoint(
    state: Path, engine: cloud.Cloud
) -> None:
    make_store()
    put("before")
    next_checkpoint(state)
    put("after")
    engine.kill()
    again = cloud.launch(state)
    try:
        assert objects() == {"before", "after"}
        assert "before" in rows()
    finally:
        again.stop()


def test_a_crash_is_noticed_at_the_next_start(
    state: Path, engine: cloud.Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.kill()
    cloud.report_unclean_stop(state)
    assert "not stopped cleanly" in capsys.readouterr().out
    cloud.report_unclean_stop(state)
    assert capsys.readouterr().out == ""


def test_the_engine_ends_by_itself_when_its_parent_is_killed(state: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ},
    )
    assert parent.stdout is not None
    with parent.stdout as said:
        until(lambda: "pid" in said.readline())
        assert listening(PORTS.cloud)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        until(lambda: not listening(PORTS.cloud))
    until(lambda: not (state / "running").exists())
    assert checkpoint.current(state / "checkpoints") is not None


def test_a_second_instance_is_refused_with_what_to_do(state: Path, engine: cloud.Cloud) -> None:
    with pytest.raises(cloud.CloudError, match="already runs here"), cloud.only_one(state):
        pass


def test_a_port_that_is_taken_is_named(state: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", PORTS.pages))
        other.listen()
        with pytest.raises(cloud.CloudError, match="MOTCUA_PORT="):
            cloud.launch(state)
