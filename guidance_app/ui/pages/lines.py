"""Lines that are typed one after the other, and lines that are not there yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from guidance_app.ui.inputs import TextArea
from guidance_app.ui.layouts import Column, box
from guidance_app.ui.session import DRAFT_WITHIN, Session
from guidance_app.ui.widgets import button


class Editing(Protocol):
    """What a new line needs of the page it stands on."""

    place: str

    @property
    def session(self) -> Session: ...
    def open(self, place: str, focus: str = "") -> None: ...
    def close(self) -> None: ...
    def keep(self, place: str, text: str) -> None: ...


class LineArea(TextArea):
    """Text that is one line to the person, however long it is: Enter is done, Shift+Enter begins a new line in it."""

    def __init__(self, name: str, check: Callable[[Any], Any] = lambda value: value, hint: str = "", lines: int = 1) -> None:
        super().__init__(name, check, hint, lines)
        self.on_tab: Callable[[], bool] = lambda: False
        self.area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Tab and plain and self.on_tab():
                return True
        return super().eventFilter(watched, event)


class Blank(LineArea):
    """A line that is not there yet. Enter adds it and stays for the next one; leaving adds it too.

    `add` does it with the text and the place of its draft, and gives the id of what was made; `on_added` hears it when Tab
    goes on in the new thing. What is typed is kept as a draft, so a crash loses nothing. `begin` stands in it already.
    """

    def __init__(
        self, editing: Editing, place: str, name: str, add: Callable[[str, tuple[str, ...]], Any],
        *, hint: str = "", begin: str = "", on_added: Callable[[str], Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name, hint=hint)
        self._editing, self._place, self._add, self._on_added = editing, place, add, on_added
        self._begin = begin
        self.area.setObjectName(place)
        self._timer = QTimer(self, interval=DRAFT_WITHIN, singleShot=True)
        self._timer.timeout.connect(self._keep)
        self.retype(editing.session.workspace.drafts().get(place, begin))
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.typing.connect(lambda _text: self._timer.isActive() or self._timer.start())
        self.edited.connect(self._finished)
        self.on_tab = self._tabbed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._editing.close()
        else:
            super().keyPressEvent(event)

    def hand_over(self) -> None:
        """The page is built again: what is typed goes on in the new field."""
        self._timer.stop()
        if self.area.toPlainText().strip() not in ("", self._begin.strip()):
            self._keep()
        self.area.blockSignals(True)

    def _keep(self) -> None:
        self._editing.keep(self._place, self.area.toPlainText())

    def _finished(self, value: str | None) -> str | None:
        """Add what was typed; what cannot be added stays in the field."""
        self._timer.stop()
        if not value or value == self._begin.strip():
            self._editing.session.workspace.drop_draft(self._place)
            return None
        made = self._add(value, (self._place,))
        self.show_value(None)
        if made is None:
            self.retype(value)
            self._keep()
        return made  # type: ignore[no-any-return]

    def _tabbed(self) -> bool:
        """Tab goes on in the thing that was just made, when there is more to fill in."""
        text = self.area.toPlainText().strip()
        if not text or self._on_added is None:
            return False
        made = self._finished(text)
        if made is not None:
            self._on_added(made)
        return made is not None


def adder(editing: Editing, words: str, blank: Callable[[], QWidget], place: str) -> QWidget:
    """The act at the end of a list: a few words that become a field when pressed."""
    if editing.place == place:
        inside: QWidget = blank()
    else:
        inside = button(words, "link", "plus", lambda: editing.open(place))
        inside.setObjectName(f"add/{place}")
    return box(Column(inside, margins=(4, 4, 8, 0)), widget=QWidget())
