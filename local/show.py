"""`motcua procedure`, `motcua procedures`: the rules, printed for a person.

motcua procedure 1.001193
motcua procedures khai sinh
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from chalicelib.errors import Problem
from chalicelib.procedure import (
    CHANNELS,
    LEVELS,
    PER,
    SUBJECTS,
    SUPPLEMENT,
    Case,
    Fee,
    FormField,
    Procedure,
    catalogue,
    chain_drawing,
)
from chalicelib.workdays import VIETNAM


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one of the two commands; returns the exit status."""
    asked = parser().parse_args(argv)
    try:
        for line in asked.show(asked):
            print(line)
    except Problem as problem:
        print(problem.text.into(asked.language), file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="motcua", description="Một Cửa: thủ tục.")
    commands = top.add_subparsers(required=True, metavar="procedure | procedures")
    add_commands(commands)
    return top


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the two commands to another program's; each sets `show`, which yields lines."""
    one = _command(commands, "procedure", "In một thủ tục như cán bộ đọc.", _procedure)
    one.add_argument("code", help="mã TTHC, mã@ngày, hoặc vài chữ trong tên")
    many = _command(commands, "procedures", "Tìm thủ tục, không cần gõ dấu.", _procedures)
    many.add_argument("words", nargs="*")


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
    found = catalogue().search(" ".join(asked.words), _today(asked))
    for one in found:
        yield f"{one.id}  {one.name.into(asked.language)}"
    if not found:
        yield "Không tìm thấy thủ tục nào." if asked.language == "vi" else "Nothing found."


def _procedure(asked: argparse.Namespace) -> Iterator[str]:
    yield from describe(find(asked.code, _today(asked)), asked.language)


def describe(one: Procedure, language: str = "vi") -> Iterator[str]:
    """A procedure as an officer reads it, case by case, each with its chain drawn."""
    said = {"vi": _VI, "en": _EN}[language]
    yield f"{one.id}  {one.name.into(language)}"
    yield f"{said['field']}: {one.field.into(language)} · {LEVELS[one.level].into(language)}"
    yield f"{said['decision']}: {one.decision} · {said['from']} {one.effective:%d/%m/%Y}"
    yield f"{said['channels']}: {', '.join(CHANNELS[c].into(language) for c in one.channels)}"
    yield f"{said['subjects']}: {', '.join(SUBJECTS[s].into(language) for s in one.subjects)}"
    yield f"{said['legal']}: {'; '.join(one.legal)}"
    for case in one.cases:
        yield ""
        yield from _case(case, language, said)


def _case(case: Case, language: str, said: dict[str, str]) -> Iterator[str]:
    receipt = said["receipt" if case.receipt else "no_receipt"]
    yield f"== {case.name.into(language)} [{case.key}]"
    yield f"{said['term']}: {case.term.text.into(language)} · {receipt}"
    yield f"{said['supplement']}: {SUPPLEMENT[case.supplement].into(language)}"
    yield f"{said['components']}:"
    for paper in case.components:
        mark = "*" if paper.required else " "
        yield f"  {mark} {paper.name.into(language)} [{paper.key}]"
    yield f"{said['form']}:"
    yield from (f"  {line}" for line in _form(case.form, language))
    yield f"{said['fees']}:"
    yield from (f"    {_fee(fee, language)}" for fee in case.fees)
    yield f"{said['results']}: {', '.join(one.name.into(language) for one in case.results)}"
    yield ""
    yield from chain_drawing(case, language).splitlines()


def _form(form: Sequence[FormField], language: str) -> Iterator[str]:
    groups = list(dict.fromkeys(box.group for box in form))
    for group in groups:
        boxes = [box for box in form if box.group == group]
        marked = (box.label.into(language) + "*" * box.required for box in boxes)
        yield f"{group.into(language)}: {', '.join(marked)}"


def _fee(fee: Fee, language: str) -> str:
    amount = f"{fee.amount:,}".replace(",", ".")
    note = f" ({fee.note.into(language)})" if fee.note.vi else ""
    return f"{fee.name.into(language)}: {amount} đồng/{PER[fee.per].into(language)}{note}"


_VI = {
    "field": "Lĩnh vực",
    "decision": "Quyết định",
    "from": "áp dụng từ",
    "channels": "Cách nộp",
    "subjects": "Đối tượng",
    "legal": "Căn cứ",
    "term": "Thời hạn",
    "receipt": "có giấy tiếp nhận và hẹn trả",
    "no_receipt": "trả ngay, không cần giấy tiếp nhận (NĐ 61/2018/NĐ-CP Điều 17.4)",
    "supplement": "Khi bổ sung hồ sơ",
    "components": "Thành phần hồ sơ (* bắt buộc)",
    "form": "Tờ khai điện tử",
    "fees": "Phí, lệ phí",
    "results": "Kết quả",
}
_EN = {
    "field": "Field",
    "decision": "Decision",
    "from": "in force from",
    "channels": "Ways in",
    "subjects": "For",
    "legal": "Law",
    "term": "Term",
    "receipt": "with a receipt and promised date",
    "no_receipt": "answered at once, no receipt needed (Decree 61/2018, art. 17.4)",
    "supplement": "When papers are added",
    "components": "Papers (* required)",
    "form": "Form",
    "fees": "Fees",
    "results": "Results",
}


if __name__ == "__main__":
    raise SystemExit(main())
