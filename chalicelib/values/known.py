"""Names that are known, looked up by their letters without marks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from chalicelib.values.text import distance, key, letters

Index = Mapping[str, tuple[str, ...]]


def indexed(names: Iterable[str]) -> Index:
    """The different names, by their letters without marks."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        found[letters(name)].setdefault(key(name), name)
    return {plain: tuple(same.values()) for plain, same in found.items()}


@cache
def lists(file: str) -> tuple[str, ...]:
    """The lines of a file of names beside this one, but for its remarks."""
    text = (files("chalicelib.values") / file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def only(value: str, known: Index, *, letter: bool = False) -> str:
    """The one known name that is `value` but for marks, or but for one `letter`; else `value`."""
    plain = letters(value)
    same = known.get(plain, ())
    if any(key(name) == key(value) for name in same):
        return value
    if not same and letter and len(plain) >= 4:
        near = [names for other, names in known.items() if distance(plain, other, 1) <= 1]
        same = tuple(name for names in near for name in names)
    return same[0] if len(same) == 1 else value


def in_case_of(value: str, model: str) -> str:
    """`value` in capitals where `model` is."""
    return value.upper() if model.isupper() and len(model) > 1 else value
