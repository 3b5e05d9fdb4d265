"""Where obstacles, building blocks and the chain of the open row stand: four columns, or two with the chain between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from guidance_app.ui.layouts import Laid
from guidance_app.ui.look import look

OBSTACLE, NEED, MEASURE = 196, 258, 240
FIRST_GAP, GAP, ROW_GAP = 32, 40, 9
WIDE = 980
"""From this width (at usual text) on, the chain stands beside the rows."""


@dataclass(frozen=True)
class Parts:
    """What stands on the board. `heads` are the four headings; `chain` the boxes of the open row: one or two; `under` is what
    stands below each of them and does not count for their middle."""

    heads: Sequence[QWidget]
    rows: Sequence[tuple[QWidget, QWidget]]
    opened: int
    chain: Sequence[QWidget]
    under: Sequence[QWidget]
    foot: Sequence[QWidget]


class BoardLayout(Laid):
    """Lays out the parts, and says how high that is at a width."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._of: dict[QWidget | None, QLayoutItem] = {}
        pairs = [widget for row in parts.rows for widget in row]
        opened = 2 * parts.opened + 2  # the chain comes after the open row, for Tab
        chain = [widget for both in zip_longest(parts.chain, parts.under) for widget in both if widget]
        in_order = [*pairs[:opened], *chain, *pairs[opened:]]
        for widget in (*parts.heads, *in_order, *parts.foot):
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        super().addItem(item)
        self._of[item.widget()] = item

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDE), self.heightForWidth(look.px(WIDE)))

    def minimumSize(self) -> QSize:
        return QSize(look.px(320), 0)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def is_wide(self, width: int) -> bool:
        """Whether the chain stands beside the rows."""
        return width >= look.px(WIDE) and not look.large

    def _lay(self, rect: QRect, move: bool) -> int:
        """Place the parts, or only find out how high they come."""
        self._move, self._left = move, rect.x()
        wide = self.is_wide(rect.width())
        need, measure, gap = look.px(NEED), look.px(MEASURE), look.space(GAP)
        first = min(look.px(OBSTACLE), rect.width() * 2 // 5)
        second = rect.width() - first - look.space(FIRST_GAP) - (need + measure + 2 * gap if wide else 0)
        columns = ((0, first), (first + look.space(FIRST_GAP), second))
        chain = ((rect.width() - need - gap - measure, need), (rect.width() - measure, measure))
        heads = [*columns, *chain] if wide else list(columns)
        top = rect.y() + self._row(list(zip(self._parts.heads, heads, strict=False)), rect.y()) + look.space(12)
        y, centre = top, 0
        for at, pair in enumerate(self._parts.rows):
            high = self._pair(pair, columns, y, at == self._parts.opened)
            centre = y + high // 2 if at == self._parts.opened else centre
            y += high + look.space(ROW_GAP)
            if at == self._parts.opened and not wide:
                y = self._below(y + look.space(2 * ROW_GAP), columns[1]) + look.space(2 * ROW_GAP)
        y = self._foot(y + look.space(4), rect.width() if not wide else columns[1][0] + second)
        beside = self._beside(centre, top, chain) if wide and self._parts.chain else 0
        if not wide:
            self._row([(head, (0, 0)) for head in self._parts.heads[2:]], rect.y())
        return max(y, beside) - rect.y()

    def _pair(self, pair: tuple[QWidget, QWidget], columns: Sequence[tuple[int, int]], y: int, opened: bool) -> int:
        """An obstacle and its building block, of one height; in the open row the obstacle stands in the middle."""
        (left, right), least = pair, look.space(54)
        obstacle, block = self._high(left, columns[0][1]), self._high(right, columns[1][1])
        high = max(obstacle, block, least)
        own = max(obstacle, least) if opened else high
        self._put(left, columns[0], y + (high - own) // 2, own)
        self._put(right, columns[1], y, high)
        return high

    def _beside(self, centre: int, top: int, columns: Sequence[tuple[int, int]]) -> int:
        """The chain beside the rows, its middle at the middle of the open row."""
        if len(self._parts.chain) == 1:
            x, _ = columns[0]
            columns = ((x, columns[1][0] + columns[1][1] - x),)
        ends = []
        for widget, under, column in zip_longest(self._parts.chain, self._parts.under, columns):
            high = self._high(widget, column[1])
            y = max(top, centre - high // 2)
            self._put(widget, column, y, high)
            ends.append(self._under(under, column, y + high))
        return max(ends)

    def _under(self, widget: QWidget | None, column: tuple[int, int], y: int) -> int:
        """What stands below a box of the chain; gives where it ends."""
        if widget is None:
            return y
        y += look.space(12) if y else 0
        return y + self._row([(widget, column)], y)

    def _below(self, y: int, column: tuple[int, int]) -> int:
        """The chain under the open building block: beside each other where there is room."""
        (x, width), boxes, under = column, self._parts.chain, self._parts.under
        gap = look.space(GAP)
        half = (width - gap) // 2
        if len(boxes) == 2 and half >= look.px(220):
            columns: Sequence[tuple[int, int]] = ((x, half), (x + half + gap, half))
            ends = [y + self._row([(box, place)], y) for box, place in zip(boxes, columns, strict=True)]
            return max(self._under(*part) for part in zip(under, columns, ends, strict=True))
        for widget, below in zip_longest(boxes, under):
            y = self._under(below, column, y + self._row([(widget, column)], y)) + look.space(ROW_GAP)
        return y

    def _foot(self, y: int, width: int) -> int:
        for widget in self._parts.foot:
            y += self._row([(widget, (0, width))], y) + look.space(6)
        return y

    def _row(self, places: Sequence[tuple[QWidget, tuple[int, int]]], y: int) -> int:
        """Some widgets at one height; gives the height of the highest."""
        highs = [self._high(widget, width) for widget, (_, width) in places]
        for (widget, column), high in zip(places, highs, strict=True):
            self._put(widget, column, y, high)
        return max(highs, default=0)

    def _high(self, widget: QWidget, width: int) -> int:
        item = self._of[widget]
        own = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        return max(own, item.minimumSize().height()) if width else 0

    def _put(self, widget: QWidget, column: tuple[int, int], y: int, high: int) -> None:
        if self._move:
            self._of[widget].setGeometry(QRect(self._left + column[0], y, column[1], high))
