"""The words that lines are made of: the product's own data and folders of public text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from typing import Any, Final

from chalicelib.pages.syllables import is_syllable
from training.charset import known, nfc

PACKAGE: Final = Path(__file__).parent.parent / "chalicelib"

_ONSETS: Final = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
_RHYMES: Final = (
    "a ai ao au ay âu ây e eo ê êu i ia iêu iu o oa oai oay oe oi ô ôi ơ ơi u ua uê ui uôi uy ư ưa"
    " ưi ươi ươu ưu y yêu am an ang anh ăm ăn ăng âm ân âng em en eng ên ênh im in inh iêm iên"
    " iêng om on ong ôm ôn ông ơm ơn oan oang oanh ynh uynh um un ung uân uôn uông uyên ưng"
    " ươm ươn ương ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot"
    " ôc ôp ôt ơp ơt oat uât uc up ut uôc uôt uyêt ưc ưt ươc ươp ươt"
).split()
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_FAMILIES: Final = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ"),
    *("Ngô", "Dương", "Lý", "Đoàn", "Đinh", "Lưu", "Trịnh", "Mai", "Cao", "Tạ", "Lường", "Giàng"),
)
_GIVEN: Final = (
    *("Hạnh", "Hương", "Lan", "Hòa", "Thủy", "Yến", "Quỳnh", "Nhung", "Phượng", "Bảo Ngọc"),
    *("Dũng", "Hùng", "Thắng", "Tuấn", "Sơn", "Hải", "Cường", "Phước", "Đức Thịnh", "Minh Huy"),
)
_PLACES: Final = (
    *("Hồng Gai", "Bãi Cháy", "Cẩm Phả", "Uông Bí", "Quảng Yên", "Mạo Khê", "Tiên Yên", "Đầm Hà"),
    *("Lê Thánh Tông", "Trần Hưng Đạo", "Nguyễn Văn Cừ", "Lý Thường Kiệt", "Võ Nguyên Giáp"),
)
_MINORITY: Final = (
    "H' Y Siu Rơ Rơ Châm Ksor Rah Lan Kpă Nay Rmah Niê Êban Kđăm Mlô Byă Ayŭn Kbuôr Hmŏk Hwing"
    " Čil Kră Jăn Ƀlao Sưk Ñang Krông Čư Jŭt Ƀuôn Êa Drăng Hlê Glơng Đinh Y-Moan Siu Ƀlĕ A Kŏ"
    " Kơ Să Liêng Hót Bon Tô Sa Nga Cil Múp Kơ Đơng Ƀrôih Pơ Lĕi Ŏ Ñŏ Hlŏi Ăn Ĭ H'Bĭa Nĭng Ŭm"
    " Ka Săm Brŏng Dŏng Tĭng Hĭn Čŏ Mĭ Rĕ Kơ̆ Rô̆ Pư̆ Hê̆ Klŏng Dơ̆m"
).split()


@dataclass(frozen=True, slots=True)
class Sources:
    """Stocks to choose from; every text is NFC and within the charset."""

    words: tuple[str, ...]
    places: tuple[str, ...]
    families: tuple[str, ...]
    given: tuple[str, ...]
    syllables: tuple[str, ...]
    minority: tuple[str, ...] = tuple(_MINORITY)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a tree of TOML values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_strings, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_strings, value))


def _package_texts() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.toml")):
        yield from _strings(tomllib.loads(path.read_text("utf-8")))


def _folder_texts(folders: tuple[Path, ...]) -> Iterator[str]:
    for path in chain.from_iterable(sorted(folder.rglob("*.txt")) for folder in folders):
        yield path.read_text("utf-8", errors="ignore")


def _words(texts: Iterator[str]) -> tuple[str, ...]:
    """Words in running order; leaders and mark-up are not words."""
    clean = (re.sub(r"[._…]{3,}|[|#*`<>{}]+", " ", nfc(text)) for text in texts)
    words = chain.from_iterable(text.split() for text in clean)
    return tuple(word for word in words if len(word) < 28 and known(word))


def _listed(folder: Path | None, pattern: str, spare: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of the lists in `folder`, or `spare` without a folder."""
    if folder is None:
        return spare
    lines = chain.from_iterable(
        path.read_text("utf-8").splitlines() for path in sorted(folder.rglob(pattern))
    )
    cells = (nfc(cell.strip()) for line in lines for cell in line.split("\t"))
    return tuple(cell for cell in cells if 1 < len(cell) < 40 and known(cell) and cell[-1:].strip())


def syllables() -> tuple[str, ...]:
    """Every syllable Vietnamese spelling allows, whether or not it is a word."""
    made = {
        nfc(f"{a}{r[:k]}{t}{r[k:]}")
        for a, r in product(_ONSETS, _RHYMES)
        for t in _TONES
        for k in _nucleus(r)
    }
    return tuple(sorted(word for word in made if known(word) and is_syllable(word)))


def _nucleus(rhyme: str) -> tuple[int, ...]:
    """Where a tone may stand in `rhyme`: after its marked vowel, else after any vowel."""
    marked = [i + 1 for i, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    plain = [i + 1 for i, letter in enumerate(rhyme) if letter in "aeiouy"]
    return tuple(marked[-1:] or plain[:2])


def load(
    texts: tuple[Path, ...] = (), names: Path | None = None, places: Path | None = None
) -> Sources:
    """The package's own data, with whatever public folders are given besides.

    `texts` hold running text in .txt files, `names` name lists (files with "family" in the name
    hold family names), `places` .tsv files of streets and communes.
    """
    families = _listed(names, "*family*.txt", _FAMILIES)
    kin = frozenset(families)
    given = tuple(name for name in _listed(names, "*.txt", _GIVEN) if name not in kin)
    spots = tuple(
        place for place in _listed(places, "*.tsv", _PLACES) if re.search(r"[^\W\d]{2}", place)
    )
    words = _words(chain(_package_texts(), _folder_texts(texts)))
    return Sources(words, spots, families, given, syllables())
