"""What was copied from this program does not stay on the clipboard for whoever comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

FORGET_AFTER = 30
"""Seconds that something copied stays on the clipboard."""


class ClipboardGuard(QObject):
    """Empties the clipboard half a minute after something was copied here, if nothing else was copied since.

    `is_ours` says whether what is on it was copied here; the platform without a screen cannot tell.
    """

    def __init__(self, is_ours: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._is_ours = is_ours or self._clipboard.ownsClipboard
        self.timer = QTimer(self, interval=FORGET_AFTER * 1000, singleShot=True)
        self.timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._changed)

    def forget(self) -> None:
        """Empty it now, when what is on it is ours."""
        self.timer.stop()
        if self._holds_ours():
            self._clipboard.clear()

    def _changed(self) -> None:
        if self._holds_ours():
            self.timer.start()
        else:
            self.timer.stop()

    def _holds_ours(self) -> bool:
        content = self._clipboard.mimeData()
        return self._is_ours() and content is not None and bool(content.formats())
