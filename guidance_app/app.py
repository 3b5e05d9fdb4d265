"""The program: which window is open. The one file that sees every layer, and the boundary of what is loaded when.

Before the store is open only the door (unlock or first start) is loaded. What lies behind it is imported in the
background while the person types. A process that had the store open ends when the store is locked: a fresh one shows the
door, because what was read cannot be wiped from memory.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from guidance_app.base import settings
from guidance_app.base.errors import Damaged, Outdated, Problem
from guidance_app.base.i18n import t, use_language
from guidance_app.base.machine import has_store, program_command, store_folder
from guidance_app.ui.dialogs.door import Door
from guidance_app.ui.dialogs.unlock import Unlock
from guidance_app.ui.first_window import FRONT, PAINTED, FirstWindow, say, when_painted
from guidance_app.ui.look import look
from guidance_app.ui.own_words import use_words_of_qt

if TYPE_CHECKING:
    from guidance_app.ui.bridge import Jobs
    from guidance_app.ui.dialogs.restore import Chosen
    from guidance_app.workspace import Unlocked

BEHIND = "guidance_app.ui.desk"


def make_application() -> QApplication:
    """The Qt application with the look and the language of last time."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    kept = settings.load()
    use_language(kept.language)
    use_words_of_qt(app, kept.language)
    app.setApplicationName("Bouwsteen")
    look.apply(app, kept.dark, kept.text)
    return app


