"""`motcua procedure` and `motcua procedures`: the rules, printed for a person.

motcua procedure 1.001193
motcua procedure 1.009645 --case investor
motcua procedure --from-portal FILE > draft.toml
motcua procedures khai sinh
motcua procedures --event building
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from chalicelib.errors import Invalid, Problem
from chalicelib.procedure import LIFE_EVENTS, Procedure, catalogue
from chalicelib.workdays import VIETNAM
from local.procedures_portal import decisions, draft
from local.procedures_sheet import describe


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one of the two commands; returns the exit status."""
    asked = parser().parse_args(argv)
    try:
        for line in asked.show(asked):
            print(line)
    except Problem as problem:
        print(problem.text.into(asked.language), file=sys.stderr)
        return 2
    # Now rather than when the program ends: whoever reads may have gone, and `cli` answers that.
    sys.stdout.flush()
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="motcua", description="Một Cửa: thủ tục.")
    commands = top.add_subparsers(required=True, metavar="procedure | procedures")
    one = _command(commands, "procedure", "In một thủ tục như cán bộ đọc.", _procedure)
    one.add_argument("code", nargs="*", help="mã TTHC, mã@ngày, hoặc vài chữ trong tên")
    one.add_argument("--case", default="", help="chỉ một trường hợp")
    one.add_argument(
        "--from-portal",
        type=Path,
        metavar="FILE",
        help="JSON của Cổng Dịch vụ công: in bản nháp TOML, điều phải quyết định ra stderr",
    )
    many = _command(commands, "procedures", "Tìm thủ tục, không cần gõ dấu.", _procedures)
    many.add_argument("words", nargs="*")
    many.add_argument("--event", choices=tuple(LIFE_EVENTS), default="", help="sự kiện trong đời")
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    show: Callable[[argparse.Namespace], Iterator[str]],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.add_argument("--language", choices=("vi", "en"), default="vi")
    command.add_argument("--on", type=date.fromisoformat, default=None, help="ngày áp dụng")
    command.set_defaults(show=show)
    return command


def find(name: str, on: date) -> Procedure:
    """The procedure a person named: ``code@date``, ``code`` in force that day, or words of it."""
    if "@" in name:
        return catalogue().get(name)
    found = catalogue().search(name, on)
    return catalogue().get(found[0].id) if found else catalogue().current(name, on)


def _today(asked: argparse.Namespace) -> date:
    return asked.on or datetime.now(VIETNAM).date()


def _procedures(asked: argparse.Namespace) -> Iterator[str]:
    found = catalogue().search(" ".join(asked.words), _today(asked), asked.event)
    for one in found:
        yield f"{one.id}  {one.name.into(asked.language)}"
    if not found:
        yield "Không tìm thấy thủ tục nào." if asked.language == "vi" else "Nothing found."


def _procedure(asked: argparse.Namespace) -> Iterator[str]:
    if asked.from_portal:
        yield from _drafted(asked.from_portal)
        return
    if not asked.code:
        raise Invalid("procedure_unnamed", "Hãy nêu mã hoặc tên thủ tục.", "Name a procedure.")
    one = find(" ".join(asked.code), _today(asked))
    cases = (one.case(asked.case),) if asked.case else one.cases
    yield from describe(one, cases, asked.language)


def _drafted(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            "portal_invalid", f"Không đọc được {path}.", f"Cannot read {path}."
        ) from error
    made = draft(text)
    yield made.rstrip()
    for number, one in enumerate(decisions(made), 1):
        print(f"{number}. {one}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
