"""All goals side by side in small charts, instead of the one that is open. Enter opens a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.charts.measured import phase_series
from guidance_app.charts.multiples import Panel
from guidance_app.charts.series import Event
from guidance_app.charts.several import goals_chart
from guidance_app.queries.goals_beside import GoalBeside
from guidance_app.queries.goals_beside import goals_beside as all_goals
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.chart_events import chart_events
from guidance_app.ui.pages.fitted_chart import FittedChart
from guidance_app.ui.widgets import button, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.goals import GoalsPage

BESIDE = "beside"
"""The panel of the page that shows all goals."""


def switch(page: GoalsPage) -> QWidget | None:
    """The button that shows them all; only where there is more than one."""
    if len(page.view.ids) < 2:
        return None
    made = button(t("All goals side by side"), "link", "layout-grid", lambda: show(page))
    made.setObjectName("beside")
    return made


def show(page: GoalsPage) -> None:
    """Show all goals, with the keyboard in their chart."""
    page.session.finish_typing()
    page.panel = BESIDE
    page.at_top()
    page.refresh()
    page.go_to("goals chart")


def goals_beside(page: GoalsPage) -> QWidget:
    """The chart, and the way back to one goal."""
    with page.session.read() as s:
        found = all_goals(s, page.pupil)
    events = chart_events(page)
    spec = goals_chart([_panel(one, events) for one in found], sum(one.runs for one in found))
    chart = ChartView(spec, look.tokens, "surface", text_scale=look.text)
    if walked := chart.focusProxy():
        walked.setObjectName("goals chart")
    chart.opened.connect(lambda id_: page.choose(id_.split("/")[0]))
    back = button(t("Back to one goal"), "link", "chevron-left", lambda: page.choose(page.chosen), "Esc")
    back.setObjectName("one goal")
    how = small(t("Up and down go from goal to goal, left and right through what was measured. Enter opens a goal."), wrap=True)
    card = box(Column(FittedChart(chart), how, gap=6, margins=(16, 12, 16, 12)), "card")
    return box(Column(box(Row(back, STRETCH)), card, STRETCH, gap=8))


def _panel(one: GoalBeside, events: tuple[Event, ...]) -> Panel:
    series = phase_series(one.series, target=one.target, events=events) if one.series else None
    nothing = "" if one.runs else t("Nothing measured, but there was a look back")
    return Panel(one.id, one.name, one.sentence, one.caption, series, nothing)
