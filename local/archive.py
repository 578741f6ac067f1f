"""Zip archives whose bytes depend on nothing but what is in them."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
PROGRAM = (b"\x7fELF", b"#!")


def write(path: Path, entries: Iterable[tuple[str, bytes]]) -> Path:
    """An archive of (name, data), sorted, at `path`: complete there, or not there at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    with zipfile.ZipFile(aside, "w") as archive:
        for name, data in sorted(entries):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.external_attr = (0o755 if data.startswith(PROGRAM) else 0o644) << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return aside.replace(path)


def entries(path: Path) -> list[tuple[str, bytes]]:
    """What an archive holds, as `write` takes it."""
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def folder(root: Path) -> list[tuple[str, bytes]]:
    """The files under `root`, as `write` takes them."""
    found = (path for path in root.rglob("*") if path.is_file())
    return [(path.relative_to(root).as_posix(), path.read_bytes()) for path in found]
