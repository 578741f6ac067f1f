"""From an unknown file to upright page images, decoded only in a child process under limits.

The parent never decodes a byte of the file: it writes it to a folder, starts
`python -m chalicelib.pages.child` with an empty environment, and reads back images that the child
drew anew. Whatever the file does to the child, the parent answers with pages or with a refusal.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from chalicelib.errors import Refused
from chalicelib.intake import CODES, accept, refusal
from chalicelib.sheet import Page

__all__ = ["Page", "open_paper"]

WALL_SECONDS = 50
"""How long one file may take, whatever it holds; then the citizen is asked for a photo."""

MAX_IMAGE = 24 * 1024 * 1024
"""Largest page image, in bytes, that the parent takes from the child."""

# A child may not start threads that each reserve address space, nor look up anything by name.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "PYTHONUTF8": "1"}


def open_paper(data: bytes, *, max_pages: int) -> tuple[Page, ...]:
    """The pages of a PDF, TIFF, JPEG, PNG or HEIC file, upright, in order, at most `max_pages`.

    Raises Refused with one of intake.CODES and a sentence the citizen can act on.
    """
    accept(data)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        room = Path(folder)
        (room / "paper").write_bytes(data)
        return _collect(room, _run(room, max_pages))


def _run(room: Path, max_pages: int) -> dict[str, Any]:
    job = json.dumps({"path": sys.path, "room": str(room), "max_pages": max_pages})
    child = subprocess.Popen(
        [sys.executable, "-m", "chalicelib.pages.child"],
        stdin=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=_ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        child.communicate(job.encode(), timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise refusal("unreadable_in_time") from None
    finally:
        _end(child)
    return _answer(room, child.returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Whatever the file made the child start ends with it."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _answer(room: Path, status: int) -> dict[str, Any]:
    """What the child wrote, believed only as far as its shape goes."""
    if status == -signal.SIGXCPU:
        raise refusal("unreadable_in_time")
    try:
        answer = json.loads((room / "answer.json").read_bytes())
    except (OSError, ValueError):
        raise refusal("damaged_file") from None
    if "refused" in answer:
        code = answer["refused"]
        raise refusal(code if code in CODES else "damaged_file")
    return dict(answer)


def _collect(room: Path, answer: dict[str, Any]) -> tuple[Page, ...]:
    try:
        pages = tuple(_page(room, entry) for entry in answer["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        raise refusal("damaged_file") from None
    # A page that was lost on the way must never be silently missing.
    if not pages or [page.number for page in pages] != list(range(1, answer["count"] + 1)):
        raise refusal("damaged_file")
    return pages


def _page(room: Path, entry: dict[str, Any]) -> Page:
    path = room / f"{int(entry['number'])}.image"
    if path.is_symlink() or path.stat().st_size > MAX_IMAGE:
        raise ValueError("not a page image")
    image = path.read_bytes()
    if not image.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        raise Refused("damaged_file", "Tệp bị hỏng.")
    return Page.from_json(entry, image)
