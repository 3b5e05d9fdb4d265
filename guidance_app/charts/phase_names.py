"""What stands above a phase chart: the phase lines, and of each phase its box, its name and its middle.

Three ways, the first in which every name fits whole: each name beside its box, in one row below the boxes, or each from its own
phase line on to the right, like stairs. The last is for phases that are narrow, as when the day of a goal lies far ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from guidance_app.base.i18n import t, tn
from guidance_app.charts.axis import bare
from guidance_app.charts.plot import Plot
from guidance_app.charts.series import Phase, measured, middle
from guidance_app.charts.sheet import BODY, SMALL, Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.stats.gates import FEWEST_TO_COMPARE

HEADER = 50
BOX = 19
ROW = 20
LEAST_PLOT = 60
"""The stairs of names leave at least this height to the plot."""

Way = Literal["none", "beside", "below", "stairs"]


@dataclass(frozen=True, slots=True)
class Names:
    """How the names are laid out: the way, the row of each phase, and the height of it all."""

    way: Way
    rows: tuple[int, ...]
    height: float


def lay_names(phases: Sequence[Phase], stretches: Sequence[Area], unit: str, high: float, sheet: Sheet) -> Names:
    """The first way in which all names fit; `high` is the height of the whole chart."""
    pairs = list(zip(phases, stretches, strict=True))
    flat = (0,) * len(phases)
    if not any(phase.code or phase.label for phase in phases):
        return Names("none", flat, 10)
    if all(sheet.measure(phase.label, SMALL, "Semibold") + _beside(phase) + 6 <= area.w for phase, area in pairs) and not any(
        phase.code and sheet.measure(phase.label, BODY, "Semibold") + BOX + 14 > area.w for phase, area in pairs
    ):
        return Names("beside", flat, HEADER)
    if all(max(sheet.measure(phase.label, SMALL, "Semibold"), BOX) + 6 <= area.w for phase, area in pairs):
        return Names("below", flat, HEADER + ROW)
    rows = _stairs(pairs, unit, sheet)
    most = max(int((high - LEAST_PLOT - HEADER) // ROW), 1)
    return Names("stairs", rows, 10 + ROW * min(max(rows) + 1, most))


def _stairs(pairs: Sequence[tuple[Phase, Area]], unit: str, sheet: Sheet) -> tuple[int, ...]:
    """The row of each name: one lower than the one before it where that would reach into it."""
    rows: list[int] = []
    end = float("-inf")
    for phase, area in pairs:
        start = _stair_start(phase, area, pairs[-1][1].right, unit, sheet)
        rows.append(rows[-1] + 1 if rows and start < end + 10 else rows[-1] if rows else 0)
        end = start + _stair_width(phase, unit, sheet)
    return tuple(rows)


def _stair_start(phase: Phase, area: Area, right: float, unit: str, sheet: Sheet) -> float:
    """Where a name on the stairs begins: at its phase line, or so far to the left of it that it ends in the chart."""
    return max(min(area.x + 6, right - _stair_width(phase, unit, sheet)), 0)


def _stair_width(phase: Phase, unit: str, sheet: Sheet) -> float:
    words = middle_words(phase, unit)[-1]
    return _beside(phase) + sheet.measure(phase.label, SMALL, "Semibold") + 8 + sheet.measure(words, SMALL, "Regular")


def _beside(phase: Phase) -> float:
    return BOX + 6 if phase.code else 0


def draw_names(
    plot: Plot, phases: Sequence[Phase], stretches: Sequence[Area], names: Names, unit: str, sheet: Sheet, lines: bool = True
) -> None:
    """Phase lines over the full height (unless the caller draws them), boxes, names and middles."""
    top = plot.area.y - names.height + 4
    for phase, area, row in zip(phases, stretches, names.rows, strict=True):
        y = top + ROW * row
        start = _stair_start(phase, area, plot.area.right, unit, sheet)
        hidden = y + BOX > plot.area.y
        if lines and area.x > plot.area.x:
            line_top = top if names.way != "stairs" else plot.area.y - 4 if hidden else y if start > area.x else y + BOX + 2
            sheet.line(area.x, line_top, area.x, area.bottom, "text", 1.4)
            sheet.taken.append(Area(area.x - 1, line_top, 2, area.bottom - line_top))
        if names.way in ("beside", "below"):
            _draw_centred(phase, area, top, names.way == "below", unit, sheet)
        elif names.way == "stairs" and not hidden:
            _draw_stair(phase, start, y, plot.area.right, unit, sheet)


def draw_middle(plot: Plot, phase: Phase, area: Area, sheet: Sheet) -> None:
    """The middle of a phase as a dotted line, only as wide as the phase. None where a page shows one session of it, and none
    of what has no name: nothing above the chart would say what the line is."""
    value = middle(phase.whole) if phase.code or phase.label else None
    xs = [plot.x(s.date.toordinal()) for s in phase.sessions if s.value is not None]
    if value is not None and len(xs) > 1:
        a, b = max(min(xs) - 6, area.x), min(max(xs) + 6, area.right)
        sheet.line(a, plot.y(value), b, plot.y(value), "mute", 1.3, (2, 3))


def _draw_stair(phase: Phase, x: float, y: float, right: float, unit: str, sheet: Sheet) -> None:
    """Box, name and middle in one row, from the phase line on."""
    if letter := phase.code.rstrip("0123456789"):
        _draw_box(phase, letter, x, y, sheet)
        x += BOX + 6
    x += sheet.text(x, y + BOX / 2, phase.label, face="Semibold", room=right - x) + 8
    sheet.text(min(x, right), y + BOX / 2, middle_words(phase, unit)[-1], colour="mute", room=max(right - x, 0) + 0.5)


def _draw_centred(phase: Phase, area: Area, top: float, below: bool, unit: str, sheet: Sheet) -> None:
    """An open box with A for a baseline, a filled box with B for an approach, then the name of what was done."""
    letter, middle_x = phase.code.rstrip("0123456789"), area.x + area.w / 2
    beside = BOX + 6 if letter and not below else 0
    room = max(area.w - beside - 6, 0)
    size = BODY if sheet.measure(phase.label, BODY, "Semibold") <= room else SMALL
    width = min(sheet.measure(phase.label, size, "Semibold"), room)
    start = middle_x - (width + beside) / 2
    if letter and area.w > BOX + 2:
        _draw_box(phase, letter, middle_x - BOX / 2 if below else start, top, sheet)
    name_y = top + BOX / 2 + (ROW if below else 0)
    sheet.text(start + beside, name_y, phase.label, size=size, face="Semibold", room=width + 0.5)
    fitting = next((s for s in middle_words(phase, unit) if sheet.measure(s, SMALL, "Regular") <= area.w - 6), "")
    sheet.text(middle_x, area.y - 18, fitting, align="centre", colour="mute")


def _draw_box(phase: Phase, letter: str, x: float, y: float, sheet: Sheet) -> None:
    box, filled = Area(x, y, BOX, BOX), phase.kind != "baseline"
    sheet.rect(box, 4, fill="text" if filled else "", colour="text", width=1.2)
    ink = GROUND if filled else "text"
    sheet.text(x + BOX / 2, y + BOX / 2, letter, align="centre", colour=ink, face="Bold", room=BOX)


def middle_words(phase: Phase, unit: str) -> list[str]:
    """What is said of a phase beside its name, the longest first; the caller takes what fits."""
    count = len(measured(phase.whole))
    counted = tn("{n} measurement", "{n} measurements", count)
    value = middle(phase.whole)
    short = counted if value is None else t("middle {value}", value=bare(value, unit))
    told = [short] if value is None or count >= FEWEST_TO_COMPARE else [f"{short}, {counted}", counted]
    if phase.criterion is not None:
        asked = t("criterion {value}", value=bare(phase.criterion, unit))
        return [*(f"{asked}, {words}" for words in told), asked]
    return [*told, str(count)] if value is None else told
