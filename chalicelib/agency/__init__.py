"""Who is who: the agencies by date and their codes, the units they stand for, how they are related.

`agency(code)` finds one, `agencies_on(day)` those of a day, `resolve` whom a procedure's selector
means, `successors` who took the work of one that is no more.
"""

from chalicelib.agency.codes import qcvn, qd20
from chalicelib.agency.listing import (
    RELATIONS,
    above,
    agencies,
    agencies_on,
    agency,
    at_commune,
    load_agencies,
    resolve,
    selectors,
    successors,
)
from chalicelib.agency.shapes import CENTRES, COLLECTIVE, KINDS, VERTICAL, Agency
from chalicelib.agency.units import TIERS, Unit, load_units, today_of, units, units_on

__all__ = [
    "CENTRES",
    "COLLECTIVE",
    "KINDS",
    "RELATIONS",
    "TIERS",
    "VERTICAL",
    "Agency",
    "Unit",
    "above",
    "agencies",
    "agencies_on",
    "agency",
    "at_commune",
    "load_agencies",
    "load_units",
    "qcvn",
    "qd20",
    "resolve",
    "selectors",
    "successors",
    "today_of",
    "units",
    "units_on",
]
