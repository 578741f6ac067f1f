"""Where the embedded engine misses something CloudFormation does on AWS, and what we do about it.

Each quirk is applied from the template itself, after a deployment, through the same public APIs.
"""

import json
from collections.abc import Mapping
from typing import Any

from local.clients import client
from local.places import STAGE


def apply(template: Mapping[str, Any], outputs: Mapping[str, str]) -> None:
    """Bring the stack to what the template says where the engine did not."""
    _gateway_responses(template, outputs)


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
