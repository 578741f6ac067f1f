"""Which faces lines are drawn in, and whether a face really has the letters it claims."""

import fnmatch
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from training.charset import CHARSET, VIETNAMESE

FOLDER: Final = Path("/usr/share/fonts")
PACKAGES: Final = (
    *("fonts-croscore", "fonts-liberation2", "fonts-freefont-ttf", "fonts-texgyre"),
    *("fonts-noto-core", "fonts-noto-mono", "fonts-dejavu-core", "fonts-dejavu-extra"),
    *("fonts-linuxlibertine", "fonts-sil-charis", "fonts-sil-gentiumplus", "fonts-sil-doulos"),
    *("fonts-crosextra-carlito", "fonts-open-sans", "fonts-roboto-unhinted", "fonts-lmodern"),
    *("fonts-ebgaramond", "fonts-cmu", "fonts-lato", "fonts-inter", "fonts-vollkorn"),
    *("fonts-jetbrains-mono", "fonts-hack", "fonts-roboto-slab", "fonts-sil-andika"),
)
"""Debian packages; the licences of all of them allow what is drawn with them to be published."""

TIMES, PLAIN, RARE = 6.0, 1.0, 0.4
_WANTED: Final = (
    *(("Tinos-*", TIMES), ("texgyretermes-[rbi]*", TIMES), ("LiberationSerif-*", 2.0)),
    *(("FreeSerif*", 2.5), ("NotoSerif-Reg*", 2.0), ("NotoSerif-Bold*", 1.0)),
    *(("NotoSerif-Italic*", 1.0), ("NotoSerif-Condensed*", 0.6), ("Arimo-*", 2.0)),
    *(("NotoSans-Regular*", 1.5), ("NotoSans-Bold*", 0.8), ("NotoSans-Italic*", 0.8)),
    *(("NotoSans-Condensed*", 0.5), ("NotoSansDisplay-Reg*", 0.4), ("texgyreheros-*", PLAIN)),
    *(("LiberationSans-*", PLAIN), ("LiberationSansNarrow-*", 0.7), ("Carlito-*", PLAIN)),
    *(("DejaVuSerif*", 0.5), ("DejaVuSans.ttf", 0.6), ("DejaVuSans-Bold.ttf", 0.5)),
    *(("DejaVuSansCondensed*", 0.4), ("DejaVuSansMono*", 0.5), ("LinLibertine_R*", 0.8)),
    *(("CharisSIL-*", 0.8), ("GentiumPlus-*", 0.5), ("GenBkBas*", RARE)),
    *(("OpenSans-Regular*", 0.8), ("OpenSans-Bold.ttf", 0.5), ("Roboto-Regular*", 0.8)),
    *(("Roboto-Bold.ttf", 0.5), ("RobotoCondensed-Regular*", RARE), ("texgyreschola-*", 0.5)),
    *(("texgyrepagella-*", 0.5), ("texgyrebonum-*", RARE), ("lmroman1[02]-*", RARE)),
    *(("lmsans10-*", 0.2), ("lmmono10-*", RARE), ("cmunr*", 0.2), ("cmuntt*", RARE)),
    *(("EBGaramond12-*", RARE), ("Lato-Regular*", 0.6), ("Lato-Bold.ttf", RARE)),
    *(("Inter-Regular*", 0.5), ("Inter-Bold.otf", 0.3), ("JetBrainsMono-Regular*", 0.4)),
    *(("Hack-Regular*", 0.3), ("RobotoSlab-Regular*", RARE), ("Andika-Regular*", 0.4)),
    *(("Cousine-*", 0.6), ("FreeMono.ttf", 0.5), ("FreeMonoBold.ttf", 0.4)),
    *(("texgyrecursor-*", 0.5), ("LiberationMono-*", 0.5), ("NotoSansMono-Regular*", 0.4)),
)
HELD_OUT: Final = ("DoulosSIL*", "Vollkorn-Regular*", "Vollkorn-Bold.*", "Vollkorn-Italic*")
"""Faces no weights may be trained on: the validation set has lines in them."""

SPARE: Final = ("DejaVuSans.ttf", "FreeSerif.ttf")
"""Faces that lend a sign or a minority letter to a face without it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file that draws every Vietnamese letter; `weight` is its share among the faces."""

    path: str
    weight: float
    letters: frozenset[str]

    @property
    def mono(self) -> bool:
        """Whether all letters are equally wide: a typewriter's or a printer's face."""
        return font(self.path, 24).getlength("i") == font(self.path, 24).getlength("M")


@lru_cache(maxsize=2048)
def font(path: str, size: int) -> ImageFont.FreeTypeFont:
    """The font file at `size` pixels per em."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(path: str, size: int) -> frozenset[str]:
    """Letters whose glyph has ink and is not the box for missing ones."""
    face = font(path, size)
    missing = bytes(face.getmask("\uffff"))
    masks = ((letter, bytes(face.getmask(letter))) for letter in CHARSET)
    return frozenset(letter for letter, mask in masks if any(mask) and mask != missing) | {" "}


def letters(path: str) -> frozenset[str]:
    """Letters of the charset the file draws at a small and at a large size (some fail at one)."""
    return _drawn(path, 24) & _drawn(path, 40)


def _matching(folder: Path, pattern: str) -> list[str]:
    found = (path for path in sorted(folder.rglob("*.[ot]tf")) if not path.is_dir())
    return [str(path) for path in found if fnmatch.fnmatch(path.name, pattern)]


def _faces(folder: Path, wanted: tuple[tuple[str, float], ...]) -> tuple[Face, ...]:
    paths = {path: share for name, share in wanted for path in _matching(folder, name)}
    faces = (Face(path, share, letters(path)) for path, share in paths.items())
    return tuple(face for face in faces if set(VIETNAMESE) <= face.letters)


@lru_cache(maxsize=4)
def training_faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """The faces to train on, those that lack a Vietnamese letter left out."""
    return _faces(folder, _WANTED)


@lru_cache(maxsize=4)
def held_out_faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """The faces kept for validation."""
    return _faces(folder, tuple((name, PLAIN) for name in HELD_OUT))


@lru_cache(maxsize=4)
def spare_faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """The faces that have the signs."""
    paths = [path for name in SPARE for path in _matching(folder, name)]
    return tuple(Face(path, PLAIN, letters(path)) for path in paths)
