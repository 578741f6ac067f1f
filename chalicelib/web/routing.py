"""A route as a row: method, path, who answers, and for whom."""

from collections.abc import Callable
from typing import NamedTuple

from chalice.app import Response

View = Callable[..., Response]


class Route(NamedTuple):
    """`kind`: ``page`` (a browser, with its session) or ``api`` (a program, with its token)."""

    method: str
    path: str
    view: View
    kind: str = "page"


def get(path: str, view: View) -> Route:
    """A page to look at."""
    return Route("GET", path, view)


def post(path: str, view: View) -> Route:
    """A form sent from one of our pages."""
    return Route("POST", path, view)


def api(method: str, path: str, view: View) -> Route:
    """A door for programs."""
    return Route(method, path, view, "api")
