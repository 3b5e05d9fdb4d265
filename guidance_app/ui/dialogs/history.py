"""Who changed a field or a record, when, and what it was before; each change can be put back. Ctrl+H on what has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.word_diff import excerpt, much_the_same, word_diff
from guidance_app.queries import read
from guidance_app.queries.file_panel import moment
from guidance_app.queries.history import HistoryLine, history
from guidance_app.queries.names import title_of
from guidance_app.ui.inputs import SegmentField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.marked_text import MarkedText
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small

MOST = 40
"""So many changes are shown at once; older ones when they are asked for."""


def record_with_focus() -> tuple[str, str] | None:
    """The (table, row) that the focused widget shows: fields and lines are named table/row/field."""
    found = place_with_focus()
    return found[:2] if found else None


def place_with_focus() -> tuple[str, str, str] | None:
    """The (table, row, field) that the focused widget shows; the field is "" for something that shows more than one."""
    widget = QApplication.focusWidget()
    while widget is not None:
        table, _, rest = widget.objectName().partition("/")
        row, _, field = rest.partition("/")
        if row and table in read.tables():
            return table, row, field if field in read.fields(table) else ""
        widget = widget.parentWidget()
    return None


def show_history(session: Session, parent: QWidget) -> None:
    """Show the history of what has the focus. Problem when it is nothing that is kept."""
    session.finish_typing()
    found = place_with_focus()
    if found is None:
        raise Problem(t("Here is nothing of which the history is kept."), t("Go to a text or a line first."))
    HistoryDialog(session, *found, parent=parent).exec()


class HistoryDialog(QDialog):
    """The changes of one record, or of one field of it, newest first."""

    def __init__(self, session: Session, table: str, row: str, field: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._table, self._row = session, table, row
        self._field, self._most = field, MOST
        self._lines = Column(gap=10)
        with session.read() as s:
            about = read.row(s, table, row)
        self.setWindowTitle(t("What was changed"))
        name = upper_first(t(read.names_of(table)[0]))
        heading = label(name if about is None else f"{name} · {title_of(about)}", "head", wrap=True)
        close = Row(STRETCH, button(t("Close"), "default", "", self.reject))
        page = ScrollPage(box(Column(self._lines, STRETCH, gap=0, margins=(0, 0, 8, 0))), t("What was changed"))
        self.setLayout(Column(heading, self._chooser(), hline(), (page, 1), close, gap=10, margins=(20, 16, 20, 16)))
        self.resize(look.space(620), look.space(560))
        self._fill()
        self._to_first()

    def _chooser(self) -> SegmentField | None:
        """This field, or the whole record."""
        if not self._field:
            return None
        field, one = read.fields(self._table)[self._field], t(read.names_of(self._table)[0])
        options = [(self._field, upper_first(t(field.label))), ("", t("Everything of this {record}", record=one))]
        made = SegmentField(t("What is shown"), options, required=True)
        made.show_value(self._field)
        made.edited.connect(self._choose)
        return made

    def _choose(self, field: str) -> None:
        self._field, self._most = field, MOST
        self._fill()

    def _fill(self) -> None:
        self._lines.clear()
        with self._session.read() as s:
            found = history(s, self._row, self._field)
        for at, one in enumerate(found[: self._most]):
            self._lines.add(change_told(one, at, self._put_back))
        if not found:
            self._lines.add(label(t("Nothing was changed here yet."), tone="mute", wrap=True))
        if len(found) > self._most:
            self._lines.add(button(t("Show older changes"), "link", "history", self._more))

    def _more(self) -> None:
        self._most += 5 * MOST
        self._fill()

    def _put_back(self, one: HistoryLine) -> None:
        self._session.do(edits.change_many(self._table, self._row, dict(one.back)))
        self._fill()
        self._to_first()  # what was put back is now the newest change

    def _to_first(self) -> None:
        """The keyboard is on the first change that can be put back."""
        buttons = (self.findChild(QWidget, f"put back/{at}") for at in range(self._most))
        if (first := next((one for one in buttons if one is not None), None)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def change_told(one: HistoryLine, at: int, put_back: Callable[[HistoryLine], Any]) -> Column:
    """One change in words, by whom and when, with the act to put it back."""
    who = small(f"{one.author}, {moment(one.at)}", wrap=True)
    return Column(*words_changed(one), who, _back(one, at, put_back), 4, gap=0)


def words_changed(one: HistoryLine) -> list[QWidget]:
    """What a field was and what it became; in a text of which a part stayed, only the words that changed are marked."""
    field = upper_first(one.field)
    if one.unknown:
        return [small(t("{field}, not shared with us or erased", field=field), "text", wrap=True)]
    if one.name == "deleted":
        return [small(field, "text", wrap=True)]
    was, now = one.old or t("empty|field"), one.new or t("empty|field")
    told = t("{field} was {old}, became {new}", field=field, old=was, new=now)
    pieces = word_diff(one.old, one.new)
    if much_the_same(pieces):
        return [small(field, weight=SEMIBOLD, wrap=True), MarkedText(excerpt(pieces), told)]
    return [small(told, "text", wrap=True)]


def _back(one: HistoryLine, at: int, put_back: Callable[[HistoryLine], Any]) -> QWidget | None:
    if not one.back or one.is_now:
        return small(t("This stands there now.")) if one.is_now and one.old else None
    back = button(t("Put back"), "link", "undo-2", lambda: put_back(one))
    back.setAccessibleName(t("Put back {field}, {old}", field=one.field, old=one.old or t("empty|field")))
    back.setObjectName(f"put back/{at}")
    back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return back
