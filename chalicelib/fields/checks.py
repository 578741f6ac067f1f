"""Cross-checks a reader asks for: facts of one paper that can contradict each other.

`rule = "number"`: a personal `number` against `birth` and `sex`. `rule = "words"`: a `date` against
the same date in `words`. `rule = "order"`: the date `first` may not come after the date `last`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chalicelib.fields.reading import Reading
from chalicelib.values import date_from_words, number_conflicts

Checks = Sequence[Mapping[str, str]]


def cross_check(readings: Sequence[Reading], checks: Checks) -> tuple[Reading, ...]:
    """The readings with the flags that the checks raise; a flag halves the confidence."""
    values = {reading.key: reading.value for reading in readings}
    raised: dict[str, tuple[str, ...]] = {}
    for check in checks:
        facts = {role: values.get(key, "") for role, key in check.items() if role != "rule"}
        for role, flags in _RULES[check["rule"]](facts).items():
            raised[check[role]] = (*raised.get(check[role], ()), *flags)
    return tuple(_flagged(reading, raised.get(reading.key, ())) for reading in readings)


def _flagged(reading: Reading, flags: tuple[str, ...]) -> Reading:
    new = tuple(flag for flag in flags if flag not in reading.flags)
    if not new:
        return reading
    return replace(
        reading, flags=(*reading.flags, *new), confidence=reading.confidence * 0.5 ** len(new)
    )


def _number(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    number = facts["number"]
    flags = number_conflicts(number, facts.get("birth", ""), facts.get("sex", "")) if number else ()
    return {"number": flags}


def _words(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    said = date_from_words(facts["words"])
    if not facts["words"] or not facts["date"] or said == facts["date"]:
        return {}
    return {"words": ("differs_from_date",), "date": ("differs_from_words",) if said else ()}


def _order(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    first, last = facts["first"], facts["last"]
    return {"last": ("too_early",)} if first and last and last < first[: len(last)] else {}


_RULES: Mapping[str, Callable[[Mapping[str, str]], dict[str, tuple[str, ...]]]] = {
    "number": _number,
    "words": _words,
    "order": _order,
}
