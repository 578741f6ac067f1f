"""What a paper says: plain facts, already worded as a Vietnamese reader expects to see them.

A paper never computes. Whoever prints it decides the dates, the numbers and the wording; the same
facts always give the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, in sentence case; the masthead prints capitals (NĐ 30/2020, annex I, box 2)."""

    name: str
    """Cơ quan ban hành, e.g. ``Ủy ban nhân dân phường Hồng Gai``."""
    parent: str = ""
    """Cơ quan chủ quản; empty if none is printed, as for a People's Committee."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and by what right (NĐ 30/2020, annex I, box 7a)."""

    title: str
    """The signer's own position: ``CHỦ TỊCH``, ``PHÓ CHỦ TỊCH``, ``GIÁM ĐỐC TRUNG TÂM``."""
    name: str
    authority: tuple[str, ...] = ()
    """Lines above the title, each with its prefix: ``("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")``."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a paper is about; what is empty prints as a dotted line or not at all."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One component handed in, counted as Mẫu 01 counts: bản chính, chứng thực, photo."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP, annex I)."""

    issuer: Issuer
    code: str
    place_date: str
    """``Hồng Gai, ngày 23 tháng 11 năm 2026``."""
    counter: str
    submitter: Person
    owner: Person
    channel: str
    """``trực tiếp``, ``trực tuyến`` or ``qua dịch vụ bưu chính công ích``."""
    subject: str
    components: tuple[PaperLine, ...]
    term: str
    received: str
    """``15 giờ 30 phút, ngày 23 tháng 11 năm 2026``."""
    due: str
    due_why: tuple[str, ...]
    result_place: str
    tracking_url: str
    secret: str
    officer: str
    sets: int = 1
    fee: str = ""
    trial: bool = True
    """Print across the top that the paper has no legal value. False is for a real office."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Mẫu 02 to 05: a letter to the person about the dossier, with a list and its reasons."""

    issuer: Issuer
    number: str
    """The bare number by its series, ``12/PYC-TTPVHCC``; may be empty."""
    place_date: str
    code: str
    person: Person
    subject: str
    items: tuple[str, ...]
    """Mẫu 02: papers to bring, all of them, once. Mẫu 03: reasons, in words of the law."""
    reason: str
    contact: str
    """Whom to ask: name, telephone, counter."""
    signatory: Signatory
    received: str = ""
    old_due: str = ""
    new_due: str = ""
    recipients: tuple[str, ...] = ()
    trial: bool = True


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One hand-over of the dossier: who gave, who took, when, how that stage ended."""

    giver: str
    taker: str
    moment: str
    """``15 giờ 30 phút, ngày 23 tháng 11 năm 2026``."""
    outcome: str
    """``Trước hạn``, ``Đúng hạn``, ``Quá hạn``, or empty while the stage runs."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlFacts:
    """Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: one row for each hand-over."""

    issuer: Issuer
    code: str
    place_date: str
    person: Person
    subject: str
    decider: str
    partners: str
    rows: tuple[ControlRow, ...]
    trial: bool = True


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A result: who issues it, under what number, and the values its template prints by key."""

    issuer: Issuer
    number: str
    """The bare number by its series, ``125/2026``; the template writes what stands before it."""
    place_date: str
    signatory: Signatory
    values: Mapping[str, str]
    """Keys as in the readers and forms (``child_name``); an absent one prints a dotted line."""
    recipients: tuple[str, ...] = ()
    images: tuple[bytes, ...] = field(default=(), repr=False)
    """PNG or JPEG of the pages that a certified copy certifies; other results take none."""
    title: str = ""
    """What a result without a template of its own is called."""
    rows: tuple[tuple[str, str], ...] = ()
    """What such a result says: label and value, in order."""
    trial: bool = True
