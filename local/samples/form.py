"""Lines of a form: a label, a leader, and what somebody wrote there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from local.samples.look import Leader, Look
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
    leader: Leader = "dots"
    spare: bool = True
    flow: bool = False
    """Whether blanks fall where they fit instead of at their share of the line."""

    @classmethod
    def of(cls, sheet: Sheet, y: float, look: Look) -> "Form":
        """A form that looks like `look`."""
        return cls(
            sheet,
            y,
            left=look.left,
            right=look.right,
            step=look.step,
            sink=(4.2 if look.hand else 3.4) if look.over else None,
            label=look.type(),
            typed=look.typed,
            leader=look.leader,
            spare=look.spare,
            flow=look.reflow,
        )

    def line(self, *blanks: Blank) -> None:
        """One line of blanks, each ending at its share of the line or where its text ends; what
        does not fit goes on below."""
        x = self.left
        for number, blank in enumerate(blanks):
            if number and x + self._need(blank) > self.right:
                self.y += self.step
                x = self.left
            last = number == len(blanks) - 1 or self._crowded(x, blank, blanks[number + 1])
            x = self._blank(x, blank, last=last)
        self.y += self.step

    def lines(self, blank: Blank, count: int = 2) -> None:
        """A blank that goes on over `count` lines."""
        start = self._label(self.left, blank.label)
        widths = [self.right - start - 8, *[self.right - self.left - 8] * (count - 1)]
        texts = broken(blank.text, widths, self.typed)
        for number, text in enumerate(texts):
            if number and not text and not self.spare:
                break
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

    def _need(self, blank: Blank) -> float:
        text = self.typed.width(blank.text) + 12 if blank.text else 40
        return self.label.width(blank.label) + 2 + text

    def _crowded(self, x: float, blank: Blank, after: Blank) -> bool:
        return self._end(x, blank) + 6 + self._need(after) > self.right

    def _end(self, x: float, blank: Blank) -> float:
        planned = self.left + (self.right - self.left) * blank.share
        need = x + self._need(blank)
        return need + 14 if self.flow else max(planned, need)

    def _blank(self, x: float, blank: Blank, *, last: bool) -> float:
        """One blank from `x`; the last of a line runs on to the margin and over it."""
        start = self._label(x, blank.label)
        if not last:
            end = self._end(x, blank)
            self._fill(start, end, blank.text, blank)
            return end + 6
        whole = self.left + (self.right - self.left) * blank.share
        end = self.right if x > whole - 60 else max(whole, min(self.right, x + self._need(blank)))
        widths = [end - start - 8, self.right - self.left - 8, self.right - self.left - 8]
        first, *rest = broken(blank.text, widths, self.typed)
        self._fill(start, end, first, blank)
        for text in filter(None, rest):
            self.y += self.step
            self._fill(self.left, self.right, text, blank)
        return self.right if any(rest) else end + 6

    def _label(self, x: float, label: str) -> float:
        return self.sheet.write(x, self.y, label, self.label) + 2 if label else x

    def _fill(self, start: float, end: float, text: str, blank: Blank) -> None:
        stop = start
        if text:
            stop = self.sheet.write(start + 5, self.y, text, self.typed, blank.key) + 4
        if blank.key:
            self.sheet.says(blank.key, blank.value)
        over = self.sink is not None
        self._lead(start if over else stop, end, self.y + (self.sink or 0))

    def _lead(self, x0: float, x1: float, y: float) -> None:
        if self.leader == "rule":
            if x1 - x0 > 2:
                self.sheet.rule(x0, x1, y + 2, 0.6)
        elif self.leader != "none":
            mark = {"dots": ".", "spaced": ". ", "underscores": "_"}[self.leader]
            self.sheet.repeat(mark, x0, x1, y, self.label)
