"""What was read: one field, and the whole finding of a paper."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.sheet import Box


@dataclass(frozen=True, slots=True)
class Reading:
    """One field: canonical `value`, `raw` as read ("" = not found), its evidence and its doubts.

    `page` counts from 1 (0 = not found); `box` is in pixels of that page; `confidence` is 0..1;
    `source` is "layer", "ocr", "qr" or "".
    """

    key: str
    value: str
    raw: str
    kind: str
    page: int = 0
    box: Box | None = None
    confidence: float = 0.0
    flags: tuple[str, ...] = ()
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["box"] = list(self.box) if self.box else None
        data["flags"] = list(self.flags)
        data["confidence"] = round(self.confidence, 3)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        box = Box(*(int(edge) for edge in data["box"])) if data["box"] else None
        return cls(
            **{**data, "box": box, "flags": tuple(data["flags"])},
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of paper ("" = none that is known), how sure (0..1), each field of that kind."""

    reader: str
    score: float
    readings: tuple[Reading, ...] = ()

    def to_json(self) -> dict[str, Any]:
        readings = [reading.to_json() for reading in self.readings]
        return {"reader": self.reader, "score": round(self.score, 3), "readings": readings}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        readings = tuple(Reading.from_json(reading) for reading in data["readings"])
        return cls(data["reader"], float(data["score"]), readings)
