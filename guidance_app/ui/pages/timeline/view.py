"""The list of the timeline: one line through the months, with an icon and a sentence for everything that happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from guidance_app.base.i18n import t
from guidance_app.queries.timeline import TODAY, TimelineRow
from guidance_app.ui.icons import paint_icon
from guidance_app.ui.look import REGULAR, SEMIBOLD, look
from guidance_app.ui.rows import ROW, Column, Index, RowModel
from guidance_app.ui.widgets import focus_ring

MONTH, DAY, AXIS, LINK = 118, 46, 44, 158
"""Widths of the columns at 100 % text: month, day, the line with icons, where it belongs."""


def page_words(tab: int) -> str:
    """Where an entry belongs, as the words of a way to go there."""
    name = {0: t("Overview"), 2: t("Profile"), 5: t("Goals"), 6: t("Experiments"), 7: t("Conversations"), 8: t("Plan")}.get(tab)
    return t("To {page}", page=name) if name else ""


def way_words(row: TimelineRow) -> str:
    """What Enter does with an entry."""
    return t("Change it") if row.table == "background" else page_words(row.tab)


@dataclass(frozen=True)
class _Places:
    """Where the parts of one row stand."""

    month: QRect
    day: QRect
    axis: QRect
    text: QRect
    way: QRect


def _places(row: QRect) -> _Places:
    widths = [look.px(n) for n in (MONTH, DAY, AXIS)]
    way = look.px(LINK) if row.width() > look.px(760) else 0
    lefts = [row.x() + look.space(10)]
    for width in widths:
        lefts.append(lefts[-1] + width)
    month, day, axis = (QRect(left, row.y(), width, row.height()) for left, width in zip(lefts, widths, strict=False))
    right = row.right() - look.space(12) - way
    text = QRect(lefts[3], row.y(), max(1, right - lefts[3] - look.space(8)), row.height())
    return _Places(month, day, axis, text, QRect(right, row.y(), way, row.height()))


def _laid(text: str, font: QFont, width: int) -> tuple[QTextLayout, float]:
    """The text in lines of at most this width, and how high they are; words too long for a line are broken."""
    layout = QTextLayout(text, font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


class _Delegate(QStyledItemDelegate):
    """Paints an entry: month, day, the line with its icon, the sentence, and for the chosen one the way to its page."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, TimelineView) else 600
        room = _places(QRect(0, 0, width, 10)).text.width()
        heavier = look.font("body", SEMIBOLD)  # so that a row needs no more room when it is chosen
        return QSize(width, max(look.icon(18) + 18, round(_laid(index.data() or "", heavier, room)[1]) + look.space(18)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, chosen = index.data(ROW), bool(option.state & QStyle.StateFlag.State_Selected)
        places = _places(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(painter, option, index, chosen)
        self._axis(painter, places.axis, index, row, ground)
        self._words(painter, places, row, chosen)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, chosen: bool) -> str:
        inside = QRectF(option.rect).adjusted(1, 1, -1, -1)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        token = "soft" if chosen else "sunk" if hovered else "bg"
        if token != "bg":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(token))
            painter.drawRoundedRect(inside, 8, 8)
        view = option.widget
        if isinstance(view, TimelineView) and view.hasFocus() and view.currentIndex() == index:
            focus_ring(painter, inside)
        return token

    def _axis(self, painter: QPainter, place: QRect, index: Index, row: TimelineRow, ground: str) -> None:
        """The line, dashed for what is still to come, and on it the icon in the colour of who it is about."""
        x, middle = place.center().x() + 0.5, place.center().y()
        top = middle if index.row() == 0 else place.top()
        bottom = middle if index.row() == index.model().rowCount() - 1 else place.bottom() + 1
        pen = QPen(look.colour("edge"), 1)
        if row.ahead:
            pen.setDashPattern([3, 4])
        painter.setPen(pen)
        painter.drawLine(QPoint(round(x), top), QPoint(round(x), bottom))
        side = look.icon(18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawEllipse(QRectF(x - side / 2 - 2, middle - side / 2 - 2, side + 4, side + 4))
        tone = row.voice or ("text" if row.id == TODAY else "mute")
        paint_icon(painter, QRectF(x - side / 2, middle - side / 2, side, side), row.icon, look.colour(tone))

    def _words(self, painter: QPainter, places: _Places, row: TimelineRow, chosen: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("small", SEMIBOLD))
        painter.setPen(look.colour("text"))
        painter.drawText(places.month, int(middle | Qt.AlignmentFlag.AlignLeft), row.month)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("mute"))
        painter.drawText(places.day, int(middle | Qt.AlignmentFlag.AlignRight), row.day)
        painter.setPen(look.colour("accent" if chosen else "text"))
        font = look.font("body", SEMIBOLD if chosen or row.id == TODAY else REGULAR)
        laid, height = _laid(row.text, font, places.text.width())
        laid.draw(painter, QPointF(places.text.x(), places.text.center().y() - height / 2))
        if chosen and places.way.width() and (words := way_words(row)):
            painter.setFont(look.font("small", SEMIBOLD))
            painter.drawText(places.way, int(middle | Qt.AlignmentFlag.AlignRight), f"{words} →")


class TimelineView(QListView):
    """The entries as a list. Enter or a double click goes to where one belongs (`opened`), Delete asks to remove it."""

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, model: RowModel, name: str) -> None:
        super().__init__()
        self._delegate = _Delegate()
        self.entries = model
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(look.px(24))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def chosen(self) -> TimelineRow | None:
        """The entry that is selected."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def choose(self, row_id: str) -> bool:
        """Select the entry with this id, if it is there."""
        place = self.entries.place(row_id)
        if place is not None:
            self.setCurrentIndex(self.model().index(place, 0))
        return place is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        way = _places(self.visualRect(index)).way if index.isValid() else QRect()
        if way.width() and way.contains(event.position().toPoint()) and way_words(index.data(ROW)):
            self.opened.emit(index.data(ROW))

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


def entry_column() -> Column:
    """The one column of the model: the sentence."""
    return Column("", lambda row: row.text)
