"""Stacked multiple baseline: the same approach begins at different times for several things, each in a panel of its own.

All panels share the days; those with the same unit share the value axis too, the others have their own with its unit beside it.
The phase line goes through all panels as one stair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count, takewhile

from guidance_app.base.i18n import t
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import CLOCK, ValueAxis, day_axis, value_axis
from guidance_app.charts.pages import part_of, stretches_of
from guidance_app.charts.phase_names import draw_names, lay_names, middle_words
from guidance_app.charts.phases import draw_course, no_measurements, phases_summary, phases_table, stretches
from guidance_app.charts.plot import Plot
from guidance_app.charts.primitives import Path
from guidance_app.charts.series import PhaseSeries, measured, runs, sessions, shown_days, shown_values
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.text import wrap

LINE = 17
ABOVE = 24
"""Above each panel but the first: the middle of each phase."""
TIER = 130
LEAST_TIER = 84


@dataclass(frozen=True, slots=True)
class Tiers:
    """Several series under each other, the one that began first on top. The name of each is its `y_label`."""

    tiers: tuple[PhaseSeries, ...]
    window: tuple[dt.date, dt.date] | None = None


def tiers_pages(data: Tiers) -> tuple[Tiers, ...]:
    """The same days for all panels, in pages where together they have many days of measuring."""
    parts = stretches_of(s.date for one in data.tiers for s in sessions(one))
    if len(parts) < 2:
        return (data,)
    spans = [(part[0], part[-1]) for part in parts]
    return tuple(Tiers(tuple(part_of(one, *span) for one in data.tiers), span) for span in spans)


def draw_tiers(data: Tiers, area: Area, sheet: Sheet) -> float:
    """Draw the panels into the area; returns where the last one ends below."""
    tiers = [one for one in data.tiers if measured(sessions(one))]
    if not tiers:
        return no_measurements(area, sheet)
    plots_, names = _lay(tiers, area, sheet)
    for one, plot in zip(tiers, plots_, strict=True):
        plots.reserve(plot, [run for phase in one.phases for run in runs(phase.sessions, one.planned)], sheet)
        plots.draw_holidays(plot, one.holidays, sheet)
        plots.draw_value_axis(plot, one.unit, sheet)
        _draw_name(one, plot, area, sheet)
    _draw_stairs(tiers, plots_, names, sheet)
    for at, (one, plot) in enumerate(zip(tiers, plots_, strict=True)):
        draw_course(plot, replace(one, holidays=()) if at else one, sheet)
        plots.add_spots(plot, one, sheet, at, one.y_label)
    last = plots_[-1]
    plots.draw_day_axis(last, sheet)
    end = last.area.bottom + plots.DATE_ROW
    for one, plot in zip(tiers, plots_, strict=True):
        if plot.values.cut:
            plots.break_mark(plot.area, sheet)
            end = plots.cut_words(plot, one.unit, end, sheet, one.y_label)
    return end


def _lay(tiers: list[PhaseSeries], area: Area, sheet: Sheet) -> tuple[list[Plot], float]:
    """All panels with their axes, equally wide and high, and the height of the names above the first."""
    values = shared_axes(tiers)
    days = day_axis(day for one in tiers for day in shown_days(one))
    column = min(area.w / 5, 130)
    left = column + max(plots.left_room(axis, one.unit, area, sheet) for axis, one in zip(values, tiers, strict=True)) + 4
    width = area.w - left - 8
    first = Plot(Area(area.x + left, area.y, width, 100), days, values[0])
    phases = [phase for phase in tiers[0].phases if phase.sessions]
    above = lay_names(phases, stretches(first, phases), tiers[0].unit, area.h / 2, sheet).height
    foot = plots.DATE_ROW + plots.CUT_ROW * sum(axis.cut for axis in values)
    each = (area.h - above - ABOVE * (len(tiers) - 1) - foot) / len(tiers)
    height = plots.fitted(Area(0, 0, width, each), values[0], days, max(map(plots.places_of, tiers))).area.h
    tops = [area.y + above + (height + ABOVE) * at for at in range(len(tiers))]
    return [Plot(Area(area.x + left, top, width, height), days, axis) for top, axis in zip(tops, values, strict=True)], above


def shared_axes(some: Iterable[PhaseSeries]) -> list[ValueAxis]:
    """The value axis of each series: one and the same for all that have the same unit, so that they can be compared."""
    series = list(some)
    alike = [[other for other in series if (other.unit, other.from_zero) == (one.unit, one.from_zero)] for one in series]
    return [
        value_axis([value for other in same for value in shown_values(other)], one.from_zero, one.unit)
        for one, same in zip(series, alike, strict=True)
    ]


def _draw_name(one: PhaseSeries, plot: Plot, area: Area, sheet: Sheet) -> None:
    """What is measured and in which unit, at the left of its panel."""
    room = plot.area.x - area.x - plots.left_room(plot.values, one.unit, area, sheet) - 6
    lines = wrap(one.y_label, room, SMALL, "Semibold", sheet.measure, min(max(int(plot.area.h // LINE) - 1, 1), 4))
    for at, line in enumerate(lines):
        sheet.text(area.x, plot.area.y + LINE * (at + 0.5), line, face="Semibold", room=room + 0.5)
    unit = "" if one.unit == CLOCK else one.unit
    sheet.text(area.x, plot.area.y + LINE * (len(lines) + 0.5), unit, colour="mute", room=room + 0.5)


def _draw_stairs(tiers: list[PhaseSeries], all_plots: list[Plot], above: float, sheet: Sheet) -> None:
    """Names above the first panel, middles above the others, and each change of phase as one line through all panels."""
    parts = [[phase for phase in one.phases if phase.sessions] for one in tiers]
    areas = [stretches(plot, phases) for plot, phases in zip(all_plots, parts, strict=True)]
    laid = lay_names(parts[0], areas[0], tiers[0].unit, above * 2, sheet)
    draw_names(all_plots[0], parts[0], areas[0], laid, tiers[0].unit, sheet, lines=False)
    for one, phases, here in zip(tiers[1:], parts[1:], areas[1:], strict=True):
        for phase, stretch in zip(phases, here, strict=True):
            words = next((s for s in middle_words(phase, one.unit) if sheet.measure(s, SMALL, "Regular") <= stretch.w - 8), "")
            sheet.text(stretch.x + stretch.w / 2, stretch.y - 11, words, align="centre", colour="mute")
    for change in takewhile(lambda n: len(areas[0]) > n, count(1)):
        through = list(takewhile(lambda here, n=change: len(here) > n, areas))  # type: ignore[misc]
        points = [(through[0][change].x, all_plots[0].area.y - above + 4)]
        for here, below in zip(through, [*through[1:], None], strict=True):
            foot = here[change].bottom + (2 if below else 0)
            points.append((here[change].x, foot))
            points += [(below[change].x, foot)] if below else []
        sheet.primitives.append(Path(tuple(points), "text", 1.4))
        for here in through:
            sheet.taken.append(Area(here[change].x - 1, here[change].y, 2, here[change].h))


def tiers_summary(data: Tiers) -> str:
    """Each panel in spoken sentences."""
    told = [f"{one.y_label}. {phases_summary(one)}" for one in data.tiers]
    return " ".join(told) or t("No measurements yet")


def tiers_table(data: Tiers) -> tuple[tuple[str, ...], ...]:
    """All panels as one table, what is measured in the first column."""
    header = (t("What is measured"), t("Date"), t("Phase"), t("Where"), t("Value"))
    return (header, *((one.y_label, *row) for one in data.tiers for row in phases_table(one)[1:]))


def tiers_least(data: Tiers) -> tuple[float, float]:
    """The size below which panels would be too low to read."""
    return 320, 80 + LEAST_TIER * max(len(data.tiers), 1)


def tiers_height(data: Tiers) -> float:
    """The height at which the panels look best."""
    return 90 + (TIER + ABOVE) * max(len(data.tiers), 1)
