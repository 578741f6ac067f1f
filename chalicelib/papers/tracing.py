"""Mẫu 06 from the log: who handed the dossier to whom, to the minute, what happened meanwhile."""

from datetime import datetime
from pathlib import Path

from chalicelib import agency
from chalicelib.chain import OUTCOMES, Remark, Stay, children, remarks, timeline
from chalicelib.dossier import Dossier
from chalicelib.errors import Text
from chalicelib.papers.compose import Drawn, issuer_of, submitter_of
from chalicelib.papers.control import control_sheet
from chalicelib.papers.facts import ControlFacts, ControlRow
from chalicelib.papers.wording import long_moment, place_and_date
from chalicelib.procedure import Case, Procedure
from chalicelib.workdays import Calendar

NAME = Text("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control sheet")


def control(
    dossier: Dossier,
    procedure: Procedure,
    case: Case,
    calendar: Calendar,
    fonts: Path,
    at: datetime,
) -> Drawn:
    """The control sheet of a dossier as it stands at `at`: the log's copy, so nobody seals it."""
    office = agency.agency(dossier.receiver)
    facts = ControlFacts(
        issuer=issuer_of(office),
        code=dossier.code,
        place_date=place_and_date(office.place, at.date()),
        person=submitter_of(dossier),
        subject=procedure.name.vi,
        decider=agency.agency(dossier.decider).name.vi,
        partners="; ".join(_partners(dossier, case)),
        rows=rows_of(dossier, case, calendar, at),
    )
    return Drawn(control_sheet(facts, fonts, at), office.code, NAME, dossier.code, ())


def _partners(dossier: Dossier, case: Case) -> list[str]:
    codes = [row.agency for row in dossier.handoffs.values()]
    shares = {one.agency: one.code for one in children(dossier, case)}
    names = [(agency.agency(code).name.vi, shares.get(code, "")) for code in dict.fromkeys(codes)]
    return [f"{name} ({share})" if share else name for name, share in names]


def rows_of(
    dossier: Dossier, case: Case, calendar: Calendar, at: datetime
) -> tuple[ControlRow, ...]:
    """One row for each turn, with what happened during it."""
    stays = timeline(dossier, case, calendar, at)
    notes = remarks(dossier)
    givers = ["Người nộp", *(_who(stay) for stay in stays)]
    return tuple(
        _row(giver, stay, [one for one in notes if _during(one, stay)])
        for giver, stay in zip(givers, stays, strict=False)
    )


def _row(giver: str, stay: Stay, notes: list[Remark]) -> ControlRow:
    came = OUTCOMES[stay.outcome].vi
    said = [f"{stay.step.vi}: {came}" if came else stay.step.vi, stay.note]
    said += [f"{_at(one.at)}: {one.text.vi}" for one in notes]
    return ControlRow(
        giver=giver,
        taker=_who(stay),
        moment=_at(stay.since),
        outcome=_in_time(stay),
        note=". ".join(part.rstrip(".") for part in said if part),
    )


def _who(stay: Stay) -> str:
    return f"{stay.holder.vi} ({stay.actor})" if stay.actor else stay.holder.vi


def _during(one: Remark, stay: Stay) -> bool:
    return stay.since <= one.at and (not stay.until or one.at < stay.until)


def _in_time(stay: Stay) -> str:
    if stay.allowed is None or not stay.until:
        return ""
    if stay.late:
        return "Quá hạn"
    return "Đúng hạn" if stay.used == stay.allowed else "Trước hạn"


def _at(moment: str) -> str:
    return long_moment(datetime.fromisoformat(moment))
