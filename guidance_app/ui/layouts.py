"""How things stand beside and below each other: rows, columns, flowing rows, lines and the page that scrolls.

Row and Column take what is in them in order: a widget, a layout, a number (so much empty space), STRETCH (all the space
that is left), or a pair (widget or layout, its share of the space). None is skipped. Space follows the text size.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

from guidance_app.ui.look import look

STRETCH = object()
Margins = tuple[int, int, int, int]


class _Line(QBoxLayout):
    """What Row and Column share."""

    def __init__(self, direction: QBoxLayout.Direction, items: tuple[Any, ...], gap: int, margins: Margins) -> None:
        super().__init__(direction)
        self._gap, self._margins = gap, margins
        self._spaces: dict[int, int] = {}
        for item in items:
            self.add(item)
        look.changed.connect(self.restyle)
        self.restyle()

    def add(self, item: Any) -> None:
        """Add one more at the end."""
        share = 0
        if isinstance(item, tuple):
            item, share = item
        if item is STRETCH:
            self.addStretch(1)
        elif isinstance(item, int | float):
            self._spaces[self.count()] = int(item)
            self.addSpacing(look.space(item))
        elif isinstance(item, QLayout):
            self.addLayout(item, share)
        elif item is not None:
            self.addWidget(item, share, self._place(item))

    def _place(self, widget: QWidget) -> Qt.AlignmentFlag:
        """A button or chip keeps its own width at the left of a column; all else is as wide as the column."""
        own_width = widget.sizePolicy().horizontalPolicy() in (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        upright = self.direction() == QBoxLayout.Direction.TopToBottom
        return Qt.AlignmentFlag.AlignLeft if upright and own_width else Qt.AlignmentFlag(0)

    def restyle(self) -> None:
        self.setSpacing(look.space(self._gap))
        self.setContentsMargins(*(look.space(n) for n in self._margins))
        upright = self.direction() == QBoxLayout.Direction.TopToBottom
        for at, n in self._spaces.items():
            item = self.itemAt(at)
            if item is not None and (spacer := item.spacerItem()) is not None:
                spacer.changeSize(0 if upright else look.space(n), look.space(n) if upright else 0)
        self.invalidate()

    def set_space(self, at: int, n: int) -> None:
        """Make the empty space at this place another one."""
        self._spaces[at] = n
        self.restyle()

    def clear(self) -> None:
        """Take everything out and throw it away."""
        self._spaces.clear()
        while item := self.takeAt(0):
            _throw_away(item)


def _throw_away(item: QLayoutItem) -> None:
    if widget := item.widget():
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    elif inner := item.layout():
        while part := inner.takeAt(0):
            _throw_away(part)
        inner.deleteLater()


class Row(_Line):
    """Things beside each other."""

    def __init__(self, *items: Any, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, items, gap, margins)


class Column(_Line):
    """Things below each other."""

    def __init__(self, *items: Any, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, items, gap, margins)


class Laid(QLayout):
    """Widgets that a subclass puts in their places; how high that is follows from the width."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """The height of everything within this width; with `move` it is put in its place too."""
        raise NotImplementedError


class FlowLayout(Laid):
    """Widgets beside each other, going on at the next line when the line is full."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        for widget in widgets:
            self.addWidget(widget)

    def clear(self) -> None:
        """Take everything out and throw it away."""
        while self._items:
            _throw_away(self._items.pop(0))
        self.invalidate()

    def sizeHint(self) -> QSize:
        gap = look.space(self._gap)
        return QSize(sum(i.sizeHint().width() + gap for i in self._items) - gap, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _lay(self, rect: QRect, move: bool) -> int:
        """Place the widgets in the rectangle, or only find out how high they come."""
        gap, x, y, line = look.space(self._gap), rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 1 << 20))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + gap, max(line, size.height())
        return y + line - rect.y()


def box(layout: QLayout, kind: str = "", widget: QWidget | None = None) -> QWidget:
    """A widget that holds this layout; `kind` names its surface in the style sheet (card, side, band, ...)."""
    made = widget or QFrame()
    if kind:
        made.setProperty("kind", kind)
    made.setLayout(layout)
    return made


def hline() -> QFrame:
    """A hairline between what stands below each other."""
    made = QFrame()
    made.setProperty("kind", "line")
    made.setFixedHeight(1)
    return made


def vline() -> QFrame:
    """A hairline between what stands beside each other."""
    made = QFrame()
    made.setProperty("kind", "line")
    made.setFixedWidth(1)
    return made


class ScrollPage(QScrollArea):
    """A page that scrolls down only, by wheel and by keyboard; what gets the focus comes into view."""

    def __init__(self, content: QWidget | QLayout, name: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_content(content if isinstance(content, QWidget) else box(content))
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._reachable)
        look.changed.connect(self.restyle)  # no override of event(): that makes PySide load every kind of event there is
        self.restyle()
        self._reachable(0, 0)

    def set_content(self, content: QWidget) -> None:
        """Show this; the ground of the page stays to be seen behind it."""
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def _reachable(self, _low: int, high: int) -> None:
        """Tab stops here only when there is something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if high > 0 else Qt.FocusPolicy.NoFocus)

    def restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(look.px(24))

    def top(self) -> None:
        """Back to the beginning."""
        self.verticalScrollBar().setValue(0)
