"""The window round the pages: where the person is, what was saved, what can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app.base.errors import Problem
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.settings import SettingsPage
from guidance_app.ui.widgets import Banner, EmptyState


def said(window: QWidget, labels: Any) -> str:
    return " ".join(one.text() for one in labels(window))


def test_back_and_forward_go_where_the_person_was(window: MainWindow, qtbot: Any) -> None:
    window.go("pupil", "2")
    window.go("settings")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.what == "2"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.what == "1"
    assert not window.commands.made["back"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page.what == "2"
    window.go("pupil", "3")
    assert not window.commands.made["forward"].isEnabled()


def test_what_is_typed_counts_before_the_page_is_left(window: MainWindow) -> None:
    page = window.page
    window.go("settings")
    assert page.left == 1


def test_locking_finishes_what_is_typed_first(window: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.page.left == 1


def test_the_foot_says_what_can_be_undone_and_ctrl_z_does_it(window: MainWindow, session: Any, labels: Any, qtbot: Any) -> None:
    session.do("meting toevoegen")
    qtbot.waitUntil(lambda: window.foot._undo.isVisible())
    assert window.foot._undo.accessibleName() == "Ongedaan maken: meting toevoegen"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.acts == []
    assert "Ongedaan gemaakt: meting toevoegen" in said(window.foot, labels)
    qtbot.waitUntil(lambda: not window.foot._undo.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.acts == ["meting toevoegen"]


def test_ctrl_s_reassures(window: MainWindow, labels: Any, qtbot: Any) -> None:
    assert "Opgeslagen 8.42" in said(window.foot, labels)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Alles is al opgeslagen." in said(window.foot, labels)


def test_what_a_person_can_solve_is_said_and_stays_until_closed(window: MainWindow, labels: Any, qtbot: Any) -> None:
    def refuse() -> None:
        raise Problem("Deze stap kan niet meer ongedaan worden gemaakt.", "Kijk in het logboek.")

    window.attempt(refuse)
    sentence = "Deze stap kan niet meer ongedaan worden gemaakt. Kijk in het logboek."
    qtbot.waitUntil(lambda: sentence in said(window, labels))
    window.findChild(Banner).findChildren(QWidget)[-1].click()
    assert "Deze stap" not in said(window, labels)


def test_a_fault_of_ours_is_not_swallowed(window: MainWindow) -> None:
    with pytest.raises(ZeroDivisionError):
        window.attempt(lambda: 1 / 0)


def test_no_part_of_the_window_is_a_window_of_its_own_for_a_moment(qtbot: Any, session: Any, qapp: QApplication) -> None:
    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    shown: list[QWidget] = []
    watch = Watch()
    qapp.installEventFilter(watch)
    made = MainWindow(
        session, {"settings": SettingsPage, "empty": lambda: EmptyState("Nog geen doelen", "Zo begint het.", "Doel erbij")}
    )
    qtbot.addWidget(made)
    made.show()
    for page in ("settings", "empty"):
        made.go(page)
    made.notice("Dit kan nu niet.")
    look.apply(qapp, dark=True, text=2.0)
    qapp.processEvents()
    qapp.removeEventFilter(watch)
    assert shown == [made]


def test_the_title_never_holds_a_name(window: MainWindow) -> None:
    assert window.windowTitle() == "Bouwsteen"


def test_the_example_says_so_and_a_store_of_ones_own_does_not(qtbot: Any, session: Any, window: MainWindow) -> None:
    assert window.findChildren(Banner) == []
    session.is_example = True
    example = MainWindow(session, {"settings": SettingsPage})
    qtbot.addWidget(example)
    assert example.findChild(Banner).words.text() == "Voorbeeld · vandaag is 19 februari 2026 · verzonnen gegevens"


@pytest.mark.parametrize(("width", "text", "narrow"), [(1366, 1.0, False), (1090, 1.0, True), (1366, 1.5, True)])
def test_where_room_is_short_the_rail_shows_icons_and_the_panel_is_a_drawer(
    window: MainWindow, qapp: QApplication, width: int, text: float, narrow: bool
) -> None:
    window.resize(width, 700)
    look.apply(qapp, text=text)
    qapp.processEvents()
    assert (window.rail.buttons["start"].text() == "") == narrow
    assert window.rail.buttons["start"].accessibleName() == "Start"
    assert window.side.isVisible() != narrow
    assert window.header.drawer.isVisible() == narrow


def test_the_drawer_opens_over_the_page_and_escape_closes_it(window: MainWindow, qapp: QApplication, qtbot: Any) -> None:
    window.resize(1050, 700)
    qapp.processEvents()
    wide = window.stack.width()
    qtbot.mouseClick(window.header.drawer, Qt.MouseButton.LeftButton)
    assert window.side.isVisible()
    assert window.stack.width() == wide
    assert window.side.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.side.isVisible()
    assert QApplication.focusWidget() is window.header.drawer


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow, qtbot: Any) -> None:
    window.stack.setFocus()
    window.page.tabs.bar.setFocus()
    visited = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        parts = (window.rail, window.header, window.stack, window.side)
        visited.append(next(p for p in parts if p.isAncestorOf(QApplication.focusWidget())))
    assert visited == [window.side, window.rail, window.header, window.stack]


def test_a_button_in_the_side_panel_survives_that_the_panel_is_made_anew(
    window: MainWindow, session: Any, qapp: QApplication
) -> None:
    press = next(b for b in window.side.findChildren(QWidget) if b.accessibleName() == "Open balans")
    press.clicked.connect(lambda: session.do("balans"))
    press.click()
    qapp.processEvents()
    assert any(b.accessibleName() == "Open balans" for b in window.side.findChildren(QWidget))


def test_ctrl_plus_and_0_change_the_text_size(window: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.look_chosen):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.text == 1.1
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert look.text == 1.0


def test_a_choice_in_settings_counts_at_once(window: MainWindow) -> None:
    window.go("settings")
    window.page.text_size.buttons[200].click()
    window.page.colours.buttons["dark"].click()
    assert (look.text, look.is_dark) == (2.0, True)
    assert window.page.text_size.value() == 200


def test_the_rail_shows_the_pupils_opened_last(window: MainWindow) -> None:
    names = [b.accessibleName() for b in window.rail.findChildren(QWidget) if b.property("kind") == "item"]
    assert names == ["Mark Fictief", "Noor Verzonnen"]
