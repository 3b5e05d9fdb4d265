"""The one row of tabs inside a page: words only, and a "More" for those that do not fit."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from guidance_app.base.i18n import t
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.widgets import Button, focus_ring


class _TabBar(QTabBar):
    """Tabs that are words only, with a ring round the one the keyboard is at."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            ring = QRectF(self.tabRect(self.currentIndex())).adjusted(0, 2, -look.space(20), -4)
            focus_ring(painter, ring, 4)
            painter.end()


class Tabs(QWidget):
    """The one row of tabs inside a page. Those that do not fit are under "More"."""

    chosen = Signal(int)

    def __init__(self, titles: list[str], name: str) -> None:
        super().__init__()
        self.bar = _TabBar()
        self.bar.setAccessibleName(name)
        for at, title in enumerate(titles):
            self.bar.addTab(title)
            self.bar.setTabToolTip(at, f"Ctrl+{at + 1}" if at < 9 else "")
        self._more = Button(t("More"), "link", "chevron-down")
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self.bar.setParent(self)
        self._more.setParent(self)
        self.bar.currentChanged.connect(self._turned)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.bar.setFont(look.font("body", SEMIBOLD))
        self.setFixedHeight(self.bar.sizeHint().height())
        self._fit()

    def current(self) -> int:
        """The number of the tab that is open, from 0."""
        return self.bar.currentIndex()

    def open(self, index: int) -> None:
        """Go to a tab, as if it was chosen."""
        self.bar.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(160), self.bar.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turned(self, index: int) -> None:
        self._fit()
        self.chosen.emit(index)

    def _fit(self) -> None:
        """Show as many tabs as there is room for, always the open one; the others go into the menu."""
        metrics, gap = QFontMetrics(self.bar.font()), look.space(20) + 8
        widths = [metrics.horizontalAdvance(self.bar.tabText(i)) + gap for i in range(self.bar.count())]
        room = (
            self.width()
            if sum(widths) <= self.width()
            else self.width() - metrics.horizontalAdvance(t("More")) - look.icon() - look.space(32)
        )
        room -= widths[self.bar.currentIndex()]
        hidden = []
        for i, width in enumerate(widths):
            if i != self.bar.currentIndex():
                room -= width
                self.bar.setTabVisible(i, room >= 0)
                hidden += [i] if room < 0 else []
        self.bar.setTabVisible(self.bar.currentIndex(), True)
        self.bar.setGeometry(0, 0, min(self.width(), self.bar.sizeHint().width()), self.height())
        self._more.adjustSize()
        self._more.move(self.bar.width(), (self.height() - self._more.height()) // 2 - 1)
        self._fill_menu(hidden)

    def _fill_menu(self, hidden: list[int]) -> None:
        self._menu.clear()
        for i in hidden:
            self._menu.addAction(self.bar.tabText(i), partial(self.open, i))
        self._more.setVisible(bool(hidden))
