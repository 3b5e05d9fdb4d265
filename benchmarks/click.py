"""How long a click on a tab and a saved edit take until the page is painted again, page by page.

The promise is 100 ms on a machine that starts an empty window of Qt in 100 ms, so the measure is that window, in this run.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._measure import first_paint, milliseconds, tell

LIMIT = 1.0
ROUNDS = 7

EDITED = {
    "overview": ("goal", "text"),
    "timeline": ("background", "text"),
    "profile": ("assessment", "conclusion"),
    "balance": ("measure", "title"),
    "building_blocks": ("building_block", "block"),
    "goals": ("goal", "text"),
    "experiments": ("experiment", "question"),
    "conversations": ("meeting_item", "text"),
    "plan": ("goal", "text"),
}
"""Page -> the kind of record and the field that is edited on it."""


def main() -> int:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOUWSTEEN_DATA"] = folder
        return measure(Path(folder))


def measure(folder: Path) -> int:
    from guidance_app import edits, example
    from guidance_app.app import make_application
    from guidance_app.queries import read
    from guidance_app.ui.desk import TABS, Desk, import_tabs

    app = make_application()
    import_tabs()
    desk = Desk(example.open_copy(folder / "Voorbeeld"), lambda: None)
    desk.window.resize(1366, 768)
    desk.window.show()
    pupil = desk.session.pupils()[0].id
    painted = _painter(desk.window)
    failed = 0
    for at, name in enumerate(TABS):
        table, field = EDITED[name]
        with desk.session.read() as s:
            row = read.rows(s, table, pupil)[0].id

        def turn(at: int) -> float:
            return milliseconds(lambda: painted(lambda: desk.open_pupil(pupil, at)))

        def save(words: str, table: str = table, row: str = row, field: str = field) -> float:
            return milliseconds(lambda: painted(lambda: desk.session.do(edits.change(table, row, field, words))))

        turn(at)
        taken = []
        for i in range(ROUNDS):
            shown = save(f"Mark {name} {i}")
            turn((at + 1) % len(TABS))
            ready = turn(at)
            turn((at + 1) % len(TABS))
            save(f"elsewhere {i}")
            taken.append((first_paint("empty").ms, ready, turn(at), shown))
        floor, *found = [statistics.median(column) for column in zip(*taken, strict=True)]
        for what, ms in zip(("turning to it", "turning to it, built anew", "an edit saved and shown"), found, strict=True):
            failed += tell(f"{name}, {what}", ms, "an empty window", floor, limit_ratio=LIMIT)
    desk.close()
    app.quit()
    return int(failed > 0)


def _painter(window: Any) -> Callable[[Callable[[], Any]], None]:
    """Gives a function that does an act and returns when nothing is left to build, lay out or paint."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class Paints(QObject):
        seen = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen += event.type() == QEvent.Type.UpdateRequest
            return False

    paints = Paints(window)
    window.installEventFilter(paints)

    def painted(act: Callable[[], Any]) -> None:
        paints.seen = 0
        act()
        for _ in range(4):  # an act, the refresh it asks for, the layout and the painting
            QApplication.processEvents()
        if not paints.seen:
            raise AssertionError("nothing was painted")

    return painted


if __name__ == "__main__":
    sys.exit(main())
