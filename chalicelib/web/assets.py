"""Static files, one level deep, under names that carry their content's hash."""

import hashlib
from functools import cache
from pathlib import Path

from chalice.app import Response

from chalicelib.errors import Missing
from chalicelib.web.routing import get
from chalicelib.web.visit import Visit

STATIC = Path(__file__).parent / "static"
KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, str]:
    """Text of every static file, by its hashed name."""
    found = {}
    for path in sorted(STATIC.iterdir()):
        text = path.read_text(encoding="utf-8")
        mark = hashlib.sha256(text.encode()).hexdigest()[:10]
        found[f"{path.stem}.{mark}{path.suffix}"] = text
    return found


@cache
def hashed(name: str) -> str:
    """The hashed name of static file `name`, such as ``app.css``. Raises Missing."""
    stem, _, kind = name.rpartition(".")
    for found in _files():
        if found.startswith(f"{stem}.") and found.endswith(f".{kind}"):
            return found
    raise _missing(name)


def static(_visit: Visit, name: str) -> Response:
    """A static file, to be kept for ever: a changed file has another name."""
    text = _files().get(name)
    if text is None:
        raise _missing(name)
    headers: dict[str, str | list[str]] = {
        "Content-Type": KINDS[name.rpartition(".")[2]],
        "Cache-Control": FOREVER,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body=text, headers=headers)


def _missing(name: str) -> Missing:
    return Missing("no_such_file", f"Không có tệp {name}.", f"There is no file {name}.")


ROUTES = (get("/static/{name}", static),)
