"""Build what is deployed: the template and the code archive, only when something they hold changed.

`chalice package` writes both. Chalice's own packaging of dependencies is not used: they come in
layers (see `local.layers`), so the code archive stays small and is made in under a second.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import archive
from local import template as templates
from local.places import BUILD, REGION, ROOT, STAGE
from local.progress import Trouble

SOURCES = ("app.py", "chalicelib", ".chalice", "stepfunctions", "requirements.txt")
CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"
IGNORED = ("__pycache__", "deployments", "deployed")


class BuildError(Trouble):
    """Packaging failed; the message is the tool's own."""


@dataclass(frozen=True, slots=True)
class Package:
    """A finished build: the code archive, its name by content, and the template."""

    template: templates.Template
    code: Path
    code_key: str


def files(root: Path) -> list[Path]:
    """Every file that decides what the build holds, in a stable order."""
    found: list[Path] = []
    for name in SOURCES:
        path = root / name
        inside = path.rglob("*") if path.is_dir() else [path]
        found += [p for p in inside if p.is_file() and not set(p.parts) & set(IGNORED)]
    return sorted(p for p in found if p.suffix != ".pyc")


def digest(root: Path, paths: Iterable[Path]) -> str:
    """One hash over the names and contents of `paths`."""
    total = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for path in paths:
        total.update(f"\0{path.relative_to(root)}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def package(root: Path = ROOT, build: Path = BUILD) -> Package:
    """The build of `root`, from the cache when nothing changed. Raises BuildError."""
    out, stamp = build / "package", build / "package.stamp"
    with _alone(build):
        wanted = digest(root, files(root))
        if not stamp.exists() or stamp.read_text() != wanted:
            stamp.unlink(missing_ok=True)
            _stage(root, build / "stage")
            _run_chalice(build / "stage", out)
            archive.write(out / "code.zip", archive.entries(out / "deployment.zip"))
            stamp.write_text(wanted)
    made = templates.with_definitions(json.loads((out / "sam.json").read_text()), root)
    code = out / "code.zip"
    return Package(made, code, f"code/{_sha(code)}.zip")


@contextmanager
def _alone(build: Path) -> Iterator[None]:
    """One build at a time; the kernel releases the lock however its holder dies."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fresh(root: Path = ROOT, build: Path = BUILD) -> bool:
    """Whether `package` would answer from the cache."""
    stamp = build / "package.stamp"
    return stamp.exists() and stamp.read_text() == digest(root, files(root))


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stage(root: Path, stage: Path) -> None:
    """A clean copy of the sources, compiled so that no function compiles them at its first call.

    The compiled files are trusted as they are and hold no path of this machine, so the same sources
    give the same archive wherever they are built.
    """
    shutil.rmtree(stage, ignore_errors=True)
    for path in files(root):
        target = stage / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    command = [sys.executable, "-m", "compileall", "-q", "-s", str(stage), str(stage)]
    subprocess.run([*command, "--invalidation-mode", "unchecked-hash"], check=False)


def _run_chalice(stage: Path, out: Path) -> None:
    """Package the staged copy into `out`. Raises BuildError with the tool's last words."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-c", CHALICE, "package", "--stage", STAGE]
    command += ["--merge-template", ".chalice/resources.json", str(out)]
    env = {**os.environ, "AWS_DEFAULT_REGION": REGION, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=stage, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        raise BuildError(f"chalice could not package the app:\n{tail}")
