"""What every step of the wizard is: a question, a line why, and fields that stay as they are when one goes back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import ChoiceField, RefsField, SegmentField
from guidance_app.ui.layouts import Column
from guidance_app.ui.pages.choosing import named
from guidance_app.ui.widgets import is_enter, small


class Step(QWidget):
    """One step. `title` is its question; `first` has the keyboard when it comes up; `at_end`: Enter in its last field."""

    at_end = Signal()

    def __init__(self, draft: Draft, title: str, why: str) -> None:
        super().__init__()
        self.draft, self.title = draft, title
        self.fields: list[Input] = []
        self.body = Column(small(why, wrap=True) if why else None, gap=10)
        self.setLayout(self.body)

    @property
    def first(self) -> QWidget:
        """What has the keyboard when the step comes up."""
        return next(made for made in self.fields if made.isVisibleTo(self))

    def ask(self, words: str, made: Input, key: str) -> QWidget:
        """A field with its words above it; Enter goes on to the next one. Its object name is `key`."""
        self.fields.append(made)
        made.field.setObjectName(key)
        made.done.connect(lambda: self.onward(made))
        if isinstance(made, SegmentField | RefsField):
            made.go_on_with_enter()
        if isinstance(made, ChoiceField):
            made.field.installEventFilter(self)
        return named(words, made)[0]

    def onward(self, made: Input | None = None) -> None:
        """To the field after this one; after the last one the step is at its end."""
        seen = [one for one in self.fields if one.isVisibleTo(self)]
        after = seen[seen.index(made) + 1 :] if made in seen else seen
        if made is None or not after:
            self.at_end.emit()
        else:
            _focus(after[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a list that is closed goes on too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event):
            self.onward(next(made for made in self.fields if made.field is watched))
            return True
        return super().eventFilter(watched, event)

    def entered(self) -> None:
        """The step comes up: what follows from other steps is shown."""

    def leave(self) -> bool:
        """Count what was typed and write it in the draft; False when something is wrong, which the field says."""
        seen = [made for made in self.fields if made.isVisibleTo(self)]
        wrong = [made for made in seen if not made.commit()]
        if wrong:
            wrong[0].setFocus()
            return False
        return self.write()

    def write(self) -> bool:
        """Write the fields in the draft; False when something is missing, which is said beside it."""
        raise NotImplementedError

    def missing(self, made: Any, sentence: str) -> bool:
        """Say beside a field what is missing, and go there."""
        made.problem(sentence)
        made.setFocus()
        return False


def _focus(made: Input) -> None:
    """Of buttons beside each other the chosen one has the keyboard, as with every choice of one."""
    chosen = next((b for b in made.buttons.values() if b.isChecked()), None) if isinstance(made, SegmentField) else None
    (chosen or made).setFocus()
