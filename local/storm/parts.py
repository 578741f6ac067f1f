"""What a storm has in place of the stations that cost seconds: files, pages, papers, people.

All invented (DỮ LIỆU MẪU). The verbs around them are the real ones.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib import values
from chalicelib.audit import canonical
from chalicelib.dossier import Dossier, Person
from chalicelib.errors import Refused, Text
from chalicelib.ports import Out
from chalicelib.procedure import Case, FormField
from chalicelib.sheet import Page

GOOD, SPOILT, POISON = b"good", b"spoilt", b"poison"
"""What an uploaded file begins with: good, to be refused, or fatal to whoever opens it."""
CITIZENS = (
    Person("citizen-1", "Phạm Thị Mẫu", (), "cong.dan.1@motcua.example"),
    Person("citizen-2", "Lê Văn Ví Dụ", (), "cong.dan.2@motcua.example"),
)
STRANGER = Person("stranger", "Người Lạ")
SAID = {
    "name": "Phạm Minh An",
    "date": "2026-11-10",
    "time": "09:30",
    "year": "1995",
    "personal_number": "022195000123",
    "sex": "Nam",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "relation": "Cháu",
    "address": "Tổ 5, phường Hồng Gai, tỉnh Quảng Ninh",
    "phone": "0912345678",
    "email": "mau@example.vn",
    "number": "2",
    "money": "1500000",
    "money_words": "Một triệu năm trăm nghìn đồng",
    "tax_code": "0100109106",
    "registration_number": "22A8000123",
}
WORDS = "Nội dung mẫu"


def answers(case: Case) -> dict[str, str]:
    """What a citizen could write into the form of this case."""
    said = {field.key: _said(field) for field in case.form if not field.office}
    return {key: value for key, value in said.items() if value}


def _said(field: FormField) -> str:
    if field.choices:
        return field.choices[0]
    raw = SAID.get(field.kind, WORDS)
    return raw if values.parse(field.kind, raw).value else ""


def holder(agency: str, role: str, which: int = 1) -> Person:
    """Somebody with this duty; two of them are two people."""
    return Person(f"{agency}/{role}/{which}", f"Cán bộ {which}", ((agency, role),))


class Broken(Exception):
    """What a file did to the function that opened it."""


def open_paper(data: bytes, max_pages: int) -> list[Page]:
    """One page of a good file; a spoilt one is refused, a poisoned one breaks its opener."""
    if data.startswith(SPOILT):
        text = Text("Tệp hỏng, hãy gửi tệp khác.", "The file is damaged; send another.")
        raise Refused("damaged", *text)
    if data.startswith(POISON):
        raise Broken
    return [Page(1, b"picture", 1000, 1400)]


def words_of(_page: bytes) -> bytes:
    """What is read on a page: nothing, so that finding fields costs little."""
    return json.dumps([]).encode()


@dataclass(frozen=True, slots=True)
class Made:
    """What printing says of a paper, as `papers.compose.Drawn` does."""

    number: str
    name: Text


def make_paper(found: Dossier, out: Out, kind: str, at: str) -> tuple[bytes, Made]:
    """A paper that says what the real one says, of the same facts."""
    said: Mapping[str, object] = {
        "kind": kind,
        "at": at,
        "body": dict(out.body),
        "form": dict(found.form),
        "confirmed": {key: dict(one) for key, one in found.confirmed.items()},
        "code": found.code,
        "due": found.due,
        "numbers": dict(found.numbers),
        "reason": found.reason,
        "handoffs": {key: row.number for key, row in found.handoffs.items()},
    }
    return canonical(said), Made(found.code, Text("Giấy mẫu", "Sample paper"))


class TrialSigner:
    """A key that signs nothing worth having."""

    certificate = b"certificate"
    chain: tuple[bytes, ...] = ()

    def sign(self, digest: bytes) -> bytes:
        return digest


class TrialSigners:
    """The same key for everybody."""

    def of(self, agency: str, role: str) -> TrialSigner:
        return TrialSigner()

    def roots(self) -> tuple[bytes, ...]:
        return (b"root",)
