"""The phase chart of a single-case experiment: one series of measurements, its phases side by side.

The path breaks at every phase change and every gap. Nothing here judges: the title is the caller's, no trend is drawn,
and a phase with fewer than five measurements says so itself.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import words
from guidance_app.charts.phase_names import HEADER, draw_middle, draw_names, lay_names
from guidance_app.charts.plot import Plot
from guidance_app.charts.ruling import draw_ruled, reserve_line
from guidance_app.charts.series import (
    Phase,
    PhaseSeries,
    Session,
    aim_corners,
    apart_from,
    measured,
    middle,
    runs,
    sessions,
    shown_days,
)
from guidance_app.charts.sheet import BODY, SMALL, Area, Sheet
from guidance_app.charts.voices import STYLES, Place, place_words

BEYOND = 8
"""How far a phase reaches beyond its first and last day, where it does not join another one."""
CRITERION = 1.6
"""Width of the line of a criterion over its whole stage: solid, unlike the dotted middle and the dashed goal. Its value
stands above the stage."""


def draw_phases(series: PhaseSeries, area: Area, sheet: Sheet) -> float:
    """Draw the chart into the area; returns where it ends below."""
    if not measured(sessions(series)):
        return no_measurements(area, sheet)
    phases = [phase for phase in series.phases if phase.sessions]
    names = _place_names(series)
    widest = max((sheet.measure(name, SMALL, "Regular") + 10 for name in names.values()), default=0)
    right = max(8.0, min(widest, area.w / 4))
    plot = plots.make_plot(series, area, HEADER, right, sheet)
    laid = lay_names(phases, stretches(plot, phases), series.unit, area.h, sheet)
    plot = plots.make_plot(series, area, laid.height, right, sheet)
    plots.reserve(plot, [run for phase in phases for run in runs(phase.sessions, series.planned)], sheet)
    plots.draw_holidays(plot, series.holidays, sheet)
    end = plots.draw_axes(plot, series.unit, sheet)
    draw_names(plot, phases, stretches(plot, phases), laid, series.unit, sheet)
    draw_course(plot, series, sheet)
    _draw_place_names(plot, names, series, sheet)
    plots.add_spots(plot, series, sheet)
    return end


def draw_course(plot: Plot, series: PhaseSeries, sheet: Sheet) -> None:
    """What lies within the axes: events, middles, criteria, goal and aim line, the unbroken paths, and the marks on top."""
    r = plots.mark_size(plot, series)
    phases = [phase for phase in series.phases if phase.sessions]
    parts = list(zip(phases, stretches(plot, phases), strict=True))
    plots.reserve_missed(plot, sessions(series), sheet)
    plots.reserve_goal(plot, series, sheet)
    plots.draw_events(plot, series.events, sheet)
    plots.name_holidays(plot, series.holidays, sheet)
    draw_empty(plot, [stretch for _, stretch in parts], sheet)
    for phase, stretch in parts:
        draw_middle(plot, phase, stretch, sheet)
        if phase.criterion is not None:
            y = plot.y(phase.criterion)
            sheet.line(stretch.x, y, stretch.right, y, "text", CRITERION)
    _draw_goal(plot, series, sheet)
    draw_ruled(plot, series.ruled, sheet)
    for phase in phases:
        for run in runs(phase.sessions, series.planned):
            plots.draw_path(plot, run, STYLES[run[0].place], sheet)
    for phase, stretch in parts:
        plots.draw_missed(plot, phase.sessions, series.planned, stretch, sheet)
        plots.draw_marks(plot, phase.sessions, sheet, r=r)


def no_measurements(area: Area, sheet: Sheet) -> float:
    """The empty chart: one sentence."""
    sheet.text(area.x + area.w / 2, area.y + 40, t("No measurements yet"), size=BODY, align="centre", colour="mute", room=area.w)
    return area.y + 80


def stretches(plot: Plot, phases: list[Phase]) -> list[Area]:
    """The part of the plot that each phase has: up to halfway between its last session and the next phase's first. Where a long
    empty time lies between them, the one ends with its own last day and the other begins with its first."""
    edges = [_edges(plot, before, after) for before, after in pairwise(phases)]
    starts, ends = [plot.area.x, *(b for _, b in edges)], [*(a for a, _ in edges), plot.area.right]
    return [Area(a, plot.area.y, b - a, plot.area.h) for a, b in zip(starts, ends, strict=True)]


def _edges(plot: Plot, before: Phase, after: Phase) -> tuple[float, float]:
    """Where the one phase ends and the other begins."""
    last, first = max(s.date.toordinal() for s in before.sessions), min(s.date.toordinal() for s in after.sessions)
    halfway = plot.x((last + first) / 2)
    empty = apart_from(before, after)
    if empty is None:
        return halfway, halfway
    end, begin = plot.x(empty[0]) + BEYOND, plot.x(empty[1]) - BEYOND
    return (end, begin) if end < begin else (halfway, halfway)


def draw_empty(plot: Plot, areas: list[Area], sheet: Sheet) -> None:
    """The time between two phases in which nothing was measured: a thin line where the one ended, and the word for it."""
    word = t("no measurement")
    width = sheet.measure(word, SMALL, "Regular")
    for before, after in pairwise(areas):
        if after.x > before.right:
            sheet.line(before.right, plot.area.y, before.right, plot.area.bottom, "edge", 0.8)
            places = [((before.right + after.x - width) / 2, plot.area.bottom - up) for up in (12, 30, 48)]
            sheet.label(
                word, [(x, y, "left") for x, y in places], Area(before.right, plot.area.y, after.x - before.right, plot.area.h)
            )


def _draw_goal(plot: Plot, series: PhaseSeries, sheet: Sheet) -> None:
    """The goal line, and the aim line that leads to its marker where there is one."""
    right = plot.area.right
    if series.aim:
        corners = [(plot.x(day), plot.y(height)) for day, height in aim_corners(series.aim, series.window)]
        _draw_aim(plot, corners, sheet)
        right = corners[-1][0] if corners else right
    plots.draw_goal(plot, series, sheet, right)


def _draw_aim(plot: Plot, corners: list[tuple[float, float]], sheet: Sheet) -> None:
    """The aim line with its name near its end, where no measurement is yet."""
    if not corners:
        return
    for (x1, y1), (x2, y2) in pairwise(corners):
        sheet.line(x1, y1, x2, y2, "goal", 1.1, (9, 4))
        reserve_line((x1, y1), (x2, y2), sheet)
    (x1, y1), (x2, y2) = corners[-2:]
    steps = [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in (0.8, 0.7, 0.6, 0.5)]
    sheet.label(t("aim line"), [(x, y + side * 16, "left") for x, y in steps for side in (1, -1)], plot.area)


def _place_names(series: PhaseSeries) -> dict[Place, str]:
    """The direct labels at the line ends; one place alone needs none."""
    places = plots.places_shown(series)
    return {place: place_words(place) for place in places} if len(places) > 1 else {}


def _draw_place_names(plot: Plot, names: dict[Place, str], series: PhaseSeries, sheet: Sheet) -> None:
    """Each place's name beside its last mark."""
    last = {s.place: s.value for s in sessions(series) if s.value is not None}
    heights = apart([plot.y(last[place]) for place in names], 18, plot.area)
    for name, y in zip(names.values(), heights, strict=True):
        sheet.text(plot.area.right + 4, y, name, room=plot.area.w / 3)


