"""Step Functions as `ports.Machines`, and the printing function as `ports.Printer`."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.table import later
from chalicelib.ports import Out

GONE = ("TaskTimedOut", "InvalidToken", "TaskDoesNotExist", "TaskTimedOutException")
"""AWS, moto and the embedded engine each say "nobody waits any more" in their own way."""

ENDED = ("ExecutionDoesNotExist", "ValidationException")
"""A machine that cannot be stopped any more."""


class StepMachines:
    """`Machines` on Step Functions Standard: names make starting idempotent."""

    def __init__(self, client: Any, dossier_machine: str, reading_machine: str) -> None:
        self._client = client
        self._dossier = dossier_machine
        self._reading = reading_machine

    def start_dossier(self, dossier: str, epoch: int) -> None:
        """Starts the machine that carries a dossier in this epoch; a second start is the first."""
        self._start(self._dossier, f"{dossier}-{epoch}", {"dossier": dossier, "epoch": epoch})

    def start_reading(self, name: str, paper: Mapping[str, Any]) -> None:
        """Starts the reading of one uploaded file."""
        self._start(self._reading, name, paper)

    def wake(self, token: str) -> bool:
        """Returns a token; whether anybody still waited for it."""
        try:
            self._client.send_task_success(taskToken=token, output="{}")
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                return False
            raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error
        return True

    def state(self, dossier: str, epoch: int) -> str:
        """What became of the machine of this epoch; MISSING when there never was one."""
        return self._state(self._dossier, f"{dossier}-{epoch}")

    def stop(self, dossier: str, epoch: int) -> None:
        """Ends the machine of this epoch; one that has ended or never was stays as it is."""
        arn = self._dossier.replace(":stateMachine:", ":execution:")
        try:
            self._client.stop_execution(executionArn=f"{arn}:{dossier}-{epoch}")
        except ClientError as error:
            if error.response["Error"]["Code"] not in ENDED:
                raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error

    def reading_state(self, name: str) -> str:
        """What became of the reading of this name; MISSING when there never was one."""
        return self._state(self._reading, name)

    def _state(self, machine: str, name: str) -> str:
        arn = machine.replace(":stateMachine:", ":execution:")
        try:
            answer = self._client.describe_execution(executionArn=f"{arn}:{name}")
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionDoesNotExist":
                return "MISSING"
            raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error
        return str(answer["status"])

    def _start(self, machine: str, name: str, given: Mapping[str, Any]) -> None:
        try:
            self._client.start_execution(
                stateMachineArn=machine, name=name, input=json.dumps(given)
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
                raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error


class LambdaPrinter:
    """`Printer`: an asynchronous call of the one function that may use the signing key."""

    def __init__(self, client: Any, function: str) -> None:
        self._client = client
        self._function = function

    def ask(self, out: Out) -> None:
        """Asks for a paper; the printer settles the effect when it is done."""
        named = {key: asdict(out)[key] for key in ("dossier", "seq", "sink")}
        try:
            self._client.invoke(
                FunctionName=self._function, InvocationType="Event", Payload=json.dumps(named)
            )
        except (ClientError, BotoCoreError) as error:
            raise later(error) from error
