"""What many procedures cost: ``python -m local.procedures_many [COUNT]`` prints the figures.

A province runs some 1,600. They are made here out of those that ship, under codes and names of
their own; nothing of them is a real procedure.
"""

import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib.resources import files

from chalicelib.procedure import Catalogue, load

COUNT = 1600
DAY = date(2026, 11, 24)
TYPED = ("khai sinh", "dang ky ho kinh doanh", "mau 0815", "lai xe giay phep", "")


def shipped() -> list[str]:
    """The text of every file that ships, in order of name."""
    folder = files("chalicelib") / "procedures"
    return [one.read_text("utf-8") for one in sorted(folder.iterdir(), key=lambda one: one.name)]


def many(count: int = COUNT) -> dict[str, str]:
    """Id to text of `count` procedures, each one that ships under another code and name."""
    texts, made = shipped(), {}
    for number in range(count):
        text = texts[number % len(texts)]
        code, day = _value(text, "code").strip('"'), _value(text, "effective")
        new = f"{code[0]}.{900_000 + number}"
        text = text.replace(f'code = "{code}"', f'code = "{new}"', 1)
        text = text.replace('name = { vi = "', f'name = {{ vi = "Mẫu {number:04d}: ', 1)
        made[f"{new}@{day}"] = text
    return made


def _value(text: str, key: str) -> str:
    line = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
    return line.partition(" = ")[2]


def lazy(texts: Mapping[str, str]) -> Catalogue:
    """A catalogue that takes each text when it needs it."""
    return Catalogue({id_: partial(str, texts[id_]) for id_ in sorted(texts)})


def took(work: Callable[[], object]) -> float:
    """Processor seconds that `work` took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def figures(count: int) -> Iterator[str]:
    texts = many(count)
    parsing = took(lambda: [tomllib.loads(text) for text in texts.values()])
    checking = took(lambda: [load(text) for text in texts.values()])
    made: list[Catalogue] = []
    opening = took(lambda: made.append(lazy(texts)))
    (known,) = made
    last = max(texts).partition("@")[0]
    one = took(lambda: known.current(last, DAY))
    first = took(lambda: known.search("khai sinh", DAY))
    yield row("procedures", str(len(texts)))
    yield row("parsing the TOML alone", f"{parsing:.2f} s")
    yield row("reading and checking all", f"{checking:.2f} s, {checking / parsing:.2f} of parsing")
    yield row("opening the catalogue", f"{opening * 1e3:.1f} ms, {opening / parsing:.4f}")
    yield row("finding and reading one by code", f"{one * 1e3:.1f} ms, {one / parsing:.4f}")
    yield row("the first search", f"{first * 1e3:.0f} ms, {first / parsing:.3f}")
    for typed in TYPED:
        again = took(partial(known.search, typed, DAY))
        found = len(known.search(typed, DAY))
        yield row(f"searching for {typed or 'all'}", f"{again * 1e3:.1f} ms, {found} found")


def row(what: str, figure: str) -> str:
    return f"{what:37}{figure}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures for as many procedures as the first argument says."""
    given = sys.argv[1:] if arguments is None else arguments
    for line in figures(int(given[0]) if given else COUNT):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
