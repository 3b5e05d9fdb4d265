"""The desk: the window with all its pages for one open store. Everything behind the unlock window is imported from here."""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from guidance_app import __version__
from guidance_app.base import settings
from guidance_app.base.i18n import language, t
from guidance_app.ui.dialogs.history import show_history
from guidance_app.ui.dialogs.ways_in import NewPassphrase, WaysIn
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.pupil import PupilPage, TabMakers
from guidance_app.ui.pages.pupils import PupilsPage
from guidance_app.ui.pages.settings import SettingsPage
from guidance_app.ui.pages.start import StartPage
from guidance_app.ui.session import Session
from guidance_app.workspace import Workspace

AFTER_FIRST_PAINT = 800
"""Milliseconds until the pages that were not opened yet are imported in the background."""

TABS = {
    "overview": "OverviewPage",
    "timeline": "TimelinePage",
    "profile": "ProfilePage",
    "balance": "BalancePage",
    "building_blocks": "BuildingBlocksPage",
    "goals": "GoalsPage",
    "experiments": "ExperimentsPage",
    "conversations": "ConversationsPage",
    "plan": "PlanPage",
}
"""Module in ui/pages -> its page, in the order of the tabs."""


def tabs() -> TabMakers:
    """The nine pages of a pupil, in order. Their modules are imported when first opened: charts and paper are heavy."""
    titles = (
        t("Overview"),
        t("Timeline"),
        t("Profile"),
        t("Balance"),
        t("Building blocks"),
        t("Goals"),
        t("Experiments"),
        t("Conversations"),
        t("Plan"),
    )
    return [(title, partial(_make_tab, module)) for title, module in zip(titles, TABS, strict=True)]


def _make_tab(module: str, session: Session, pupil: str) -> Page:
    made: Page = getattr(_tab_module(module), TABS[module])(session, pupil)
    return made


def _tab_module(module: str) -> Any:
    return importlib.import_module(f"guidance_app.ui.pages.{module}")


def import_tabs() -> None:
    """Import every page that is not imported yet; runs beside the GUI.

    What is loaded then stays. Looking through all of it at each collection cost a quarter of the time of every page.
    """
    for module in TABS:
        _tab_module(module)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Desk:
    """One open store with its window. `on_lock` is called when the person locks it or leaves the example, `on_anew` when he
    wants the example as it was."""

    def __init__(self, workspace: Workspace, on_lock: Callable[[], Any], on_anew: Callable[[], Any] | None = None) -> None:
        self._on_anew = on_anew
        self.session = Session(workspace)
        self.window = MainWindow(self.session, self._pages(), self._handlers())
        self.window.lock_wanted.connect(on_lock)
        self.window.leave_example_wanted.connect(on_lock)
        self.window.look_chosen.connect(save_look)
        self.window.go(*self._first())
        QTimer.singleShot(AFTER_FIRST_PAINT, self.window, lambda: threading.Thread(target=import_tabs, daemon=True).start())

    def close(self) -> None:
        """Finish what is being typed, close the store and throw the window away."""
        self.finish()
        self.window.hide()
        self.window.deleteLater()

    def finish(self) -> None:
        """Finish what is being typed and close the store; the window only stands there until the next one is open."""
        if self.session.is_open:
            self.session.close()
            self.window.retire()

    def _first(self) -> tuple[str, Any]:
        """Where to begin: in the example with its pupil, else on the start page."""
        pupils = self.session.pupils()
        return ("pupil", (pupils[0].id, 0)) if self.session.is_example and pupils else ("start", None)

    def _pages(self) -> dict[str, Callable[[], QWidget]]:
        return {
            "start": lambda: StartPage(self.session, self.open_pupil, self._new_pupil),
            "pupils": lambda: PupilsPage(self.session, self.open_pupil),
            "pupil": lambda: PupilPage(self.session, tabs(), self.open_pupil),
            "settings": self._settings,
        }

    def open_pupil(self, pupil: str, tab: int = 0) -> None:
        """Open one of the nine pages of a pupil."""
        self.window.go("pupil", (pupil, tab))

    def _settings(self) -> QWidget:
        page = SettingsPage()
        page.look_chosen.connect(save_look)
        return page

    def _handlers(self) -> dict[str, Callable[[], Any]]:
        return {"pupil.new": self._new_pupil, "about": self._about, "history": self._history} | (
            ({"example.anew": self._on_anew} if self._on_anew else {}) if self.session.is_example else {"keys": self._ways_in}
        )

    def _new_pupil(self) -> None:
        self.window.go("pupils", "new")

    def ask_passphrase(self, proof: Any) -> None:
        """The store was opened with the emergency card: ask for a new passphrase."""
        NewPassphrase(self.session, self.window, proof=proof).open()

    def _ways_in(self) -> None:
        WaysIn(self.session, self.window).exec()

    def _history(self) -> None:
        show_history(self.session, self.window)

    def _about(self) -> None:
        words = t("Bouwsteen {version}. Everything stays on this computer; nothing is ever sent.", version=__version__)
        QMessageBox.about(self.window, "Bouwsteen", words)


def save_look() -> None:
    """Remember colours and text size for next time."""
    settings.save(settings.Settings(look.choice, look.text, language()))
