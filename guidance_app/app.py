"""The program: which window is open. The one file that sees every layer, and the boundary of what is loaded when.

Before the store is open only the door (unlock or first start) is loaded. What lies behind it is imported in the
background while the person types.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from guidance_app.base import settings
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import use_language
from guidance_app.base.machine import has_store, store_folder
from guidance_app.ui.dialogs.door import Door
from guidance_app.ui.dialogs.unlock import Unlock
from guidance_app.ui.look import look

if TYPE_CHECKING:
    from guidance_app.workspace import Unlocked
    from guidance_app.ui.bridge import Jobs

BEHIND = "guidance_app.ui.desk"


def make_application() -> QApplication:
    """The Qt application with the look and the language of last time."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    kept = settings.load()
    use_language(kept.language)
    app.setApplicationName("Bouwsteen")
    look.apply(app, kept.dark, kept.text)
    return app


class Program:
    """Goes from door to desk and back. `jobs` runs slow work; tests run it at once."""

    def __init__(self, app: QApplication, jobs: Jobs | None = None) -> None:
        self.app = app
        self._given_jobs = jobs
        self.door: Door | None = None
        self.desk: Any = None
        self._importing = threading.Thread(target=importlib.import_module, args=(BEHIND,), daemon=True)

    @cached_property
    def jobs(self) -> Jobs:
        """What runs slow work; made when there is some."""
        from guidance_app.ui.bridge import Jobs

        return self._given_jobs or Jobs()

    def start(self, *, example: bool = False) -> None:
        """Show the first window."""
        if example:
            self.open_example()
        else:
            self.show_door()
            QTimer.singleShot(0, self._import_behind)

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
        """Close the store; only the door stays."""
        desk, self.desk = self.desk, None
        self.show_door(locked=True)  # first, so that there is no moment without a window: that would end the program
        if desk is not None:
            desk.close()

    def _first_start(self) -> None:
        from guidance_app.ui.dialogs.first_start import FirstStart  # once in a lifetime: the unlock window does not wait for it

        first = FirstStart()
        first.create_wanted.connect(self._create)
        self._show(first)

    def _show(self, door: Door) -> None:
        old, self.door = self.door, door
        door.example_wanted.connect(self.open_example)
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

        self._open(lambda: workspace.open_with_key(folder, unlocked.key, way=unlocked.way))
        if unlocked.by_card and self.desk is not None:
            self.desk.ask_passphrase(unlocked.by_card)

    def _open_example_copy(self, _built: Any) -> None:
        from guidance_app import example

        self._open(example.open_copy)

    def _open(self, opening: Callable[[], Any]) -> None:
        try:
            opened = opening()
        except Problem as problem:
            self._failed(problem)
        else:
            self._to_desk(opened)

    def _to_desk(self, workspace: Any) -> None:
        from guidance_app.ui.desk import Desk

        if self.desk is not None:
            self.desk.close()
        self.desk = Desk(workspace, self.lock, self.renew_example)
        self.desk.window.closed.connect(self._quit)
        self.desk.window.show()
        if self.door is not None:
            door, self.door = self.door, None
            door.forget() if hasattr(door, "forget") else None
            door.hide()
            door.deleteLater()

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


def _build_example() -> Path:
    from guidance_app import example

    return example.ensure_built()


def run(*, example: bool = False) -> int:
    """Open the program; gives its exit code."""
    app = make_application()
    program = Program(app)
    program.start(example=example)
    return app.exec()
