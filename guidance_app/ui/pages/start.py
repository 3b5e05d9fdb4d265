"""The first page of the program: what is due today over all pupils, to be done right here, and what is good to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from guidance_app import safekeeping
from guidance_app.base.i18n import t
from guidance_app.edits.conversations import finish_action
from guidance_app.queries import backups
from guidance_app.queries.start import (
    CARD,
    GOALS_TAB,
    TALKS_TAB,
    AgreementLine,
    EvaluationLine,
    Start,
    TalkLine,
    ToKnow,
    about_place,
    greeting,
    start,
)
from guidance_app.ui.dialogs.emergency_card import EmergencyCard
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.file_panel import wish_panel
from guidance_app.ui.pages.measuring import measure_lines
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.tile import Tile
from guidance_app.ui.session import Session
from guidance_app.ui.shell import first_focus
from guidance_app.ui.widgets import Button, EmptyState, button, label, section, small, status
from guidance_app.ways_in import has_card

RIGHT, WHEN, NAME = 292, 72, 136


class StartPage(Page):
    """What is due. `open_pupil` opens a page of a pupil (its id, the number of the tab), `new_pupil` begins a file."""

    title = "Start|page"
    rail = "start"

    def __init__(
        self,
        session: Session,
        open_pupil: Callable[..., Any],
        new_pupil: Callable[[], Any],
        open_settings: Callable[[], Any] | None = None,
        show_worked: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(session)
        self._open_pupil, self.new_pupil, self._open_settings = open_pupil, new_pupil, open_settings
        self._show_worked = show_worked

    def stale(self) -> None:
        """Something it shows that is no record has changed, such as the last backup."""
        self._rebuild()

    def crumb(self) -> str:
        """Where the person is."""
        return t("Start|page")

    def shown(self) -> None:
        """The page comes into view: the keyboard is in the first field to measure in, if there is one."""
        super().shown()
        QTimer.singleShot(0, self, self._focus)

    def _focus(self) -> None:
        fields = [field for field in self.findChildren(QLineEdit) if field.objectName().endswith("/measured")]
        target = fields[0] if fields else first_focus(self)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The person goes elsewhere: what is typed counts as done."""
        self.session.finish_typing()

    def refresh(self) -> None:
        """Build again; what is being typed comes back in the new fields."""
        self.session.save_drafts()
        super().refresh()

    def build(self) -> QWidget:
        with self.session.read() as s:
            view = start(s, self.session.today, has_card=has_card(self.session.workspace))
            about = self._about_backups(s)
        if any(one.opens == backups.ELSEWHERE for one in about):
            safekeeping.asked_for_second_place(self.session.workspace)
        view = replace(view, to_know=(*about, *view.to_know, *self._about_place()))
        head = Column(label(self._greeting(), "title", wrap=True), label(view.sentence, tone="mute", wrap=True), gap=2)
        if not view.any_pupils:
            content: QWidget = box(Column(head, 8, self._empty(), STRETCH, gap=8), widget=QWidget())
        else:
            left = box(Column(head, *self._due(view), STRETCH, gap=8), widget=QWidget())
            content = Across((left, self._right(view)), (1, 0), fixed=RIGHT, gap=32)
        return ScrollPage(box(Column(content, STRETCH, margins=(28, 20, 28, 16)), widget=QWidget()), t("Start|page"))

    def _about_place(self) -> tuple[ToKnow, ...]:
        return () if self.session.is_example else about_place(self.session.workspace.folder)

    def _about_backups(self, s: Any) -> list[ToKnow]:
        workspace = self.session.workspace
        if not safekeeping.has_any(workspace):
            return []
        ask = safekeeping.wants_second_place(workspace)
        return backups.to_know(s, safekeeping.last_good(workspace), workspace.now(), ask_elsewhere=ask)

    def _last_backup(self) -> QWidget | None:
        workspace = self.session.workspace
        if not safekeeping.has_any(workspace):
            return None
        return small(backups.last_line(safekeeping.last_good(workspace), workspace.now()), wrap=True)

    def _greeting(self) -> str:
        return greeting(self.session.workspace.member.name, dt.datetime.now().hour)

    def _empty(self) -> EmptyState:
        why = t("Every pupil gets a file of their own. It begins with a first name; everything else can come later.")
        made = EmptyState(t("No pupils yet"), why, t("New pupil"), self.new_pupil, "users")
        assert made.button is not None
        made.button.setObjectName("new pupil")
        return made

    # what is due

    def _due(self, view: Start) -> list[Any]:
        parts: list[Any] = []
        if view.talks:
            note = t("the first to come") if view.talks_later else ""
            parts += [10, section(t("Talks"), note), _card([self._talk(talk) for talk in view.talks])]
        if view.measures:
            parts += [10, section(t("To measure"), t("type and press Enter")), measure_lines(self.session, view.measures)]
        if view.evaluations:
            note = t("the first to come") if view.evaluations_later else ""
            parts += [10, section(t("Evaluations"), note), _card([self._evaluation(goal) for goal in view.evaluations])]
        if view.agreements:
            ids = [line.row for line in view.agreements]
            lines = [self._agreement(line, ids) for line in view.agreements]
            parts += [10, section(t("Agreements"), t("what is still open")), _card(lines)]
        if not parts:
            why = t("Here come the talks, measurements and evaluations of all pupils, each on its day.")
            parts = [8, label(why, tone="mute", wrap=True)]
        return parts

    def _talk(self, talk: TalkLine) -> QLayout:
        when = label(talk.when, "body" if len(talk.when) > 6 else "head", weight=700)
        words = Column(label(talk.what, weight=SEMIBOLD, wrap=True), small(talk.about, wrap=True), gap=1)
        act = Button(t("Open"), name=t("Open {what}", what=talk.what))
        act.setToolTip("")
        act.setObjectName(f"open/{talk.row}")
        act.clicked.connect(lambda _on=False: self._open_talk(talk))
        if look.large:
            return Column(when, words, Row(STRETCH, act), gap=4)
        when.setFixedWidth(look.px(WHEN))
        return Row(when, (words, 1), act, gap=12)

    def _open_talk(self, talk: TalkLine) -> None:
        self.session.workspace.remember(f"talk/{talk.pupil}", f"meeting/{talk.row}")
        self._open_pupil(talk.pupil, TALKS_TAB)

    def _evaluation(self, goal: EvaluationLine) -> Tile:
        name, what = label(goal.name, weight=SEMIBOLD, wrap=True), label(goal.what, wrap=True)
        when = Row(status(goal.icon, goal.when), Icon("chevron-right", "mute", 18), gap=8)
        if look.large:
            layout: QLayout = Column(name, what, when, gap=2, margins=(0, 4, 0, 4))
        else:
            name.setFixedWidth(look.px(NAME))
            layout = Row(name, (what, 1), when, gap=12, margins=(0, 4, 0, 4))
        made = Tile(layout, f"{goal.name}, {goal.what}, {goal.when}", edge="", fill="", radius=8)
        made.setObjectName(f"goal/{goal.goal}")
        made.clicked.connect(lambda _on=False: self._open_pupil(goal.pupil, GOALS_TAB))
        return made

    def _agreement(self, line: AgreementLine, ids: list[str]) -> QLayout:
        tick = Button("", "tool", "circle", t("Still open: {what}", what=line.what))
        tick.setObjectName(f"tick/{line.row}")
        tick.clicked.connect(lambda _on=False: self._finish(line.row, ids))
        words = Column(label(line.what, wrap=True), small(f"{line.name}  ·  {line.about}", wrap=True), gap=1)
        return Row(Column(tick, STRETCH), (words, 1), gap=6)

    def _finish(self, action: str, ids: list[str]) -> None:
        """Tick it off; the keyboard goes to the next one."""
        rest = [one for one in ids if one != action]
        near = rest[min(ids.index(action), len(rest) - 1)] if rest else ""
        self.go_to(f"tick/{near}")
        self.session.do(finish_action(action))

    # what is good to know

    def _right(self, view: Start) -> QWidget:
        parts: list[Any] = []
        if view.to_know:
            parts += [label(t("Good to know"), "head"), 4]
            for at, one in enumerate(view.to_know):
                parts += [hline() if at else None, self._to_know(one, at)]
        if view.further:
            parts += [12 if parts else None, label(t("Further on"), "head"), 2]
            parts += [self._further(one.when, one.what, one.pupil, one.tab) for one in view.further]
            parts += [small(t("and {n} more", n=view.further_more))] if view.further_more else []
        act = button(t("New pupil"), "default", "plus", self.new_pupil)
        act.setObjectName("new pupil")
        worked = button(t("What worked for whom"), "link", "flask-conical", self._show_worked) if self._show_worked else None
        return box(Column(*parts, 12, act, worked, 8, self._last_backup(), STRETCH, gap=8), widget=QWidget())

    def _to_know(self, one: ToKnow, at: int) -> QLayout:
        act = button(one.act, "link", "", lambda: self._act(one)) if one.act else None
        if act is not None:
            act.setObjectName(f"know/{at}")
            act.setAccessibleName(f"{one.act}, {one.text}")
        words = Column(label(one.title, weight=SEMIBOLD, wrap=True), small(one.text, wrap=True), act, gap=2)
        return Row(Column(Icon(one.icon, "mute", 18), STRETCH, margins=(0, 2, 0, 0)), (words, 1), gap=12)

    def _act(self, one: ToKnow) -> None:
        if one.opens.startswith("measure:"):
            self.go_to(one.opens.removeprefix("measure:"))
        elif one.opens in (backups.SETTINGS, backups.ELSEWHERE):
            self._open_settings() if self._open_settings else None
        elif one.opens == CARD:
            EmergencyCard(self.session, self.window()).exec()
            self.refresh()
        else:
            wish_panel(self.session, one.pupil, one.opens)
            self._open_pupil(one.pupil, 0)

    def _further(self, when: str, what: str, pupil: str, tab: int) -> Tile:
        day = small(when)
        day.setFixedWidth(look.px(64))
        layout = Row(Column(day, STRETCH, margins=(0, 2, 0, 0)), (label(what, wrap=True), 1), gap=6, margins=(0, 3, 0, 3))
        made = Tile(layout, f"{when}, {what}", edge="", fill="", radius=6)
        made.setObjectName(f"further/{when}/{what}")
        made.clicked.connect(lambda _on=False: self._open_pupil(pupil, tab))
        return made

    def go_to(self, name: str) -> None:
        """Put the keyboard on what has this object name."""
        found = self.findChild(QWidget, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """What the menus can do on this page."""
        return {"new": self.new_pupil}


def _card(lines: list[Any]) -> QWidget:
    """Lines with hairlines between them on a white sheet."""
    parts: list[Any] = []
    for line in lines:
        parts += [hline() if parts else None, line]
    return box(Column(*parts, gap=6, margins=(16, 8, 16, 8)), "card")
