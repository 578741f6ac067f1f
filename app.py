"""The switchboard: every Lambda and every page, each entry at most three lines.

What a function does is in `chalicelib.journey`; what a page shows is in `chalicelib.web`.
"""

from typing import Any

from chalice import Chalice

from chalicelib import entry, web
from chalicelib.aws.world import identity, world

app = Chalice(app_name="motcua")
for blueprint in web.blueprints(world, identity):
    app.register_blueprint(blueprint)


@app.lambda_function(name="on_upload")
def on_upload(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """S3 says, through SQS, that files have come in."""
    return entry.on_upload(world(), event)


@app.lambda_function(name="open_paper")
def open_paper(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Reading machine: cut a file into pages."""
    return entry.open_paper(world(), event)


@app.lambda_function(name="read_page")
def read_page(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Reading machine: read one page into words."""
    return entry.read_page(world(), event)


@app.lambda_function(name="find_fields")
def find_fields(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Reading machine: understand the words."""
    return entry.find_fields(world(), event)


@app.lambda_function(name="park_paper")
def park_paper(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Reading machine: a person must look at this paper."""
    return entry.park_paper(world(), event)


@app.lambda_function(name="next_step")
def next_step(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Dossier machine: what to wait for now."""
    return entry.next_step(world(), event)


@app.lambda_function(name="ask")
def ask(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Dossier machine: ask whoever's turn it is, and keep the token."""
    return entry.ask(world(), event)


@app.lambda_function(name="park_dossier")
def park_dossier(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Dossier machine: it broke; an operator must see it."""
    return entry.park_dossier(world(), event)


@app.lambda_function(name="relay")
def relay(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """The table's stream: effects were written, deliver them."""
    return entry.relay(world(), event)


@app.lambda_function(name="print_paper")
def print_paper(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Draw, sign, seal and keep one paper."""
    return entry.print_paper(world(), event)


@app.lambda_function(name="sweep")
def sweep(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Every minute: finish what no event finished."""
    return entry.sweep(world(), event)


@app.lambda_function(name="anchor")
def anchor(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Every hour: sign the days that are over."""
    return entry.anchor(world(), event)
