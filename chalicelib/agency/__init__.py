"""Who is who: the agencies by date and their codes, the units they stand for, how they are related.

`agency(code)` finds one, `agencies_on(day)` those of a day, `resolve` whom a procedure's selector
means, `successors` who took the work of one that is no more. `roles` say who may do what;
`may_approve` and `signature_block` who may sign, by which right, and what stands over the name.
"""

from chalicelib.agency.codes import qcvn, qd20
from chalicelib.agency.listing import (
    RELATIONS,
    above,
    agencies,
    agencies_on,
    agency,
    at_commune,
    by_key,
    load_agencies,
    resolve,
    successors,
)
from chalicelib.agency.register import FORMS, Delegation, load_register, rank_of, register
from chalicelib.agency.roles import (
    RANKS,
    VERBS,
    Duty,
    Role,
    load_roles,
    may,
    roles,
    standing_in,
    wrong_duties,
)
from chalicelib.agency.routing import AT_COMMUNE, COUNTS, Route, decider_for, receivers, route
from chalicelib.agency.shapes import CENTRES, COLLECTIVE, KINDS, VERTICAL, Agency
from chalicelib.agency.signing import (
    Block,
    Desk,
    Power,
    desks,
    may_approve,
    require_power,
    signature_block,
)
from chalicelib.agency.units import TIERS, Unit, load_units, today_of, units, units_on

__all__ = [
    "AT_COMMUNE",
    "CENTRES",
    "COLLECTIVE",
    "COUNTS",
    "FORMS",
    "KINDS",
    "RANKS",
    "RELATIONS",
    "TIERS",
    "VERBS",
    "VERTICAL",
    "Agency",
    "Block",
    "Delegation",
    "Desk",
    "Duty",
    "Power",
    "Role",
    "Route",
    "Unit",
    "above",
    "agencies",
    "agencies_on",
    "agency",
    "at_commune",
    "by_key",
    "decider_for",
    "desks",
    "load_agencies",
    "load_register",
    "load_roles",
    "load_units",
    "may",
    "may_approve",
    "qcvn",
    "qd20",
    "rank_of",
    "receivers",
    "register",
    "require_power",
    "resolve",
    "roles",
    "route",
    "signature_block",
    "standing_in",
    "successors",
    "today_of",
    "units",
    "units_on",
    "wrong_duties",
]
