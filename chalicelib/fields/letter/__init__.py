"""Official letters: their fields are found by the places that Nghị định 30/2020/NĐ-CP gives them.

`read_letter(fields, pages, titles)` answers how well the pages look like such a letter, and what
stands in each of its boxes. A reader asks for this with `layout = "letter"`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chalicelib.fields.letter import body
from chalicelib.fields.letter.cuts import cut_date, cut_number
from chalicelib.fields.letter.head import Head, find_head
from chalicelib.fields.letter.kinds import HASTE, IMPLIED, SECRECY, kind_in, like
from chalicelib.fields.letter.passage import find_person
from chalicelib.fields.letter.rows import Piece
from chalicelib.fields.letter.signer import find_signer
from chalicelib.fields.letter.spans import Part, reading, together
from chalicelib.fields.letter.spelling import respelt
from chalicelib.fields.reading import Reading
from chalicelib.sheet import Word

__all__ = ["read_letter"]

Parts = Mapping[str, Part | None]


def read_letter(
    fields: Mapping[str, str], pages: Sequence[Sequence[Word]], kinds: Sequence[str] = ()
) -> tuple[float, tuple[Reading, ...]]:
    """(likeness 0..1, a reading of each of `fields`).

    `kinds` are the kinds of document that are meant, as kinds.KINDS_OF_LETTER spells them.
    """
    for number, words in enumerate(pages, 1):
        head = find_head(words, number)
        if head is not None:
            parts = _parts(head, words, pages)
            score = _score(head, parts) * _meant(parts, kinds)
            return score, tuple(reading(key, kind, parts.get(key)) for key, kind in fields.items())
    return 0.0, tuple(Reading(key, "", "", kind) for key, kind in fields.items())


def _score(head: Head, parts: Parts) -> float:
    """A letterhead alone is not a letter: forms have one. Number, date and kind make it one."""
    found = [parts["symbol"], head.date, parts["kind"]]
    return 0.25 + 0.23 * sum(part is not None for part in found)


def _meant(parts: Parts, kinds: Sequence[str]) -> float:
    kind = parts["kind"].raw if parts["kind"] else ""
    return 1.0 if not kinds or kind in kinds else 0.6


def _parts(
    head: Head, words: Sequence[Word], pages: Sequence[Sequence[Word]]
) -> dict[str, Part | None]:
    below = body.text_below(words, head)
    kind = body.find_kind(words, head)
    under, beside = body.find_subject(kind, below, head), body.about(words, head)
    addressees = body.find_addressees(below, head)
    offices, name = find_signer(pages)
    return {
        "issuing_body": _reworded(head.body, _capitals),
        **cut_number(head.number),
        **cut_date(head.date),
        "kind": _kind(head, kind, bool(beside or addressees)),
        "subject": _reworded(under, body.tidy_lines) or _reworded(beside, body.tidy_about),
        "addressee": _reworded(addressees, body.tidy_list),
        **find_person(below),
        "signer_title": _office(offices, head.size),
        "signer_name": together([name] if name else []),
        "urgency": _mark(words, head, HASTE),
        "secrecy": _mark(words, head, SECRECY),
    }


def _kind(head: Head, kind: Piece | None, sent: bool) -> Part | None:
    """The printed kind; a letter that is numbered and sent to someone needs none."""
    if kind is not None:
        part = together([kind])
        return replace(part, raw=kind_in(kind.text)) if part else None
    if head.number is None or not sent:
        return None
    return Part(IMPLIED, head.page, (), 0.9, head.number.words[0].source)


def _reworded(lines: Sequence[Piece], tidy: Callable[[Sequence[str]], str]) -> Part | None:
    part = together(lines)
    return replace(part, raw=tidy([line.text for line in lines])) if part else None


def _capitals(lines: Sequence[str]) -> str:
    return " ".join(respelt(line) for line in lines)


def _office(lines: Sequence[Piece], size: float) -> Part | None:
    """Who signs; the place reaches left of the first line, where "KT." is often added by hand."""
    part = _reworded(lines, _capitals)
    if part is None:
        return None
    first = part.lines[0]
    wider = first._replace(x0=max(0, first.x0 - round(3 * size)))
    return replace(part, lines=(wider, *part.lines[1:]))


def _mark(words: Sequence[Word], head: Head, marks: Sequence[str]) -> Part | None:
    piece = body.find_mark(words, head, marks)
    part = together([piece] if piece else [])
    return replace(part, raw=like(marks, part.raw)) if part else None
