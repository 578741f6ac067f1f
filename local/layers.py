"""The layers: the libraries our functions need, as archives named by what they hold.

On AWS each layer is built from its requirements file. In the embedded cloud the functions run in
this same environment, which has the libraries already, so all three parameters name one archive
with nothing in it (measured: docs/decisions.md).
"""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from local.fonts import carry_fonts
from local.places import BUILD, ROOT
from local.progress import step

LAYERS = ("core", "reading", "papers")
LIMIT = 250 * 1024 * 1024
LONG_AGO = (1980, 1, 1, 0, 0, 0)
NEEDLESS = ("tests", "test", "__pycache__")


class LayerError(Exception):
    """A layer could not be built, or is larger than Lambda takes."""


def empty(build: Path = BUILD) -> Path:
    """The archive with nothing in it (but the note Lambda needs to accept it)."""
    path = build / "layers" / "empty.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "python/EMPTY", b"The libraries come from the environment that runs this.\n")
    return path


def build(name: str, into: Path = BUILD) -> tuple[Path, int]:
    """The archive of layer `name` for AWS and its unpacked size in bytes, cached."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    mark = hashlib.sha256(wanted.read_bytes() + f"{sys.version_info[:2]}".encode()).hexdigest()[:16]
    archive, folder = into / "layers" / f"{name}-{mark}.zip", into / "layers" / name
    if not archive.exists():
        with step(f"build the layer {name}"):
            _install(wanted, folder)
            _strip(folder)
            if name == "papers":
                carry_fonts(folder)
            _zip(folder, archive)
    with zipfile.ZipFile(archive) as made:
        return archive, sum(entry.file_size for entry in made.infolist())


def _install(wanted: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target",
        str(folder / "python"),
    ]
    command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", version]
    for tag in ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"):
        command += ["--platform", tag]
    done = subprocess.run(
        [*command, "--requirement", str(wanted)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LayerError(f"pip could not install {wanted.name}:\n{done.stderr}")


def _strip(folder: Path) -> None:
    for path in list(folder.rglob("*")):
        if path.is_dir() and path.name in NEEDLESS:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.rglob("*.pyi"):
        path.unlink()


def _zip(folder: Path, archive: Path) -> None:
    """The same files always give the same bytes, so an unchanged layer is never uploaded again."""
    aside = archive.with_suffix(".part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as made:
        for path in _files(folder):
            _add(made, str(path.relative_to(folder)), path.read_bytes())
    aside.replace(archive)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
