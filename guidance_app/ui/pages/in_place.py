"""Writing where the text stands: records shown as text, of which one at a time is open.

Enter, F2 or a click opens a thing; Enter in a line goes on to the next one; Escape closes. Delete removes what has the
focus, Ctrl+Up and Ctrl+Down move it. Everything can be undone, so nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries import read
from guidance_app.ui.forms import sentence
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.lines import Blank, LineArea
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.writing import move_edit
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import KeyCap, button, focus_ring, small

Make = Callable[[], QWidget | QLayout]


class Editing:
    """Which one thing of a page is open for writing: `place` is table/row, or the place of a line that is not there yet."""

    def __init__(self, page: InPlacePage) -> None:
        self._page = page
        self.place = ""
        self.wish = ""

    @property
    def session(self) -> Session:
        """The open store."""
        return self._page.session

    @property
    def pupil(self) -> str:
        """Whose page it is."""
        return self._page.pupil

    def open(self, place: str, focus: str = "") -> None:
        """Open this and close what was open; the field called `focus` gets the keyboard."""
        self.place, self.wish = place, focus or place
        self._page.refresh()

    def close(self) -> None:
        """Close what is open; the keyboard stays at it, or at the act that opened it."""
        self.place, self.wish = "", f"add/{self.place}" if "/new-" in self.place else self.place
        self._page.refresh()

    def remove(self, table: str, row: str, then: str) -> None:
        """Remove a record; the keyboard goes to the thing called `then`."""
        self.place, self.wish = "", then or " "
        self.session.do(edits.remove(table, row))

    def keep(self, place: str, text: str) -> None:
        """Keep what is being typed in a line that is not there yet, so that it survives a crash."""
        try:
            self.session.workspace.draft(place, text)
        except Problem as trouble:
            self.session.problem.emit(str(trouble))

    def field(self, table: str, row: str, field: str) -> QWidget:
        """An input for one field with its name above it."""
        made = self.session.field(table, row, field, self.pupil)
        words = small(sentence(t(read.fields(table)[field].label)), weight=600)
        words.setBuddy(made.field)
        return box(Column(words, made, STRETCH, gap=3), widget=QWidget())

    def line(self, table: str, row: str, field: str, on_done: Callable[[], Any]) -> LineArea:
        """The text of a record as a line in which Enter means done."""
        spec = read.fields(table)[field]
        made = LineArea(sentence(t(spec.label)), spec.check)
        self.session.bind(made, table, row, field)
        made.done.connect(on_done)
        made.area.moveCursor(QTextCursor.MoveOperation.End)
        return made


class InPlacePage(Page):
    """A page on which things are written where they stand."""

    home = ""
    """The name of what gets the keyboard when the thing it was at is gone."""

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.editing = Editing(self)

    def refresh(self) -> None:
        """Build again; the keyboard goes where it was wished, or stays where it was."""
        self.session.save_drafts()  # what is being typed comes back in the new fields
        for blank in self.findChildren(Blank):
            blank.hand_over()
        super().refresh()
        wish, self.editing.wish = self.editing.wish, ""
        target = self._named(wish) or self._named(self.home) if wish else None
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)  # a line is selected whole, as after Tab
            QTimer.singleShot(0, target, lambda: _bring_into_view(target))

    def _named(self, name: str) -> QWidget | None:
        return self._content.findChild(QWidget, name) if name and self._content is not None else None


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, look.space(24))


class Item(QFrame):
    """One record shown as text that opens where it stands.

    `view` makes what is read and `fields` what is written in; `order` has the ids of its list, when it can be moved in it.
    `first` is the field that gets the keyboard on opening. `name` is the whole thing in one sentence, for a screen reader.
    `field` says that it is one field of a record of which more is on the page; such a thing cannot be removed.
    """

    def __init__(
        self, editing: Editing, table: str, row: str, name: str, view: Make, fields: Make,
        *, first: str = "text", order: Sequence[str] = (), foot: bool = True, field: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._editing, self._table, self._row = editing, table, row
        self._order, self._removable = list(order), not field
        self.place = f"{table}/{row}" + (f"/{field}/item" if field else "")
        self._first = f"{table}/{row}/{field or first}"
        self.is_open = editing.place == self.place
        self.setObjectName(self.place)
        self.setAccessibleName(name)
        inside = fields() if self.is_open else view()
        margins = (12, 10, 12, 10) if self.is_open else (8, 5, 8, 5)
        self.setLayout(Column(inside, self._foot() if self.is_open and foot else None, gap=8, margins=margins))
        if not self.is_open:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(t("Enter to change it"))
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _foot(self) -> Row:
        """How to close it, and how to remove it with the mouse."""
        gone = button(t("Remove"), "link", "", self.remove) if self._removable else None
        return Row(KeyCap("Esc"), button(t("Done|close"), "link", "", self._editing.close), STRETCH, gone, gap=8)

    def open(self) -> None:
        """Open it for writing."""
        self._editing.open(self.place, self._first)

    def remove(self) -> None:
        """Remove the record; the keyboard goes to its neighbour."""
        others = self._order or [self._row]
        at = others.index(self._row)
        near = [*others[at + 1 : at + 2], *others[max(0, at - 1) : at]]
        self._editing.remove(self._table, self._row, f"{self._table}/{near[0]}" if near else "")

    def shift(self, by: int) -> None:
        """Put the record one place up (-1) or down (1) in its list."""
        edit = move_edit(self._table, self._order, self._row, by) if self._row in self._order else None
        if edit is not None:
            self._editing.wish = self.place
            self._editing.session.do(edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)).get(event.key())
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _acts(self, ctrl: bool) -> dict[int, Callable[[], Any]]:
        """What the keys do now."""
        key = Qt.Key
        if self.is_open:
            return {key.Key_Escape: self._editing.close}
        acts: dict[int, Callable[[], Any]] = dict.fromkeys((key.Key_Return, key.Key_Enter, key.Key_F2), self.open)
        acts[key.Key_Up] = (lambda: self.shift(-1)) if ctrl else self.focusPreviousChild
        acts[key.Key_Down] = (lambda: self.shift(1)) if ctrl else self.focusNextChild
        return acts | ({key.Key_Delete: self.remove} if self._removable else {})

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_open and event.button() == Qt.MouseButton.LeftButton:
            self.open()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.is_open or self.underMouse():
            painter.setPen(QPen(look.colour("accent"), 1) if self.is_open else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft" if self.is_open else "sunk"))
            painter.drawRoundedRect(inside, 8, 8)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        painter.end()
