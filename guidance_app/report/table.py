"""A table that says its heads again on every page, and columns that are as wide as their texts ask for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from guidance_app.report.layout import Block, Row, Stack, Style, line_width
from guidance_app.report.tags import TaggedCanvas

WIDEST: Final = 420
"""Wider than this no column asks to be."""

HYPHEN: Final = 1.1
"""Broken lines are not filled to their end: this many times more room is needed."""


class Table(Block):
    """Rows under their heads. On a next page the heads are decoration: a voice has said them already."""

    def __init__(self, head: Row, rows: Stack, before: float = 0, *, again: bool = False) -> None:
        self._head, self._rows, self.before, self._again = head, rows, before, again

    def height(self, width: float) -> float:
        return self._head.height(width) + self._rows.height(width)

    def tighten(self, part: float) -> None:
        super().tighten(part)
        self._head.tighten(part)
        self._rows.tighten(part)

    def fits(self, width: float, room: float) -> bool:
        return self._rows.fits(width, room - self._head.height(width))

    def cut(self, width: float, room: float) -> tuple[Table, Table] | None:
        parts = self._rows.cut(width, room - self._head.height(width))
        if parts is None:
            return None
        return Table(self._head, parts[0], self.before, again=self._again), Table(self._head, parts[1], again=True)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self._again:
            with canvas.artifact():
                self._head.draw(canvas, x, top, width)
        else:
            self._head.draw(canvas, x, top, width)
        self._rows.draw(canvas, x, top - self._head.height(width), width)


def natural_width(texts: Sequence[str], style: Style) -> float:
    """How wide a column of these texts is when none of them is broken, up to a limit."""
    return min(WIDEST, max((line_width(line, style) for text in texts for line in text.split("\n")), default=0))


def least_width(texts: Sequence[str], style: Style, whole: float) -> float:
    """How narrow it may become: texts of at most `whole` points are not broken, the words of longer ones neither."""
    return max((_least(line, style, whole) for text in texts for line in text.split("\n")), default=0)


def _least(line: str, style: Style, whole: float) -> float:
    wide = line_width(line, style)
    return wide if wide <= whole else max(whole, max((line_width(word, style) for word in line.split()), default=0))


def share_out(least: Sequence[float], natural: Sequence[float], room: float) -> list[float] | None:
    """The widths of columns: what they ask for, or their least and a part of what is left; None when there is no room."""
    spare = room - sum(least)
    if spare < 0:
        return None
    wanted = [max(0.0, n - m) for n, m in zip(natural, least, strict=True)]
    part = min(1.0, spare / sum(wanted)) if sum(wanted) else 0.0
    return [m + w * part for m, w in zip(least, wanted, strict=True)]


def lines_of(text: str, width: float, style: Style) -> int:
    """About how many lines a text takes at this width."""
    return sum(max(1, math.ceil(line_width(line, style) * HYPHEN / width - 0.1)) for line in text.split("\n"))
