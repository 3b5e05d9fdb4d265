"""A chart as a frozen description, and the one list of charts that exist.

A ChartSpec says what a chart shows; `resolve` turns it into a Scene of primitives. Screen and paper paint that Scene.
A new chart is one file and one line in CHARTS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.charts import text
from guidance_app.charts.alternating import alternating_summary, alternating_table, draw_alternating
from guidance_app.charts.bands import bands_height, bands_least, bands_pages, bands_summary, bands_table, draw_bands
from guidance_app.charts.celeration import draw_ratio, ratio_pages, ratio_summary, ratio_table
from guidance_app.charts.development import (
    development_height,
    development_least,
    development_summary,
    development_table,
    draw_development,
)
from guidance_app.charts.multiples import (
    draw_multiples,
    multiples_height,
    multiples_least,
    multiples_pages,
    multiples_summary,
    multiples_table,
)
from guidance_app.charts.pages import pages
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
from guidance_app.charts.tiers import draw_tiers, tiers_height, tiers_least, tiers_pages, tiers_summary, tiers_table

Kind = Literal["phases", "alternating", "tiers", "ratio", "multiples", "bands", "development", "profile", "tiny", "own marks"]
Size = TypeVar("Size")
Table = tuple[tuple[str, ...], ...]

TITLE_LINE, CAPTION_LINE, CAPTION_LINES = 24, 17, 3


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
    """How one kind is drawn, told and sized. `draw` returns where it ends below; `titled` charts carry their words.

    `least` and `height` may depend on the data and on the width. `pages` cuts what is too long for one plot. A chart
    `for_adviser` never goes on paper that others read.
    """

    draw: Callable[[Any, Area, Sheet], float]
    summary: Callable[[Any], str]
    table: Callable[[Any], Table]
    least: Callable[[Any, float], tuple[float, float]]
    height: Callable[[Any, float], float]
    titled: bool = True
    pages: Callable[[Any], tuple[Any, ...]] = lambda data: (data,)
    for_adviser: bool = False


def _least(width: float, height: float) -> Callable[[Any, float], tuple[float, float]]:
    return lambda _data, _width: (width, height)


def _high(height: float) -> Callable[[Any, float], float]:
    return lambda _data, _width: height


def _by_data(size: Callable[[Any], Size]) -> Callable[[Any, float], Size]:
    return lambda data, _width: size(data)


CHARTS: Mapping[Kind, Chart] = {
    "phases": Chart(draw_phases, phases_summary, phases_table, _least(240, 160), _high(330), pages=pages),
    "alternating": Chart(draw_alternating, alternating_summary, alternating_table, _least(240, 160), _high(300), pages=pages),
    "tiers": Chart(draw_tiers, tiers_summary, tiers_table, _by_data(tiers_least), _by_data(tiers_height), pages=tiers_pages),
    "ratio": Chart(draw_ratio, ratio_summary, ratio_table, _least(280, 220), _high(380), pages=ratio_pages, for_adviser=True),
    "multiples": Chart(
        draw_multiples, multiples_summary, multiples_table, multiples_least, multiples_height, pages=multiples_pages
    ),
    "bands": Chart(draw_bands, bands_summary, bands_table, _by_data(bands_least), _by_data(bands_height), pages=bands_pages),
    "development": Chart(draw_development, development_summary, development_table, development_least, development_height),
    "profile": Chart(draw_profile, profile_summary, profile_table, _by_data(profile_least), _by_data(profile_height)),
    "tiny": Chart(draw_tiny, tiny_summary, phases_table, _least(48, 24), _high(TINY[1]), titled=False),
    "own marks": Chart(
        draw_own_marks, own_marks_summary, own_marks_table, _by_data(own_marks_least), _by_data(own_marks_height), titled=False
    ),
}


def make_chart(kind: Kind, data: Any, *, title: str, caption: str = "") -> ChartSpec:
    """The description of a chart; its summary and its table follow from the data."""
    chart = CHARTS[kind]
    return ChartSpec(kind, title, caption, chart.summary(data), chart.table(data), data)


def page_count(spec: ChartSpec) -> int:
    """On how many pages this chart stands: more than one when it is too long for one plot."""
    return len(CHARTS[spec.kind].pages(spec.data))


def resolve(
    spec: ChartSpec,
    width: float,
    height: float,
    measure: text.Measure = text.measure,
    *,
    titled: bool = True,
    page: int | None = None,
) -> Scene:
    """The chart drawn at a size. `titled=False` leaves out title and caption, for a page that shows them itself.

    The Scene is never larger than asked, except that each kind has a least size below which it is laid out at that size
    (painters scale it down); it may be lower when more height would exaggerate what is seen. Of a chart that is too long for
    one plot it is one page, the last (newest) unless another is asked for, with words for which days those are.
    """
    chart = CHARTS[spec.kind]
    parts = chart.pages(spec.data)
    data = parts[-1 if page is None else page]
    least_width, least_height = chart.least(data, width)
    width = max(width, least_width)
    sheet = Sheet(measure)
    title = text.wrap(spec.title, width, HEAD, "Bold", measure) if titled and chart.titled else []
    caption = text.wrap(spec.caption, width, SMALL, "Regular", measure, CAPTION_LINES) if titled and chart.titled else []
    caption += [_part_words(data)] if len(parts) > 1 else []
    for i, line in enumerate(title):
        sheet.text(0, TITLE_LINE * (i + 0.5), line, size=HEAD, face="Bold")
    top = TITLE_LINE * len(title) + (6 if title else 0)
    below = CAPTION_LINE * len(caption) + (2 if caption else 0)
    height = max(height, top + below + least_height)
    end = chart.draw(data, Area(0, top, width, height - top - below), sheet)
    for i, line in enumerate(caption):
        sheet.text(width / 2, end + 1 + CAPTION_LINE * (i + 0.5), line, align="centre", colour="mute", room=width)
    return sheet.scene(width, min(end + below, height))


def _part_words(data: Any) -> str:
    first, last = data.window
    return t("Only {first} to {last} is shown here.", first=formats.day(first), last=formats.day(last))


def natural_height(spec: ChartSpec, width: float, *, titled: bool = True) -> float:
    """The height at which this chart looks best at a width, words included."""
    chart = CHARTS[spec.kind]
    if not (titled and chart.titled):
        return chart.height(spec.data, width)
    title = text.wrap(spec.title, width, HEAD, "Bold", text.measure)
    caption = text.wrap(spec.caption, width, SMALL, "Regular", text.measure, CAPTION_LINES)
    return chart.height(spec.data, width) + TITLE_LINE * len(title) + CAPTION_LINE * len(caption) + 8
