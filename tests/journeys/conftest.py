"""The whole stack, once for each test process that asks for it."""

from collections.abc import Iterator

import pytest

from local import up


@pytest.fixture(scope="session")
def stack() -> Iterator[dict[str, str]]:
    """The deployed, seeded stack: its outputs by name."""
    with up.running() as outputs:
        yield outputs
