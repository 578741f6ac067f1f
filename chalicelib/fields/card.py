"""What a citizen card says to machines: its QR code, and the zone on its back.

The code: `number|old number|name|ddMMyyyy born|sex|residence|ddMMyyyy issued[|...]`. It is
checksummed and holds every mark, so it is the truth that print is compared with. The zone holds a
name without marks, which can contradict a printed one but never prove it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.fields.reading import Reading
from chalicelib.sheet import Box, Word
from chalicelib.values import distance, letters, parse, tidy
from chalicelib.values.mrz import solve

DOUBT = 0.5
"""Confidence of a fact on which code and print disagree."""

SURE = 0.99


@dataclass(frozen=True, slots=True)
class Card:
    """What a code says, by field key; `tail` keeps what newer cards add, uninterpreted.

    `source` is "qr" or "mrz"; `plain` is a name without marks; `zone` is the card's other code.
    """

    facts: Mapping[str, str]
    tail: tuple[str, ...] = ()
    word: Word | None = field(default=None, compare=False)
    page: int = 1
    source: str = "qr"
    plain: str = ""
    zone: "Card | None" = None


def parse_card(payload: str) -> Card | None:
    """The facts of a citizen card's QR code; None when `payload` is something else."""
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


def parse_zone(text: str) -> Card | None:
    """The facts of a card's machine-readable zone, three lines; None when it is not sound."""
    lines = text.split("\n")
    zone = solve([lines]) if len(lines) == 3 else None
    if zone is None or zone.corrected:
        return None
    facts = {
        "personal_number": zone.number,
        "birth_date": zone.born,
        "sex": zone.sex,
        "expiry_date": zone.expires,
        "nationality": "Việt Nam",
    }
    return Card(facts, source="mrz", plain=zone.name)


def _date(eight: str) -> str:
    return parse("date", f"{eight[:2]}/{eight[2:4]}/{eight[4:]}").value


def card_on(pages: Sequence[Sequence[Word]]) -> Card | None:
    """The first citizen card's code on the pages, and its zone: that of the same number if there
    is one. A zone alone is a card too."""
    codes = [card for card in _cards(pages) if card.source == "qr"]
    zones = [card for card in _cards(pages) if card.source == "mrz"]
    if not codes:
        return zones[0] if zones else None
    same = [zone for zone in zones if _number(zone) == _number(codes[0])]
    # One card has one zone: where the only one says another number, one of the two is wrong.
    other = same or (zones if len(zones) == len(codes) == 1 else [])
    return replace(codes[0], zone=other[0]) if other else codes[0]


def _number(card: Card) -> str:
    return card.facts["personal_number"]


def _cards(pages: Sequence[Sequence[Word]]) -> list[Card]:
    reads = {"qr": parse_card, "mrz": parse_zone}
    return [
        replace(card, word=word, page=number)
        for number, words in enumerate(pages, 1)
        for word in words
        if word.source in reads and (card := reads[word.source](word.text))
    ]


def from_codes(pages: Sequence[Sequence[Word]]) -> dict[str, tuple[str, str, Box | None]]:
    """(value, source, box) of every field that a card's codes on the pages tell, by its key."""
    card = card_on(pages)
    return {
        key: (value, one.source, one.word.box if one.word else None)
        for one in (card and card.zone, card)
        if one
        for key, value in one.facts.items()
        if value
    }


def with_card(reading: Reading, card: Card) -> Reading:
    """`reading` with what the codes say: agreement makes it sure, disagreement is flagged."""
    told = _told(reading, card)
    if card.zone is None:
        return told
    zoned = _told(told, card.zone)
    if not told.value:
        return zoned
    # What the code says stays, for it holds marks; the zone can only contradict it.
    against = set(zoned.flags) - set(told.flags)
    return replace(told, flags=zoned.flags, confidence=zoned.confidence) if against else told


def _told(reading: Reading, card: Card) -> Reading:
    truth = card.facts.get(reading.key, "")
    if reading.key == "full_name" and card.plain:
        return _named(reading, card)
    if not truth:
        return reading
    if not reading.value:
        return _alone(reading, card, truth)
    if _agree(reading.kind, reading.value, truth):
        flags = tuple(flag for flag in reading.flags if flag.startswith("differs_from"))
        sure = DOUBT if flags else card.word.confidence * SURE if card.word else SURE
        return replace(reading, value=truth, confidence=sure, flags=flags, source=card.source)
    return _differs(replace(reading, value=truth, source=card.source), card)


def _alone(reading: Reading, card: Card, truth: str) -> Reading:
    return replace(
        reading,
        value=truth,
        raw=truth,
        page=card.page,
        box=card.word.box if card.word else None,
        confidence=card.word.confidence * SURE if card.word else SURE,
        flags=(),
        source=card.source,
    )


def _named(reading: Reading, card: Card) -> Reading:
    """A printed name beside one without marks: right or wrong, its marks are print's alone."""
    if not reading.value or _agree("name", reading.value, card.plain):
        return reading
    return _differs(reading, card)


def _differs(reading: Reading, card: Card) -> Reading:
    flags = tuple(dict.fromkeys((*reading.flags, f"differs_from_{card.source}")))
    return replace(reading, confidence=DOUBT, flags=flags)


def _agree(kind: str, read: str, truth: str) -> bool:
    """Numbers and dates must be equal; letters may differ by what OCR gets wrong, marks aside."""
    if kind in ("personal_number", "date", "sex", "text"):
        return read == truth
    a, b = letters(read), letters(truth)
    allowed = max(1, len(b) // 7)
    return distance(a, b, allowed) <= allowed
