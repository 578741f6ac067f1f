"""What was read: one field, and the whole finding of a paper."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from chalicelib.sheet import Box


@dataclass(frozen=True, slots=True)
class Reading:
    """One field: canonical `value`, `raw` as read ("" = not found), its evidence and its doubts.

    `page` counts from 1 (0 = not found); `box` is in pixels of that page and holds the boxes of the
    `lines` the value runs over; `source` is "layer", "ocr", "line", "qr", "mrz" or "".
    `confidence` is the probability (0..1) that `value` is exactly what the paper says. `agreed` are
    the sources that say so, `other` is what the reader that was not followed says instead.
    `accepted`: no person needs to look, as far as this paper goes.
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
    other: str = ""
    agreed: tuple[str, ...] = ()
    accepted: bool = False
    lines: tuple[Box, ...] = field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        """Everything but the boxes of the single lines, which only the readers need."""
        data = asdict(self)
        del data["lines"]
        data["box"] = list(self.box) if self.box else None
        data["flags"], data["agreed"] = list(self.flags), list(self.agreed)
        data["confidence"] = round(self.confidence, 4)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        box = Box(*(int(edge) for edge in data["box"])) if data["box"] else None
        agreed = tuple(data.get("agreed", ()))
        return cls(**{**data, "box": box, "flags": tuple(data["flags"]), "agreed": agreed})


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
