"""pyHanko put to our use. Imported only by whoever seals, for it is slow to load.

pyHanko builds the CMS structure and the incremental update; the RSA operation is the signer's.
"""

import asyncio
import hashlib
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from asn1crypto import x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTBSDocument
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from chalicelib.papers.seal import Signer

RESERVED = 16384
"""Hexadecimal digits kept free for the CMS object: a leaf, two intermediates and the rest."""


class Revision(IncrementalPdfFileWriter):
    """A revision appended to `pdf`, owing nothing to clock or chance.

    pyHanko would draw its identifier by lot and date it now; ours follows from what it revises, and
    the only moment it bears is the one the signature claims. Raises PdfError.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf))
        self._document_id[1] = ByteStringObject(hashlib.sha256(pdf).digest()[:16])

    def _update_meta(self) -> None:
        """The paper keeps the date it was drawn with."""


class Elsewhere(CmsSigner):
    """A pyHanko signer whose private key is somewhere else."""

    def __init__(self, signer: "Signer") -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([x509.Certificate.load(der) for der in signer.chain])
        leaf = x509.Certificate.load(signer.certificate)
        super().__init__(signing_cert=leaf, cert_registry=store, embed_roots=False)
        self._key = signer

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Called by pyHanko with the signed attributes; only their digest travels."""
        return self._key.sign(hashlib.sha256(data).digest())


class Drawing(PdfContent):
    """The first page of another PDF as content of a stamp."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Mark"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Mark Do"


def common_name(certificate: bytes) -> str:
    """Whom a DER certificate names."""
    return _name(x509.Certificate.load(certificate))


def _name(certificate: Any) -> str:
    subject = certificate.subject.native
    return str(subject.get("common_name") or certificate.subject.human_friendly)


def add_signature(
    writer: Revision,
    signer: "Signer",
    spec: SigFieldSpec,
    reason: str,
    at: datetime,
    drawing: bytes,
) -> bytes:
    """Sign what `writer` holds into the new field `spec`; answers the whole file."""
    meta = PdfSignatureMetadata(
        field_name=spec.sig_field_name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        name=common_name(signer.certificate),
        cades_signed_attr_spec=CAdESSignedAttrSpec(),
    )
    centred = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)
    style = StaticStampStyle(background=Drawing(drawing), background_layout=centred, border_width=0)
    pdf_signer = PdfSigner(meta, Elsewhere(signer), stamp_style=style, new_field_spec=spec)
    return asyncio.run(_sign(pdf_signer, writer, at))


async def _sign(pdf_signer: PdfSigner, writer: Revision, at: datetime) -> bytes:
    session = pdf_signer.init_signing_session(writer)
    session.system_time = at
    document: PdfTBSDocument = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=RESERVED
    )
    output = BytesIO()
    digest, _ = document.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(
        signing_time=at, cades_signed_attrs=pdf_signer.signature_meta.cades_signed_attr_spec
    )
    await document.perform_signature(digest.document_digest, attributes)
    return output.getvalue()
