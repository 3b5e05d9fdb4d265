"""A chart exactly as high as it is drawn at its width, with its buttons below it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from guidance_app.charts.spec import natural_height, resolve
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.layouts import Column
from guidance_app.ui.look import look

WIDTH = 760
"""Width of the chart until it is laid out."""


class FittedChart(QWidget):
    """Follows its width."""

    def __init__(self, view: ChartView) -> None:
        super().__init__()
        self.view, self._fitted = view, 0.0
        self._heights: dict[float, float] = {}  # a page that is built again goes through the same widths
        self.setLayout(Column(view, gap=0))
        self._fit(WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width() / look.text)

    def _fit(self, width: float) -> None:
        if width == self._fitted:
            return
        self._fitted = width
        if width not in self._heights:
            self._heights[width] = resolve(self.view.spec, width, natural_height(self.view.spec, width)).height
        self.view.setFixedHeight(round(self._heights[width] * look.text) + look.px(24) + 12)
