"""Frozen pieces as plain JSON values: what `dataclasses.asdict` gives, at a third of the cost.

Every command writes its dossier whole, so this is what a command costs most of.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def plain(piece: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, with everything inside made plain too."""
    return {name: _value(getattr(piece, name)) for name in _names(piece.__class__)}


def _value(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_value(one) for one in value]
    return plain(value) if _names(value.__class__) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
