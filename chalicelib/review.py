"""Which fields need eyes and in what order; corrections that never erase what was read.

For every field of the form a `Line` shows what the citizen declared beside what each paper says.
The machine proposes, an officer confirms: nothing here decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib import values
from chalicelib.dossier import Dossier, Fact, Paper
from chalicelib.errors import Invalid, Text
from chalicelib.procedure import Case, FormField

SURE = 0.85
WHY = {
    "differs": Text("Khác bản khai", "Differs from the declaration"),
    "invalid": Text("Không hợp lệ", "Not valid"),
    "handwriting": Text("Chữ viết tay, cần người đọc", "Handwriting: a person must read it"),
    "under_seal": Text("Dấu che chữ, cần người đọc", "Under a seal: a person must read it"),
    "readers": Text("Hai máy đọc khác nhau", "The two readers differ"),
    "low": Text("Chữ khó đọc", "Hard to read"),
    "unread": Text("Chưa đọc được trên giấy", "Not found on the paper"),
    "missing": Text("Chưa khai", "Not declared"),
}
SEVERITY = (
    *("differs", "invalid", "missing", "handwriting", "under_seal"),
    *("readers", "low", "unread"),
)
"""Reasons from the gravest on."""
FOR_PEOPLE = frozenset({"handwriting", "under_seal"})
"""Flags of what no machine may read alone: whatever it says is no evidence."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one paper says of a field, and where: `page` is {sha, number, width, height}.

    `other` is what the reader says that was not followed; `accepted`: two sources agree and it is
    probable enough that nobody need look as far as the reading goes.
    """

    component: str
    name: Text
    value: str
    raw: str
    confidence: float
    flags: tuple[str, ...]
    page: Mapping[str, Any]
    box: tuple[int, int, int, int] | None
    other: str = ""
    accepted: bool = False

    @property
    def sure(self) -> bool:
        """Whether the reading itself leaves no doubt."""
        return self.accepted or self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the review: its present value, where it came from, and why it needs eyes."""

    field: FormField
    declared: str
    value: str
    sources: tuple[Source, ...]
    why: tuple[str, ...]
    confirmed: Mapping[str, str] | None

    @property
    def needs_eyes(self) -> bool:
        """Whether an officer must look at this one by itself."""
        return bool(self.why) and self.confirmed is None


def sheet(dossier: Dossier, case: Case) -> tuple[Line, ...]:
    """Every field of the form, problems first by severity, then in the order of the form."""
    lines = [_line(dossier, case, field) for field in case.form]
    return tuple(sorted(lines, key=_rank))


def all_seen(dossier: Dossier, case: Case) -> None:
    """No dossier goes on while a marked field was not looked at. Raises Invalid ``look_first``."""
    for line in sheet(dossier, case):
        if line.needs_eyes:
            raise Invalid(
                "look_first",
                f"Hãy xem và xác nhận “{line.field.label.vi}” trước.",
                f"Look at “{line.field.label.en}” and confirm it first.",
                at=line.field.key,
            )


def value_of(dossier: Dossier, key: str) -> str:
    """The value that counts now: what an officer confirmed, else what the citizen declared."""
    confirmed = dossier.confirmed.get(key)
    return confirmed["value"] if confirmed else dossier.form.get(key, "")


def suggest(dossier: Dossier, case: Case) -> dict[str, str]:
    """For fields not declared yet: the surest valid value some paper shows."""
    found = {}
    for field in case.form:
        if dossier.form.get(field.key):
            continue
        valid = _valid(field, dossier, case)
        best = max(valid, key=lambda s: (s.accepted, s.confidence), default=None)
        if best is not None:
            found[field.key] = best.value
    return found


def confirm(dossier: Dossier, case: Case, given: Mapping[str, str], how: str) -> Fact:
    """An officer vouches for values, by field key. `how` is ``one`` or ``group``.

    What was read and declared stays beside it. Raises Invalid for an unknown field or a value the
    field's kind cannot be, and for confirming in a group what needs eyes.
    """
    fields = {line.field.key: line for line in sheet(dossier, case)}
    said = {}
    for key, raw in given.items():
        line = fields.get(key)
        if line is None or (how == "group" and line.needs_eyes):
            raise Invalid("look_first", "Hãy xem từng trường này.", "Look at it first.", at=key)
        value = _checked(line.field, raw)
        said[key] = {"value": value, "how": how, "was": line.value, "read": _read(line.sources)}
    return Fact("confirmed", {"fields": said})


