"""The pages and the agencies' API: what people and other systems see of a dossier.

`counter` and `draft` are the citizen's desk, `track` tells how a dossier stands, `desk` and
`decide` are the officer's, `beside` what they do besides the open task, `exchange` and `api` the
other agencies'. `door` is the one way in: it knows the visitor, guards forms and turns every
Problem into an answer.

What pages show are NamedTuples: every Lambda imports this, and they cost a tenth of a dataclass.
"""

from collections.abc import Callable

from chalice.app import Blueprint

from chalicelib.ports import World
from chalicelib.web import (
    api,
    assets,
    beside,
    counter,
    decide,
    desk,
    draft,
    exchange,
    papers,
    signin,
    track,
)
from chalicelib.web.door import blueprint
from chalicelib.web.identity import Identity
from chalicelib.web.routing import Route

__all__ = ["ROOMS", "Identity", "Route", "blueprints"]

ROOMS: tuple[tuple[Route, ...], ...] = (
    assets.ROUTES,
    signin.ROUTES,
    counter.ROUTES,
    draft.ROUTES,
    papers.ROUTES,
    track.ROUTES,
    desk.ROUTES,
    decide.ROUTES,
    beside.ROUTES,
    exchange.ROUTES,
    api.ROUTES,
)


def blueprints(
    world_of: Callable[[], World], identity_of: Callable[[], Identity]
) -> list[Blueprint]:
    """Every page and API route, to be registered on the app. Nothing is built before a request."""
    return [blueprint(room, world_of, identity_of) for room in ROOMS]
