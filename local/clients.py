"""boto3 clients of the embedded cloud, with dummy credentials: never the person's own account."""

from functools import cache
from typing import Any

from local.places import PORTS, REGION


@cache
def client(service: str) -> Any:
    """A client for `service`, bound to the embedded cloud on loopback."""
    import boto3
    from botocore.config import Config

    make: Any = boto3.client
    return make(
        service,
        endpoint_url=PORTS.cloud_url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the engine takes any
        config=Config(
            retries={"max_attempts": 4, "mode": "standard"},
            connect_timeout=5,
            read_timeout=60,
            s3={"addressing_style": "path"},
        ),
    )
