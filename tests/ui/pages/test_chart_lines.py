"""Lines of the expert's figures are drawn where somebody asks for them, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app import edits
from guidance_app.edits.goals import add_measurement
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.pages.goals import GoalsPage
from guidance_app.ui.session import Session

SWITCH = "lines/expert"


def kinds(page: QWidget) -> list[str]:
    """The kinds of straight lines in the chart that is shown."""
    QApplication.processEvents()
    (view,) = [view for view in page.findChildren(ChartView) if view.isVisible()]
    return sorted({line.kind for line in view.spec.data.ruled})


def press(qtbot: Any, page: QWidget, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget = page.findChild(QWidget, name)
    assert widget is not None, name
    widget.setFocus()
    qtbot.keyClick(widget, key)
    QApplication.processEvents()


def test_an_experiment_shows_them_while_the_drawer_is_open_and_the_switch_is_on(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], qtbot: Any
) -> None:
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    assert page.findChild(QWidget, SWITCH) is None
    press(qtbot, page, "expert", Qt.Key.Key_Return)
    assert kinds(page) == ["carried"]
    press(qtbot, page, SWITCH)
    assert kinds(page) == ["carried", "fitted", "limit"]
    found = page.findChild(QWidget, SWITCH)
    assert found.accessibleName() == "In de grafiek, Lijnen van de deskundige"
    press(qtbot, page, SWITCH)
    assert kinds(page) == ["carried"]
    press(qtbot, page, SWITCH)
    press(qtbot, page, "expert", Qt.Key.Key_Return)
    assert kinds(page) == ["carried"]


def test_turns_have_no_such_lines(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], qtbot: Any
) -> None:
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    page.choose(page.view.items[1].id)
    press(qtbot, page, "expert", Qt.Key.Key_Return)
    assert page.findChild(QWidget, SWITCH) is None
    (view,) = [view for view in page.findChildren(ChartView) if view.isVisible()]
    assert len(view.spec.data.rounds) == 6


def test_a_goal_shows_the_lines_of_its_pace_while_one_looks_at_how_it_was_computed(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], qtbot: Any
) -> None:
    page = on_screen(GoalsPage(example_session, example_pupil))
    told = {"unit": "woorden", "target": Decimal(60), "due": dt.date(2026, 6, 30), "baseline": Decimal(20)}
    goal = page.session.do(edits.add("goal", page.pupil, title="Woorden lezen", **told))
    for week, value in enumerate((20, 22, 21, 25, 24, 28, 27)):
        page.session.do(add_measurement(goal, dt.date(2026, 1, 5) + dt.timedelta(days=7 * week), Decimal(value)))
    page.session.do(edits.change("goal", goal, "baseline_date", dt.date(2026, 1, 1)))
    page.choose(goal)
    assert kinds(page) == []
    press(qtbot, page, "open:pace")
    press(qtbot, page, SWITCH)
    assert kinds(page) == ["end", "fitted", "limit"]
    press(qtbot, page, "hide pace")
    assert kinds(page) == []


def test_small_charts_of_goals_mark_what_happened(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any]
) -> None:
    day = dt.date(2025, 11, 20)
    example_session.do(edits.add("background", example_pupil, date=day, text="Verhuisd", mark="verhuizing"))
    page = on_screen(GoalsPage(example_session, example_pupil))
    page.findChild(QWidget, "beside").click()
    QApplication.processEvents()
    (view,) = [view for view in page.findChildren(ChartView) if view.isVisible()]
    shown = [panel.series for panel in view.spec.data.panels if panel.series]
    assert shown
    assert all([(event.date, event.label) for event in one.events] == [(day, "verhuizing")] for one in shown)
