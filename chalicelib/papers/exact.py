"""The bytes that no signature covers: the gap that holds the signature itself.

A CMS signature protects the document and its own signed attributes, not the version numbers,
algorithm lists and padding around them: those could be altered and the mathematics would still
agree. So a paper of ours must carry its signature in the one way in which we write it, which makes
every single byte of the file count. Of signatures made by others we ask only that nothing be hidden
in the padding.
"""

from typing import Any


def filled_exactly(signature: Any, pdf: bytes, *, ours: bool) -> bool:
    """Whether the gap of pyHanko's `signature` in `pdf` holds a signature and zeros, no more."""
    _, start, end, _ = (int(number) for number in signature.byte_range)
    gap, content = pdf[start + 1 : end - 1], bytes(signature.pkcs7_content)
    written = content.hex().encode()
    if gap not in (written, written.upper()):
        return False
    structure = _structure(content)
    return not content[len(structure) :].strip(b"\0") and (not ours or structure == _ours(content))


def _structure(content: bytes) -> bytes:
    """The DER structure at the start of `content`, without what follows it."""
    from asn1crypto import parser

    _, _, _, head, body, trail = parser.parse(content)
    return content[: len(head) + len(body) + len(trail)]


def _ours(content: bytes) -> bytes:
    """What `stamping` would have written around the same certificates, attributes and signature."""
    from asn1crypto import cms

    signed = cms.ContentInfo.load(content)["content"]
    signer = signed["signer_infos"][0]
    digest = cms.DigestAlgorithm({"algorithm": "sha256"})
    rebuilt = {
        "version": "v1",
        "sid": signer["sid"],
        "digest_algorithm": digest,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signed_attrs": signer["signed_attrs"],
        "signature": signer["signature"],
    }
    whole = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": signed["certificates"],
        "signer_infos": [rebuilt],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump())
