"""A site with its people, and browsers to walk it."""

from collections.abc import Callable

import pytest

from tests.web.site import Browser, Site
from tests.worlds import story

Open = Callable[[str], Browser]


@pytest.fixture
def site() -> Site:
    made = Site()
    made.add(
        story.COUNTER,
        story.APPRAISER,
        story.LEADER,
        story.CLERK,
        story.POLICEMAN,
        story.INSURER,
    )
    return made


@pytest.fixture
def enter(site: Site) -> Open:
    """Opens a browser and signs somebody in."""
    return lambda name: Browser(site).sign_in(name)
