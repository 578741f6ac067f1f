"""The process that is the embedded cloud: ministack on loopback, with checkpoints it lacks itself.

Started by `local.cloud` as `python -m local.host`, never by hand. It differs from plain `ministack`
in three things: state is saved every few seconds and not only at a clean stop; a second loopback
port shows the pages as a domain of their own would; and it ends, cleanly, when its parent's end of
the pipe on stdin closes, however the parent died.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from local import checkpoint
from local.places import PAGES_HOST, PORTS

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

log = logging.getLogger("motcua.host")
EVERY = 4.0
SHARE = 10.0
CHILD_LIMIT = 60


class Front:
    """The engine's app behind two ports; counts what may have changed its state."""

    def __init__(self, engine: App) -> None:
        self.engine = engine
        self.touched = 0

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self.touched += scope["path"] != "/_ministack/health"
            front = _PAGES if scope["server"][1] == PORTS.pages else _CLOUD
            scope = {**scope, "headers": _with(scope["headers"], *front)}
        await self.engine(scope, receive, send)


_PAGES = (b"host", PAGES_HOST.encode())
"""The pages' port shows the pages' own domain."""
_CLOUD = (b"x-forwarded-proto", b"https")
"""Loopback never leaves the machine, so it passes for TLS where a policy asks for it."""


def _with(
    headers: list[tuple[bytes, bytes]], name: bytes, value: bytes
) -> list[tuple[bytes, bytes]]:
    return [*((key, old) for key, old in headers if key.lower() != name), (name, value)]


def _write_state(folder: Path) -> None:
    from ministack import app as engine
    from ministack.core import persistence

    persistence.STATE_DIR = str(folder)
    services = engine._build_persistence_save_dict()
    if "lambda" in services:
        services["lambda"] = _without_stream_positions(services["lambda"])
    persistence.save_all(services)


def _without_stream_positions(state: Callable[[], Any]) -> Callable[[], Any]:
    """The engine forgets a stream's records at a stop but would keep how far it had read them, and
    so would pass over as many new ones: a stream begins anew with its records."""

    def told() -> Any:
        kept = state()
        return kept and {**kept, "dynamodb_stream_positions": {}}

    return told


def _snapshot_in_child(folder: Path) -> int:
    """Fork, and let the child write the state as it was at the fork; the child's process id.

    The copy is of one instant and the engine does not wait for it. The child closes every socket,
    and an alarm ends it should another thread have held a lock at the fork.
    """
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.alarm(CHILD_LIMIT)
        os.closerange(3, 65536)
        logging.disable(logging.INFO)
        _write_state(folder)
        os._exit(0)
    except BaseException:
        os._exit(1)


async def _take_checkpoint(base: Path) -> bool:
    folder = checkpoint.aside(base)
    pid = _snapshot_in_child(folder)
    _, status = await asyncio.to_thread(os.waitpid, pid, 0)
    if status != 0 or not checkpoint.complete(base, folder):
        log.error("a checkpoint failed (status %s); the one before it stands", status)
        return False
    await asyncio.to_thread(checkpoint.publish, base, folder)
    return True


async def _keep_checkpoints(front: Front, base: Path) -> None:
    """A checkpoint every few seconds while requests come, in at most a tenth of the time."""
    loop = asyncio.get_running_loop()
    saved, pause = -1, EVERY
    while True:
        await asyncio.sleep(pause)
        seen = front.touched
        if seen == saved:
            continue
        started = loop.time()
        if await _take_checkpoint(base):
            saved = seen
        pause = max(EVERY, SHARE * (loop.time() - started))


def _stop_with_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def heard() -> None:
        if not os.read(0, 1024):
            loop.remove_reader(0)
            stop.set()

    loop.add_reader(0, heard)


async def _serve(base: Path) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    loop, stop, front = asyncio.get_running_loop(), asyncio.Event(), Front(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    _stop_with_parent(loop, stop)
    config = Config()
    config.bind = [f"127.0.0.1:{PORTS.cloud}", f"127.0.0.1:{PORTS.pages}"]
    config.keep_alive_timeout, config.graceful_timeout = 75, 5
    config.loglevel = "WARNING"
    keeper = asyncio.create_task(_keep_checkpoints(front, base))
    await serve(front, config, shutdown_trigger=stop.wait)  # type: ignore[arg-type]
    keeper.cancel()


def main() -> None:
    """Serve until told to stop, then write one last generation and take down the running mark."""
    base = Path(os.environ["MOTCUA_CHECKPOINTS"])
    running = Path(os.environ["MOTCUA_RUNNING"])
    running.write_text(str(os.getpid()))
    asyncio.run(_serve(base))
    folder = checkpoint.aside(base)
    _write_state(folder)
    if checkpoint.complete(base, folder):
        checkpoint.publish(base, folder)
    running.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
