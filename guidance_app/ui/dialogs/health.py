"""What stands before the desk when something is wrong with the store itself: what was found, and the ways on.

Nothing has been written in the store by then, and putting back a backup keeps it as it is beside the new one.
"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from guidance_app.base.errors import Damaged
from guidance_app.base.i18n import t
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row
from guidance_app.ui.widgets import button, label

RESTORE, GO_ON, CLOSE = "restore", "go on", "close"


class HealthDialog(QDialog):
    """Says what is wrong. `choice` is what the person wants then: RESTORE, GO_ON (with an older store only) or CLOSE."""

    def __init__(self, trouble: Damaged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = CLOSE
        self.setWindowTitle("Bouwsteen")
        found = [label(f"– {sentence}", wrap=True) for sentence in trouble.found]
        why = (
            t("Perhaps an earlier copy was put in its place, or the last part of it was lost.")
            if trouble.older
            else t("Perhaps the disk is wearing out, or another program wrote in the file.")
        )
        kept = t("Nothing was changed. The store stays as it is, also when you put back a backup.")
        self.restore = button(t("Put back a backup"), "primary", "", lambda: self._choose(RESTORE))
        self.go_on = button(t("Go on with this store"), "default", "", lambda: self._choose(GO_ON)) if trouble.older else None
        self.close_ = button(t("Close"), "default", "", self.reject)
        head = Row(
            Column(Icon("info", "text", 22), STRETCH, margins=(0, 4, 0, 0)),
            (label(trouble.sentence, "title", wrap=True), 1),
            gap=10,
        )
        acts = Row(self.close_, STRETCH, self.go_on, self.restore, gap=8)
        words = [label(why, "body", "mute", wrap=True), 4, *found, 4 if found else None, label(kept, wrap=True)]
        self.setLayout(Column(head, *words, STRETCH, 12, acts, gap=8, margins=(24, 20, 24, 16)))
        self.resize(600, 320)
        self.restore.setFocus()

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def ask(trouble: Damaged, parent: QWidget | None = None) -> str:
    """Tell it and wait for the person: RESTORE, GO_ON or CLOSE."""
    dialog = HealthDialog(trouble, parent)
    dialog.exec()
    return dialog.choice
