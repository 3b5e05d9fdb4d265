"""The first window of all: make a store, or look around in the example. No tour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from guidance_app.base import place
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import store_folder
from guidance_app.domain import passphrase
from guidance_app.ui.dialogs.door import Door, Line, PassphraseLine, field_label
from guidance_app.ui.dialogs.passphrase_help import PassphraseHelp
from guidance_app.ui.inputs import ChoiceField


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
        self._place = place.trouble(store_folder())
        self.help = PassphraseHelp(self.passphrase, self.again, lambda: [self.name.text()])
        explanation = t("In a store you keep the files of your pupils. Only who knows the passphrase can open it.")
        super().__init__(t("Make your store"), explanation, t("Make the store"))
        for line in (self.passphrase, self.again, self.name):
            line.returnPressed.connect(self.submit)
            line.textEdited.connect(lambda _text: self.problem(""))

    def fields(self) -> list[Any]:
        return [
            *(field_label(t("Your name"), self.name), self.name),
            *(field_label(t("Your role"), self.role.field), self.role),
            *(field_label(t("Passphrase"), self.passphrase), self.passphrase, self.help),
            *(field_label(t("The same passphrase again"), self.again), self.again),
        ]

    def submit(self) -> None:
        if not self.name.text().strip():
            self.problem(t("Fill in your name; it stands beside what you change."), self.name)
        elif not self.role.value():
            self.role.problem(t("Choose your role."))
            self.role.setFocus()
        elif sentence := self._too_easy():
            self.problem(sentence, self.passphrase)
        elif self.passphrase.text() != self.again.text():
            self.problem(t("The two passphrases are not the same."), self.again)
        elif self._place:
            self._warn_of_place()
        else:
            self.create_wanted.emit(self.passphrase.text(), self.name.text().strip(), self.role.value())

    def _warn_of_place(self) -> None:
        """Not a place to make a store, unless the person presses once more."""
        self.problem(" ".join((self._place, place.better(), t("Press once more to make the store here all the same."))))
        self._place = ""

    def _too_easy(self) -> str:
        try:
            passphrase.require(self.passphrase.text(), [self.name.text()])
        except Problem as problem:
            return str(problem)
        return ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()
