"""The same world with its table on DynamoDB and its machines on Step Functions, both moto's.

Only the function that moto would answer for is ours: what the template calls NextStep, Ask and Park
are `entry`'s handlers, called in moto's own threads.
"""

import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws
from moto.awslambda_simple.models import lambda_simple_backends

from chalicelib import entry
from chalicelib.aws.machines import StepMachines
from chalicelib.aws.records import TableRecords
from chalicelib.aws.table import Table
from chalicelib.dossier import Dossier
from chalicelib.ports import Out
from tests.worlds.memory import MemoryMachines, Play
from tests.worlds.test_table import REGION, SCHEMA

ROOT = Path(__file__).parents[2]
ACCOUNT = "123456789012"
KEYS = {"aws_access_key_id": "x", "aws_secret_access_key": "x", "region_name": REGION}
HANDLERS = {"next": entry.next_step, "ask": entry.ask, "park": entry.park_dossier}
NAMES = {"NextStepArn": "next", "AskArn": "ask", "ParkDossierArn": "park"}
LONGEST = 20
"""Seconds after which a machine that does not settle is an error and not slow."""


class MotoPlay(Play):
    """`Play` whose dossier machines run by themselves: `turn` only waits until they rest."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = threading.Condition()
        self.own = StepMachines(_client("stepfunctions"), _machine(), "reading")
        self.states: list[str] = []
        self._rows = _OneAtATime(_client("dynamodb"))
        self.records = TableRecords(Table(self._rows, "t"), self.clock)
        self.world = replace(self.world, records=self.records, machines=_Both(self.own))

    def answer(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What a Lambda of the machine does; whoever waits for news of it hears."""
        said = HANDLERS[name](self.world, body)
        with self.moved:
            self.moved.notify_all()
        return said

    def turn(self, *, stream: bool = True, rounds: int = 20) -> None:
        """Delivers every pending effect and waits until each machine waits for somebody."""
        entry.sweep(self.world, {})
        for id in self.dossiers():
            self.rest(id)

    def sweep(self, rounds: int = 12) -> None:
        for _ in range(rounds):
            self.clock.turn(minutes=1)
            self.turn()

    def rest(self, id: str) -> None:
        """Waits until the dossier's machine asks somebody, or has ended."""
        with self.moved:
            for _ in range(LONGEST * 100):
                if self.rests(self.records.load(id)):
                    return
                self.moved.wait(0.01)
        raise AssertionError(f"{id} does not come to rest")

    def rests(self, found: Dossier) -> bool:
        if not found.epoch:
            return True
        asked = found.task is not None
        return asked or self.own.state(found.id, found.epoch) != "RUNNING"

    def dossiers(self) -> list[str]:
        items = self._rows.scan(TableName="t")["Items"]
        return [i["PK"]["S"].removeprefix("DOS#") for i in items if i["SK"]["S"] == "META"]

    def outs(self, dossier: str) -> list[Out]:
        raise NotImplementedError


class _OneAtATime:
    """moto's table is no place for two threads: a transaction copies it while it may change."""

    def __init__(self, client: Any) -> None:
        self._client, self._lock = client, threading.Lock()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._client, name)

        def alone(**asked: Any) -> Any:
            with self._lock:
                return call(**asked)

        return alone if callable(call) else call


class _Both:
    """Dossiers run on Step Functions; readings only start, as in memory."""

    def __init__(self, own: StepMachines) -> None:
        self.start_dossier, self.wake = own.start_dossier, own.wake
        self.state, self.stop = own.state, own.stop
        memory = MemoryMachines()
        self.start_reading, self.reading_state = memory.start_reading, memory.reading_state


def _client(service: str) -> Any:
    return boto3.client(service, **KEYS)


def _machine() -> str:
    """The dossier's machine as the template makes it, with the functions' names put in."""
    text = (ROOT / "stepfunctions" / "dossier.asl.json").read_text(encoding="utf-8")
    for place, name in NAMES.items():
        text = text.replace(f"${{{place}}}", name)
    made = _client("stepfunctions").create_state_machine(
        name="dossier", definition=text, roleArn=f"arn:aws:iam::{ACCOUNT}:role/machine"
    )
    found: str = made["stateMachineArn"]
    return found


@contextmanager
def moto_play() -> Iterator[MotoPlay]:
    """A world on moto, while it lasts."""
    config = {"lambda": {"use_docker": False}, "stepfunctions": {"execute_state_machine": True}}
    with mock_aws(config=config):
        _client("dynamodb").create_table(TableName="t", **SCHEMA)
        _functions()
        play = MotoPlay()
        lambda_simple_backends[ACCOUNT][REGION].invoke = _caller(play)
        yield play


def _caller(play: MotoPlay) -> Callable[..., bytes]:
    """In place of moto's function that answers with what it was sent."""

    def invoke(function_name: str, _qualifier: Any, body: Any, *_headers: Any) -> bytes:
        name = function_name.rpartition(":")[2]
        return json.dumps(play.answer(name, json.loads(body))).encode()

    return invoke


def _functions() -> None:
    _client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as file:
        file.writestr("app.py", "")
    for name in HANDLERS:
        _client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.11",
            Role=f"arn:aws:iam::{ACCOUNT}:role/r",
            Handler="app.x",
            Code={"ZipFile": code.getvalue()},
        )
