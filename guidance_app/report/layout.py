"""How content falls on pages: blocks that know their height, can be cut in two, and draw themselves.

A Text is lines, a Stack is blocks under one another, a Row is cells beside one another. Boxes, columns, tables and whole
pages are made of these three, so there is one place that breaks pages. Lengths are points; y goes up, as in PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from guidance_app.charts.primitives import Face
from guidance_app.charts.tokens import LIGHT
from guidance_app.report.fonts import NAMES, register_fonts
from guidance_app.report.tags import Element, TaggedCanvas
from guidance_app.report.text import markup, plain

MM: Final = 72 / 25.4
MARGIN: Final = 15 * MM
FOOT: Final = 22
"""Room for the page number, above the lower margin."""

PAGE_WIDTH, PAGE_HEIGHT = A4
WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
HEIGHT: Final = PAGE_HEIGHT - 2 * MARGIN - FOOT

_NO_END: Final = 10**9
_LONGEST_LINE: Final = 200
ALONE: Final = 1
"""So few lines of a longer paragraph do not stay behind at the foot of a page."""

CLOSEST: Final = 1.2
"""Lines of text are at least this many times their size apart."""

HAIR: Final = 0.01
"""Less than this is a rounding error and no lack of room."""


@dataclass(frozen=True)
class Style:
    """How text looks. `before` is white above it, except at the top of a page; `keep` holds it with what follows."""

    size: float = 12
    leading: float = 17
    face: Face = "Regular"
    colour: str = "text"
    before: float = 0
    keep: bool = False
    alignment: int = TA_LEFT


@cache
def _paragraph_style(style: Style) -> ParagraphStyle:
    register_fonts()
    return ParagraphStyle(
        style.face,
        fontName=NAMES[style.face],
        fontSize=style.size,
        leading=style.leading,
        textColor=HexColor(LIGHT[style.colour]),
        alignment=style.alignment,
        hyphenationLang="",
        embeddedHyphenation=0,
        uriWasteReduce=0,
        splitLongWords=1,
        allowOrphans=0,
        allowWidows=0,
    )


class Block:
    """Something with a height. `before` is white above it, `keep` says that it stays with the block that follows."""

    before: float = 0
    keep: bool = False

    def height(self, width: float) -> float:
        """How high it is at this width."""
        raise NotImplementedError

    def fits(self, width: float, room: float) -> bool:
        """Whether it is no higher than the room. What holds much stops counting where the room ends."""
        return self.height(width) <= room + HAIR

    def tighten(self, part: float) -> None:
        """Leave only this part of the white: above it, inside it and between its lines, for who wants it all on one page."""
        self.before *= part

    def cut(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002
        """Two blocks, the first no higher than the room; None when it cannot be cut there."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it below `top`."""
        raise NotImplementedError


