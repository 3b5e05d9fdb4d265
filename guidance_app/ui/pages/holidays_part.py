"""The part of the settings about the school: its holidays, in which nothing is measured and nothing is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, tn
from guidance_app.edits.holidays import add_holiday, add_holidays, change_holiday
from guidance_app.queries.holidays import (
    HolidayLine,
    Pasted,
    SchoolHolidays,
    days_words,
    pasted,
    school_holidays,
    to_add,
)
from guidance_app.queries.read import fields
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import DayField, TextArea, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.choosing import named
from guidance_app.ui.pages.going import into_view
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import WritingPage
from guidance_app.ui.widgets import button, label, section, small
from guidance_app.workspace import Edit

FIRST_LINES = 5
Make = Callable[[str | None, dt.date | None, dt.date | None], Edit]


class HolidaysPart(WritingPage):
    """All schools with their holidays. `panel` is what is open: the fields of one holiday, a new one, or the block to paste.

    Lines of a block that could not be read stay there, to be made right.
    """

    title = "School"
    _block = ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def build(self) -> QWidget:
        with self.session.read() as s:
            schools = school_holidays(s)
        note = t("holidays, in which nothing is measured and nothing is expected")
        parts: list[Any] = [hline(), 8, section(t("School"), note)]
        for school in schools:
            parts += self._school(school, len(schools) > 1)
        if not schools:
            why = t("There is no school yet. Add it in the side panel of a pupil, under Schools; its holidays come here.")
            parts.append(small(why, wrap=True))
        return box(Column(*parts, gap=6), widget=QWidget())

    def _school(self, school: SchoolHolidays, several: bool) -> list[Any]:
        parts: list[Any] = [label(school.name, weight=SEMIBOLD, wrap=True)] if several else [small(school.name, wrap=True)]
        for year in school.years:
            parts.append(small(t("School year {year}", year=year.title), weight=SEMIBOLD))
            parts += [self._line(line) for line in year.lines]
        if not school.years:
            parts.append(label(t("No holidays yet. Without them an aim line also rises in the summer."), tone="mute", wrap=True))
        if self.panel == f"add/{school.id}":
            return [*parts, self._form(None, lambda *told: add_holiday(school.id, *told))]
        if self.panel == f"paste/{school.id}":
            return [*parts, self._paste(school)]
        add = self.opener(t("Add a holiday"), f"add/{school.id}")
        paste = self.opener(t("Paste several lines"), f"paste/{school.id}", "clipboard-list")
        return [*parts, box(FlowLayout(add, paste, gap=16), widget=QWidget())]

    def _line(self, line: HolidayLine) -> QWidget:
        panel = f"holiday/{line.id}"
        if self.panel == panel:
            return self._form(line, lambda *told: change_holiday(line.id, *told))
        name, days = label(line.name, wrap=True), small(line.days, wrap=True)
        words = Column(name, days, gap=0, margins=(6, 2, 6, 2))
        if not look.large:
            name.setFixedWidth(look.px(190))
            words = Column(Row(name, (days, 1), gap=12), margins=(6, 2, 6, 2))
        acts = [
            Act("F2", t("Change"), lambda: self.open_panel(panel)),
            Act("Delete", t("Remove"), lambda: self.session.do(edits.remove("holiday", line.id))),
        ]
        made = Tile(words, f"{line.name}, {line.days}", edge="", fill="", radius=6, acts=acts)
        made.setObjectName(f"open:{panel}")
        made.clicked.connect(lambda _on=False: self.open_panel(panel))
        return made

    # one holiday

    def _form(self, line: HolidayLine | None, make: Make) -> QWidget:
        """Name, first and last day; kept together, because the days only make sense together."""
        spec = fields("holiday")
        name = TextField(t("Name|holiday"), spec["name"].check, t("for example autumn holiday"))
        first = DayField(t("First day"), lambda: self.session.today, spec["from_date"].check, t("such as 17-10-2026"))
        last = DayField(t("Last day"), lambda: self.session.today, spec["to_date"].check, t("such as 25-10-2026"))
        said = Row(gap=6)
        name.field.setObjectName("first")
        first.field.setObjectName("first day")
        last.field.setObjectName("last day")
        if line is not None:
            for made, value in ((name, line.name), (first, line.first), (last, line.last)):
                made.show_value(value)

        def keep() -> None:
            if all([name.commit(), first.commit(), last.commit()]):
                self._keep(lambda: make(name.value(), first.value(), last.value()), said)

        name.done.connect(lambda: self.go_to("first day"))
        first.done.connect(lambda: self.go_to("last day"))
        last.done.connect(keep)
        act = button(t("Add") if line is None else t("Keep|holiday"), "primary", "check", keep)
        stop = button(t("Not now"), "link", "", self.close_panel, "Esc")
        inputs = [named(made.field.accessibleName(), made)[0] for made in (name, first, last)]
        flow = box(FlowLayout(*inputs, gap=12), widget=QWidget())
        return box(Column(flow, said, Row(act, stop, STRETCH, gap=16), gap=10, margins=(14, 10, 14, 12)), "card")

    def _keep(self, make: Callable[[], Edit], said: Row) -> None:
        """Keep it; what cannot be is said below the fields, and stays typed."""
        said.clear()
        try:
            edit = make()
        except Problem as refused:
            said.add(Icon("info", "text", 16))
            said.add((small(str(refused), "text", wrap=True), 1))
            return
        if self.session.do(edit) is not None:
            self.close_panel()

    # a block of lines

    def _paste(self, school: SchoolHolidays) -> QWidget:
        """The lines, below them what each would become, and one act for all that are right."""
        area = TextArea(t("Lines with holidays"), hint=t("Autumn holiday 17-10-2026 25-10-2026"), lines=FIRST_LINES)
        area.area.setObjectName("first")
        seen, act = Column(gap=2), button("", "primary", "check")
        preview = box(seen, widget=QWidget())
        found: list[Pasted] = []

        def show() -> None:
            self._block = area.area.toPlainText()
            with self.session.read() as s:
                found[:] = pasted(s, school.id, self._block, self.session.today)
            seen.clear()
            for one in found:
                seen.add(_preview(one))
            new = len(to_add(found))
            act.set_text(tn("Add {n} holiday", "Add {n} holidays", new))
            act.impossible("" if new else t("There is no line yet that can be added."))
            into_view(act)

        def add() -> None:
            if self.session.do(add_holidays(school.id, to_add(found))) is not None:
                self._block = "\n".join(one.text for one in found if one.closed is None)
                self.refresh() if self._block else self.close_panel()

        area.retype(self._block)
        area.typing.connect(lambda _text: show())
        act.clicked.connect(lambda _on=False: add())
        show()
        stop = button(t("Not now"), "link", "", self.close_panel, "Esc")
        why = small(t("One holiday on each line: its name, the first day and the last day."), wrap=True)
        acts = Row(act, stop, STRETCH, gap=16)
        return box(Column(why, area, preview, acts, gap=8, margins=(14, 10, 14, 12)), "card")


def _preview(one: Pasted) -> QWidget:
    """What a line would become, or why not."""
    if one.closed is None:
        icon, words = "info", t("{line}: {why}", line=one.text, why=one.refused)
    else:
        days = days_words(one.closed.first, one.closed.last)
        told = t("{name}, {days}", name=one.closed.name, days=days)
        icon, words = ("minus", t("{holiday} (is there already)", holiday=told)) if one.known else ("check", told)
    mark = Column(Icon(icon, "mute", 16), STRETCH, margins=(0, 2, 0, 0))
    return box(Row(mark, (small(words, "text", wrap=True), 1), gap=6), widget=QWidget())
