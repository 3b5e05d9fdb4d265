"""The main job without a screen: the documents of the example as PDF, and a picture of every page."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guidance_app import example
from guidance_app.app import make_application
from guidance_app.ui.look import look

PAGES = ("overzicht", "tijdlijn", "profiel", "balans", "bouwstenen", "doelen", "proefjes", "gesprekken", "plan")
SIZE = (1366, 768)
PAUSE = 60
"""Milliseconds: more than any timer with which a page puts off building or scrolling."""


def showcase(folder: Path) -> Iterator[Path]:
    """Write the documents and pictures of the example into a folder; gives each file when it is there."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    look.apply(app, dark=False, text=1.0)
    with tempfile.TemporaryDirectory() as own:  # not the copy a person works in
        workspace = example.open_copy(Path(own) / "Voorbeeld")
        yield from documents(workspace, folder)
        yield from pictures(workspace, folder)


def settle() -> None:
    """Let a page build, lay out and scroll, and wait for a preview that is still being made in the background."""
    from PySide6.QtCore import QThreadPool

    pause()
    while QThreadPool.globalInstance().activeThreadCount():
        pause()
    pause()  # what was made last is shown in this one


def pause() -> None:
    """Let everything happen that is due within PAUSE."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(PAUSE, loop.quit)
    loop.exec()


def documents(workspace: Any, folder: Path) -> Iterator[Path]:
    """Every document of the first pupil."""
    from guidance_app.queries.pupils import all_pupils
    from guidance_app.report.documents import DOCUMENTS, write

    with workspace.read() as s:
        pupil = all_pupils(s, workspace.today)[0].id
    for name in DOCUMENTS:
        yield write(workspace, pupil, name, folder / f"{name}.pdf")


def pictures(workspace: Any, folder: Path, size: tuple[int, int] = SIZE) -> Iterator[Path]:
    """A picture of the start page, the pupils, the nine pages of the first pupil and what looks back. Closes the workspace."""
    from guidance_app.ui.desk import Desk

    desk = Desk(workspace, lambda: None)
    desk.window.resize(*size)
    desk.window.show()
    pupil = desk.session.pupils()[0].id
    stops: list[tuple[str, Any]] = [("start", None), ("pupils", None), *(("pupil", (pupil, tab)) for tab in range(len(PAGES)))]
    stops += [("settings", None), ("audit", pupil), ("past", pupil), ("worked", None)]
    names = ["start", "leerlingen", *PAGES, "instellingen", "logboek", "dossier-op-een-dag", "wat-werkte"]
    for number, (name, stop) in enumerate(zip(names, stops, strict=True)):
        desk.window.go(*stop)
        settle()
        file = folder / f"{number:02d}-{name}.png"
        desk.window.grab().save(str(file))
        yield file
    desk.close()
