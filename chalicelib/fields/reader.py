"""What a kind of paper looks like, read from readers/<key>.toml and checked whole."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chalicelib.errors import Invalid, Text
from chalicelib.values import KINDS, letters

CHECKS = frozenset({"number", "words", "order", "money", "expiry", "seal", "trade"})
"""Cross-checks a reader may ask for: see fields.checks."""

FAULTS = "Reader faults: "


@dataclass(frozen=True, slots=True)
class Anchor:
    """One printed label, in the order of the paper. Without a `field` it only ends a value.

    The value stands to the right of the label and runs on for at most `lines` lines in all. Fields
    in `also` are read from the same words: "2 giờ 30 phút, ngày 05 tháng 02 năm 2026". Several
    anchors may `join` their values to one: an address asked for as street, commune and province.
    To `keep` a label is to take it for the beginning of its value ("TRƯỜNG ĐẠI HỌC Hạ Long"); the
    value may be a name that stands alone `below` its label, under a signature and a seal. What
    stands beside it in another `column` of the paper is not of it.
    """

    labels: tuple[str, ...]
    field: str = ""
    lines: int = 1
    also: tuple[str, ...] = ()
    join: bool = False
    keep: bool = False
    below: bool = False
    column: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, *self.also) if self.field else ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table: what its head may say, and the part of the row's key it fills.

    Without a `field` it only keeps its words apart from the columns beside it.
    """

    labels: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a printed version has the table `prefix`: its columns from left to right.

    Below one of the labels `after`, the rows are found by their kinds when no head can be read.
    """

    prefix: str
    columns: tuple[Column, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One printed version of the paper: its labels from top to bottom, and where it comes from."""

    source: str
    anchors: tuple[Anchor, ...]
    column: str = ""
    """The field whose label opens the main column; what stands left of it is a text of its own."""
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that repeat: the field `name` of row 2 of the table `member` has the key member2_name.

    `columns` gives the kind of each field; a paper shows at most `rows` rows, often fewer.
    """

    prefix: str
    rows: int
    columns: Mapping[str, str]

    def key(self, row: int, field: str) -> str:
        """The key of `field` in `row`, counted from 1."""
        return f"{self.prefix}{row}_{field}"

    @property
    def fields(self) -> Mapping[str, str]:
        """The kind of every field by key, over all rows."""
        rows = range(1, self.rows + 1)
        return {self.key(row, f): kind for row in rows for f, kind in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of paper: titles that name it, the kind of every field, its layouts, cross-checks.

    `fields` holds those of its tables too; a row that a paper does not have gives no readings.
    """

    key: str
    name: Text
    titles: tuple[str, ...]
    fields: Mapping[str, str]
    layouts: tuple[Layout, ...]
    checks: tuple[Mapping[str, str], ...] = ()
    qr: str = ""
    tables: tuple[Table, ...] = ()

    @property
    def letter(self) -> bool:
        """Whether its fields are found by their places on the sheet: `layout = "letter"`."""
        return not self.layouts

    rows: frozenset[str] = frozenset()
    """The keys of `fields` that stand in a row of a table."""

    def in_table(self, field: str) -> bool:
        """Whether `field` stands in a row, which a paper may not have."""
        return field in self.rows


def load(text: str) -> Reader:
    """A reader from TOML. Raises Invalid (code "reader_invalid") that lists every fault."""
    try:
        reader = _reader(tomllib.loads(text))
    except KeyError as error:
        raise _invalid([f"{error} is missing"]) from error
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise _invalid([str(error)]) from error
    if faults := list(_faults(reader)):
        raise _invalid(faults)
    return reader


def _invalid(faults: list[str]) -> Invalid:
    listed = "; ".join(faults)
    return Invalid("reader_invalid", f"Mẫu đọc sai: {listed}", f"{FAULTS}{listed}")


def _reader(data: Mapping[str, Any]) -> Reader:
    tables = tuple(
        Table(table["prefix"], table["rows"], table["columns"]) for table in data.get("table", ())
    )
    fields = dict(data["fields"])
    for table in tables:
        fields |= table.fields
    letter = data["layout"] == "letter"
    layouts = () if letter else tuple(_layout(one) for one in data["layout"])
    return Reader(
        data["key"],
        Text(data["name"]["vi"], data["name"]["en"]),
        tuple(data["titles"]),
        fields,
        layouts,
        (*data.get("check", ()), *_sealed(layouts)),
        data.get("qr", ""),
        tables,
        frozenset(key for table in tables for key in table.fields),
    )


