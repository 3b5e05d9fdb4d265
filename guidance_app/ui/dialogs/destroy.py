"""Destroying the file of a pupil for good: what disappears, what has left the store before, and the passphrase once more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guidance_app import ways_in
from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries import audit
from guidance_app.queries.read import row
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.door import PassphraseLine
from guidance_app.ui.dialogs.steps import StepDialog
from guidance_app.ui.layouts import hline
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label, small

MOST = 8
"""So many of what left the store are listed; the audit list has all."""


class DestroyFile(StepDialog):
    """Asks for the passphrase and destroys the file. `done_for_good`: nothing of it is left here."""

    done_for_good = Signal()

    def __init__(self, session: Session, pupil: str, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(t("Destroy the file|title"), session, parent, jobs)
        self.pupil = pupil
        self.own = PassphraseLine(t("Passphrase"))
        with session.read() as s:
            found = row(s, "pupil", pupil)
            left = audit.page(s, audit.Wanted(pupil=pupil, sort=audit.OUT), most=MOST)
        name = str(found.first_name) if found else ""
        everything = t("Everything of {name} disappears for good from this store and from its backups here.", name=name)
        never = t("It cannot be undone. Whoever the file is shared with is told to destroy it too at the next exchange.")
        outside = t("What was printed or saved elsewhere, you destroy yourself.")
        parts: list[Any] = [label(words, wrap=True) for words in (everything, never, outside)]
        if left:
            parts += [hline(), label(t("This left the store"), "head")]
            parts += [small(f"{formats.day(line.at.date())}  ·  {line.what}", "text", wrap=True) for line in left]
        self.show_step(parts, [(t("Your passphrase once more"), self.own)], t("Destroy for good"), self.carry_out)

    def carry_out(self) -> None:
        """Destroy it, when the passphrase fits."""
        folder, typed = self.session.workspace.folder, self.own.text()
        if typed:
            self.work(lambda: ways_in.prove(folder, typed), self._proved)

    def _proved(self, _proof: ways_in.Proof) -> None:
        self.own.clear()
        self.session.finish_typing()
        self.attempt(self._gone)

    def _gone(self) -> None:
        self.session.workspace.destroy(self.pupil)
        self.accept()
        self.done_for_good.emit()
