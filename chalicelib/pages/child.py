"""The child process that decodes an unknown file: `python -m chalicelib.pages.child`.

It reads one JSON job from standard input ({"path", "room", "max_pages"}), sets its own limits
before it looks at the file `room/paper`, and leaves `room/answer.json` beside one `N.image` a page:
{"count", "pages": [Page.to_json, ...]} or {"refused": code}.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 1024**3
CPU_SECONDS = 40
FILE_BYTES = 48 * 1024**2


def limit() -> None:
    """Bind this process: address space, processor time, size of any file it writes, no core."""
    for what, amount in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (amount, amount))
    # The soft limit must come first: its signal is how the parent knows that time ran out.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


def answer(room: Path, max_pages: int) -> dict[str, Any]:
    """Decode `room/paper` into page images; a refusal becomes its code."""
    from chalicelib.errors import Refused
    from chalicelib.pages.decode import decode

    try:
        pages = list(decode(room / "paper", max_pages))
    except Refused as refused:
        return {"refused": refused.code}
    except MemoryError:
        return {"refused": "too_large_image"}
    except Exception:
        # Any library may raise anything on hostile bytes; the citizen needs one sentence.
        return {"refused": "damaged_file"}
    for page in pages:
        (room / f"{page.number}.image").write_bytes(page.image)
    return {"count": len(pages), "pages": [page.to_json() for page in pages]}


def main() -> None:
    job = json.load(sys.stdin)
    limit()
    sys.path[:] = job["path"]
    room = Path(job["room"])
    result = answer(room, int(job["max_pages"]))
    (room / "answer.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
