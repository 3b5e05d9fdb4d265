"""A fresh process takes over from one that had the store open: only the end of a process takes what it read out of memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from guidance_app.base.machine import program_folder
from guidance_app.ui.first_window import FirstWindow

PATIENCE = 20
"""Seconds that a fresh process may take to show its window; then this one ends all the same."""
SECRET = "BOUWSTEEN_PASSPHRASE"
"""The command line may have been given the passphrase in this variable; the fresh process does not get it."""


class HandOver(QObject):
    """Starts `command` and calls `end` with an exit code: 0 when its window is there, 1 when it does not come."""

    def __init__(self, command: list[str], first: FirstWindow, end: Callable[[int], Any]) -> None:
        super().__init__()
        environment = {name: value for name, value in os.environ.items() if name != SECRET}
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, cwd=program_folder(), env=environment, stdin=nothing, stdout=nothing, start_new_session=True
        )
        self._end, self._until = end, time.monotonic() + PATIENCE
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        first.painted.connect(lambda: self._finish(0))

    def _look(self) -> None:
        if self._process.poll() is not None or time.monotonic() > self._until:
            self._finish(1)

    def _finish(self, code: int) -> None:
        self._timer.stop()
        self._end(code)
