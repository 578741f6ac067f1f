"""A term (thời hạn): an amount of one unit, written ``3 working_day`` or ``same_day``."""

import re
from dataclasses import dataclass

from chalicelib.errors import Invalid, Text
from chalicelib.workdays.years import HOURS_A_DAY

NAMES = {
    "working_hour": Text("giờ làm việc", "working hours"),
    "working_day": Text("ngày làm việc", "working days"),
    "day": Text("ngày", "days"),
    "month": Text("tháng", "months"),
    "same_day": Text("trong ngày", "the same day"),
}
# Calendar units hold at most this much office time; the true amount depends on the dates.
MOST_HOURS = {
    "working_hour": 1.0,
    "working_day": HOURS_A_DAY,
    "day": HOURS_A_DAY,
    "month": 31 * HOURS_A_DAY,
    "same_day": HOURS_A_DAY,
}


SHORT = {"wh": "working_hour", "wd": "working_day", "d": "day", "m": "month"}
TYPED = re.compile(r"([0-9]{1,4})(wh|wd|d|m)")


@dataclass(frozen=True, slots=True)
class Term:
    """`unit`: working_hour, working_day (8 h), day (calendar), month, or same_day.

    same_day means today, or the next working day for what was received after 15:00; its amount
    is 0. Every other unit needs an amount of 1 or more.
    """

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Term":
        """The term `text` says; raises `Invalid` ``term_invalid``."""
        head, _, unit = text.strip().partition(" ")
        if head == "same_day" and not unit:
            return cls(0, "same_day")
        if not head.isascii() or not head.isdigit() or int(head) < 1 or unit not in TIMED:
            units = ", ".join(sorted(TIMED))
            raise Invalid(
                "term_invalid",
                f"“{text}” không phải thời hạn: viết “same_day”, hoặc số và đơn vị ({units}).",
                f"'{text}' is no term: write 'same_day', or a number and a unit ({units}).",
            )
        return cls(int(head), unit)

    @classmethod
    def typed(cls, text: str) -> "Term":
        """The term a person types: 3wd, 8wh, 10d, 2m; same_day or 0wd for within the day.

        Raises `Invalid` ``term_invalid``.
        """
        word = text.strip().lower()
        if word in ("same_day", "0wd"):
            return cls(0, "same_day")
        found = TYPED.fullmatch(word)
        if found is None or not int(found[1]):
            raise Invalid(
                "term_invalid",
                f"“{text}” không phải thời hạn: viết như 3wd (ngày làm việc), 8wh (giờ làm việc), "
                "10d (ngày), 2m (tháng), hoặc same_day (trong ngày).",
                f"'{text}' is no term: write 3wd (working days), 8wh (working hours), 10d (days), "
                "2m (months) or same_day.",
            )
        return cls(int(found[1]), SHORT[found[2]])

    @property
    def most_hours(self) -> float:
        """The most office hours it can hold."""
        return max(self.amount, 1) * MOST_HOURS[self.unit]

    @property
    def text(self) -> Text:
        """As a person reads it: ``3 ngày làm việc``."""
        name = NAMES[self.unit]
        if self.unit == "same_day":
            return name
        english = name.en.removesuffix("s") if self.amount == 1 else name.en
        return Text(f"{self.amount} {name.vi}", f"{self.amount} {english}")

    def __str__(self) -> str:
        return self.unit if self.unit == "same_day" else f"{self.amount} {self.unit}"


TIMED = frozenset(NAMES) - {"same_day"}
