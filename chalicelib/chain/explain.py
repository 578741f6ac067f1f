"""Why a dossier is due when it is, for whoever asks while it is under way."""

from chalicelib import workdays
from chalicelib.chain.clock import deadline
from chalicelib.dossier import Dossier
from chalicelib.errors import Text
from chalicelib.procedure import Case


def explained(dossier: Dossier, case: Case) -> tuple[Text, ...]:
    """The lines that came with the due time, and what the clock stands still for now, if it does.

    Empty before the dossier is received.
    """
    if not dossier.received_at:
        return ()
    told = (Text(line["vi"], line["en"]) for line in dossier.due_why)
    waits = deadline(dossier, case).waits
    return (*told, *(workdays.standing(one) for one in waits if one.answered is None))
