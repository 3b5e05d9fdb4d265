"""The desk: the window with all its pages for one open store. Everything behind the unlock window is imported from here."""

from __future__ import annotations

import gc
import importlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from guidance_app import __version__
from guidance_app.base import settings
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import language, t
from guidance_app.ui.backup_keeper import BackupKeeper
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.destroy import DestroyFile
from guidance_app.ui.dialogs.health import HealthKeeper
from guidance_app.ui.dialogs.history import show_history
from guidance_app.ui.dialogs.removed import RemovedDialog
from guidance_app.ui.dialogs.restore import Chosen, show_restore
from guidance_app.ui.dialogs.ways_in import NewPassphrase, WaysIn
from guidance_app.ui.emergency import offer_copies
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.pages.audit_part import AuditPart
from guidance_app.ui.pages.backup_part import BackupPart
from guidance_app.ui.pages.holidays_part import HolidaysPart
from guidance_app.ui.pages.keys_part import KeysPart
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.pupil import PupilPage, TabMakers
from guidance_app.ui.pages.pupils import PupilsPage
from guidance_app.ui.pages.settings import SettingsPage
from guidance_app.ui.pages.start import StartPage
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label
from guidance_app.ways_in import forget_the_old
from guidance_app.workspace import Workspace

AFTER_FIRST_PAINT = 800
"""Milliseconds until the pages that were not opened yet are imported in the background."""
PLACE = "place"
"""Under this name the store remembers where it was locked."""

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
    wants the example as it was, `on_renew` with the passphrase when the store must get another key, `on_restore` with the
    backup that must take the place of the store."""

    def __init__(
        self,
        workspace: Workspace,
        on_lock: Callable[[], Any],
        on_anew: Callable[[], Any] | None = None,
        on_renew: Callable[[str], Any] | None = None,
        on_restore: Callable[[Chosen], Any] | None = None,
    ) -> None:
        self._on_anew, self._on_renew, self._on_restore = on_anew, on_renew, on_restore
        self.session = Session(workspace)
        self.backups = BackupKeeper(self.session)
        self.health = HealthKeeper(self.session)
        self.window = MainWindow(self.session, self._pages(), self._handlers())
        self.window.lock_wanted.connect(on_lock)
        self.window.leave_example_wanted.connect(on_lock)
        self.window.look_chosen.connect(save_look)
        offer_copies(self.session, self.window)
        self.backups.told.connect(self.window.notice)
        for notice in workspace.notices:
            self.window.notice(notice)
        if not self.session.is_example:
            self.session.note(t("store opened"))
        self.window.go(*self._first())
        QTimer.singleShot(AFTER_FIRST_PAINT, self.window, lambda: threading.Thread(target=import_tabs, daemon=True).start())
        if not self.session.is_example:
            QTimer.singleShot(AFTER_FIRST_PAINT, self.window, self._keep_room)

    def _keep_room(self) -> None:
        if self.session.is_open:
            self.session.workspace.keep_room()

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

    def put_away(self) -> bool:
        """Before the store is locked: save what is being typed, remember the place, close. Nothing can be read any more.

        False, and still open, when what is being typed could not be saved: it must not be lost.
        """
        if self.session.is_open:
            self.window.finish_typing()
            self.session.finish_typing()
            if not self.session.save_drafts():
                return False
            with suppress(Problem):  # the disk is full: it is locked all the same
                self.session.workspace.remember(PLACE, json.dumps(self.window.here))
            self._cover()
            self.finish()
        return True

    def _cover(self) -> None:
        """A blank sheet over the window. Dialogs become invisible: a hidden one would go on as if it were cancelled."""
        for window in QApplication.topLevelWidgets():
            if window is not self.window:
                window.setWindowOpacity(0)
        sheet = box(Column(STRETCH, Row(STRETCH, label(t("The store is locked."), "title"), STRETCH), STRETCH), "page")
        sheet.setParent(self.window)
        sheet.setGeometry(self.window.rect())
        sheet.show()
        sheet.raise_()
        sheet.repaint()
        self.window.setEnabled(False)

    def _locked_at(self) -> tuple[str, Any] | None:
        """Where the person was when the store was locked, once."""
        place = self.session.workspace.remembered(PLACE)
        if not place:
            return None
        with suppress(Problem):  # the disk is full: that is told when something must be saved
            self.session.workspace.remember(PLACE, "")
        name, what = json.loads(place)
        known = [one.id for one in self.session.pupils()]
        if name != "pupil":
            return name, what if what in known else None
        pupil, tab = what if isinstance(what, list) else (what, 0)
        return (name, (pupil, tab)) if pupil in known else None

    def _first(self) -> tuple[str, Any]:
        """Where to begin: where it was locked; in the example with its pupil; else on the start page."""
        if locked_at := self._locked_at():
            return locked_at
        pupils = self.session.pupils()
        return ("pupil", (pupils[0].id, 0)) if self.session.is_example and pupils else ("start", None)

    def _pages(self) -> dict[str, Callable[[], QWidget]]:
        return {
            "start": self._start,
            "pupils": lambda: PupilsPage(self.session, self.open_pupil, self._show_worked),
            "pupil": lambda: PupilPage(self.session, tabs(), self.open_pupil, self._about_pupil()),
            "past": self._past,
            "audit": self._audit,
            "worked": self._worked,
            "settings": self._settings,
        }

    def _past(self) -> QWidget:
        from guidance_app.ui.pages.past import PastPage  # with the paper it is heavy

        return PastPage(self.session)

    def _audit(self) -> QWidget:
        from guidance_app.ui.pages.audit import AuditPage

        return AuditPage(self.session)

    def _worked(self) -> QWidget:
        from guidance_app.ui.pages.what_worked import WhatWorkedPage  # with the figures it is heavy

        return WhatWorkedPage(self.session)

    def _about_pupil(self) -> dict[str, Callable[[str], Any]]:
        """The commands about the pupil whose page is open."""
        return {
            "past": lambda pupil: self.window.go("past", pupil),
            "removed": lambda pupil: RemovedDialog(self.session, pupil, self.window).exec(),
            "seen": lambda pupil: self.window.go("audit", pupil),
        } | ({} if self.session.is_example else {"destroy": self._destroy})

    def _destroy(self, pupil: str) -> None:
        dialog = DestroyFile(self.session, pupil, self.window)
        dialog.done_for_good.connect(lambda: self.window.go("pupils"))
        dialog.exec()

    def open_pupil(self, pupil: str, tab: int = 0) -> None:
        """Open one of the nine pages of a pupil."""
        self.window.go("pupil", (pupil, tab))

    def _start(self) -> QWidget:
        page = StartPage(self.session, self.open_pupil, self._new_pupil, lambda: self.window.go("settings"), self._show_worked)
        self.backups.changed.connect(page.stale)
        return page

    def _settings(self) -> QWidget:
        about_store = [] if self.session.is_example else [KeysPart(self._ways_in), BackupPart(self.backups, self._restore)]
        page = SettingsPage(HolidaysPart(self.session), *about_store, AuditPart(self._audit_all))
        page.look_chosen.connect(save_look)
        return page

    def _handlers(self) -> dict[str, Callable[[], Any]]:
        everywhere = {"history": self._history, "audit": self._audit_all, "worked": self._show_worked}
        return {"pupil.new": self._new_pupil, "about": self._about, **everywhere} | (
            ({"example.anew": self._on_anew} if self._on_anew else {}) if self.session.is_example else self._of_own_store()
        )

    def _of_own_store(self) -> dict[str, Callable[[], Any]]:
        return {"keys": self._ways_in, "backup": self.backups.make, "restore": self._restore}

    def _restore(self) -> None:
        """Put back a backup: one pupil here and now, everything by who opens and closes the store."""
        self.session.finish_typing()
        on_whole = self._on_restore or (lambda _chosen: None)
        later = partial(QTimer.singleShot, 0, self.window)  # the dialog is gone by then
        show_restore(self.session.workspace.folder, lambda chosen: later(lambda: on_whole(chosen)), self.session, self.window)

    def _new_pupil(self) -> None:
        self.window.go("pupils", "new")

    def ask_passphrase(self, proof: Any) -> None:
        """The store was opened with the emergency card: ask for a new passphrase."""
        NewPassphrase(self.session, self.window, proof=proof).open()

    def _ways_in(self) -> None:
        dialog = WaysIn(self.session, self.window)
        if self._on_renew is not None:
            dialog.renew_wanted.connect(self._on_renew, Qt.ConnectionType.QueuedConnection)  # the dialog is gone by then
        dialog.exec()

    def forget_the_old_key(self, jobs: Jobs) -> None:
        """The key was renewed: make a backup under the new one and throw the others away."""
        self.session.note(t("key renewed"))
        jobs.run(forget_the_old(self.session.workspace), lambda _done: None, lambda trouble: self.window.notice(str(trouble)))

    def _show_worked(self) -> None:
        self.window.go("worked")

    def _audit_all(self) -> None:
        self.window.go("audit")

    def _history(self) -> None:
        show_history(self.session, self.window)

    def _about(self) -> None:
        words = t("Bouwsteen {version}. Everything stays on this computer; nothing is ever sent.", version=__version__)
        QMessageBox.about(self.window, "Bouwsteen", words)


def save_look() -> None:
    """Remember colours and text size for next time."""
    settings.save(settings.load()._replace(dark=look.choice, text=look.text, language=language()))
