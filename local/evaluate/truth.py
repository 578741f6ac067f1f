"""Pages with their truth: what a folder holds, and which of our readers each page is for.

Beside each page NAME.png|jpg|pdf|... lies NAME.json: {"paper": reader key, "quality": "phone",
"hand": [keys], "fields": {key: {"value", "printed"}}, "text": optional}. Pages of other makers have
{"layout", "quality", "fields", "lines"}; a file of keys translates them: [layout] paper = "KEY",
[layout.keys] their_key = "our_key".
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib import values
from chalicelib.fields import Reader, readers

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".pdf", ".tif", ".tiff", ".heic", ".webp"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a field says: its canonical value, all ways a reading may say the same, and the letters
    that stand on the paper."""

    kind: str
    value: str
    also: frozenset[str]
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """One page: its file, the reader for it, its quality, its fields, those written by hand."""

    file: Path
    paper: str
    quality: str
    fields: Mapping[str, Said]
    hand: frozenset[str] = frozenset()
    text: str = ""

    @property
    def lines(self) -> str:
        """The lines of print known of the page: all of them, else those of its fields."""
        said = (one.printed for key, one in self.fields.items() if key not in self.hand)
        return self.text or "\n".join(said)


def truths(folder: Path, keys: Path | None = None) -> Iterator[Truth]:
    """Every page of `folder` with a truth beside it that one of our readers can read."""
    maps = tomllib.loads(keys.read_text(encoding="utf-8")) if keys else {}
    for file in sorted(folder.iterdir()):
        beside = file.with_suffix(".json")
        if file.suffix.lower() not in SUFFIXES or not beside.is_file():
            continue
        data = json.loads(beside.read_text(encoding="utf-8"))
        found = _truth(file, data, maps)
        if found is not None:
            yield found


def _truth(file: Path, data: Mapping[str, Any], maps: Mapping[str, Any]) -> Truth | None:
    chart = maps.get(data.get("layout", ""), {})
    reader = readers().get(data.get("paper", chart.get("paper", "")))
    if reader is None:
        return None
    names = chart.get("keys", {})
    pairs = ((names.get(key, key), value) for key, value in data["fields"].items())
    fields = {key: _said(reader, key, value) for key, value in pairs if key in reader.fields}
    text = data.get("text") or "\n".join(data.get("lines", ()))
    hand = frozenset(data.get("hand", ()))
    return Truth(file, reader.key, _quality(data), fields, hand, text)


def _said(reader: Reader, key: str, data: Mapping[str, Any]) -> Said:
    """The value as our kinds write it; as it stands on the paper is right too."""
    kind, value = reader.fields[key], values.tidy(data["value"])
    printed = values.parse(kind, data.get("printed") or value).value
    canonical = values.parse(kind, value).value or value
    stands = values.tidy(data.get("printed") or data["value"])
    return Said(kind, canonical, frozenset({canonical, printed, value}) - {""}, stands)


def _quality(data: Mapping[str, Any]) -> str:
    return str(data.get("quality", "")).rstrip("0123456789") or "?"
