"""Lines of a form: a label, a dotted leader, and what somebody typed over the dots."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from local.samples.sheet import BLACK, Sheet, Type, broken


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in: `value` is the canonical truth, `typed` what is written (the value
    itself when empty). `share` is how far along the line the blank ends, 0 to 1."""

    label: str
    key: str = ""
    value: str = ""
    typed: str = ""
    share: float = 1.0

    @property
    def text(self) -> str:
        """What stands over the dots."""
        return self.typed or self.value


@dataclass(slots=True)
class Form:
    """Fills a sheet from `y` downwards, between two margins. Lengths in points."""

    sheet: Sheet
    y: float
    left: float = 85
    right: float = 547
    step: float = 19.5
    sink: float | None = None
    """How far the dots lie under the baseline of what is typed over them; None: the typist
    replaced the dots, as a computer does."""
    label: Type = field(default_factory=Type)
    typed: Type = field(default_factory=lambda: Type(ink=BLACK))

    def line(self, *blanks: Blank) -> None:
        """One line of blanks, each ending at its share of the line."""
        x = self.left
        for blank in blanks:
            end = self.left + (self.right - self.left) * blank.share
            start = self._label(x, blank.label)
            self._fill(start, end, blank.text, blank)
            x = end + 6
        self.y += self.step

    def lines(self, blank: Blank, count: int = 2) -> None:
        """A blank that goes on over `count` lines."""
        start = self._label(self.left, blank.label)
        widths = [self.right - start - 8, *[self.right - self.left - 8] * (count - 1)]
        for number, text in enumerate(broken(blank.text, widths, self.typed)):
            self._fill(start if number == 0 else self.left, self.right, text, blank)
            self.y += self.step

    def tell(self, text: str, type: Type, indent: float = 0) -> None:
        """Plain words over as many lines as they need."""
        rest, first = text, indent
        while rest:
            width = self.right - self.left
            line, rest = broken(rest, [width - first, 0], type)
            self.sheet.write(self.left + first, self.y, line, type)
            self.y += self.step
            first = 0

    def row(self, texts: Sequence[str], middles: Sequence[float], type: Type) -> None:
        """Texts side by side, each around its own middle."""
        for text, middle in zip(texts, middles, strict=True):
            self.sheet.centre(middle, self.y, text, type)

    def _label(self, x: float, label: str) -> float:
        return self.sheet.write(x, self.y, label, self.label) + 2 if label else x

    def _fill(self, start: float, end: float, text: str, blank: Blank) -> None:
        stop = start
        if text:
            stop = self.sheet.write(start + 5, self.y, text, self.typed, blank.key) + 4
        if blank.key:
            self.sheet.says(blank.key, blank.value)
        over = self.sink is not None
        self.sheet.dots(start if over else stop, end, self.y + (self.sink or 0), self.label)
