"""Deploy the package with CloudFormation: archives into the artefact bucket, then create or update.

Archives are named by their content, so what did not change is neither uploaded nor redeployed, and
a deployment whose template and parameters are those of the last one is not attempted at all.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from local import template as templates
from local.build import Package
from local.clients import client
from local.places import REGION, STACK
from local.progress import Trouble

ARTEFACTS = f"{STACK}-artefacts"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


class DeployError(Trouble):
    """CloudFormation refused or rolled back; the message lists the resources and their reasons."""


def put(path: Path, key: str) -> str:
    """Put an archive in the artefact bucket unless it is there already; its key."""
    s3 = client("s3")
    _ensure_bucket(s3)
    if not _exists(s3, key):
        s3.upload_file(str(path), ARTEFACTS, key)
    return key


def _ensure_bucket(s3: Any) -> None:
    try:
        s3.head_bucket(Bucket=ARTEFACTS)
    except ClientError:
        s3.create_bucket(Bucket=ARTEFACTS, CreateBucketConfiguration={"LocationConstraint": REGION})


def _exists(s3: Any, key: str) -> bool:
    try:
        s3.head_object(Bucket=ARTEFACTS, Key=key)
    except ClientError:
        return False
    return True


def deploy(package: Package, parameters: Mapping[str, str]) -> bool:
    """Bring the stack to `package` with these parameter values; whether anything was changed.

    Raises DeployError with the failed resources and their reasons.
    """
    put(package.code, package.code_key)
    body = templates.serialise(templates.with_code(package.template, ARTEFACTS, package.code_key))
    mark = hashlib.sha256(
        (body + json.dumps(dict(parameters), sort_keys=True)).encode()
    ).hexdigest()
    state = _state()
    if state == (True, mark):
        return False
    _apply(body, {**parameters}, mark, update=state[0])
    return True


def _state() -> tuple[bool, str]:
    """Whether the stack stands, and the mark of its last deployment ("" if that did not finish)."""
    try:
        stack = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError:
        return False, ""
    status = stack["StackStatus"]
    if status in ("ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_COMPLETE"):
        _delete()
        return False, ""
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    done = status in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
    return True, tags.get("deployment", "") if done else ""


def _delete() -> None:
    cloudformation = client("cloudformation")
    cloudformation.delete_stack(StackName=STACK)
    cloudformation.get_waiter("stack_delete_complete").wait(
        StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 120}
    )


def _apply(body: str, parameters: Mapping[str, str], mark: str, *, update: bool) -> None:
    cloudformation = client("cloudformation")
    call = cloudformation.update_stack if update else cloudformation.create_stack
    try:
        call(
            StackName=STACK,
            TemplateURL=_template_url(body, mark),
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
            Capabilities=CAPABILITIES,
            Tags=[{"Key": "deployment", "Value": mark}],
        )
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise DeployError(str(error)) from error
        return
    _await("stack_update_complete" if update else "stack_create_complete")


def _template_url(body: str, mark: str) -> str:
    s3, key = client("s3"), f"template/{mark}.json"
    s3.put_object(Bucket=ARTEFACTS, Key=key, Body=body.encode())
    return f"{s3.meta.endpoint_url}/{ARTEFACTS}/{key}"


def _await(waiter: str) -> None:
    try:
        client("cloudformation").get_waiter(waiter).wait(
            StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 300}
        )
    except WaiterError as error:
        raise DeployError("\n".join(["CloudFormation did not finish:", *_reasons()])) from error


def _reasons() -> Iterator[str]:
    events = client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"]
    for event in reversed(events):
        if event["ResourceStatus"].endswith("FAILED"):
            reason = event.get("ResourceStatusReason", "no reason given")
            yield f"  {event['LogicalResourceId']}: {event['ResourceStatus']}: {reason}"


def outputs() -> dict[str, str]:
    """The stack's outputs by name. Raises DeployError before the first deployment."""
    try:
        stack = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError as error:
        raise DeployError("Nothing is deployed yet: run `./motcua up` first.") from error
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
