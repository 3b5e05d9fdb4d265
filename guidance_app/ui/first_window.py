"""One program for one data folder: a second start brings the window of the first one forward, and ends.

The two speak over a local socket (a named pipe on Windows) that only this person can open. A file beside the stores says
that there may be somebody to speak to, so that an ordinary start need not load anything for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from guidance_app.base.machine import data_folder

FRONT, PAINTED = b"front", b"painted"
"""What is said: bring your window forward; the window of the fresh process is there."""
PATIENCE = 3000
"""Milliseconds that an answer may take: the first program can be busy."""


def say(word: bytes) -> bool:
    """Say something to the program that runs already. False when there is none, or when it does not answer."""
    if not _mark().exists():
        return False
    from PySide6.QtNetwork import QLocalSocket  # 30 ms, so only when somebody may be there

    socket = QLocalSocket()
    socket.connectToServer(_address())
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(word)
    return bool(socket.waitForReadyRead(PATIENCE))


class FirstWindow(QObject):
    """Listens for what other starts of the program say."""

    front_wanted = Signal()
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._server: Any = None

    def listen(self) -> None:
        """Begin to listen. Where that cannot be, a second start simply shows a second window before the store."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_address())  # left behind by a program that was killed
        if self._server.listen(_address()):
            _mark().parent.mkdir(parents=True, exist_ok=True)
            _mark().touch()

    def stop(self) -> None:
        """Listen no more."""
        if self._server is not None and self._server.isListening():
            self._server.close()
            _mark().unlink(missing_ok=True)

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setParent(self)
            caller.readyRead.connect(lambda caller=caller: self._heard(caller))
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._heard(caller)

    def _heard(self, caller: Any) -> None:
        word = bytes(caller.readAll().data())
        if word == PAINTED:
            self.stop()  # before the answer: then the fresh process takes this place
        if word in (FRONT, PAINTED):
            caller.write(b"yes")
            caller.waitForBytesWritten(PATIENCE)
            (self.front_wanted if word == FRONT else self.painted).emit()


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


def _address() -> str:
    """A name of its own for each data folder and person; on POSIX a path in the folder for such sockets."""
    import hashlib  # only needed when there is something to say

    whose = f"{data_folder().absolute()} {os.environ.get('USERNAME') if sys.platform == 'win32' else os.getuid()}"
    name = f"bouwsteen-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"
    return name if sys.platform == "win32" else str(Path(os.environ.get("XDG_RUNTIME_DIR") or QDir.tempPath(), name))
