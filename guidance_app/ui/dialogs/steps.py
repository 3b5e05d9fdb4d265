"""A dialog in small steps: something to read, a few fields, one button that goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small

Field = tuple[str, Any]
"""The words above a field, and the field; without words it is what belongs to the field above it."""


class StepDialog(QDialog):
    """Who inherits shows steps with `show_step`; slow work goes through `work`; what can be solved is said below the fields."""

    def __init__(self, title: str, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs, self.title = session, jobs or Jobs(), title
        self._body = Column(gap=8)
        self._fields: Sequence[Field] = ()
        self.setWindowTitle(title)
        page = box(Column(self._body, STRETCH, margins=(24, 20, 24, 16)), widget=QWidget())
        self.setLayout(Column((ScrollPage(page, title), 1), gap=0))
        self.resize(QSize(look.space(580), look.space(620)).boundedTo(self.screen().availableSize() * 0.9))

    def show_step(self, parts: Sequence[Any], fields: Sequence[Field], act: str, on_act: Callable[[], Any]) -> None:
        """Show what there is to read, the fields, and the button that goes on (Enter in the last field does so too)."""
        self._fields, self.trouble = fields, small("", "text", wrap=True)
        self.trouble.setObjectName("trouble")
        self.go = button(act, "primary", "", on_act)
        self._body.clear()
        for part in (label(self.title, "title", wrap=True), *parts, 4):
            self._body.add(part) if part is not None else None
        for words, field in fields:
            heading = small(words, "text", wrap=True, weight=SEMIBOLD)
            heading.setBuddy(field)
            self._body.add(heading) if words else None
            self._body.add(field)
        inputs = [field for words, field in fields if words]
        for field, following in zip(inputs, [*inputs[1:], None], strict=True) if inputs else ():
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(on_act if following is None else following.setFocus)
        cancel = button(t("Cancel"), "default", "", self.reject) if fields else None
        self._body.add(self.trouble)
        self._body.add(Row(STRETCH, cancel, self.go, gap=8))
        (fields[0][1] if fields else self.go).setFocus()

    def work(self, slow: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        """Do something that takes a while, with the fields closed."""
        self._wait(True)

        def finished(result: Any) -> None:
            self._wait(False)
            done(result)

        self.jobs.run(slow, finished, self.failed)

    def attempt(self, act: Callable[[], Any]) -> None:
        """Do something at once; what can be solved is said."""
        try:
            act()
        except Problem as trouble:
            self.say(str(trouble))

    def failed(self, trouble: Exception) -> None:
        """Something did not succeed: say it when the person can solve it."""
        if not isinstance(trouble, Problem):
            raise trouble
        self._wait(False)
        self.say(str(trouble), next((field for _words, field in self._fields), None))

    def say(self, sentence: str, at: Any = None) -> None:
        """Say something under the fields, and go to the field it is about."""
        self.trouble.setText(sentence)
        if at is not None:
            at.setFocus()
            at.selectAll() if isinstance(at, QLineEdit) else None

    def _wait(self, on: bool) -> None:
        for part in (self.go, *(field for _words, field in self._fields)):
            part.setEnabled(not on)
