"""Every test process has an embedded cloud of its own: ports and state, never a person's."""

import atexit
import os
import shutil
import socket
import tempfile


def _free_ports(count: int) -> list[str]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [str(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


_STATE = tempfile.mkdtemp(prefix="motcua-test-")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)
os.environ["MOTCUA_STATE"] = _STATE
_NAMES = ("MOTCUA_CLOUD_PORT", "MOTCUA_PORT", "MOTCUA_AGENCIES_PORT")
os.environ.update(zip(_NAMES, _free_ports(3), strict=True))
