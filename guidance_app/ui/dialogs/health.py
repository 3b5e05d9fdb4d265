"""The health of the store on the screen: it is checked beside the work, and what is found stands before the desk.

Nothing is repaired in the store itself, and putting back a backup keeps it as it is beside the new one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from guidance_app.base.errors import Damaged, StoreClosed
from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label

AFTER_OPENING = 5_000
"""Milliseconds after opening until the whole store is checked: by then the first page is there and so are all others."""

RESTORE, GO_ON, CLOSE = "restore", "go on", "close"


class HealthDialog(QDialog):
    """Says what is wrong. `choice` is what the person wants then: RESTORE, GO_ON (with an older store only) or CLOSE."""

    def __init__(self, trouble: Damaged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = CLOSE
        self.setWindowTitle("Bouwsteen")
        found = [label(f"– {sentence}", wrap=True) for sentence in trouble.found]
        why = (
            t("Perhaps an earlier copy was put in its place, or the last part of it was lost.")
            if trouble.older
            else t("Perhaps the disk is wearing out, or another program wrote in the file.")
        )
        kept = t("Nothing was changed. The store stays as it is, also when you put back a backup.")
        self.restore = button(t("Put back a backup"), "primary", "", lambda: self._choose(RESTORE))
        self.go_on = button(t("Go on with this store"), "default", "", lambda: self._choose(GO_ON)) if trouble.older else None
        self.close_ = button(t("Close"), "default", "", self.reject)
        head = Row(
            Column(Icon("info", "text", 22), STRETCH, margins=(0, 4, 0, 0)),
            (label(trouble.sentence, "title", wrap=True), 1),
            gap=10,
        )
        acts = Row(self.close_, STRETCH, self.go_on, self.restore, gap=8)
        words = [label(why, "body", "mute", wrap=True), 4, *found, 4 if found else None, label(kept, wrap=True)]
        self.setLayout(Column(head, *words, STRETCH, 12, acts, gap=8, margins=(24, 20, 24, 16)))
        self.resize(600, 320)
        self.restore.setFocus()

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def ask(trouble: Damaged, parent: QWidget | None = None) -> str:
    """Tell it and wait for the person: RESTORE, GO_ON or CLOSE."""
    dialog = HealthDialog(trouble, parent)
    dialog.exec()
    return dialog.choice


class HealthKeeper(QObject):
    """Has the whole store checked once a day, and after it was not left in order. `found` carries what is wrong."""

    found = Signal(object)

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.session, self._jobs = session, jobs or Jobs()
        self._timer = QTimer(self, interval=AFTER_OPENING, singleShot=True)
        self._timer.timeout.connect(self.check)
        if session.workspace.check_due and not session.is_example:
            self._timer.start()

    def check(self) -> None:
        """Check everything now, beside the work."""
        if self.session.is_open:
            self._jobs.run(self.session.workspace.check(), self._checked, self._failed)

    def _checked(self, trouble: Damaged | None) -> None:
        if self.session.is_open:
            self.session.workspace.checked(trouble)
            if trouble is not None:
                self.found.emit(trouble)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreClosed):
            raise error
        self._timer.start()  # the store was opened afresh; when it is closed for good nothing happens
