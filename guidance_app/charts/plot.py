"""The plot that all charts of measurements share: where a day and a value lie, axes, missed sessions, events, goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.charts.axis import DayAxis, ValueAxis, day_axis, day_ticks, tick_words, value_axis, words
from guidance_app.charts.primitives import Spot
from guidance_app.charts.series import Event, Series, Session, sessions, shown_days, shown_values, silent_gaps
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.charts.voices import STYLES, Place, Style, place_words

DATE_ROW = 20
CUT_ROW = 18
INSET = 14
"""How far the first and last day lie from the ends of the day axis."""

MARK, LEAST_MARK = 4.2, 2.3
"""Radius of a mark."""
EDGE, THIN_EDGE = 1.8, 1.4
"""Width of the edge of a mark; thin where it is small, so that an open one stays open."""

RATIO = 0.14
"""Least (x length / y length) per measurement: narrower graphs make change look larger (Radley, Dart & Wright 2018)."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The inner area with its two axes."""

    area: Area
    days: DayAxis
    values: ValueAxis
    inset: float = INSET

    def x(self, day: float) -> float:
        """Where a day (an ordinal, or half of one) lies."""
        return self.area.x + self.inset + (self.area.w - 2 * self.inset) * self.days.at(day)

    def y(self, value: Decimal) -> float:
        """Where a value lies."""
        return self.area.bottom - self.area.h * self.values.at(value)


def make_plot(series: Series, area: Area, header: float, right: float, sheet: Sheet) -> Plot:
    """The plot of one series inside an area, below a header, with room at the right."""
    values = value_axis(shown_values(series), series.from_zero, series.unit)
    left = left_room(values, series.unit, area, sheet)
    inner = Area(area.x + left, area.y + header, area.w - left - right, area.h - header - foot_room(values))
    return fitted(inner, values, day_axis(shown_days(series)), places_of(series))


def fitted(inner: Area, values: ValueAxis, days: DayAxis, places: int) -> Plot:
    """A plot in this area, never higher than so many places of measuring allow: narrow and high makes change look larger."""
    height = min(inner.h, inner.w / (RATIO * max(places, 1)))
    return Plot(Area(inner.x, inner.y, inner.w, height), days, values)


def places_of(series: Series) -> int:
    """On how many days there was, or should have been, a measurement."""
    return len({s.date for s in sessions(series)})


def left_room(values: ValueAxis, unit: str, area: Area, sheet: Sheet) -> float:
    """The room that the words beside a value axis take."""
    widest = max(sheet.measure(text, SMALL, "Regular") for text in tick_words(values, unit))
    return min(widest, area.w / 4) + 8


def foot_room(values: ValueAxis) -> float:
    """The room that the words below a day axis take; a cut value axis says so there."""
    return DATE_ROW + (CUT_ROW if values.cut else 0)


def draw_axes(plot: Plot, unit: str, sheet: Sheet) -> float:
    """Hairlines, both axes, tick texts and, on a cut axis, the break mark and its words. Returns where it ends below."""
    draw_value_axis(plot, unit, sheet)
    draw_day_axis(plot, sheet)
    if not plot.values.cut:
        return plot.area.bottom + DATE_ROW
    return draw_cut(plot, unit, plot.area.bottom + DATE_ROW, sheet)


def draw_value_axis(plot: Plot, unit: str, sheet: Sheet) -> None:
    """The axis at the left with a hairline and words at each tick."""
    area = plot.area
    for tick, text in zip(plot.values.ticks, tick_words(plot.values, unit), strict=True):
        y = plot.y(tick)
        if y < area.bottom:
            sheet.line(area.x, y, area.right, y, "line")
        sheet.text(area.x - 8, y, text, align="right", colour="mute", room=area.x - 8)
    sheet.line(area.x, area.bottom, area.right, area.bottom, "text")
    sheet.line(area.x, area.y, area.x, area.bottom, "text")


def draw_day_axis(plot: Plot, sheet: Sheet) -> None:
    """Short strokes and days below the plot."""
    area = plot.area
    for day, text in day_ticks(plot.days, area.w, lambda s: sheet.measure(s, SMALL, "Regular")):
        x = plot.x(day)
        sheet.line(x, area.bottom, x, area.bottom + 4, "text")
        half = sheet.measure(text, SMALL, "Regular") / 2
        sheet.text(min(max(x, half), area.right - half), area.bottom + 12, text, align="centre", colour="mute")


def draw_cut(plot: Plot, unit: str, top: float, sheet: Sheet) -> float:
    """The break mark of an axis without zero, and in words where it begins. Returns where it ends below."""
    break_mark(plot.area, sheet)
    return cut_words(plot, unit, top, sheet)


