"""The trial agencies' own computers, one for each API client of the stack."""

from collections.abc import Callable, Mapping

from local import people, seed
from local.agency_system import AgencySystem
from local.places import PORTS
from local.standing import Outputs, world

Hear = Callable[[str, Mapping[str, str], bytes], int]


def systems(outputs: Outputs) -> dict[str, AgencySystem]:
    """By agency code: each knows its own secret and our public key for it, nothing else."""
    webhooks = world(outputs).webhooks
    return {
        agency: AgencySystem(
            agency=agency,
            base=PORTS.pages_url,
            token_url=f"{PORTS.cloud_url}/oauth2/token",
            client=outputs[output],
            secret=seed.client_secret(outputs, output),
            public_key=webhooks.public_key(agency),
        )
        for output, _name, agency in people.CLIENTS
    }


def hearing(known: Mapping[str, AgencySystem]) -> Hear:
    """What answers ``POST /<agency>``: that agency's computer, or 404."""
    return lambda agency, headers, body: (
        known[agency].hear(headers, body) if agency in known else 404
    )
