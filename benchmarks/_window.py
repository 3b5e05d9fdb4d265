"""A fresh process that shows one window, says when it was painted first and how much memory it holds, and ends.

python -m benchmarks._window empty|unlock|example
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

SIZE = (1366, 768)


class FirstPaint(QObject):
    """Waits until a window has been painted, then tells and ends the program."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__()
        self._app, self._window = app, window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the window's own paint event its children are painted too; the next turn of the loop is after all of it."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        print("painted", flush=True)
        print((time.perf_counter() - asked[0]) * 1000 if asked else 0.0)
        if opened:  # memory counts with one chart on screen
            opened[0].open_pupil(opened[0].session.pupils()[0].id, list(TABS).index("experiments"))
            self._app.processEvents()
        print(memory_mb(), flush=True)
        self._app.exit()


def memory_mb() -> float:
    """What this process holds in memory now."""
    import psutil

    return float(psutil.Process().memory_info().rss / 1024**2)


def empty(_app: QApplication) -> QWidget:
    """The least a window of Qt can be: the physical floor."""
    return QMainWindow()


def unlock(app: QApplication) -> QWidget:
    """The window that asks for the passphrase, as the program makes it."""
    from guidance_app.ui.dialogs.unlock import Unlock
    from guidance_app.ui.look import look

    look.apply(app)
    return Unlock()


def example(_app: QApplication) -> QWidget:
    """The whole program with the example open at Mark's first page. The clock runs from the moment it is asked for: what
    lies behind the first window was imported in the background before."""
    from guidance_app import example as examples
    from guidance_app.app import make_application
    from guidance_app.ui.desk import TABS as tabs
    from guidance_app.ui.desk import Desk, import_tabs

    make_application()
    import_tabs()
    TABS.update(tabs)
    asked.append(time.perf_counter())
    opened.append(Desk(examples.open_copy(), lambda: None))
    return opened[0].window


opened: list[Any] = []  # what must live as long as its window
asked: list[float] = []  # when it was asked for
TABS: dict[str, str] = {}
WINDOWS: dict[str, Callable[[QApplication], QWidget]] = {"empty": empty, "unlock": unlock, "example": example}


def main(name: str) -> int:
    """Show the named window until it is painted."""
    app = QApplication(sys.argv[:1])
    window = WINDOWS[name](app)
    window.resize(*SIZE)
    painted = FirstPaint(app, window)
    window.show()
    return app.exec() if painted else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
