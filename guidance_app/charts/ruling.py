"""Straight lines beside the scores, drawn: thin, never joined to the path of the scores, and only as far as the axes go."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from guidance_app.charts.lines import Ruled
from guidance_app.charts.plot import Plot
from guidance_app.charts.primitives import Dash
from guidance_app.charts.sheet import Area, Sheet

Point = tuple[float, float]
STYLES: Final[dict[str, tuple[str, float, Dash]]] = {
    "carried": ("mute", 1.3, (1.3, 4)),
    "fitted": ("text", 0.9, ()),
    "limit": ("text", 1.1, (8, 3, 2, 3)),
    "end": ("mute", 0.9, (3, 3)),
}
"""Colour, width and dash of each kind: dash and words tell them apart, colour never does."""
OFF: Final = (12, 18, 26)
"""How far from its line the middle of a word may stand."""


def draw_ruled(plot: Plot, ruled: Iterable[Ruled], sheet: Sheet) -> None:
    """Every line, then its words where there is room for them; the same words stand once."""
    said = set[str]()
    for one in ruled:
        shown = [part for a, b in pairwise(one.corners) if (part := _within(plot, a, b)) is not None]
        for (x1, y1), (x2, y2) in shown:
            sheet.line(x1, y1, x2, y2, *STYLES[one.kind])
        if shown and one.words and one.words[0] not in said and _label(plot, shown, one.words, sheet):
            said.add(one.words[0])


def _within(plot: Plot, a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> tuple[Point, Point] | None:
    """The part of a stretch that lies within both axes (Liang & Barsky 1984); None when nothing does."""
    (u1, v1), (u2, v2) = ((plot.days.at(float(day)), plot.values.share(_decimal(height))) for day, height in (a, b))
    if not all(map(math.isfinite, (u1, v1, u2, v2))):
        return None
    first, last = 0.0, 1.0
    for step, room in ((u1 - u2, u1), (u2 - u1, 1 - u1), (v1 - v2, v1), (v2 - v1, 1 - v1)):
        if step == 0 and room < 0:
            return None
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    if first >= last:
        return None
    ends = [(u1 + (u2 - u1) * part, v1 + (v2 - v1) * part) for part in (first, last)]
    start, end = ((_across(plot, u), plot.area.bottom - plot.area.h * min(max(v, 0.0), 1.0)) for u, v in ends)
    return start, end


def _across(plot: Plot, share: float) -> float:
    return plot.area.x + plot.inset + (plot.area.w - 2 * plot.inset) * min(max(share, 0.0), 1.0)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _label(plot: Plot, shown: list[tuple[Point, Point]], words: tuple[str, ...], sheet: Sheet) -> bool:
    """The first of the words that fits near the line, from its end backwards; False when none does."""
    places: list[tuple[float, float, Literal["left", "right"]]] = []
    for (x1, y1), (x2, y2) in reversed(shown):
        reserve_line((x1, y1), (x2, y2), sheet)
        for part in (1.0, 0.85, 0.7, 0.55, 0.4):
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
            places += [(x, y + side * off, "right") for off in OFF for side in (-1, 1)]
    return any(sheet.label(one, places, plot.area, room=plot.area.w) for one in words)


def reserve_line(a: Point, b: Point, sheet: Sheet) -> None:
    """Keep words off the line."""
    parts = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) // 8) + 1
    for i in range(parts + 1):
        x, y = a[0] + (b[0] - a[0]) * i / parts, a[1] + (b[1] - a[1]) * i / parts
        sheet.taken.append(Area(x - 2, y - 2, 4, 4))
