"""A sheet of paper to write on: the few strokes that Vietnamese state papers are made of.

Lengths are millimetres, type sizes are points. Everything written is brought to NFC first, wraps
inside the margins, and is set in Tinos (the metric twin of Times New Roman, which NĐ 30/2020
prescribes), embedded as a subset.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "Tinos"
Style = Literal["", "B", "I", "BI"]
Align = Literal["L", "C", "R", "J"]
SIGN_BOX = (44.0, 17.0)
"""Width and height of the box that a digital signature fills, from its named place down."""


def tidy(text: str) -> str:
    """`text` in NFC without control characters; line feeds stay."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) != "Cc")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages being written, from the top down."""

    pdf: "FPDF"
    size: float
    """Body type size."""
    lead: float = 1.2
    """Line height over type size (NĐ 30/2020: 1 to 1.5 lines)."""

    @property
    def left(self) -> float:
        return float(self.pdf.l_margin)

    @property
    def width(self) -> float:
        """Between the margins."""
        return float(self.pdf.epw)

    @property
    def y(self) -> float:
        return float(self.pdf.get_y())

    def font(self, style: Style = "", size: float = 0) -> float:
        """Choose a face; answers the line height that suits it."""
        points = size or self.size
        self.pdf.set_font(FAMILY, style, points)
        return points * 0.3528 * self.lead

    def gap(self, height: float) -> None:
        self.pdf.set_y(self.y + height)

    def keep(self, height: float) -> None:
        """Begin a new page unless `height` is still free on this one."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()

    def paragraph(
        self, text: str, *, style: Style = "", align: Align = "J", size: float = 0, after: float = 1
    ) -> None:
        """One paragraph between the margins."""
        self.block(text, self.left, self.width, style=style, align=align, size=size)
        self.gap(after)

    def indented(self, text: str, *, after: float = 1.5) -> None:
        """A paragraph of running text: justified, its first line 10 mm in."""
        self.font()
        with (
            self.pdf.text_columns(text_align="J") as column,
            column.paragraph(first_line_indent=10, line_height=self.lead) as paragraph,
        ):
            paragraph.write(tidy(text))
        self.gap(after)

    def hanging(self, mark: str, text: str, *, indent: float = 6) -> None:
        """A list item: its mark stands before the left edge of all its lines."""
        y = self.y
        self.block(mark, self.left, indent)
        self.pdf.set_y(y)
        self.block(text, self.left + indent, self.width - indent, align="J")
        self.gap(0.5)

    def block(
        self,
        text: str,
        x: float,
        width: float,
        *,
        style: Style = "",
        align: Align = "L",
        size: float = 0,
    ) -> None:
        """Text in a column of its own; writing goes on below it."""
        if text:
            height = self.font(style, size)
            self.pdf.set_x(x)
            self.pdf.multi_cell(width, height, tidy(text), align=align, new_x="LEFT", new_y="NEXT")

    def balanced(
        self, text: str, x: float, width: float, *, style: Style = "B", size: float = 0
    ) -> None:
        """A centred heading of as few lines as fit, all of much the same length."""
        self.font(style, size)
        narrow, lines = width, self._lines(text, width)
        while narrow > width / 2 and self._lines(text, narrow - 2) == lines:
            narrow -= 2
        self.block(text, x + (width - narrow) / 2, narrow, style=style, align="C", size=size)

    def _lines(self, text: str, width: float) -> int:
        lines = self.pdf.multi_cell(width, 4, tidy(text), dry_run=True, output="LINES")
        return len(lines) if isinstance(lines, list) else 0

    def line(self, label: str, value: str, *, style: Style = "B", after: float = 0.5) -> None:
        """``Label: value``; an empty value leaves a dotted line to write on."""
        height = self.font()
        self.pdf.set_x(self.left)
        self.pdf.write(height, tidy(f"{label}: "))
        self.font(style if value else "")
        self.pdf.write(height, tidy(value) or self._dots())
        self.gap(height + after)

    def _dots(self) -> str:
        room = self.pdf.w - self.pdf.r_margin - self.pdf.get_x() - 2.5
        return "." * max(int(room / self.pdf.get_string_width(".")), 3)

    def pairs(self, *cells: tuple[str, str], shares: Sequence[float] = ()) -> None:
        """Several short ``label: value`` in one row, each wrapping in its own column."""
        parts = tuple(shares) or (1 / len(cells),) * len(cells)
        starts = [self.left + self.width * sum(parts[:n]) for n in range(len(parts))]
        widths = [self.width * part - 1.5 for part in parts]
        columns = zip(cells, starts, widths, strict=True)
        self.beside(*(partial(self._pair, *cell, x, width) for cell, x, width in columns))
        self.gap(0.5)

    def _pair(self, label: str, value: str, x: float, width: float) -> None:
        margins = (self.pdf.l_margin, self.pdf.r_margin)
        self.pdf.set_left_margin(x)
        self.pdf.set_right_margin(max(self.pdf.w - x - width, 0))
        self.line(label, value, after=0)
        self.pdf.set_left_margin(margins[0])
        self.pdf.set_right_margin(margins[1])

    def beside(self, *columns: Callable[[], None]) -> None:
        """Columns that begin at one height; the longest decides where writing goes on."""
        start, ends = self.y, []
        for column in columns:
            self.pdf.set_y(start)
            column()
            ends.append(self.y)
        self.pdf.set_y(max(ends, default=start))

    def rule(self, centre: float, length: float) -> None:
        """A thin rule under the line just written."""
        self.pdf.set_line_width(0.25)
        y = self.y + 0.6
        self.pdf.line(centre - length / 2, y, centre + length / 2, y)
        self.gap(1.6)

    def fitted(self, text: str, width: float, size: float, style: Style = "B") -> float:
        """The largest type size up to `size` at which `text` stays on one line of `width`."""
        self.font(style, size)
        needed = float(self.pdf.get_string_width(tidy(text))) + 2.2
        return min(size, size * width / needed)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        align: Sequence[str],
    ) -> None:
        """A ruled table over the whole width, its heads repeated on every page it runs to.

        `align` holds ``LEFT`` or ``CENTER`` for each column, `widths` their proportions.
        """
        from fpdf.fonts import FontFace

        height = self.font("", self.size - 0.5)
        with self.pdf.table(
            col_widths=tuple(widths),
            text_align=tuple(align),
            line_height=height,
            headings_style=FontFace(emphasis="BOLD"),
            padding=0.5,
            v_align="M",
            align="LEFT",
        ) as table:
            for cells in (heads, *rows):
                table.row([tidy(cell) for cell in cells])

    def place(self, name: str, x: float, y: float) -> None:
        """Name the spot whose box (`SIGN_BOX`) a signature of that name will fill."""
        self.pdf.set_link(name=name, x=x, y=y)

    def qr(self, text: str, x: float, y: float, side: float) -> None:
        """A QR code as vector squares, error correction M, with its quiet zone."""
        import segno

        rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=2))
        step = side / len(rows)
        self.pdf.set_fill_color(0)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    self.pdf.rect(x + across * step, y + down * step, step, step, style="F")
