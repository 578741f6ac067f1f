"""Where Tinos lies on this machine (Debian and Ubuntu: the package fonts-croscore, Apache-2.0).

Chosen because it has the widths of Times New Roman, which NĐ 30/2020 prescribes, every letter of
Vietnamese in all four faces, and a licence that lets us ship it in a layer.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

FACES = tuple(f"Tinos-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
FOLDERS = (
    "/opt/fonts",
    "/usr/share/fonts/truetype/croscore",
    "/usr/share/fonts/croscore",
    "/usr/share/fonts/google-croscore",
    "/usr/share/fonts/truetype/tinos",
)
LICENCE = Path("/usr/share/doc/fonts-croscore/copyright")


class FontsMissing(Exception):
    """No folder holds all four faces of Tinos."""


def font_folder(folders: Sequence[str] = FOLDERS) -> Path:
    """The first folder with all four faces; ``MOTCUA_FONTS`` goes before `folders`."""
    wanted = (os.environ.get("MOTCUA_FONTS", ""), *folders)
    for folder in (Path(name) for name in wanted if name):
        if all((folder / face).is_file() for face in FACES):
            return folder
    raise FontsMissing(
        "Không tìm thấy phông chữ Tinos. Cài gói fonts-croscore, hoặc đặt MOTCUA_FONTS. / "
        "Tinos not found: install fonts-croscore, or set MOTCUA_FONTS."
    )


def carry_fonts(layer: Path) -> None:
    """Copy the faces and their licence into `layer`/fonts, which Lambda shows as /opt/fonts."""
    into = layer / "fonts"
    into.mkdir(parents=True, exist_ok=True)
    source = font_folder()
    for face in FACES:
        shutil.copyfile(source / face, into / face)
    if LICENCE.is_file():
        shutil.copyfile(LICENCE, into / "copyright")
