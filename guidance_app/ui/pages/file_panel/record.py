"""One record in the side panel: its form, who changed it last, and what was changed, each change to be put back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.i18n import t
from guidance_app.queries.file_panel import FileRecord
from guidance_app.queries.history import HistoryLine
from guidance_app.ui.dialogs.history import change_told
from guidance_app.ui.forms import Form
from guidance_app.ui.inputs import RefsField, SegmentField
from guidance_app.ui.layouts import Column, hline
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, small


class RecordForm(QWidget):
    """The form of one record, each field bound to it, and below it what was changed by whom. The first field is "first"."""

    def __init__(self, session: Session, pupil: str, table: str, row: str, record: FileRecord) -> None:
        super().__init__()
        self._session, self._table, self._row, self._record = session, table, row, record
        self._history = False
        form = Form(record.fields, None, lambda: session.today, lambda field: session.options(field, pupil))
        for at, (name, made) in enumerate(form.inputs.items()):
            session.bind(made, table, row, name)
            if isinstance(made, RefsField | SegmentField):
                name_choices(made, f"{table}/{row}/{name}")
            if not at:
                made.setObjectName("first")
        self._foot = Column(gap=4)
        self.setLayout(Column(form, hline(), self._foot, gap=6))
        self.show_record(record)

    def show_record(self, record: FileRecord) -> None:
        """Show who changed it last and what; the fields see to themselves."""
        focus = self.focusWidget()
        name = focus.objectName() if focus is not None and focus.hasFocus() else ""
        self._record = record
        self._foot.clear()
        self._foot.add(small(record.changed, wrap=True))
        if record.changes:
            words = t("Hide what was changed") if self._history else t("Show what was changed")
            turn = button(words, "link", "history", self._turn_history)
            turn.setObjectName("history")
            self._foot.add(turn)
        if self._history:
            for at, one in enumerate(record.changes):
                self._foot.add(change_told(one, at, self._put_back))
        again = self.findChild(QWidget, name) if name == "history" or name.startswith("put back/") else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_history(self) -> None:
        self._history = not self._history
        self.show_record(self._record)

    def _put_back(self, one: HistoryLine) -> None:
        self._session.finish_typing()
        self._session.do(edits.change_many(self._table, self._row, dict(one.back)))
