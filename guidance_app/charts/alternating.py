"""The chart of approaches that take turns: one day axis, each approach its own path, mark and name at its end."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import bare, words
from guidance_app.charts.phases import apart, no_measurements
from guidance_app.charts.plot import Plot
from guidance_app.charts.primitives import Dash, Shape
from guidance_app.charts.series import Alternating, Condition, measured, middle, runs, sessions
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.text import wrap
from guidance_app.charts.voices import STYLES, Style, place_words

LINE = 17
"""Height of a line of small text."""
ABOVE_ROUNDS = 32
"""Above the plot, for brackets with their numbers."""


_MORE: tuple[tuple[Shape, bool, Dash], ...] = (
    ("triangle", False, (9, 3)), ("square", True, (7, 2, 2, 2)), ("triangle", True, (4, 3)), ("square", False, (12, 3, 2, 3)),
)  # fmt: skip
"""Mark and dash of the third approach and further: (shape, open, dash)."""


def condition_styles(series: Alternating) -> tuple[Style, ...]:
    """All in the colour of their place, each with its own mark and dash: the usual way open and dotted, the next filled and
    solid, further ones with another shape. Shape and dash alone tell them apart."""
    places = plots.places_shown(series)
    voice = STYLES[places[0] if places else "school"]
    first = (Style(voice.colour, voice.shape, open=True, dash=(2, 3)), Style(voice.colour, voice.shape, open=False))
    swap: dict[Shape, Shape] = {voice.shape: "circle"}
    more = [Style(voice.colour, swap.get(shape, shape), open=hollow, dash=dash) for shape, hollow, dash in _MORE]
    count = len(series.conditions)
    return tuple([*first, *more, *more * (count // len(more) + 1)][:count])


def draw_alternating(series: Alternating, area: Area, sheet: Sheet) -> float:
    """Draw the chart into the area; returns where it ends below."""
    if not measured(sessions(series)):
        return no_measurements(area, sheet)
    room = min(max(sheet.measure(c.label, SMALL, "Semibold") for c in series.conditions), area.w / 4, 150)
    plot = plots.make_plot(series, area, ABOVE_ROUNDS if series.rounds else 10, room + 12, sheet)
    plots.reserve(plot, [run for c in series.conditions for run in runs(c.sessions)], sheet)
    plots.draw_holidays(plot, series.holidays, sheet)
    end = plots.draw_axes(plot, series.unit, sheet)
    plots.reserve_missed(plot, sessions(series), sheet)
    plots.reserve_goal(plot, series, sheet)
    plots.draw_events(plot, series.events, sheet)
    plots.name_holidays(plot, series.holidays, sheet)
    plots.draw_goal(plot, series, sheet, plot.area.right)
    _draw_phase_lines(plot, series, sheet)
    _draw_rounds(plot, series, sheet)
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


def _draw_phase_lines(plot: Plot, series: Alternating, sheet: Sheet) -> None:
    """A phase line where one stretch ends and another begins: before the turns began, or where one approach went on alone."""
    spans = sorted((min(days), max(days)) for c in series.conditions if (days := [s.date.toordinal() for s in c.sessions]))
    last = spans[0][1]
    for first, end in spans[1:]:
        if first > last:
            x = plot.x((last + first) / 2)
            sheet.line(x, plot.area.y, x, plot.area.bottom, "text", 1.4)
            sheet.taken.append(Area(x - 1, plot.area.y, 2, plot.area.h))
        last = max(last, end)


def _draw_rounds(plot: Plot, series: Alternating, sheet: Sheet) -> None:
    """Above the plot a bracket over the sessions of each drawn pair or round, with its number where all have room for that."""
    word = t("pair {n}", n=1) if len(series.conditions) == 2 else t("round {n}", n=1)
    shown = [one for one in series.rounds if plot.days.first <= one.first.toordinal() and one.last.toordinal() <= plot.days.last]
    middles = [plot.x((one.first.toordinal() + one.last.toordinal()) / 2) for one in shown]
    names = [word if one is series.rounds[0] else str(series.rounds.index(one) + 1) for one in shown]
    widths = [sheet.measure(name, SMALL, "Regular") for name in names]
    fits = all((a + b) / 2 + 6 <= right - left for (a, left), (b, right) in pairwise(zip(widths, middles, strict=True)))
    foot = plot.area.y - 4
    for one, middle_x, name, width in zip(shown, middles, names, widths, strict=True):
        a, b = plot.x(one.first.toordinal()) - 3, plot.x(one.last.toordinal()) + 3
        sheet.path(((a, foot), (a, foot - 5), (b, foot - 5), (b, foot)), "edge", 1.1)
        if fits:
            start = min(max(middle_x, width / 2), plot.area.right - width / 2)
            sheet.text(start, foot - 15, name, align="centre", colour="mute")


def _draw_names(plot: Plot, series: Alternating, room: float, sheet: Sheet) -> None:
    """The name of each approach beside its last mark, in at most two lines (one when there are many), its middle below."""
    named = [(c, last) for c in series.conditions if (last := _last(c)) is not None]
    most = 1 if LINE * 3 * len(named) > plot.area.h else 2
    names = [wrap(c.label, room, SMALL, "Semibold", sheet.measure, most) for c, _ in named]
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
    value = middle(condition.whole)
    if value is not None:
        return t("middle {value}", value=bare(value, unit))
    return tn("{n} measurement", "{n} measurements", len(measured(condition.whole)))


def alternating_summary(series: Alternating) -> str:
    """Each approach with its number of measurements and its middle, in spoken sentences."""
    parts = []
    for condition in series.conditions:
        counted = tn("{n} measurement", "{n} measurements", len(measured(condition.whole)))
        value = middle(condition.whole)
        said = t("{phase}, {counted}", phase=condition.label, counted=counted)
        parts.append(said if value is None else f"{said}, " + t("middle {value}", value=words(value, series.unit)))
    if series.rounds:
        n, two = len(series.rounds), len(series.conditions) == 2
        parts.append(tn("{n} drawn pair", "{n} drawn pairs", n) if two else tn("{n} drawn round", "{n} drawn rounds", n))
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
