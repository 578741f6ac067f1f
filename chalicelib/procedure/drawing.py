"""A case's chain drawn in plain text, as an officer reads it down the page."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.agency import roles
from chalicelib.errors import Text
from chalicelib.procedure.shapes import Case, Party, Step
from chalicelib.procedure.terms import MAY, ON_SILENCE, SELECTORS
from chalicelib.workdays import hours_text


def chain_drawing(case: Case, language: str = "vi") -> str:
    """The chain, a block a step: name, who, internal hours, what may be decided, parties."""
    blocks = [list(_step(step, language)) for step in case.chain]
    lines: list[str] = []
    for block in blocks[:-1]:
        lines += [f"● {block[0]}", *(f"│ {line}" for line in block[1:]), "│"]
    last = blocks[-1]
    return "\n".join([*lines, f"◉ {last[0]}", *(f"  {line}" for line in last[1:])])


def _step(step: Step, language: str) -> Iterator[str]:
    hours = hours_text(timedelta(hours=step.hours)).into(language)
    who = f"{SELECTORS[step.agency].into(language)} · {roles()[step.role].name.into(language)}"
    yield f"{step.name.into(language)}  [{step.key}]"
    yield f"  {who} · {hours}"
    yield "  → " + " | ".join(MAY[one].into(language) for one in step.may)
    if step.parties:
        yield f"  {_quorum(step, language)}"
    for number, party in enumerate(step.parties, 1):
        corner = "└─" if number == len(step.parties) else "├─"
        yield f"  {corner} {_party(party, language)}"
    if step.longer.vi:
        yield f"  ! {step.longer.into(language)}"


def _quorum(step: Step, language: str) -> str:
    asked = sum(not party.optional for party in step.parties)
    needed = step.quorum or asked
    said = Text(
        f"hỏi cùng lúc, cần {needed}/{asked} trả lời", f"at once, {needed} of {asked} answer"
    )
    return said.into(language)


def _party(party: Party, language: str) -> str:
    name, term = party.name.into(language), party.term.text.into(language)
    law = f" ({party.legal})" if party.on_silence == "deemed_consent" else ""
    when = f" [{party.when.into(language)}]" if party.optional else ""
    return f"{name}: {term}; {ON_SILENCE[party.on_silence].into(language)}{law}{when}"
