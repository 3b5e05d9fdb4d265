"""Every command of the program as one declared line; menus, shortcuts and the search box are made from these lines.

An action is possible when somebody on screen can do it: the window, or the page that is open, has a handler for its id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from guidance_app.base.i18n import t
from guidance_app.ui.icons import icon
from guidance_app.ui.look import look

NoRole, Quit = QAction.MenuRole.NoRole, QAction.MenuRole.QuitRole
Preferences, About = QAction.MenuRole.PreferencesRole, QAction.MenuRole.AboutRole


@dataclass(frozen=True)
class Action:
    """One command. `menu` is the id of its menu; a line is drawn above it when `part` begins a new part of the menu.

    `role` tells macOS where it belongs: without it, any word that looks like "settings" moves there by itself.
    `also` is a second key for the same act, where keyboards differ.
    """

    id: str
    text: str
    keys: str
    menu: str
    icon: str = ""
    part: bool = False
    role: QAction.MenuRole = NoRole
    also: str = ""


def menus() -> tuple[tuple[str, str], ...]:
    """The menus, in order: id and title. The letters after & are unique."""
    return (
        ("file", t("&File")),
        ("edit", t("&Edit")),
        ("view", t("&View|menu")),
        ("pupil", t("&Pupil|menu")),
        ("talk", t("&Conversation")),
        ("plan", t("P&lan|menu")),
        ("extra", t("E&xtra")),
        ("help", t("&Help")),
    )


def actions() -> tuple[Action, ...]:
    """All commands, in the order of their menus."""
    return (
        Action("pupil.new", t("New &file"), "", "file", "plus"),
        Action("new", t("New on this pa&ge"), "Ctrl+N", "file", "plus"),
        Action("saved", t("&Save"), "Ctrl+S", "file", "check"),
        Action("print", t("&Print"), "Ctrl+P", "file", "printer"),
        Action("lock", t("&Lock"), "Ctrl+L", "file", "lock", part=True),
        Action("quit", t("&Quit"), "Ctrl+Q", "file", role=Quit),
        Action("undo", t("&Undo"), "Ctrl+Z", "edit", "undo-2"),
        Action("redo", t("&Redo"), "Ctrl+Y", "edit"),
        Action("rename", t("&Edit this"), "F2", "edit", "pencil"),
        Action("history", t("&Who changed this"), "Ctrl+H", "edit", "history"),
        Action("search", t("&Search or do something"), "Ctrl+K", "view", "search"),
        Action("back", t("&Back"), "Alt+Left", "view", "chevron-left"),
        Action("forward", t("&Forward"), "Alt+Right", "view", "chevron-right"),
        Action("pane", t("&Next part of the window"), "F6", "view"),
        Action("side", t("Side &panel"), "Ctrl+.", "view", "panel-right-close"),
        Action("larger", t("&Larger text"), "Ctrl++", "view", part=True, also="Ctrl+="),
        Action("smaller", t("S&maller text"), "Ctrl+-", "view"),
        Action("usual", t("&Usual text size"), "Ctrl+0", "view"),
        Action("start", t("S&tart page"), "", "view", "house", part=True),
        Action("pupils", t("P&upils"), "", "pupil", "users"),
        Action("worked", t("&What worked for whom"), "", "pupil", "flask-conical"),
        Action("measure", t("New &measurement"), "Ctrl+T", "pupil", "plus"),
        *_tabs(),
        Action("past", t("File as known on a &day"), "", "pupil", "history", part=True),
        Action("removed", t("&Removed lines"), "", "pupil", "undo-2"),
        Action("seen", t("Who has see&n this file"), "", "pupil", "eye"),
        Action("destroy", t("Destroy the &file for good"), "", "pupil"),
        Action("talk.new", t("&New conversation"), "Ctrl+Shift+N", "talk", "message-circle"),
        Action("meeting", t("&Start meeting mode"), "F5", "talk", "presentation"),
        Action("plan.new", t("&New version of the plan"), "", "plan", "file-text"),
        Action("plan.pdf", t("Save as &PDF"), "", "plan", "download"),
        Action("example.anew", t("Begin the e&xample anew"), "", "extra", "history"),
        Action("keys", t("&Who can open the store"), "", "extra", "key-round"),
        Action("backup", t("Make a &backup now"), "", "extra", "check", part=True),
        Action("restore", t("Put back a back&up"), "", "extra", "history"),
        Action("audit", t("&Audit list"), "", "extra", "list-checks"),
        Action("settings", t("&Settings"), "Ctrl+,", "extra", "settings", role=Preferences),
        Action("help", t("&Help with this page"), "F1", "help", "circle-help"),
        Action("about", t("&About Bouwsteen"), "", "help", "info", role=About),
    )


def _tabs() -> tuple[Action, ...]:
    """The nine pages of a pupil."""
    return (
        Action("tab.1", t("&Overview"), "Ctrl+1", "pupil", part=True),
        Action("tab.2", t("&Timeline"), "Ctrl+2", "pupil"),
        Action("tab.3", t("&Profile"), "Ctrl+3", "pupil"),
        Action("tab.4", t("&Balance"), "Ctrl+4", "pupil"),
        Action("tab.5", t("Building bloc&ks"), "Ctrl+5", "pupil"),
        Action("tab.6", t("&Goals"), "Ctrl+6", "pupil"),
        Action("tab.7", t("&Experiments"), "Ctrl+7", "pupil"),
        Action("tab.8", t("&Conversations"), "Ctrl+8", "pupil"),
        Action("tab.9", t("P&lan"), "Ctrl+9", "pupil"),
    )


class Commands(QObject):
    """The actions of one window. `find` gives the handler of an id at this moment, or None."""

    def __init__(self, window: QMainWindow, find: Callable[[str], Callable[[], object] | None]) -> None:
        super().__init__(window)
        self._find = find
        self.declared = {action.id: action for action in actions()}
        self.made: dict[str, QAction] = {}
        self._menus = {key: QMenu(title, window.menuBar()) for key, title in menus()}
        for menu in self._menus.values():
            window.menuBar().addMenu(menu)
        for action in self.declared.values():
            self._make(action, self._menus[action.menu])
        self._bar = window.menuBar()
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Menus are written small."""
        for part in (self._bar, *self._menus.values()):
            part.setFont(look.font("small"))

    def _make(self, action: Action, menu: QMenu) -> None:
        if action.part:
            menu.addSeparator()
        made = menu.addAction(icon(action.icon, "mute") if action.icon else QIcon(), action.text)
        made.setShortcuts([QKeySequence(keys) for keys in (action.keys, action.also) if keys])
        made.setMenuRole(action.role)
        made.triggered.connect(lambda _checked=False: self.run(action.id))
        self.made[action.id] = made

    def run(self, action_id: str) -> None:
        """Do it, if somebody can."""
        if handler := self._find(action_id):
            handler()

    def refresh(self) -> None:
        """Make possible what somebody on screen can do now, and nothing else."""
        for action_id, made in self.made.items():
            made.setEnabled(self._find(action_id) is not None)

    def possible(self) -> list[Action]:
        """What can be done now."""
        return [self.declared[key] for key, made in self.made.items() if made.isEnabled()]


def plain(text: str) -> str:
    """The words of an action without the mark of its letter."""
    return text.replace("&", "")


def keys_text(keys: str) -> str:
    """A shortcut as this computer writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
