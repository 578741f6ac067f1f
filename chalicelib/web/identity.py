"""What the pages need of whoever says who people are: an OIDC issuer behind one Protocol."""

from typing import Protocol


class Claims(Protocol):
    """Who signed in, as the issuer vouches."""

    @property
    def sub(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def nonce(self) -> str: ...


class Identity(Protocol):
    """An OIDC issuer. Every method that asks it may raise Later."""

    def authorize_url(self, *, state: str, nonce: str, verifier: str, back: str) -> str:
        """Where to send a browser; it puts the S256 challenge of `verifier` into the address."""
        ...

    def exchange(self, *, code: str, verifier: str, back: str) -> Claims:
        """The person behind an authorization code. Raises Forbidden for a bad one."""
        ...

    def verify(self, bearer: str) -> str:
        """The API client an access token was given to. Raises Forbidden for a bad token."""
        ...

    def logout_url(self, back: str) -> str:
        """Where to send a browser that signs out."""
        ...
