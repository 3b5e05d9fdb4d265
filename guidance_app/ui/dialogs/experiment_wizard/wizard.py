"""The wizard itself: one step at a time, forward and back; at the end one act makes the experiment, and one more draws."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.experiment_plan import begin, draw
from guidance_app.queries.experiment_plan import wizard_facts
from guidance_app.queries.what_worked import Case, tried_before
from guidance_app.ui.dialogs.experiment_wizard.about import AboutStep
from guidance_app.ui.dialogs.experiment_wizard.convince import ConvinceStep
from guidance_app.ui.dialogs.experiment_wizard.design import DesignStep
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.dialogs.experiment_wizard.kept import Kept
from guidance_app.ui.dialogs.experiment_wizard.measure import MeasureStep
from guidance_app.ui.dialogs.experiment_wizard.step import Step
from guidance_app.ui.dialogs.experiment_wizard.ways import WaysStep
from guidance_app.ui.dialogs.experiment_wizard.when import WhenStep
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import KeyCap, button, label, small

SIZE: Final = QSize(680, 640)


class ExperimentWizard(QDialog):
    """Asks what is needed for an experiment. `made` tells the id of what came of it; `unplanned` that no plan is wanted."""

    made = Signal(str)
    unplanned = Signal()

    def __init__(self, session: Session, pupil: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._pupil, self._sure, self._typed = session, pupil, False, False
        with session.read() as s:
            facts = wizard_facts(s, pupil)
        self.draft = Draft(facts, _next_monday(session.today))
        self.steps: list[Step] = [
            AboutStep(self.draft), WaysStep(self.draft, self._tried), MeasureStep(self.draft), DesignStep(self.draft),
            WhenStep(self.draft, session.today), ConvinceStep(self.draft),
        ]  # fmt: skip
        for step in self.steps:
            step.at_end.connect(lambda: self.next.setFocus())
            for field in step.fields:
                field.typing.connect(self._typing)
        every = [field for step in self.steps for field in step.fields]
        self.kept = Kept(session, pupil, self.draft, every, self)
        self._typed = self.kept.restore()
        self.kept.listen()
        self.setWindowTitle(t("New experiment"))
        self._stack = QStackedWidget()
        for step in self.steps:
            page = box(Column(step, STRETCH, margins=(24, 4, 24, 12)), widget=QWidget())
            self._stack.addWidget(ScrollPage(page, step.title))
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        self.resize(QSize(look.space(SIZE.width()), look.space(SIZE.height())).boundedTo(self.screen().availableSize() * 0.9))
        self._show(0)
        if self._typed:
            self._say(t("What you typed before is here again."))

    def _tried(self, words: str) -> list[Case]:
        with self.session.read() as s:
            return tried_before(s, words)

    def _build(self) -> None:
        self._where, self._title = small(""), label("", "title", wrap=True)
        self.trouble = small("", "text", wrap=True)
        self.trouble.setObjectName("trouble")
        self.back = button(t("Back"), "default", "chevron-left", lambda: self._show(self.at - 1))
        self.next = button(t("Next"), "primary", "", self.go_on, "Ctrl+Enter")
        self.later = button(t("Make it, draw later"), "default", "", lambda: self._finish(drawing=False))
        self.without = button(t("Only write it down, without a plan"), "link", "", self._without)
        stop = button(t("Cancel"), "link", "", self.reject)
        for made, name in ((self.back, "back"), (self.next, "next"), (self.later, "later"), (self.without, "without")):
            made.setObjectName(f"wizard/{name}")
        keys = None if look.large else KeyCap("Ctrl+Enter")
        acts = Row(self.back, stop, STRETCH, self.without, self.later, keys, self.next, gap=8)
        head = Column(self._where, self._title, gap=2, margins=(24, 18, 24, 4))
        foot = Column(self.trouble, acts, gap=4, margins=(24, 6, 24, 16))
        self.setLayout(Column(head, (self._stack, 1), foot, gap=4))

    @property
    def at(self) -> int:
        """Which step is shown, counted from 0."""
        return self._stack.currentIndex()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.at]

    def go_on(self) -> None:
        """To the next step, or at the end make the experiment; what is wrong is said where it is."""
        self._say("")
        if not self.step.leave():
            return
        if self.at + 1 < len(self.steps):
            self._show(self.at + 1)
        else:
            self._finish(drawing=self.draft.draw is not None)

    def _show(self, at: int) -> None:
        self._say("")
        self._stack.setCurrentIndex(at)
        self.step.entered()
        last, draws = at + 1 == len(self.steps), self.draft.draw is not None
        self._where.setText(t("Step {n} of {of}", n=at + 1, of=len(self.steps)))
        self._title.setText(self.step.title)
        self.back.setEnabled(at > 0)
        self.without.setVisible(at == 0)
        self.later.setVisible(last and draws)
        self.next.set_text(t("Next") if not last else t("Make it and draw") if draws else t("Make the experiment"))
        self.step.first.setFocus()

    def _finish(self, *, drawing: bool) -> None:
        """One act makes it; a second one lets the program draw."""
        if not self.step.leave():
            return
        made = self.session.do(begin(self._pupil, self.draft.plan(), (self.kept.place,)))
        if made is None:
            return
        self.kept.drop()
        if drawing:
            self.session.do(draw(made, self.session.today))
        self.accept()
        self.made.emit(made)

    def _without(self) -> None:
        self._sure = True
        self.reject()
        self.unplanned.emit()

    def reject(self) -> None:
        """Stop. What was typed goes away, so it is asked once."""
        if self._typed and not self._sure:
            self._sure = True
            self._say(t("What you typed goes away. Press once more to stop."))
            return
        self.kept.drop()
        super().reject()

    def _typing(self, _text: str) -> None:
        self._typed, self._sure = True, False

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on to the next field and never presses a button; Ctrl+Enter goes on, Alt+Left goes back."""
        if event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.at:
            self._show(self.at - 1)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _next_monday(today: dt.date) -> dt.date:
    return today + dt.timedelta(7 - today.weekday())
