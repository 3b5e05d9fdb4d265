"""All pupils of this store: a list, and the two fields with which a file begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, tn
from guidance_app.edits.pupils import new_pupil
from guidance_app.queries.read import fields
from guidance_app.queries.start import PupilLine, pupil_lines
from guidance_app.ui.inputs import TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.page import Page
from guidance_app.ui.rows import Column as ListColumn
from guidance_app.ui.rows import RowModel, RowView
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState, KeyCap, button, label, small

FEWEST_ROWS = 3
"""So many lines of the list are always in sight."""


class PupilsPage(Page):
    """The list. `open_pupil` opens a pupil, `show_worked` what worked for whom; `adding` says that a new file is being begun."""

    title = "Pupils"
    rail = "pupils"

    def __init__(self, session: Session, open_pupil: Callable[..., Any], show_worked: Callable[[], Any] | None = None) -> None:
        super().__init__(session)
        self._open_pupil, self._show_worked = open_pupil, show_worked
        self.adding = False
        self.first_name: TextField | None = None
        self.group: TextField | None = None

    def crumb(self) -> str:
        """Where the person is."""
        return t("Pupils")

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """What the menus can do on this page."""
        return {"new": self.add}

    def open(self, what: Any) -> None:
        """Show the list; "new" begins a file."""
        if (what == "new") != self.adding:
            self.adding = what == "new"
            if self._content is not None:
                self.refresh()

    def shown(self) -> None:
        """The page comes into view."""
        super().shown()
        self._focus()

    def add(self) -> None:
        """Ask for the first name."""
        self.adding = True
        self.refresh()
        self._focus()

    def cancel(self) -> None:
        """No new file after all."""
        self.adding = False
        self.refresh()
        self._focus()

    def _focus(self) -> None:
        name = "first name" if self.adding else "pupils"
        found = self._content.findChild(QWidget, name) if self._content is not None else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.adding:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Build again; a name that is being typed stays."""
        typed = [one.line.text() if one is not None else "" for one in (self.first_name, self.group)]
        was_adding = self.first_name is not None
        super().refresh()
        if self.adding and was_adding and self.first_name is not None and self.group is not None:
            self.first_name.retype(typed[0])
            self.group.retype(typed[1])

    def build(self) -> QWidget:
        with self.session.read() as s:
            found = pupil_lines(s, self.session.today)
        form = self._form() if self.adding else None
        if not self.adding:
            self.first_name = self.group = None
        if not found:
            why = t("Every pupil gets a file of their own. It begins with a first name; everything else can come later.")
            empty = EmptyState(t("No pupils yet"), why, t("New pupil"), self.add, "users")
            body: list[Any] = [form or empty, STRETCH]
        else:
            body = [form, (self._list(found), 100), STRETCH]
        act = button(t("New pupil"), "default", "plus", self.add, "Ctrl+N") if found and not self.adding else None
        go = self._show_worked if found else None
        worked = button(t("What worked for whom"), "link", "flask-conical", go) if go else None
        count = small(tn("{n} file", "{n} files", len(found))) if found else None
        head = Row(label(t("Pupils"), "title"), count, STRETCH, worked, act, gap=12)
        return ScrollPage(box(Column(head, *body, gap=12, margins=(28, 20, 28, 16)), widget=QWidget()), t("Pupils"))

    def _list(self, found: tuple[PupilLine, ...]) -> QWidget:
        columns = [
            ListColumn(t("Name"), lambda one: one.name, 3, strong=True),
            ListColumn(t("Group"), lambda one: one.group, 1),
            ListColumn(t("Next date"), lambda one: one.next, 3, muted=True),
        ]
        made = RowView(RowModel(columns, lambda: found, lambda one: one.sentence), t("Pupils"), headings=True)
        made.setObjectName("pupils")
        made.opened.connect(lambda one: self._open_pupil(one.id))
        sheet = box(Column(made, margins=(8, 6, 8, 8)), "card")
        row = max(look.space(40), look.px(15) + look.space(21)) + 1
        sheet.setMaximumHeight((len(found) + 1) * row + look.space(24))  # no higher than what is in it
        sheet.setMinimumHeight(min(len(found) + 1, FEWEST_ROWS) * row + look.space(24))
        return sheet

    def _form(self) -> QWidget:
        """A file begins with a first name, and a group if that is known."""
        spec = fields("pupil")
        self.first_name = TextField(t("First name"), spec["first_name"].check)
        self.group = TextField(t("Group"), spec["group_name"].check, t("for example 5 or 7A"))
        self.first_name.line.setObjectName("first name")
        self.group.line.setObjectName("group")
        self.first_name.done.connect(self._make)
        self.group.done.connect(self._make)
        named = [
            box(Column(small(words), made, STRETCH, gap=3), widget=QWidget())
            for words, made in ((t("First name"), self.first_name), (t("Group"), self.group))
        ]
        for part in named:
            part.setMinimumWidth(look.px(240))
        make = button(t("Begin the file"), "primary", "", self._make)
        stop = button(t("Not now"), "link", "", self.cancel)
        keys = Row(make, 8, stop, 4, KeyCap("Esc"), STRETCH, gap=4)
        why = small(t("A first name is enough. Everything else can come later."), wrap=True)
        fields_row = box(FlowLayout(*named, gap=16), widget=QWidget())
        return box(Column(label(t("New pupil"), "head"), why, fields_row, keys, gap=8, margins=(16, 12, 16, 14)), "card")

    def _make(self) -> None:
        assert self.first_name is not None
        assert self.group is not None
        if not (self.first_name.commit() and self.group.commit()):
            return
        made = self.session.do(new_pupil(self.first_name.value(), self.group.value()))
        if made is not None:
            self.adding = False
            self.first_name = self.group = None
            self._open_pupil(made)
