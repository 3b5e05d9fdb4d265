"""On the timeline: the course of one goal with the measures that were carried out meanwhile as bands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.measured import phase_series
from guidance_app.charts.several import bands_chart
from guidance_app.charts.spec import ChartSpec
from guidance_app.queries.goals_beside import GoalBeside, measured_goals
from guidance_app.queries.measure_bands import MeasureBand, measure_bands
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.chart_events import chart_events
from guidance_app.ui.pages.fitted_chart import FittedChart
from guidance_app.ui.widgets import button, label

if TYPE_CHECKING:
    from guidance_app.ui.pages.timeline.page import TimelinePage

CHOSEN = "timeline/curve"
CHOICE = "timeline/curve/field"


def bands_card(page: TimelinePage) -> QWidget:
    """The choice of a curve, the chart, and the way back to the list."""
    with page.session.read() as s:
        goals = measured_goals(s, page.pupil)
        kept = page.session.workspace.remembered(CHOSEN)
        shown = next((goal for goal in goals if goal.id == kept), goals[0] if goals else None)
        bands = measure_bands(s, page.pupil, shown.id) if shown else ()
    back = button(t("Back to the list"), "link", "chevron-left", page.show_list, "Esc")
    back.setObjectName("timeline/list")
    if shown is None:
        nothing = t("No goal has been measured yet. From the first value on its course stands here, with the measures below it.")
        return box(Column(box(Row(back, STRETCH)), label(nothing, "body", "mute", wrap=True), STRETCH, gap=8))
    choice = ChoiceField(t("Which goal"), [(goal.id, goal.name) for goal in goals], required=True)
    choice.show_value(shown.id)
    choice.field.setObjectName(CHOICE)
    choice.edited.connect(lambda goal: _choose(page, goal))
    chart = ChartView(_spec(page, shown, bands), look.tokens, "surface", text_scale=look.text)
    if walked := chart.focusProxy():
        walked.setObjectName("timeline/chart")
    card = box(Column(FittedChart(chart), margins=(16, 12, 16, 8)), "card")
    return box(Column(box(Row(back, STRETCH)), choice, card, STRETCH, gap=8))


def _choose(page: TimelinePage, goal: str | None) -> None:
    page.session.remember(CHOSEN, goal or "")
    page.editing.wish = CHOICE
    page.refresh()


def _spec(page: TimelinePage, goal: GoalBeside, bands: tuple[MeasureBand, ...]) -> ChartSpec:
    assert goal.series is not None
    series = phase_series(goal.series, target=goal.target, events=chart_events(page))
    drawn = tuple(_band(one) for one in bands)
    return bands_chart(Bands(series, drawn, page.session.today), goal.sentence, goal.caption)


def _band(one: MeasureBand) -> Band:
    return Band(one.id, one.title, "home" if one.place == "home" else "school", one.start, one.end, one.note)
