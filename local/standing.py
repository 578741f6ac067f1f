"""The running stack as code sees it from outside: its world, and a snapshot for the checker."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chalicelib import workdays
from chalicelib.aws.files import BucketFiles
from chalicelib.aws.machines import LambdaPrinter, StepMachines
from chalicelib.aws.messages import HttpPost, KeptWebhooks, SesMail
from chalicelib.aws.nature import SystemChance, SystemClock
from chalicelib.aws.records import TableRecords
from chalicelib.aws.rows import Item
from chalicelib.aws.signing import KmsSigners
from chalicelib.aws.table import Table, unpack
from chalicelib.ports import World
from chalicelib.procedure import catalogue
from local.clients import client
from local.fonts import font_folder
from local.invariants import Snapshot, take
from local.invariants.snapshot import sha256
from local.people import SENDER
from local.places import PORTS

Outputs = Mapping[str, str]


def world(outputs: Outputs) -> World:
    """The deployed stack's world, for commands an operator types."""
    clock = SystemClock()
    files = BucketFiles(client("s3"), outputs["Bucket"], PORTS.pages_url)
    return World(
        records=TableRecords(Table(client("dynamodb"), outputs["Table"]), clock),
        files=files,
        machines=StepMachines(
            client("stepfunctions"), outputs["DossierMachine"], outputs["ReadingMachine"]
        ),
        printer=LambdaPrinter(client("lambda"), outputs["PrintPaperName"]),
        post=HttpPost((f"127.0.0.1:{PORTS.agencies}",)),
        mail=SesMail(client("ses"), SENDER),
        signers=KmsSigners(client("kms"), outputs["SigningKey"], files),
        webhooks=KeptWebhooks(lambda: _secret(outputs["WebhookSecret"])),
        clock=clock,
        chance=SystemChance(),
        calendar=workdays.calendar(),
        catalogue=catalogue(),
        public_url=PORTS.pages_url,
        fonts=Path(font_folder()),
    )


def snapshot(outputs: Outputs) -> Snapshot:
    """Everything in the table, the bucket and the machines, at one moment."""
    return take(now(), items(outputs), _objects(outputs["Bucket"]), _machines(outputs))


def _secret(name: str) -> str:
    return str(client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])


def _pages(service: str, operation: str, part: str, **asked: Any) -> Iterator[Any]:
    for page in client(service).get_paginator(operation).paginate(**asked):
        yield from page.get(part, [])


def now() -> str:
    """The time in Viet Nam."""
    return SystemClock().now().isoformat()


def items(outputs: Outputs) -> Iterator[Item]:
    """Every row of the table."""
    table = outputs["Table"]
    for item in _pages("dynamodb", "scan", "Items", TableName=table, ConsistentRead=True):
        yield unpack(item)


def _objects(bucket: str) -> dict[str, str]:
    keys = [one["Key"] for one in _pages("s3", "list_objects_v2", "Contents", Bucket=bucket)]
    wanted = [key for key in keys if key.startswith(("in/", "out/"))]
    return {key: sha256(_bytes(bucket, key)) for key in wanted}


def _bytes(bucket: str, key: str) -> bytes:
    data: bytes = client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return data


def _machines(outputs: Outputs) -> dict[str, str]:
    arn = outputs["DossierMachine"]
    found = _pages("stepfunctions", "list_executions", "executions", stateMachineArn=arn)
    return {one["name"]: one["status"] for one in found}
