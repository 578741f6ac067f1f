"""The world on AWS, made once per process from its configuration."""

import os
from functools import cache, partial
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config as BotoConfig
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import workdays
from chalicelib.aws.config import Config, read_config
from chalicelib.aws.files import BucketFiles
from chalicelib.aws.identity import Oidc
from chalicelib.aws.machines import LambdaPrinter, StepMachines
from chalicelib.aws.messages import HttpPost, KeptWebhooks, SesMail
from chalicelib.aws.nature import SystemChance, SystemClock
from chalicelib.aws.records import TableRecords
from chalicelib.aws.signing import KmsSigners
from chalicelib.aws.table import Table, later
from chalicelib.ports import World
from chalicelib.procedure import catalogue

PATIENCE = BotoConfig(
    connect_timeout=3,
    read_timeout=20,
    retries={"max_attempts": 3, "mode": "standard"},
    s3={"addressing_style": "path" if os.environ.get("AWS_ENDPOINT_URL") else "auto"},
    signature_version="v4",
)


def client(service: str) -> Any:
    """A boto3 client; endpoint, region and credentials come from the environment."""
    maker: Any = boto3.client  # the stubs know only literal names
    return maker(service, config=PATIENCE)


@cache
def world() -> World:
    """This process's world."""
    return make(read_config())


def make(config: Config) -> World:
    """A world of this configuration. Clients are made here, used there, and never shared wider."""
    clock = SystemClock()
    files = BucketFiles(client("s3"), config.bucket, config.public_url)
    return World(
        records=TableRecords(Table(client("dynamodb"), config.table), clock),
        files=files,
        machines=StepMachines(
            client("stepfunctions"), config.dossier_machine, config.reading_machine
        ),
        printer=LambdaPrinter(client("lambda"), config.printer),
        post=HttpPost(config.webhook_hosts),
        mail=SesMail(client("ses"), config.mail_from),
        signers=KmsSigners(client("kms"), config.signing_key, files),
        webhooks=KeptWebhooks(cache(partial(_secret, config.webhook_secret))),
        clock=clock,
        chance=SystemChance(),
        calendar=workdays.calendar(),
        catalogue=catalogue(),
        public_url=config.public_url,
        fonts=Path(config.fonts),
        ocr_engine=config.ocr_engine,
    )


@cache
def identity() -> Oidc:
    """This process's sign-in."""
    config = read_config()
    return Oidc(
        issuer=config.issuer,
        keys_url=config.keys_url,
        login_url=config.login_url,
        client=config.pool_client,
        clock=SystemClock(),
    )


def _secret(name: str) -> str:
    try:
        found: str = client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    except (ClientError, BotoCoreError) as error:
        raise later(error) from error
    return found
