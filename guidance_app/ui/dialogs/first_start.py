"""The first window of all: make a store, or look around in the example. No tour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from guidance_app.base.i18n import t
from guidance_app.ui.dialogs.door import Door, Line, PassphraseLine, field_label
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.widgets import small

SHORTEST = 12
"""A passphrase has at least so many characters: four ordinary words."""


def roles() -> list[tuple[str, str]]:
    """Who works with this program: the code of the role and its name."""
    return [
        ("sen_coordinator", t("SEN coordinator")),
        ("adviser", t("adviser")),
        ("educational_psychologist", t("educational psychologist")),
        ("teacher", t("teacher")),
        ("other", t("other")),
    ]


class FirstStart(Door):
    """Asks for a passphrase twice, the name of who works here, and their role."""

    create_wanted = Signal(str, str, str)

    def __init__(self) -> None:
        self.passphrase = PassphraseLine(t("Passphrase"))
        self.again = PassphraseLine(t("The same passphrase again"))
        self.name = Line(t("Your name"))
        self.role = ChoiceField(t("Your role"), roles(), required=True)
        self.hint = small(t("At least 12 characters. Four ordinary words are easy to remember and hard to guess."), wrap=True)
        explanation = t("In a store you keep the files of your pupils. Only who knows the passphrase can open it.")
        super().__init__(t("Make your store"), explanation, t("Make the store"))
        for line in (self.passphrase, self.again, self.name):
            line.returnPressed.connect(self.submit)
            line.textEdited.connect(lambda _text: self.problem(""))
        self.passphrase.textEdited.connect(self._count)

    def fields(self) -> list[Any]:
        return [
            *(field_label(t("Your name"), self.name), self.name),
            *(field_label(t("Your role"), self.role.field), self.role),
            *(field_label(t("Passphrase"), self.passphrase), self.passphrase, self.hint),
            *(field_label(t("The same passphrase again"), self.again), self.again),
        ]

    def submit(self) -> None:
        if not self.name.text().strip():
            self.problem(t("Fill in your name; it stands beside what you change."), self.name)
        elif not self.role.value():
            self.role.problem(t("Choose your role."))
            self.role.setFocus()
        elif len(self.passphrase.text()) < SHORTEST:
            self.problem(t("The passphrase needs at least {n} characters.", n=SHORTEST), self.passphrase)
        elif self.passphrase.text() != self.again.text():
            self.problem(t("The two passphrases are not the same."), self.again)
        else:
            self.create_wanted.emit(self.passphrase.text(), self.name.text().strip(), self.role.value())

    def _count(self, text: str) -> None:
        """How far the passphrase is, in words and not as a verdict."""
        short = SHORTEST - len(text)
        if not text:
            self.hint.setText(t("At least 12 characters. Four ordinary words are easy to remember and hard to guess."))
        elif short > 0:
            self.hint.setText(t("{n} more characters needed.", n=short))
        else:
            self.hint.setText(t("Long enough. Write it down and keep it where you keep important papers."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()
