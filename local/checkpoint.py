"""Checkpoints of the embedded cloud: whole generations on disk, each complete or not there at all.

A generation is a folder with the engine's state files (`dynamodb.json`, `cognito.json`, ...). It is
written aside, flushed, renamed to its number, and only then does `current` point at it: a crash at
any instant leaves the previous generation untouched.
"""

import os
import shutil
import time
from pathlib import Path

KEEP = 3


def fsync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _fsync_files(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    fsync_folder(folder)


def current(base: Path) -> Path | None:
    """The newest complete generation, or None before the first."""
    link = base / "current"
    target = base / link.readlink() if link.is_symlink() else None
    return target if target is not None and target.is_dir() else None


def age(base: Path) -> float | None:
    """Seconds since the current generation was completed."""
    newest = current(base)
    return None if newest is None else max(0.0, time.time() - newest.stat().st_mtime)


def aside(base: Path) -> Path:
    """An empty folder to write the next generation into."""
    folder = base / "aside"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def complete(base: Path, folder: Path) -> bool:
    """Whether no service that the current generation knows is missing from `folder`."""
    newest = current(base)
    known = {path.name for path in newest.iterdir()} if newest else set()
    return known <= {path.name for path in folder.iterdir()}


def publish(base: Path, folder: Path) -> Path:
    """Make the finished `folder` the current generation, and forget the oldest ones."""
    newest = current(base)
    generation = base / f"{int(newest.name) + 1 if newest else 1:08d}"
    if generation.exists():
        shutil.rmtree(generation)
    _fsync_files(folder)
    folder.rename(generation)
    _point(base, generation)
    _forget(base, generation)
    return generation


def _point(base: Path, generation: Path) -> None:
    fresh = base / "current.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(generation.name)
    fresh.replace(base / "current")
    fsync_folder(base)


def _forget(base: Path, newest: Path) -> None:
    done = sorted(p for p in base.iterdir() if p.name.isdigit() and p.name <= newest.name)
    for old in done[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)


def restore(base: Path, engine: Path) -> bool:
    """Put the current generation's files where the engine loads them; False if there is none."""
    engine.mkdir(parents=True, exist_ok=True)
    for stale in engine.glob("*.json"):
        stale.unlink()
    newest = current(base)
    for path in newest.iterdir() if newest else ():
        shutil.copy2(path, engine / path.name)
    return newest is not None
