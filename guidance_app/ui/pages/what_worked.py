"""What worked for whom: what was tried with any pupil and decided, each as one case, without names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, tn
from guidance_app.queries.what_worked import Case, Gathering, Wanted, WhatWorked, choices
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import ChoiceField, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, ScrollPage, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.page import Page
from guidance_app.ui.widgets import Button, EmptyState, label, small

MOST = 40
"""So many cases are shown; with more, words find the rest."""

AFTER_TYPING = 250
"""Milliseconds after the last key until the words are looked for."""

AT_ONCE, A_WHILE = 0.15, 0.04
"""Seconds of reading before the page is shown, and each time after that."""

ICONS = {"continue": "check", "adapt": "pencil", "stop": "x", "measure_longer": "clock", "cannot_say": "circle-help"}


class WhatWorkedPage(Page):
    """The cases of all pupils. `wanted` is what of them is shown. Nothing leaves this page but one copied line."""

    title = "What worked for whom"
    rail = "pupils"

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self.wanted = Wanted()
        self._all = WhatWorked((), 0)
        self._slot: QWidget | None = None
        self._said = small("")
        self._typed = QTimer(self, interval=AFTER_TYPING, singleShot=True)
        self._typed.timeout.connect(self._show_found)
        self._gathering: Gathering | None = None
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._read_on)

    def crumb(self) -> str:
        """Where the person is."""
        return t("Pupils")

    def shown(self) -> None:
        """The page comes into view, with the keyboard in the search field."""
        super().shown()
        found = self.findChild(QWidget, "words")
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def build(self) -> QWidget:
        self._slot, self._said = None, small("")
        with self.session.read() as s:
            self._gathering = Gathering(s)
            read_all = self._gathering.go_on(s, AT_ONCE)
        self._all = self._gathering.found()
        self._more.stop() if read_all else self._more.start()
        heading = Row(label(t("What worked for whom"), "title", wrap=True), STRETCH)
        parts: list[Any] = [heading]
        if not self._gathering.total:
            why = t("When an experiment is decided, it comes here without names: what was tried, and what came out.")
            empty = EmptyState(t("Nothing has been decided yet"), why, icon_name="flask-conical")
            return ScrollPage(Column(*parts, empty, STRETCH, gap=10, margins=(28, 20, 28, 16)), t("What worked for whom"))
        self._slot = box(Column(gap=10), widget=QWidget())
        parts += [label(_about(self._all), tone="mute", wrap=True), self._filters(), self._said, self._slot, STRETCH]
        self._show_found()
        return ScrollPage(Column(*parts, gap=10, margins=(28, 20, 28, 16)), t("What worked for whom"))

    def _read_on(self) -> None:
        """Read a few more cases; with the last one the list is there. Whoever looks or types in between waits for none of it."""
        if self._gathering is None or not self.session.is_open:
            self._more.stop()
            return
        with self.session.seeing() as seen, self.session.read() as s:
            read_all = self._gathering.go_on(s, A_WHILE)
        self._seen |= seen
        if read_all:
            self._more.stop()
            self._all = self._gathering.found()
            self._show_found()
        else:
            self._said.setText(_so_far(self._gathering))

    # what is asked for

    def _filters(self) -> QWidget:
        words = TextField(t("Words"), hint=t("for example timer or reading"))
        words.line.setText(self.wanted.words)
        words.field.setObjectName("words")
        words.line.textChanged.connect(lambda text: self.narrow(words=text))
        made: list[tuple[str, Any]] = [(t("Words"), words)]
        for name, title, every in (
            ("place", t("Where"), t("Everywhere")),
            ("design", t("How it was set up"), t("Every way")),
            ("verdict", t("What was decided"), t("Everything")),
        ):
            field = ChoiceField(title, [("", every), *choices("design_kind" if name == "design" else name)], required=True)
            field.field.setObjectName(name)
            field.show_value(getattr(self.wanted, name))
            field.edited.connect(lambda value, name=name: self.narrow(**{name: value or ""}))
            made.append((title, field))
        return box(FlowLayout(*(_named(title, field) for title, field in made), gap=12), widget=QWidget())

    def narrow(self, **some: str) -> None:
        """Show only what is asked for from now on."""
        self.wanted = replace(self.wanted, **some)
        self._typed.start()

    # what is shown

    def _show_found(self) -> None:
        """Fill the list with what is asked for."""
        if self._slot is None or self._gathering is None:
            return
        if self._more.isActive():  # the order is known with the last one
            self._said.setText(_so_far(self._gathering))
            return
        found = self._all.narrowed(self.wanted)
        column = self._slot.layout()
        assert isinstance(column, Column)
        column.clear()
        for case in found[:MOST]:
            column.add(self._case(case))
        more = len(found) - MOST
        if more > 0:
            column.add(small(t("and {n} more; words narrow it down", n=more)))
        counted = tn("{n} experiment", "{n} experiments", len(found))
        self._said.setText(counted if found else t("Nothing fits this. Take a word or a choice away."))

    def _case(self, case: Case) -> QWidget:
        """What was tried, how, what came out, and what was decided; a button copies it as one line."""
        copy = Button("", "tool", "copy", t("Copy this line, {approach}", approach=case.approach))
        copy.setObjectName(f"copy/{case.number}")
        copy.clicked.connect(lambda _on=False: self._copy(case))
        mark = Column(Icon(ICONS.get(case.verdict, "circle"), "mute", 16), STRETCH, margins=(0, 3, 0, 0))
        decided = Row(mark, (label(case.decision, wrap=True, weight=SEMIBOLD), 1), gap=6)
        told = (small(case.about, wrap=True), label(case.result, wrap=True), decided)
        words = Column(label(case.approach, "head", wrap=True), *told, gap=3)
        return box(Row((words, 1), Column(copy, STRETCH), gap=10, margins=(16, 10, 10, 12)), "card")

    def _copy(self, case: Case) -> None:
        QGuiApplication.clipboard().setText(case.line)
        self.session.note(t("what worked for whom, one line copied"))
        self._said.setText(t("The line is on the clipboard."))


def _so_far(gathering: Gathering) -> str:
    return t("{n} of {total} experiments read …", n=gathering.read, total=gathering.total)


def _about(found: WhatWorked) -> str:
    """Of how many pupils, and what may not be concluded."""
    names = t("Names have been replaced; look yourself whether a sentence still tells who it is about.")
    if found.pupils == 1:
        return f"{t('All of this is of one pupil: whoever knows that pupil knows who it is.')} {names}"
    of = t("Of {n} pupils. Each experiment says something about one child; nothing is added up or averaged.", n=found.pupils)
    return f"{of} {names}"


def _named(title: str, field: Any) -> QWidget:
    """A field with its name above it."""
    made = box(Column(small(title), field, gap=3), widget=QWidget())
    made.setMinimumWidth(look.px(180))
    return made
