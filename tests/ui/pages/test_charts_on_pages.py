"""Where the charts of several things stand, and how one gets there and back by keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from guidance_app import edits
from guidance_app.charts.tokens import DARK
from guidance_app.edits.goals import add_measurement
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.look import look
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.pages.goals import GoalsPage
from guidance_app.ui.pages.profile import ProfilePage
from guidance_app.ui.pages.timeline import TimelinePage
from guidance_app.ui.session import Session
from tests.charts._baselines import write_baselines

pytestmark = pytest.mark.thorough

Show = Callable[..., Any]


def chart(page: QWidget) -> ChartView:
    QApplication.processEvents()
    (found,) = [view for view in page.findChildren(ChartView) if view.isVisible()]
    return found


def press(qtbot: Any, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


# --- goals -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def goals(example_session: Session, example_pupil: str, on_screen: Show) -> GoalsPage:
    made: GoalsPage = on_screen(GoalsPage(example_session, example_pupil))
    return made


def test_all_goals_stand_side_by_side_and_enter_opens_the_one_the_keyboard_is_at(goals: GoalsPage, qtbot: Any) -> None:
    find(goals, "beside").click()
    view = chart(goals)
    assert view.spec.kind == "multiples"
    assert [panel.id for panel in view.spec.data.panels] == list(goals.view.ids)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.focusProxy())
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Down)
    second = goals.view.ids[1]
    assert view.current_id.split("/")[0] == second
    press(qtbot, Qt.Key.Key_Right)
    assert view.current_id.startswith(f"{second}/")
    press(qtbot, Qt.Key.Key_Return)
    assert goals.chosen == second
    assert chart(goals).spec.kind == "phases"


def test_one_goes_back_to_one_goal_without_choosing(goals: GoalsPage) -> None:
    chosen = goals.chosen
    find(goals, "beside").click()
    find(goals, "one goal").click()
    assert goals.chosen == chosen
    assert goals.panel == ""


def test_what_is_counted_can_be_seen_on_a_ratio_scale_and_the_next_goal_is_on_the_usual_one(
    goals: GoalsPage, qapp: QApplication
) -> None:
    goal = goals.session.do(edits.add("goal", goals.pupil, title="Beurten vragen", unit="keer", target=Decimal(20)))
    for week in range(7):
        goals.session.do(add_measurement(goal, dt.date(2026, 1, 5) + dt.timedelta(days=7 * week), Decimal(2 + week)))
    goals.choose(goal)
    assert chart(goals).spec.kind == "phases"
    find(goals, "scale/ratio").click()
    qapp.processEvents()
    assert chart(goals).spec.kind == "ratio"
    goals.choose(goals.view.ids[1])
    goals.choose(goal)
    assert chart(goals).spec.kind == "phases"


def test_a_percentage_has_no_ratio_scale(goals: GoalsPage) -> None:
    goals.choose(goals.view.ids[1])
    assert goals.findChild(QWidget, "scale/ratio") is None


# --- the timeline ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def timeline(example_session: Session, example_pupil: str, on_screen: Show) -> TimelinePage:
    made: TimelinePage = on_screen(TimelinePage(example_session, example_pupil))
    return made


def test_the_timeline_shows_a_course_with_the_measures_below_it_and_goes_back_to_its_list(
    timeline: TimelinePage, qtbot: Any
) -> None:
    timeline.show_chart()
    view = chart(timeline)
    assert view.spec.kind == "bands"
    assert "Twee stappen tegelijk" in [band.label for band in view.spec.data.bands]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.focusProxy())
    press(qtbot, Qt.Key.Key_End)
    assert "vanaf" in view.focusProxy().accessibleDescription()
    find(timeline, "timeline/list").click()
    assert timeline.view is not None
    assert timeline.view.isVisible()


def test_another_goal_chosen_on_the_timeline_is_there_again_next_time(timeline: TimelinePage) -> None:
    timeline.show_chart()
    field = find(timeline, "timeline/curve/field")
    first = chart(timeline).spec.title
    field.setCurrentIndex(1)
    field.activated.emit(1)
    QApplication.processEvents()
    assert chart(timeline).spec.title != first
    second = chart(timeline).spec.title
    timeline.show_list()
    timeline.show_chart()
    assert chart(timeline).spec.title == second


def test_without_measurements_the_timeline_says_what_will_come_there(
    new_session: Session, new_pupil: str, on_screen: Show
) -> None:
    page: TimelinePage = on_screen(TimelinePage(new_session, new_pupil))
    page.show_chart()
    assert page.findChildren(ChartView) == []
    find(page, "timeline/list").click()
    assert not page.as_chart


# --- experiments --------------------------------------------------------------------------------------------------------------


def test_an_experiment_that_begins_at_different_times_is_one_stacked_chart(
    example_session: Session, example_pupil: str, on_screen: Show, qtbot: Any
) -> None:
    page: ExperimentsPage = on_screen(ExperimentsPage(example_session, example_pupil))
    page.choose(write_baselines(example_session.do, example_pupil))
    qtbot.waitUntil(lambda: len([v for v in page.findChildren(ChartView) if v.isVisible()]) == 1)
    view = chart(page)
    assert view.spec.kind == "tiers"
    view.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Down)
    shown = page.open.outcomes[1]
    assert view.current_id in shown.ids
    assert page.measures.point == view.current_id
    find(page, "way/usual").click()
    qtbot.waitUntil(lambda: chart(page).spec.kind == "phases")


# --- the profile ----------------------------------------------------------------------------------------------------------------


def test_the_development_over_years_waits_until_it_is_asked_for(
    new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any
) -> None:
    new_session.do(edits.change("pupil", new_pupil, "birth_date", dt.date(2020, 1, 15)))
    for year, band in ((2023, "2;6-3;0"), (2024, "3;6-4;0")):
        test = new_session.do(edits.add("assessment", new_pupil, instrument="KIJK!", date=dt.date(year, 1, 15)))
        new_session.do(edits.add("score", new_pupil, assessment=test, name="Taal", level=band))
    page: ProfilePage = on_screen(ProfilePage(new_session, new_pupil))
    assert page.findChildren(ChartView) == []
    find(page, "years").click()
    qtbot.waitUntil(lambda: len(page.findChildren(ChartView)) == 1)
    assert chart(page).spec.title == "Noor is verder dan bij de eerste meting."
    find(page, "years").click()
    qtbot.waitUntil(lambda: not [view for view in page.findChildren(ChartView) if view.isVisible()])


def test_a_profile_without_such_scores_says_nothing_of_it(example_session: Session, example_pupil: str, on_screen: Show) -> None:
    page: ProfilePage = on_screen(ProfilePage(example_session, example_pupil))
    assert page.findChild(QWidget, "years") is None


# --- pages, in every look -------------------------------------------------------------------------------------------------------


def test_a_long_chart_is_walked_over_its_pages_and_turned_by_key_and_button(
    new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any
) -> None:
    goal = new_session.do(edits.add("goal", new_pupil, title="Lezen", unit="woorden", target=Decimal(90)))
    for week in range(40):
        new_session.do(add_measurement(goal, dt.date(2025, 3, 3) + dt.timedelta(days=7 * week), Decimal(40 + week)))
    page: GoalsPage = on_screen(GoalsPage(new_session, new_pupil))
    view = chart(page)
    assert view.page == 1
    earlier, later = (one for one in view.findChildren(QPushButton) if one.text() in ("Eerder", "Later"))
    assert (earlier.isEnabled(), later.isEnabled()) == (True, False)
    view.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.focusProxy())
    press(qtbot, Qt.Key.Key_Home)
    last = view.current_id
    press(qtbot, Qt.Key.Key_Left)
    assert view.page == 0
    assert view.current_id == view.scene.points[-1].row_id
    press(qtbot, Qt.Key.Key_Right)
    assert (view.page, view.current_id) == (1, last)
    press(qtbot, Qt.Key.Key_PageUp)
    assert view.page == 0
    later.click()
    assert view.page == 1


@pytest.mark.parametrize(("dark", "text"), [(False, 2.0), (True, 1.0)])
def test_the_charts_follow_text_size_and_theme(goals: GoalsPage, qapp: QApplication, dark: bool, text: float) -> None:
    look.apply(qapp, dark=dark, text=text)
    find(goals, "beside").click()
    view = chart(goals)
    assert view.width() >= view.scene.width * text * 0.9
    assert view.grab().toImage().pixelColor(2, 2).name() == (DARK["surface"].lower() if dark else "#ffffff")
