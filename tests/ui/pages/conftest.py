"""A fresh copy of the example for every test, a store with a pupil of whom only the first name is known, and a page on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QFrame, QLabel, QLineEdit, QTextEdit, QWidget

from guidance_app import edits, example
from guidance_app.example.builder import Builder
from guidance_app.ui.bridge import at_once
from guidance_app.ui.pages.plan import PlanPage
from guidance_app.ui.session import Session
from guidance_app.workspace import Workspace, create


@pytest.fixture
def example_session(open_example: Callable[[], Workspace]) -> Iterator[Session]:
    """A session in a fresh copy of the example; `example_pupil` is its pupil."""
    session = Session(open_example())
    yield session
    session.close()


@pytest.fixture
def example_pupil(example_builder: Builder) -> str:
    """The id of the pupil in the example."""
    return example_builder.pupil


@pytest.fixture
def new_session(tmp_path: Path) -> Iterator[Session]:
    """A session in a store with one pupil of whom only the first name is known; `new_pupil` is that pupil."""
    session = Session(create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY))
    session.do(edits.add("pupil", first_name="Noor"))
    yield session
    session.close()


@pytest.fixture
def new_pupil(new_session: Session) -> str:
    """The id of the pupil of whom only the first name is known."""
    return new_session.pupils()[0].id


@pytest.fixture
def on_screen(qtbot: Any) -> Callable[..., Any]:
    """Shows a page as large as it is on a laptop, with the keyboard in its window."""

    def show(page: Any, width: int = 1180, height: int = 600) -> Any:
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        settle(qtbot, page)
        return page

    return show


@pytest.fixture
def plan(example_session: Session, example_pupil: str, on_screen: Callable[..., PlanPage]) -> PlanPage:
    """The plan page on the file of Mark; its paper is made at once."""
    return on_screen(PlanPage(example_session, example_pupil, at_once()))


def settle(qtbot: Any, page: Any) -> None:
    """Wait until a page has been built again after a change."""
    qtbot.waitUntil(lambda: not page._pending.isActive())


@pytest.fixture
def settled(qtbot: Any) -> Callable[[Any], None]:
    """Wait until a page has been built again after a change."""
    return lambda page: settle(qtbot, page)


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """What the keyboard can reach in a page and has no name for a screen reader."""

    def find(page: QWidget) -> list[str]:
        kinds = (QAbstractButton, QLineEdit, QTextEdit, QComboBox, QAbstractItemView, QFrame)
        reached = [
            widget
            for kind in kinds
            for widget in page.findChildren(kind)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.objectName() != "qt_spinbox_lineedit"
        ]
        return [f"{type(w).__name__} {w.objectName()}" for w in reached if not w.accessibleName()]

    return find


@pytest.fixture
def clipped() -> Callable[[QWidget], list[str]]:
    """The visible words of a page that do not fit where they stand."""

    def find(page: QWidget) -> list[str]:
        return [
            label.text()
            for label in page.findChildren(QLabel)
            if label.isVisible()
            and label.text()
            and (label.height() < label.heightForWidth(label.width()) if label.wordWrap() else False)
        ]

    return find
