"""Writing in place: a text becomes a field where the person works, and is text again when he is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLayout, QTextEdit, QWidget

from guidance_app import edits
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import Line
from guidance_app.queries import read
from guidance_app.ui.input_parts import Area, Input
from guidance_app.ui.inputs import RefsField, SegmentField, TextArea
from guidance_app.ui.layouts import Column
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import Button, EmptyState, button, label
from guidance_app.workspace import Edit

WINDOW_REASONS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class WritingPage(Page):
    """A page with texts that are written in place: Enter, F2 or a click begins, Ctrl+Enter or leaving it ends.

    `writing` is the place (table/row/field) that is a field now. Text and field have that place as their object name, so
    that focus stays when one becomes the other.
    """

    writing = ""
    panel = ""
    """What is open on the page to fill in or choose from; one at a time, closed with Esc."""

    def opener(self, words: str, panel: str, icon_name: str = "plus") -> Button:
        """The words that open a panel; the focus comes back to them when it closes."""
        made = button(words, "link", icon_name, lambda: self.open_panel(panel))
        made.setObjectName(f"open:{panel}")
        return made

    def nothing_yet(self, what: str, why: str, act: str, panel: str, icon_name: str) -> EmptyState:
        """An empty page: what belongs here, why, and the button that opens the panel to begin."""
        made = EmptyState(what, why, act, lambda: self.open_panel(panel), icon_name)
        if made.button is not None:
            made.button.setObjectName(f"open:{panel}")
        return made

    def open_panel(self, panel: str, focus: str = "") -> None:
        """Open a panel and go to its first field, which has the name `first` unless told otherwise."""
        self.session.finish_typing()
        self.panel, self.writing = panel, ""
        self.refresh()
        self.go_to(focus or "first")

    def close_panel(self, focus: str = "") -> None:
        """Close the panel; the focus goes to what was made, or back to where it was opened."""
        self.session.finish_typing()
        panel, self.panel = self.panel, ""
        self.refresh()
        self.go_to(focus or f"open:{panel}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def write(self, table: str, row: str, field: str) -> None:
        """Make this text a field and go there."""
        self.session.finish_typing()
        self.writing = f"{table}/{row}/{field}"
        self.refresh()
        self.go_to(self.writing)
        area = self._content.findChild(Area, self.writing) if self._content is not None else None
        if area is not None:
            area.moveCursor(QTextCursor.MoveOperation.End)  # one writes on where the words end

    def written(self) -> None:
        """Done: it is text again, with the focus on it."""
        place, self.writing = self.writing, ""
        self.refresh()
        self.go_to(place)

    def go_to(self, name: str) -> None:
        """Put the focus on what has this object name, now or when the page has been built again."""
        if not self._focus(name):
            QTimer.singleShot(0, self, lambda: self._focus(name))

    def again(self) -> None:
        """Build the page again, soon."""
        self._pending.start()

    def text(
        self,
        table: str,
        row: str,
        field: str,
        words: str,
        *,
        hint: str = "",
        role: str = "body",
        tone: str = "text",
        weight: int | None = None,
        acts: Sequence[Act] = (),
        below: Sequence[Any] = (),
        margins: tuple[int, int, int, int] = (6, 2, 6, 2),
        lines: int = 1,
    ) -> QWidget:
        """A text of a record, or its field while it is being written. `below` stands under the words."""
        place = f"{table}/{row}/{field}"
        if self.writing == place:
            return self.field_for(table, row, field, lines)
        shown = label(words or hint, role, tone if words else "mute", wrap=True, weight=weight)
        name = words or hint
        return self.tile_for(table, row, field, Column(shown, *below, gap=0, margins=margins), name, acts)

    def tile_for(
        self, table: str, row: str, field: str, content: QLayout, name: str, acts: Sequence[Act] = (), sheet: bool = False
    ) -> Tile:
        """A tile that becomes the field of this text: bare words, or a white sheet."""
        begin = Act("F2", t("Change"), lambda: self.write(table, row, field))
        edge, fill, radius = ("line", "surface", 12) if sheet else ("", "", 6)
        made = Tile(content, name, edge=edge, fill=fill, radius=radius, acts=(begin, *acts))
        made.setObjectName(f"{table}/{row}/{field}")
        made.clicked.connect(lambda _on=False: self.write(table, row, field))
        return made

    def field_for(self, table: str, row: str, field: str, lines: int = 1, hint: str = "") -> Input:
        """The field of a text, bound to its record; done with Ctrl+Enter or by leaving it."""
        spec = read.fields(table)[field]
        made = TextArea(upper_first(t(spec.label)), spec.check, hint, lines)
        self.session.bind(made, table, row, field)
        made.done.connect(self.written)
        made.field.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Area) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if event.key() == Qt.Key.Key_Escape or (plain_enter and _is_line(watched.objectName())):
                watched.finished.emit()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in WINDOW_REASONS:
            self._left(watched)
        return super().eventFilter(watched, event)

    def _left(self, field: QObject) -> None:
        """The field lost the focus, and not because the page was built again: look at it when it has taken what was typed."""
        here = self._content is not None and isinstance(field, QWidget) and self._content.isAncestorOf(field)
        if here and field.objectName() == self.writing:
            QTimer.singleShot(0, self, lambda name=self.writing: self._close(name))

    def _close(self, name: str) -> None:
        """Make it text again, unless the person is back in it or what was typed cannot be kept."""
        field = self._content.findChild(Area, name) if self._content is not None else None
        if name == self.writing and field is not None and not field.hasFocus() and field.property("wrong") != "true":
            self.writing = ""
            self.again()

    def _focus(self, name: str) -> bool:
        found = self._content.findChild(QWidget, name) if self._content is not None and name else None
        if found is None:
            return False
        if not found.hasFocus():
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(found, QTextEdit):
                found.moveCursor(QTextCursor.MoveOperation.End)
        return True


def _is_line(place: str) -> bool:
    """Whether Enter ends it: a title does not go on at the next line."""
    table, _, field = place.split("/")
    return isinstance(read.fields(table)[field].kind, Line)


def name_choices(field: Input, place: str) -> None:
    """Give each button of a choice its own object name, so that focus comes back to it."""
    if isinstance(field, RefsField | SegmentField):
        for code, made in field.buttons.items():
            made.setObjectName(f"{place}/{code}")


def move_edit(table: str, ids: Sequence[str], row: str, by: int) -> Edit | None:
    """The edit that moves a row one place up (-1) or down (1) in its list; None at the end of it."""
    to = ids.index(row) + by
    if not 0 <= to < len(ids):
        return None
    others = [one for one in ids if one != row]
    return edits.move(table, row, others[to - 1] if to else None, others[to] if to < len(others) else None)
