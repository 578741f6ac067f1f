"""What leaves for other people's systems: webhooks to agencies, mail to citizens."""

import hashlib
import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import handoff
from chalicelib.aws.table import later
from chalicelib.errors import Forbidden

SECONDS = 10
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class HttpPost:
    """`Post`: one HTTPS request, no redirects, only to hosts an administrator allowed.

    A host named with its port in `hosts` is allowed as it is (a trial's own machine); one named
    without must be asked by HTTPS on port 443 and resolve to public addresses only.
    """

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self._hosts = hosts
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int]:
        """(status, Retry-After); status 0 when no answer came. Raises Forbidden for a bad host."""
        try:
            self._check(url)
        except OSError:
            return 0, 0
        request = urllib.request.Request(url, body, dict(headers), method="POST")  # noqa: S310
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return answer.status, _seconds(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, _seconds(error.headers)
        except OSError:
            return 0, 0

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.port and parts.netloc in self._hosts:
            return
        public = parts.scheme == "https" and parts.port in (None, 443)
        if not public or parts.hostname not in self._hosts or not _all_public(parts.hostname):
            raise Forbidden("host_not_allowed", "Địa chỉ không được phép.", "Host not allowed.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        return None


def _all_public(host: str) -> bool:
    found = {info[4][0] for info in socket.getaddrinfo(host, 443)}
    addresses = [ipaddress.ip_address(address) for address in found]
    return all(address.is_global and address not in NAT64 for address in addresses)


def _seconds(headers: Any) -> int:
    value = headers.get("Retry-After", "0")
    return int(value) if value.isdigit() else 0


class KeptWebhooks:
    """`Webhooks` with a key derived from a secret that nobody ever handles.

    Every agency gets a key of its own, so that a leaked one speaks to one agency only.
    """

    def __init__(self, secret: Callable[[], str]) -> None:
        self._secret = secret

    def headers(self, agency: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
        """The headers of one signed webhook to `agency`."""
        return handoff.headers(id, at, body, self._private(agency))

    def public_key(self, agency: str) -> bytes:
        """The raw 32 bytes with which `agency` checks our webhooks."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return (
            Ed25519PrivateKey.from_private_bytes(self._private(agency))
            .public_key()
            .public_bytes_raw()
        )

    def _private(self, agency: str) -> bytes:
        return hashlib.sha256(f"{self._secret()}/{agency}".encode()).digest()


class SesMail:
    """`Mail` through SES."""

    def __init__(self, client: Any, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, to: str, subject: str, text: str) -> None:
        """Sends a plain text message; a deployment without a sender sends none."""
        if not self._sender:
            return
        message = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}
        try:
            self._client.send_email(
                Source=self._sender, Destination={"ToAddresses": [to]}, Message=message
            )
        except (ClientError, BotoCoreError) as error:
            raise later(error) from error
