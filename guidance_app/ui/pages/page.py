"""What every page is: built from a query, built again when something it shows has changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from guidance_app.ui.look import look
from guidance_app.ui.session import Seen, Session


class Page(QWidget):
    """One page of one pupil (or of the store, with pupil "").

    A page writes `build`, which gives its content anew from a query, and may write `side` and `head` for the side panel
    and the buttons in the head. `refresh` builds again without losing focus, cursor or scroll position: fields bound
    through `Session` keep what is typed in them by themselves.
    """

    title = ""
    """What the page is called: an English source word."""

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__()
        self.session = session
        self.pupil = pupil
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self._seen = Seen()
        self._stale = False
        self._pending = QTimer(self, interval=0, singleShot=True)
        self._pending.timeout.connect(self._refresh_soon)
        session.changed.connect(self._changed)
        look.changed.connect(self._look_changed)

    def build(self) -> QWidget:
        """The content of the page, as things are now."""
        raise NotImplementedError

    def side(self) -> QWidget | None:
        """The side panel that belongs to this page, or None."""
        return None

    def head(self) -> list[QWidget]:
        """What stands at the right of the pupil's name on this page."""
        return []

    def shown(self) -> None:
        """The page comes into view; the first time it is built."""
        if self._content is None or self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Build the page again, with focus, cursor and scroll position where they were."""
        self._pending.stop()
        self._pending.setInterval(0)  # it is longer while a button is held down
        if not self.session.is_open:
            return  # the window is on its way out
        self._stale = False
        focus, cursor, scroll = self._focused(), self._cursor(), self._scrolled()
        old = self._content
        with self.session.seeing() as self._seen:
            self._content = self.build()
        self._layout.addWidget(self._content)
        if self.isVisible():
            self._content.show()  # at once: what is not yet visible cannot take the focus
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._put_back(focus, cursor, scroll)

    def _changed(self, rows: Any) -> None:
        if self._seen.holds_any(rows):
            self._rebuild()

    def _rebuild(self) -> None:
        if not self.isVisible():
            self._stale = True  # built again when it comes into view
        elif self._content is not None:
            self._pending.start()  # not now: the field that caused it is still busy

    def _look_changed(self) -> None:
        self._rebuild()

    def _refresh_soon(self) -> None:
        """Build again, but not under a button that is being pressed: the click that ends the typing would be lost."""
        pressed = self._content is not None and any(one.isDown() for one in self._content.findChildren(QAbstractButton))
        if pressed:
            self._pending.start(30)
        else:
            self.refresh()

    def _focused(self) -> str:
        widget = self.focusWidget()
        return widget.objectName() if widget is not None and widget.hasFocus() else ""

    def _cursor(self) -> int:
        widget = self.focusWidget()
        if isinstance(widget, QTextEdit):
            return widget.textCursor().position()
        return widget.cursorPosition() if isinstance(widget, QLineEdit) else 0

    def _scrolled(self) -> int:
        from PySide6.QtWidgets import QScrollArea

        area = self._content.findChild(QScrollArea) if self._content is not None else None
        area = self._content if isinstance(self._content, QScrollArea) else area
        return area.verticalScrollBar().value() if area is not None else 0

    def _put_back(self, focus: str, cursor: int, scroll: int) -> None:
        from PySide6.QtWidgets import QScrollArea

        assert self._content is not None
        found = self._content.findChild(QWidget, focus) if focus else None  # not in the old content, which is still there
        if found is not None:
            found.setFocus()
            if isinstance(found, QTextEdit):
                place = found.textCursor()
                place.setPosition(min(cursor, len(found.toPlainText())))
                found.setTextCursor(place)
            elif isinstance(found, QLineEdit):
                found.setCursorPosition(cursor)
        area = self._content if isinstance(self._content, QScrollArea) else self._content.findChild(QScrollArea)
        if area is not None and scroll:
            QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(scroll))
