"""The part of the settings about backups: the last one, one more now, a second place, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from guidance_app import safekeeping
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries import backups as words
from guidance_app.ui.backup_keeper import BackupKeeper
from guidance_app.ui.layouts import Column, FlowLayout, hline
from guidance_app.ui.widgets import button, section, small


class BackupPart(QWidget):
    """What can be done about backups. `on_restore` lets the person put one back."""

    def __init__(self, keeper: BackupKeeper, on_restore: Callable[[], Any]) -> None:
        super().__init__()
        self._keeper = keeper
        self.line, self.place = small("", wrap=True), small("", wrap=True)
        self.now = button(t("Make a backup now"), "default", "check", keeper.make)
        self.restore = button(t("Put back a backup"), "default", "history", on_restore)
        self.choose = button(t("Keep it elsewhere too"), "default", "download", self._choose)
        acts = FlowLayout(self.now, self.choose, self.restore)
        note = t("by itself, at the first work of each day")
        self.setLayout(Column(hline(), 8, section(t("Backups"), note), self.line, self.place, 2, acts, gap=6))
        keeper.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show how it stands now."""
        workspace = self._keeper.session.workspace
        if not self._keeper.session.is_open:
            return
        place = safekeeping.second_place(workspace)
        self.line.setText(words.last_line(safekeeping.last_good(workspace), workspace.now()))
        nowhere = t("They stand beside the store on this computer. A copy on a stick helps when the computer is lost.")
        self.place.setText(t("Also kept in {place}, whenever it is there.", place=str(place)) if place else nowhere)

    def _choose(self) -> None:
        place = QFileDialog.getExistingDirectory(self, t("Keep it elsewhere too"))
        if place:
            self.keep_in(Path(place))

    def keep_in(self, place: Path) -> None:
        """From now on keep backups in this folder too, beginning with one of now."""
        try:
            safekeeping.choose_second_place(self._keeper.session.workspace, place)
        except Problem as problem:
            self._keeper.told.emit(str(problem))
        else:
            self.show_state()
            self._keeper.make()
