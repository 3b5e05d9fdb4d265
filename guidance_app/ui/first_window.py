"""One program for one data folder: a second start brings the window of the first one forward, and ends.

The two speak through files in the data folder, which only this person can write: a word is a file with that name, and the
answer is that the file is gone. There is no socket in it, so that the promise "no code for a network" stays simple.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QFileSystemWatcher, QLockFile, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from guidance_app.base.machine import data_folder

FRONT, PAINTED = "venster.naar-voren", "venster.staat-er"
"""What is said: bring your window forward; the window of the fresh process is there."""
PATIENCE = 3
"""Seconds that an answer may take: the first program can be busy."""


def say(word: str) -> bool:
    """Say something to the program that runs already. False when there is none, or when it does not answer."""
    if not _mark().exists() or _lock().tryLock(0):  # the lock of a program that was killed is taken, and let go of at once
        return False
    said = data_folder() / word
    said.touch()
    until = time.monotonic() + PATIENCE
    while said.exists() and time.monotonic() < until:
        time.sleep(0.01)
    heard = not said.exists()
    said.unlink(missing_ok=True)
    return heard


class FirstWindow(QObject):
    """Listens for what other starts of the program say."""

    front_wanted = Signal()
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def listen(self) -> None:
        """Begin to listen. Where that cannot be, a second start simply shows a second window before the store."""
        data_folder().mkdir(parents=True, exist_ok=True)
        for word in (FRONT, PAINTED):  # nobody waits for an answer any more
            (data_folder() / word).unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(data_folder())], self)
        self._watcher.directoryChanged.connect(self._look)
        held = _lock()
        self._held = held if held.tryLock(0) else None

    def stop(self) -> None:
        """Listen no more."""
        if self._held is not None:
            self._held.unlock()
            self._held = None

    def _look(self) -> None:
        if self._held is None:
            return
        for word, told in ((FRONT, self.front_wanted), (PAINTED, self.painted)):
            said = data_folder() / word
            if said.exists():
                if word == PAINTED:
                    self.stop()  # before the answer: then the fresh process takes this place
                said.unlink(missing_ok=True)
                told.emit()


class _FirstPaint(QObject):
    def __init__(self, window: QWidget, act: Callable[[], Any]) -> None:
        super().__init__(window)
        self._act = act
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._act)  # its children are painted in the same turn of the loop
        return False


def when_painted(window: QWidget, act: Callable[[], Any]) -> None:
    """Do something once, after a window was painted for the first time."""
    _FirstPaint(window, act)


def _mark() -> Path:
    return data_folder() / "venster"


def _lock() -> QLockFile:
    """Held by the program that listens; that of a program that is gone counts for nothing, however long ago it was."""
    lock = QLockFile(str(_mark()))
    lock.setStaleLockTime(0)
    return lock
