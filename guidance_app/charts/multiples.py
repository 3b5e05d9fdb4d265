"""Small multiples: all goals side by side, each in a small chart with its own value axis but the same days and the same size.

So one sees when what went how; heights cannot be compared between goals with other units, and nobody is asked to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from math import ceil

from guidance_app.base.i18n import t
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import DayAxis, ValueAxis, day_axis, value_axis
from guidance_app.charts.pages import part_of, stretches_of
from guidance_app.charts.phases import draw_course, phases_table, stretches
from guidance_app.charts.plot import Plot
from guidance_app.charts.primitives import Spot
from guidance_app.charts.series import PhaseSeries, measured, runs, sessions, shown_days, shown_values
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.text import wrap

LINE, GAP, PAD = 17, 12, 6
WIDTH = 260
"""A small chart is at least so wide; as many stand beside each other as fit."""
PLOT, LEAST_PLOT, LEAST_WIDTH = 104, 56, 200
TITLE_LINES = 2


@dataclass(frozen=True, slots=True)
class Panel:
    """One goal: its name, its sentence and the arithmetic under it, and its series. Without one nothing was measured yet;
    `nothing` says what there is instead."""

    id: str
    name: str
    title: str
    caption: str
    series: PhaseSeries | None
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Multiples:
    """All of them, in the order of the page."""

    panels: tuple[Panel, ...]
    window: tuple[dt.date, dt.date] | None = None


def multiples_pages(data: Multiples) -> tuple[Multiples, ...]:
    """The same days for all, and never squeezed: half years of school where together they have many days of measuring."""
    parts = stretches_of(s.date for panel in data.panels if panel.series for s in sessions(panel.series))
    if len(parts) < 2:
        return (data,)
    return tuple(_page(data, part[0], part[-1]) for part in parts)


def _page(data: Multiples, first: dt.date, last: dt.date) -> Multiples:
    panels = (replace(p, series=part_of(p.series, first, last)) if p.series else p for p in data.panels)
    return Multiples(tuple(panels), (first, last))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all panels have in common."""

    days: DayAxis
    left: float
    width: float
    height: float
    foot: float


