"""What stands below the field of a new passphrase: how good it is, in words, and six words for who has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.domain import passphrase
from guidance_app.ui.dialogs.door import PassphraseLine
from guidance_app.ui.layouts import Column
from guidance_app.ui.widgets import Button, small


class PassphraseHelp(QWidget):
    """Judges `line` while it is typed. `again` is the field below; `about` gives what is known of the person, as the name."""

    def __init__(self, line: PassphraseLine, again: PassphraseLine, about: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._line, self._again, self._about = line, again, about
        self.hint = small("", wrap=True)
        self.suggest = Button(t("Suggest six words"), "link")
        self.suggest.clicked.connect(lambda _on=False: self.fill_in())
        line.textEdited.connect(self.judge)
        self.setLayout(Column(self.hint, self.suggest, gap=2))
        self.judge(line.text())

    def judge(self, text: str) -> None:
        """Say how good this is and what would make it better."""
        if text:
            self.say(passphrase.advise(text, self._about()).sentence)
        else:
            self.say(t("At least 12 characters. Four ordinary words are easy to remember and hard to guess."))

    def fill_in(self) -> None:
        """Fill in six words that the computer chose, to be read and written down."""
        self._line.setText(passphrase.suggest())
        self._line.setCursorPosition(0)
        self._line.show_letters(True)
        self._again.clear()
        self._again.setFocus()
        self.say(t("Write these six words down now, in this order. Then type them below."))

    def say(self, sentence: str) -> None:
        """Say it below the field, and to a screen reader that is in the field."""
        self.hint.setText(sentence)
        self._line.setAccessibleDescription(sentence)