def cut_words(plot: Plot, unit: str, top: float, sheet: Sheet, of: str = "") -> float:
    """Where a cut axis begins; `of` says which one. Returns where it ends below."""
    start = t("axis starts at {value}", value=words(plot.values.low, unit))
    sheet.text(plot.area.x, top + 9, f"{of}, {start}" if of else start, colour="mute", room=plot.area.w)
    return top + CUT_ROW


def draw_holidays(plot: Plot, holidays: Iterable[tuple[dt.date, dt.date]], sheet: Sheet) -> None:
    """Days without school: a quiet band between dotted lines. The path goes on, the gaps stay gaps."""
    for area in _holiday_areas(plot, holidays):
        sheet.rect(area, fill="sunk")
        for x in (area.x, area.right):
            sheet.line(x, area.y + 2, x, area.bottom, "edge", 1, (1.2, 3))


def _holiday_areas(plot: Plot, holidays: Iterable[tuple[dt.date, dt.date]]) -> list[Area]:
    """The part of the plot of each holiday that lies in it."""
    spans = [(max(a.toordinal(), plot.days.first), min(b.toordinal() + 1, plot.days.last)) for a, b in sorted(holidays)]
    return [Area(plot.x(a), plot.area.y, plot.x(b) - plot.x(a), plot.area.h) for a, b in spans if a < b]


def name_holidays(plot: Plot, holidays: Iterable[tuple[dt.date, dt.date]], sheet: Sheet) -> None:
    """The word for it, once, at the first holiday that has room for it."""
    word = t("holiday|chart")
    width = sheet.measure(word, SMALL, "It")
    for area in _holiday_areas(plot, holidays):
        inside = [area.x + (area.w - width) / 2, area.x + 3, area.right - width - 3] if width + 6 <= area.w else []
        xs = [*inside, area.right + 5, area.x - width - 5]
        heights = [plot.area.y + 10, plot.area.y + 28, plot.area.bottom - 12]
        if sheet.label(word, [(x, y, "left") for y in heights for x in xs], plot.area, face="It"):
            return


def break_mark(area: Area, sheet: Sheet) -> None:
    """Two short strokes across the foot of the value axis, with the axis interrupted between them."""
    sheet.line(area.x, area.bottom - 9, area.x, area.bottom - 6, GROUND, 3)
    for y in (area.bottom - 5, area.bottom - 10):
        sheet.line(area.x - 5, y + 2, area.x + 5, y - 2, "text", 1.3)


def draw_goal(plot: Plot, series: Series, sheet: Sheet, right: float) -> None:
    """The dashed goal line with an open square at its end, and "doel 75%" beside it."""
    if series.goal is None:
        return
    y = plot.y(series.goal.value)
    sheet.line(plot.area.x, y, right, y, "goal", 1.3, (5, 3))
    sheet.dot(right, y, 4.5, "square", "goal", GROUND, 1.4)
    text = t("goal {value}", value=words(series.goal.value, series.unit))
    ends: list[tuple[float, Literal["left", "right"]]] = [(right - 9, "right"), (right - 60, "right"), (right - 120, "right")]
    ends += [(plot.area.x + 6, "left")]
    sheet.label(text, [(x, y + dy, align) for x, align in ends for dy in (-11, 11)], plot.area)


def draw_missed(plot: Plot, some: Iterable[Session], planned: Iterable[dt.date], within: Area, sheet: Sheet) -> None:
    """A dotted ring just above the axis at the day of each missed session, with the word for it once per gap."""
    ordered = sorted(some, key=lambda s: s.date)
    for missed, gap in groupby(ordered, key=lambda s: s.value is None):
        if missed:
            lost = list(gap)
            reasons = dict.fromkeys(s.missed or t("no measurement") for s in lost)
            _rings(plot, [s.date for s in lost], ", ".join(reasons), within, sheet)
    for day in silent_gaps(ordered, planned):
        _rings(plot, [day], t("no measurement"), within, sheet)


def _rings(plot: Plot, days: list[dt.date], word: str, within: Area, sheet: Sheet) -> None:
    xs, y = [plot.x(day.toordinal()) for day in days], plot.area.bottom - 12
    for x in xs:
        sheet.dot(x, y, 4.5, "circle", "mute", GROUND, 1.4, (1.4, 2))
    sheet.label(word, [(xs[-1] + 9, y, "left"), (xs[0] - 9, y, "right")], within)


