"""Trial certificates: they say whose the signing key's seals are, for every agency. TRIAL ONLY.

The authority's key stays on this machine; the certificates go to the bucket, where the printing
function looks for them (`trust/<agency>/<role>.der`, `trust/root.der`).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.agency import Agency, agencies_on
from local import ca
from local.clients import client
from local.places import STATE

SIGNER = "Người có thẩm quyền ký (mẫu)"
MADE_FOR = "trust/made-for"


def root_file(state: Path = STATE) -> Path:
    """Where the trial authority's certificate lies, for `motcua verify`."""
    return state / "trust" / "root.der"


def ensure(outputs: Mapping[str, str], state: Path = STATE) -> bool:
    """Certificates for the key that the stack signs with; whether any had to be made."""
    bucket, key = outputs["Bucket"], outputs["SigningKey"]
    authority = _authority(state)
    there = agencies_on(_now().date())
    mark = f"{key} {len(there)}".encode() + authority.certificate[-32:]
    if _held(bucket) == mark:
        return False
    public = client("kms").get_public_key(KeyId=key)["PublicKey"]
    _put(bucket, "trust/root.der", authority.certificate)
    for agency in there:
        for role, name in _names(agency):
            made = ca.issue(authority, public, name, _now(), organization=agency.name.vi)
            _put(bucket, f"trust/{agency.code}/{role}.der", made)
    _put(bucket, MADE_FOR, mark)
    return True


def _names(agency: Agency) -> tuple[tuple[str, str], ...]:
    """One certificate for whoever signs, so it names no post: the paper says by what right."""
    return ("person", SIGNER), ("agency", agency.name.vi)


def _authority(state: Path) -> ca.Authority:
    """The trial authority of this machine: made once, its key readable by its owner only."""
    folder = root_file(state).parent
    certificate, key = root_file(state), folder / "root.key"
    if not (certificate.exists() and key.exists()):
        made = ca.make_ca("Một Cửa", _now())
        folder.mkdir(parents=True, exist_ok=True)
        key.touch(mode=0o600)
        key.write_bytes(made.key)
        certificate.write_bytes(made.certificate)
    return ca.Authority(certificate.read_bytes(), key.read_bytes())


def _held(bucket: str) -> bytes:
    s3 = client("s3")
    try:
        held: bytes = s3.get_object(Bucket=bucket, Key=MADE_FOR)["Body"].read()
    except s3.exceptions.NoSuchKey:
        return b""
    return held


def _put(bucket: str, key: str, data: bytes) -> None:
    client("s3").put_object(Bucket=bucket, Key=key, Body=data)


def _now() -> datetime:
    return datetime.now(UTC)
