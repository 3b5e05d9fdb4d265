"""Lists: the only table model, and how its rows look. A list is a view, never a column of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from guidance_app.ui.icons import paint_icon
from guidance_app.ui.look import BOLD, REGULAR, SEMIBOLD, look
from guidance_app.ui.widgets import focus_ring

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole.value
COLUMN = Qt.ItemDataRole.UserRole.value + 1
"""The roles under which a view finds the row itself, and how its column is shown."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, the text of a row, and how it stands. `share` is its part of the width, 0 for as needed."""

    title: str
    text: Callable[[Any], str]
    share: int = 1
    right: bool = False
    muted: bool = False
    strong: bool = False
    icon: Callable[[Any], str] | None = None


class RowModel(QAbstractTableModel):
    """Rows with an `id`, fetched anew on `refresh`. Only what differs is told to the view, so that selection survives.

    `sentence` gives a row as one sentence, for a screen reader.
    """

    def __init__(self, columns: Sequence[Column], fetch: Callable[[], Sequence[Any]], sentence: Callable[[Any], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch, self._sentence = fetch, sentence
        self._rows: list[Any] = list(fetch())

    def row(self, index: int) -> Any:
        """The row at this place."""
        return self._rows[index]

    def place(self, row_id: str) -> int | None:
        """Where the row with this id stands."""
        return next((i for i, row in enumerate(self._rows) if row.id == row_id), None)

    def refresh(self, *_changed: object) -> None:
        """Fetch again and tell the view what was removed, moved, added or changed."""
        wanted = list(self._fetch())
        ids = {row.id for row in wanted}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].id not in ids:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(wanted):
            self._bring(at, row)

    def _bring(self, at: int, row: Any) -> None:
        """Make `row` the one at this place; everything above it is right already."""
        now = self.place(row.id)
        if now is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
        elif now != at:
            self.beginMoveRows(QModelIndex(), now, now, QModelIndex(), at)
            self._rows.insert(at, self._rows.pop(now))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return {ROW: row, COLUMN: column}.get(int(role))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row: rest nothing, mouse over sunk, chosen soft with bold accent text, focus a ring round the whole row."""

    def __init__(self, height: int = 40) -> None:
        super().__init__()
        self._height = height

    @property
    def height(self) -> int:
        """How high every row is, in pixels."""
        return max(look.space(self._height), look.px(15) + look.space(21))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.fontMetrics.horizontalAdvance(index.data() or "") + look.space(28), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = index.data(COLUMN)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, option, index, chosen)
        inside = option.rect.adjusted(look.space(12), 0, -look.space(12), 0)
        if column.icon and (name := column.icon(index.data(ROW))):
            side = look.icon(18)
            paint_icon(painter, QRectF(inside.x(), inside.y(), side, inside.height()), name, look.colour("mute"))
            inside.setLeft(inside.left() + side + look.space(8))
        self._words(painter, inside, index, column, chosen)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, chosen: bool) -> None:
        """Fill and ring of the whole row, of which this cell shows its part."""
        view = option.widget
        assert isinstance(view, RowView)
        across = QRect(0, option.rect.y(), view.viewport().width(), option.rect.height()).adjusted(1, 1, -1, -1)
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or view.hovered == index.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft" if chosen else "sunk"))
            painter.drawRoundedRect(across, 8, 8)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            focus_ring(painter, QRectF(across))

    def _words(self, painter: QPainter, rect: QRect, index: Index, column: Column, chosen: bool) -> None:
        first = index.column() == 0
        weight = BOLD if chosen and first else SEMIBOLD if column.strong else REGULAR
        painter.setFont(look.font("small" if column.muted else "body", weight))
        painter.setPen(look.colour("accent" if chosen and first else "mute" if column.muted else "text"))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(index.data() or "", Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), text)


class RowView(QTableView):
    """A list of whole rows. Enter, a click or a double click opens one: `opened(row)`."""

    opened = Signal(object)

    def __init__(self, model: RowModel, name: str, headings: bool = False) -> None:
        super().__init__()
        self.hovered = -1
        self.rows = model
        self._delegate = RowDelegate()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setVisible(headings)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(look.font())
        self.horizontalHeader().setFont(look.font("small", SEMIBOLD))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height)
        self._share()

    def chosen(self) -> Any:
        """The row that is selected, or None."""
        return self.currentIndex().data(ROW) if self.currentIndex().isValid() else None

    def choose(self, row_id: str) -> None:
        """Select the row with this id, without opening it."""
        place = self.rows.place(row_id)
        if place is not None:
            self.selectRow(place)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give every column its part of the width; columns without a share take what they need."""
        columns, width = self.rows.columns, self.viewport().width()
        needed = {i: self.sizeHintForColumn(i) for i, c in enumerate(columns) if not c.share}
        shares = sum(c.share for c in columns) or 1
        for i, column in enumerate(columns):
            self.setColumnWidth(i, needed.get(i, (width - sum(needed.values())) * column.share // shares))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def mouseMoveEvent(self, event: Any) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
