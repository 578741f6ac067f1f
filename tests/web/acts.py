"""What happens between two pages: the machines move on, papers are read."""

from typing import Any

from chalicelib import chain
from chalicelib.dossier import SYSTEM
from chalicelib.journey import citizen
from chalicelib.journey.common import Order, act
from tests.web.site import Site
from tests.worlds import story

SHA = "ab" * 32
PAGE = {"sha": SHA, "number": 1, "width": 1240, "height": 1754}


def reading(key: str, value: str, confidence: float = 0.97) -> dict[str, Any]:
    return {
        "key": key,
        "value": value,
        "raw": value,
        "kind": "text",
        "page": 1,
        "box": [100, 200, 400, 240],
        "confidence": confidence,
        "flags": [],
        "source": "ocr",
    }


def read(site: Site, id: str, component: str, **values: str) -> None:
    """The machine has read a paper that arrived."""
    rows = [reading(key, value) for key, value in values.items()]
    act(
        site.play.world,
        id,
        Order(SYSTEM, f"read-{id}-{component}"),
        lambda d, _case: chain.was_read(
            d.papers[component], reader="r", pages=[PAGE], readings=rows
        ),
    )


def read_by_two(site: Site, id: str, component: str, key: str, value: str, other: str) -> None:
    """The machine has read a paper whose two readers differ on a field."""
    row = reading(key, value, 0.6) | {"other": other, "agreed": ["line"], "accepted": False}
    order = Order(SYSTEM, f"read-{id}-{component}")
    act(
        site.play.world,
        id,
        order,
        lambda d, _case: chain.was_read(
            d.papers[component], reader="r", pages=[PAGE], readings=[row]
        ),
    )


def submitted(site: Site, key: str = "k", **notice: str) -> str:
    """A dossier handed in and waiting at the counter; `notice` is read from the birth notice."""
    id = story.ready(site.play, key)
    if notice:
        read(site, id, "live_birth_certificate", **notice)
    citizen.submit(site.play.world, story.CITIZEN, f"s-{key}", id)
    site.play.turn()
    return id


def received(site: Site) -> tuple[str, str]:
    """A dossier taken in at the counter: its code and its secret."""
    id = submitted(site)
    story.decide(site.play, story.COUNTER, id)
    site.play.turn()
    found = site.play.records.load(id)
    return found.code, found.secret


def handed_off(site: Site) -> str:
    """A dossier that waits for the other agencies."""
    id = submitted(site)
    for person in (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK):
        story.decide(site.play, person, id)
        site.play.turn()
    return id