def draw_multiples(data: Multiples, area: Area, sheet: Sheet) -> float:
    """Draw all panels in rows; returns where the last row ends below."""
    columns = _columns(data, area.w)
    rows = ceil(len(data.panels) / columns)
    if not rows:
        sheet.text(area.x, area.y + LINE / 2, t("No measurements yet"), colour="mute", room=area.w)
        return area.y + LINE
    width = (area.w - GAP * (columns - 1)) / columns
    values = [_axis(panel) for panel in data.panels]
    shared = _share(data, values, width, (area.h + GAP) / rows - GAP, sheet)
    high = _words_height() + shared.height + shared.foot + 2 * PAD
    for at, (panel, axis) in enumerate(zip(data.panels, values, strict=True)):
        box = Area(area.x + (width + GAP) * (at % columns), area.y + (high + GAP) * (at // columns), width, high)
        _draw_panel(panel, axis, box, shared, at, sheet)
    return area.y + (high + GAP) * rows - GAP


def _columns(data: Multiples, width: float) -> int:
    return max(min(int((width + GAP) // (WIDTH + GAP)), len(data.panels)), 1)


def _words_height() -> float:
    return LINE * (TITLE_LINES + 2) + 8


def _axis(panel: Panel) -> ValueAxis:
    series = panel.series
    return value_axis(shown_values(series), series.from_zero, series.unit) if series else value_axis((), True)


def _share(data: Multiples, values: list[ValueAxis], width: float, high: float, sheet: Sheet) -> _Shared:
    """The days of all, and the least of what each could have: one size for all."""
    drawn = [panel.series for panel in data.panels if panel.series and measured(sessions(panel.series))]
    days = list(data.window or [day for series in drawn for day in shown_days(series)])
    units = [panel.series.unit if panel.series else "" for panel in data.panels]
    left = max(plots.left_room(axis, unit, Area(0, 0, width, 0), sheet) for axis, unit in zip(values, units, strict=True))
    foot = max(plots.foot_room(axis) for axis in values)
    inner = Area(0, 0, width - left - 8 - 2 * PAD, high - _words_height() - foot - 2 * PAD)
    axis = day_axis(days) if days else DayAxis(0, 0)
    places = max((plots.places_of(series) for series in drawn), default=1)
    return _Shared(axis, left, inner.w, plots.fitted(inner, values[0], axis, places).area.h, foot)


def _draw_panel(panel: Panel, values: ValueAxis, box: Area, shared: _Shared, at: int, sheet: Sheet) -> None:
    """Sentence, arithmetic, plot; the whole panel can be chosen, and each of its points."""
    said = ". ".join(part.rstrip(".") for part in (panel.name, panel.title, panel.caption) if part)
    sheet.points.append(Spot(box.x + box.w / 2, box.y + box.h / 2, said, panel.id, box.w, box.h, at))
    box = Area(box.x + PAD, box.y + PAD, box.w - 2 * PAD, box.h - 2 * PAD)
    sheet.text(box.x, box.y + LINE / 2, panel.name, face="Semibold", room=box.w)
    told = wrap(panel.title, box.w, SMALL, "Regular", sheet.measure, TITLE_LINES)
    for line, words in enumerate([*told, panel.caption]):
        colour = "mute" if line == len(told) else "text"
        sheet.text(box.x, box.y + LINE * (line + 1.5), words, colour=colour, room=box.w + 0.5)
    plot = Plot(Area(box.x + shared.left, box.y + _words_height(), shared.width, shared.height), shared.days, values, inset=8)
    series = panel.series
    if series is None or not measured(sessions(series)):
        there = series is not None and series.window is not None
        words = t("Nothing measured in these days") if there else panel.nothing or t("No measurements yet")
        middle = (plot.area.x + plot.area.w / 2, plot.area.y + plot.area.h / 2)
        sheet.text(*middle, words, align="centre", colour="mute", room=plot.area.w)
        return
    plots.reserve(plot, [run for phase in series.phases for run in runs(phase.sessions, series.planned)], sheet)
    plots.draw_holidays(plot, series.holidays, sheet)
    plots.draw_axes(plot, series.unit, sheet)
    for stretch in stretches(plot, [phase for phase in series.phases if phase.sessions])[1:]:
        sheet.line(stretch.x, plot.area.y, stretch.x, stretch.bottom, "text", 1.4)
    draw_course(plot, replace(series, holidays=()) if at else series, sheet)
    before = len(sheet.points)
    plots.add_spots(plot, series, sheet, at)
    sheet.points[before:] = [Spot(s.x, s.y, s.spoken, f"{panel.id}/{s.row_id}", panel=at) for s in sheet.points[before:]]


def multiples_summary(data: Multiples) -> str:
    """Every sentence after the other."""
    return " ".join(f"{panel.name}. {panel.title}".strip() for panel in data.panels)


def multiples_table(data: Multiples) -> tuple[tuple[str, ...], ...]:
    """All goals as one table, the goal in the first column."""
    header = (t("Goal"), t("Date"), t("Phase"), t("Where"), t("Value"))
    rows = [(panel.name, *row) for panel in data.panels if panel.series for row in phases_table(panel.series)[1:]]
    return (header, *rows)


def multiples_least(data: Multiples, width: float) -> tuple[float, float]:
    """The size below which nothing could be read."""
    return LEAST_WIDTH, _rows_height(data, max(width, LEAST_WIDTH), LEAST_PLOT)


def multiples_height(data: Multiples, width: float) -> float:
    """The height at which all rows have room."""
    return _rows_height(data, max(width, LEAST_WIDTH), PLOT)


def _rows_height(data: Multiples, width: float, plot: float) -> float:
    rows = ceil(len(data.panels) / _columns(data, width)) or 1
    return rows * (_words_height() + plot + plots.DATE_ROW + plots.CUT_ROW + 2 * PAD + GAP) - GAP
