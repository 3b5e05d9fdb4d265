"""The window: rail, header, one page at a time, side panel and foot. It knows a session and its pages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.ui.actions import Commands, keys_text, plain
from guidance_app.ui.bridge import Session
from guidance_app.ui.icons import brand_icon
from guidance_app.ui.layouts import Column, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.palette_box import Entry, PaletteBox
from guidance_app.ui.shell import Foot, Header, Rail, Side, first_focus
from guidance_app.ui.widgets import Banner

NARROW = 1100
"""Below this width the rail shows icons only and the side panel is a drawer."""
STEP = 0.1

Handler = Callable[[], Any]
Place = tuple[str, Any]


class MainWindow(QMainWindow):
    """Pages are made when they are first visited: `pages` maps a name to a function that makes one.

    Needed names are start, pupils, pupil and settings. What a page may offer is said in bridge.Page. `handlers` are the
    commands that are possible on every page; those of the page that is open go before.
    """

    lock_wanted = Signal()
    leave_example_wanted = Signal()
    look_chosen = Signal()
    closed = Signal()

    def __init__(
        self, session: Session, pages: Mapping[str, Callable[[], QWidget]], handlers: Mapping[str, Handler] | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self._makers, self._given = pages, dict(handlers or {})
        self._pages: dict[str, QWidget] = {}
        self._history: list[Place] = []
        self._at = -1
        self._drawer_open = False
        self._compose()
        self.commands = Commands(self, self._handler)
        self._pending = QTimer(self, interval=0, singleShot=True)
        self._pending.timeout.connect(self.refresh)
        session.changed.connect(self._changed)
        session.problem.connect(self.notice)
        look.changed.connect(self._arrange)
        self.setWindowTitle("Bouwsteen")  # never a name: the title stands in the taskbar, also during a meeting
        self.setWindowIcon(brand_icon())
        self.setMinimumSize(800, 480)
        self.resize(1366, 768)
        self.refresh()

    def _compose(self) -> None:
        self.rail, self.foot, self.side = Rail(), Foot(), Side()
        self.search = PaletteBox(self.entries, keys_text("Ctrl+K"))
        self.header = Header(self.search)
        self.stack = QStackedWidget()
        self.notices = Column(gap=0)
        self._body = Row((self.stack, 1), self.side, gap=0)
        self._body_box = box(self._body, "page")
        right = Column(self.header, self.notices, (self._body_box, 1), gap=0)
        self._lines = Column(self._band(), (Row(self.rail, (right, 1), gap=0), 1), self.foot, gap=0)
        self.setCentralWidget(box(self._lines, "page"))
        self.rail.chosen.connect(self.go)
        self.rail.pupil_chosen.connect(self._open_pupil)
        self.foot.undo.connect(lambda: self.commands.run("undo"))
        self.header.back.clicked.connect(lambda _on=False: self.step(-1))
        self.header.forward.clicked.connect(lambda _on=False: self.step(1))
        self.header.drawer.clicked.connect(lambda _on=False: self.toggle_side())
        self.header.help.clicked.connect(lambda _on=False: self.commands.run("help"))
        self.header.lock.clicked.connect(lambda _on=False: self.lock())

    def _band(self) -> Banner | None:
        """The coloured strip that says that nothing here is real."""
        if not self.session.is_example:
            return None
        words = t("Example · today is {day} · invented data", day=formats.day(self.session.today))
        return Banner(words, t("Leave the example"), self.leave_example_wanted.emit)

    # where the person is

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self.stack.currentWidget()

    @property
    def here(self) -> Place:
        """Where the person is: the name of the page, and what it shows."""
        return self._history[self._at]

    def go(self, name: str, what: Any = None) -> None:
        """Open a page, of this pupil or thing, and remember where the person was."""
        if self._history[self._at : self._at + 1] != [(name, what)]:
            del self._history[self._at + 1 :]
            self._history.append((name, what))
            self._at = len(self._history) - 1
        self._show(name, what)

    def _open_pupil(self, pupil: str) -> None:
        """Open a pupil at the first of its pages."""
        self.go("pupil", (pupil, 0))

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1) in where the person was."""
        if 0 <= self._at + by < len(self._history):
            self._at += by
            self._show(*self._history[self._at])

    def _show(self, name: str, what: Any) -> None:
        if self.page is not None:
            self.finish_typing()
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self.stack.addWidget(self._pages[name])
        page = self._pages[name]
        self._ask(page, "open", what)
        self.stack.setCurrentWidget(page)
        self._ask(page, "shown")
        self._drawer_open = False
        self.refresh()
        self._focus_page()

    def _focus_page(self) -> None:
        """The keyboard is in the page that has just been opened."""
        focus = QApplication.focusWidget()
        if self.page is not None and (focus is None or not self.page.isAncestorOf(focus)) and (target := first_focus(self.page)):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_typing(self) -> None:
        """What is being typed counts as done: before leaving a page, locking and closing."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
        if self.page is not None:
            self._ask(self.page, "leave")

    @staticmethod
    def _ask(page: QWidget, offer: str, *values: Any) -> Any:
        """What a page offers under this name, or None when it does not."""
        found = getattr(page, offer, None)
        return found(*values) if callable(found) else found

    # what can be done

    def _handler(self, action: str) -> Handler | None:
        """Who does this now: the page that is open, the program, or the window."""
        page = (self._ask(self.page, "handlers") or {}) if self.page is not None else {}
        found = page.get(action) or self._given.get(action) or self._own().get(action)
        return partial(self.attempt, found) if found else None

    def _own(self) -> dict[str, Handler | None]:
        back, forward = self._at > 0, self._at + 1 < len(self._history)
        return {
            "saved": lambda: self.say(t("Everything is already saved.")),
            "lock": self.lock,
            "quit": self.close,
            "undo": self._undo if self.session.undo_text() else None,
            "redo": self._redo if self.session.redo_text() else None,
            "search": self.search.open,
            "back": partial(self.step, -1) if back else None,
            "forward": partial(self.step, 1) if forward else None,
            "pane": self.next_pane,
            "side": self.toggle_side if self.side.filled else None,
            "larger": partial(self._resize, look.text + STEP),
            "smaller": partial(self._resize, look.text - STEP),
            "usual": partial(self._resize, 1.0),
            "start": partial(self.go, "start"),
            "pupils": partial(self.go, "pupils"),
            "settings": partial(self.go, "settings"),
        }

    def attempt(self, act: Handler) -> None:
        """Do it; what the person can solve is said over the page, anything else is a fault and goes on upwards."""
        try:
            act()
        except Problem as trouble:
            self.notice(str(trouble))

    def notice(self, sentence: str, act: str = "", on_act: Handler | None = None) -> None:
        """Say something over the page that stays until it is closed; `act` is what can be done about it."""
        self.notices.clear()
        self.notices.add(Banner(sentence, act, on_act, on_close=self.notices.clear))

    def say(self, sentence: str) -> None:
        """Say something that passes, in the foot."""
        self.foot.say(sentence)

    def _undo(self) -> None:
        words = self.session.undo_text()
        self.session.undo()
        self.say(t("Undone: {what}", what=words))

    def _redo(self) -> None:
        words = self.session.redo_text()
        self.session.redo()
        self.say(t("Done again: {what}", what=words))

    def lock(self) -> None:
        """Put everything behind the passphrase."""
        self.finish_typing()
        self.lock_wanted.emit()

    def _resize(self, text: float) -> None:
        look.resize(round(text, 2))
        self.say(t("Text size {percent}%", percent=round(look.text * 100)))
        self.look_chosen.emit()

    def entries(self) -> Sequence[Entry]:
        """Everything the search box can find now."""
        own = self._ask(self.page, "entries") if self.page is not None else None
        pupils = [
            Entry(f"pupil/{p.id}", p.name, p.group, "user-round", partial(self._open_pupil, p.id)) for p in self.session.pupils()
        ]
        acts = [
            Entry(
                f"act/{a.id}",
                plain(a.text),
                "",
                a.icon or "corner-down-left",
                partial(self.commands.run, a.id),
                keys_text(a.keys),
            )
            for a in self.commands.possible()
            if a.id not in ("search", "pane")
        ]
        return [*(own or ()), *pupils, *acts]

    # how it is laid out

    @property
    def narrow(self) -> bool:
        """Whether there is room for icons only in the rail, and for a drawer instead of a side panel."""
        return self.width() < NARROW or look.large

    def refresh(self) -> None:
        """Show how things are now, round the page; the page sees to itself."""
        page = self.page
        if page is not None:
            self.rail.light(getattr(page, "rail", ""))
            self.header.crumb.setText(self._ask(page, "crumb") or "")
            self.side.show_widget(self._ask(page, "side"))
        else:
            self.side.show_widget(None)
        self.rail.show_recent(self.session.recent())
        self.foot.show_state(self.session.saved_at, self.session.to_do, self.session.undo_text())
        self.header.back.setEnabled(self._at > 0)
        self.header.forward.setEnabled(self._at + 1 < len(self._history))
        self.header.help.setVisible(self._handler("help") is not None)
        self.commands.refresh()
        self._arrange()

    def retire(self) -> None:
        """Ask nothing of the session any more: it is closed."""
        self._pending.stop()
        self.session.changed.disconnect(self._changed)
        look.changed.disconnect(self._arrange)

    def _changed(self, _rows: object) -> None:
        self._pending.start()  # not now: the field that caused it is still busy

    def _arrange(self) -> None:
        if self.rail.narrow != self.narrow or self.side.parent() is None:
            self.rail.set_narrow(self.narrow)
            self.foot.set_narrow(self.narrow)
            self._drawer_open = False
        self.header.drawer.setVisible(self.narrow and self.side.filled)
        self.side.setVisible(self.side.filled and (self._drawer_open if self.narrow else True))
        if self.narrow:
            self._body.removeWidget(self.side)
            self._place_drawer()
        elif self._body.indexOf(self.side) < 0:
            self._body.addWidget(self.side)

    def _place_drawer(self) -> None:
        self.side.setGeometry(self._body_box.width() - self.side.width(), 0, self.side.width(), self._body_box.height())
        self.side.raise_()

    def toggle_side(self) -> None:
        """Open or close the drawer; with room for both, go to the panel."""
        self._drawer_open = not self._drawer_open
        self._arrange()
        target = first_focus(self.side) if self.side.isVisible() else self.header.drawer
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def next_pane(self) -> None:
        """To the next part of the window: rail, search box, page, side panel."""
        panes = [pane for pane in (self.rail, self.header, self.stack, self.side) if pane.isVisible()]
        focus = QApplication.focusWidget()
        now = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -1)
        for by in range(1, len(panes) + 1):
            target = first_focus(panes[(now + by) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawer_open and self.narrow:
            self.toggle_side()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.close_answers()
        self._lines.activate()
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finish_typing()
        super().closeEvent(event)
        self.closed.emit()
