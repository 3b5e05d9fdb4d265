"""The development line over years: how far a child had come, at which age, in one panel for each domain.

A quiet band shows one's own age. The line runs on across a change of school or group, which is marked; it breaks only where
nothing was measured. All panels share both axes. Ages are months of life, teaching ages (DL against DLE) months of education;
the two are never drawn in one chart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guidance_app.base.i18n import t
from guidance_app.charts.primitives import Path, Spot
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.text import wrap

Clock = Literal["age", "teaching"]

LINE, GAP, FOOT, LEFT = 17, 22, 40, 40
WIDTH, PLOT, LEAST_PLOT, LEAST_WIDTH = 300, 190, 90, 220
STEPS = {"age": (6, 12, 24, 36, 60, 120), "teaching": (5, 10, 20, 40)}
OWN = {"age": 3.0, "teaching": 2.5}
"""Half the height of the band of one's own age, in months: half of the half years that observation systems use."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far somebody was: at age `at` (months) between `low` and `high`. None: it was planned and not measured."""

    id: str
    at: float
    low: float | None
    high: float | None
    words: str
    when: str = ""

    @property
    def middle(self) -> float | None:
        """The middle of the band that was reached."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Domain:
    """One panel: its name and what was reached, in order of age."""

    name: str
    points: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Another school or group: marked by a dotted line, the development goes on."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Development:
    """All domains of one clock."""

    clock: Clock
    domains: tuple[Domain, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Axes:
    """Both axes of all panels, in months."""

    low: float
    high: float
    bottom: float
    top: float

    def x(self, months: float, area: Area) -> float:
        return area.x + 10 + (area.w - 20) * (months - self.low) / (self.high - self.low)

    def y(self, months: float, area: Area) -> float:
        return area.bottom - area.h * (min(max(months, self.bottom), self.top) - self.bottom) / (self.top - self.bottom)


def age_words(months: float) -> str:
    """Years and months: 7;6."""
    whole = round(months)
    return f"{whole // 12};{whole % 12}"


def _tick(months: float, clock: Clock) -> str:
    return age_words(months) if clock == "age" else f"{round(months)}"


def draw_development(data: Development, area: Area, sheet: Sheet) -> float:
    """Draw all panels in rows; returns where the last row ends below."""
    axes = _axes(data)
    if axes is None:
        sheet.text(area.x, area.y + LINE / 2, t("No measurements yet"), colour="mute", room=area.w)
        return area.y + LINE
    columns = _columns(data, area.w)
    rows = -(-len(data.domains) // columns)
    width = (area.w - GAP * (columns - 1)) / columns
    high = (area.h + GAP) / rows - GAP
    for at, domain in enumerate(data.domains):
        box = Area(area.x + (width + GAP) * (at % columns), area.y + (high + GAP) * (at // columns), width, high)
        _draw_domain(domain, data, axes, box, at, sheet)
    return area.y + (high + GAP) * rows - GAP


def _axes(data: Development) -> _Axes | None:
    """From the youngest to the oldest, and from the lowest to the highest that was reached or that is one's own age."""
    points = [point for domain in data.domains for point in domain.points]
    if not any(point.middle is not None for point in points):
        return None
    step = STEPS[data.clock][0]
    ages = [point.at for point in points]
    low, high = min(ages), max(ages)
    reached = [end for point in points for end in (point.low, point.high) if end is not None]
    bottom, top = min([low - step, *reached]), max([high + step + (high - low) * 0.15, *reached])
    return _Axes(low - 1, high + max(1, low + 2 - high), step * (bottom // step), step * -(-top // step))


def _columns(data: Development, width: float) -> int:
    return max(min(int((width + GAP) // (WIDTH + GAP)), len(data.domains)), 1)


def _draw_domain(domain: Domain, data: Development, axes: _Axes, box: Area, at: int, sheet: Sheet) -> None:
    """Name, axes, the band of one's own age, changes, the line and its marks."""
    for line, words in enumerate(wrap(domain.name, box.w, SMALL, "Semibold", sheet.measure, 1)):
        sheet.text(box.x, box.y + LINE * (line + 0.5), words, face="Semibold", room=box.w + 0.5)
    area = Area(box.x + LEFT, box.y + LINE + 7, box.w - LEFT - 6, box.h - LINE - 7 - FOOT)
    _draw_own_age(data.clock, axes, area, sheet)
    _draw_axes(data.clock, axes, area, sheet)
    for point in domain.points:
        if point.middle is not None:
            x, y = axes.x(point.at, area), axes.y(point.middle, area)
            sheet.taken.append(Area(x - 7, y - 7, 14, 14))
        else:
            sheet.taken.append(Area(axes.x(point.at, area) - 6, area.bottom - 18, 12, 12))
    for change in data.changes:
        if axes.low <= change.at <= axes.high:
            x = axes.x(change.at, area)
            sheet.line(x, area.y + 2, x, area.bottom, "mute", 1.4, (1.4, 2.4))
            sheet.taken.append(Area(x - 1, area.y, 2, area.h))
            foot = area.bottom - 12
            sheet.label(
                change.label, [(x + 5, foot, "left"), (x - 5, foot, "right"), (x + 5, area.y + 10, "left")], area, face="It"
            )
    for run in _runs(domain):
        sheet.path(((axes.x(p.at, area), axes.y(p.middle or 0, area)) for p in run), "text", 1.8)
    for point in domain.points:
        _draw_point(point, axes, area, sheet)
        y = area.bottom - 12 if point.middle is None else axes.y(point.middle, area)
        sheet.points.append(Spot(axes.x(point.at, area), y, _spoken(domain, point, data.clock), point.id, panel=at))


def _draw_own_age(clock: Clock, axes: _Axes, area: Area, sheet: Sheet) -> None:
    """The diagonal as a quiet band between thin edges, named once."""
    reach = OWN[clock]
    corners = [(months, months + side * reach) for side in (1, -1) for months in (axes.low, axes.high)]
    at = [(axes.x(months, area), axes.y(height, area)) for months, height in corners]
    sheet.primitives.append(Path((at[0], at[1], at[3], at[2]), "band", fill=True))
    for (x1, y1), (x2, y2) in (at[:2], at[2:]):
        sheet.line(x1, y1, x2, y2, "bandEdge", 1)
    words = t("own age") if clock == "age" else t("as much as was taught")
    width, (x, y) = sheet.measure(words, SMALL, "It"), at[1]
    sheet.text(x, max(y - 10, area.y + 8), words, align="right", colour="mute", face="It", room=max(width, 1) + 0.5)
    sheet.taken.append(Area(x - width, max(y - 19, area.y - 1), width, 18))


def _draw_axes(clock: Clock, axes: _Axes, area: Area, sheet: Sheet) -> None:
    """Hairlines and ages up, ages to the right."""
    sheet.line(area.x, area.bottom, area.right, area.bottom, "text")
    sheet.line(area.x, area.y, area.x, area.bottom, "text")
    for months in _ticks(axes.bottom, axes.top, clock, int(area.h // 26)):
        y = axes.y(months, area)
        if y < area.bottom:
            sheet.line(area.x, y, area.right, y, "line")
        sheet.text(area.x - 6, y, _tick(months, clock), align="right", colour="mute", room=LEFT - 6)
    for months in _ticks(axes.low, axes.high, clock, int(area.w // 56)):
        x = axes.x(months, area)
        sheet.line(x, area.bottom, x, area.bottom + 4, "text")
        sheet.text(x, area.bottom + 13, _tick(months, clock), align="centre", colour="mute")
    words = t("own age in years;months") if clock == "age" else t("months of teaching (DL)")
    sheet.text(area.x + area.w / 2, area.bottom + 29, words, align="centre", colour="mute", room=area.w)


def _ticks(low: float, high: float, clock: Clock, room: int) -> list[float]:
    """Round ages between two ends, as close as there is room for."""
    for step in STEPS[clock]:
        first = int(-(-low // step))
        found = [float(step * n) for n in range(first, int(high // step) + 1)]
        if len(found) <= max(room, 2):
            break
    return found


def _runs(domain: Domain) -> Iterator[list[Reached]]:
    """The unbroken stretches: cut only where something was planned and not measured."""
    run: list[Reached] = []
    for point in domain.points:
        if point.middle is None:
            yield run
            run = []
        else:
            run.append(point)
    yield run


def _draw_point(point: Reached, axes: _Axes, area: Area, sheet: Sheet) -> None:
    """A dot; of a band also from where to where, as an upright bar with short ends. Not measured: a dotted ring at the foot."""
    x = axes.x(point.at, area)
    if point.middle is None or point.low is None or point.high is None:
        sheet.dot(x, area.bottom - 12, 4.5, "circle", "mute", "ground", 1.4, (1.4, 2))
        return
    if point.high > point.low:
        y1, y2 = axes.y(point.low, area), axes.y(point.high, area)
        sheet.line(x, y1, x, y2, "text", 1.3)
        for y in (y1, y2):
            sheet.line(x - 4, y, x + 4, y, "text", 1.3)
    sheet.dot(x, axes.y(point.middle, area), 4.2, "circle", "text", "text")


def _spoken(domain: Domain, point: Reached, clock: Clock) -> str:
    at = t("at {age} years", age=age_words(point.at)) if clock == "age" else t("at DL {months}", months=round(point.at))
    return ", ".join(part for part in (domain.name, point.when, at, point.words) if part)


def development_summary(data: Development) -> str:
    """Of each domain the first and the last that was reached."""
    told = []
    for domain in data.domains:
        known = [point for point in domain.points if point.middle is not None]
        ends = dict.fromkeys(point.words for point in (known[:1] + known[-1:]))
        told.append(", ".join((domain.name, *ends)))
    return ". ".join(told) + "." if told else t("No measurements yet")


def development_table(data: Development) -> tuple[tuple[str, ...], ...]:
    """One row for each moment of each domain."""
    header = (t("Domain"), t("Date"), t("Own age") if data.clock == "age" else t("DL"), t("Reached"))
    rows = [(d.name, p.when, _tick(p.at, data.clock), p.words) for d in data.domains for p in d.points]
    return (header, *rows)


def development_least(data: Development, width: float) -> tuple[float, float]:
    """The size below which panels could not be read."""
    return LEAST_WIDTH, _height(data, max(width, LEAST_WIDTH), LEAST_PLOT)


def development_height(data: Development, width: float) -> float:
    """The height at which the panels look best."""
    return _height(data, max(width, LEAST_WIDTH), PLOT)


def _height(data: Development, width: float, plot: float) -> float:
    rows = -(-len(data.domains) // _columns(data, width)) or 1
    return rows * (LINE + 7 + plot + FOOT + GAP) - GAP
