"""`motcua agencies`: who is there on a day, what somebody may do and sign, and the register.

motcua agencies                             every agency of today
motcua agencies bach dang --on 2025-06-30   by words, without typing accents, on another day
motcua agencies --person H49.101/deputy     what this post may do and sign
motcua agencies --register                  who may sign for whom
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from chalicelib.agency import (
    FORMS,
    VERBS,
    Agency,
    Delegation,
    Power,
    agencies,
    may_approve,
    rank_of,
    register,
    roles,
    signature_block,
    successors,
    wrong_duties,
)
from chalicelib.dossier import Person
from chalicelib.errors import Invalid, Text
from chalicelib.values import bare
from chalicelib.workdays import VIETNAM
from local.people import PEOPLE
from local.progress import say

ILLUSTRATIVE = Text("mã minh họa", "illustrative code")
STATES = {
    "live": Text("còn hiệu lực", "in force"),
    "early": Text("chưa có hiệu lực", "not yet in force"),
    "ended": Text("hết hiệu lực", "ended"),
}
HEAD = Text("ký với tư cách người đứng đầu", "signs as head")
NOTHING = Text("không được ký văn bản nào", "signs nothing")
NONE_FOUND = Text("Không tìm thấy cơ quan nào.", "Nothing found.")
UNNAMED = "(Họ và tên)"
NO_END = Text("không thời hạn", "without end")


def main(argv: Sequence[str]) -> int:
    """Prints what was asked for; 1 if no agency was found."""
    asked = _parser().parse_args(argv)
    day: date = asked.on or datetime.now(VIETNAM).date()
    if asked.register:
        lines = [*_register(day, asked.language)]
    elif asked.person:
        lines = [*_powers(_person(asked.person), day, asked.language)]
    else:
        lines = [*_listed(" ".join(asked.words), day, asked.language)]
    for line in lines or [NONE_FOUND.into(asked.language)]:
        say(line)
    return 0 if lines else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua agencies", description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="mã hoặc vài chữ trong tên, không cần dấu")
    parser.add_argument("--on", type=date.fromisoformat, help="ngày, như 2025-06-30")
    parser.add_argument("--person", default="", help="MÃ/VAI, như H49.101/deputy, hoặc tài khoản")
    parser.add_argument("--register", action="store_true", help="sổ ủy quyền")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    return parser


def _listed(words: str, day: date, language: str) -> Iterator[str]:
    """Agencies of the day that have all the words, then those no longer there and who took over."""
    found = [one for one in agencies().values() if _has(one, words)]
    for one in found:
        if one.in_force(day):
            shown = f"  ({ILLUSTRATIVE.into(language)})" if one.illustrative else ""
            yield f"{one.code:<14} {one.qcvn or '-':<15} {one.name.into(language)}{shown}"
    for one in found:
        if words and one.until <= day:
            into = ", ".join(
                f"{new.code} {new.name.into(language)}" for new in successors(one.code, day)
            )
            ended = f"{one.until:%d/%m/%Y}"
            yield f"{one.code:<14} {one.name.into(language)} († {ended}) → {into}"


def _has(one: Agency, words: str) -> bool:
    text = bare(f"{one.code} {one.qcvn} {one.name.vi} {one.name.en}")
    return all(word in text for word in bare(words).split())


def _register(day: date, language: str) -> Iterator[str]:
    for one in register().values():
        yield from _entry(one, day, language)


def _entry(one: Delegation, day: date, language: str) -> Iterator[str]:
    state = STATES[_state(one, day)].into(language)
    last = f"{one.last:%d/%m/%Y}" if one.last < date.max else NO_END.into(language)
    yield f"{one.decision} ({one.decided:%d/%m/%Y})  {FORMS[one.form].into(language)}: {state}"
    yield f"    {_post(one.giver, language)} → {_post(one.receiver, language)}"
    yield f"    {agencies()[one.of].name.into(language)}: {', '.join(one.procedures)}"
    yield f"    {one.since:%d/%m/%Y} – {last}"


def _state(one: Delegation, day: date) -> str:
    return "live" if one.in_force(day) else "early" if day < one.since else "ended"


def _post(duty: tuple[str, str], language: str) -> str:
    code, role = duty
    return f"{roles()[role].name.into(language)}, {agencies()[code].name.into(language)}"


def _person(name: str) -> Person:
    """Somebody with the duty ``CODE/ROLE``, or a trial account; raises `Invalid`."""
    account = next((one for one in PEOPLE if one.login == name), None)
    if account:
        return Person(account.login, account.name, account.duties)
    code, _, role = name.partition("/")
    for fault in wrong_duties([(code, role)]):
        raise Invalid("no_such_post", *fault)
    return Person("", UNNAMED, ((code, role),))


def _powers(person: Person, day: date, language: str) -> Iterator[str]:
    yield person.name
    for code, role in person.duties:
        verbs = ", ".join(VERBS[verb].into(language) for verb in roles()[role].may)
        yield f"  {_post((code, role), language)}: {verbs}"
    blocks = [*_blocks(person, day, language)]
    yield from blocks or [f"  {NOTHING.into(language)}"]


def _blocks(person: Person, day: date, language: str) -> Iterator[str]:
    for code, role in person.duties:
        if rank_of(role) in ("head", "acting"):
            power = may_approve(person, "", code, day)
            yield f"  {HEAD.into(language)}: {agencies()[code].name.into(language)}"
            yield from _lines(power, person.name)
    for one in register().values():
        if one.is_for(person):
            yield from (f"  {line}" for line in _entry(one, day, language))
            yield from _lines(may_approve(person, one.procedures[0], one.of, day), person.name)


def _lines(power: Power | None, name: str) -> Iterator[str]:
    if power:
        block = signature_block(power, name)
        yield from (f"        {line}" for line in (*block.authority, block.title, block.name))
