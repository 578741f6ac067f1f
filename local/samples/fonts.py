"""The typefaces samples are set in: Tinos (as Times New Roman), Arimo (as Arial) and
Cousine (as Courier New).

They come from the operating system's package fonts-croscore and are found through fontconfig.
"""

import subprocess
from functools import cache
from typing import Literal

from PIL import ImageFont

Family = Literal["Tinos", "Arimo", "Cousine"]
Style = Literal["", "B", "I", "BI"]
STYLES: dict[Style, str] = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "Bold Italic"}
MEASURE = 2048
"""Size in px at which widths are taken, so that rounding to pixels does not show."""


class FontMissing(RuntimeError):
    """A typeface is not installed; the message says which package holds it."""


@cache
def path(family: Family, style: Style) -> str:
    """The file of a typeface; raises FontMissing with the remedy."""
    wanted = f"{family}:style={STYLES[style]}"
    answer = _ask("fc-match", "-f", "%{family}|%{file}", wanted)
    found, _, file = answer.partition("|")
    if family not in found.split(","):
        raise FontMissing(
            f"Font {family} is not installed: run 'apt-get install fonts-croscore fontconfig' "
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


def _ask(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    except FileNotFoundError as error:
        raise FontMissing("fc-match is missing: run 'apt-get install fontconfig'") from error
    return done.stdout.strip()
