"""The right half of the plan page: the paper of a document, or the child's own plan in large letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import REGULAR
from guidance_app.ui.pages.plan.preview import Make, Preview
from guidance_app.ui.widgets import button, label


class PaperSide(QWidget):
    """Sunk ground with paper on it. `back` asks for the editor, where there is no room for both."""

    back = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.filled = False
        self.preview = Preview(jobs)
        self.reading = ScrollPage(QWidget(), t("Plan of the child"))
        self.to_text = button(t("Back to the text"), "link", "chevron-left", self.back.emit)
        self.to_text.hide()
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        way_back = Row(self.to_text, margins=(24, 0, 24, 0))
        self.setLayout(Column(way_back, (self.preview, 1), (self.reading, 1), gap=0))
        self.show_nothing()

    def show_document(self, make: Make | None, *, typing: bool = False) -> None:
        """The paper that this makes, or the one there is already."""
        self._show(self.preview)
        if make is not None:
            self.preview.ask(make, typing=typing)

    def show_reading(self, title: str, lines: Sequence[str]) -> None:
        """Lines in large letters, to be read together."""
        self._show(self.reading)
        words = [label(line, "head", wrap=True, weight=REGULAR) for line in lines]
        sheet = box(Column(label(title, "title", wrap=True), 4, *words, gap=12, margins=(32, 28, 32, 28)), "card")
        self.reading.set_content(box(Column(sheet, STRETCH, margins=(30, 16, 30, 16)), widget=QWidget()))

    def show_nothing(self) -> None:
        """There is nothing to show."""
        self._show(None)

    def _show(self, shown: QWidget | None) -> None:
        self.filled = shown is not None
        for one in (self.preview, self.reading):
            one.setVisible(one is shown)
