"""How long a click on a tab and a saved edit take until the page is painted again, page by page."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks._measure import milliseconds

LIMIT_MS = 100
ROUNDS = 7


def main() -> int:
    """Measure and tell; the floor is painting the same window without building anything."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOUWSTEEN_DATA"] = folder
        return measure(Path(folder))


def measure(folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from guidance_app import edits, example
    from guidance_app.app import make_application
    from guidance_app.ui.desk import TABS, Desk, import_tabs

    app = make_application()
    import_tabs()
    desk = Desk(example.open_copy(folder / "Voorbeeld"), lambda: None)
    desk.window.resize(1366, 768)
    desk.window.show()
    pupil = desk.session.pupils()[0].id

    def painted(act: object) -> None:
        act()  # type: ignore[operator]
        for _ in range(4):  # an act, the refresh it asks for, the layout and the painting
            QApplication.processEvents()
        desk.window.repaint()

    floor = statistics.median(milliseconds(lambda: painted(lambda: None)) for _ in range(ROUNDS))
    worst = 0.0
    for at, name in enumerate(TABS):
        other = (at + 1) % len(TABS)
        painted(lambda at=at: desk.open_pupil(pupil, at))
        turns, saves = [], []
        for i in range(ROUNDS):
            painted(lambda other=other: desk.open_pupil(pupil, other))
            turns.append(milliseconds(lambda at=at: painted(lambda: desk.open_pupil(pupil, at))))
            edit = edits.change("pupil", pupil, "portrait", f"Mark {name} {i}")
            saves.append(milliseconds(lambda edit=edit: painted(lambda: desk.session.do(edit))))
        turn, save = statistics.median(turns), statistics.median(saves)
        worst = max(worst, turn, save)
        print(
            f"{name}: turning to it {turn:.0f} ms, an edit and the page again {save:.0f} ms = {save / floor:.1f} × only painting"
        )
    desk.close()
    app.quit()
    print(f"the slowest answer: {worst:.0f} ms; limit {LIMIT_MS} ms{': OVER' if worst > LIMIT_MS else ''}")
    return int(worst > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
