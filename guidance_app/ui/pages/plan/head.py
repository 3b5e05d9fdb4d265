"""At the right of the pupil's name on the plan page: which version this is, and the ways out of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import Row, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.widgets import button, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.plan import PlanPage


class PlanHead(QWidget):
    """Status and buttons; where there is little room only the main button stays, the others are under Plan in the menu."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self._page = page
        self.words = small("", weight=SEMIBOLD)
        self._status = box(Row(Icon("file-text", "mute", 16), self.words, gap=5), widget=QWidget())
        self.copy = button(t("Copy as text"), "default", "copy", page.out.copy_text)
        self.pdf = button(t("Save the PDF"), "default", "download", page.out.save_pdf)
        self.print = button(t("Print"), "primary", "printer", page.out.print_, "Ctrl+P")
        self.setLayout(Row(self._status, self.copy, self.pdf, self.print, gap=10))
        page.head_changed.connect(self.refresh)
        look.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how things are now."""
        page = self._page
        self.words.setText(page.now.state.words)
        roomy = not page.narrow
        self._status.setVisible(roomy and bool(page.now.state.words))
        self.copy.setVisible(roomy)
        self.pdf.setVisible(roomy)
        why = page.now.no_paper()
        self.print.impossible(why)
        self.pdf.impossible(why)
        self.copy.impossible(page.now.no_text())