def _sealed(layouts: Sequence[Layout]) -> Iterator[Mapping[str, str]]:
    """A name that stands below its label stands under a signature and mostly a seal."""
    below = (a.field for layout in layouts for a in layout.anchors if a.below and a.field)
    yield from ({"rule": "seal", "name": field} for field in dict.fromkeys(below))


def _layout(data: Mapping[str, Any]) -> Layout:
    anchors = (_anchor(anchor) for anchor in data["anchors"])
    grids = tuple(_grid(grid) for grid in data.get("table", ()))
    return Layout(data["source"], tuple(anchors), data.get("column", ""), grids)


def _grid(data: Mapping[str, Any]) -> Grid:
    columns = (Column(tuple(one["labels"]), one.get("field", "")) for one in data["columns"])
    return Grid(data["prefix"], tuple(columns), tuple(data.get("after", ())))


def _anchor(data: Mapping[str, Any]) -> Anchor:
    """Raises TypeError that names an option no anchor has."""
    if unknown := sorted(data.keys() - set(Anchor.__slots__)):
        known = ", ".join(Anchor.__slots__)
        raise TypeError(f"anchor {data['labels']}: no option {unknown[0]!r}; there are {known}")
    given = {**data, "labels": tuple(data["labels"]), "also": tuple(data.get("also", ()))}
    return Anchor(**given)


def _faults(reader: Reader) -> list[str]:
    kinds = ", ".join(sorted(KINDS))
    faults = [
        f"fields.{f}: no kind {k!r}; there are {kinds}"
        for f, k in reader.fields.items()
        if k not in KINDS
    ]
    faults += [f"fields.{field}: read by no layout" for field in _unread(reader)]
    for layout in reader.layouts:
        for anchor in layout.anchors:
            unknown = [field for field in anchor.fields if field not in reader.fields]
            faults += [f"layout {layout.source!r}: no field {field!r}" for field in unknown]
            faults += [f"label {text!r}" for text in anchor.labels if len(letters(text)) < 2]
        faults += [fault for grid in layout.grids for fault in _grid_faults(reader, grid)]
    for check in reader.checks:
        if check.get("rule") not in CHECKS:
            faults.append(f"check: no rule {check.get('rule')!r}")
        faults += [
            f"check: no field {f!r}"
            for k, f in check.items()
            if k != "rule" and f.replace("*", "1") not in reader.fields
        ]
    return faults


def _unread(reader: Reader) -> Iterator[str]:
    """The fields no anchor reads; codes tell what they like, and tables have their own heads."""
    if reader.letter or reader.qr:
        return
    read = {field for layout in reader.layouts for a in layout.anchors for field in a.fields}
    yield from (field for field in reader.fields if field not in read | reader.rows)


def _grid_faults(reader: Reader, grid: Grid) -> list[str]:
    known = {table.prefix: table.columns for table in reader.tables}
    if grid.prefix not in known:
        return [f"no table {grid.prefix!r}"]
    named = [column.field for column in grid.columns if column.field]
    return [f"table {grid.prefix!r}: no field {f!r}" for f in named if f not in known[grid.prefix]]


@cache
def readers() -> Mapping[str, Reader]:
    """Every reader the package ships, by key."""
    folder = files("chalicelib") / "readers"
    texts = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    shipped = {name: _shipped(name, (folder / name).read_text("utf-8")) for name in texts}
    return {reader.key: reader for reader in shipped.values()}


def _shipped(name: str, text: str) -> Reader:
    """The reader of a file, whose faults name the file."""
    try:
        reader = load(text)
    except Invalid as fault:
        raise _invalid([f"{name}: {fault.text.en.removeprefix(FAULTS)}"]) from fault
    if f"{reader.key}.toml" != name:
        raise _invalid([f"{name}: key {reader.key!r} is not the name of the file"])
    return reader
