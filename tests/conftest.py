"""Every test process has an embedded cloud of its own: ports and state, never a person's."""

import atexit
import os
import shutil
import socket
import tempfile

LOWEST, HIGHEST = 20000, 32000
"""Below the ports that outgoing connections are given, which could take one of ours at any time."""


def _free_ports(count: int) -> list[str]:
    first = LOWEST + os.getpid() * count % (HIGHEST - LOWEST)
    free = (port for port in [*range(first, HIGHEST), *range(LOWEST, first)] if _is_free(port))
    return [str(port) for port, _ in zip(free, range(count), strict=False)]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


_STATE = tempfile.mkdtemp(prefix="motcua-test-")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)
os.environ["MOTCUA_STATE"] = _STATE
_NAMES = ("MOTCUA_CLOUD_PORT", "MOTCUA_PORT", "MOTCUA_AGENCIES_PORT")
os.environ.update(zip(_NAMES, _free_ports(3), strict=True))
