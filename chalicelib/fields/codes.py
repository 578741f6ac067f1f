"""Which code belongs to which paper: `code_on(pages, reader.qr)` is what it says of the fields."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from chalicelib.fields.card import Card, card_on
from chalicelib.sheet import Word

Pages = Sequence[Sequence[Word]]

_RECEIPT = re.compile(r"https?://\S+/tra-cuu(?:/|\?ma=)([A-Z][A-Z0-9.]*-\d{6,8}-\d{4,7})\b")
"""Where our receipts send a telephone: the page that tells where a dossier is."""


def receipt_on(pages: Pages) -> Card | None:
    """The dossier that the code of one of our receipts names."""
    for number, words in enumerate(pages, 1):
        for word in words:
            if word.source == "qr" and (found := _RECEIPT.match(word.text)):
                return Card({"dossier_code": found[1]}, word=word, page=number)
    return None


_BY_KIND: Final[Mapping[str, Callable[[Pages], Card | None]]] = {
    "citizen_card": card_on,
    "receipt": receipt_on,
}


def code_on(pages: Pages, kind: str) -> Card | None:
    """The facts of the first code of a `kind` of reader on the pages; None for a kind without."""
    reads = _BY_KIND.get(kind)
    return reads(pages) if reads else None
