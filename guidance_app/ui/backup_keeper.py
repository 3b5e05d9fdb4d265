"""Makes backups beside the screen: the first of each day a moment after the first save, and whenever somebody asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from guidance_app import safekeeping
from guidance_app.base.errors import Problem, StoreClosed
from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.session import Session

AFTER_SAVE = 3_000
"""Milliseconds without a save until the backup of the day is begun."""


class BackupKeeper(QObject):
    """`changed` says that there is another last backup; `told` is a sentence about one that was asked for, or that failed."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.session, self._jobs = session, jobs or Jobs()
        self._day: Any = None
        self.busy = False
        self._timer = QTimer(self, interval=AFTER_SAVE, singleShot=True)
        self._timer.timeout.connect(self.make_if_due)
        session.changed.connect(self._saved)

    def _saved(self, _rows: object) -> None:
        if self._day != self.session.workspace.now().date() and not self.session.is_example:
            self._timer.start()

    def make_if_due(self) -> None:
        """Make the backup of this day, if there is none yet."""
        if self.session.is_open and not self.busy:
            self._day = self.session.workspace.now().date()
            if safekeeping.due(self.session.workspace):
                self.make("day")

    def make(self, reason: str = "asked") -> None:
        """Make a backup now."""
        if self.busy or not self.session.is_open:
            return
        self.session.finish_typing()
        try:
            work = safekeeping.begin(self.session.workspace, reason)
        except Problem as problem:
            self.told.emit(str(problem))
            return
        self.busy = True
        self._jobs.run(work, lambda made: self._made(made, reason), self._failed)

    def _made(self, made: safekeeping.Made, reason: str) -> None:
        self.busy = False
        if not self.session.is_open:
            return
        safekeeping.made(self.session.workspace, made)
        if made.trouble:
            self.told.emit(t("The backup was made, but not kept in the second place. {why}", why=made.trouble))
        elif reason == "asked":
            also = t("Backup made and checked, also in the second place.")
            self.told.emit(also if made.elsewhere else t("Backup made and checked."))
        self.changed.emit()

    def _failed(self, trouble: Exception) -> None:
        self.busy = False
        if not self.session.is_open:
            return  # the store was closed meanwhile: the next time, then
        self._day = None
        if isinstance(trouble, StoreClosed):
            return  # a save met an error of the disk and opened the store afresh; that was told
        if not isinstance(trouble, Problem):
            raise trouble
        self.told.emit(str(trouble))
