"""The curves that lead from an obstacle to what is done: painted over the widgets they join, wherever those stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from guidance_app.ui.look import look

NEAR = 48
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


@dataclass(frozen=True)
class Link:
    """From one widget to another; `strong` is the one row that is open."""

    start: QWidget
    end: QWidget
    strong: bool = False


class Links(QWidget):
    """Lies over `board` and lets the mouse through. The curves follow the widgets."""

    def __init__(self, board: QWidget, links: Sequence[Link]) -> None:
        super().__init__(board)
        self._board = board
        self._links = tuple(links)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        board.installEventFilter(self)
        for widget in {w for link in links for w in (link.start, link.end)}:
            widget.installEventFilter(self)
        look.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            if watched is self._board:
                self.resize(self._board.size())
                self.raise_()
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for link in self._links:
            start, end = self._rect(link.start), self._rect(link.end)
            beside = end.left() >= start.right()
            if not beside and not 0 <= end.top() - start.bottom() <= look.px(NEAR):
                continue  # of what stands below only the next is joined: the rest would be crossed
            self._draw(painter, _across(start, end) if beside else _down(start, end), link.strong)
        painter.end()

    def _rect(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._board, widget.rect().topLeft()), widget.size())

    @staticmethod
    def _draw(painter: QPainter, path: QPainterPath, strong: bool) -> None:
        colour: QColor = look.colour("accent" if strong else "edge")
        painter.setPen(QPen(colour, 2 if strong else 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = 3.5 if strong else 2.5
        painter.drawEllipse(path.currentPosition(), radius, radius)


def _across(start: QRect, end: QRect) -> QPainterPath:
    """From the right of the one to the left of the other."""
    a = QPointF(start.right() + 1, start.center().y() + 0.5)
    b = QPointF(end.left(), end.center().y() + 0.5)
    path, bend = QPainterPath(a), (b.x() - a.x()) * 0.55
    path.cubicTo(QPointF(a.x() + bend, a.y()), QPointF(b.x() - bend, b.y()), b)
    return path


def _down(start: QRect, end: QRect) -> QPainterPath:
    """From the bottom of the one to the top of the other."""
    a = QPointF(max(start.left(), end.left()) + look.px(32), start.bottom() + 1)
    b = QPointF(a.x(), end.top())
    path, bend = QPainterPath(a), (b.y() - a.y()) * 0.55
    path.cubicTo(QPointF(a.x(), a.y() + bend), QPointF(b.x(), b.y() - bend), b)
    return path
