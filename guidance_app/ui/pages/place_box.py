"""A sheet in the colour of home or school."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLayout

from guidance_app.ui.layouts import box
from guidance_app.ui.look import look
from guidance_app.ui.pages.tile import paint_sheet


class PlaceBox(QFrame):
    """White with an edge in the colour of the place, or soft in that colour without an edge."""

    def __init__(self, place: str, layout: QLayout, soft: bool = False) -> None:
        super().__init__()
        self._fill, self._edge = (f"{place}Soft", "") if soft else ("surface", place)
        box(layout, widget=self)
        look.changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_sheet(painter, QRectF(self.rect()), self._fill, self._edge, 12)
        painter.end()
