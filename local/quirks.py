"""Where the embedded engine differs from AWS, and what we do about it after a deployment.

Each quirk is applied from the template itself, through the same public APIs.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from local.clients import client
from local.places import STACK, STAGE

WITHOUT_RESOURCE_HERE = ("states:SendTaskSuccess", "ses:SendEmail")
"""On AWS these are allowed on a machine and on an identity; ministack 1.5.33 checks them on "*"."""


def apply(template: Mapping[str, Any], outputs: Mapping[str, str]) -> None:
    """Bring the stack to what the template says where the engine did not."""
    _gateway_responses(template, outputs)
    _grants_without_resource(template["Resources"])


def _gateway_responses(template: Mapping[str, Any], outputs: Mapping[str, str]) -> None:
    """ministack 1.5.33 ignores gateway responses in an imported definition: set and redeploy."""
    api, gateway = outputs["RestAPIId"], client("apigateway")
    wanted = template["Resources"]["RestAPI"]["Properties"].get("GatewayResponses", {})
    for kind, response in wanted.items():
        headers = response["ResponseParameters"]["Headers"]
        gateway.put_gateway_response(
            restApiId=api,
            responseType=kind,
            statusCode=str(response["StatusCode"]),
            responseParameters={f"gatewayresponse.header.{k}": v for k, v in headers.items()},
            responseTemplates=_resolved(response["ResponseTemplates"], outputs),
        )
    gateway.create_deployment(restApiId=api, stageName=STAGE)


def _resolved(templates: Mapping[str, Any], outputs: Mapping[str, str]) -> dict[str, str]:
    texts = {k: v if isinstance(v, str) else v["Fn::Sub"] for k, v in templates.items()}
    filled = json.dumps(texts).replace("${PublicUrl}", outputs["PublicUrl"])
    done: dict[str, str] = json.loads(filled)
    return done


def _grants_without_resource(resources: Mapping[str, Any]) -> None:
    for name, resource in resources.items():
        if resource["Type"] == "AWS::IAM::Role":
            granted = [a for a in WITHOUT_RESOURCE_HERE if a in _actions(resource["Properties"])]
            if granted:
                _grant_on_everything(_physical(name), granted)


def _actions(role: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for policy in role.get("Policies", ()):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"]
            found |= {actions} if isinstance(actions, str) else set(actions)
    return found


def _physical(logical: str) -> str:
    answer = client("cloudformation").describe_stack_resource(
        StackName=STACK, LogicalResourceId=logical
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


def _grant_on_everything(role: str, actions: Iterable[str]) -> None:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    client("iam").put_role_policy(
        RoleName=role, PolicyName="EngineQuirk", PolicyDocument=json.dumps(document)
    )
