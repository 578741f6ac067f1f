"""The one way in: every route is served here, and every Problem leaves from here."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.errors import Problem
from chalicelib.ports import World
from chalicelib.web import forms, problems, sessions
from chalicelib.web.identity import Identity
from chalicelib.web.routing import Route, View
from chalicelib.web.visit import Visit, arrive

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
log = logging.getLogger(__name__)


def blueprint(
    routes: Sequence[Route],
    world_of: Callable[[], World],
    identity_of: Callable[[], Identity],
) -> Blueprint:
    """The routes as Chalice wants them; the world is asked for when a request comes."""
    made = Blueprint(__name__)
    for route in routes:
        kinds = [FORM] if (route.method, route.kind) == ("POST", "page") else [JSON]
        listed = made.route(
            route.path, methods=[route.method], content_types=kinds, name=route.view.__name__
        )
        listed(_handler(made, route, world_of, identity_of))
    return made


def _handler(
    made: Blueprint,
    route: Route,
    world_of: Callable[[], World],
    identity_of: Callable[[], Identity],
) -> View:
    def handler(**params: str) -> Response:
        visit = arrive(made.current_request, world_of(), identity_of())
        return serve(route, visit, params)

    return handler


def serve(route: Route, visit: Visit, params: Mapping[str, Any]) -> Response:
    """Answers a visit; whatever goes wrong becomes a page or a problem document."""
    try:
        visit = _known(route, visit)
        return route.view(visit, **params)
    except Problem as problem:
        return _refusal(route, visit, problem)
    except Exception:
        log.exception("unforeseen at %s %s, request %s", route.method, route.path, visit.id)
        return _refusal(route, visit, problems.Broken(visit.id))


def _refusal(route: Route, visit: Visit, problem: Problem) -> Response:
    """Programs get a document whatever they say they accept."""
    if route.kind == "api":
        return problems.document(visit, problem)
    return problems.answer(visit, problem)


def _known(route: Route, visit: Visit) -> Visit:
    """The visit with its session and its guarded form."""
    if route.kind == "api":
        return visit
    visit = replace(visit, session=sessions.find(visit))
    if route.method == "POST":
        visit = replace(visit, form=forms.parse(visit.body))
        sessions.guard(visit)
    return visit
