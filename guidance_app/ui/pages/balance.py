"""The page of the balance: home left and school right, equally wide, in words and counts; no score and no middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from guidance_app import edits
from guidance_app.base.i18n import t
from guidance_app.queries.balance import Balance, Side, balance
from guidance_app.queries.measures import MeasureLine
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import BOLD, look
from guidance_app.ui.pages.factor_list import FactorPage
from guidance_app.ui.pages.going import BALANCE, into_view, wished
from guidance_app.ui.pages.measure_chooser import place_name
from guidance_app.ui.pages.place_box import PlaceBox
from guidance_app.ui.pages.tile import Act
from guidance_app.ui.widgets import KeyCap, Quote, label, place_heading, small

MOST_ASKED = 6
"""So many agreements are shown on each side; the rest opens with one press."""


class BalancePage(FactorPage):
    """What helps, what makes it hard and what is asked, at home and at school."""

    title = "Balance"

    def build(self) -> QWidget:
        with self.session.read() as s:
            view = balance(s, self.pupil)
        home, school = self._parts(view.home), self._parts(view.school)
        child = self._child(view)
        note = Row(Icon("scale", "mute"), (label(view.note, wrap=True), 1), gap=8) if view.note else None
        if look.large:
            body = Column(*home, 16, *school, 16, child, note, STRETCH, gap=14, margins=(24, 16, 24, 16))
        else:
            body = Column(halves(home, school), child, note, STRETCH, gap=16, margins=(24, 16, 24, 16))
        return ScrollPage(body, t("Balance"))

    def shown(self) -> None:
        """The page comes into view, perhaps to show the measure that was chosen on another page."""
        super().shown()
        if wanted := wished(self, BALANCE):
            self.open_panel("/".join(wanted))
            into_view(self.focusWidget())

    def side(self) -> QWidget:
        with self.session.read() as s:
            view = balance(s, self.pupil)
        said = [Quote(f"“{q.text}”", q.source, "pupil", "body") for q in view.quotes]
        heading = label(t("What {name} says", name=view.first_name), weight=BOLD) if said else None
        talk = small(t("A picture, no verdict. There is no right or wrong position."), wrap=True)
        lines = Column(
            label(t("To talk about"), "head"), talk, 2, *questions(view), hline() if said else None, heading, *said, STRETCH,
            hline(), *_keys(), gap=10, margins=(20, 16, 16, 12),
        )  # fmt: skip
        return box(lines)

    def _parts(self, side: Side) -> list[QWidget]:
        """Heading, factors and what is asked of one side."""
        heading = box(place_heading("home" if side.place == "home" else "school", place_name(side.place)))
        return [heading, self.factors(side.place, side.helps, side.hinders), self._asked(side)]

    def _child(self, view: Balance) -> QWidget:
        """What lies with the child, below both sides."""
        heading = place_heading("pupil", view.first_name or t("The child"))
        return box(Column(hline(), heading, self.factors("child", view.child_helps, view.child_hinders), gap=10))

    def _asked(self, side: Side) -> QWidget:
        """What is asked of this side: counted, then each agreement."""
        home = side.place == "home"
        tone = "homeText" if home else "schoolText"
        words = t("What we ask of home") if home else t("What we ask of school")
        panel = f"ask/{side.place}"
        hidden = [f"measure/{line.id}" for line in side.asked[MOST_ASKED:]]
        shown = side.asked if self.panel in (f"all/{side.place}", *hidden) else side.asked[:MOST_ASKED]
        head = Column(small(words, tone, weight=BOLD), label(side.counted), gap=0, margins=(6, 0, 6, 2))
        lines = [self.measure(line, acts=[self._across(line)], flat=True) for line in shown]
        more = len(side.asked) - len(shown)
        foot = self.opener(t("and {n} more", n=more), f"all/{side.place}", "chevron-down") if more else None
        add = self.chooser(side.place) if self.panel == panel else self.opener(t("Add an agreement"), panel)
        column = Column(head, *lines, foot, add, STRETCH, gap=0, margins=(8, 10, 8, 10))
        return PlaceBox(side.place, column, soft=True)

    def _across(self, line: MeasureLine) -> Act:
        """Move an agreement to the other side."""
        to, keys = ("school", "Ctrl+Right") if line.place == "home" else ("home", "Ctrl+Left")
        words = t("Move to school") if to == "school" else t("Move to home")
        return Act(keys, words, lambda: self._move_measure(line.id, to))

    def _move_measure(self, measure: str, to: str) -> None:
        self.session.do(edits.change("measure", measure, "place", to))
        self.panel = f"all/{to}"  # what has just arrived is not hidden under "and 1 more"
        self.go_to(f"open:measure/{measure}")


def questions(view: Balance) -> list[Row]:
    """Neutral questions to talk about; always the same ones, whatever the balance looks like."""
    name = view.first_name or t("the child")
    asked = (
        t("Which agreement would {name} like to change?", name=name),
        t("What is settled at home that would help at school too?"),
        t("What works at school that would help at home too?"),
        t("What can go, if something is added?"),
    )
    icon = ("message-circle", "accent", 18)
    return [Row(Column(Icon(*icon), STRETCH, margins=(0, 2, 0, 0)), (label(words, wrap=True), 1), gap=10) for words in asked]


def halves(left: Sequence[QWidget], right: Sequence[QWidget]) -> QWidget:
    """Two equal columns whose parts begin and end at the same height."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space(24))
    grid.setVerticalSpacing(look.space(14))
    for at, pair in enumerate(zip(left, right, strict=True)):
        for column, widget in enumerate(pair):
            grid.addWidget(widget, at, column)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    return box(grid)


def _keys() -> list[Row]:
    """The keys of this page."""
    told = (
        ("Ctrl+→", t("moves a line to the other side")),
        (t("Enter|key"), t("writes on a line")),
        (t("Delete|key"), t("takes a line away")),
    )
    return [Row(KeyCap(key), small(words), STRETCH, gap=8) for key, words in told]