def draw_events(plot: Plot, events: Iterable[Event], sheet: Sheet) -> None:
    """A dotted upright line at each day within the axis, its small italic word at the foot; the path goes on."""
    for event in events:
        day = event.date.toordinal()
        if plot.days.first <= day <= plot.days.last:
            x, foot = plot.x(day), plot.area.bottom - 12
            sheet.line(x, plot.area.y + 2, x, plot.area.bottom, "mute", 1.4, (1.4, 2.4))
            sheet.taken.append(Area(x - 1, plot.area.y, 2, plot.area.h))
            places = [(x - 6, foot), (x + 6, foot), (x - 6, foot - 20), (x + 6, foot - 20)]
            sheet.label(event.label, [(px, py, "right" if px < x else "left") for px, py in places], plot.area, face="It")


def reserve(plot: Plot, stretches: Iterable[list[Session]], sheet: Sheet) -> None:
    """Keep words off the data: the places of all marks and of the lines between them are taken before words are placed."""
    for run in stretches:
        at = [(plot.x(s.date.toordinal()), plot.y(s.value)) for s in run if s.value is not None]
        for x, y in at:
            sheet.taken.append(Area(x - 6, y - 6, 12, 12))
        for (x1, y1), (x2, y2) in pairwise(at):
            parts = int(max(abs(x2 - x1), abs(y2 - y1)) // 8) + 1
            for i in range(1, parts):
                sheet.taken.append(Area(x1 + (x2 - x1) * i / parts - 2, y1 + (y2 - y1) * i / parts - 2, 4, 4))


def reserve_missed(plot: Plot, some: Iterable[Session], sheet: Sheet) -> None:
    """Keep words off the rings of missed sessions."""
    for session in some:
        if session.value is None:
            sheet.taken.append(Area(plot.x(session.date.toordinal()) - 6, plot.area.bottom - 18, 12, 12))


def reserve_goal(plot: Plot, series: Series, sheet: Sheet) -> None:
    """Keep words off the goal line."""
    if series.goal:
        sheet.taken.append(Area(plot.area.x, plot.y(series.goal.value) - 1, plot.area.w, 2))


def draw_path(plot: Plot, run: list[Session], style: Style, sheet: Sheet) -> None:
    """One unbroken stretch: its line only; marks are drawn later, on top of every line."""
    sheet.path(((plot.x(s.date.toordinal()), plot.y(s.value)) for s in run if s.value is not None), style.colour, dash=style.dash)


def draw_marks(plot: Plot, some: Iterable[Session], sheet: Sheet, style: Style | None = None, r: float = MARK) -> None:
    """A mark per measured session, in the style of its place or of its condition."""
    for s in some:
        if s.value is not None:
            own = style or STYLES[s.place]
            edge = EDGE if r >= MARK else THIN_EDGE
            sheet.dot(plot.x(s.date.toordinal()), plot.y(s.value), r, own.shape, own.colour, own.fill, edge)


def mark_size(plot: Plot, series: Series) -> float:
    """The radius of the marks: smaller where days lie so near each other that marks of the usual size would touch."""
    xs = [plot.x(day) for day in sorted({s.date.toordinal() for s in sessions(series)})]
    nearest = min((b - a for a, b in pairwise(xs)), default=MARK * 4)
    return min(max(nearest / 2.6 - THIN_EDGE / 2, LEAST_MARK), MARK) if nearest < MARK * 2.6 else MARK


def add_spots(plot: Plot, series: Series, sheet: Sheet, panel: int = 0, of: str = "") -> None:
    """Every session, missed ones too, in the order of days: what one walks through with the arrow keys. `of` is said first
    where there are several panels."""
    named = [(s, line.label) for line in series.lines for s in line.sessions]
    for s, name in sorted(named, key=lambda pair: pair[0].date):
        y = plot.area.bottom - 12 if s.value is None else plot.y(s.value)
        said = ", ".join(part for part in (of, spoken(s, name, series.unit)) if part)
        sheet.points.append(Spot(plot.x(s.date.toordinal()), y, said, s.id, panel=panel))


def spoken(session: Session, name: str, unit: str) -> str:
    """3 november 2025, op school, 50%, Gewoon"""
    said = (formats.day(session.date), place_words(session.place), value_words(session, unit), name)
    return ", ".join(part for part in said if part)


def value_words(session: Session, unit: str) -> str:
    """75%, or "geen meting (ziek)"."""
    if session.value is not None:
        return words(session.value, unit)
    reason = session.missed
    none = t("no measurement")
    return f"{none} ({reason})" if reason and reason != none else none


def places_shown(series: Series) -> list[Place]:
    """The places that were measured in, in order of first appearance."""
    return list(dict.fromkeys(s.place for s in sessions(series) if s.value is not None))
