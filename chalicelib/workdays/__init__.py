"""Working time: a dated calendar, the 15:00 rule, terms, due dates that explain themselves."""

from chalicelib.workdays.promise import Due, Pause, due, shift
from chalicelib.workdays.spans import CUT_OFF, add, hours_text, opening, working_time
from chalicelib.workdays.term import NAMES, Term
from chalicelib.workdays.why import moment
from chalicelib.workdays.years import (
    HOURS_A_DAY,
    VIETNAM,
    Calendar,
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
    "VIETNAM",
    "Calendar",
    "Due",
    "Pause",
    "Shift",
    "Special",
    "Term",
    "Year",
    "add",
    "calendar",
    "due",
    "hours_text",
    "load_calendar",
    "moment",
    "opening",
    "shift",
    "working_time",
]