class Text(Block):
    """One paragraph of a person's or our own words, a `P` unless a path says otherwise (the empty path: the element it is in).

    Instead of a text it may be given (label, text) pairs, whose labels are printed in semibold. What goes on to the next
    page is the same paragraph from a later line on, so a long text is broken into lines once; a text that fits on one line
    is not broken at all.
    """

    def __init__(self, text: str | Sequence[tuple[str, str]], style: Style, path: tuple[Element, ...] | None = None) -> None:
        self._line = _simple(plain(text)) if isinstance(text, str) and style.alignment == TA_LEFT else None
        self._words = markup(text) if isinstance(text, str) else "&nbsp;&nbsp; ".join(_labelled(*pair) for pair in text)
        self._path = (Element("P"),) if path is None else path
        self._style = style
        self._paragraph: Paragraph | None = None
        self._width = 0.0
        self._first, self._end = 0, _NO_END
        self.before, self.keep = style.before, style.keep

    def height(self, width: float) -> float:
        return self._lines(width) * self._style.leading

    def _lines(self, width: float) -> int:
        if self._on_one_line(width):
            return 1
        return min(self._end, len(self._broken(width).blPara.lines)) - self._first

    def _on_one_line(self, width: float) -> bool:
        return self._line is not None and self._line_width <= width

    @cached_property
    def _line_width(self) -> float:
        return line_width(self._line or "", self._style)

    def _broken(self, width: float) -> Paragraph:
        """The paragraph, broken into lines of this width."""
        if self._paragraph is None:
            self._paragraph = Paragraph(self._words, _paragraph_style(self._style))
        if self._width != width:
            self._paragraph.wrap(width, _NO_END)
            self._width = width
        return self._paragraph

    def tighten(self, part: float) -> None:
        super().tighten(part)
        least = self._style.size * CLOSEST
        self._style = replace(self._style, leading=max(least, least + (self._style.leading - least) * part))

    def cut(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines, fit = self._lines(width), int((room + HAIR) // self._style.leading)
        fit -= lines - fit == 1  # no last line alone on the next page
        if not ALONE < fit < lines:
            return None
        head, tail = copy(self), copy(self)
        head._end = tail._first = self._first + fit
        head.keep = False
        return head, tail

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.marked(*self._path):
            if self._on_one_line(width):
                canvas.setFont(NAMES[self._style.face], self._style.size)
                canvas.setFillColor(HexColor(LIGHT[self._style.colour]))
                canvas.drawString(x, top - self._style.size, self._line)
            else:
                self._draw_lines(canvas, x, top, width)

    def _draw_lines(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        whole, height = self._broken(width), self.height(width)
        shown = copy(whole)
        shown.blPara = copy(whole.blPara)
        shown.blPara.lines = whole.blPara.lines[self._first : self._end]
        shown.height = height
        shown.drawOn(canvas, x, top - height)


def line_width(line: str, style: Style) -> float:
    """How wide a text is that is not broken."""
    register_fonts()
    return float(stringWidth(line, NAMES[style.face], style.size))


def _simple(text: str) -> str | None:
    """The text as one line of words; None when it is too long for that or has white space of its own kind."""
    if len(text) > _LONGEST_LINE or any(c.isspace() and c not in " \u00a0" for c in text):
        return None
    return " ".join(word for word in text.split(" ") if word)


def _labelled(label: str, text: str) -> str:
    return f'<font name="{NAMES["Semibold"]}">{markup(label)}</font>&nbsp; {markup(text)}'


class Space(Block):
    """White, with a line at its foot when there is a colour for it."""

    def __init__(self, height: float, line: str = "", thickness: float = 0.8, before: float = 0) -> None:
        self._height, self._line, self._thickness, self.before = height, line, thickness, before

    def height(self, width: float) -> float:  # noqa: ARG002
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self._line:
            with canvas.artifact():
                canvas.setStrokeColor(HexColor(LIGHT[self._line]))
                canvas.setLineWidth(self._thickness)
                canvas.setDash([])
                canvas.line(x, top - self._height, x + width, top - self._height)


class Picture(Block):
    """A drawing of a fixed height. With an element it is content, described by that element; without it is decoration."""

    def __init__(self, height: float, paint: Callable[[TaggedCanvas, float, float], None], *path: Element) -> None:
        self._height, self._paint, self._path = height, paint, path

    def height(self, width: float) -> float:  # noqa: ARG002
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002
        with canvas.marked(*self._path) if self._path else canvas.artifact():
            self._paint(canvas, x, top - self._height)


class Stack(Block):
    """Blocks under one another. `together` keeps them on one page if they fit on one."""

    def __init__(self, blocks: Sequence[Block], before: float = 0, *, together: bool = False) -> None:
        self.blocks, self.before, self._together = list(blocks), before, together

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self.blocks) + sum(block.before for block in self.blocks[1:])

    def tighten(self, part: float) -> None:
        super().tighten(part)
        for block in self.blocks:
            block.tighten(part)

    def fits(self, width: float, room: float) -> bool:
        return self._first_that_does_not_fit(width, room)[0] == len(self.blocks)

    def cut(self, width: float, room: float) -> tuple[Stack, Stack] | None:
        if self._together and self.fits(width, HEIGHT):
            return None
        i, left = self._first_that_does_not_fit(width, room)
        if i == len(self.blocks):
            return None
        if parts := self.blocks[i].cut(width, left):
            return self._cut([*self.blocks[:i], parts[0]], [parts[1], *self.blocks[i + 1 :]])
        while i and self.blocks[i - 1].keep:
            i -= 1
        return self._cut(self.blocks[:i], self.blocks[i:]) if i else None

    def page(self, width: float, room: float) -> tuple[Stack, Stack]:
        """What goes on an empty page and what is left. Something always goes on it, so that pages come to an end."""
        i, _ = self._first_that_does_not_fit(width, room)
        if i == len(self.blocks):
            return self, Stack([])
        return self.cut(width, room) or self._cut(self.blocks[: max(1, i)], self.blocks[max(1, i) :])

    def _first_that_does_not_fit(self, width: float, room: float) -> tuple[int, float]:
        """Its number, and the room that is left for it."""
        for i, block in enumerate(self.blocks):
            room -= block.before if i else 0
            if not block.fits(width, room):
                return i, room
            room -= block.height(width)
        return len(self.blocks), room

    def _cut(self, head: list[Block], tail: list[Block]) -> tuple[Stack, Stack]:
        return Stack(head, self.before), Stack(tail)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for i, block in enumerate(self.blocks):
            top -= block.before if i else 0
            block.draw(canvas, x, top, width)
            top -= block.height(width)


@dataclass
class Cell:
    """One cell of a row: blocks with padding, on a fill, inside an edge. `share` is its part of the width, or `fixed` its width.

    `element` is what it is in the structure, if it is more than a place on the page.
    """

    stack: Stack
    element: Element | None = None
    share: float = 1
    fixed: float = 0
    padding: tuple[float, float] = (0, 0)
    fill: str = ""
    edge: str = ""
    radius: float = 0

    def height(self, width: float) -> float:
        """How high it is, padding included."""
        return self.stack.height(width - 2 * self.padding[0]) + 2 * self.padding[1]

    def fits(self, width: float, room: float) -> bool:
        """Whether it is no higher than the room."""
        return self.stack.fits(width - 2 * self.padding[0], room - 2 * self.padding[1])

    def cut(self, width: float, room: float) -> tuple[Cell, Cell] | None:
        """The cell before and after a page break; what fits stays whole and leaves an empty cell behind."""
        inner, left = width - 2 * self.padding[0], room - 2 * self.padding[1]
        if self.stack.fits(inner, left):
            return self, replace(self, stack=Stack([]))
        parts = self.stack.cut(inner, left)
        return (replace(self, stack=parts[0]), replace(self, stack=parts[1])) if parts else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, height: float) -> None:
        """Draw it as high as its row."""
        if self.fill or self.edge:
            with canvas.artifact():
                canvas.setFillColor(HexColor(LIGHT[self.fill or "surface"]))
                canvas.setStrokeColor(HexColor(LIGHT[self.edge or "surface"]))
                canvas.setLineWidth(1)
                canvas.setDash([])
                canvas.roundRect(
                    x, top - height, width, height, self.radius, stroke=int(bool(self.edge)), fill=int(bool(self.fill))
                )
        with canvas.inside(*[self.element] if self.element else []):
            self.stack.draw(canvas, x + self.padding[0], top - self.padding[1], width - 2 * self.padding[0])


@dataclass
class Row(Block):
    """Cells beside one another, all as high as the highest. `line` is a hairline under it."""

    cells: list[Cell]
    path: tuple[Element, ...] = ()
    gap: float = 0
    before: float = 0
    keep: bool = False
    line: str = ""
    together: bool = False
    least: float = 0

    def _widths(self, width: float) -> list[float]:
        left = width - self.gap * (len(self.cells) - 1) - sum(cell.fixed for cell in self.cells)
        shares = sum(cell.share for cell in self.cells if not cell.fixed)
        return [cell.fixed or left * cell.share / shares for cell in self.cells]

    def height(self, width: float) -> float:
        cells = zip(self.cells, self._widths(width), strict=True)
        return max(self.least, *(cell.height(w) for cell, w in cells))

    def tighten(self, part: float) -> None:
        super().tighten(part)
        for cell in self.cells:
            cell.padding = (cell.padding[0], cell.padding[1] * part)
            cell.stack.tighten(part)

    def fits(self, width: float, room: float) -> bool:
        cells = zip(self.cells, self._widths(width), strict=True)
        return self.least <= room + HAIR and all(cell.fits(w, room) for cell, w in cells)

    def cut(self, width: float, room: float) -> tuple[Row, Row] | None:
        if self.together and self.fits(width, HEIGHT):
            return None
        parts = [cell.cut(w, room) for cell, w in zip(self.cells, self._widths(width), strict=True)]
        cut = [part for part in parts if part]
        if len(cut) < len(parts):
            return None
        head, tail = [part[0] for part in cut], [part[1] for part in cut]
        return replace(self, cells=head, line=""), replace(self, cells=tail, before=0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        height = self.height(width)
        with canvas.inside(*self.path):
            for cell, w in zip(self.cells, self._widths(width), strict=True):
                cell.draw(canvas, x, top, w, height)
                x += w + self.gap
        if self.line:
            Space(0, self.line, 0.6).draw(canvas, x - width - self.gap, top - height, width)
