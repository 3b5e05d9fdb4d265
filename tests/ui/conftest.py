"""The look as it starts, and a small session in memory that fulfils bridge.Session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app.ui.bridge import Known
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.settings import SettingsPage
from guidance_app.ui.tabs import Tabs
from guidance_app.ui.widgets import Quote, button, label, place_heading, section

TODAY = dt.date(2026, 2, 19)


class Acts(QObject):
    """A session whose acts are words in a list."""

    changed = Signal(object)
    problem = Signal(str)

    def __init__(self, is_example: bool = False) -> None:
        super().__init__()
        self.is_example = is_example
        self.today = TODAY
        self.saved_at = dt.datetime(2026, 2, 19, 8, 42)
        self.to_do = 3
        self.acts: list[str] = []
        self.undone: list[str] = []

    def do(self, words: str) -> None:
        self.acts.append(words)
        self.changed.emit(frozenset())

    def undo(self) -> None:
        self.undone.append(self.acts.pop())
        self.changed.emit(frozenset())

    def redo(self) -> None:
        self.do(self.undone.pop())

    def undo_text(self) -> str | None:
        return self.acts[-1] if self.acts else None

    def redo_text(self) -> str | None:
        return self.undone[-1] if self.undone else None

    def pupils(self) -> Sequence[Known]:
        names = (("1", "Mark Fictief"), ("2", "Noor Verzonnen"), ("3", "Janine Jansen"), ("4", "Zoë van der Bedacht"))
        return [Known(key, name, "groep 7") for key, name in names]

    def recent(self) -> Sequence[Known]:
        return self.pupils()[:2]


class PupilPage(QWidget):
    """A page with everything a page may offer."""

    rail = "pupils"

    def __init__(self) -> None:
        super().__init__()
        self.what: Any = None
        self.left = 0
        self.measured: list[Any] = []
        self.tabs = Tabs(
            ["Overzicht", "Tijdlijn", "Profiel", "Balans", "Bouwstenen", "Doelen", "Proefjes", "Gesprekken", "Plan"], "Delen"
        )
        places = Row(
            (Column(place_heading("home", "Thuis"), label("Samen lezen, 10 minuten", wrap=True)), 1),
            (place_heading("school", "Op school"), 1),
        )
        body = Column(Quote("“Ik wil zelf dingen uitproberen.”", "Mark, 18 september"), section("Wie doet wat"), places, STRETCH)
        self.setLayout(Column(self.tabs, button("Nieuwe meting", "primary", "plus"), (ScrollPage(body, "Overzicht"), 1)))

    def open(self, what: Any) -> None:
        self.what = what

    def crumb(self) -> str:
        return "Leerlingen"

    def side(self) -> QWidget:
        return box(Column(label("Kritische vriend", "head"), button("Open balans", "link"), STRETCH, margins=(20, 16, 16, 12)))

    def handlers(self) -> dict[str, Any]:
        return {"measure": lambda: self.measured.append(self.what)}

    def leave(self) -> None:
        self.left += 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says what it cannot do (size hints, raising); that says nothing about us."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Every test starts light, with text as it usually is."""
    look.apply(qapp, dark=False, text=1.0)
    yield
    look.apply(qapp, dark=False, text=1.0)


@pytest.fixture
def session() -> Acts:
    return Acts()


@pytest.fixture
def window(qtbot: Any, session: Acts) -> MainWindow:
    made = MainWindow(session, {"start": PupilPage, "pupils": PupilPage, "pupil": PupilPage, "settings": SettingsPage})
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go("pupil", "1")
    return made


@pytest.fixture
def labels() -> Any:
    """The visible labels of a widget that say something."""
    return lambda widget: [one for one in widget.findChildren(QLabel) if one.isVisible() and one.text().strip()]
