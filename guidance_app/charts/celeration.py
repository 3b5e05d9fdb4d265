"""The ratio scale for the adviser: calendar days, values on a logarithmic axis, growth as a factor for each week.

Equal steps up are equal factors, so it shows whether something doubles. Zero is not on such an axis: a session with zero stands
below the floor of the record, as an open mark without a line to it. Never the usual chart, and never on paper for parents.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from guidance_app.base.i18n import t
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import ValueAxis, bare, day_axis
from guidance_app.charts.pages import pages
from guidance_app.charts.phase_names import draw_names, lay_names
from guidance_app.charts.phases import no_measurements, phases_summary, phases_table, stretches
from guidance_app.charts.plot import Plot
from guidance_app.charts.series import PhaseSeries, Session, runs, sessions, shown_days, shown_values
from guidance_app.charts.sheet import Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.charts.voices import STYLES
from guidance_app.stats.celeration import Celeration
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.sentences import shown

UNDER = 32
"""The room below the floor, where zeros stand."""
TREND = (1.4, 2.6)


class RatioAxis(ValueAxis):
    """A value axis on which equal steps are equal factors; `low` is the floor of the record, above zero."""

    def at(self, value: Decimal) -> float:
        """Where a value lies, 0 at the floor and 1 at the top. Zero and less lie at the floor."""
        if value <= 0:
            return 0.0
        span = float(self.high.log10() - self.low.log10())
        return min(max(float(value.log10() - self.low.log10()) / span, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A series on a ratio scale; `factors` has of each phase its growth, or why there is none."""

    series: PhaseSeries
    factors: tuple[Celeration | Refusal, ...]

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The days of this page."""
        return self.series.window


def ratio_pages(data: Ratio) -> tuple[Ratio, ...]:
    """Pages of a long series; the growth of a phase is that of the whole phase on each of them."""
    of = {(phase.code, phase.whole): found for phase, found in zip(data.series.phases, data.factors, strict=True)}
    return tuple(Ratio(part, tuple(of[phase.code, phase.whole] for phase in part.phases)) for part in pages(data.series))


def ratio_axis(values: list[Decimal], counted: bool) -> RatioAxis:
    """From the floor to the next round number above everything. Of a count the floor is 1, the least that can be counted; else
    it is the power of ten below the least value."""
    above = [value for value in values if value > 0] or [Decimal(1)]
    low = Decimal(1) if counted else Decimal(10) ** math.floor(min(above).log10())
    low = min(low, Decimal(10) ** math.floor(min(above).log10()))
    high = max(*above, low * 10)
    ticks = [low * factor * Decimal(10) ** power for power in range(40) for factor in (1, 2, 5)]
    top = next((tick for tick in ticks if tick >= high), high)
    chosen = [tick for tick in ticks if tick <= top]
    if len(chosen) > 7:
        chosen = [tick for tick in chosen if tick.normalize().as_tuple().digits == (1,)]
    return RatioAxis(low, top, tuple(chosen), cut=False)


def draw_ratio(data: Ratio, area: Area, sheet: Sheet) -> float:
    """Draw the chart into the area; returns where it ends below."""
    series = data.series
    kept = [s.value for s in sessions(series) if s.value is not None]
    if not any(value > 0 for value in kept):
        return no_measurements(area, sheet)
    axis = ratio_axis(shown_values(series), _is_count(series))
    phases = [phase for phase in series.phases if phase.sessions]
    left = max(plots.left_room(axis, series.unit, area, sheet), 24)
    inner = Area(area.x + left, area.y, area.w - left - 8, area.h - UNDER - plots.DATE_ROW)
    first = Plot(inner, day_axis(shown_days(series)), axis)
    laid = lay_names(phases, stretches(first, phases), series.unit, area.h, sheet)
    below = Area(inner.x, inner.y + laid.height, inner.w, inner.h - laid.height)
    plot = plots.fitted(below, axis, first.days, plots.places_of(series))
    plots.draw_holidays(plot, series.holidays, sheet)
    draw_names(plot, phases, stretches(plot, phases), laid, series.unit, sheet)
    _draw_axes(plot, series, sheet)
    plots.draw_events(plot, series.events, sheet)
    plots.name_holidays(plot, series.holidays, sheet)
    _draw_points(plot, data, sheet)
    return plot.area.bottom + UNDER + plots.DATE_ROW


def _is_count(series: PhaseSeries) -> bool:
    return all(value == value.to_integral_value() for value in shown_values(series))


def _draw_axes(plot: Plot, series: PhaseSeries, sheet: Sheet) -> None:
    """The axes; below the floor a strip for zeros, when there are any."""
    plots.draw_value_axis(plot, series.unit, sheet)
    foot = Plot(Area(plot.area.x, plot.area.y, plot.area.w, plot.area.h + UNDER), plot.days, plot.values)
    plots.draw_day_axis(foot, sheet)
    sheet.line(plot.area.x, foot.area.bottom, plot.area.right, foot.area.bottom, "edge", 1, (1.2, 3))
    if any(s.value == 0 for s in sessions(series)):
        sheet.text(plot.area.x - 8, _under(plot), bare(Decimal(0), series.unit), align="right", colour="mute")


def _draw_points(plot: Plot, data: Ratio, sheet: Sheet) -> None:
    """Paths between what is above zero, the line of growth of each phase, the marks; zeros below the floor."""
    series = data.series
    for phase in series.phases:
        for run in runs(_above_zero(phase.sessions), series.planned):
            plots.draw_path(plot, run, STYLES[run[0].place], sheet)
    for phase, found in zip(series.phases, data.factors, strict=True):
        if isinstance(found, Celeration):
            _draw_growth(plot, found, STYLES[phase.sessions[0].place].colour, sheet)
    phases = [phase for phase in series.phases if phase.sessions]
    for phase, stretch in zip(phases, stretches(plot, phases), strict=True):
        plots.draw_missed(plot, phase.sessions, series.planned, stretch, sheet)
        plots.draw_marks(plot, _above_zero(phase.sessions), sheet)
    for zero in (s for s in sessions(series) if s.value == 0):
        style = STYLES[zero.place]
        sheet.dot(plot.x(zero.date.toordinal()), _under(plot), 4.2, style.shape, style.colour, GROUND, 1.4)
    before, zeros = len(sheet.points), {s.id for s in sessions(series) if s.value == 0}
    plots.add_spots(plot, series, sheet)
    sheet.points[before:] = [replace(s, y=_under(plot)) if s.row_id in zeros else s for s in sheet.points[before:]]


def _under(plot: Plot) -> float:
    """The height at which zeros stand."""
    return plot.area.bottom + UNDER / 2 + 2


def _above_zero(some: Iterable[Session]) -> list[Session]:
    """The same sessions with a zero as a gap: no line can lead to it."""
    return [replace(s, value=None) if s.value == 0 else s for s in some]


def _draw_growth(plot: Plot, found: Celeration, colour: str, sheet: Sheet) -> None:
    """The line of growth, straight on this scale, with its factor and the number of scores beside it."""
    days = (max(found.first, plot.days.first), min(found.last, plot.days.last))
    ends = [(plot.x(day), plot.y(Decimal(found.at(day)))) for day in days]
    (x1, y1), (x2, y2) = ends
    sheet.line(x1, y1, x2, y2, colour, 1.6, TREND)
    words = f"{factor_words(found.factor)} (n = {found.n})"
    sheet.label(words, [(x2 - 4, y2 + side, "right") for side in (-16, 16, -30, 30)] + [(x1 + 4, y1 - 16, "left")], plot.area)


def factor_words(factor: float) -> str:
    """ "×1,3" for more each week, "÷1,3" for less."""
    return f"×{shown(factor, 2)}" if factor >= 1 else f"÷{shown(1 / factor, 2)}"


def growth_words(name: str, found: Celeration | Refusal) -> str:
    """The arithmetic of one phase in one line."""
    if isinstance(found, Refusal):
        return f"{name}: {t('no factor, for a zero has none') if found.why is Why.NOT_FINITE else found.words}"
    low, high = factor_words(found.range.low), factor_words(found.range.high)
    told = t(
        "{factor} a week, 80% interval {low} to {high}, n = {n}", factor=factor_words(found.factor), low=low, high=high, n=found.n
    )
    return f"{name}: {told}"


def ratio_summary(data: Ratio) -> str:
    """Each phase in spoken sentences, then its growth."""
    told = [growth_words(phase.label or phase.code, found) for phase, found in zip(data.series.phases, data.factors, strict=True)]
    return " ".join([phases_summary(data.series), *(f"{line.rstrip('.')}." for line in told)])


def ratio_table(data: Ratio) -> tuple[tuple[str, ...], ...]:
    """The measurements, as in the usual chart."""
    return phases_table(data.series)
