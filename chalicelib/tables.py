"""Reads a TOML file whole: every fault is gathered with its place and told in one `Invalid`.

A `Table` remembers which keys were asked for; `done` makes a fault of each key nobody asked for,
so a misspelt setting can never be silently ignored.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple, TypeVar

from chalicelib.errors import Invalid, Text

T = TypeVar("T")
KEY = re.compile(r"[a-z][a-z0-9_-]*")


class Fault(NamedTuple):
    """One thing wrong with a file: `at` is the path of keys, such as ``case[late].term``."""

    at: str
    text: Text


class Table:
    """One table of a file being read; all its tables share one list of faults."""

    def __init__(self, data: Mapping[str, object], at: str, faults: list[Fault]) -> None:
        self.data, self.at, self.faults = data, at, faults
        self.asked: set[str] = set()

    def place(self, key: str) -> str:
        return f"{self.at}.{key}" if self.at else key

    def fault(self, key: str, vi: str, en: str) -> None:
        self.faults.append(Fault(self.place(key) if key else self.at, Text(vi, en)))

    def take(self, key: str, kind: type[T], fallback: T | None, empty: T) -> T:
        """The value under `key`; a fault and `empty` where it is absent or of another kind."""
        self.asked.add(key)
        value = self.data.get(key, fallback)
        if value is None:
            self.fault(key, "thiếu", "is missing")
        elif type(value) is not kind:
            self.fault(key, f"phải là {kind.__name__}", f"must be {kind.__name__}")
        else:
            return value
        return empty

    def text(self, key: str, fallback: str | None = None) -> str:
        value = self.take(key, str, fallback, "")
        if not value and fallback is None and key in self.data:
            self.fault(key, "để trống", "is empty")
        return value

    def key(self, key: str = "key") -> str:
        value = self.text(key)
        if value and not KEY.fullmatch(value):
            self.fault(key, f"“{value}” không phải tên hợp lệ", f"'{value}' is not a plain key")
        return value

    def whole(self, key: str, fallback: int | None = None, least: int = 0) -> int:
        value = self.take(key, int, fallback, least)
        if value < least:
            self.fault(key, f"phải từ {least} trở lên", f"must be {least} or more")
        return value

    def hours(self, key: str) -> float:
        self.asked.add(key)
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            self.fault(key, "phải là số giờ lớn hơn 0", "must be a number of hours above 0")
            return 0.0
        return float(value)

    def flag(self, key: str, fallback: bool | None = None) -> bool:
        return self.take(key, bool, fallback, False)

    def day(self, key: str) -> date:
        return self.take(key, date, None, date.min)

    def clock(self, key: str) -> time:
        return self.take(key, time, None, time.min)

    def choice(self, key: str, allowed: Collection[str], fallback: str | None = None) -> str:
        value = self.text(key, fallback)
        if value and value not in allowed:
            self.unknown(key, value, allowed)
        return value

    def unknown(self, key: str, value: str, allowed: Collection[str]) -> None:
        known = ", ".join(sorted(allowed))
        self.fault(key, f"“{value}” không có; chọn: {known}", f"'{value}' is not one of: {known}")

    def texts(self, key: str, fallback: Sequence[str] | None = None) -> tuple[str, ...]:
        values = self.take(key, list, None if fallback is None else list(fallback), [])
        if not all(isinstance(value, str) and value for value in values):
            self.fault(key, "phải gồm toàn chữ", "must hold texts only")
            return ()
        return tuple(values)

    def both(self, key: str, fallback: Text | None = None) -> Text:
        """A sentence in two languages, written ``{ vi = "…", en = "…" }``."""
        if fallback is not None and key not in self.data:
            return fallback
        inner = self.table(key)
        pair = Text(inner.text("vi"), inner.text("en"))
        inner.done()
        return pair

    def table(self, key: str) -> "Table":
        return Table(self.take(key, dict, None, {}), self.place(key), self.faults)

    def tables(self, key: str, *, least: int = 0, name: str = "key") -> Iterator["Table"]:
        """The tables of an array, each placed by its own key so that a person can find it."""
        values = self.take(key, list, [], [])
        if len(values) < least:
            self.fault(key, f"cần ít nhất {least} mục", f"needs at least {least}")
        for number, value in enumerate(values, 1):
            label = value.get(name, number) if isinstance(value, dict) else number
            table = Table(
                value if isinstance(value, dict) else {}, f"{self.place(key)}[{label}]", self.faults
            )
            yield table

    def done(self) -> None:
        for key in sorted(set(self.data) - self.asked):
            self.fault(key, "khóa không được biết", "is a key nobody reads")


def read(text: str, code: str, build: Callable[[Table], T]) -> T:
    """What `build` makes of the file `text`; raises `Invalid` with `code` listing every fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(code, f"Tệp TOML sai cú pháp: {error}", f"Not valid TOML: {error}") from error
    faults: list[Fault] = []
    root = Table(data, "", faults)
    built = build(root)
    root.done()
    if faults:
        raise tell(faults, code)
    return built


def tell(faults: Sequence[Fault], code: str) -> Invalid:
    """One problem that lists every fault, a line each."""
    vi = "\n".join(f"- {fault.at}: {fault.text.vi}" for fault in faults)
    en = "\n".join(f"- {fault.at}: {fault.text.en}" for fault in faults)
    found = len(faults)
    return Invalid(code, f"Tệp có {found} lỗi:\n{vi}", f"{found} faults:\n{en}", at=faults[0].at)


def keyed(items: Sequence[T], name: Callable[[T], str], table: Table, key: str) -> dict[str, T]:
    """`items` by name; a name used twice is a fault."""
    found: dict[str, T] = {}
    for item in items:
        if name(item) in found:
            table.fault(key, f"trùng “{name(item)}”", f"'{name(item)}' is there twice")
        found[name(item)] = item
    return found
