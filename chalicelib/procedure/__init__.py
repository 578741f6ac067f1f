"""A procedure (thủ tục) from its dated TOML file, checked whole: cases, papers, form, chain."""

from chalicelib.procedure.drawing import chain_drawing
from chalicelib.procedure.library import Catalogue, catalogue, fold, gather
from chalicelib.procedure.reading import load
from chalicelib.procedure.shapes import (
    Case,
    Component,
    Fee,
    FormField,
    Party,
    Procedure,
    Result,
    Step,
    charge,
)
from chalicelib.procedure.terms import (
    CHANNELS,
    FIELD_KINDS,
    LEVELS,
    MAY,
    PER,
    ROLES,
    SELECTORS,
    STEP_KINDS,
    SUBJECTS,
    SUPPLEMENT,
)
from chalicelib.workdays import Term

__all__ = [
    "CHANNELS",
    "FIELD_KINDS",
    "LEVELS",
    "MAY",
    "PER",
    "ROLES",
    "SELECTORS",
    "STEP_KINDS",
    "SUBJECTS",
    "SUPPLEMENT",
    "Case",
    "Catalogue",
    "Component",
    "Fee",
    "FormField",
    "Party",
    "Procedure",
    "Result",
    "Step",
    "Term",
    "catalogue",
    "chain_drawing",
    "charge",
    "fold",
    "gather",
    "load",
]
