"""Every procedure there is: by id, current on a date, by words, by life event.

There may be thousands of files. A file's name says its code and date, so nothing is read to find
one by those; its head is enough to list it and to search; the whole is read when it is asked for.
What was read is kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import TypeVar

from chalicelib.errors import Invalid, Missing
from chalicelib.procedure.reading import load, load_head
from chalicelib.procedure.search import Found, wanted
from chalicelib.procedure.shapes import Head, Procedure

H = TypeVar("H", bound=Head)
NAME = re.compile(r"\d\.\d{6}@\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Procedures in order of code and date of effect. `texts`: id to what reads its file."""

    texts: Mapping[str, Callable[[], str]]
    _whole: dict[str, Procedure] = field(default_factory=dict, repr=False, compare=False)
    _heads: dict[str, Found] = field(default_factory=dict, repr=False, compare=False)
    _dates: dict[str, list[date]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for id_ in self.texts:
            code, _, day = id_.partition("@")
            self._dates.setdefault(code, []).append(date.fromisoformat(day))

    def __iter__(self) -> Iterator[Procedure]:
        return (self.get(id_) for id_ in self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def get(self, id_: str) -> Procedure:
        """The procedure ``code@date``; raises `Missing`, or `Invalid` for a file with faults."""
        if id_ not in self._whole:
            self._whole[id_] = _named(id_, load, self._text(id_))
        return self._whole[id_]

    def current(self, code: str, on: date) -> Procedure:
        """The version of `code` in force on that day; raises `Missing`."""
        return self.get(self._current(code, on))

    def all_current(self, on: date) -> tuple[Head, ...]:
        """The head of every procedure in force on that day, in order of code."""
        return tuple(one.head for one in self._all_current(on))

    def search(self, text: str, on: date, event: str = "") -> tuple[Head, ...]:
        """Those in force that hold every word of `text`, in any order and without marks.

        The best match comes first. `event`: only those of this life event, a key of
        `terms.LIFE_EVENTS`. No text finds all of them.
        """
        words = wanted(text)
        found = [(one.rank(words), one.head) for one in self._all_current(on) if one.has(words)]
        kept = [(rank, head) for rank, head in found if not event or event in head.events]
        return tuple(head for _, head in sorted(kept, key=lambda pair: (pair[0], pair[1].code)))

    def _all_current(self, on: date) -> Iterator[Found]:
        for code, days in self._dates.items():
            if days[0] <= on:
                yield self._head(self._current(code, on))

    def _current(self, code: str, on: date) -> str:
        known = [day for day in self._dates.get(code, ()) if day <= on]
        if not known:
            raise _missing(code)
        return f"{code}@{known[-1].isoformat()}"

    def _head(self, id_: str) -> Found:
        if id_ not in self._heads:
            self._heads[id_] = Found(_named(id_, load_head, self._text(id_)))
        return self._heads[id_]

    def _text(self, id_: str) -> str:
        if id_ not in self.texts:
            raise _missing(id_)
        return self.texts[id_]()


def _named(id_: str, read: Callable[[str], H], text: str) -> H:
    """What `read` makes of the file; its faults, and another id inside than its name says."""
    name = f"{id_}.toml"
    try:
        made = read(text)
    except Invalid as fault:
        vi, en = f"{name}: {fault.text.vi}", f"{name}: {fault.text.en}"
        raise Invalid(fault.code, vi, en, at=f"{name}: {fault.at}") from fault
    if made.id != id_:
        raise _misnamed(name, f"{made.id}.toml")
    return made


def _misnamed(name: str, wanted: str) -> Invalid:
    return Invalid(
        "procedure_misnamed",
        f"Tệp {name} phải mang tên {wanted}.",
        f"File {name} must be called {wanted}.",
        at=name,
    )


def _missing(name: str) -> Missing:
    return Missing("procedure_unknown", f"Không có thủ tục “{name}”.", f"No procedure '{name}'.")


def gather(texts: Mapping[str, str]) -> Catalogue:
    """A catalogue from file names and their text, every file read and checked; raises `Invalid`."""
    return _checked(_catalogue({name: partial(str, text) for name, text in texts.items()}))


@cache
def catalogue() -> Catalogue:
    """The procedures that ship with the package (``procedures/<code>@<date>.toml``).

    A file is read when it is asked for; `whole_catalogue` reads and checks them all.
    """
    folder = files("chalicelib") / "procedures"
    return _catalogue({one.name: partial(one.read_text, "utf-8") for one in folder.iterdir()})


def whole_catalogue() -> Catalogue:
    """The same, every file read and checked; raises `Invalid`."""
    return _checked(catalogue())


def _checked(made: Catalogue) -> Catalogue:
    for one in made:
        made.search(one.code, one.effective)
    return made


def _catalogue(named: Mapping[str, Callable[[], str]]) -> Catalogue:
    texts = {
        name.removesuffix(".toml"): text for name, text in named.items() if name.endswith(".toml")
    }
    for id_, text in texts.items():
        if not NAME.fullmatch(id_):
            _named(id_, load, text())
    return Catalogue({id_: texts[id_] for id_ in sorted(texts)})
