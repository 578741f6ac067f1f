"""Validate every data file the package ships: procedures, readers, agencies, calendar."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from chalicelib.errors import Problem

LOADERS = (
    ("units", "chalicelib.agency", "units"),
    ("agencies", "chalicelib.agency", "agencies"),
    ("roles", "chalicelib.agency", "roles"),
    ("delegations", "chalicelib.agency", "register"),
    ("calendar", "chalicelib.workdays", "calendar"),
    ("procedures", "chalicelib.procedure", "whole_catalogue"),
    ("readers", "chalicelib.fields.reader", "readers"),
)


def faults() -> Iterator[str]:
    """One line for each file that does not hold what it must."""
    for what, module, name in LOADERS:
        load: Callable[[], Any] = getattr(import_module(module), name)
        try:
            load()
        except Problem as problem:
            yield f"{what}: {problem.code}: {problem.text.en}"


if __name__ == "__main__":
    found = list(faults())
    print("\n".join(found) or "every data file is good")
    sys.exit(1 if found else 0)
