"""The switchboard must be cheap and need nothing: every Lambda imports it on its first call."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("PIL", "numpy", "pytesseract", "pdfplumber", "pypdfium2", "zxingcpp", "fpdf", "pyhanko")
LOOK = f"""
import socket, sys
def refuse(*_args, **_named):
    raise SystemExit("it reached for the network")
socket.socket.connect = refuse
import app
print(",".join(sorted(set(sys.modules) & {set(HEAVY)!r})))
"""


def test_app_imports_without_environment_network_or_heavy_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env={}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_the_switchboard_only_delegates() -> None:
    source = (ROOT / "app.py").read_text()
    bodies = [part.split('"""')[2].strip() for part in source.split("@app.lambda_function")[1:]]
    assert len(bodies) == 12
    assert all(body.count("\n") == 0 and body.startswith("return entry.") for body in bodies)
