"""What a kind of paper looks like, read from readers/<key>.toml and checked whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chalicelib.errors import Invalid, Text
from chalicelib.values import KINDS, letters

CHECKS = frozenset({"number", "words", "order"})
"""Cross-checks a reader may ask for: see fields.checks."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One printed label, in the order of the paper. Without a `field` it only ends a value.

    The value stands to the right of the label and runs on for at most `lines` lines in all. Fields
    in `also` are read from the same words: "2 giờ 30 phút, ngày 05 tháng 02 năm 2026".
    """

    labels: tuple[str, ...]
    field: str = ""
    lines: int = 1
    also: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, *self.also) if self.field else ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One printed version of the paper: its labels from top to bottom, and where it comes from."""

    source: str
    anchors: tuple[Anchor, ...]
    column: str = ""
    """The field whose label opens the main column; what stands left of it is a text of its own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of paper: titles that name it, the kind of every field, its layouts, cross-checks."""

    key: str
    name: Text
    titles: tuple[str, ...]
    fields: Mapping[str, str]
    layouts: tuple[Layout, ...]
    checks: tuple[Mapping[str, str], ...] = ()
    qr: str = ""


def load(text: str) -> Reader:
    """A reader from TOML. Raises Invalid (code "reader_invalid") that lists every fault."""
    try:
        reader = _reader(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise _invalid([repr(error)]) from error
    if faults := list(_faults(reader)):
        raise _invalid(faults)
    return reader


def _invalid(faults: list[str]) -> Invalid:
    listed = "; ".join(faults)
    return Invalid("reader_invalid", f"Mẫu đọc sai: {listed}", f"Reader faults: {listed}")


def _reader(data: Mapping[str, Any]) -> Reader:
    return Reader(
        data["key"],
        Text(data["name"]["vi"], data["name"]["en"]),
        tuple(data["titles"]),
        dict(data["fields"]),
        tuple(_layout(layout) for layout in data["layout"]),
        tuple(data.get("check", ())),
        data.get("qr", ""),
    )


def _layout(data: Mapping[str, Any]) -> Layout:
    anchors = (
        Anchor(
            tuple(anchor["labels"]),
            anchor.get("field", ""),
            anchor.get("lines", 1),
            tuple(anchor.get("also", ())),
        )
        for anchor in data["anchors"]
    )
    return Layout(data["source"], tuple(anchors), data.get("column", ""))


def _faults(reader: Reader) -> list[str]:
    faults = [f"fields.{f}: kind {k!r}" for f, k in reader.fields.items() if k not in KINDS]
    for layout in reader.layouts:
        for anchor in layout.anchors:
            unknown = [field for field in anchor.fields if field not in reader.fields]
            faults += [f"layout {layout.source!r}: no field {field!r}" for field in unknown]
            faults += [f"label {text!r}" for text in anchor.labels if len(letters(text)) < 2]
    for check in reader.checks:
        if check.get("rule") not in CHECKS:
            faults.append(f"check: no rule {check.get('rule')!r}")
        faults += [
            f"check: no field {f!r}"
            for k, f in check.items()
            if k != "rule" and f not in reader.fields
        ]
    return faults


@cache
def readers() -> Mapping[str, Reader]:
    """Every reader the package ships, by key."""
    folder = files("chalicelib") / "readers"
    texts = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    shipped = [load((folder / name).read_text(encoding="utf-8")) for name in texts]
    return {reader.key: reader for reader in shipped}
