"""The overview of a pupil: the child first, three questions written in place, and measuring at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits, example
from guidance_app.queries.read import row, rows
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.file_panel import wish_panel
from guidance_app.ui.pages.overview import TALKS_TAB, OverviewPage
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.pupil import PupilPage
from guidance_app.ui.scene import SceneWidget
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label

Show = Callable[..., Any]


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Show) -> OverviewPage:
    return on_screen(OverviewPage(example_session, example_pupil))


def words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def focus() -> Any:
    return QApplication.focusWidget()


def test_the_child_speaks_first_and_largest(page: OverviewPage) -> None:
    shown = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    largest = max(shown, key=lambda one: one.font().pixelSize())
    assert shown[0] is largest
    assert largest.text().startswith("“Geen briefjes achter mijn rug.")
    assert "Eigen cijfers van Mark" in words(page)


def test_home_and_school_get_the_same_room(page: OverviewPage) -> None:
    headings = {one.text(): one for one in page.findChildren(QLabel) if one.text() in ("Thuis", "Op school")}
    widths = {key: one.parentWidget().width() for key, one in headings.items()}
    assert abs(widths["Thuis"] - widths["Op school"]) <= 1
    assert "en nog 1" in [b.accessibleName() for b in page.findChildren(QWidget)]


def test_every_goal_of_which_there_is_a_course_has_a_picture_with_words(page: OverviewPage) -> None:
    tiny = [one for one in page.findChildren(SceneWidget) if one.objectName() != "marks"]
    assert len(tiny) == 4
    assert all(one.accessibleDescription() for one in tiny)


def test_a_question_is_written_where_it_stands_and_ctrl_z_brings_the_old_one_back(
    page: OverviewPage, qtbot: Any, settled: Any, example_pupil: str
) -> None:
    page.go_to(f"pupil/{example_pupil}/question_school")
    qtbot.keyClick(focus(), Qt.Key.Key_F2)
    focus().selectAll()
    qtbot.keyClicks(focus(), "Wat heeft Mark nodig?")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert "Wat heeft Mark nodig?" in words(page)
    page.session.undo()
    settled(page)
    assert "Wat heeft Mark nodig?" not in words(page)


def test_ctrl_t_opens_the_fields_to_measure_and_the_value_is_seen_at_the_goal(
    page: OverviewPage, qtbot: Any, settled: Any
) -> None:
    page.handlers()["measure"]()
    qtbot.waitUntil(lambda: focus() is not None and focus().objectName().endswith("/measured"))
    qtbot.keyClicks(focus(), "3")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    settled(page)
    assert "Nu 3, doel 4 dagen van 5" in words(page)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    settled(page)
    assert "Meten" not in words(page)
    with page.session.read() as s:
        assert [m.value for m in rows(s, "measurement", page.pupil) if m.date == example.TODAY] == [3]


def test_a_pupil_with_only_a_first_name_has_a_page_that_says_what_belongs_where(
    new_session: Session, new_pupil: str, on_screen: Show
) -> None:
    page = on_screen(OverviewPage(new_session, new_pupil))
    shown = words(page)
    for told in ("Wat zegt Noor?", "Wat wil Noor weten?", "Nog geen doelen"):
        assert told in shown
    assert shown.count("Er is nog niets afgesproken.") == 2


def test_there_may_be_nothing_to_measure(new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any) -> None:
    page = on_screen(OverviewPage(new_session, new_pupil))
    page.measure()
    assert focus().objectName() == "first"
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.panel == ""


@pytest.mark.parametrize("size", [pytest.param((800, 440), marks=pytest.mark.thorough), (1180, 600)])
def test_nothing_is_cut_off_at_200_percent_and_everything_has_a_name(
    page: OverviewPage, qapp: QApplication, settled: Any, clipped: Any, unnamed: Any, size: tuple[int, int]
) -> None:
    assert unnamed(page) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(page)
    page.resize(*size)
    qapp.processEvents()
    assert clipped(page) == []


@pytest.mark.parametrize("text", [pytest.param(1.1, marks=pytest.mark.thorough), 1.25])
def test_nothing_sticks_out_at_a_text_that_is_a_little_larger(
    page: OverviewPage, qapp: QApplication, settled: Any, text: float
) -> None:
    look.apply(qapp, dark=False, text=text)
    settled(page)
    page.resize(775, 600)  # what a laptop of 1366 wide leaves beside both panels
    qapp.processEvents()
    inside = page._content.widget()
    assert inside.minimumSizeHint().width() <= page._content.viewport().width()


def test_what_people_type_is_never_markup(example_session: Session, example_pupil: str, on_screen: Show) -> None:
    hostile = "<h1>groot</h1> & {name}"
    for field in ("question_pupil", "first_name"):
        example_session.do(edits.change("pupil", example_pupil, field, hostile))
    page = on_screen(OverviewPage(example_session, example_pupil))
    shown = [one for one in page.findChildren(QLabel) if hostile in one.text()]
    assert len(shown) >= 2
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in shown)


class _Talks(Page):
    """Stands for the page of talks."""

    def build(self) -> QWidget:
        return label("Gesprekken")


@pytest.fixture
def window(example_session: Session, qtbot: Any) -> MainWindow:
    tabs = [("Overzicht", OverviewPage)] + [(str(n), _Talks) for n in range(8)]
    made = MainWindow(
        example_session,
        {
            "start": lambda: _Talks(example_session),
            "pupil": lambda: PupilPage(example_session, tabs, lambda pupil, tab: made.go("pupil", (pupil, tab))),
        },
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_next_date_goes_to_the_talk_and_the_way_back_leads_here(
    window: MainWindow, qtbot: Any, example_pupil: str, example_session: Session
) -> None:
    window.go("pupil", (example_pupil, 0))
    act = window.side.findChild(QWidget, "next")
    assert act is not None
    act.setFocus()
    qtbot.keyClick(act, Qt.Key.Key_Space)
    assert window.page.tabs.current() == TALKS_TAB
    assert example_session.workspace.remembered(f"talk/{example_pupil}").startswith("meeting/")
    window.step(-1)
    assert window.page.tabs.current() == 0


@pytest.mark.parametrize("width", [1366, 1024])
def test_a_place_in_the_file_that_was_asked_for_is_opened_and_in_sight(
    window: MainWindow, qtbot: Any, example_pupil: str, example_session: Session, width: int
) -> None:
    window.resize(width, 640)
    with example_session.read() as s:
        consent = rows(s, "consent", example_pupil)[2].id
    wish_panel(example_session, example_pupil, f"consent/{consent}")
    window.go("pupil", example_pupil)
    qtbot.waitUntil(lambda: window.side.isVisible() and focus() is not None and window.side.isAncestorOf(focus()))
    assert focus().objectName() == f"consent/{consent}/purpose"


def test_the_line_of_consents_follows_what_is_changed_and_opens_them(
    window: MainWindow, qtbot: Any, example_pupil: str, example_session: Session
) -> None:
    window.go("pupil", example_pupil)
    line = window.findChild(QWidget, "consents")
    assert line is not None
    assert line.accessibleName() == "2 toestemmingen, 1 niet gevraagd"
    with example_session.read() as s:
        consent = rows(s, "consent", example_pupil)[2].id
    example_session.do(edits.change("consent", consent, "status", "given"))
    assert line.accessibleName() == "3 toestemmingen"
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert window.page.page.file.place == "consent"
    with example_session.read() as s:
        assert row(s, "consent", consent)