class Program:
    """Goes from door to desk, and from desk to the door of a fresh process.

    `jobs` runs slow work; tests run it at once. `command` starts the fresh process, `end` ends this one.
    """

    def __init__(
        self,
        app: QApplication,
        jobs: Jobs | None = None,
        command: list[str] | None = None,
        end: Callable[[int], Any] = os._exit,  # not exit(): whatever waits for a dialog must not go on
    ) -> None:
        self.app = app
        self.command = command or [*program_command(), "--locked"]
        self.end = end
        self.first = FirstWindow()
        self.first.front_wanted.connect(self._to_front)
        self._fresh: Any = None
        self._clipboard: Any = None
        self._auto_lock: Any = None
        self._given_jobs = jobs
        self.door: Door | None = None
        self.desk: Any = None
        self._importing = threading.Thread(target=importlib.import_module, args=(BEHIND,), daemon=True)

    @cached_property
    def jobs(self) -> Jobs:
        """What runs slow work; made when there is some."""
        from guidance_app.ui.bridge import Jobs

        return self._given_jobs or Jobs()

    def start(self, *, example: bool = False, locked: bool = False) -> None:
        """Show the first window. `locked` says that another process locked the store just now and waits for this one."""
        if example:
            self.open_example()
            self._settle(locked)
        else:
            self.show_door(locked=locked)
            assert self.door is not None
            when_painted(self.door, lambda: self._settle(locked))
            QTimer.singleShot(0, self._import_behind)

    def _settle(self, locked: bool) -> None:
        """What can wait until there is something to see."""
        from guidance_app.base.secrecy import no_core_dumps
        from guidance_app.ui.clipboard import ClipboardGuard

        no_core_dumps()
        if locked:
            say(PAINTED)
        self.first.listen()
        self._clipboard = ClipboardGuard()
        self.app.aboutToQuit.connect(self._leave)

    def _leave(self) -> None:
        self.first.stop()
        if self._clipboard is not None:
            self._clipboard.forget()

    def show_door(self, *, locked: bool = False) -> None:
        """The unlock window, or first start when there is no store yet."""
        if has_store():
            unlock = Unlock(locked)
            unlock.unlock_wanted.connect(self._unlock)
            unlock.new_wanted.connect(self._first_start)
            self._show(unlock)
        else:
            self._first_start()

    def open_example(self) -> None:
        """Open the example in a copy of its own."""
        self._busy(True)
        self.jobs.run(_build_example, self._open_example_copy, self._failed)

    def renew_example(self) -> None:
        """Throw away what was done in the example and open it as it was."""
        from guidance_app import example

        if self.desk is not None:
            self.desk.finish()
        self._open(lambda: example.open_copy(anew=True))

    def lock(self) -> None:
        """Close the store, let a fresh process show the door and end this one, whatever dialog is open.

        The example holds no secrets: it is left for the door of this same process, and nothing locks it by itself.
        """
        if self._fresh is not None:
            return
        if self.desk is not None and self.desk.session.is_example:
            self._leave_desk()
            return
        safe = self.desk is not None  # none while the store gets another key or a backup takes its place
        try:
            safe = safe and self.desk.put_away()
        finally:
            if safe:
                self._hand_over()
        if not safe and self._auto_lock is not None:
            self._auto_lock.again()

    def _leave_desk(self) -> None:
        desk, self.desk = self.desk, None
        self.show_door(locked=True)  # first, so that there is no moment without a window: that would end the program
        desk.close()

    def _hand_over(self) -> None:
        """Start the fresh process, and end when it shows the door."""
        from guidance_app.ui.hand_over import HandOver

        if self._clipboard is not None:
            self._clipboard.forget()
        self._fresh = HandOver(self.command, self.first, self.end)

    def renew_key(self, passphrase: str) -> None:
        """Close the store, give it another key and open it again."""
        folder = store_folder()
        self._leave_desk()
        self._busy(True)
        self.jobs.run(lambda: _renew(folder, passphrase), lambda unlocked: self._renewed(folder, unlocked), self._failed)

    def show_restore(self) -> None:
        """Before a store is open, or when it is damaged: let the person choose a backup to put in its place."""
        from guidance_app.ui.dialogs.restore import show_restore

        show_restore(store_folder(), self.restore, parent=self.door, jobs=self._given_jobs)

    def restore(self, chosen: Chosen) -> None:
        """Close the store if it is open, let a backup take its place and open that."""
        folder = store_folder()
        if self.desk is not None:
            self._leave_desk()
        self._busy(True)
        self.jobs.run(lambda: _restore(folder, chosen), lambda _done: self._open_restored(folder, chosen.key), self._failed)

    def _open_restored(self, folder: Path, key: bytes) -> None:
        from guidance_app import workspace

        self._open(lambda: workspace.open_with_key(folder, key))
        if self.desk is not None:
            self.desk.session.note(t("store put back from a backup"))

    def _renewed(self, folder: Path, unlocked: Unlocked) -> None:
        self._open_own(folder, unlocked)
        if self.desk is not None:
            self.desk.forget_the_old_key(self.jobs)

    def _to_front(self) -> None:
        """Somebody started the program again: here it is."""
        window = self.door or (self.desk and self.desk.window)
        if window:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()

    def _first_start(self) -> None:
        from guidance_app.ui.dialogs.first_start import FirstStart  # once in a lifetime: the unlock window does not wait for it

        first = FirstStart()
        first.create_wanted.connect(self._create)
        self._show(first)

    def _show(self, door: Door) -> None:
        old, self.door = self.door, door
        door.example_wanted.connect(self.open_example)
        door.restore_wanted.connect(self.show_restore)
        door.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _unlock(self, passphrase: str) -> None:
        self._busy(True)
        folder = store_folder()
        self.jobs.run(lambda: _key(folder, passphrase), lambda unlocked: self._open_own(folder, unlocked), self._failed)

    def _create(self, passphrase: str, name: str, role: str) -> None:
        self._busy(True)
        folder = store_folder()
        self.jobs.run(lambda: _create(folder, passphrase, name, role), self._to_desk, self._failed)

    def _open_own(self, folder: Path, unlocked: Unlocked) -> None:
        from guidance_app import workspace

        def opening(go_on: bool = False) -> Any:
            return workspace.open_with_key(folder, unlocked.key, way=unlocked.way, go_on=go_on, bring_up=False)

        try:
            self._open(opening, lambda: self._open(lambda: opening(go_on=True)))
        except Outdated:
            self._bring_up(folder, unlocked)
            return
        if unlocked.by_card and self.desk is not None:
            self.desk.ask_passphrase(unlocked.by_card)

    def _bring_up(self, folder: Path, unlocked: Unlocked) -> None:
        """The store is of an older version: bring it up to date beside the screen, then open it."""
        assert self.door is not None
        self._busy(True)
        self.door.problem(t("The store is being brought up to date. It is copied first, so nothing can get lost."))
        self.jobs.run(lambda: _bring_up(folder, unlocked.key), lambda _done: self._open_own(folder, unlocked), self._failed)

    def _open_example_copy(self, _built: Any) -> None:
        self._open(_open_example)

    def _open(self, opening: Callable[[], Any], go_on: Callable[[], Any] = lambda: None) -> None:
        """Open a store and show its desk. `go_on` opens it when it is older than it was, and the person wants it so."""
        try:
            opened = opening()
        except Outdated:
            raise
        except Damaged as trouble:
            self._failed(trouble)
            self._tell_damage(trouble, go_on)
        except Problem as problem:
            self._failed(problem)
        else:
            self._to_desk(opened)

    def _to_desk(self, workspace: Any) -> None:
        from guidance_app.ui.desk import Desk

        if self.desk is not None:
            self.desk.close()
        self.desk = Desk(workspace, self.lock, self.renew_example, self.renew_key, self.restore)
        self.desk.window.closed.connect(self._quit)
        self.desk.health.found.connect(self._tell_damage)
        self.desk.window.show()
        if not workspace.is_example:
            self._watch_over()
        if self.door is not None:
            door, self.door = self.door, None
            door.forget() if hasattr(door, "forget") else None
            door.hide()
            door.deleteLater()

    def _tell_damage(self, trouble: Damaged, go_on: Callable[[], Any] = lambda: None) -> None:
        """Something is wrong with the store itself: say what, and go where the person chooses."""
        from guidance_app.ui.dialogs.health import GO_ON, RESTORE, ask

        choice = ask(trouble, self.door or self.desk.window)
        if choice == RESTORE:
            if self.desk is not None:
                self._leave_desk()
            self.show_restore()
        elif choice == GO_ON:
            go_on()

    def _watch_over(self) -> None:
        """Lock by itself from now on."""
        from guidance_app.ui.auto_lock import AutoLock

        self._auto_lock = AutoLock()
        self._auto_lock.wanted.connect(self.lock)
        self._auto_lock.watch(self.app)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, Problem):
            raise error
        if self.door is None:
            self.show_door()
        assert self.door is not None
        self.door.problem(str(error))

    def _busy(self, on: bool) -> None:
        if self.door is not None:
            self.door.busy(on)

    def _import_behind(self) -> None:
        if not self._importing.is_alive():
            self._importing.start()

    def _quit(self) -> None:
        if self.desk is not None:
            desk, self.desk = self.desk, None
            desk.close()


