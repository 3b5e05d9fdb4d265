"""The whole file of a pupil as it was known here on a day: only to read, to print or to save."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries.as_known import days_with_changes, file_on
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.plan_source import commas
from guidance_app.queries.pupils import pupil_head
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.inputs import DayField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box, hline
from guidance_app.ui.pages.plan.preview import Make, Preview, document
from guidance_app.ui.paper_out import PaperOut
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Banner, ElidingLabel, EmptyState, button, small, tool


class PastPage(QWidget):
    """`day` is the day that is looked back on. It begins with the last day on which something came in before today."""

    rail = "pupils"

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.session, self.jobs = session, jobs or Jobs()
        self.pupil, self.day = "", session.today
        self.view: WholeFile | None = None
        self._days: list[dt.date] = []
        self.heading = ElidingLabel("", "title")
        self.field = DayField(t("Day"), lambda: session.today, self._check)
        self.field.edited.connect(self.show_day)
        self.earlier = tool("chevron-left", t("Earlier day with changes"))
        self.later = tool("chevron-right", t("Later day with changes"))
        self.earlier.clicked.connect(lambda _on=False: self._step(-1))
        self.later.clicked.connect(lambda _on=False: self._step(1))
        self.preview = Preview(self.jobs)
        self.band = Banner("", icon_name="history")
        self.nothing = Column(gap=0, margins=(24, 8, 24, 8))
        self._nothing_box = box(self.nothing, widget=QWidget())
        self.out = PaperOut(self, session, self.jobs, self._paper, self._note, self.preview.say)
        self.pdf = button(t("Save the PDF"), "default", "download", self.save_pdf)
        self.print = button(t("Print"), "primary", "printer", self.out.print_, "Ctrl+P")
        self._compose()

    def _compose(self) -> None:
        words = small(t("Everything that had come in here at the end of this day, and nothing that came later."), wrap=True)
        choice = box(Row(self.earlier, self.field, self.later, gap=4), widget=QWidget())
        acts = box(Row(self.pdf, self.print, gap=10), widget=QWidget())
        bar = box(FlowLayout(choice, acts, gap=16), widget=QWidget())
        head = Column(self.heading, words, bar, gap=8, margins=(24, 16, 24, 10))
        self.setLayout(Column(head, hline(), self.band, (self._nothing_box, 1), (self.preview, 1), gap=0))

    # what the window asks

    def open(self, what: Any) -> None:
        """Look back on the file of this pupil."""
        self.pupil = what or ""
        with self.session.read() as s:
            head = pupil_head(s, self.pupil, self.session.today)
            self._days = days_with_changes(s, self.pupil)
        name = head.full_name if head else ""
        self.heading.setText(t("File of {name}, as known here", name=name) if head else t("File as known here"))
        before = [day for day in self._days if day < self.session.today]
        self.show_day(before[-1] if before else self.session.today)

    def crumb(self) -> str:
        """Where the person is."""
        return t("Pupils|menu")

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible here now."""
        return {"print": self.out.print_, "plan.pdf": self.save_pdf} if self.view is not None else {}

    # what a person does

    def show_day(self, day: dt.date | None) -> None:
        """Show the file as it was known at the end of this day; without a day, of today."""
        self.day = day or self.session.today
        self.field.show_value(self.day)
        self.nothing.clear()
        try:
            if not self.pupil:
                raise Problem(t("No file is open here."), t("Open a pupil first, then look back."))
            with self.session.read() as s:
                self.view = file_on(s, self.pupil, self.day)
        except Problem as missing:
            self.view = None
            self.nothing.add(EmptyState(missing.sentence, missing.next_step, icon_name="history"))
            self.nothing.add(STRETCH)
        else:
            self.preview.say("")
            self.preview.ask(document("whole_file", self.view))
        self._show_state()

    def save_pdf(self) -> None:
        """Ask where, and save it there. The name tells what it is and of which day, and nothing about whom."""
        self.out.save_pdf(f"{t('file|file name')}-{self.day.isoformat()}")

    def _show_state(self) -> None:
        there = self.view is not None
        words = t("As known here on {day}", day=formats.day(self.day))
        self.band.words.setText(commas(words, t("only to read")))
        self.band.setVisible(there)
        self.preview.setVisible(there)
        self._nothing_box.setVisible(not there)
        self.pdf.setEnabled(there)
        self.print.setEnabled(there)
        self.earlier.setEnabled(bisect_left(self._days, self.day) > 0)
        self.later.setEnabled(bisect_right(self._days, self.day) < len(self._days))

    def _step(self, by: int) -> None:
        """To the day before or after on which something came in."""
        at = bisect_left(self._days, self.day) - 1 if by < 0 else bisect_right(self._days, self.day)
        if 0 <= at < len(self._days):
            self.show_day(self._days[at])

    def _check(self, day: dt.date | None) -> dt.date | None:
        if day is not None and day > max([self.session.today, *self._days]):
            raise Problem(t("This day is still to come."), t("Choose today or an earlier day."))
        return day

    def _paper(self) -> Make | None:
        return document("whole_file", self.view) if self.view is not None else None

    def _note(self, how: str) -> str:
        what = commas(t("whole file as known on {day}", day=formats.day(self.day)), how)
        return t("{what}: {pupil}", what=what, pupil=self.pupil)
