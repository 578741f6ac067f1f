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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from local import archive
from local.fonts import carry_fonts
from local.places import BUILD, ROOT
from local.progress import Trouble, step
from local.tesseract import carry_tesseract

LAYERS = ("core", "reading", "papers")
LIMIT = 250 * 1024 * 1024
NEEDLESS = ("tests", "test", "__pycache__")
CARRIED: Mapping[str, Sequence[Callable[[Path], None]]] = {
    "papers": (carry_fonts,),
    "reading": (carry_tesseract,),
}
"""What a layer holds beside its wheels."""


class LayerError(Trouble):
    """A layer could not be built, or is larger than Lambda takes."""


def empty(build: Path = BUILD) -> Path:
    """The archive with nothing in it (but the note Lambda needs to accept it)."""
    note = b"The libraries come from the environment that runs this.\n"
    return archive.write(build / "layers" / "empty.zip", [("python/EMPTY", note)])


def build(name: str, into: Path = BUILD) -> tuple[Path, int]:
    """The archive of layer `name` for AWS and its unpacked size in bytes, cached."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    mark = _mark(wanted)
    made, folder = into / "layers" / f"{name}-{mark}.zip", into / "layers" / name
    if not made.exists():
        with step(f"build the layer {name}"):
            _install(wanted, folder)
            _strip(folder)
            for carry in CARRIED.get(name, ()):
                carry(folder)
            archive.write(made, archive.folder(folder))
    with zipfile.ZipFile(made) as held:
        return made, sum(entry.file_size for entry in held.infolist())


def _mark(wanted: Path) -> str:
    """Changes with what goes into a layer: its requirements, this Python, and how it is made."""
    here = Path(__file__).parent
    makers = [(here / name).read_bytes() for name in ("layers.py", "fonts.py", "tesseract.py")]
    python = f"{sys.version_info[:2]}".encode()
    return hashlib.sha256(b"".join([wanted.read_bytes(), python, *makers])).hexdigest()[:16]


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
