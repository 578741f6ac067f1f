"""Another agency's own computer, for trials: hears signed webhooks, fetches the package, answers.

It is a foreign system: it knows our public webhook key, its own client id and secret, and the
published API; it imports none of our stores.
"""

import base64
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode

from chalicelib.handoff import Verdict, verify
from chalicelib.workdays import VIETNAM

LARGEST = 20_000
SECONDS = 30


@dataclass
class AgencySystem:
    """One agency's system. `heard` are the hand-offs it learned of; `refused` counts bad knocks."""

    agency: str
    base: str
    token_url: str
    client: str
    secret: str
    public_key: bytes
    heard: list[str] = field(default_factory=list)
    refused: int = 0
    rang: threading.Event = field(default_factory=threading.Event)

    def hear(self, headers: Mapping[str, str], body: bytes) -> int:
        """The HTTP status for one webhook; a repeat is heard once."""
        if verify(headers, body, self.public_key, datetime.now(VIETNAM)) is not Verdict.GOOD:
            self.refused += 1
            return 401
        handoff = json.loads(body)["data"]["handoff"]
        if handoff not in self.heard:
            self.heard.append(handoff)
        self.rang.set()
        return 204

    def fetch(self, handoff: str) -> dict[str, Any]:
        """The hand-off package."""
        return self._api("GET", f"/api/v1/handoffs/{handoff}")

    def answer(self, handoff: str, key: str, **said: str) -> dict[str, Any]:
        """Answers a hand-off; the same key twice is one answer."""
        return self._api("POST", f"/api/v1/handoffs/{handoff}/answer", said, key)

    def token(self) -> str:
        """A fresh access token for this client."""
        basic = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        form = {"grant_type": "client_credentials", "scope": "exchange/answer"}
        request = urllib.request.Request(  # noqa: S310
            self.token_url, urlencode(form).encode(), {"Authorization": f"Basic {basic}"}
        )
        return str(_json(request)["access_token"])

    def _api(
        self, method: str, path: str, said: Mapping[str, str] | None = None, key: str = ""
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token()}", "Accept": "application/json"}
        if said is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        body = json.dumps(said).encode() if said is not None else None
        request = urllib.request.Request(  # noqa: S310
            f"{self.base}{path}", body, headers, method=method
        )
        return _json(request)


def _json(request: urllib.request.Request) -> dict[str, Any]:
    """The answer, problem documents included: a system looks at ``status`` and ``code``."""
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            found: dict[str, Any] = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return {"status": error.code, **json.loads(error.read() or b"{}")}
    return found


@contextmanager
def listening(port: int, hear: Callable[[str, Mapping[str, str], bytes], int]) -> Iterator[None]:
    """Listens on loopback for ``POST /<agency>`` while the block lasts."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = min(int(self.headers.get("Content-Length", "0")), LARGEST)
            body = self.rfile.read(size)
            self.send_response(hear(self.path.strip("/"), dict(self.headers.items()), body))
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Nobody reads this log."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
