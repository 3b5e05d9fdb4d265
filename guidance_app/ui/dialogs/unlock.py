"""The window before an existing store: one passphrase. It loads nothing of what lies behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.dialogs.door import Door, PassphraseLine, field_label
from guidance_app.ui.widgets import Button


class Unlock(Door):
    """Asks for the passphrase. `locked` says that the person locked it just now, and is not starting the program."""

    unlock_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, locked: bool = False) -> None:
        self.passphrase = PassphraseLine(t("Passphrase"))
        self.new = Button(t("New store"), "link")
        title = t("The store is locked.") if locked else t("Welcome back")
        super().__init__(title, t("Type your passphrase to go on where you were."), t("Unlock"))
        self.new.clicked.connect(lambda _on=False: self.new_wanted.emit())
        self.passphrase.returnPressed.connect(self.submit)
        self.passphrase.textEdited.connect(lambda _text: self.problem(""))

    def fields(self) -> list[Any]:
        return [field_label(t("Passphrase"), self.passphrase), self.passphrase]

    def links(self) -> list[QWidget]:
        return [self.example, self.new, self.restore]

    def submit(self) -> None:
        if self.passphrase.text():
            self.unlock_wanted.emit(self.passphrase.text())
        else:
            self.problem(t("Type your passphrase first."), self.passphrase)

    def wrong(self) -> None:
        """The passphrase did not fit."""
        self.busy(False)
        self.problem(t("This passphrase does not fit. Mind capitals and spaces."), self.passphrase)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()
