"""Which agencies may decide a procedure."""

from datetime import date

from chalicelib.agency import AT_COMMUNE, Agency, agencies_on
from chalicelib.errors import Invalid
from chalicelib.procedure.search import fold
from chalicelib.procedure.shapes import Head


def deciders(one: Head, day: date) -> list[Agency]:
    """The agencies that may decide `one` on `day`, by the name of their place."""
    kinds = {AT_COMMUNE[name] for name in one.deciders if name in AT_COMMUNE}
    found = [
        agency
        for agency in agencies_on(day)
        if (agency.key and agency.key in one.deciders) or (agency.commune and agency.kind in kinds)
    ]
    return sorted(found, key=lambda agency: (fold(agency.place), agency.code))


def check_decider(one: Head, code: str, day: date) -> None:
    """Raises `Invalid` ``decider_invalid`` where the agency `code` may not decide `one`."""
    if code not in {agency.code for agency in deciders(one, day)}:
        raise Invalid(
            "decider_invalid",
            "Cơ quan được chọn không giải quyết thủ tục này. Hãy chọn trong danh sách.",
            "The agency chosen does not decide this procedure. Choose one of the list.",
        )