def _checked(field: FormField, raw: str) -> str:
    if not raw.strip() and not field.required:
        return ""
    parsed = values.parse(field.kind, raw)
    if not parsed.value:
        raise Invalid(
            "not_understood",
            f"Giá trị của “{field.label.vi}” chưa đúng mẫu.",
            f"“{field.label.en}” is not in a known form.",
            at=field.key,
        )
    return parsed.value


def _line(dossier: Dossier, case: Case, field: FormField) -> Line:
    sources = tuple(_sources(field, dossier, case))
    declared = dossier.form.get(field.key, "")
    return Line(
        field=field,
        declared=declared,
        value=value_of(dossier, field.key),
        sources=sources,
        why=tuple(reason for reason in SEVERITY if reason in _reasons(field, declared, sources)),
        confirmed=_still_confirmed(dossier, field.key, sources),
    )


def _still_confirmed(
    dossier: Dossier, key: str, sources: tuple[Source, ...]
) -> Mapping[str, str] | None:
    """It was vouched for against what its papers said then; other papers ask for a new look."""
    confirmed = dossier.confirmed.get(key)
    return confirmed if confirmed and confirmed.get("read") == _read(sources) else None


def _read(sources: tuple[Source, ...]) -> str:
    return " | ".join(sorted(f"{source.component}: {source.value}" for source in sources))


def _reasons(field: FormField, declared: str, sources: tuple[Source, ...]) -> set[str]:
    reasons = {flag for source in sources for flag in FOR_PEOPLE & set(source.flags)}
    read = [s for s in sources if s.value and not FOR_PEOPLE & set(s.flags)]
    if not declared and field.required:
        reasons.add("missing")
    if declared and values.check(field.kind, declared):
        reasons.add("invalid")
    if declared:
        reasons |= {_against(field.kind, declared, source) for source in read} - {""}
    if read and not any(source.sure for source in read):
        reasons.add("readers" if any(source.other for source in read) else "low")
    if field.proof and not read and not reasons & FOR_PEOPLE and (declared or field.required):
        reasons.add("unread")
    return reasons


def _against(kind: str, declared: str, source: Source) -> str:
    """Why a reading does not support what was declared; "" when it does."""
    if values.same(kind, declared, source.value):
        return ""
    return "readers" if values.same(kind, declared, source.other) else "differs"


def _sources(field: FormField, dossier: Dossier, case: Case) -> Iterator[Source]:
    names = {part.key: part.name for part in case.components}
    for proof in field.proof:
        component, _, key = proof.partition(".")
        for paper in dossier.papers.values():
            if paper.component != component or paper.state != "read":
                continue
            for row in paper.readings:
                if row["key"] == key:
                    yield _source(component, names[component], paper, row)


def _source(component: str, name: Text, paper: Paper, row: Mapping[str, Any]) -> Source:
    pages = {page["number"]: page for page in paper.pages}
    return Source(
        component=component,
        name=name,
        value=row["value"],
        raw=row["raw"],
        confidence=row["confidence"],
        flags=tuple(row["flags"]),
        page=pages.get(row["page"], {}),
        box=tuple(row["box"]) if row["box"] else None,
        other=row.get("other", ""),
        accepted=row.get("accepted", False),
    )


def _valid(field: FormField, dossier: Dossier, case: Case) -> Iterator[Source]:
    for source in _sources(field, dossier, case):
        fits = not field.choices or source.value in field.choices
        readable = not FOR_PEOPLE & set(source.flags)
        if source.value and fits and readable and not values.check(field.kind, source.value):
            yield source


def _rank(line: Line) -> int:
    if not line.needs_eyes:
        return len(SEVERITY)
    return SEVERITY.index(line.why[0])
