"""When the disk refuses: beside the sentence stands a way out, an encrypted copy of everything on another disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.session import Session


def offer_copies(session: Session, window: MainWindow) -> None:
    """From now on a notice about the disk offers an emergency copy."""
    act = t("Emergency copy in another place")
    session.disk_refused.connect(lambda sentence: window.notice(sentence, act, partial(_save_copy, session, window)))


def _save_copy(session: Session, window: MainWindow) -> None:
    place = QFileDialog.getExistingDirectory(window, t("Where should the emergency copy go?"))
    if not place:
        return
    try:
        session.workspace.emergency_copy(Path(place), session.typed())
    except Problem as trouble:
        window.notice(str(trouble), t("Emergency copy in another place"), partial(_save_copy, session, window))
    else:
        window.notice(t("Emergency copy saved."))
