"""The CloudFormation template: chalice's package, with the state machines' definitions put in."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Template = dict[str, Any]


def with_definitions(template: Template, root: Path) -> Template:
    """Replace each DefinitionString that names a file by that file's text, as compact JSON."""
    resources = dict(template["Resources"])
    for name, resource in resources.items():
        if resource["Type"] == "AWS::StepFunctions::StateMachine":
            path = root / resource["Properties"]["DefinitionString"]
            text = json.dumps(json.loads(path.read_text()), ensure_ascii=False)
            resources[name] = _with(resource, {"DefinitionString": text})
    return {**template, "Resources": resources}


def with_code(template: Template, bucket: str, key: str) -> Template:
    """Point every function at the code archive in `bucket`."""
    resources = {
        name: _with(resource, {"CodeUri": {"Bucket": bucket, "Key": key}})
        if resource["Type"] == "AWS::Serverless::Function"
        else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def with_runtime(template: Template, python: str) -> Template:
    """Run every function on this version of Python."""
    resources = {
        name: _with(resource, {"Runtime": f"python{python}"})
        if resource["Type"] == "AWS::Serverless::Function"
        else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _with(resource: Mapping[str, Any], properties: Mapping[str, Any]) -> Template:
    return {**resource, "Properties": {**resource["Properties"], **properties}}


def serialise(template: Template) -> str:
    return json.dumps(template, ensure_ascii=False, sort_keys=True, indent=1)
