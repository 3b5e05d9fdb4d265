"""The side panel of a pupil: the next talk, and behind it people, consents, background and attachments.

Three steps deep at most: the entries, one list, one record with its form. Escape goes back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.attachments import attach
from guidance_app.queries import file_panel as query
from guidance_app.queries.overview import NextDate, next_date
from guidance_app.queries.read import names_of
from guidance_app.ui.forms import Form
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.file_panel.files import read_file, write_file
from guidance_app.ui.pages.file_panel.record import RecordForm
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, button, label, small

NEW = "new"
ICONS = {
    "person": "users", "consent": "key-round", "background": "history", "attachment": "file-text", "school": "school",
    "organisation": "layers",
}  # fmt: skip
WHY = {
    "person": "Parents, teacher and everyone else around {name}. They can then be chosen by name everywhere.",
    "consent": "What parents agreed to, until when. A consent that ends is told on the start page.",
    "background": "What happened before, in short lines with a date. A word for charts marks that day in them.",
    "attachment": "A report or letter, kept in the store as it is. It is never opened here.",
    "school": "The school of {name}.",
    "organisation": "Where people from outside the school work.",
}


def wish_panel(session: Session, pupil: str, place: str) -> None:
    """Ask that the panel of a pupil opens at a place (a kind, or kind/id) the next time that pupil is shown."""
    session.setProperty(f"panel/{pupil}", place)


class FilePanel(Page):
    """The panel. `place` is "" (the entries), a kind (its list), kind/id (one record) or kind/new (a record to come).

    `open_talk` goes to a talk: the id of a meeting, or "" to plan one.
    """

    def __init__(self, session: Session, pupil: str, open_talk: Callable[[str], Any]) -> None:
        super().__init__(session, pupil)
        self.place = ""
        self._open_talk = open_talk
        self._shape: tuple[object, ...] = ()
        self._form: RecordForm | None = None

    # where one is

    def go(self, place: str, focus: str = "") -> None:
        """Open a place; the keyboard goes to what has the name `focus`, else to the first thing there."""
        self.session.finish_typing()
        self.place = place
        self.refresh()
        self.go_to(focus or "first")

    def back(self) -> None:
        """One step back, to what was opened."""
        table, _, id_ = self.place.partition("/")
        up = "" if table == "pupil" else table if id_ else ""
        self.go(up, f"line/{table}/{id_}" if up else f"kind/{table}")

    def fulfil_wish(self) -> bool:
        """Open what was asked for with `wish_panel`; whether there was anything."""
        place = self.session.property(f"panel/{self.pupil}")
        if not place:
            return False
        self.session.setProperty(f"panel/{self.pupil}", "")
        self.go(place)
        return True

    def go_to(self, name: str) -> None:
        """Put the keyboard on what has this object name."""
        found = self._content.findChild(QWidget, name) if self._content is not None else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.place:
            self.back()
        else:
            super().keyPressEvent(event)

    # what is shown

    def refresh(self) -> None:
        """Build again. An open form shows new values by itself: then only what stands below it is made anew."""
        self.session.save_drafts()
        with self.session.read() as s:
            record = query.file_record(s, *self._record()) if all(self._record()) else None
        if all(self._record()) and record is None:
            self.place = self._record()[0] if self._record()[0] in query.KINDS else ""
        shape = (self.place, look.text, look.is_dark)
        if record is not None and shape == self._shape and self._form is not None:
            self._pending.stop()
            self._stale = False
            self._form.show_record(record)
        else:
            self._shape = shape
            super().refresh()

    def _record(self) -> tuple[str, str]:
        """Table and id of the record that is open; the id is "" when none is."""
        table, _, id_ = self.place.partition("/")
        return table, "" if id_ == NEW else id_

    def build(self) -> QWidget:
        table, _, id_ = self.place.partition("/")
        if not table:
            parts = self._entries()
        elif not id_:
            parts = self._list(table)
        else:
            parts = self._new(table) if id_ == NEW else self._one(table, id_)
        return box(Column(*parts, STRETCH, gap=6, margins=(16, 16, 16, 16)), widget=QWidget())

    def _entries(self) -> list[Any]:
        with self.session.read() as s:
            ahead = next_date(s, self.pupil, self.session.today)
            found = query.kinds(s, self.pupil, self.session.today)
            pupil = query.file_record(s, "pupil", self.pupil)
        about = t("About {name}", name=pupil.title if pupil else "")
        lines = [_entry("pupil", about, "", "user-round", lambda: self.go(f"pupil/{self.pupil}"))]
        for kind in found:
            lines.append(_entry(kind.table, kind.title, kind.count, ICONS[kind.table], partial(self.go, kind.table)))
        return [*self._next(ahead), 8, hline(), 6, label(t("In the file"), "head"), *lines]

    def _next(self, ahead: NextDate | None) -> list[Any]:
        if ahead is None:
            plan = button(t("Plan a talk"), "default", "presentation", lambda: self._open_talk("")).fill_width()
            plan.setObjectName("next")
            return [label(t("No talk is planned"), "head", wrap=True), plan]
        act = Button(t("Open"), "default", "presentation", t("Open {what}", what=ahead.about.rstrip("."))).fill_width()
        act.setToolTip("")
        act.setObjectName("next")
        act.clicked.connect(lambda _on=False: self._open_talk(ahead.row))
        return [label(ahead.when, "head", wrap=True), label(ahead.about, wrap=True), 4, act]

    def _head(self, words: str, title: str) -> list[Any]:
        """The way back, and where one is."""
        back = button(words, "link", "chevron-left", self.back)
        back.setObjectName("back")
        return [back, label(title, "head", wrap=True), 2]

    def _list(self, table: str) -> list[Any]:
        with self.session.read() as s:
            found = query.file_lines(s, self.pupil, table)
            name = self._first_name(s)
        ids = [one.id for one in found]
        lines = [self._line(table, one, ids, first=not at) for at, one in enumerate(found)]
        words = t("Add a file") if table == "attachment" else t("Add {record}", record=t(names_of(table)[0]))
        act = button(words, "default", "plus", lambda: self._add(table)).fill_width()
        act.setObjectName("add" if found else "first")
        why = [] if found else [label(t(WHY[table], name=name), tone="mute", wrap=True)]
        return [*self._head(t("Back to the file"), query.heading(table)), *why, *lines, 4, act]

    def _line(self, table: str, one: query.FileLine, ids: list[str], first: bool) -> QWidget:
        words = Column(
            label(one.title, weight=SEMIBOLD if table != "background" else None, wrap=True),
            small(one.about, wrap=True) if one.about else None,
            gap=1,
            margins=(8, 5, 8, 5),
        )
        acts = () if table in query.OF_SCHOOL else (Act("Delete", t("Remove"), lambda: self._remove(table, one.id, ids)),)
        made = Tile(words, ", ".join(part for part in (one.title, one.about) if part), edge="", fill="", radius=8, acts=acts)
        made.setObjectName(f"line/{table}/{one.id}")
        made.clicked.connect(lambda _on=False: self.go(f"{table}/{one.id}"))
        return box(Column(made), widget=_named("first", made)) if first else made

    def _first_name(self, s: Any) -> str:
        found = query.file_record(s, "pupil", self.pupil)
        return found.title if found else ""

    # one record

    def _one(self, table: str, id_: str) -> list[Any]:
        with self.session.read() as s:
            record = query.file_record(s, table, id_)
        assert record is not None  # refresh has looked
        self._form = RecordForm(self.session, self.pupil, table, id_, record)
        up = t("Back to the file") if table == "pupil" else query.heading(table)
        unpack = gone = None
        if table == "attachment":
            unpack = button(t("Unpack"), "default", "download", lambda: self._unpack(id_)).fill_width()
            unpack.setObjectName("unpack")
        if table not in (*query.OF_SCHOOL, "pupil"):
            gone = button(t("Remove"), "link", "", lambda: self._remove(table, id_, [id_]))
            gone.setObjectName("remove")
        return [*self._head(up, upper_first(t(names_of(table)[0]))), unpack, 4, self._form, gone]

    # adding and removing

    def _add(self, table: str) -> None:
        if table == "attachment":
            self.attach_file()
        else:
            self.go(f"{table}/{NEW}")

    def _new(self, table: str) -> list[Any]:
        """What must be known first; then it is there and all its fields are open."""
        fields = query.new_fields(table)
        form = Form(fields, None, lambda: self.session.today, lambda f: self.session.options(f, self.pupil))
        inputs = list(form.inputs.values())
        inputs[0].setObjectName("first")
        add = button(t("Add"), "default", "plus", lambda: self._make(table, form)).fill_width()
        for made, follower in zip(inputs, [*inputs[1:], None], strict=True):
            go_on: Callable[[], Any] = follower.setFocus if follower else (lambda: self._make(table, form))
            made.done.connect(go_on)
        title = t("New {record}", record=t(names_of(table)[0]))
        return [*self._head(query.heading(table), title), form, add]

    def _make(self, table: str, form: Form) -> None:
        if form.commit():
            made = self.session.do(edits.add(table, query.book_of(table, self.pupil), **form.values()))
            if made is not None:
                self.go(f"{table}/{made}")

    def _remove(self, table: str, id_: str, ids: list[str]) -> None:
        """Remove a record; the keyboard goes to its neighbour."""
        self.session.finish_typing()
        rest = [one for one in ids if one != id_]
        near = rest[min(ids.index(id_), len(rest) - 1)] if rest else ""
        if self.session.do(edits.remove(table, id_)) is not None:
            self.go(table, f"line/{table}/{near}" if near else "")

    # attachments

    def attach_file(self) -> None:
        """Choose a file and keep a copy of it; the file itself is left alone."""
        chosen, _filter = QFileDialog.getOpenFileName(self, t("Add a file"))
        if chosen:
            self.attach(Path(chosen))

    def attach(self, file: Path) -> None:
        """Keep a copy of this file."""
        try:
            made = self.session.do(attach(self.pupil, file.name, read_file(file), self.session.today))
        except Problem as trouble:
            self.session.problem.emit(str(trouble))
            return
        if made is not None:
            self.go(f"attachment/{made}")

    def _unpack(self, id_: str) -> None:
        with self.session.read() as s:
            record = query.file_record(s, "attachment", id_)
        chosen, _filter = QFileDialog.getSaveFileName(self, t("Unpack"), Path(record.title).name if record else "")
        if chosen:
            self.unpack(id_, Path(chosen))

    def unpack(self, id_: str, file: Path) -> None:
        """Write the attachment to a place outside the store, and note that it was done."""
        try:
            with self.session.read() as s:
                write_file(file, query.content(s, id_))
        except Problem as trouble:
            self.session.problem.emit(str(trouble))
            return
        self.session.note(t("attachment unpacked: {attachment}", attachment=id_))


def _entry(table: str, title: str, count: str, drawing: str, on_click: Callable[[], Any]) -> Tile:
    """One entry of the panel: icon, words, how many."""
    side = Row(small(count), Icon("chevron-right", "mute", 16), gap=6)
    words = Row(Icon(drawing, "mute", 18), (label(title, wrap=True), 1), side, gap=10, margins=(4, 6, 0, 6))
    made = Tile(words, ", ".join(part for part in (title, count) if part), edge="", fill="", radius=8)
    made.setObjectName(f"kind/{table}")
    made.clicked.connect(lambda _on=False: on_click())
    return made


def _named(name: str, proxy: QWidget) -> QWidget:
    """A widget with this object name that hands the keyboard on."""
    made = QWidget()
    made.setObjectName(name)
    made.setFocusProxy(proxy)
    return made
