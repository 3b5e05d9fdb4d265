"""The page of goals, as a person works on it: with the keyboard, in the example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.charts.primitives import Dot, Line
from guidance_app.edits.goals import add_measurement
from guidance_app.queries.goals import Goals, goals
from guidance_app.queries.goals_beside import goals_beside
from guidance_app.queries.read import row
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.layouts import ScrollPage
from guidance_app.ui.look import look
from guidance_app.ui.pages.goals import GoalsPage
from guidance_app.ui.pages.place_box import PlaceBox
from guidance_app.ui.pages.tile import Tile
from guidance_app.ui.session import Session

Show = Callable[..., Any]
AGENDA, WORKING, TEXT, WORDS = 0, 1, 2, 3  # in the order of the list: what runs comes first


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Show) -> GoalsPage:
    return on_screen(GoalsPage(example_session, example_pupil))


def now(page: GoalsPage) -> Goals:
    with page.session.read() as s:
        return goals(s, page.pupil, page.chosen)


def focus_of() -> Any:
    return QApplication.focusWidget()


def words(page: GoalsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_goal_that_runs_is_open_and_enter_opens_another_with_its_chart(
    page: GoalsPage, qtbot: Any, qapp: QApplication
) -> None:
    assert page.view.detail
    assert page.view.detail.title == "Elke dag in de agenda kijken"
    assert page.findChildren(ChartView) == []
    page.go_to(f"goal/{page.view.ids[AGENDA]}")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Down)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    qapp.processEvents()
    assert page.view.detail.title == "Taakgericht werken bij rekenen"
    assert len(page.findChildren(ChartView)) == 1
    assert focus_of().objectName() == f"goal/{page.view.ids[WORKING]}"


def test_a_value_and_enter_are_a_measurement_of_today_and_begin_a_chart(page: GoalsPage, qtbot: Any, qapp: QApplication) -> None:
    page.handlers()["measure"]()
    qtbot.keyClicks(focus_of(), "3")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    qapp.processEvents()
    detail = now(page).detail
    assert detail
    assert (detail.course.now, detail.course.standing) == ("3", "1 punt eronder")
    assert len(page.findChildren(ChartView)) == 1
    assert focus_of().objectName() == "measurement"
    page.session.undo()
    assert now(page).detail.course.series is None


def test_what_is_not_a_number_is_refused_and_stays_in_the_field(page: GoalsPage, qtbot: Any) -> None:
    page.handlers()["measure"]()
    qtbot.keyClicks(focus_of(), "veel")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert focus_of().text() == "veel"
    assert focus_of().accessibleDescription()
    assert now(page).detail.course.series is None


def test_a_new_goal_is_made_in_one_row_and_goes_on_with_its_text(page: GoalsPage, qtbot: Any) -> None:
    page.handlers()["new"]()
    for words_typed in ("Vlot beginnen", "10", "2", "minuten", "9-6"):
        qtbot.keyClicks(focus_of(), words_typed)
        if words_typed != "9-6":
            qtbot.keyClick(focus_of(), Qt.Key.Key_Tab)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    made = now(page).detail
    assert made
    assert (made.title, made.course.begin, made.course.aim, made.course.unit) == ("Vlot beginnen", "10", "2", "minuten")
    assert made.due
    assert made.due.isoformat() == "2026-06-09"
    assert focus_of().objectName() == f"goal/{made.id}/text"
    page.session.undo()
    assert "Vlot beginnen" not in [item.title for item in now(page).running]


def test_a_goal_without_a_title_is_refused_and_nothing_typed_is_lost(page: GoalsPage, qtbot: Any) -> None:
    page.handlers()["new"]()
    qtbot.keyClick(focus_of(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus_of(), "10")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert focus_of().objectName() == "first"
    assert "titel" in focus_of().accessibleDescription()
    assert len(now(page).ids) == 7


def test_a_goal_that_goes_on_is_linked_both_ways(page: GoalsPage, qtbot: Any) -> None:
    page.choose(page.view.ids[WORKING])
    before = page.chosen
    page.open_panel(f"goal/{before}")
    qtbot.keyClicks(focus_of(), "Ook bij taal")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert now(page).detail.continues == (before, "Taakgericht werken bij rekenen")
    page.choose(before)
    assert now(page).detail.continued[1] == "Ook bij taal"


def test_looking_back_moves_a_goal_to_the_others_that_were_looked_back_on(page: GoalsPage, qtbot: Any, settled: Any) -> None:
    goal = page.chosen
    made = page.session.do(edits.add("evaluation", page.pupil, goal=goal, date=page.session.today))
    page.open_panel(f"evaluation/{made}")
    qtbot.keyClicks(focus_of(), "4")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    settled(page)
    button = page.findChild(object, f"evaluation/{made}/status/achieved")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settled(page)
    assert goal in [item.id for item in now(page).finished]
    assert [(e.result, e.word) for e in now(page).detail.evaluations] == [("4", "behaald")]
    page.close_panel()
    assert focus_of().objectName() == f"open:evaluation/{made}"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Delete)
    assert goal in [item.id for item in now(page).running]


def test_home_and_school_are_equally_wide_and_high_and_say_who_when_since_and_evidence(
    page: GoalsPage, qapp: QApplication
) -> None:
    page.choose(page.view.ids[WORDS])
    qapp.processEvents()
    home, school = page.findChildren(PlaceBox)[-2:]
    assert abs(home.width() - school.width()) <= 1
    assert home.height() == school.height()
    told = [tile.accessibleName() for tile in home.findChildren(Tile)]
    assert any("moeder en vader" in one and "sinds 27 oktober 2025" in one and "redelijk bewijs" in one for one in told)


def test_what_is_deliberately_not_used_stands_apart_with_the_reason(page: GoalsPage) -> None:
    assert "Bewust niet ingezet" in words(page)
    assert "geen overtuigend effect" in words(page)
    assert "Werkgeheugentraining" not in [m.title for m in (*page.view.detail.home, *page.view.detail.school)]


def test_escape_closes_what_was_opened_and_goes_back(page: GoalsPage, qtbot: Any) -> None:
    page.go_to("open:numbers")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    assert page.panel == "numbers"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Escape)
    assert page.panel == ""
    assert focus_of().objectName() == "open:numbers"


def test_the_title_is_written_in_place_with_enter(page: GoalsPage, qtbot: Any, settled: Any) -> None:
    page.go_to(f"goal/{page.chosen}/title")
    qtbot.keyClick(focus_of(), Qt.Key.Key_F2)
    qtbot.keyClicks(focus_of(), "!")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    settled(page)
    assert now(page).detail.title == "Elke dag in de agenda kijken!"
    assert isinstance(focus_of(), Tile)


@pytest.mark.parametrize(
    ("text", "width"),
    [(1.0, 1180), pytest.param(1.0, 940, marks=pytest.mark.thorough), pytest.param(2.0, 940, marks=pytest.mark.thorough)],
)
def test_everything_has_a_name_and_nothing_is_cut_off(
    page: GoalsPage, qapp: QApplication, unnamed: Any, clipped: Any, settled: Any, text: float, width: int
) -> None:
    look.apply(qapp, text=text)
    settled(page)
    page.resize(width, 560)
    page.choose(page.view.ids[WORDS])
    for panel in ("", "goal", "numbers", "add/home", f"measure/{page.view.detail.home[0].id}"):
        page.open_panel(panel)
        qapp.processEvents()
        assert [one for one in unnamed(page) if "qt_" not in one] == []
        assert clipped(page) == []


def test_a_new_pupil_is_told_what_a_goal_is_and_can_begin_at_once(
    new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any
) -> None:
    page = on_screen(GoalsPage(new_session, new_pupil))
    assert "Noor" in words(page)
    assert list(page.handlers()) == ["new"]
    page.go_to("open:goal")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    qtbot.keyClicks(focus_of(), "Durven vragen")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert now(page).detail.title == "Durven vragen"


def test_the_words_of_people_are_never_markup(page: GoalsPage, qapp: QApplication, settled: Any) -> None:
    evil = "<b>vet</b><img src=x>"
    page.session.do(edits.change_many("goal", page.chosen, {"title": evil, "text": evil, "outcome": evil}))
    settled(page)
    qapp.processEvents()
    shown = [label for label in page.findChildren(QLabel) if evil in label.text() and label.isVisible()]
    assert len(shown) >= 3
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}


@pytest.fixture
def slow(page: GoalsPage, settled: Any) -> GoalsPage:
    """A goal that runs, with eight weeks in which hardly anything changed."""
    values = {"baseline": Decimal(40), "target": Decimal(70), "unit": "woorden"}
    dates = {"baseline_date": dt.date(2025, 12, 15), "due": dt.date(2026, 6, 1)}
    goal = page.session.do(edits.add("goal", page.pupil, title="Lezen", **values, **dates))
    for week, value in enumerate((41, 40, 42, 41, 43, 42, 41, 43)):
        day = dt.date(2025, 12, 18) + dt.timedelta(days=7 * week)
        page.session.do(add_measurement(goal, day, Decimal(value)))
    page.choose(goal)
    settled(page)
    return page


def test_the_pace_is_one_sentence_and_the_own_range_stands_below_it(slow: GoalsPage) -> None:
    said = slow.view.detail.towards
    assert said.sentence.endswith("Dat loopt achter op het plan.")
    assert words(slow).count(said.sentence) == 1
    assert "Eigen scores tot nu toe van 40 tot 43" in words(slow)
    assert "kleinste kwadraten" not in words(slow)


def test_no_colour_judges_the_pace(slow: GoalsPage) -> None:
    (shown,) = [one for one in slow.findChildren(QLabel) if one.text() == slow.view.detail.towards.sentence]
    assert shown.palette().windowText().color().name() == look.tokens["text"].casefold()


def test_the_arithmetic_comes_on_demand_by_keyboard_and_goes_with_escape(slow: GoalsPage, qtbot: Any) -> None:
    slow.go_to("open:pace")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    assert focus_of().objectName() == "hide pace"
    for line in slow.view.detail.towards.arithmetic:
        assert line in words(slow)
    assert "kleinste kwadraten over 8 scores" in words(slow)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Escape)
    assert focus_of().objectName() == "open:pace"
    assert "kleinste kwadraten" not in words(slow)


def test_the_chart_draws_the_line_that_was_used(slow: GoalsPage) -> None:
    (chart,) = slow.findChildren(ChartView)
    aim = slow.view.detail.towards.aim
    (line,) = [p for p in chart.scene.primitives if isinstance(p, Line) and p.dash == (9, 4)]
    goal = next(p for p in chart.scene.primitives if isinstance(p, Dot) and p.colour == "goal")
    points = {spot.row_id: spot for spot in chart.scene.points}
    day = (points[max(points)].x - points[min(points)].x) / 49
    assert (line.x2, line.y2) == (goal.x, goal.y)
    assert points[min(points)].x - line.x1 == pytest.approx(3 * day)
    assert (aim.level, aim.goal) == (40, 70)
    assert "doellijn begint bij 40" in chart.focusProxy().accessibleDescription().casefold()


@pytest.mark.parametrize(
    ("text", "width"),
    [(1.0, 940), pytest.param(2.0, 1366, marks=pytest.mark.thorough), pytest.param(2.0, 940, marks=pytest.mark.thorough)],
)
def test_the_pace_is_never_cut_off(
    slow: GoalsPage, qapp: QApplication, qtbot: Any, unnamed: Any, clipped: Any, settled: Any, text: float, width: int
) -> None:
    look.apply(qapp, text=text)
    settled(slow)
    slow.resize(width, 560)
    slow.go_to("open:pace")
    scroll = next(one for one in slow.findChildren(ScrollPage) if one.isAncestorOf(focus_of()))
    scroll.ensureWidgetVisible(focus_of())
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    settled(slow)
    qapp.processEvents()
    assert focus_of().objectName() == "hide pace"
    assert not focus_of().visibleRegion().isEmpty()
    assert "kleinste kwadraten" in words(slow)
    assert [one for one in unnamed(slow) if "qt_" not in one] == []
    assert clipped(slow) == []


def test_all_goals_at_once_are_in_sight_above_the_list_and_are_read_from_the_top(page: GoalsPage, qtbot: Any) -> None:
    page.resize(1180, 560)
    page.choose(page.view.ids[WORKING])
    QApplication.processEvents()
    link = [one for one in page.findChildren(QWidget, "beside") if one.isVisible()][-1]
    assert link.visibleRegion().boundingRect().height() == link.height()
    scroll = next(one for one in page.findChildren(ScrollPage) if one.accessibleName() == "Het doel dat open is")
    scroll.verticalScrollBar().setValue(300)
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    for _ in range(5):
        QApplication.processEvents()
    whole = next(one for one in page.findChildren(ScrollPage) if one.isVisible())
    assert whole.verticalScrollBar().value() == 0


def test_side_by_side_says_the_same_of_a_goal_as_the_list(page: GoalsPage) -> None:
    with page.session.read() as s:
        beside = {one.id: one.caption for one in goals_beside(s, page.pupil)}
    for item in (*now(page).running, *now(page).finished):
        assert item.about.casefold() in beside[item.id].casefold()
        if item.status:
            assert item.word.casefold() in beside[item.id].casefold()


def test_the_day_a_goal_is_made_is_proposed_as_its_begin(page: GoalsPage, qtbot: Any) -> None:
    page.handlers()["new"]()
    qtbot.keyClicks(focus_of(), "Vlot beginnen")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    with page.session.read() as s:
        found = row(s, "goal", page.chosen)
    assert found
    assert found.baseline_date == page.session.today
