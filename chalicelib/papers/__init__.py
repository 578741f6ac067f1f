"""Papers an office hands out: drawn from plain facts, sealed, and verified by anyone.

    facts -> receipt | letter | result -> PDF -> seal (person) -> seal (agency) -> verify

Fonts come from a folder handed in, keys stay with a `Signer`, the moment is an argument: the same
facts give the same bytes. Loading this door loads no PDF library.
"""

from chalicelib.papers.control import control_sheet
from chalicelib.papers.facts import (
    ControlFacts,
    ControlRow,
    Issuer,
    LetterFacts,
    PaperLine,
    Person,
    ReceiptFacts,
    ResultFacts,
    Signatory,
)
from chalicelib.papers.forms import receipt
from chalicelib.papers.letters import LETTERS, letter
from chalicelib.papers.results import RESULTS, result
from chalicelib.papers.seal import TRIAL_MARK, Role, Signer, seal
from chalicelib.papers.verify import Signed, Verdict, verify
from chalicelib.papers.wording import date_in_words, long_date, long_moment, place_and_date

__all__ = [
    "LETTERS",
    "RESULTS",
    "TRIAL_MARK",
    "ControlFacts",
    "ControlRow",
    "Issuer",
    "LetterFacts",
    "PaperLine",
    "Person",
    "ReceiptFacts",
    "ResultFacts",
    "Role",
    "Signatory",
    "Signed",
    "Signer",
    "Verdict",
    "control_sheet",
    "date_in_words",
    "letter",
    "long_date",
    "long_moment",
    "place_and_date",
    "receipt",
    "result",
    "seal",
    "verify",
]
