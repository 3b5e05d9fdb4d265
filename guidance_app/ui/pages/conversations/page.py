"""Conversations: on the left all talks and what is still open, on the right the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QSizePolicy, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.edits import conversations as act
from guidance_app.queries import causes, read
from guidance_app.queries import conversations as query
from guidance_app.ui.icons import icon
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import look
from guidance_app.ui.pages.conversations import cause, child, meeting
from guidance_app.ui.pages.conversations.parts import Tick, who_and_when
from guidance_app.ui.pages.in_place import InPlacePage
from guidance_app.ui.rows import Column as ListColumn
from guidance_app.ui.rows import RowModel, RowView
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, EmptyState, button, label, small

CAUSE, INSIGHTS = "cause/all", "insight/all"
LIST_WIDTH = 304
WIDE_FROM = 960
"""From this width of the page on, list and talk stand beside each other (with usual text)."""
SOON = 14
"""A meeting within so many days is what the page opens with."""
MOST_OPEN = 4
PEOPLE_TAB = 0


@dataclass(frozen=True)
class _Line:
    """One line of the list."""

    id: str
    title: str
    when: str
    icon: str
    spoken: str


class ConversationsPage(InPlacePage):
    """The talks of one pupil. `tab_wanted` asks for another page of the pupil, by its number from 0."""

    title = "Conversations"
    tab_wanted = Signal(int)
    home = "talks"

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.chosen = ""
        self._topic = [""]
        self._new: Button | None = None
        self._built_wide = False

    # what can be done

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible here."""
        return {"talk.new": self.ask_new, "new": self.ask_new}

    def head(self) -> list[QWidget]:
        """Beside the pupil's name: a new talk."""
        self._new = button(t("New talk"), "default", "plus", self.ask_new, "Ctrl+Shift+N")
        return [self._new]

    def ask_new(self) -> None:
        """Which kind of talk: with the child, or a meeting."""
        menu = QMenu(self)
        menu.addAction(icon("smile", "mute"), t("Conversation with the child"), self.new_conversation)
        menu.addAction(icon("presentation", "mute"), t("Meeting|new"), self.new_meeting)
        at = self._new if self._new is not None and self._new.isVisible() else None
        corner = at.mapToGlobal(QPoint(0, at.height() + 2)) if at else self.mapToGlobal(QPoint(look.space(24), look.space(16)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)
        menu.setActiveAction(menu.actions()[0])

    def new_conversation(self) -> None:
        """A conversation with the child, of today; first of all with whom."""
        made = self.session.do(act.new_conversation(self.pupil, self.session.today))
        if made is not None:
            self._open_new(f"conversation/{made}", "by")

    def new_meeting(self) -> None:
        """A meeting with the standard agenda; first of all what kind it is."""
        made = self.session.do(act.new_meeting(self.pupil, self.session.today))
        if made is not None:
            self._open_new(f"meeting/{made}", "kind")

    def _open_new(self, talk: str, field: str) -> None:
        self._remember(talk)
        self.editing.open(talk, f"{talk}/{field}")

    def choose(self, talk: str) -> None:
        """Show this talk (table/row), or CAUSE or INSIGHTS."""
        if talk and talk != self.chosen:
            self.session.finish_typing()
            self._remember(talk)
            self.editing.place = ""
            self._pending.start()

    def _remember(self, talk: str) -> None:
        self.chosen = talk
        self.session.workspace.remember(f"talk/{self.pupil}", talk)

    def shown(self) -> None:
        """The page comes into view, perhaps to show the talk that was chosen on another page."""
        wanted = self.session.workspace.remembered(f"talk/{self.pupil}")
        if self._content is None:
            self._resume()
        elif wanted:
            self.choose(wanted)
        super().shown()

    def _resume(self) -> None:
        """Open the new line that was being typed when the program stopped, if there is one."""
        with self.session.read() as s:
            found = [talk.id for talk in query.talks(s, self.pupil, self.session.today)]
        for place in self.session.workspace.drafts():
            table, _, new = place.partition("/new-")
            owner = new.partition("/")[0].partition("-")[0]
            own = {"cause_view": CAUSE, "insight": INSIGHTS}.get(table, "") if owner == self.pupil else ""
            talk = own or next((id_ for id_ in found if owner and id_.endswith(f"/{owner}")), "")
            if talk:
                self.chosen, self.editing.place, self.editing.wish = talk, place, place

    # what is shown

    @property
    def wide(self) -> bool:
        """Whether list and talk stand beside each other."""
        return self.width() >= WIDE_FROM and not look.large

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None and self.wide != self._built_wide:
            self._pending.start()

    def build(self) -> QWidget:
        with self.session.read() as s:
            found = query.talks(s, self.pupil, self.session.today)
            still = query.open_actions(s, self.pupil)
            pupil = read.row(s, "pupil", self.pupil)
        self._built_wide, self._name = self.wide, str(pupil.first_name) if pupil else ""
        lines = [_line(talk) for talk in found] + _fixed_lines()
        self.chosen = self._first(found, [line.id for line in lines])
        below = None if self._built_wide else self._open_actions(still)
        detail = Column(self._detail(bool(found)), below, margins=(0, 0, 12, 12), gap=16)
        right = ScrollPage(detail, t("The chosen talk"))
        if self._built_wide:
            left = box(Column(self._list(lines), self._open_actions(still), STRETCH, gap=16), widget=QWidget())
            left.setFixedWidth(look.px(LIST_WIDTH))
            return box(Row(left, (right, 1), gap=28, margins=(24, 14, 12, 8)), widget=QWidget())
        return box(Column(self._choice(lines), (right, 1), gap=10, margins=(24, 10, 12, 8)), widget=QWidget())

    def _first(self, found: list[query.Talk], ids: list[str]) -> str:
        """What is shown: the chosen one, the one of last time, a meeting that is near, or the last talk."""
        for wanted in (self.chosen, self.session.workspace.remembered(f"talk/{self.pupil}")):
            if wanted in ids:
                return wanted
        near = [talk for talk in found if talk.planned and talk.date and (talk.date - self.session.today).days <= SOON]
        return next((talk.id for talk in (*near, *(talk for talk in found if not talk.planned), *found)), CAUSE)

    def _list(self, lines: list[_Line]) -> RowView:
        columns = (
            ListColumn(t("Talk"), lambda line: line.title, icon=lambda line: line.icon),
            ListColumn(t("When"), lambda line: line.when, share=0, right=True, muted=True),
        )
        view = RowView(RowModel(columns, lambda: lines, lambda line: line.spoken), t("Talks"))
        view.setObjectName("talks")
        view.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        view.setMinimumHeight(look.px(120))
        view.choose(self.chosen)
        view.selectionModel().currentChanged.connect(lambda now, _before: self.choose(lines[now.row()].id))
        return view

    def _choice(self, lines: list[_Line]) -> QWidget:
        """The list as one line, where there is no room for more."""
        choice = ChoiceField(
            t("Talks"), [(line.id, f"{line.title}  ·  {line.when}" if line.when else line.title) for line in lines], True
        )
        choice.show_value(self.chosen)
        choice.edited.connect(self.choose)
        choice.field.setObjectName("talks")
        return choice

    def _open_actions(self, still: list[query.ActionLine]) -> QWidget | None:
        """The agreements that are still open, over all talks."""
        column = Column(hline(), 2, label(t("Still open"), "head"), small(t("agreements from all talks")), 4, gap=3)
        for action in still[:MOST_OPEN]:
            words = Column(label(action.what, wrap=True), small(who_and_when(action, state=False), wrap=True), gap=1)
            column.add(Row(Column(Tick(self.editing, action, "open-tick"), STRETCH), (words, 1), gap=4))
        if len(still) > MOST_OPEN:
            column.add(small(tn("and {n} more", "and {n} more", len(still) - MOST_OPEN), weight=600))
        return box(column, widget=QWidget()) if still else None

    def _detail(self, any_talks: bool) -> Column:
        """The chosen talk, or what belongs here when there is none yet."""
        table, _, row = self.chosen.partition("/")
        with self.session.read() as s:
            met = query.meeting(s, row, self.session.today) if table == "meeting" else None
            heard = query.conversation(s, row) if table == "conversation" else None
        if met is not None:
            return meeting.meeting(self.editing, met, self._name, self._built_wide)
        if heard is not None:
            return child.conversation(self.editing, heard, self._name, self._built_wide, self._topic)
        with self.session.read() as s:
            views, realised = causes.cause_views(s, self.pupil), causes.insights(s, self.pupil)
            parent, school = causes.first_parent(s, self.pupil), causes.first_at_school(s, self.pupil)
        begin = [] if any_talks else [self._begin(), hline()]
        if table == "insight":
            return Column(*begin, cause.insights(self.editing, realised, parent), gap=14)
        speakers: dict[causes.Voice, str | None] = {"pupil": self.pupil, "home": parent, "school": school}
        go = partial(self.tab_wanted.emit, PEOPLE_TAB)
        return Column(*begin, cause.causes(self.editing, views, speakers, self._name, self._built_wide, go), gap=14)

    def _begin(self) -> QWidget:
        """Nothing was talked about yet: begin with the child."""
        words = t("Begin with {name}. How does the child see it, and what does it want itself?", name=self._name)
        empty = EmptyState(
            t("No talks yet"), words, t("New conversation with the child"), self.new_conversation, "message-circle"
        )
        if empty.button is not None:
            empty.button.setObjectName("begin")
        return empty


def _line(talk: query.Talk) -> _Line:
    day = formats.short_day(talk.date) + f" {talk.date.year}" if talk.date else ""
    spoken = ", ".join(
        part for part in (talk.title, formats.day(talk.date) if talk.date else t("no date yet"), talk.about) if part
    )
    icon_name = "calendar-days" if talk.planned else "smile" if talk.table == "conversation" else "presentation"
    return _Line(talk.id, talk.title, day, icon_name, spoken)


def _fixed_lines() -> list[_Line]:
    cause, insights = t("View of the cause"), t("Insights|several")
    return [
        _Line(CAUSE, cause, "", "circle-help", t("How child, home and school see the cause")),
        _Line(INSIGHTS, insights, "", "lightbulb", t("Insights and what they changed")),
    ]
