"""A pupil's pages: the head with name and tabs, and under it one of the nine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.conflicts import Destroyed, count, destroyed
from guidance_app.queries.pupils import PupilHead, pupil_head
from guidance_app.ui.dialogs.conflicts import ConflictsDialog, differences_words
from guidance_app.ui.layouts import Column, Row, box, hline
from guidance_app.ui.pages.page import Page
from guidance_app.ui.session import Seen, Session
from guidance_app.ui.tabs import Tabs
from guidance_app.ui.widgets import ElidingLabel, EmptyState, Initials, button, label

TabMakers = Sequence[tuple[str, Callable[[Session, str], Page]]]


class PupilPage(QWidget):
    """The pages of whichever pupil is opened. `tabs` gives, in order, a title and how that page is made; `acts` are commands
    that are about the pupil, whatever page is open."""

    rail = "pupils"

    def __init__(
        self,
        session: Session,
        tabs: TabMakers,
        on_turn: Callable[[str, int], Any],
        acts: Mapping[str, Callable[[str], Any]] | None = None,
    ) -> None:
        super().__init__()
        self._acts = dict(acts or {})
        self.session = session
        self.pupil = ""
        self._makers = tabs
        self._on_turn = on_turn
        self._seen = Seen()
        self._pages: dict[int, Page] = {}
        self._head_row = Row(gap=12, margins=(24, 12, 24, 4))
        self.tabs = Tabs([title for title, _ in tabs], t("Pages of the pupil"))
        self.tabs.chosen.connect(self._turned)
        self.stack = QStackedWidget()
        tab_row = Row((self.tabs, 1), gap=0, margins=(24, 0, 24, 0))
        self.setLayout(Column(self._head_row, tab_row, hline(), (self.stack, 1), gap=0))
        session.changed.connect(self._changed)

    @property
    def page(self) -> Page | None:
        """The page of the tab that is open."""
        return self._pages.get(self.tabs.current())

    def open(self, what: Any) -> None:
        """Open a pupil (id), or a pupil at one tab (id, index)."""
        pupil, tab = what if isinstance(what, tuple) else (what, self.tabs.current() if what == self.pupil else 0)
        if pupil != self.pupil:
            self._forget()
            self.pupil = pupil
            self.session.opened(pupil)
        with QSignalBlocker(self.tabs):  # the window asked for it: it is in its history already
            self.tabs.open(tab)
        self._show(tab)

    def shown(self) -> None:
        """The page comes into view."""
        if self.page is not None:
            self.page.shown()

    def crumb(self) -> str:
        """Where the person is."""
        return t("Pupils|menu")

    def side(self) -> QWidget | None:
        """The side panel of the open tab."""
        return self.page.side() if self.page is not None else None

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible here: the nine tabs, and what the open page can do."""
        turns = {f"tab.{i + 1}": partial(self._on_turn, self.pupil, i) for i in range(len(self._makers))}
        turns |= {key: partial(act, self.pupil) for key, act in self._acts.items()}
        own = getattr(self.page, "handlers", None)
        return turns | dict(own() if own else {})

    def leave(self) -> None:
        """The person goes elsewhere: what is typed counts as done."""
        self.session.finish_typing()

    def _turned(self, tab: int) -> None:
        self.session.finish_typing()
        self._on_turn(self.pupil, tab)

    def _show(self, tab: int) -> None:
        if tab not in self._pages:
            made = self._pages[tab] = self._makers[tab][1](self.session, self.pupil)
            self.stack.addWidget(made)
            if (wanted := getattr(made, "tab_wanted", None)) is not None:
                wanted.connect(partial(self._on_turn, self.pupil))
        self.stack.setCurrentWidget(self._pages[tab])
        self._pages[tab].shown()
        self._show_head()

    def _show_head(self) -> None:
        with self.session.seeing() as self._seen, self.session.read() as s:
            head = pupil_head(s, self.pupil, self.session.today)
            apart = count(s, self.pupil)
            gone = destroyed(s, self.pupil) if head is None else None
        self._head_row.clear()
        for item in self._head(head, apart) if head else [_not_here(gone)]:
            self._head_row.add(item)

    def _head(self, head: PupilHead, apart: int) -> list[Any]:
        about = Column(label(head.full_name, "title"), ElidingLabel(head.about, "small", "mute"), gap=0)
        settle = button(differences_words(apart), "link", "git-merge", self._settle) if apart else None
        return [Initials(head.initials), (box(about), 1), settle, *(self.page.head() if self.page else [])]

    def _settle(self) -> None:
        """Look at what two people wrote apart."""
        self.session.finish_typing()
        ConflictsDialog(self.session, self.pupil, self.window()).exec()

    def _changed(self, rows: Any) -> None:
        if self._seen.holds_any(rows):
            self._show_head()

    def _forget(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()


def _not_here(gone: Destroyed | None) -> EmptyState:
    """A file that was removed, or destroyed for good."""
    if gone is None:
        return EmptyState(t("This file is not here."), t("It was removed."))
    when = t("This file was destroyed on {day}.", day=formats.day(gone.at.date()))
    return EmptyState(when, t("By {author}. Nothing of it is left here.", author=gone.author))
