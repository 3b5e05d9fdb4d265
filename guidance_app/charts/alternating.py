"""The chart of two approaches that take turns: one day axis, each approach its own path, mark and name at its end."""

from __future__ import annotations

from decimal import Decimal

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import bare, words
from guidance_app.charts.phases import apart, no_measurements
from guidance_app.charts.plot import Plot
from guidance_app.charts.series import Alternating, Condition, measured, middle, runs, sessions
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.text import wrap
from guidance_app.charts.voices import STYLES, Style, place_words

LINE = 17
"""Height of a line of small text."""


def condition_styles(series: Alternating) -> tuple[Style, Style]:
    """Both in the colour and shape of their place: the usual way open and dashed, the other filled and solid."""
    places = plots.places_shown(series)
    voice = STYLES[places[0] if places else "school"]
    return Style(voice.colour, voice.shape, open=True, dash=(2, 3)), Style(voice.colour, voice.shape, open=False)


def draw_alternating(series: Alternating, area: Area, sheet: Sheet) -> float:
    """Draw the chart into the area; returns where it ends below."""
    if not measured(sessions(series)):
        return no_measurements(area, sheet)
    room = min(max(sheet.measure(c.label, SMALL, "Semibold") for c in series.conditions), area.w / 4, 150)
    plot = plots.make_plot(series, area, 10, room + 12, sheet)
    plots.reserve(plot, [run for c in series.conditions for run in runs(c.sessions)], sheet)
    end = plots.draw_axes(plot, series.unit, sheet)
    plots.draw_events(plot, series.events, sheet)
    plots.draw_goal(plot, series, sheet, plot.area.right)
    styles = condition_styles(series)
    for condition, style in zip(series.conditions, styles, strict=True):
        for run in runs(condition.sessions):
            plots.draw_path(plot, run, style, sheet)
    for condition, style in zip(series.conditions, styles, strict=True):
        plots.draw_missed(plot, condition.sessions, (), plot.area, sheet)
        plots.draw_marks(plot, condition.sessions, sheet, style)
    _draw_names(plot, series, room, sheet)
    plots.add_spots(plot, series, sheet)
    return end


def _draw_names(plot: Plot, series: Alternating, room: float, sheet: Sheet) -> None:
    """The name of each approach beside its last mark, in at most two lines, with its middle below."""
    named = [(c, last) for c in series.conditions if (last := _last(c)) is not None]
    names = [wrap(c.label, room, SMALL, "Semibold", sheet.measure) for c, _ in named]
    wished = [plot.y(last) for _, last in named]
    x, gap = plot.area.right + 8, LINE * (max(len(lines) for lines in names) + 1) + 6
    for (condition, _), lines, y in zip(named, names, apart(wished, gap, plot.area), strict=True):
        top = max(y - LINE * len(lines) / 2, plot.area.y)  # names that were moved apart may not leave the chart
        for i, line in enumerate(lines):
            sheet.text(x, top + LINE * i, line, face="Semibold", room=room + 1)
        sheet.text(x, top + LINE * len(lines), _middle_words(condition, series.unit), colour="mute", room=room + 1)


def _last(condition: Condition) -> Decimal | None:
    values = measured(sorted(condition.sessions, key=lambda s: s.date))
    return values[-1] if values else None


def _middle_words(condition: Condition, unit: str) -> str:
    value = middle(condition.sessions)
    if value is not None:
        return t("middle {value}", value=bare(value, unit))
    return tn("{n} measurement", "{n} measurements", len(measured(condition.sessions)))


def alternating_summary(series: Alternating) -> str:
    """Each approach with its number of measurements and its middle, in spoken sentences."""
    parts = []
    for condition in series.conditions:
        counted = tn("{n} measurement", "{n} measurements", len(measured(condition.sessions)))
        value = middle(condition.sessions)
        said = t("{phase}, {counted}", phase=condition.label, counted=counted)
        parts.append(said if value is None else f"{said}, " + t("middle {value}", value=words(value, series.unit)))
    return ". ".join(parts) + "."


def alternating_table(series: Alternating) -> tuple[tuple[str, ...], ...]:
    """A header and one row per session, by day."""
    rows = [
        (s.date, (formats.day(s.date), c.label, place_words(s.place), plots.value_words(s, series.unit)))
        for c in series.conditions
        for s in c.sessions
    ]
    header = (t("Date"), t("Approach"), t("Where"), series.y_label)
    return (header, *(row for _, row in sorted(rows, key=lambda pair: pair[0])))
