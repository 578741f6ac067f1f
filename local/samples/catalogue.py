"""Every paper a reader knows, made of invented people: by the reader's key."""

from collections.abc import Callable
from typing import Final, NamedTuple

from local.samples.birth_form import birth_form
from local.samples.birth_notice import birth_notice
from local.samples.card import card_2021, card_2024
from local.samples.card_back import card_2021_back, card_2024_back
from local.samples.certificate import certificate
from local.samples.decision import decision, ruling
from local.samples.degree import degree, degree_page
from local.samples.folk import Folk
from local.samples.household import household, household_form
from local.samples.letter import letter, letter_page
from local.samples.look import Look
from local.samples.receipt import receipt
from local.samples.residence import move, residence_form
from local.samples.sheet import Drawn, Sheet

Make = Callable[[Folk, Look, int], Sheet | Drawn]


class Kind(NamedTuple):
    """How a paper is made; `card`: small and drawn finer; `pen`: people fill it in by hand."""

    make: Make
    card: bool = False
    pen: bool = False


def _front(folk: Folk, _look: Look, seed: int) -> Sheet:
    return (card_2021, card_2024)[seed // 4 % 2](folk.person(issued=_ISSUED[seed // 4 % 2]))


def _back(folk: Folk, _look: Look, seed: int) -> Sheet:
    return (card_2021_back, card_2024_back)[seed // 4 % 2](
        folk.person(issued=_ISSUED[seed // 4 % 2])
    )


_ISSUED: Final = ((880, 1900), (20, 850))
"""Days before 20 November 2026: the chip card until June 2024, the identity card since."""

PAPERS: Final[dict[str, Kind]] = {
    "birth-declaration": Kind(lambda f, look, n: birth_form(f.family(), look, n), pen=True),
    "live-birth-certificate": Kind(lambda f, look, n: birth_notice(f.family(), n, look), pen=True),
    "citizen-card": Kind(_front, card=True),
    "citizen-card-back": Kind(_back, card=True),
    "business-household-application": Kind(
        lambda f, look, n: household_form(household(f), look, n), pen=True
    ),
    "residence-declaration": Kind(lambda f, look, n: residence_form(move(f), look, n), pen=True),
    "decision": Kind(lambda f, look, n: decision(ruling(f), look, n)),
    "official-letter": Kind(lambda f, look, n: letter_page(letter(f), look, n)),
    "business-household-certificate": Kind(certificate),
    "tour-guide-degree": Kind(lambda f, look, n: degree_page(degree(f), look, n)),
    "receipt": Kind(receipt),
}
