"""The parts of a procedure file: a paper, a box, a party, a step, a result, a fee."""

import re
from collections.abc import Collection
from datetime import date

from chalicelib.agency import may, roles
from chalicelib.errors import Invalid, Text
from chalicelib.procedure import terms
from chalicelib.procedure.shapes import (
    NOTHING,
    Clock,
    Component,
    Fee,
    FormField,
    Party,
    Result,
    Step,
)
from chalicelib.tables import Table
from chalicelib.workdays import Term

SERIES = re.compile(r"(?:[^{}]|\{number\}|\{year\})*")
READER = re.compile(r"(?:[a-z][a-z0-9-]*)?")


def term(table: Table, key: str = "term") -> Term:
    """The term under `key`; a fault and the shortest term where it is none."""
    said = table.text(key)
    try:
        return Term.parse(said or "same_day")
    except Invalid as error:
        table.fault(key, *error.text)
        return Term(0, "same_day")


def choices(
    table: Table, key: str, allowed: Collection[str], fallback: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Texts under `key`, each one of `allowed`."""
    values = table.texts(key, fallback)
    for value in values:
        if value not in allowed:
            table.unknown(key, value, allowed)
    return values


def component(table: Table) -> Component:
    made = Component(
        key=table.key(),
        name=table.both("name"),
        reader=table.text("reader", ""),
        required=table.flag("required"),
        max_pages=table.whole("max_pages", 10, least=1),
        originals=table.whole("originals", 0),
        copies=table.whole("copies", 0),
        holder=table.choice("holder", terms.HOLDERS, ""),
    )
    if not READER.fullmatch(made.reader):
        table.fault("reader", "không phải tên bộ đọc", "is no reader's name")
    table.done()
    return made


def field(table: Table, group: Text) -> FormField:
    made = FormField(
        key=table.key(),
        label=table.both("label"),
        kind=table.choice("kind", terms.FIELD_KINDS),
        required=table.flag("required", False),
        group=group,
        proof=table.texts("proof", ()),
        critical=table.flag("critical", False),
        choices=table.texts("choices", ()),
        office=table.flag("office", False),
    )
    if (made.kind == "choice") != bool(made.choices):
        table.fault("choices", "chỉ và phải có khi kind là choice", "go with kind 'choice' only")
    table.done()
    return made


def party(table: Table) -> Party:
    made = Party(
        key=table.key(),
        name=table.both("name"),
        agency=table.choice("agency", terms.SELECTORS),
        term=term(table),
        result=table.text("result", ""),
        on_silence=table.choice("on_silence", terms.ON_SILENCE, "notify"),
        legal=table.text("legal", ""),
        optional=table.flag("optional", False),
        when=table.both("when", NOTHING),
        procedure=table.text("procedure", ""),
    )
    if made.optional != bool(made.when.vi):
        table.fault("when", "chỉ và phải có khi optional", "goes with optional = true only")
    if made.on_silence == "deemed_consent" and not made.legal:
        table.fault("legal", "im lặng là đồng ý phải có căn cứ", "silence as consent needs a law")
    table.done()
    return made


def step(table: Table) -> Step:
    made = Step(
        key=table.key(),
        kind=table.choice("kind", terms.STEP_KINDS),
        name=table.both("name"),
        agency=table.choice("agency", terms.SELECTORS),
        role=table.choice("role", roles()),
        hours=table.hours("hours"),
        may=choices(table, "may", terms.MAY),
        parties=_parties(table),
        quorum=table.whole("quorum", 0),
        longer=table.both("longer", NOTHING),
    )
    if made.role in roles() and made.kind in terms.STEP_KINDS and not may(made.role, made.kind):
        table.fault("role", f"vai này không được {terms.STEP_KINDS[made.kind].vi}", "may not do it")
    _check_parties(table, made)
    table.done()
    return made


def _parties(table: Table) -> tuple[Party, ...]:
    return tuple(party(one) for one in table.tables("party"))


def _check_parties(table: Table, made: Step) -> None:
    if (made.kind in terms.WITH_PARTIES) != bool(made.parties):
        table.fault("party", "chỉ và phải có ở bước liên thông", "go with consult or hand_off only")
    if made.quorum > len(made.parties):
        table.fault("quorum", "nhiều hơn số cơ quan", "is more than there are parties")
    if "done" not in made.may:
        table.fault("may", "phải có “done”", "must hold 'done'")
    slow = [one.key for one in made.parties if one.term.most_hours > made.hours]
    if slow and not made.longer.vi:
        table.fault("hours", f"ngắn hơn hạn của {slow[0]}", f"is less than {slow[0]} has")
    if made.longer.vi and not slow:
        table.fault("longer", "không cơ quan nào có hạn dài hơn bước", "no party has longer")


def clock(table: Table) -> Clock:
    made = Clock(
        key=table.key(),
        name=table.both("name"),
        term=term(table),
        since=table.choice("since", terms.CLOCK_SINCE),
        until=table.choice("until", terms.CLOCK_UNTIL),
        channels=choices(table, "channels", terms.CHANNELS, ()),
        on_silence=table.choice("on_silence", terms.CLOCK_SILENCE, "notify"),
        legal=table.text("legal", ""),
    )
    if made.on_silence == "confirmed" and not made.legal:
        table.fault("legal", "im lặng là xác nhận phải có căn cứ", "silence as consent needs a law")
    table.done()
    return made


def result(table: Table) -> Result:
    made = Result(
        key=table.key(),
        name=table.both("name"),
        series=table.text("series"),
        paper=table.choice("paper", terms.PAPERS, ""),
        issuer=table.choice("issuer", terms.SELECTORS),
    )
    if not SERIES.fullmatch(made.series) or "{number}" not in made.series:
        table.fault("series", "cần {number}, có thể {year}", "needs {number}, may have {year}")
    table.done()
    return made


def fee(table: Table) -> Fee:
    made = Fee(
        key=table.key(),
        name=table.both("name"),
        amount=table.whole("amount"),
        per=table.choice("per", terms.PER),
        note=table.both("note", NOTHING),
        first=table.whole("first", 1, least=1),
        cap=table.whole("cap", 0),
        at=table.choice("at", terms.FEE_AT, "intake"),
        channels=choices(table, "channels", terms.CHANNELS, ()),
        since=table.day("since") if "since" in table.data else date.min,
        until=table.day("until") if "until" in table.data else date.max,
        illustrative=table.flag("illustrative", False),
    )
    if made.until < made.since:
        table.fault("until", "trước since", "is before since")
    table.done()
    return made
