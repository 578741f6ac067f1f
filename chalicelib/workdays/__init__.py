"""Working time: a dated calendar, terms, waits, due dates that explain themselves.

A `Deadline` is a budget (a `Term`, and one `Extension` at most) and a ledger of `Wait`s. `promise`
is the one place where its due moment comes from. `stage_dues` and `agency_due` find due times
inside it, `last_apology`, `extend` and `consent` what the law ties to it, `recount` what another
calendar makes of it. A year that has no calendar is refused, never guessed.
"""

from chalicelib.workdays.lawful import consent, extend, last_apology
from chalicelib.workdays.ledger import (
    POLICIES,
    REASONS,
    Deadline,
    Extension,
    Wait,
    used_time,
    waiting_time,
)
from chalicelib.workdays.promise import Due, due, promise
from chalicelib.workdays.recount import Moved, recount
from chalicelib.workdays.spans import CUT_OFF, add, hours_text, opening, working_time
from chalicelib.workdays.stages import agency_due, stage_dues, step_due
from chalicelib.workdays.telling import standing
from chalicelib.workdays.term import NAMES, Term
from chalicelib.workdays.why import moment
from chalicelib.workdays.years import (
    HOURS_A_DAY,
    VIETNAM,
    Calendar,
    Season,
    Shift,
    Special,
    Year,
    calendar,
    load_calendar,
)

__all__ = [
    "CUT_OFF",
    "HOURS_A_DAY",
    "NAMES",
    "POLICIES",
    "REASONS",
    "VIETNAM",
    "Calendar",
    "Deadline",
    "Due",
    "Extension",
    "Moved",
    "Season",
    "Shift",
    "Special",
    "Term",
    "Wait",
    "Year",
    "add",
    "agency_due",
    "calendar",
    "consent",
    "due",
    "extend",
    "hours_text",
    "last_apology",
    "load_calendar",
    "moment",
    "opening",
    "promise",
    "recount",
    "stage_dues",
    "standing",
    "step_due",
    "used_time",
    "waiting_time",
    "working_time",
]
