"""Measures on a page: the tile that says who does what, the form behind it, and the box of a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from guidance_app import edits
from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.goals import add_measure
from guidance_app.queries import read
from guidance_app.queries.measures import MeasureLine
from guidance_app.queries.names import short_names
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import RefsField, SegmentField, TextArea
from guidance_app.ui.layouts import Column, FlowLayout, Row, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.going import go_to_record
from guidance_app.ui.pages.measure_chooser import MeasureChooser
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import WritingPage, name_choices
from guidance_app.ui.widgets import button, label, small

FORM = ("title", "place", "who", "when", "start", "status", "text")
"""The fields behind a measure, in order."""


class MeasurePage(WritingPage):
    """A page on which measures stand. Enter on one opens its form in the same place.

    `tab_wanted` asks for another page of the pupil, by its number from 0.
    """

    tab_wanted = Signal(int)

    def measure(self, line: MeasureLine, *, acts: Sequence[Act] = (), full: bool = False, flat: bool = False) -> QWidget:
        """One measure: its tile, or its form when that is open.

        `full` also tells since when and how strong the evidence is; `flat` puts both beside each other, where text is not large.
        """
        panel = f"measure/{line.id}"
        if self.panel == panel:
            return self._form(line)
        more = (line.since, line.evidence, line.tried) if full else ()
        below = "  ·  ".join(part for part in (line.about, *more) if part)
        if line.status == "not_used":
            below = line.source or line.text
        title, margins = label(line.title, wrap=True), (6, 3, 6, 3)
        if flat and not look.large:
            words: QLayout = Row((title, 1), (small(below, wrap=True), 1), gap=10, margins=margins)
        else:
            words = Column(title, small(below, wrap=True) if below else None, gap=0, margins=margins)
        gone = Act("Delete", t("Remove"), lambda: self.session.do(edits.remove("measure", line.id)))
        begin = Act("F2", t("Change"), lambda: self.open_panel(panel))
        made = Tile(words, f"{line.title}. {below}", edge="", fill="", radius=6, acts=(begin, *acts, gone))
        made.setObjectName(f"open:{panel}")
        made.clicked.connect(lambda _on=False: self.open_panel(panel))
        return made

    def chooser(self, place: str = "", goals: tuple[str, ...] = (), block: str = "") -> MeasureChooser:
        """Choose or write a new measure; afterwards its form is open, to say who and when."""

        def add(values: dict[str, Any]) -> None:
            made = self.session.do(add_measure(self.pupil, values, goals, block))
            if made:
                self.open_panel(f"measure/{made}")

        return MeasureChooser(add, self.close_panel, place)

    def _form(self, line: MeasureLine) -> QWidget:
        """All fields of one measure, each saved by itself."""
        column = Column(gap=3, margins=(12, 10, 12, 12))
        for name in FORM:
            made = self._input(line, name)
            made.field.setObjectName("first" if name == "title" else made.field.objectName())
            column.add(small(upper_first(t(read.fields("measure")[name].label)), weight=SEMIBOLD))
            column.add(made)
            column.add(4)
        column.add(self._evidence(line))
        column.add(self._tried(line))
        column.add(box(FlowLayout(button(t("Done|form"), "default", "check", self.close_panel, "Esc"), self._remover(line))))
        return box(column, "card")

    def _input(self, line: MeasureLine, name: str) -> Input:
        spec, place = read.fields("measure")[name], f"measure/{line.id}/{name}"
        if name == "who":
            made: Input = RefsField(upper_first(t(spec.label)), self._people(), spec.check)
        elif name == "title":
            made = TextArea(upper_first(t(spec.label)), spec.check, lines=1)
            made.done.connect(self.close_panel)
        else:
            made = self.session.field("measure", line.id, name)
        if name in ("who", "title"):
            self.session.bind(made, "measure", line.id, name)
        if isinstance(made, RefsField | SegmentField):
            name_choices(made, place)
        return made

    def _people(self) -> list[tuple[str, str]]:
        with self.session.read() as s:
            return list(short_names(s, self.pupil).items())

    def _evidence(self, line: MeasureLine) -> QWidget | None:
        words = " ".join(part for part in (f"{upper_first(line.evidence)}." if line.evidence else "", line.source) if part)
        return small(words, wrap=True) if words else None

    def _tried(self, line: MeasureLine) -> QWidget | None:
        """The way back to the experiment in which it was tried."""
        if line.experiment is None:
            return None
        back = partial(go_to_record, self, "experiment", line.experiment[0])
        made = button(upper_first(line.tried), "link", "flask-conical", back)
        made.setObjectName(f"tried/{line.id}")
        return made

    def _remover(self, line: MeasureLine) -> QWidget:
        def gone() -> None:
            self.session.do(edits.remove("measure", line.id))
            self.close_panel()

        return button(t("Remove"), "link", "x", gone)
