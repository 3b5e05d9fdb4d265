"""What happened meanwhile is marked in the charts on screen, where its word is written, and the path goes on through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app import edits
from guidance_app.queries.measuring import events_of
from guidance_app.queries.read import rows
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.pages.goals import GoalsPage
from guidance_app.ui.pages.timeline import TimelinePage
from guidance_app.ui.session import Session

MOVED = dt.date(2025, 11, 20)


def drawn(page: QWidget) -> list[tuple[dt.date, str]]:
    """The events in the chart that is shown."""
    return [(one.date, one.label) for one in page.findChildren(ChartView)[-1]._spec.data.events]  # type: ignore[union-attr]


def moved(session: Session, pupil: str, **more: Any) -> str:
    return str(session.do(edits.add("background", pupil, **({"date": MOVED, "text": "Verhuisd", "mark": "verhuizing"} | more))))


def test_an_experiment_marks_the_day_and_follows_what_is_changed(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], settled: Any
) -> None:
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    assert drawn(page) == []
    event = moved(example_session, example_pupil)
    settled(page)
    assert drawn(page) == [(MOVED, "verhuizing")]
    example_session.do(edits.change("background", event, "mark", None))
    settled(page)
    assert drawn(page) == []


def test_a_goal_marks_the_day(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> None:
    moved(example_session, example_pupil)
    page = GoalsPage(example_session, example_pupil)
    with example_session.read() as s:
        page.chosen = next(o.goal for o in rows(s, "outcome", example_pupil) if o.goal)
    assert drawn(on_screen(page)) == [(MOVED, "verhuizing")]


def test_only_what_has_a_day_and_a_word_is_marked(example_session: Session, example_pupil: str) -> None:
    moved(example_session, example_pupil, mark=None)
    moved(example_session, example_pupil, date=None)
    with example_session.read() as s:
        assert events_of(s, example_pupil) == ()


def test_the_word_is_typed_where_the_event_is_written(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], settled: Any, qtbot: Any
) -> None:
    event = moved(example_session, example_pupil, mark=None)
    page = on_screen(TimelinePage(example_session, example_pupil))
    page.editing.open(f"background/{event}", f"background/{event}/mark")
    field: Any = QApplication.focusWidget()
    assert field.accessibleName() == "Woord in grafieken"
    qtbot.keyClicks(field, "medicatie")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(page)
    with example_session.read() as s:
        assert events_of(s, example_pupil) == ((MOVED, "medicatie"),)
