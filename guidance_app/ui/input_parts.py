"""What the fields are made of: their common doors, and three Qt widgets without the habits that harm typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QTextEdit, QWidget

from guidance_app.base.errors import Problem
from guidance_app.ui.icons import Icon, paint_icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.widgets import Label, state

Check = Callable[[Any], Any]


def keep(value: Any) -> Any:
    """The check that lets everything pass."""
    return value


class Input(QWidget):
    """What all fields share. `name` is what a screen reader calls it; `check` tidies a value or raises Problem."""

    edited = Signal(object)
    typing = Signal(str)
    done = Signal()

    def __init__(self, field: QWidget, name: str, check: Check = keep) -> None:
        super().__init__()
        self.field = field
        self.check = check
        self._value: Any = None
        self._words = Label("", "small", wrap=True)
        self._problem = box(Row(Column(Icon("info", "text", 15), STRETCH, margins=(0, 1, 0, 0)), (self._words, 1), gap=5))
        self._problem.hide()
        field.setAccessibleName(name)
        self.setFocusProxy(field)
        self.lines = Column(field, self._problem, gap=4)
        self.setLayout(self.lines)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure again after another look."""
        self.field.setFont(look.font())

    def value(self) -> Any:
        """What is in the field; what is typed but wrong or not yet left does not count."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value without telling anyone."""
        self._value = value
        self.problem("")
        self._show(value)

    def problem(self, sentence: str) -> None:
        """Say below the field what is wrong; an empty sentence takes it away."""
        sentence = sentence[:1].upper() + sentence[1:]
        self._words.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        state(self.field, "wrong", "true" if sentence else "")

    def commit(self) -> bool:
        """Count what is typed as done. False when it is wrong: then the field says so."""
        try:
            value = self.check(self._read())
        except Problem as trouble:
            self.problem(str(trouble))
            return False
        before = self._value
        self.show_value(value)
        if value != before:
            self.edited.emit(value)
        return True

    def _enter(self) -> None:
        if self.commit():
            self.done.emit()

    def _chosen(self, value: Any) -> None:
        """A person chose this value."""
        try:
            kept = self.check(value)
        except Problem as trouble:
            self._show(self._value)
            self.problem(str(trouble))
            return
        changed = kept != self._value
        self.show_value(kept)
        if changed:
            self.edited.emit(kept)

    def _read(self) -> Any:
        return self._value

    def _show(self, value: Any) -> None:
        raise NotImplementedError


class Line(QLineEdit):
    """A line edit that leaves Ctrl+Z and Ctrl+Y to the window when nothing was typed."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            nothing_back = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            nothing_again = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if nothing_back or nothing_again:
                event.ignore()
                return False
        return super().event(event)


class Area(QTextEdit):
    """Plain text that grows with what is in it."""

    left = Signal()
    finished = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.grow())

    def grow(self) -> None:
        """As high as the text, and never lower than the first lines."""
        text = max(self.document().size().height(), self.fontMetrics().lineSpacing() * self._lines)
        self.setFixedHeight(round(text) + 2 * look.space(6) + 2)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            history = self.document()
            nothing_back = event.matches(QKeySequence.StandardKey.Undo) and not history.isUndoAvailable()
            nothing_again = event.matches(QKeySequence.StandardKey.Redo) and not history.isRedoAvailable()
            if nothing_back or nothing_again:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choices(QComboBox):
    """A list to choose from; the wheel scrolls the page and never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.icon(16)
        paint_icon(painter, QRectF(self.width() - side - 10, 0, side, self.height()), "chevron-down", look.colour("mute"))
        painter.end()
