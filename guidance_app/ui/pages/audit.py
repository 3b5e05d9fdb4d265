"""The audit list: who opened, changed, printed and handed over what. Of the whole store, or of one pupil."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries import audit
from guidance_app.queries.audit import AuditLine, AuditPaper, Wanted
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.history import words_changed
from guidance_app.ui.inputs import ChoiceField, DayField, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, ScrollPage, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.paged_rows import PagedRows
from guidance_app.ui.paper_out import PaperOut
from guidance_app.ui.rows import Column as ListColumn
from guidance_app.ui.rows import RowView
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState, button, label, small

if TYPE_CHECKING:
    from guidance_app.report.document import Printed

WIDTHS = {"since": 150, "until": 150}
"""How wide a field is at least; the others 180."""

FEWEST_ROWS = 4
"""So many lines are always in sight."""

AFTER_TYPING = 250
"""Milliseconds after the last key until the words are looked for."""


class AuditPage(QWidget):
    """`wanted` is what is shown of the list. The side panel tells what the chosen line changed."""

    rail = "settings"

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.session, self.jobs = session, jobs or Jobs()
        self.wanted = Wanted()
        self.count, self.said = small(""), small("", wrap=True)
        self.said.hide()
        self.rows = PagedRows(_columns(), self._page, self._count, lambda line: line.sentence)
        self.rows.counted.connect(self._counted)
        self.list = RowView(self.rows, t("Audit list"), headings=True)
        self.list.setObjectName("audit list")
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.empty = EmptyState(t("Nothing was noted"), t("Choose another period, or take a choice away."), icon_name="search")
        self._told, self._side = Column(gap=8), QWidget()
        box(Column(self._told, STRETCH, margins=(20, 16, 16, 16)), widget=self._side)
        self.out = PaperOut(self, session, self.jobs, self._paper, self._note, self._say)
        self._fields()
        self._compose()
        self._pending = QTimer(self, interval=0, singleShot=True)
        self._pending.timeout.connect(self.refresh)
        session.changed.connect(self._changed)
        look.changed.connect(self._tell)

    def _fields(self) -> None:
        """What narrows the list."""
        self.pupil = ChoiceField(t("Pupil"), [("", t("All pupils"))], required=True)
        self.author = ChoiceField(t("By whom"), [("", t("Everybody"))], required=True)
        self.sort = ChoiceField(t("What was done"), [("", t("Everything")), *audit.sorts()], required=True)
        self.since = DayField(t("From"), lambda: self.session.today, hint=t("such as 3-11"))
        self.until = DayField(t("Until and with"), lambda: self.session.today, hint=t("such as 3-11"))
        self.words = TextField(t("Words"), hint=t("search in the list"))
        for name, field in self._narrowing().items():
            field.edited.connect(lambda value, name=name: self.narrow(**{name: value}))
        self._typed = QTimer(self, interval=AFTER_TYPING, singleShot=True)
        self._typed.timeout.connect(lambda: self.narrow(words=self.words.line.text()))
        self.words.typing.connect(lambda _text: self._typed.start())

    def _narrowing(self) -> dict[str, Any]:
        """What of `Wanted` each field is about."""
        names = ("pupil", "author", "sort", "since", "until", "words")
        return {name: getattr(self, name) for name in names}

    def _compose(self) -> None:
        copy = button(t("Copy as text"), "default", "copy", self.copy_text)
        pdf = button(t("Save the PDF"), "default", "download", self.save_pdf)
        print_ = button(t("Print"), "default", "printer", self.out.print_, "Ctrl+P")
        heading = box(Row(label(t("Audit list"), "title"), self.count, STRETCH, gap=12), widget=QWidget())
        acts = box(FlowLayout(copy, pdf, print_, gap=8), widget=QWidget())
        named = [self._named(name, field) for name, field in self._narrowing().items()]
        filters = box(FlowLayout(*named, gap=12), widget=QWidget())
        head = Column(Row((heading, 1), acts, gap=12), self.said, filters, gap=10)
        self._sheet = box(Column((self.list, 1), margins=(8, 6, 8, 8)), "card")
        page = box(Column(head, (self._sheet, 100), self.empty, STRETCH, gap=12, margins=(28, 20, 28, 16)), widget=QWidget())
        self.setLayout(Column(ScrollPage(page, t("Audit list")), gap=0))
        self.empty.hide()
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        """With the largest letters the page scrolls rather than that the list becomes too small."""
        self._sheet.setMinimumHeight((FEWEST_ROWS + 1) * self.list.verticalHeader().defaultSectionSize() + look.space(24))

    @staticmethod
    def _named(name: str, field: Any) -> QWidget:
        """A field with its name above it."""
        made = box(Column(small(field.field.accessibleName()), field, gap=3), widget=QWidget())
        made.setMinimumWidth(look.px(WIDTHS.get(name, 180)))
        return made

    # what the window asks

    def open(self, what: Any) -> None:
        """Show the list, of one pupil when its id is given."""
        self._offer()
        self.wanted = Wanted(pupil=what or "")
        for name, field in self._narrowing().items():
            field.show_value(getattr(self.wanted, name))

    def shown(self) -> None:
        """The page comes into view, with the keyboard in the list."""
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def crumb(self) -> str:
        """Where the person is."""
        return t("Settings")

    def side(self) -> QWidget:
        """What the chosen line changed."""
        return self._side

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible here."""
        return {"print": self.out.print_}

    # what is shown

    def narrow(self, **some: Any) -> None:
        """Show only what is asked for from now on."""
        usual = Wanted()
        wanted = replace(self.wanted, **{name: value or getattr(usual, name) for name, value in some.items()})
        if wanted != self.wanted:
            self.wanted = wanted
            self.refresh()

    def refresh(self) -> None:
        """Fetch the list anew, from the top."""
        self._pending.stop()
        if self.session.is_open:
            self.rows.refresh()
            self._tell()

    def _changed(self, _rows: Any) -> None:
        if self.isVisible():
            self._pending.start()

    def _offer(self) -> None:
        with self.session.read() as s:
            authors = audit.authors(s)
        self.pupil.offer([("", t("All pupils")), *((pupil.id, pupil.name) for pupil in self.session.pupils())])
        self.author.offer([("", t("Everybody")), *((name, name) for name in authors)])

    def _page(self, first: int, most: int) -> list[AuditLine]:
        if not self.session.is_open:  # the window is on its way out
            return []
        with self.session.read() as s:
            return audit.page(s, self.wanted, first, most)

    def _count(self) -> int:
        if not self.session.is_open:
            return 0
        with self.session.read() as s:
            return audit.count(s, self.wanted)

    def _counted(self, count: int) -> None:
        self.count.setText(tn("{n} line", "{n} lines", count))
        self._sheet.setVisible(count > 0)
        self.empty.setVisible(not count)

    def _tell(self) -> None:
        """What the chosen line is about, in the side panel."""
        self._told.clear()
        line = self.list.chosen() if self.session.is_open else None
        if line is None:
            self._told.add(label(t("Choose a line to see what was changed."), tone="mute", wrap=True))
            return
        self._told.add(label(upper_first(line.what), "head", wrap=True))
        self._told.add(small(", ".join(part for part in (line.when, line.author, line.about) if part), wrap=True))
        with self.session.read() as s:
            found = audit.details(s, line.id)
        title = None
        for record, change in found:
            if record != title:
                title = record
                self._told.add(label(upper_first(record), weight=SEMIBOLD, wrap=True))
            for part in words_changed(change):
                self._told.add(part)

    # how it goes out

    def view(self) -> AuditPaper:
        """What is shown now, for paper."""
        with self.session.read() as s:
            return audit.paper(s, self.wanted, self.session.today)

    def copy_text(self) -> None:
        """Put the lines on the clipboard, to be pasted in a table."""
        QGuiApplication.clipboard().setText(audit.as_text(self.view()))
        self.session.note(self._note(t("copied as text")))
        self._say(t("The text is on the clipboard."))

    def save_pdf(self) -> None:
        """Ask where, and save it there."""
        self.out.save_pdf(t("audit-list|file name"))

    def _paper(self) -> Callable[[], Printed]:
        view = self.view()

        def make() -> Printed:
            from guidance_app.report.sections.audit_list import audit_list

            return audit_list(view)

        return make

    def _note(self, how: str) -> str:
        what = ", ".join((t("audit list"), how))
        return t("{what}: {pupil}", what=what, pupil=self.wanted.pupil) if self.wanted.pupil else what

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))


def _columns() -> list[ListColumn]:
    return [
        ListColumn(t("When"), lambda line: line.when, 6, muted=True),
        ListColumn(t("Who"), lambda line: line.author, 4),
        ListColumn(t("File"), lambda line: line.about, 4),
        ListColumn(t("What"), lambda line: upper_first(line.what), 8),
    ]
