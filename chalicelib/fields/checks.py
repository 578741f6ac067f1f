"""Cross-checks a reader asks for: facts of one paper that can contradict each other.

`rule = "number"`: a personal `number` against `birth` and `sex`. `rule = "words"`: a `date` against
the same date in `words`. `rule = "money"`: a sum of `money` against the same in `words`.
`rule = "order"`: the date `first` may not come after the date `last`. `rule = "expiry"`: a paper
good to `last` must not have expired when the paper of `on` was signed. `rule = "seal"`: a `name`
that stands under signature and seal is for a person to read, whatever was read.

A key with a star, "member*_sex", stands for every row of a table.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from chalicelib.fields.reading import Reading
from chalicelib.values import date_from_words, money_in_words, number_conflicts, trade_codes

Checks = Sequence[Mapping[str, str]]


def cross_check(readings: Sequence[Reading], checks: Checks) -> tuple[Reading, ...]:
    """The readings with the flags that the checks raise; a flag halves the confidence."""
    values = {reading.key: reading.value for reading in readings}
    raised: dict[str, tuple[str, ...]] = {}
    for check in rows_of(checks, values):
        facts = {role: values.get(key, "") for role, key in check.items() if role != "rule"}
        for role, flags in _RULES[check["rule"]](facts).items():
            raised[check[role]] = (*raised.get(check[role], ()), *flags)
    return tuple(_flagged(reading, raised.get(reading.key, ())) for reading in readings)


def rows_of(checks: Checks, known: Collection[str]) -> Iterator[Mapping[str, str]]:
    """Each check; one about a table as often as the keys that are `known` have rows."""
    return chain.from_iterable(_rows(one, known) for one in checks)


def _rows(check: Mapping[str, str], values: Collection[str]) -> Iterator[Mapping[str, str]]:
    """`check` for each row that the paper has; the check itself when it is about no table."""
    starred = [key for key in check.values() if "*" in key]
    if not starred:
        yield check
        return
    head, _, tail = starred[0].partition("*")
    numbers = (key.removeprefix(head).removesuffix(tail) for key in values if key.endswith(tail))
    for number in dict.fromkeys(number for number in numbers if number.isdigit()):
        yield {role: key.replace("*", number) for role, key in check.items()}


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


def _money(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    said = money_in_words(facts["words"])
    if not facts["words"] or not facts["money"] or str(said) == facts["money"]:
        return {}
    return {"words": ("differs_from_digits",), "money": ("differs_from_words",) if said > 0 else ()}


def _expiry(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    last, on = facts["last"], facts["on"]
    return {"last": ("expired",)} if last and on and last < on[: len(last)] else {}


def _seal(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {"name": ("under_seal",)} if facts["name"] else {}


def _trade(facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    codes, code = trade_codes(facts["name"]), facts["code"]
    return {"code": ("differs_from_name",)} if code and codes and code not in codes else {}


_RULES: Mapping[str, Callable[[Mapping[str, str]], dict[str, tuple[str, ...]]]] = {
    "number": _number,
    "words": _words,
    "order": _order,
    "money": _money,
    "expiry": _expiry,
    "trade": _trade,
    "seal": _seal,
}
