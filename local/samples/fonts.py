"""The typefaces samples are set in, found through fontconfig.

The papers of a birth use three of fonts-croscore: Tinos (as Times New Roman), Arimo (as Arial)
and Cousine (as Courier New). Pages made to measure reading use all of `PACKAGES`: each of these
families draws every Vietnamese letter (tests/scans/test_samples_pages.py looks).
"""

import subprocess
from functools import cache
from typing import Final, Literal

from PIL import ImageFont

Family = str
Style = Literal["", "B", "I", "BI"]
STYLES: dict[Style, str] = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "Bold Italic"}
MEASURE = 2048
"""Size in px at which widths are taken, so that rounding to pixels does not show."""
PACKAGES: Final[dict[Family, str]] = {
    "Tinos": "fonts-croscore",
    "Arimo": "fonts-croscore",
    "Cousine": "fonts-croscore",
    "FreeSerif": "fonts-freefont-ttf",
    "FreeSans": "fonts-freefont-ttf",
    "FreeMono": "fonts-freefont-ttf",
    "Noto Sans": "fonts-noto-core",
    "TeX Gyre Termes": "fonts-texgyre",
    "TeX Gyre Pagella": "fonts-texgyre",
    "TeX Gyre Cursor": "fonts-texgyre",
    "Linux Libertine O": "fonts-linuxlibertine",
    "Noto Serif": "fonts-noto-core",
}
"""Printing families by the Debian package that brings them. Not Carlito: its Ậ, Ệ and Ộ are drawn
without the hat."""
HANDS: Final = ("Indie Flower", "Dancing Script", "Caveat", "Kalam")
"""Handwriting, from the packages fontpkg-* of PyPI (SIL Open Font License)."""


class FontMissing(RuntimeError):
    """A typeface is not installed; the message says which package holds it."""


@cache
def path(family: Family, style: Style) -> str:
    """The file of a typeface; raises FontMissing with the remedy."""
    if family in HANDS:
        return _of_hand(family)
    wanted = f"{family}:style={STYLES[style]}"
    answer = _ask("fc-match", "-f", "%{family}|%{file}", wanted)
    found, _, file = answer.partition("|")
    if family not in found.split(","):
        package = PACKAGES.get(family, "fonts-croscore")
        raise FontMissing(
            f"Font {family} is not installed: run 'apt-get install {package} fontconfig' "
            f"(fontconfig offered {found or 'nothing'} instead)"
        )
    return file


@cache
def at(family: Family, style: Style, pixels: float) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels."""
    return ImageFont.truetype(path(family, style), pixels, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, family: Family, style: Style, points: float) -> float:
    """How wide `text` runs, in the unit of `points`."""
    return at(family, style, MEASURE).getlength(text) * points / MEASURE


def _of_hand(family: Family) -> str:
    name = f"fontpkg-{family.lower().replace(' ', '-')}"
    try:
        import fontpkg

        return str(fontpkg.path(family))
    except (ImportError, LookupError) as error:
        raise FontMissing(f"Font {family} is not installed: run 'pip install {name}'") from error


def _ask(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    except FileNotFoundError as error:
        raise FontMissing("fc-match is missing: run 'apt-get install fontconfig'") from error
    return done.stdout.strip()
