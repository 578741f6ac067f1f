"""Seals by a key that never leaves KMS; the certificates that name it lie in the bucket."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.table import later
from chalicelib.ports import Files, Signer


class KmsSigner:
    """`Signer` with an RSA key in KMS and one of the certificates issued for it."""

    def __init__(self, client: Any, key: str, certificate: bytes, chain: tuple[bytes, ...]) -> None:
        self._client = client
        self._key = key
        self.certificate = certificate
        self.chain = chain

    def sign(self, digest: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 over a SHA-256 digest."""
        try:
            answer = self._client.sign(
                KeyId=self._key,
                Message=digest,
                MessageType="DIGEST",
                SigningAlgorithm="RSASSA_PKCS1_V1_5_SHA_256",
            )
        except (ClientError, BotoCoreError) as error:
            raise later(error) from error
        signature: bytes = answer["Signature"]
        return signature


class KmsSigners:
    """`Signers`: certificates are ``trust/<agency>/<role>.der``, the root ``trust/root.der``."""

    def __init__(self, client: Any, key: str, files: Files) -> None:
        self._client = client
        self._key = key
        self._files = files

    def of(self, agency: str, role: str) -> Signer:
        """The signer of an agency: ``person`` (its head) or ``agency`` (its seal)."""
        certificate = self._files.get(f"trust/{agency}/{role}.der")
        return KmsSigner(self._client, self._key, certificate, (self._files.get("trust/root.der"),))

    def roots(self) -> tuple[bytes, ...]:
        """Certificates that a seal must lead to."""
        return (self._files.get("trust/root.der"),)
