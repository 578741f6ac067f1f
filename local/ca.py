"""A certificate authority for trials: it certifies that a key is called a name, and nothing more.

Every name it gives carries the word THỬ NGHIỆM. A real office puts in its place the certificates
that Ban Cơ yếu Chính phủ issues for public service; the papers need no change.
"""

import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils
from cryptography.x509.oid import NameOID

TRIAL = "THỬ NGHIỆM"
LONGEST = 64
CLOCK_SKEW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Authority:
    """A root: its self-signed certificate (DER) and its private key (PEM, PKCS#8)."""

    certificate: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class LocalSigner:
    """A `papers.Signer` whose key lies in memory: for tests and machines without a key service."""

    key: bytes
    certificate: bytes
    chain: tuple[bytes, ...] = ()

    def sign(self, digest: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 over a SHA-256 digest."""
        prehashed = utils.Prehashed(hashes.SHA256())
        return _load(self.key).sign(digest, padding.PKCS1v15(), prehashed)


def make_key() -> bytes:
    """A fresh RSA 2048 private key, PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return _pem(key)


def public_key(key: bytes) -> bytes:
    """The public half of a PEM private key as DER SubjectPublicKeyInfo, as KMS hands it out."""
    return (
        _load(key)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def make_ca(name: str, at: datetime, *, days: int = 3650) -> Authority:
    """A new root called `name`, valid from an hour before `at`."""
    pem = make_key()
    key = _load(pem)
    subject = _named(f"{name} ({TRIAL})", "")
    builder = _builder(subject, subject, key.public_key(), at, days)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(ca=True), critical=True)
    return Authority(_der(builder.sign(key, hashes.SHA256())), pem)


def issue(
    ca: Authority,
    public: bytes,
    name: str,
    at: datetime,
    *,
    organization: str = "",
    days: int = 730,
) -> bytes:
    """A certificate (DER) that the key `public` (DER SubjectPublicKeyInfo) is `name`'s."""
    root = x509.load_der_x509_certificate(ca.certificate)
    holder = serialization.load_der_public_key(public)
    if not isinstance(holder, rsa.RSAPublicKey):
        raise TypeError("the trial authority certifies RSA keys only")
    builder = _builder(_named(name, organization), root.subject, holder, at, days)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(ca=False), critical=True)
    return _der(builder.sign(_load(ca.key), hashes.SHA256()))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, at: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - CLOCK_SKEW)
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _named(name: str, organization: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organization:
        parts.append(_attribute(NameOID.ORGANIZATION_NAME, organization))
    parts.append(_attribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TRIAL))
    parts.append(_attribute(NameOID.COMMON_NAME, name))
    return x509.Name(parts)


def _attribute(kind: x509.ObjectIdentifier, value: str) -> x509.NameAttribute[str]:
    """X.520 allows 64 characters; cryptography counts bytes, which is unfair to Vietnamese."""
    if not 0 < len(value) <= LONGEST:
        raise ValueError(f"a name in a certificate has 1 to {LONGEST} characters: {value!r}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return x509.NameAttribute(kind, value, _validate=False)


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def _load(key: bytes) -> rsa.RSAPrivateKey:
    """The key; checking it costs more than signing with it, so it is loaded once."""
    loaded = serialization.load_pem_private_key(key, password=None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    return loaded


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
