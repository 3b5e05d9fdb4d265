"""The paper beside the editor: made again beside the GUI while the person types, with the last good one kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from guidance_app.base.errors import Problem
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.pages.plan.paper import PaperView
from guidance_app.ui.widgets import label, small

if TYPE_CHECKING:
    from guidance_app.report.document import Printed

AFTER_TYPING = 200
"""Milliseconds after the last key until the paper follows."""


Make = Callable[[], "Printed"]


class Preview(QWidget):
    """Shows what `ask` was told to make last. What cannot be printed is said above it; the last good paper stays."""

    made = Signal(int)
    """How many pages it has become."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self.printed: Printed | None = None
        self._wanted: Make | None = None
        self._working = False
        self.paper = PaperView()
        self.words = label("", "small", wrap=True)
        self.says = small("", wrap=True)
        mark = Column(Icon("info", "text", 16), STRETCH, margins=(0, 1, 0, 0))
        self._trouble = box(Row(mark, (self.words, 1), gap=8, margins=(24, 10, 24, 0)), widget=QWidget())
        self._trouble.hide()
        self.says.setContentsMargins(24, 10, 24, 0)
        self.says.hide()
        self.setLayout(Column(self._trouble, self.says, (self.paper, 1), gap=0))
        self._timer = QTimer(self, interval=AFTER_TYPING, singleShot=True)
        self._timer.timeout.connect(self._begin)

    @property
    def trouble(self) -> str:
        """Why the paper does not follow now; "" when it does."""
        return self.words.text()

    def ask(self, make: Make, *, typing: bool = False) -> None:
        """Show what this makes; while the person types only after the last key."""
        self._wanted = make
        if typing:
            self._timer.start()
        else:
            self._begin()

    def say(self, sentence: str) -> None:
        """Say something above the paper; "" takes it away."""
        self.says.setText(sentence)
        self.says.setVisible(bool(sentence))

    def _begin(self) -> None:
        self._timer.stop()
        if self._working or self._wanted is None:
            return
        make, self._wanted, self._working = self._wanted, None, True
        self.jobs.run(make, self._done, self._failed)

    def _done(self, printed: Printed) -> None:
        if self._goes_on():
            self.printed = printed
            self._say_trouble("")
            self.paper.show_pdf(printed.content)
            self.made.emit(printed.pages)
            self._follow()

    def _failed(self, trouble: Exception) -> None:
        if self._goes_on():
            if not isinstance(trouble, Problem):
                raise trouble
            self._say_trouble(str(trouble))
            self._follow()

    def _goes_on(self) -> bool:
        """Whether this is still there: a page may be thrown away while its paper is being made."""
        there = isValid(self)
        if there:
            self._working = False
        return there

    def _follow(self) -> None:
        if self._wanted is not None and not self._timer.isActive():
            self._begin()

    def _say_trouble(self, sentence: str) -> None:
        self.words.setText(sentence)
        self._trouble.setVisible(bool(sentence))


def document(name: str, view: Any) -> Make:
    """What makes the paper of a view. The engine is loaded when the first paper is made, and not on the GUI thread."""

    def make() -> Printed:
        from guidance_app.report.documents import DOCUMENTS

        return DOCUMENTS[name].make(view)

    return make
