"""What a signed paper proves: who signed it, when, and that nothing was changed since.

Two questions are kept apart. *Intact*: every signature matches the bytes it covers, and nothing
but later signatures was added. *Trusted*: moreover every certificate leads to a root that the
asker trusts. There is no time-stamp in a B-B signature, so `when` is the signer's own claim.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chalicelib.errors import Invalid, Text
from chalicelib.papers.exact import filled_exactly
from chalicelib.papers.seal import FIELDS

if TYPE_CHECKING:
    from pyhanko_certvalidator.context import ValidationContext

HEAD = 1024
"""A PDF names itself within this many bytes (ISO 32000-1, implementation note 13)."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of a paper, in the order of signing."""

    who: str
    field: str
    """``NguoiKy`` for the person's, ``CoQuan`` for the organisation's, in papers of ours."""
    when: datetime | None
    covers_whole: bool
    """It covers the file to its last byte; an earlier signature covers only what it signed."""
    ok: bool
    """The bytes it covers are as signed, and what came later is allowed."""
    trusted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `text` is the one line to show first."""

    intact: bool
    trusted: bool
    signatures: tuple[Signed, ...]
    text: Text


def verify(pdf: bytes, roots: Sequence[bytes], *, at: datetime) -> Verdict:
    """Judge every signature of `pdf` against `roots` (DER or PEM) with certificates valid at `at`.

    Nothing is fetched, so revocation is not asked. Raises Invalid ``not_a_pdf``; a PDF that was
    damaged or changed is an answer, not an error.
    """
    if b"%PDF-" not in pdf[:HEAD]:
        raise Invalid("not_a_pdf", "Tệp không phải PDF.", "The file is not a PDF.")
    try:
        signatures = _signatures(pdf, roots, at)
    except Exception:
        # The bytes may be hostile, and any way of failing to read them means the same here.
        return Verdict(False, False, (), BROKEN)
    return _verdict(signatures)


UNSIGNED = Text("Văn bản KHÔNG có chữ ký số.", "The paper bears NO signature.")
BROKEN = Text(
    "Tệp bị hỏng hoặc đã bị sửa: không đọc được chữ ký số.",
    "The file is damaged or was changed: its signatures cannot be read.",
)
CHANGED = Text("Văn bản ĐÃ BỊ SỬA sau khi ký.", "The paper WAS CHANGED after it was signed.")
UNKNOWN = Text(
    "Văn bản nguyên vẹn, nhưng chưa xác định được người ký là ai.",
    "The paper is intact, but who signed it is not established.",
)
GOOD = Text(
    "Văn bản nguyên vẹn, chữ ký số hợp lệ.", "The paper is intact and its signatures are valid."
)


def _verdict(signatures: tuple[Signed, ...]) -> Verdict:
    if not signatures:
        return Verdict(False, False, (), UNSIGNED)
    intact = all(one.ok for one in signatures) and signatures[-1].covers_whole
    trusted = intact and all(one.trusted for one in signatures)
    text = GOOD if trusted else UNKNOWN if intact else CHANGED
    return Verdict(intact, trusted, signatures, text)


def _signatures(pdf: bytes, roots: Sequence[bytes], at: datetime) -> tuple[Signed, ...]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    _hush()
    reader = PdfFileReader(BytesIO(pdf))
    return tuple(
        _judge(signature, pdf, _context(roots, at)) for signature in reader.embedded_signatures
    )


def _hush() -> None:
    """pyHanko logs the names of signers it cannot place; a log is no place for names."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)


def _context(roots: Sequence[bytes], at: datetime) -> "ValidationContext":
    from asn1crypto import pem, x509
    from pyhanko_certvalidator.context import ValidationContext

    ders = (pem.unarmor(root)[2] if pem.detect(root) else root for root in roots)
    trusted = [x509.Certificate.load(der) for der in ders]
    return ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False)


def _judge(signature: Any, pdf: bytes, context: "ValidationContext") -> Signed:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_signature(signature, context)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    sound = status.intact and status.valid and bool(status.docmdp_ok) and status.seed_value_ok
    certificate, name = signature.signer_cert.subject, str(signature.field_name)
    return Signed(
        who=str(certificate.native.get("common_name") or certificate.human_friendly),
        field=name,
        when=status.signer_reported_dt,
        covers_whole=whole,
        ok=sound and filled_exactly(signature, pdf, ours=name in FIELDS.values()),
        trusted=bool(status.trusted),
        reason=str(signature.sig_object.get("/Reason", "")),
    )
