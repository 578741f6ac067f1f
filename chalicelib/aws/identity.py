"""OpenID Connect: authorization code flow with PKCE for people, bearer tokens for agencies.

The only place that decodes a token. RS256 only; issuer, expiry, use, client and size are checked,
and duplicate keys refused (RFC 8725). Any issuer with these endpoints fits, Cognito by default.
"""

import base64
import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chalicelib.errors import Forbidden, Later
from chalicelib.ports import Clock

LARGEST = 8192
LONGEST = 24 * 3600
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Claims:
    """Who signed in, as the issuer vouches."""

    sub: str
    name: str
    email: str
    nonce: str


class Oidc:
    """Sign-in and token checks against one issuer."""

    def __init__(
        self, *, issuer: str, keys_url: str, login_url: str, client: str, clock: Clock
    ) -> None:
        self._issuer = issuer
        self._keys_url = keys_url
        self._login_url = login_url
        self._client = client
        self._clock = clock
        self._keys: Any = None

    def authorize_url(self, *, state: str, nonce: str, verifier: str, back: str) -> str:
        """Where to send a browser that wants to sign in."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": back,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self._login_url}/oauth2/authorize?{urlencode(asked)}"

    def exchange(self, *, code: str, verifier: str, back: str) -> Claims:
        """The person behind an authorization code. Raises Forbidden for a bad one."""
        form = {
            "grant_type": "authorization_code",
            "client_id": self._client,
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": back,
        }
        answer = _ask(f"{self._login_url}/oauth2/token", urlencode(form).encode())
        claims = self._decode(answer.get("id_token", ""), "id")
        if claims.get("aud") != self._client:
            raise _bad("token for somebody else")
        name = claims.get("name") or claims.get("cognito:username") or ""
        return Claims(claims["sub"], name, claims.get("email", ""), claims.get("nonce", ""))

    def verify(self, bearer: str) -> str:
        """The API client that an access token was given to. Raises Forbidden."""
        claims = self._decode(bearer, "access")
        client = claims.get("client_id", "")
        if not isinstance(client, str) or not client:
            raise _bad("no client")
        return client

    def logout_url(self, back: str) -> str:
        """Where to send a browser that signs out."""
        asked = urlencode({"client_id": self._client, "logout_uri": back})
        return f"{self._login_url}/logout?{asked}"

    def _decode(self, token: str, use: str) -> Mapping[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError

        if not token or len(token) > LARGEST:
            raise _bad("no token, or too large")
        try:
            decoded = jwt.decode(token, self._key_of(token), algorithms=["RS256"])
        except (JoseError, ValueError, TypeError) as error:
            raise _bad(type(error).__name__) from error
        _once(token)
        self._check(decoded.claims, use)
        return decoded.claims

    def _check(self, claims: Mapping[str, Any], use: str) -> None:
        now = self._clock.now().timestamp()
        expires, issued = claims.get("exp"), claims.get("iat")
        if not isinstance(expires, int) or not isinstance(issued, int):
            raise _bad("no expiry")
        if not (issued - 60 <= now < expires and expires - issued <= LONGEST):
            raise _bad("expired")
        if claims.get("iss") != self._issuer or claims.get("token_use") != use:
            raise _bad("another issuer or use")
        if not isinstance(claims.get("sub"), str):
            raise _bad("no subject")

    def _key_of(self, token: str) -> Any:
        from joserfc.jwk import KeySet

        kid = _header(token).get("kid", "")
        if self._keys is None or kid not in {key.kid for key in self._keys.keys}:
            self._keys = KeySet.import_key_set(_ask(self._keys_url))  # type: ignore[arg-type]
        return self._keys


def _header(token: str) -> Mapping[str, Any]:
    return _json_part(token.split(".")[0])


def _once(token: str) -> None:
    """A claim given twice means different things to different readers."""
    _json_part(token.split(".")[1])


def _json_part(part: str) -> Mapping[str, Any]:
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        found: Mapping[str, Any] = json.loads(raw, object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        raise _bad("not JSON") from error
    return found


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _ask(url: str, form: bytes | None = None) -> Mapping[str, Any]:
    try:
        with urllib.request.urlopen(url, form, timeout=SECONDS) as answer:  # noqa: S310
            found: Mapping[str, Any] = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        raise _bad(f"HTTP {error.code}") from error
    except OSError as error:
        raise Later(
            "sign_in_silent",
            "Dịch vụ đăng nhập chưa trả lời. Hãy thử lại sau ít phút.",
            "The sign-in service does not answer. Try again in a few minutes.",
        ) from error
    return found


def _bad(why: str) -> Forbidden:
    return Forbidden(
        "bad_token",
        "Phiên đăng nhập không hợp lệ. Hãy đăng nhập lại.",
        f"This sign-in is not valid; sign in again. ({why})",
    )
