"""When the store must be locked although nobody asked: nobody is there, the computer slept, the screen was locked."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from guidance_app.base import secrecy, settings

TICK = 5
"""Seconds between two looks at the clock; at most so much later than promised the store is locked."""
SLEPT = 30
"""A look that comes so many seconds too late was held up by sleep."""

_SIGNS_OF_LIFE = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.InputMethod),
    }
)


class AutoLock(QObject):
    """Emits `wanted` once when it is time. Clocks and the question whether the screen is locked are arguments for tests."""

    wanted = Signal()

    def __init__(
        self,
        minutes: Callable[[], int] = lambda: settings.load().lock_after,
        running: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        screen_is_locked: Callable[[], bool] = secrecy.screen_is_locked,
    ) -> None:
        super().__init__()
        self._minutes, self._running, self._wall, self._screen_is_locked = minutes, running, wall, screen_is_locked
        self._alive = running()
        self._looked = wall()
        self._done = False
        self._timer = QTimer(self, interval=TICK * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, app: QGuiApplication) -> None:
        """Watch the windows of the program for signs of life, and the desktop for locking and sleep.

        Only windows are watched: they get what keyboard and mouse do before any widget does, and little else.
        """
        from guidance_app.ui.desktop_signals import DesktopSignals

        app.focusWindowChanged.connect(self._watch_window)
        for window in app.topLevelWindows():
            self._watch_window(window)
        self._desktop = DesktopSignals(self)
        self._desktop.locked.connect(self.lock)

    def look(self) -> None:
        """Look at the clock and the screen."""
        now, before = self._wall(), self._looked
        self._looked = now
        idle = (self._running() - self._alive) / 60
        too_long = idle >= settings.SHORTEST_LOCK and idle >= self._minutes()
        if too_long or now - before > TICK + SLEPT or self._screen_is_locked():
            self.lock()

    def lock(self) -> None:
        """It is time; said once."""
        if not self._done:
            self._done = True
            self._timer.stop()
            self.wanted.emit()

    def again(self) -> None:
        """It could not be done now: start counting again."""
        self._done = False
        self._alive, self._looked = self._running(), self._wall()
        self._timer.start()

    def _watch_window(self, window: QWindow | None) -> None:
        self._alive = self._running()
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in _SIGNS_OF_LIFE:
            self._alive = self._running()
        return False
