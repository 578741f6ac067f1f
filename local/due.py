"""`motcua due`: when something is due, the moment first, and why.

motcua due 2026-11-20T10:00 3wd --explain
motcua due 2026-11-16T08:00 7wd --wait 2026-11-18T10:00 2026-11-23T10:00 --policy resume
motcua due "23/11/2026 15:30" --procedure 1.001193 --case in_time --explain
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from chalicelib.chain import clock_due
from chalicelib.errors import Invalid, Problem, Text
from chalicelib.procedure import Case
from chalicelib.workdays import (
    POLICIES,
    VIETNAM,
    Calendar,
    Deadline,
    Extension,
    Term,
    Wait,
    agency_due,
    calendar,
    extend,
    last_apology,
    load_calendar,
    promise,
    stage_dues,
)
from chalicelib.workdays import moment as said_at
from local.procedures import find

WRITTEN = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the due moment, then what was asked for; 2 with a sentence for what is no question."""
    asked = parser().parse_args(argv)
    try:
        for line in answer(asked):
            print(line)
    except Problem as problem:
        print(problem.text.into(asked.language), file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    about = "Tính hạn trả kết quả và giải thích / when something is due, and why."
    top = argparse.ArgumentParser(prog="motcua due", description=about)
    at = "thời điểm theo giờ Việt Nam, 2026-11-20T10:00 / a moment in Viet Nam's time"
    top.add_argument("received", metavar="RECEIVED", help=at)
    top.add_argument(
        "limit",
        metavar="LIMIT",
        nargs="?",
        default="",
        help="3wd ngày làm việc / working days, 8wh giờ làm việc / working hours, 10d ngày / days, "
        "2m tháng / months, same_day trong ngày / within the day",
    )
    top.add_argument(
        "--wait",
        nargs=2,
        action="append",
        default=[],
        metavar=("FROM", "TO"),
        help="một lần chờ người nộp / one wait for the citizen; may be repeated",
    )
    top.add_argument(
        "--policy",
        choices=POLICIES,
        help="sau khi chờ: tính lại từ đầu (mặc định) hay tính tiếp / anew (default) or on",
    )
    top.add_argument(
        "--extend",
        nargs=2,
        metavar=("LIMIT", "ANNOUNCED"),
        help="gia hạn một lần, và lúc xin lỗi / one extension, and when the apology was sent",
    )
    top.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="FILE",
        help="tệp lịch thay cho lịch kèm theo của năm đó / instead of that year's own calendar",
    )
    top.add_argument("--explain", action="store_true", help="giải thích / say why")
    top.add_argument(
        "--procedure", default="", help="thủ tục thay cho LIMIT: mã hoặc chữ trong tên"
    )
    top.add_argument("--case", default="", help="trường hợp; mặc định là trường hợp đầu tiên")
    top.add_argument("--channel", default="direct", choices=("direct", "online", "post"))
    top.add_argument("--language", choices=("vi", "en"), default="vi")
    return top


class Asked(NamedTuple):
    """The term asked about, the policy of a wait, and the case both come from, with its names."""

    term: Term
    policy: str
    case: Case | None = None
    said: tuple[Text, ...] = ()


def answer(asked: argparse.Namespace) -> Iterator[str]:
    """The lines to print; raises `Invalid` or `Missing` with what is wrong."""
    received = moment(asked.received)
    known = calendars(asked.calendar)
    about = _about(asked, received.date())
    deadline = _deadline(asked, known, received, about)
    due = promise(known, deadline)
    yield f"{due.at:%Y-%m-%dT%H:%M}"
    if asked.explain:
        for line in (*about.said, *due.why, *_apology(known, deadline, due.at)):
            yield f"  - {line.into(asked.language)}"
        own = _clocks(known, about, asked.channel, received)
        for line in (*_steps(known, about.case, received, due.at), *own):
            yield f"    {line.into(asked.language)}"


def _steps(known: Calendar, case: Case | None, start: datetime, total: datetime) -> Iterator[Text]:
    """Until when each step after the receipt has time, and each agency it asks."""
    chain = case.chain[1:] if case else ()
    begins = start
    for step, due in zip(
        chain, stage_dues(known, start, [step.hours for step in chain], total), strict=True
    ):
        yield _until(step.name, due.at)
        for party in step.parties:
            yield _until(party.name, agency_due(known, begins, party.term, total).at)
        begins = due.at


def _clocks(known: Calendar, about: Asked, channel: str, start: datetime) -> Iterator[Text]:
    """Until when the times of their own run that begin when the dossier comes in."""
    for clock in about.case.clocks_for(channel) if about.case else ():
        if clock.since in ("submitted", "received"):
            yield _until(clock.name, clock_due(clock, start, known).at)


def _until(name: Text, at: datetime) -> Text:
    said = said_at(at)
    return Text(f"{name.vi}: đến {said.vi}", f"{name.en}: until {said.en}")


def _apology(known: Calendar, deadline: Deadline, due: datetime) -> tuple[Text, ...]:
    """Until when to apologise, where that is still possible after the receipt."""
    latest = last_apology(known, due)
    return () if deadline.extension or latest.at <= deadline.start else latest.why


def _deadline(
    asked: argparse.Namespace, known: Calendar, received: datetime, about: Asked
) -> Deadline:
    policy = asked.policy or about.policy
    waits = tuple(Wait(moment(a), moment(b), policy) for a, b in asked.wait)
    deadline = Deadline(received, about.term, waits)
    if not asked.extend:
        return deadline
    limit, announced = asked.extend
    return extend(known, deadline, Extension(Term.typed(limit), moment(announced)))


def _about(asked: argparse.Namespace, day: date) -> Asked:
    if asked.limit and asked.procedure:
        raise Invalid(
            "limit_twice",
            "Chỉ ghi thời hạn hoặc --procedure, không ghi cả hai.",
            "Give a limit or --procedure, not both.",
        )
    if not asked.procedure:
        return Asked(Term.typed(asked.limit), "restart")
    one = find(asked.procedure, day)
    case = one.case(asked.case) if asked.case else one.cases[0]
    name = Text(f"{one.id} {one.name.vi}", f"{one.id} {one.name.en}")
    return Asked(case.term_for(asked.channel), case.supplement, case, (name, case.name))


def moment(text: str) -> datetime:
    """The moment a person wrote, on the Vietnamese clock; raises `Invalid`."""
    for form in WRITTEN:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    raise Invalid(
        "moment_invalid",
        f"“{text}” không phải thời điểm; hãy viết như 2026-11-20T10:00.",
        f"'{text}' is no moment; write it as 2026-11-20T10:00.",
    )


def calendars(names: Sequence[str]) -> Calendar:
    """The calendar that ships with the package, but for the years in these files."""
    return calendar().but(load_calendar(*(_text(name) for name in names)))


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            "calendar_unreadable",
            f"Không đọc được tệp lịch “{name}”.",
            f"The calendar file '{name}' cannot be read.",
        ) from error


if __name__ == "__main__":
    raise SystemExit(main())
