"""Electronic signature and seal: PAdES baseline B-B (ETSI EN 319 142-1) with a key held elsewhere.

Order, NĐ 30/2020 Điều 32: the competent person signs a paper that already bears its number and
date; only then does the clerk put the organisation's seal on it. The visible mark is words in a
red frame at the place the paper names for it, never a picture of a seal.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from chalicelib.errors import Conflict, Invalid
from chalicelib.papers.mark import draw_mark
from chalicelib.papers.sheet import SIGN_BOX

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import SigFieldSpec

    from chalicelib.papers.stamping import Revision

Role = Literal["person", "agency"]
FIELDS: dict[Role, str] = {"person": "NguoiKy", "agency": "CoQuan"}
TRIAL_MARK = "CHỮ KÝ THỬ NGHIỆM"
POINT = 72 / 25.4
"""Points to the millimetre."""


class Signer(Protocol):
    """Whoever holds an RSA key: a key service, a token, a test. The key itself never comes here."""

    @property
    def certificate(self) -> bytes:
        """X.509, DER."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates between it and the root, DER; the root may be among them."""

    def sign(self, digest: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 over a SHA-256 digest of 32 bytes."""


def seal(
    pdf: bytes,
    signer: Signer,
    *,
    role: Role,
    reason: str,
    at: datetime,
    fonts: Path,
    mark: str = TRIAL_MARK,
) -> bytes:
    """`pdf` with one more signature, appended so that earlier ones stay whole.

    The same arguments give the same bytes, for RSASSA-PKCS1-v1_5 leaves nothing to chance.

    `at` is aware and is the time the signature claims. Raises Conflict ``already_signed`` if
    `role` has signed, Conflict ``seal_before_signature`` if the paper has a place for a person
    who has not, and Invalid ``not_a_pdf``.
    """
    from chalicelib.papers.stamping import add_signature, common_name

    writer = _open(pdf)
    _in_order(writer.prev, role)
    lines = (mark, common_name(signer.certificate), _moment(at))
    spec = _field(writer.prev, role)
    return add_signature(writer, signer, spec, reason, at, draw_mark(lines, fonts, at))


def _moment(at: datetime) -> str:
    """NĐ 30/2020, annex I: ngày tháng năm; giờ phút giây; múi giờ, by ISO 8601."""
    return f"{at:%d/%m/%Y}; {at:%H:%M:%S}; {at.isoformat()[-6:]}"


def _open(pdf: bytes) -> "Revision":
    from pyhanko.pdf_utils.misc import PdfError

    from chalicelib.papers.stamping import Revision

    try:
        return Revision(pdf)
    except (PdfError, ValueError) as fault:
        raise Invalid("not_a_pdf", "Tệp không phải PDF hợp lệ.", "Not a valid PDF.") from fault


def _in_order(reader: "PdfFileReader", role: Role) -> None:
    signed = {signature.field_name for signature in reader.embedded_signatures}
    if FIELDS[role] in signed:
        raise Conflict("already_signed", "Văn bản đã có chữ ký này.", "Already signed so.")
    waiting = "person" in _places(reader) and FIELDS["person"] not in signed
    if role == "agency" and waiting:
        raise Conflict(
            "seal_before_signature",
            "Chỉ đóng dấu văn bản đã có chữ ký của người có thẩm quyền (NĐ 30/2020 Điều 32).",
            "A seal goes only on a paper that the competent person has signed.",
        )


def _places(reader: "PdfFileReader") -> dict[str, tuple[int, float, float]]:
    """Named places of the paper: page from 0, left and top in points."""
    tree = list(reader.root.get("/Names", {}).get("/Dests", {}).get("/Names", []))
    named = zip(tree[0::2], tree[1::2], strict=False)
    return {str(name): _place(reader, target) for name, target in named}


def _place(reader: "PdfFileReader", target: object) -> tuple[int, float, float]:
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

    spot = target["/D"] if isinstance(target, DictionaryObject) else target
    assert isinstance(spot, ArrayObject)
    page = spot.raw_get(0)
    find: Callable[[int], tuple[object, object]] = reader.find_page_for_modification
    numbers = range(int(reader.root["/Pages"]["/Count"]))
    at = next(number for number in numbers if find(number)[0] == page)
    return at, float(spot[2]), float(spot[3])


def _field(reader: "PdfFileReader", role: Role) -> "SigFieldSpec":
    from pyhanko.sign.fields import SigFieldSpec

    place = _places(reader).get(role)
    if place is None:
        return SigFieldSpec(FIELDS[role])
    page, left, top = place
    right, bottom = left + SIGN_BOX[0] * POINT, top - SIGN_BOX[1] * POINT
    box = (round(left), round(bottom), round(right), round(top))
    return SigFieldSpec(FIELDS[role], on_page=page, box=box)