def _key(folder: Path, passphrase: str) -> Unlocked:
    from guidance_app import workspace

    return workspace.unlock_key(folder, passphrase)


def _create(folder: Path, passphrase: str, name: str, role: str) -> Any:
    from guidance_app import workspace

    return workspace.create_with_passphrase(folder, passphrase, name, role)


def _restore(folder: Path, chosen: Chosen) -> None:
    from guidance_app import safekeeping

    safekeeping.put_back(folder, chosen.backup, chosen.key, its_keys=chosen.its_keys)


def _bring_up(folder: Path, key: bytes) -> None:
    from guidance_app import safekeeping

    safekeeping.bring_up_to_date(folder, key)


def _renew(folder: Path, passphrase: str) -> Unlocked:
    import datetime as dt

    from guidance_app import ways_in

    return ways_in.renew(folder, passphrase, dt.datetime.now().astimezone())


def _open_example() -> Any:
    from guidance_app import example

    try:
        return example.open_copy()
    except Damaged:  # nobody's file is in it
        return example.open_copy(anew=True)


def _build_example() -> Path:
    from guidance_app import example

    return example.ensure_built()


def run(*, example: bool = False, locked: bool = False) -> int:
    """Open the program; gives its exit code. When it runs already, that window comes forward and this one ends."""
    if not locked and say(FRONT):
        return 0
    app = make_application()
    program = Program(app)
    program.start(example=example, locked=locked)
    return app.exec()