def apart(wished: list[float], gap: float, area: Area) -> list[float]:
    """Heights for labels, in the same order: as wished, but never closer than the gap, and lifted to end in the area."""
    placed = dict[int, float]()
    y = area.y - gap / 2
    for i in sorted(range(len(wished)), key=wished.__getitem__):
        y = placed[i] = max(wished[i], y + gap)
    lift = max(y - (area.bottom - gap / 2), 0)
    return [placed[i] - lift for i in range(len(wished))]


def phases_summary(series: PhaseSeries) -> str:
    """The chart in spoken sentences: each phase with its number of measurements and its middle, then the goal."""
    parts = []
    for phase in series.phases:
        name = " ".join(part for part in (phase.code, phase.label) if part) or series.y_label
        counted = tn("{n} measurement", "{n} measurements", len(measured(phase.whole)))
        value = middle(phase.whole)
        said = t("{phase}, {counted}", phase=name, counted=counted)
        said = said if value is None else f"{said}, " + t("middle {value}", value=words(value, series.unit))
        if phase.criterion is not None:
            said += ", " + t("criterion {value}", value=words(phase.criterion, series.unit))
        parts.append(said)
    if series.goal:
        parts.append(t("goal {value}", value=words(series.goal.value, series.unit)))
    parts += [one.words[0] for one in series.ruled if one.kind == "carried" and one.words]
    if series.aim:
        level = aim_corners(series.aim)[0][1].quantize(Decimal("0.1"))
        parts.append(t("aim line begins at {value}", value=words(level, series.unit)))
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "." if parts else ""


def phases_table(series: PhaseSeries) -> tuple[tuple[str, ...], ...]:
    """The same chart as a table: a header, one row per session, missed ones too, then the events."""
    rows = [(s.date, _table_row(phase, s, series.unit)) for phase in series.phases for s in phase.sessions]
    rows += [(e.date, (formats.day(e.date), "", "", e.label)) for e in series.events]
    rows += [(first, _holiday_row(first, last)) for first, last in series.holidays if _within(first, last, series)]
    header = (t("Date"), t("Phase"), t("Where"), series.y_label)
    return (header, *(row for _, row in sorted(rows, key=lambda pair: pair[0])))


def _table_row(phase: Phase, session: Session, unit: str) -> tuple[str, str, str, str]:
    name = " ".join((phase.code, phase.label)).strip()
    return formats.day(session.date), name, place_words(session.place), plots.value_words(session, unit)


def _holiday_row(first: dt.date, last: dt.date) -> tuple[str, str, str, str]:
    return formats.day(first), "", "", t("holiday until {day}", day=formats.day(last))


def _within(first: dt.date, last: dt.date, series: PhaseSeries) -> bool:
    """Whether a holiday lies in the time that is shown."""
    days = shown_days(series)
    return bool(days) and first <= max(days) and last >= min(days)
