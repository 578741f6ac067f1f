"""Every paper a reader knows, as a sheet of invented people: by the reader's key."""

from collections.abc import Callable
from typing import Final, NamedTuple

from local.samples.birth_form import birth_form
from local.samples.decision import decision, ruling
from local.samples.folk import Folk
from local.samples.household import household, household_form
from local.samples.letter import letter, letter_page
from local.samples.look import Look
from local.samples.residence import move, residence_form
from local.samples.sheet import Sheet

Make = Callable[[Folk, Look, int], Sheet]


class Kind(NamedTuple):
    """How a paper is made; `card`: small and drawn finer; `pen`: people fill it in by hand."""

    make: Make
    card: bool = False
    pen: bool = False


PAPERS: Final[dict[str, Kind]] = {
    "birth-declaration": Kind(lambda f, look, n: birth_form(f.family(), look, n), pen=True),
    "business-household-application": Kind(
        lambda f, look, n: household_form(household(f), look, n), pen=True
    ),
    "residence-declaration": Kind(lambda f, look, n: residence_form(move(f), look, n), pen=True),
    "decision": Kind(lambda f, look, n: decision(ruling(f), look, n)),
    "official-letter": Kind(lambda f, look, n: letter_page(letter(f), look, n)),
}
