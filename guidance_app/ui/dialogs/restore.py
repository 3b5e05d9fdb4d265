"""Put back a backup: which one, everything or one pupil, and before anything happens what it will do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from guidance_app import safekeeping
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits.putting_back import put_back
from guidance_app.queries import backups as words
from guidance_app.queries.backups import BackupLine
from guidance_app.queries.putting_back import difference
from guidance_app.safekeeping import Backup
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.door import PassphraseLine, field_label
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.rows import Column as ListColumn
from guidance_app.ui.rows import RowModel, RowView
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small


@dataclass(frozen=True)
class Chosen:
    """A whole store to put back. `its_keys` says that the key file of the backup comes with it."""

    backup: Backup
    key: bytes
    its_keys: bool


@dataclass(frozen=True)
class What:
    """What of a backup is put back: a pupil, or with an empty id everything."""

    id: str
    name: str


def show_restore(
    store: Path, on_whole: Callable[[Chosen], Any], session: Session | None = None, parent: QWidget | None = None,
    jobs: Jobs | None = None,
) -> None:  # fmt: skip
    """Let a person choose. One pupil is put back here, when a store is open; `on_whole` is called for everything."""
    dialog = RestoreDialog(store, session, parent, jobs)
    if dialog.exec() and dialog.chosen is not None:
        on_whole(dialog.chosen)


class RestoreDialog(QDialog):
    """The backups of a store and what is in the one that is chosen. Without a `session` (no store is open, or it is damaged)
    there is only everything, and the passphrase is asked for."""

    listed = Signal()

    def __init__(
        self, store: Path, session: Session | None = None, parent: QWidget | None = None, jobs: Jobs | None = None
    ) -> None:
        super().__init__(parent)
        self.store, self.session, self.jobs = store, session, jobs or Jobs()
        self.chosen: Chosen | None = None
        self._places = safekeeping.places(session.workspace) if session else []
        self._whats: list[What] = []
        self._file: Any = None
        self._asked = 0
        self.setWindowTitle(t("Put back a backup"))
        self._make_lists()
        self.told, self.trouble = label("", wrap=True), small("", "text", wrap=True)
        self.told.setObjectName("told")
        self.trouble.setObjectName("trouble")
        self.passphrase = PassphraseLine(t("Passphrase"))
        self.passphrase.returnPressed.connect(self.submit)
        self._ask = box(Column(field_label(t("Passphrase of this store, or the code of the emergency card"), self.passphrase),
                               self.passphrase, gap=4), widget=QWidget())  # fmt: skip
        self.go = button(t("Put back"), "primary", "", self.submit)
        self.search = button(t("Search on a disk or stick"), "link", "", self._search)
        self._lay_out()
        self._fill()

    def _make_lists(self) -> None:
        when = ListColumn("", lambda line: line.when, 5, strong=True)
        columns = (
            when,
            ListColumn("", lambda line: line.why, 4, muted=True),
            ListColumn("", lambda line: line.pupils, 0, muted=True),
        )
        self._found = RowModel(columns, self._backups, lambda line: line.sentence)
        self.backups = RowView(self._found, t("Backups"))
        self._inside = RowModel((ListColumn("", lambda what: what.name),), lambda: self._whats, lambda what: what.name)
        self.whats = RowView(self._inside, t("What to put back"))
        self.backups.selectionModel().currentRowChanged.connect(lambda *_: self._look_inside())
        self.whats.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    def _lay_out(self) -> None:
        first = Column(label(t("Backups"), "head"), (self.backups, 1), gap=4)
        second = Column(label(t("What to put back"), "head"), (self.whats, 1), gap=4)
        for view, lines in ((self.backups, 3 if look.large else 5), (self.whats, 3)):
            view.setMinimumHeight(lines * max(look.space(40), look.px(15) + look.space(21)))
        lists = Column((first, 1), (second, 1), gap=12) if look.large else Row((first, 7), (second, 3), gap=20)
        title = t("Put back a backup")
        body = Column(label(title, "title"), 2, (lists, 1), self.search, gap=8, margins=(24, 20, 24, 8))
        acts = Row(STRETCH, button(t("Cancel"), "default", "", self.reject), self.go, gap=8)
        foot = Column(self.told, self._ask, self.trouble, acts, gap=8, margins=(24, 8, 24, 16))  # always in sight
        self.setLayout(Column((ScrollPage(box(body, widget=QWidget()), title), 1), box(foot, widget=QWidget()), gap=0))
        self.resize(QSize(look.space(860), look.space(620)).boundedTo(self.screen().availableSize() * 0.92))

    def _backups(self) -> list[BackupLine]:
        found = safekeeping.found(self.store, *self._places)
        return words.lines(found, safekeeping.today())

    def _fill(self) -> None:
        self._found.refresh()
        if self._found.rowCount():
            self.backups.selectRow(0)
            self.backups.setFocus()
        self._look_inside()

    def _search(self) -> None:
        place = QFileDialog.getExistingDirectory(self, t("Search on a disk or stick"))
        if place:
            self.look_in(Path(place))

    def look_in(self, place: Path) -> None:
        """Show the backups of another disk or stick too."""
        self._places.append(place)
        self._fill()

    # what is in it

    def _look_inside(self) -> None:
        """A backup was chosen: everything of it, and as soon as they are known its pupils."""
        line = self.backups.chosen()
        self._asked += 1
        self._show_whats([What("", t("The whole store"))] if line else [])
        self._ask.setVisible(line is not None and self.session is None)
        if line is not None and self.session is not None:
            self._ask_inside(line.backup, self.session, self._asked)

    def _ask_inside(self, backup: Backup, session: Session, asked: int) -> None:
        workspace = session.workspace

        def shown(pupils: list[tuple[str, str]]) -> None:
            if asked == self._asked:  # another one may be chosen by now
                self._show_whats([*self._whats, *(What(id_, name) for id_, name in pupils)])
                self.listed.emit()

        def failed(trouble: Exception) -> None:
            if asked == self._asked:
                self._ask.setVisible(True)  # another key: its own passphrase opens it
                self._failed(trouble)

        self.jobs.run(lambda: safekeeping.pupils_in(workspace, backup), shown, failed)

    def _show_whats(self, whats: list[What]) -> None:
        self._whats = whats
        self._inside.refresh()
        if whats and self.whats.chosen() is None:
            self.whats.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        """Say what will happen."""
        line, what = self.backups.chosen(), self.whats.chosen()
        self._file = None
        self.trouble.setText("")
        self.go.setEnabled(line is not None)
        if line is None:
            self.told.setText(t("No backups were found here. Search on a disk or stick on which you keep them."))
        elif what is None or not what.id:
            self.told.setText(words.everything_told(line, safekeeping.today()))
        elif self.session is not None:
            self._compare(line.backup, what, self.session)

    def _compare(self, backup: Backup, what: What, session: Session) -> None:
        workspace, asked = session.workspace, self._asked
        self.told.setText(t("The file of {name} is being compared.", name=what.name))
        self.go.setEnabled(False)

        def compared(file: Any) -> None:
            if asked == self._asked and self.whats.chosen() == what:
                with session.read() as s:
                    found = difference(s, file)
                self._file = file
                self.told.setText(words.difference_told(found, what.name))
                self.go.setEnabled(bool(found.back or found.changed))

        self.jobs.run(lambda: safekeeping.file_in(workspace, backup, what.id), compared, self._failed)

    # putting back

    def submit(self) -> None:
        """Do what is chosen."""
        line, what = self.backups.chosen(), self.whats.chosen()
        if not self.go.isEnabled() or line is None:
            return
        if what is not None and what.id:
            self._put_back_pupil()
        elif self._ask.isVisibleTo(self):
            self._unlock(line.backup, self.passphrase.text())
        elif self.session is not None:
            self._done(Chosen(line.backup, self.session.workspace.key(), False))

    def _put_back_pupil(self) -> None:
        assert self.session is not None
        self.session.finish_typing()
        if self._file is not None and self.session.do(put_back(self._file)) is not None:
            self.accept()

    def _unlock(self, backup: Backup, secret: str) -> None:
        if not secret:
            self._say(t("Type your passphrase first."))
            return
        self.go.setEnabled(False)
        self.jobs.run(
            lambda: safekeeping.unlock(self.store, backup, secret), lambda got: self._done(Chosen(backup, *got)), self._failed
        )

    def _done(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.passphrase.clear()
        self.accept()

    def _failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Problem):
            raise trouble
        self.go.setEnabled(True)
        self._say(str(trouble))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        if self._ask.isVisibleTo(self):
            self.passphrase.setFocus()
