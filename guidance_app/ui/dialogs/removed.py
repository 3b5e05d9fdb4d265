"""What was removed from the file of a pupil, each with a button that puts it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.edits.removed import put_back
from guidance_app.queries import read
from guidance_app.queries.file_panel import moment
from guidance_app.queries.history import RemovedLine, removed
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState, button, label, small

MOST = 60
"""So many are shown at once; others when they are asked for, or of one kind only."""

FEW = 8
"""More than this can be narrowed to one kind."""


class RemovedDialog(QDialog):
    """The list, the last removed first."""

    def __init__(self, session: Session, pupil: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._pupil = session, pupil
        self._kind, self._most = "", MOST
        self._lines, self._top = Column(gap=8), Column(gap=0)
        self.setWindowTitle(t("Removed from this file"))
        close = Row(STRETCH, button(t("Close"), "default", "", self.reject))
        page = ScrollPage(box(Column(self._lines, STRETCH, gap=0, margins=(0, 0, 8, 0))), t("Removed from this file"))
        heading = label(t("Removed from this file"), "head", wrap=True)
        self.setLayout(Column(heading, self._top, hline(), (page, 1), close, gap=10, margins=(20, 16, 20, 16)))
        self.resize(look.space(620), look.space(560))
        found = self._found()
        if len(found) > FEW:
            self._top.add(self._chooser(found))
        self._fill()
        self._go_to(0)

    def _found(self) -> list[RemovedLine]:
        with self._session.read() as s:
            return removed(s, self._pupil)

    def _chooser(self, found: list[RemovedLine]) -> ChoiceField:
        """Everything, or one kind of what there is."""
        kinds = [(table, upper_first(t(read.names_of(table)[1]))) for table in dict.fromkeys(one.table for one in found)]
        made = ChoiceField(t("What is shown"), [("", t("Everything")), *sorted(kinds, key=lambda kind: kind[1])], required=True)
        made.show_value("")
        made.edited.connect(self._choose)
        return made

    def _choose(self, kind: str) -> None:
        self._kind, self._most = kind, MOST
        self._fill()

    def _fill(self) -> None:
        self._lines.clear()
        found = [one for one in self._found() if self._kind in ("", one.table)]
        for at, one in enumerate(found[: self._most]):
            self._lines.add(self._line(one, at))
        if not found:
            why = t("What somebody removes from this file can be found and put back here.")
            self._lines.add(EmptyState(t("Nothing was removed"), why, icon_name="history"))
        if len(found) > self._most:
            self._lines.add(button(t("Show more"), "link", "", self._more))

    def _line(self, one: RemovedLine, at: int) -> QWidget:
        kind = t(read.names_of(one.table)[0])
        along = tn("with {n} part of it", "with {n} parts of it", len(one.parts)) if one.parts else ""
        about = ", ".join(part for part in (kind, along, one.author, moment(one.at)) if part)
        title = one.title if len(one.title) <= 200 else one.title[:199] + "…"
        back = button(t("Put back"), "default", "undo-2", lambda: self._put_back(one, at))
        back.setAccessibleName(t("Put back {field}, {old}", field=kind, old=title))
        back.setObjectName(f"put back/{at}")
        words = Column(label(upper_first(title), weight=SEMIBOLD, wrap=True), small(upper_first(about), wrap=True), gap=1)
        return box(Row((words, 1), back, gap=12), widget=QWidget())

    def _more(self) -> None:
        self._most += 5 * MOST
        self._fill()

    def _put_back(self, one: RemovedLine, at: int) -> None:
        """Put it back; the keyboard goes to the next one."""
        self._session.do(put_back(self._pupil, one.table, one.id))
        self._fill()
        last = max(0, min(at, len([line for line in self._found() if self._kind in ("", line.table)]) - 1))
        self._go_to(last)

    def _go_to(self, at: int) -> None:
        button_ = self.findChild(QWidget, f"put back/{at}")
        if button_ is not None:
            button_.setFocus(Qt.FocusReason.OtherFocusReason)
