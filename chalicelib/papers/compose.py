"""From a dossier to the facts that a paper prints: who issues, to whom, what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chalicelib import agency, review, values
from chalicelib.agency import Agency, Block, Power
from chalicelib.dossier import Dossier, Handoff
from chalicelib.errors import Text
from chalicelib.papers import forms, letters, results, saying
from chalicelib.papers.facts import (
    Issuer,
    LetterFacts,
    PaperLine,
    Person,
    ReceiptFacts,
    ResultFacts,
    Signatory,
)
from chalicelib.papers.seal import Role
from chalicelib.papers.wording import date_in_words, long_moment, place_and_date
from chalicelib.procedure import PER, Case, Component, Fee, FormField, Procedure, Result
from chalicelib.workdays import VIETNAM

BOTH: tuple[Role, ...] = ("person", "agency")
WAYS = {1: "direct", 2: "online", 3: "post"}
CHANNELS = {1: "trực tiếp", 2: "trực tuyến", 3: "qua dịch vụ bưu chính công ích"}
BY_POST = "Qua dịch vụ bưu chính công ích"
SIGNER = "(Người ký thử nghiệm)"
"""Who signs a paper that another agency's own system makes: nobody we know."""
ELSEWHERE = {
    "household_head": "household_head_name",
    "residence": "residence_address",
    "clinic": "insurance_hospital",
}
"""Keys a template prints under another name than the form asks for."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper before it is sealed: whose it is, and in which order it is to be signed."""

    pdf: bytes
    agency: str
    name: Text
    number: str = ""
    roles: tuple[Role, ...] = BOTH


def receipt(
    dossier: Dossier, procedure: Procedure, case: Case, fonts: Path, at: datetime, url: str
) -> Drawn:
    """Mẫu 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, with the due time and its reasons."""
    office = agency.agency(dossier.receiver)
    facts = ReceiptFacts(
        issuer=issuer_of(office),
        code=dossier.code,
        place_date=place_and_date(office.place, at.date()),
        counter=office.name.vi,
        submitter=submitter_of(dossier),
        owner=Person(review.value_of(dossier, case.owner) or submitter_of(dossier).name),
        channel=CHANNELS[dossier.channel],
        subject=procedure.name.vi,
        components=tuple(_line(dossier, part) for part in _handed_in(dossier, case)),
        term=case.term_for(WAYS[dossier.channel]).text.vi,
        received=long_moment(datetime.fromisoformat(dossier.received_at)),
        due=long_moment(datetime.fromisoformat(dossier.due)),
        due_why=tuple(line["vi"] for line in dossier.due_why),
        result_place=BY_POST if dossier.by_post else agency.agency(dossier.returns_at).name.vi,
        tracking_url=f"{url}/tra-cuu?ma={dossier.code}",
        secret=dossier.secret,
        officer=dossier.history[-1].actor if dossier.history else "",
        fee="; ".join(_fee(one) for one in _owed(dossier, case)),
    )
    name = Text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt")
    return Drawn(forms.receipt(facts, fonts, at), office.code, name, dossier.code)


def _handed_in(dossier: Dossier, case: Case) -> tuple[Component, ...]:
    """What the form lists: the papers asked for, and others where they came."""
    return tuple(one for one in case.components if one.required or one.key in dossier.papers)


def _owed(dossier: Dossier, case: Case) -> tuple[Fee, ...]:
    received = datetime.fromisoformat(dossier.received_at).astimezone(VIETNAM).date()
    return case.fees_for(WAYS[dossier.channel], received)


def _fee(one: Fee) -> str:
    each = f"/{PER[one.per].vi}" if one.per != "dossier" else ""
    amount = f"{values.show('money', str(one.amount))}{each}" if one.amount else "không thu"
    return f"{one.name.vi}: {amount}"


