"""The whole stack, while a test process is in this folder: the next folder may want its ports."""

from collections.abc import Iterator

import pytest

from local import agencies, cloud, up
from local.agency_system import listening
from local.places import PORTS, STATE
from tests.journeys.scene import Engine, Neighbours


@pytest.fixture(scope="package")
def engine() -> Iterator[Engine]:
    """The embedded cloud of this process; a test may stop it cleanly and start it again."""
    with cloud.only_one(STATE):
        found = Engine(cloud.launch(STATE))
        try:
            yield found
        finally:
            found.running.stop()


@pytest.fixture(scope="package")
def stack(engine: Engine) -> dict[str, str]:
    """The deployed, seeded stack: its outputs by name."""
    return up.bring_up()


@pytest.fixture(scope="package")
def neighbours(stack: dict[str, str]) -> Iterator[Neighbours]:
    """The other agencies' computers, listening; every knock at their doors is kept."""
    found = Neighbours(agencies.systems(stack))
    with listening(PORTS.agencies, found.hear):
        yield found
