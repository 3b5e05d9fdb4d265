"""Who changed a record, when, and what it was before; each change can be put back. Ctrl+H on whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.queries import read
from guidance_app.queries.file_panel import moment
from guidance_app.queries.history import HistoryLine, history
from guidance_app.queries.names import title_of
from guidance_app.ui.layouts import STRETCH, Column, ScrollPage, box, hline
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small


def record_with_focus() -> tuple[str, str] | None:
    """The (table, row) that the focused widget shows: fields and lines are named table/row/field."""
    widget = QApplication.focusWidget()
    while widget is not None:
        table, _, rest = widget.objectName().partition("/")
        if rest and table in read.tables():
            return table, rest.partition("/")[0]
        widget = widget.parentWidget()
    return None


def show_history(session: Session, parent: QWidget) -> None:
    """Show the history of what has the focus. Problem when it is nothing that is kept."""
    session.finish_typing()
    found = record_with_focus()
    if found is None:
        raise Problem(t("Here is nothing of which the history is kept."), t("Go to a text or a line first."))
    HistoryDialog(session, *found, parent).exec()


class HistoryDialog(QDialog):
    """The changes of one record, newest first."""

    def __init__(self, session: Session, table: str, row: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._table, self._row = session, table, row
        self._lines = Column(gap=6)
        with session.read() as s:
            about = read.row(s, table, row)
        self.setWindowTitle(t("What was changed"))
        name = upper_first(t(read.names_of(table)[0]))
        heading = label(name if about is None else f"{name} · {title_of(about)}", "head", wrap=True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setText(t("Close"))
        page = ScrollPage(box(Column(self._lines, STRETCH, gap=0)), t("What was changed"))
        self.setLayout(Column(heading, hline(), (page, 1), close, gap=10, margins=(20, 16, 20, 16)))
        self.resize(560, 520)
        self._fill()

    def _fill(self) -> None:
        self._lines.clear()
        with self._session.read() as s:
            found = history(s, self._row)
        for at, one in enumerate(found):
            self._lines.add(change_told(one, at, self._put_back))

    def _put_back(self, one: HistoryLine) -> None:
        self._session.do(edits.change(self._table, self._row, one.name, one.before))
        self._fill()


def change_told(one: HistoryLine, at: int, put_back: Callable[[HistoryLine], Any]) -> Column:
    """One change in words, by whom and when, with the act to put it back."""
    was, now = one.old or t("empty|field"), one.new or t("empty|field")
    told = t("{field} was {old}, became {new}", field=upper_first(one.field), old=was, new=now)
    back = button(t("Put back"), "link", "undo-2", lambda: put_back(one))
    back.setAccessibleName(t("Put back {field}, {old}", field=one.field, old=was))
    back.setObjectName(f"put back/{at}")
    back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return Column(small(told, "text", wrap=True), small(f"{one.author}, {moment(one.at)}", wrap=True), back, 4, gap=0)
