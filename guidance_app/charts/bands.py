"""The course of something with the measures that were carried out meanwhile as bands below it, over the same days.

A band says when, never that it helped. Home and school differ by the edge of their bands (dashed, solid) and by words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.charts import plot as plots
from guidance_app.charts.axis import day_axis, value_axis
from guidance_app.charts.pages import pages
from guidance_app.charts.phase_names import draw_names, lay_names
from guidance_app.charts.phases import draw_course, phases_summary, phases_table, stretches
from guidance_app.charts.plot import Plot
from guidance_app.charts.primitives import Rect, Spot
from guidance_app.charts.series import PhaseSeries, measured, runs, sessions, shown_days, shown_values
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.voices import STYLES, Place, place_words

ROW = 30
BAR = 9
PLOT, LEAST_PLOT = 190, 70
GROUNDS: dict[Place, str] = {"home": "homeSoft", "school": "schoolSoft", "pupil": "pupilSoft"}


@dataclass(frozen=True, slots=True)
class Band:
    """A measure: from when and until when it was carried out. Without an end it still is, or nobody wrote down when it ended."""

    id: str
    label: str
    place: Place
    start: dt.date
    end: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bands:
    """A curve and its bands; `today` is where what still runs ends."""

    series: PhaseSeries
    bands: tuple[Band, ...]
    today: dt.date

    @property
    def days(self) -> list[dt.date]:
        """What the day axis must hold: the curve, and the bands as far as they lie near it; of a page its own days."""
        if self.series.window:
            return list(self.series.window)
        curve = shown_days(self.series) or [self.today]
        starts = [max(band.start, min(curve)) if band.start < min(curve) else band.start for band in self.bands]
        ends = [min(band.end or self.today, self.today) for band in self.bands]
        return [*curve, *starts, *(end for end in ends if end >= min(curve))]

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The days of this page."""
        return self.series.window


def bands_pages(data: Bands) -> tuple[Bands, ...]:
    """Pages of the curve, each with the bands of its days; the last one runs on to today."""
    parts = pages(data.series)
    if len(parts) < 2:
        return (data,)
    spans = [part.window or (data.today, data.today) for part in parts]
    spans[-1] = (spans[-1][0], max(spans[-1][1], data.today))
    return tuple(_page(data, part, span) for part, span in zip(parts, spans, strict=True))


def _page(data: Bands, part: PhaseSeries, span: tuple[dt.date, dt.date]) -> Bands:
    there = tuple(band for band in data.bands if band.start <= span[1] and (band.end or data.today) >= span[0])
    return Bands(replace(part, window=span), there, data.today)


def draw_bands(data: Bands, area: Area, sheet: Sheet) -> float:
    """Draw curve and bands into the area; returns where it ends below."""
    series = replace(data.series, window=(min(data.days), max(data.days)))
    foot = ROW * len(data.bands) + (8 if data.bands else 0)
    plot = _plot(series, Area(area.x, area.y, area.w, area.h - foot), sheet)
    plots.reserve(plot, [run for phase in series.phases for run in runs(phase.sessions, series.planned)], sheet)
    plots.draw_holidays(plot, series.holidays, sheet)
    end = plots.draw_axes(plot, series.unit, sheet) + (8 if data.bands else 0)
    if measured(sessions(series)):
        draw_course(plot, series, sheet)
    else:
        sheet.text(plot.area.x + plot.area.w / 2, plot.area.y + 20, t("No measurements yet"), align="centre", colour="mute")
    plots.add_spots(plot, series, sheet)
    for at, band in enumerate(data.bands):
        _draw_band(band, plot, Area(plot.area.x, end + ROW * at, plot.area.w, ROW), data.today, sheet)
    return end + ROW * len(data.bands)


def _plot(series: PhaseSeries, area: Area, sheet: Sheet) -> Plot:
    """The plot of the curve, with its phase names above it."""
    values, days = value_axis(shown_values(series), series.from_zero, series.unit), day_axis(shown_days(series))
    left = plots.left_room(values, series.unit, area, sheet)
    inner = Area(area.x + left, area.y, area.w - left - 8, area.h - plots.foot_room(values))
    phases = [phase for phase in series.phases if phase.sessions]
    if not phases:
        return Plot(Area(inner.x, inner.y + 10, inner.w, inner.h - 10), days, values)
    first = Plot(inner, days, values)
    laid = lay_names(phases, stretches(first, phases), series.unit, area.h, sheet)
    below = Area(inner.x, inner.y + laid.height, inner.w, inner.h - laid.height)
    plot = plots.fitted(below, values, days, plots.places_of(series))
    draw_names(plot, phases, stretches(plot, phases), laid, series.unit, sheet)
    return plot


def _draw_band(band: Band, plot: Plot, row: Area, today: dt.date, sheet: Sheet) -> None:
    """Its words, and below them the bar over its days; a bar that goes on has an open end with an arrow."""
    first, last = plot.days.first, plot.days.last
    start, end = max(band.start.toordinal(), first), min((band.end or today).toordinal(), last)
    a, b = plot.x(start), max(plot.x(max(end, start)), plot.x(start) + 6)
    style, bar = STYLES[band.place], Area(a, row.y + 18, b - a, BAR)
    dash = (4.0, 2.0) if band.place == "home" else ()
    sheet.primitives.append(Rect(bar.x, bar.y, bar.w, bar.h, 2, GROUNDS[band.place], style.colour, 1.3, dash))
    if band.end is None:
        sheet.arrow_head(min(b + 6, row.right), bar.y + BAR / 2, True, style.colour)
    if band.start.toordinal() < first:
        sheet.arrow_head(a - 4 if a - 10 >= row.x else row.x, bar.y + BAR / 2, False, style.colour)
    words = _words(band)
    width = min(sheet.measure(words, SMALL, "Regular"), row.w)
    sheet.text(max(min(a, row.right - width), row.x), row.y + 9, words, room=row.w)
    sheet.points.append(Spot(row.x + row.w / 2, row.y + ROW / 2, _spoken(band), band.id, row.w, ROW, 1))


def _words(band: Band) -> str:
    return ", ".join(part for part in (band.label, place_words(band.place)) if part)


def _spoken(band: Band) -> str:
    return ", ".join(part for part in (_words(band), _when(band), band.note) if part)


def _when(band: Band) -> str:
    if band.end:
        return t("{first} to {last}", first=formats.day(band.start), last=formats.day(band.end))
    return t("from {day}", day=formats.day(band.start))


def bands_summary(data: Bands) -> str:
    """The curve in spoken sentences, then each measure with its days."""
    return " ".join([phases_summary(data.series), *(f"{_spoken(band)}." for band in data.bands)]).strip()


def bands_table(data: Bands) -> tuple[tuple[str, ...], ...]:
    """The measurements, then the measures with their days."""
    rows = [(_when(band), t("Measure"), place_words(band.place), band.label) for band in data.bands]
    return (*phases_table(data.series), *rows)


def bands_least(data: Bands) -> tuple[float, float]:
    """The size below which it could not be read."""
    return 280, LEAST_PLOT + 110 + ROW * len(data.bands)


def bands_height(data: Bands) -> float:
    """The height at which it looks best."""
    return PLOT + 90 + ROW * len(data.bands)