def letter(
    kind: str, dossier: Dossier, procedure: Procedure, case: Case, fonts: Path, at: datetime
) -> Drawn:
    """Mẫu 02 (what to bring; a second request is ``supplement-2``), Mẫu 03 (why not received), 04
    (apology and new date), 05 (stopped or withdrawn), or the refusal after appraisal."""
    decided = kind == "decision-refused"
    block = saying.signed_by(kind, dossier)
    own = str(block.get("of", dossier.decider))
    office = agency.agency(own if saying.by_decider(kind, dossier) else dossier.receiver)
    title, officer = saying.officer_of(kind, dossier)
    template = saying.template_of(kind)
    number = dossier.numbers.get("refusal", "") if decided else ""
    received, old_due, new_due = saying.dates_of(dossier)
    facts = LetterFacts(
        issuer=issuer_of(office),
        number=number or dossier.code,
        place_date=place_and_date(office.place, at.date()),
        code=dossier.code or dossier.id,
        person=submitter_of(dossier),
        subject=procedure.name.vi,
        items=saying.items_of(kind, dossier, case),
        reason=saying.reason_of(kind, dossier),
        contact=f"{officer}, {office.name.vi}" if officer else office.name.vi,
        signatory=Signatory(title, officer) if officer else _signatory(office, block),
        received=received,
        old_due=old_due,
        new_due=new_due,
    )
    name = letters.LETTERS[template][0]
    return Drawn(letters.letter(template, facts, fonts, at), office.code, Text(name, name), number)


def result(
    one: Result,
    party: Handoff | None,
    dossier: Dossier,
    images: tuple[bytes, ...],
    fonts: Path,
    at: datetime,
    form: Sequence[FormField] = (),
) -> Drawn:
    """A result, issued by whoever the procedure says, under the number it was given.

    `form`: the boxes that a result without a template of its own shows, where they are filled in.
    """
    office = agency.resolve(one.issuer, receiver=dossier.receiver, decider=dossier.decider)
    number = party.number if party else dossier.numbers[one.key]
    facts = ResultFacts(
        issuer=issuer_of(office),
        number=number,
        place_date=place_and_date(office.place, at.date()),
        signatory=_signatory(office, dossier.signed),
        values=_values(dossier, at.date()),
        images=images,
        title=one.name.vi,
        rows=_rows(dossier, form),
    )
    pdf = results.result(one.paper, facts, fonts, at)
    return Drawn(pdf, office.code, one.name, number)


def _rows(dossier: Dossier, form: Sequence[FormField]) -> tuple[tuple[str, str], ...]:
    said = {box: review.value_of(dossier, box.key) for box in form}
    return tuple((box.label.vi, values.show(box.kind, text)) for box, text in said.items() if text)


def _values(dossier: Dossier, on: date) -> Mapping[str, str]:
    """What the form says, as a Vietnamese reader expects to see it."""
    keys = {*dossier.form, *dossier.confirmed}
    said = {key: _shown(key, review.value_of(dossier, key)) for key in keys}
    said |= {name: said.get(key, "") for name, key in ELSEWHERE.items()}
    born = review.value_of(dossier, "child_birth_date")
    if born:
        said["child_birth_date_words"] = date_in_words(date.fromisoformat(born))
        said["valid_from"] = values.show("date", born)
        said["valid_to"] = values.show("date", _sixth_birthday(born))
    said["code"] = dossier.code
    said["agency"] = agency.agency(dossier.decider).name.vi
    said["registered_on"] = values.show("date", on.isoformat())
    return said


def _sixth_birthday(born: str) -> str:
    """The day the child turns 72 months old (Luật BHYT Đ16); of 29 February, the 28th."""
    day = date.fromisoformat(born)
    last = day.day if (day.month, day.day) != (2, 29) else 28
    return day.replace(year=day.year + 6, day=last).isoformat()


def _shown(key: str, value: str) -> str:
    return values.show("date", value) if key.endswith("_date") and value else value


def issuer_of(office: Agency) -> Issuer:
    """An agency as the masthead of its papers names it."""
    parent = agency.above(office)
    return Issuer(office.name.vi, parent.name.vi if parent else "")


def _signatory(office: Agency, signed: Mapping[str, Any]) -> Signatory:
    """Box 7 as the log says; the office's head where another system signs its paper."""
    if signed.get("of") == office.code:
        block = Block.from_json(signed)
    else:
        block = agency.signature_block(Power(office.code, ("", ""), "own"), SIGNER)
    return Signatory(block.title, block.name, block.authority)


def submitter_of(dossier: Dossier) -> Person:
    """Whoever handed the dossier in, as its form says."""
    of = dossier.form.get
    return Person(
        name=of("requester_name") or dossier.owner_name,
        address=of("requester_residence", ""),
        phone=of("requester_phone", ""),
        email=of("requester_email", "") or dossier.owner_email,
        identity=of("requester_id", ""),
    )


def _line(dossier: Dossier, part: Component) -> PaperLine:
    return PaperLine(part.name.vi, copies=1 if part.key in dossier.papers else 0)
