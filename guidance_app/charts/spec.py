"""A chart as a frozen description, and the one list of charts that exist.

A ChartSpec says what a chart shows; `resolve` turns it into a Scene of primitives. Screen and paper paint that Scene.
A new chart is one file and one line in CHARTS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guidance_app.charts import text
from guidance_app.charts.alternating import alternating_summary, alternating_table, draw_alternating
from guidance_app.charts.phases import draw_phases, phases_summary, phases_table
from guidance_app.charts.primitives import Scene
from guidance_app.charts.profile import draw_profile, profile_height, profile_least, profile_summary, profile_table
from guidance_app.charts.sheet import HEAD, SMALL, Area, Sheet
from guidance_app.charts.small import (
    TINY,
    draw_own_marks,
    draw_tiny,
    own_marks_height,
    own_marks_least,
    own_marks_summary,
    own_marks_table,
    tiny_summary,
)

Kind = Literal["phases", "alternating", "profile", "tiny", "own marks"]
Table = tuple[tuple[str, ...], ...]

TITLE_LINE, CAPTION_LINE = 24, 17


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart: `title` is one plain sentence that says what is seen, `caption` what was measured, in what, by whom.

    `summary` is the chart in spoken words; `table` its twin in text, the header first.
    """

    kind: Kind
    title: str
    caption: str
    summary: str
    table: Table
    data: Any


@dataclass(frozen=True, slots=True)
class Chart:
    """How one kind is drawn, told and sized. `draw` returns where it ends below; `titled` charts carry their words."""

    draw: Callable[[Any, Area, Sheet], float]
    summary: Callable[[Any], str]
    table: Callable[[Any], Table]
    least: Callable[[Any], tuple[float, float]]
    height: Callable[[Any], float]
    titled: bool = True


CHARTS: Mapping[Kind, Chart] = {
    "phases": Chart(draw_phases, phases_summary, phases_table, lambda _data: (240, 160), lambda _data: 330),
    "alternating": Chart(draw_alternating, alternating_summary, alternating_table, lambda _data: (240, 160), lambda _data: 300),
    "profile": Chart(draw_profile, profile_summary, profile_table, profile_least, profile_height),
    "tiny": Chart(draw_tiny, tiny_summary, phases_table, lambda _data: (48, 24), lambda _data: TINY[1], titled=False),
    "own marks": Chart(draw_own_marks, own_marks_summary, own_marks_table, own_marks_least, own_marks_height, titled=False),
}


def make_chart(kind: Kind, data: Any, *, title: str, caption: str = "") -> ChartSpec:
    """The description of a chart; its summary and its table follow from the data."""
    chart = CHARTS[kind]
    return ChartSpec(kind, title, caption, chart.summary(data), chart.table(data), data)


def resolve(spec: ChartSpec, width: float, height: float, measure: text.Measure = text.measure, *, titled: bool = True) -> Scene:
    """The chart drawn at a size. `titled=False` leaves out title and caption, for a page that shows them itself.

    The Scene is never larger than asked, except that each kind has a least size below which it is laid out at that size
    (painters scale it down); it may be lower when more height would exaggerate what is seen.
    """
    chart = CHARTS[spec.kind]
    least_width, least_height = chart.least(spec.data)
    width = max(width, least_width)
    sheet = Sheet(measure)
    title = text.wrap(spec.title, width, HEAD, "Bold", measure) if titled and chart.titled else []
    caption = text.wrap(spec.caption, width, SMALL, "Regular", measure) if titled and chart.titled else []
    for i, line in enumerate(title):
        sheet.text(0, TITLE_LINE * (i + 0.5), line, size=HEAD, face="Bold")
    top = TITLE_LINE * len(title) + (6 if title else 0)
    below = CAPTION_LINE * len(caption) + (2 if caption else 0)
    height = max(height, top + below + least_height)
    end = chart.draw(spec.data, Area(0, top, width, height - top - below), sheet)
    for i, line in enumerate(caption):
        sheet.text(width / 2, end + 1 + CAPTION_LINE * (i + 0.5), line, align="centre", colour="mute")
    return sheet.scene(width, min(end + below, height))


def natural_height(spec: ChartSpec, width: float, *, titled: bool = True) -> float:
    """The height at which this chart looks best at a width, words included."""
    chart = CHARTS[spec.kind]
    if not (titled and chart.titled):
        return chart.height(spec.data)
    title = text.wrap(spec.title, width, HEAD, "Bold", text.measure)
    caption = text.wrap(spec.caption, width, SMALL, "Regular", text.measure)
    return chart.height(spec.data) + TITLE_LINE * len(title) + CAPTION_LINE * len(caption) + 8
