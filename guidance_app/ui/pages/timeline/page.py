"""The timeline: everything that happened and is to come, to filter, to search, and to add an event to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.timeline import add_event
from guidance_app.queries import timeline as query
from guidance_app.queries.timeline import TimelineRow
from guidance_app.queries.timeline_entries import Entry, all_entries
from guidance_app.ui.inputs import DayField, SegmentField, TextField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.in_place import InPlacePage
from guidance_app.ui.pages.lines import Blank
from guidance_app.ui.pages.timeline.bands import bands_card
from guidance_app.ui.pages.timeline.view import TimelineView, entry_column
from guidance_app.ui.rows import RowModel
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState, button, label, small

FILTER, LOWEST = "timeline/filter", 110


class TimelinePage(InPlacePage):
    """One pupil's timeline. `tab_wanted` asks for the page where an entry belongs, by its number from 0."""

    title = "Timeline"
    tab_wanted = Signal(int)
    home = "timeline"

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self._kind = session.workspace.remembered(FILTER) or query.ALL
        self._words = ""
        self._chosen = ""
        self._top = 0
        self._entries: list[Entry] = []
        self.as_chart = False
        self.view: TimelineView | None = None
        self._nothing = label("", tone="mute", wrap=True)

    # what can be done

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible here."""
        return {"new": self.new_event}

    def shown(self) -> None:
        """The page comes into view; an event that was being typed when the program stopped is there again."""
        if self._content is None and self._new_place in self.session.workspace.drafts():
            self.editing.place = self.editing.wish = self._new_place
        super().shown()

    def head(self) -> list[QWidget]:
        """Beside the pupil's name: the course of a goal with the measures, and a new event."""
        chart = button(t("Course and measures"), "default", "chart-line", self.show_chart)
        return [chart, button(t("Event"), "default", "plus", self.new_event, "Ctrl+N")]

    def show_chart(self) -> None:
        """The course of a goal with the measures as bands below it, instead of the list."""
        self.as_chart = True
        self._focus_after("timeline/chart")

    def show_list(self) -> None:
        """The list again."""
        self.as_chart = False
        self._focus_after(self.home)

    def _focus_after(self, name: str) -> None:
        """Build the page again, with the keyboard there."""
        self.session.finish_typing()
        self.editing.place, self.editing.wish = "", name
        self.refresh()

    def new_event(self) -> None:
        """A line for what happened, with its day."""
        self.as_chart = False
        self.editing.open(self._new_place)

    def go_to(self, row: TimelineRow) -> None:
        """To the page where an entry belongs; an event of one's own is changed here."""
        if row.table == "background":
            self.editing.open(f"background/{row.row}", f"background/{row.row}/text")
        elif row.tab >= 0:
            if row.talk:
                self.session.workspace.remember(f"talk/{self.pupil}", row.talk)
            self.tab_wanted.emit(row.tab)

    def remove(self, row: TimelineRow) -> None:
        """Remove an event of one's own; all else is removed on its own page."""
        if row.table == "background":
            self._go_near()
            self.editing.remove("background", row.row, self.home)

    def _go_near(self) -> None:
        """After removing, the entry below is chosen."""
        if self.view is not None:
            at = self.view.currentIndex().row()
            beside = at + 1 if at + 1 < self.view.entries.rowCount() else at - 1
            self._chosen = self.view.entries.row(beside).id if beside >= 0 else ""

    # what is shown

    @property
    def _new_place(self) -> str:
        return f"background/new-{self.pupil}/text"

    def refresh(self) -> None:
        """Build again; the list stays where it was."""
        if self.view is not None:
            self._top = self.view.verticalScrollBar().value()
        super().refresh()

    def build(self) -> QWidget:
        if self.as_chart:
            self.view = None
            return ScrollPage(Column(bands_card(self), STRETCH, margins=(24, 14, 24, 12)), t("Timeline"))
        with self.session.read() as s:
            self._entries = all_entries(s, self.pupil, self.session.today)
        rows = self._fetch()
        new, changed = self.editing.place == self._new_place, self.editing.place.startswith("background/")
        event = self._new_event() if new else self._change_event(self.editing.place) if changed else None
        if not rows and self._kind == query.ALL and not self._words:
            return box(Column(event or self._empty(), STRETCH, margins=(24, 16, 24, 12)), widget=QWidget())
        self._list(rows)
        parts = Column(self._tools(), event, self._nothing, (self.view, 1), gap=8, margins=(24, 14, 12, 8))
        if self.view is None or not look.large:
            return box(parts, widget=QWidget())
        self.view.setMinimumHeight(look.px(LOWEST))  # in a low window the whole page scrolls, and nothing is squeezed
        return ScrollPage(parts, t("Timeline"))

    def _fetch(self) -> tuple[TimelineRow, ...]:
        return query.arrange(self._entries, self.session.today, self._kind, self._words)

    def _list(self, rows: tuple[TimelineRow, ...]) -> None:
        self.view = TimelineView(RowModel([entry_column()], self._fetch, lambda row: row.spoken), t("Timeline"))
        self.view.setObjectName(self.home)
        self.view.choose(self._chosen)
        self.view.selectionModel().currentChanged.connect(self._was_chosen)
        self.view.opened.connect(self.go_to)
        self.view.removed.connect(self.remove)
        bar, top = self.view.verticalScrollBar(), self._top
        if top:
            QTimer.singleShot(0, bar, lambda: bar.setValue(top))
        self._nothing = label(t("Nothing found with this filter."), tone="mute", wrap=True)
        self._nothing.setVisible(not rows)

    def _was_chosen(self, now: Any, _before: Any) -> None:
        if self.view is not None and now.isValid():
            self._chosen = self.view.entries.row(now.row()).id

    def _tools(self) -> QWidget:
        """What is shown: a kind, and words to search for."""
        kinds = SegmentField(t("What is shown"), query.filters(), required=True)
        kinds.show_value(self._kind)
        for code, one in kinds.buttons.items():
            one.setObjectName(f"filter/{code}")
        kinds.edited.connect(self._filter)
        search = TextField(t("Search the timeline"), hint=t("Search the timeline"))
        search.line.setText(self._words)
        search.field.setObjectName("search")
        search.line.textChanged.connect(self._search)
        search.setFixedWidth(look.px(230))
        if look.large or self.width() < look.px(830):
            return box(Column(kinds, search, gap=8), widget=QWidget())
        return box(Row((kinds, 1), search, gap=16, margins=(0, 0, 12, 0)), widget=QWidget())

    def _filter(self, kind: str) -> None:
        self._kind = kind
        self.session.workspace.remember(FILTER, kind)
        self._show_found()

    def _search(self, words: str) -> None:
        self._words = words
        self._show_found()

    def _show_found(self) -> None:
        if self.view is not None:
            self.view.entries.refresh()
            self.view.scheduleDelayedItemsLayout()
            self._nothing.setVisible(not self.view.entries.rowCount())

    def _new_event(self) -> QWidget:
        """The day and what happened; Enter adds it and stays for the next one."""
        today = self.session.today
        day = DayField(t("Day of the event"), lambda: self.session.today)
        day.show_value(today)
        day.field.setObjectName("event/day")

        def add(text: str, drafts: tuple[str, ...]) -> Any:
            made = self.session.do(add_event(self.pupil, day.value(), text, drafts))
            self._chosen = f"background/{made}"
            return made

        blank = Blank(self.editing, self._new_place, t("What happened"), add, hint=t("What happened, in a sentence or two"))
        return self._event_line(t("New event"), day, blank)

    def _change_event(self, place: str) -> QWidget:
        row = place.split("/")[1]
        day = self.session.field("background", row, "date", self.pupil)
        text = self.editing.line("background", row, "text", self.editing.close)
        mark = self.session.field("background", row, "mark", self.pupil)
        assert isinstance(mark, TextField)
        mark.line.setPlaceholderText(t("word in charts, such as “medication”"))
        mark.done.connect(self._close_event)
        return self._event_line(t("Event"), day, text, mark)

    def _event_line(self, title: str, day: QWidget, text: QWidget, mark: QWidget | None = None) -> QWidget:
        day.setFixedWidth(look.px(200))
        done = button(t("Done|close"), "link", "", self._close_event)
        if mark is not None and not look.large:
            mark.setFixedWidth(look.px(250))
        line = Column(day, text, mark, done) if look.large else Row(day, (text, 1), mark, done, gap=10)
        return box(Column(small(title, weight=600), line, gap=4, margins=(14, 10, 14, 12)), "card")

    def _close_event(self) -> None:
        self.session.finish_typing()
        self.editing.place, self.editing.wish = "", self.home
        super().refresh()

    def _empty(self) -> EmptyState:
        words = t("Talks, tests, measurements and decisions come here by themselves. What happened earlier you can add.")
        empty = EmptyState(t("Nothing on the timeline yet"), words, t("Add an event"), self.new_event, "history")
        if empty.button is not None:
            empty.button.setObjectName(self.home)
        return empty
