"""The agencies' API: JSON in, JSON out, a bearer token on every call, problems as RFC 9457."""

import json
from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from chalicelib.dossier import Dossier, Person
from chalicelib.errors import Forbidden, Invalid
from chalicelib.handoff import package
from chalicelib.journey import officer
from chalicelib.journey.common import case_of
from chalicelib.ports import Row
from chalicelib.web.exchange import asked_of
from chalicelib.web.forms import MAX_BYTES, clean
from chalicelib.web.pictures import image_key
from chalicelib.web.render import as_json
from chalicelib.web.routing import api
from chalicelib.web.visit import Stranger, Visit

LONGEST_KEY = 200


def client(visit: Visit) -> Person:
    """The agency whose system calls. Raises Stranger."""
    scheme, _, token = visit.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Stranger()
    try:
        name = visit.identity.verify(token.strip())
    except Forbidden as refused:
        raise Stranger() from refused
    person = visit.world.records.client(name)
    if person is None:
        raise Stranger()
    return person


def handoffs(visit: Visit) -> Response:
    """``{"handoffs": [...]}``: what waits for this agency, most urgent first; no personal data."""
    rows = officer.inbox(visit.world, client(visit))
    return as_json({"handoffs": [_row(row) for row in rows]})


def _row(row: Row) -> dict[str, str]:
    return {
        "id": row.handoff,
        "dossier": row.code,
        "child": row.child,
        "procedure": row.procedure,
        "asked_at": row.since,
        "due": row.due,
        "total_due": row.total,
    }


def handoff(visit: Visit, id: str) -> Response:
    """The package of one hand-off, with links to its page images, good for a minute."""
    return as_json(_package(visit, officer.handoff(visit.world, client(visit), id), id))


def _package(visit: Visit, dossier: Dossier, id: str) -> dict[str, Any]:
    asked = asked_of(dossier, id)
    case = case_of(visit.world, dossier)
    found = package(dossier, case, asked, visit.world.public_url)
    link = visit.world.files.link
    papers = [
        {**paper, "image": link(image_key(paper["sha256"], paper["page"]))}
        for paper in found["papers"]
    ]
    return {**found, "papers": papers}


def answer(visit: Visit, id: str) -> Response:
    """Answers a hand-off: ``{"outcome": "done"|"refused", "number": "", "note": ""}``.

    The header Idempotency-Key is required; the same key again gives the same answer.
    """
    caller, key = client(visit), _key(visit)
    given = _body(visit)
    dossier = officer.answer(
        visit.world,
        caller,
        key,
        id,
        outcome=given.get("outcome", ""),
        number=given.get("number", ""),
        note=given.get("note", ""),
    )
    asked = asked_of(dossier, id)
    return as_json({"id": id, "outcome": asked.outcome, "answered_at": asked.answered_at})


def _key(visit: Visit) -> str:
    key = visit.headers.get("idempotency-key", "").strip()
    if not key or len(key) > LONGEST_KEY:
        raise Invalid(
            "idempotency_key_missing",
            "Thiếu tiêu đề Idempotency-Key (tối đa 200 ký tự).",
            "The header Idempotency-Key is missing or longer than 200 characters.",
            at="Idempotency-Key",
        )
    return key


def _body(visit: Visit) -> Mapping[str, str]:
    """The JSON object of texts that was sent. Raises Invalid ``not_json``."""
    try:
        found = json.loads(visit.body[: MAX_BYTES + 1]) if len(visit.body) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise Invalid(
            "not_json",
            "Nội dung phải là một đối tượng JSON gồm các chuỗi ký tự.",
            "The body must be one JSON object of strings.",
        )
    return {key: clean(value) for key, value in found.items()}


def webhook_key(visit: Visit) -> Response:
    """The public keys that check our webhooks, by agency, as Standard Webhooks writes them."""
    import base64

    caller = client(visit)
    keys = {
        code: "whpk_" + base64.b64encode(visit.world.webhooks.public_key(code)).decode()
        for code, role in caller.duties
        if role == "agency"
    }
    return as_json({"keys": keys})


ROUTES = (
    api("GET", "/api/v1/handoffs", handoffs),
    api("GET", "/api/v1/handoffs/{id}", handoff),
    api("POST", "/api/v1/handoffs/{id}/answer", answer),
    api("GET", "/api/v1/webhook-key", webhook_key),
)
