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
from local.tesseract import carry_models, carry_tesseract

LAYERS = ("core", "reading", "papers")
VARIANTS = ("reading-tesserocr",)
"""Layers that take another's place, by a setting."""

LIMIT = 250 * 1024 * 1024
PYTHON = "3.13"
"""What the functions run on. Lambda's Python up to 3.11 has a C library (2.26) older than the one
the wheels of numpy, pillow, zxing-cpp and onnxruntime are built for (2.27 or 2.28)."""

NEEDLESS = (
    *("**/tests", "**/test", "**/__pycache__", "**/*.pyi", "**/*.pxd", "**/*.h", "**/*.a"),
    *("numpy/f2py", "numpy/distutils", "numpy/typing", "numpy/testing", "numpy/_pyinstaller"),
    *("onnxruntime/transformers", "onnxruntime/tools", "onnxruntime/quantization"),
    *("onnxruntime/datasets", "onnxruntime/backend", "onnxruntime/capi/libonnxruntime*"),
    *("google", "flatbuffers", "bin", "pypdfium2_cli"),
)
"""What a wheel holds and no function loads; a test reads a line without it. onnxruntime carries a
second copy of itself for programs in C, 34 MB; its message libraries serve only its converters."""

CARRIED: Mapping[str, Sequence[Callable[[Path], None]]] = {
    "papers": (carry_fonts,),
    "reading": (carry_tesseract,),
    "reading-tesserocr": (carry_models,),
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
            strip(folder / "python")
            for carry in CARRIED.get(name, ()):
                carry(folder)
            archive.write(made, archive.folder(folder))
    return made, unpacked(made)


def unpacked(made: Path) -> int:
    """The size in bytes of what the archive `made` holds."""
    with zipfile.ZipFile(made) as held:
        return sum(entry.file_size for entry in held.infolist())


def _mark(wanted: Path) -> str:
    """Changes with what goes into a layer: its requirements, and how it is made."""
    here = Path(__file__).parent
    makers = [(here / name).read_bytes() for name in ("layers.py", "fonts.py", "tesseract.py")]
    asked = [path.read_bytes() for path in sorted(wanted.parent.glob(f"{wanted.stem[:7]}*.txt"))]
    return hashlib.sha256(b"".join([wanted.name.encode(), *asked, *makers])).hexdigest()[:16]


def _install(wanted: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target",
        str(folder / "python"),
    ]
    command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", PYTHON]
    for tag in ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"):
        command += ["--platform", tag]
    done = subprocess.run(
        [*command, "--requirement", str(wanted)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LayerError(f"pip could not install {wanted.name}:\n{done.stderr}")


def strip(libraries: Path) -> None:
    """Takes out of `libraries` what is NEEDLESS."""
    for pattern in NEEDLESS:
        for path in list(libraries.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
