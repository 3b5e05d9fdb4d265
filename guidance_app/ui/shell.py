"""What stands round every page: the rail, the header, the side panel and the foot of the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.ui.actions import keys_text
from guidance_app.ui.bridge import Known
from guidance_app.ui.icons import Brand, Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import BOLD, SEMIBOLD, look
from guidance_app.ui.palette_box import PaletteBox
from guidance_app.ui.widgets import Button, ElidingLabel, KeyCap, label, small, tool

SAID_FOR = 8_000
"""How long a passing sentence stays in the foot, in milliseconds."""

RECENT = 5


def rail_places() -> tuple[tuple[str, str, str], ...]:
    """The places of the rail: page, words, icon. The last one stands at the foot."""
    return (
        ("start", t("Start|page"), "house"),
        ("pupils", t("Pupils"), "users"),
        ("settings", t("Settings"), "settings"),
    )


class Rail(QFrame):
    """The places of the program, and the pupils opened last. Narrow, it shows icons only."""

    chosen = Signal(str)
    pupil_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False
        self._name = label("Bouwsteen", "head")
        self.buttons: dict[str, Button] = {}
        for page, words, drawing in rail_places():
            made = Button(words, "nav", drawing)
            made.clicked.connect(lambda _on, page=page: self._pressed(page))
            self.buttons[page] = made
        self._recent = Column(gap=4)
        self._recent_box = box(self._recent, widget=QWidget())
        self._mark = Row(4, Brand(), self._name, STRETCH, gap=10)
        *places, last = self.buttons.values()
        lines = Column(self._mark, 10, *places, 16, self._recent_box, STRETCH, last, gap=4, margins=(12, 14, 12, 12))
        box(lines, "rail", self)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(look.icon(24) + look.space(40) if self.narrow else look.px(160) + look.space(24))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons with words and the pupils opened last."""
        self.narrow = narrow
        self._name.setVisible(not narrow)
        self._mark.set_space(0, 8 if narrow else 4)
        self._recent_box.setVisible(not narrow)
        for made in self.buttons.values():
            made.only_icon(narrow)
        self.restyle()

    def light(self, page: str) -> None:
        """Show in which place the person is."""
        for key, made in self.buttons.items():
            made.setChecked(key == page)

    def show_recent(self, pupils: Sequence[Known]) -> None:
        """Show the pupils opened last."""
        self._recent.clear()
        if pupils:
            self._recent.add(Row(12, small(t("Opened last"), weight=SEMIBOLD)))
        for pupil in list(pupils)[:RECENT]:
            made = Button(pupil.name, "item")
            made.clicked.connect(lambda _on=False, key=pupil.id: self.pupil_chosen.emit(key))
            self._recent.add(made)

    def _pressed(self, page: str) -> None:
        self.chosen.emit(page)


class Header(QFrame):
    """Back and forward, where the person is, the one search box, help and lock."""

    def __init__(self, search: PaletteBox) -> None:
        super().__init__()
        self.search = search
        self.back = tool("chevron-left", t("Back"), keys_text("Alt+Left"))
        self.forward = tool("chevron-right", t("Forward"), keys_text("Alt+Right"))
        self.crumb = ElidingLabel("", "body", "mute")
        self.drawer = tool("panel-right-close", t("Side panel"), keys_text("Ctrl+."))
        self.help = tool("circle-help", t("Help with this page"), "F1")
        self.lock = tool("lock", t("Lock"), keys_text("Ctrl+L"))
        left = box(Row(self.back, self.forward, 4, (self.crumb, 1), gap=4), widget=QWidget())
        right = box(Row(STRETCH, self.drawer, self.help, self.lock, gap=4), widget=QWidget())
        for part in (left, right):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box(Row((left, 1), search, (right, 1), gap=12, margins=(12, 0, 12, 0)), "head", self)
        self.drawer.hide()
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(max(52, look.px(15) + look.space(37)))
        self.search.setFixedWidth(round(280 + 140 * look.text))


