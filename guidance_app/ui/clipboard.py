"""What was copied from this program does not stay on the clipboard for whoever comes next."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

FORGET_AFTER = 30
"""Seconds that something copied stays on the clipboard."""


class ClipboardGuard(QObject):
    """Empties the clipboard half a minute after something was copied here, if nothing else was copied since."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self.timer = QTimer(self, interval=FORGET_AFTER * 1000, singleShot=True)
        self.timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._changed)

    def forget(self) -> None:
        """Empty it now, when what is on it is ours."""
        self.timer.stop()
        if self._clipboard.ownsClipboard() and self._clipboard.mimeData().formats():
            self._clipboard.clear()

    def _changed(self) -> None:
        if self._clipboard.ownsClipboard():
            self.timer.start()
        else:
            self.timer.stop()
