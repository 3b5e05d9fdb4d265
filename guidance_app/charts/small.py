"""Two small charts without axes: the tiny chart beside a goal, and the pupil's own marks then and now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guidance_app.base.i18n import t
from guidance_app.charts.axis import day_axis, value_axis, words
from guidance_app.charts.plot import Plot, draw_path
from guidance_app.charts.primitives import Spot
from guidance_app.charts.series import PhaseSeries, measured, runs, sessions, shown_days, shown_values
from guidance_app.charts.sheet import SMALL, Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.charts.voices import STYLES, earlier_and_later

MANY = 8
"""Above so many points only the last one is marked."""

TINY = (128, 34)
MARK_ROW = 21


def draw_tiny(series: PhaseSeries, area: Area, sheet: Sheet) -> float:
    """The course of a goal without words or axes: they stand beside it. Broken at phases and gaps, the goal always."""
    axis = value_axis(shown_values(series), series.from_zero)
    sheet.line(area.x + 2, area.bottom - 0.5, area.right - 4, area.bottom - 0.5, "line")
    if axis.cut:
        sheet.line(area.x + 8, area.bottom - 0.5, area.x + 14, area.bottom - 0.5, GROUND, 3)
        for x in (area.x + 7, area.x + 11):
            sheet.line(x, area.bottom, x + 3, area.bottom - 5.5, "text", 1.2)
    if not (days := shown_days(series)):
        return area.bottom
    plot = Plot(Area(area.x, area.y + 6, area.w - 16, area.h - 13), day_axis(days), axis, inset=6)
    if series.goal:
        y = plot.y(series.goal.value)
        sheet.line(area.x + 2, y, area.right - 8, y, "goal", 1.1, (4, 3))
        sheet.dot(area.right - 5, y, 3.2, "square", "goal", GROUND, 1.2)
    _draw_course(plot, series, sheet)
    return area.bottom


def _draw_course(plot: Plot, series: PhaseSeries, sheet: Sheet) -> None:
    """Paths first, then the marks: all of them when there are few, else only the last."""
    for phase in series.phases:
        for run in runs(phase.sessions, series.planned):
            draw_path(plot, run, STYLES[run[0].place], sheet)
    kept = [s for s in sessions(series) if s.value is not None]
    for session in kept if len(kept) <= MANY else kept[-1:]:
        style, last = STYLES[session.place], session is kept[-1]
        x, y = plot.x(session.date.toordinal()), plot.y(session.value or Decimal(0))
        sheet.dot(x, y, 3.4 if last else 2.8, style.shape, style.colour, style.fill, 1.6)


def tiny_summary(series: PhaseSeries) -> str:
    """First and last value, then the goal."""
    values = measured(sessions(series))
    if not values:
        return t("No measurements yet")
    course = t("from {first} to {last}", first=words(values[0], series.unit), last=words(values[-1], series.unit))
    goal = ", " + t("goal {value}", value=words(series.goal.value, series.unit)) if series.goal else ""
    return f"{series.y_label}, {course}{goal}"


@dataclass(frozen=True, slots=True)
class OwnMark:
    """What the pupil gave one statement, earlier and later, on a scale from 0 to 10."""

    id: str
    label: str
    earlier: Decimal | None
    later: Decimal


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """The pupil's own marks, one row per statement."""

    rows: tuple[OwnMark, ...]


def draw_own_marks(marks: OwnMarks, area: Area, sheet: Sheet) -> float:
    """A row per statement: its words, a line from 0 to 10 with both marks, both numbers."""
    left = min(max((sheet.measure(row.label, SMALL, "Regular") for row in marks.rows), default=0) + 16, area.w * 0.55)
    widest = max((sheet.measure(_numbers(row), SMALL, "Semibold") for row in marks.rows), default=0)
    right = min(widest, area.w * 0.25) + 10
    track = Area(area.x + left + 6, area.y, area.w - left - right - 12, MARK_ROW)
    for i, row in enumerate(marks.rows):
        y = area.y + MARK_ROW * (i + 0.5)
        sheet.text(area.x, y, row.label, room=left - 10)
        sheet.line(track.x - 6, y, track.right + 6, y, "line")
        earlier = None if row.earlier is None else _along(track, row.earlier)
        earlier_and_later(sheet, earlier, _along(track, row.later), y, STYLES["pupil"])
        sheet.text(area.right, y, _numbers(row), align="right", face="Semibold", room=right - 10)
        sheet.points.append(Spot(area.x + area.w / 2, y, f"{row.label}, {_spoken_numbers(row)}", row.id, area.w, MARK_ROW))
    return area.y + MARK_ROW * len(marks.rows)


def own_marks_height(marks: OwnMarks) -> float:
    """The height of all rows."""
    return MARK_ROW * len(marks.rows)


def own_marks_least(marks: OwnMarks) -> tuple[float, float]:
    """The size below which labels would touch."""
    return 200, own_marks_height(marks)


def _along(track: Area, mark: Decimal) -> float:
    return track.x + track.w * min(max(float(mark), 0.0), 10.0) / 10


def _numbers(row: OwnMark) -> str:
    return words(row.later) if row.earlier is None else f"{words(row.earlier)} → {words(row.later)}"


def own_marks_summary(marks: OwnMarks) -> str:
    """Every statement with its numbers."""
    return ". ".join(f"{row.label}, {_spoken_numbers(row)}" for row in marks.rows) + "."


def _spoken_numbers(row: OwnMark) -> str:
    if row.earlier is None:
        return words(row.later)
    return t("from {first} to {last}", first=words(row.earlier), last=words(row.later))


def own_marks_table(marks: OwnMarks) -> tuple[tuple[str, ...], ...]:
    """A header and one row per statement."""
    rows = [(row.label, "" if row.earlier is None else words(row.earlier), words(row.later)) for row in marks.rows]
    return ((t("Statement"), t("Earlier"), t("Now")), *rows)
