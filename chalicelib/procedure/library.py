"""Every procedure that ships with the package: by id, current on a date, by words."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from chalicelib.errors import Invalid, Missing
from chalicelib.procedure.reading import load
from chalicelib.procedure.shapes import Procedure


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Procedures in order of code and date of effect."""

    procedures: tuple[Procedure, ...]

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self.procedures)

    def get(self, id_: str) -> Procedure:
        """The procedure ``code@date``; raises `Missing`."""
        for procedure in self.procedures:
            if procedure.id == id_:
                return procedure
        raise _missing(id_)

    def current(self, code: str, on: date) -> Procedure:
        """The version of `code` in force on that day; raises `Missing`."""
        known = [one for one in self.procedures if one.code == code and one.effective <= on]
        if not known:
            raise _missing(code)
        return known[-1]

    def all_current(self, on: date) -> tuple[Procedure, ...]:
        """Every procedure in force on that day, in order of code."""
        latest = {one.code: one for one in self.procedures if one.effective <= on}
        return tuple(latest.values())

    def search(self, text: str, on: date) -> tuple[Procedure, ...]:
        """Those in force whose code, name or field hold every word of `text`, marks aside."""
        words = fold(text).split()
        return tuple(one for one in self.all_current(on) if all(w in _words(one) for w in words))


def fold(text: str) -> str:
    """Lower case without tone or vowel marks, đ as d: what people type in a hurry."""
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _words(one: Procedure) -> str:
    return fold(" ".join((one.code, *one.name, *one.field)))


def _missing(name: str) -> Missing:
    return Missing("procedure_unknown", f"Không có thủ tục “{name}”.", f"No procedure '{name}'.")


def gather(texts: dict[str, str]) -> Catalogue:
    """A catalogue from file names and their text; a name must be the id its file gives."""
    found = []
    for name, text in texts.items():
        procedure = _loaded(name, text)
        if name != f"{procedure.id}.toml":
            raise Invalid(
                "procedure_misnamed",
                f"Tệp {name} phải mang tên {procedure.id}.toml.",
                f"File {name} must be called {procedure.id}.toml.",
                at=name,
            )
        found.append(procedure)
    return Catalogue(tuple(sorted(found, key=lambda one: (one.code, one.effective))))


def _loaded(name: str, text: str) -> Procedure:
    try:
        return load(text)
    except Invalid as fault:
        vi, en = f"{name}: {fault.text.vi}", f"{name}: {fault.text.en}"
        raise Invalid(fault.code, vi, en, at=f"{name}: {fault.at}") from fault


@cache
def catalogue() -> Catalogue:
    """The procedures that ship with the package (``procedures/<code>@<date>.toml``)."""
    folder = files("chalicelib") / "procedures"
    named = [one for one in folder.iterdir() if one.name.endswith(".toml")]
    return gather({one.name: one.read_text(encoding="utf-8") for one in named})
