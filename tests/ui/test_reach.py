"""Everything can be reached, named, hit and read: with a keyboard, a screen reader, a shaky hand, and at 200 % text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from guidance_app.ui.dialogs.first_start import FirstStart
from guidance_app.ui.dialogs.unlock import Unlock
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.widgets import Button, ElidingLabel, label

DOORS = pytest.mark.parametrize("make", [Unlock, FirstStart], ids=["unlock", "first start"])


def focusable(window: QWidget) -> list[QWidget]:
    reach = Qt.FocusPolicy.TabFocus
    return [w for w in window.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy() & reach]


def nameless(window: QWidget) -> list[str]:
    return [type(w).__name__ for w in focusable(window) if not w.accessibleName().strip()]


def clipped(window: QWidget) -> list[str]:
    """Words that need more room than they have, and do not wrap or end in …"""
    found = []
    for words in window.findChildren(QLabel):
        if words.isVisible() and words.text().strip() and not isinstance(words, ElidingLabel):
            wrapped = words.wordWrap()
            high = words.heightForWidth(words.width()) if wrapped else words.sizeHint().height()
            if (not wrapped and words.sizeHint().width() > words.width()) or high > words.height():
                found.append(words.text())
    for press in window.findChildren(QPushButton):
        if (
            press.isVisible()
            and press.text()
            and press.sizeHint().width() > press.width()
            and press.property("kind") not in ("nav", "item")
        ):
            found.append(press.text())
    return found


@DOORS
def test_all_that_can_be_reached_before_the_program_has_a_name(qtbot: Any, make: Callable[[], QWidget]) -> None:
    door = make()
    qtbot.addWidget(door)
    door.show()
    assert focusable(door)
    assert nameless(door) == []


def test_all_that_can_be_reached_in_the_window_has_a_name(window: MainWindow, qapp: QApplication) -> None:
    assert nameless(window) == []
    window.go("settings")
    assert nameless(window) == []
    look.apply(qapp, text=2.0)
    assert nameless(window) == []


def test_tab_reaches_everything_and_comes_round(window: MainWindow, qtbot: Any) -> None:
    seen, wanted = [], set(focusable(window))
    for _ in range(3 * len(wanted)):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert wanted <= set(seen)


@pytest.mark.parametrize("text", [0.9, 1.0, 2.0])
def test_what_can_be_pressed_is_at_least_24_by_24(window: MainWindow, qapp: QApplication, text: float) -> None:
    look.apply(qapp, text=text)
    qapp.processEvents()
    small = [b.accessibleName() for b in window.findChildren(Button) if b.isVisible() and min(b.width(), b.height()) < 24]
    assert small == []


@pytest.mark.parametrize("size", [(1366, 768), (1024, 560)])
@pytest.mark.parametrize("text", [1.0, pytest.param(1.5, marks=pytest.mark.thorough), 2.0])
def test_the_window_cuts_no_words(window: MainWindow, qapp: QApplication, size: tuple[int, int], text: float) -> None:
    look.apply(qapp, text=text)
    window.resize(*size)
    for _ in range(3):
        qapp.processEvents()
    assert window.size().width() == size[0]
    assert clipped(window) == []


@pytest.mark.parametrize("text", [1.0, pytest.param(1.5, marks=pytest.mark.thorough), 2.0])
@DOORS
def test_the_windows_before_the_program_cut_no_words(
    qtbot: Any, qapp: QApplication, make: Callable[[], QWidget], text: float
) -> None:
    door = make()
    qtbot.addWidget(door)
    door.show()
    look.apply(qapp, text=text)
    door.resize(1024, 560)
    for _ in range(3):
        qapp.processEvents()
    assert clipped(door) == []


def test_a_line_that_is_cut_says_everything_in_its_tooltip(qtbot: Any) -> None:
    words = ElidingLabel("groep 7A, juf Anouk Testers, Basisschool De Bedachte Boom")
    qtbot.addWidget(words)
    words.resize(80, 24)
    words.show()
    assert words.toolTip() == words.text()
    words.resize(900, 24)
    assert words.toolTip() == ""


def test_what_people_type_is_never_markup(qtbot: Any) -> None:
    words = label("<b>Mark</b> & co")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    press = Button("Lezen & <i>schrijven</i>", "item")
    qtbot.addWidget(press)
    press.resize(400, 32)
    press.show()
    assert press.text() == "Lezen && <i>schrijven</i>"
    assert press.accessibleName() == "Lezen & <i>schrijven</i>"