class Side(QFrame):
    """The panel at the right: a column of the window, or a drawer over the page when there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = False
        self._area = ScrollPage(QWidget(), t("Side panel"))
        self._old: list[QWidget] = []
        self._free = QTimer(self, interval=0, singleShot=True)
        self._free.timeout.connect(self._old.clear)
        box(Column(self._area, gap=0), "side", self)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(look.px(272) + look.space(24))

    def show_widget(self, widget: QWidget | None) -> None:
        """Show this in the panel, with the focus where it was; None leaves it empty."""
        self.filled = widget is not None
        if widget is None or widget is self._area.widget():
            return
        focus = self._area.focusWidget()
        name = focus.objectName() if focus is not None and focus.hasFocus() else ""
        scrolled = self._area.verticalScrollBar().value()
        self._old.append(self._area.takeWidget())  # not thrown away now: what changed it may be a button inside it
        self._area.set_content(widget)
        if name and (again := widget.findChild(QWidget, name)):
            again.setFocus()
        self._area.verticalScrollBar().setValue(scrolled)
        self._free.start()


class Foot(QFrame):
    """What is always good to know: saved, to do, encrypted, and what Ctrl+Z would undo."""

    undo = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved_icon = Icon("check", "mute", 14)
        self._saved = small("")
        self._to_do_icon, self._to_do = Icon("list-checks", "mute", 14), small("")
        self._safe = ElidingLabel(t("Encrypted on this computer, nothing is sent"), "small", "mute")
        self._undo = Button("", "item", "undo-2")
        self._undo.set_small()
        self._undo.clicked.connect(lambda _on=False: self.undo.emit())
        self._cap = KeyCap(keys_text("Ctrl+Z"))
        self._said = QTimer(self, interval=SAID_FOR, singleShot=True)
        self._said.timeout.connect(self._saved_again)
        self._saved_text, self._narrow, self._undoable = "", False, False
        parts = (self._saved_icon, self._saved, 16, self._to_do_icon, self._to_do, 16, Icon("shield-check", "mute", 14))
        box(Row(*parts, (self._safe, 1), (self._undo, 0), self._cap, gap=6, margins=(16, 0, 12, 0)), "foot", self)
        self._undo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(max(28, look.px(13) + look.space(15)))

    def set_narrow(self, narrow: bool) -> None:
        """Say it in fewer words."""
        self._safe.setText(t("Encrypted") if narrow else t("Encrypted on this computer, nothing is sent"))
        self._narrow = narrow
        self._show_cap()

    def show_state(self, saved_at: dt.datetime | None, to_do: int, undo_text: str | None) -> None:
        """Show how things are now."""
        self._saved_text = t("Saved {time}", time=formats.clock(saved_at.time())) if saved_at else t("Everything is saved")
        if not self._said.isActive():
            self._saved_again()
        self._to_do.setText(tn("{n} to do", "{n} to do", to_do))
        self._undo.set_text(t("Undo: {what}", what=undo_text) if undo_text else "")
        self._undo.setVisible(bool(undo_text))
        self._undoable = bool(undo_text)
        self._show_cap()

    def _show_cap(self) -> None:
        """The key stands there only when it does something."""
        self._cap.setVisible(self._undoable and not self._narrow)

    def say(self, sentence: str) -> None:
        """Say something that passes, in the place of the time of saving."""
        self._saved.setText(sentence)
        self._saved.set_weight(BOLD)
        self._said.start()

    def _saved_again(self) -> None:
        self._saved.setText(self._saved_text)
        self._saved.set_weight(None)


def first_focus(pane: QWidget) -> QWidget | None:
    """The first widget in a part of the window that Tab can reach; a page that scrolls only when it holds no other.

    Never by `nextInFocusChain`: PySide takes what that returns for a child of the caller, so that the whole window dies
    with the caller.
    """
    inside = [one for one in pane.findChildren(QWidget) if _reachable(one)]
    exact = [one for one in inside if not isinstance(one, ScrollPage)]
    return next(iter(exact or inside), pane if pane.focusPolicy() & Qt.FocusPolicy.TabFocus else None)


def _reachable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
