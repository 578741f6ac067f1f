"""Where things are on this machine, and the few fixed facts of the embedded cloud."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
STATE = Path(os.environ.get("MOTCUA_STATE", ROOT / ".state"))

REGION = "ap-southeast-1"
STACK = "motcua"
STAGE = "api"
PAGES_HOST = "motcua.localhost"


@dataclass(frozen=True, slots=True)
class Ports:
    """Loopback ports: the cloud's APIs, the pages as people see them, the agencies' own systems."""

    cloud: int = int(os.environ.get("MOTCUA_CLOUD_PORT", "4566"))
    pages: int = int(os.environ.get("MOTCUA_PORT", "8080"))
    agencies: int = int(os.environ.get("MOTCUA_AGENCIES_PORT", "8090"))

    @property
    def cloud_url(self) -> str:
        return f"http://127.0.0.1:{self.cloud}"

    @property
    def pages_url(self) -> str:
        return f"http://127.0.0.1:{self.pages}"

    @property
    def agencies_url(self) -> str:
        return f"http://127.0.0.1:{self.agencies}"


PORTS = Ports()
