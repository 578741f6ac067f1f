"""The QR code of a citizen card: seven facts parted by bars, and a tail on newer cards.

`number|old number|name|ddMMyyyy born|sex|residence|ddMMyyyy issued[|...]`. A code is checksummed
and holds every mark, so it is the truth that print is compared with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.fields.reading import Reading
from chalicelib.sheet import Word
from chalicelib.values import distance, letters, parse, tidy

DOUBT = 0.5
"""Confidence of a fact on which code and print disagree."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a code says, by field key; `tail` keeps what newer cards add, uninterpreted."""

    facts: Mapping[str, str]
    tail: tuple[str, ...] = ()
    word: Word | None = field(default=None, compare=False)
    page: int = 1


def parse_card(payload: str) -> Card | None:
    """The facts of a citizen card's code; None when `payload` is something else."""
    parts = [tidy(part) for part in payload.split("|")]
    if len(parts) < 7 or len(parts[0]) != 12 or not parts[0].isdigit():
        return None
    facts = {
        "personal_number": parts[0],
        "full_name": parts[2],
        "birth_date": _date(parts[3]),
        "sex": parse("sex", parts[4]).value,
        "residence": parts[5],
        "issue_date": _date(parts[6]),
    }
    return Card(facts, (parts[1], *parts[7:]))


def _date(eight: str) -> str:
    return parse("date", f"{eight[:2]}/{eight[2:4]}/{eight[4:]}").value


def card_on(pages: Sequence[Sequence[Word]]) -> Card | None:
    """The first citizen card's code on the pages."""
    for number, words in enumerate(pages, 1):
        for word in words:
            if word.source == "qr" and (card := parse_card(word.text)):
                return replace(card, word=word, page=number)
    return None


def with_card(reading: Reading, card: Card) -> Reading:
    """`reading` with what the code says: agreement makes it sure, disagreement is flagged."""
    truth = card.facts.get(reading.key, "")
    if not truth:
        return reading
    if not reading.value:
        where = card.word.box if card.word else None
        return replace(
            reading,
            value=truth,
            raw=truth,
            page=card.page,
            box=where,
            confidence=0.99,
            flags=(),
            source="qr",
        )
    if _agree(reading.kind, reading.value, truth):
        return replace(reading, value=truth, confidence=0.99, flags=(), source="qr")
    flags = tuple(dict.fromkeys((*reading.flags, "differs_from_qr")))
    return replace(reading, value=truth, confidence=DOUBT, flags=flags, source="qr")


def _agree(kind: str, read: str, truth: str) -> bool:
    """Numbers and dates must be equal; letters may differ by what OCR gets wrong, marks aside."""
    if kind in ("personal_number", "date", "sex"):
        return read == truth
    a, b = letters(read), letters(truth)
    allowed = max(1, len(b) // 7)
    return distance(a, b, allowed) <= allowed
