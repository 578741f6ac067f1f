"""Start, watch and stop the embedded cloud on this machine.

What a crash loses is bounded: the engine's state is saved every few seconds (see `local.host`), the
papers' bytes at once. One instance per state folder (a lock the kernel releases however we die).
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from local import checkpoint
from local.places import PORTS, REGION, ROOT, STATE
from local.progress import Trouble, say, step

PATIENCE = 60.0


class CloudError(Trouble):
    """The embedded cloud cannot run; the message says what to do."""


class Cloud:
    """A running engine. `stop()` ends it cleanly; `kill()` does what a crash would."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self.log = log

    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._bury()

    def kill(self) -> None:
        self.process.kill()
        self._bury()

    def _bury(self) -> None:
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def check(self) -> None:
        """Raise CloudError, with the end of its log, if the engine has ended by itself."""
        if not self.alive():
            self._bury()
            tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise CloudError(f"The embedded cloud ended by itself. Its last words:\n{tail}")


@contextmanager
def only_one(state: Path = STATE) -> Iterator[None]:
    """Hold this state folder's lock, or say who has it."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CloudError(
                f"Another `motcua` (process {file.read() or '?'}) already runs here. Stop it with"
                " Ctrl-C in its window, or give this one its own MOTCUA_STATE and ports."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _require_free(port: int, variable: str) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CloudError(
                f"Port {port} on 127.0.0.1 is taken by another program. Stop it, or choose another"
                f" port: {variable}={port + 1} ./motcua up"
            )


def _environment(state: Path) -> dict[str, str]:
    """A small environment: nothing of the person's own AWS settings reaches the engine."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "TESSDATA_PREFIX")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    return env | {
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "localhost",
        "GATEWAY_PORT": str(PORTS.cloud),
        "MOTCUA_CLOUD_PORT": str(PORTS.cloud),
        "MOTCUA_PORT": str(PORTS.pages),
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "engine"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(state / "tmp"),
        "MOTCUA_CHECKPOINTS": str(state / "checkpoints"),
        "MOTCUA_RUNNING": str(state / "running"),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AUTH": "true",
        "LOG_LEVEL": "INFO",
        "PYTHONUNBUFFERED": "1",
        "OMP_THREAD_LIMIT": "1",
    }


def report_unclean_stop(state: Path = STATE) -> None:
    """Say so, once, when the engine of this state folder did not stop by itself last time."""
    if not (state / "running").exists():
        return
    age = checkpoint.age(state / "checkpoints")
    since = "there is no checkpoint, so it starts empty"
    if age is not None:
        since = "its last checkpoint is used; what came after it is lost, the papers' bytes are not"
    say(f"  The embedded cloud was not stopped cleanly last time: {since}.")
    (state / "running").unlink()


def _open_log(state: Path) -> IO[bytes]:
    log = state / "engine.log"
    if log.exists():
        log.replace(state / "engine.log.1")
    return log.open("wb")


def launch(state: Path = STATE) -> Cloud:
    """Start the engine on its last checkpoint and wait until it answers.

    Raises CloudError if a port is taken or the engine does not come up.
    """
    _require_free(PORTS.cloud, "MOTCUA_CLOUD_PORT")
    _require_free(PORTS.pages, "MOTCUA_PORT")
    state.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(state / "tmp", ignore_errors=True)
    for name in ("tmp", "s3", "checkpoints"):
        (state / name).mkdir(exist_ok=True)
    checkpoint.restore(state / "checkpoints", state / "engine")
    with _open_log(state) as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "local.host"],
            cwd=ROOT,
            env=_environment(state),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    cloud = Cloud(process, state / "engine.log")
    _await_health(cloud)
    return cloud


def _await_health(cloud: Cloud) -> None:
    deadline = time.monotonic() + PATIENCE
    while not healthy():
        cloud.check()
        if time.monotonic() > deadline:
            cloud.kill()
            raise CloudError(f"The embedded cloud did not answer within {PATIENCE:.0f} s.")
        time.sleep(0.1)


def healthy() -> bool:
    try:
        with urllib.request.urlopen(f"{PORTS.cloud_url}/_ministack/health", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running(state: Path = STATE) -> Iterator[Cloud]:
    """The embedded cloud for as long as the block lasts, stopped cleanly after it."""
    with only_one(state):
        report_unclean_stop(state)
        with step("start the embedded cloud"):
            cloud = launch(state)
        try:
            yield cloud
        finally:
            with step("stop the embedded cloud, keeping its state"):
                cloud.stop()
