"""A piece of the page one can go to: it opens with Enter or a click, and does the rest by key or from its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QMenu, QSizePolicy

from guidance_app.ui.actions import keys_text
from guidance_app.ui.look import look
from guidance_app.ui.pages.page import Page
from guidance_app.ui.widgets import focus_ring


@dataclass(frozen=True)
class Act:
    """Something one can do with a tile: its key, its words, and how."""

    keys: str
    words: str
    do: Callable[[], Any]


class Tile(QAbstractButton):
    """A sheet with words. `edge` and `fill` are tokens ("" for none); `dotted` draws an edge that fades.

    `clicked` is Enter, Space or a click. The acts are reached by their keys and by the menu of the right mouse button.
    """

    def __init__(
        self,
        layout: QLayout,
        name: str,
        *,
        edge: str = "line",
        fill: str = "surface",
        dotted: bool = False,
        radius: int = 12,
        acts: Sequence[Act] = (),
    ) -> None:
        super().__init__()
        self._edge, self._fill, self._dotted, self._radius = edge, fill, dotted, radius
        self._acts = {QKeySequence(act.keys).toString(): act for act in acts}
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(layout)
        look.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is not None:
            act.do()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(event.key())
        else:
            super().keyPressEvent(event)

    def _go(self, key: int) -> None:
        """To the nearest tile that lies in the direction of the arrow."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        others = page.findChildren(Tile) if page else []
        here = self.mapToGlobal(self.rect().center())
        away = {t: _away(t.mapToGlobal(t.rect().center()) - here, key) for t in others if t is not self and t.isVisible()}
        near = {tile: far for tile, far in away.items() if far is not None}
        if near:
            min(near, key=near.__getitem__).setFocus(Qt.FocusReason.TabFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._acts:
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """All that can be done with this tile, with the keys."""
        made = QMenu(self)
        made.setFont(look.font("small"))
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._acts.values():
            made.addAction(f"{act.words}\t{keys_text(act.keys)}", act.do)
        return made

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_sheet(
            painter,
            QRectF(self.rect()),
            "sunk" if self.underMouse() and self._fill in ("surface", "") else self._fill,
            self._edge,
            self._radius,
            self._dotted,
        )
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), self._radius)
        painter.end()


def _away(step: QPoint, key: int) -> float | None:
    """How far a step is in the direction of an arrow key; sideways counts double. None when it is another direction."""
    along, aside = {
        Qt.Key.Key_Up: (-step.y(), step.x()),
        Qt.Key.Key_Down: (step.y(), step.x()),
        Qt.Key.Key_Left: (-step.x(), step.y()),
        Qt.Key.Key_Right: (step.x(), step.y()),
    }[Qt.Key(key)]
    return along + 2 * abs(aside) if along > 4 else None


def paint_sheet(painter: QPainter, rect: QRectF, fill: str, edge: str, radius: float, dotted: bool = False) -> None:
    """A sheet with rounded corners in the colours of these tokens; "" for none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(look.colour(edge), 1)
        if dotted:
            pen.setDashPattern([1.5, 2])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
