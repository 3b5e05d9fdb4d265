"""A chart one can look into: walk its points, zoom with Ctrl and the wheel, or read it as a table.

pyqtgraph is only the host: it holds the painted Scene as one item. Its axes, menus and exporters are not used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from guidance_app.base.i18n import t
from guidance_app.charts.primitives import Scene
from guidance_app.charts.spec import ChartSpec, natural_height, page_count, resolve
from guidance_app.charts.tokens import LIGHT
from guidance_app.ui.scene import NEXT, PREVIOUS, paint, paint_ring, speak, step

TABLE_KEY = Qt.Key.Key_T
PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DEEPEST_ZOOM = 4


class ChartView(QWidget):
    """One chart with its keyboard walk and its table twin. `pointed` tells the id of the point a person went to, `opened`
    that of the point on which Enter or a double click came.

    A chart too long for one plot comes in pages: two buttons, Page Up and Page Down turn them, and so does walking on.
    """

    pointed = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        spec: ChartSpec,
        colours: Mapping[str, str] = LIGHT,
        ground: str = "surface",
        *,
        titled: bool = True,
        text_scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titled, self._text_scale = titled, text_scale
        self._resolved: tuple[object, ...] = ()
        self._page = 0
        self._plot = _Plot(colours, ground)
        self._table = _table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._plot)
        self._stack.addWidget(self._table)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "link")
        self._button.clicked.connect(lambda: self.show_table(not self.table_shown))
        self._earlier = _link(t("Earlier|page of a chart"), t("The measurements before these"), lambda: self.turn(-1))
        self._later = _link(t("Later|page of a chart"), t("The measurements after these"), lambda: self.turn(1))
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for made in (self._earlier, self._later):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.setTabOrder(self._later, self._button)
        self.setFocusProxy(self._plot)
        self._plot.resized.connect(self._resolve)
        self._plot.went.connect(self.pointed)
        self._plot.left.connect(self._walk_on)
        self._plot.entered.connect(self.opened)
        self.set_spec(spec)
        self.set_colours(colours)
        self.show_table(False)

    @property
    def spec(self) -> ChartSpec:
        """The chart that is shown."""
        return self._spec

    @property
    def scene(self) -> Scene:
        """What is painted now."""
        return self._plot.item.scene_shown

    @property
    def current_id(self) -> str:
        """The id of the point the ring is on, or nothing."""
        at = self._plot.item.at
        return "" if at is None else self.scene.points[at].row_id

    def set_spec(self, spec: ChartSpec) -> None:
        """Show another chart, table and spoken words included."""
        self._spec = spec
        self._pages = page_count(spec)
        self._page = self._pages - 1
        self._plot.item.at = None
        self._plot.summary = f"{spec.summary} {t('Arrow keys go from point to point, T shows the table')}"
        for widget in (self, self._plot, self._table):
            widget.setAccessibleName(spec.title)
            widget.setAccessibleDescription(self._plot.summary)
        _fill(self._table, spec.table)
        for made in (self._earlier, self._later):
            made.setVisible(self._pages > 1)
        self._show_page()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    def turn(self, by: int) -> bool:
        """To an earlier or later page; False when there is none."""
        page = min(max(self._page + by, 0), self._pages - 1)
        turned = page != self._page
        if turned:
            self._page = page
            self._plot.item.at = None
            self._show_page()
        return turned

    def _show_page(self) -> None:
        self._earlier.setEnabled(self._page > 0)
        self._later.setEnabled(self._page < self._pages - 1)
        self._resolve()

    def _walk_on(self, by: int) -> None:
        """Past the last point of a page comes the first of the next one."""
        if self.turn(by) and self.scene.points:
            self._plot.go(0 if by > 0 else len(self.scene.points) - 1)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Follow the theme."""
        self._plot.set_colours(colours)

    def set_text_scale(self, text_scale: float) -> None:
        """Follow the text size: 2.0 draws everything at 200 %."""
        self._text_scale = text_scale
        self._resolve()
        self.updateGeometry()

    @property
    def table_shown(self) -> bool:
        """Whether the table is shown now."""
        return self._stack.currentWidget() is self._table

    def show_table(self, shown: bool) -> None:
        """The table instead of the chart, or back; the focus goes along."""
        before, after = (self._plot, self._table) if shown else (self._table, self._plot)
        focused = before.hasFocus()
        self._stack.setCurrentWidget(after)
        self._button.setText(t("Show the chart") if shown else t("Show the table"))
        self._button.setAccessibleName(self._button.text())
        self.setFocusProxy(after)
        if focused:
            after.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == TABLE_KEY and not event.modifiers():
            self.show_table(not self.table_shown)
        elif event.key() in PAGE_KEYS and self.turn(PAGE_KEYS[Qt.Key(event.key())]):
            event.accept()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        height = natural_height(self._spec, width / self._text_scale, titled=self._titled) * self._text_scale
        return QSize(640, round(height) + self._button.sizeHint().height() + 4)

    def _resolve(self) -> None:
        size = self._plot.size()
        if (asked := (size, self._spec, self._text_scale, self._titled, self._page)) == self._resolved:
            return
        self._resolved = asked
        width, height = size.width() / self._text_scale, size.height() / self._text_scale
        scene = resolve(self._spec, width, height, titled=self._titled, page=self._page)
        factor = min(size.width() / scene.width, size.height() / scene.height, self._text_scale)
        self._plot.show_scene(scene, size.width() / factor, size.height() / factor)


class _Plot(pg.GraphicsView):  # type: ignore[misc]
    """The host: one view box whose units are those of the Scene, and the keys and mouse that belong to it."""

    resized = Signal()
    went = Signal(str)
    left = Signal(int)
    entered = Signal(str)

    def __init__(self, colours: Mapping[str, str], ground: str) -> None:
        super().__init__(background=None)
        self._ground, self.summary = ground, ""
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box = _Box(lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0)
        self.setCentralItem(self.box)
        self.item = _SceneItem(self, colours, ground)
        self.box.addItem(self.item, ignoreBounds=True)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        self.item.colours = colours
        self.setBackground(QColor(colours[self._ground]))
        self.item.update()

    def show_scene(self, scene: Scene, width: float, height: float) -> None:
        """Show a Scene whole; one can zoom in on it but never lose it."""
        self.item.show_scene(scene)
        self.box.setLimits(
            xMin=0, xMax=width, yMin=0, yMax=height, maxXRange=width, maxYRange=height, minXRange=width / DEEPEST_ZOOM
        )
        self.box.whole = QRectF(0, 0, width, height)
        self.box.setRange(self.box.whole, padding=0, disableAutoRange=True)

    def go(self, at: int) -> None:
        """Move the ring to a point and speak it."""
        self.item.at = at
        self.item.update()
        spot = self.item.scene_shown.points[at]
        speak(self, spot.spoken)
        self.went.emit(spot.row_id)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        points = self.item.scene_shown.points
        at = step(event.key(), self.item.at, points)
        if event.key() in ENTER_KEYS and self.item.at is not None:
            self.entered.emit(points[self.item.at].row_id)
            event.ignore()
        elif at is None:
            event.ignore()
        elif at == self.item.at and event.key() in (*NEXT, *PREVIOUS):
            self.left.emit(1 if event.key() in NEXT else -1)
        else:
            self.go(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.item.at is None and self.item.scene_shown.points and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go(0)
        self.item.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.item.update()


class _Box(pg.ViewBox):  # type: ignore[misc]
    """Zooms only with Ctrl, so that the wheel keeps scrolling the page; a double click shows the whole chart again."""

    whole = QRectF()

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event, axis)
        else:
            event.ignore()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
        else:
            event.ignore()

    def mouseClickEvent(self, event: Any) -> None:
        if event.double():
            self.setRange(self.whole, padding=0)


class _SceneItem(pg.GraphicsObject):  # type: ignore[misc]
    """The whole Scene as one item."""

    def __init__(self, plot: _Plot, colours: Mapping[str, str], ground: str) -> None:
        super().__init__()
        self.plot, self.colours, self.ground = plot, colours, ground
        self.scene_shown = Scene(1, 1, ())
        self.at: int | None = None

    def show_scene(self, scene: Scene) -> None:
        self.prepareGeometryChange()
        self.scene_shown = scene
        if self.at is not None and self.at >= len(scene.points):
            self.at = None

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.scene_shown.width, self.scene_shown.height)

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        paint(self.scene_shown, painter, self.colours, self.ground)
        if self.at is not None and self.plot.hasFocus():
            paint_ring(self.scene_shown.points[self.at], painter, self.colours)

    def mouseClickEvent(self, event: Any) -> None:
        at = self.scene_shown.nearest(event.pos().x(), event.pos().y())
        if at is None:
            event.ignore()
        elif event.double() and self.scene_shown.points[at].row_id:
            self.plot.entered.emit(self.scene_shown.points[at].row_id)
            event.ignore()
        else:
            self.plot.go(at)

    def hoverEvent(self, event: Any) -> None:
        """The point under the mouse says itself in a tooltip; nothing is told only there."""
        at = None if event.isExit() else self.scene_shown.nearest(event.pos().x(), event.pos().y())
        self.plot.setToolTip("" if at is None else self.scene_shown.points[at].spoken)


class _Table(QTableWidget):
    """The table twin. It leaves the key that shows it to the chart view instead of searching for a letter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == TABLE_KEY:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _link(words: str, name: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("kind", "link")
    made.setAccessibleName(name)
    made.clicked.connect(lambda _on=False: act())
    return made


def _table() -> QTableWidget:
    table = _Table()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setTabKeyNavigation(False)
    return table


def _fill(table: QTableWidget, rows: tuple[tuple[str, ...], ...]) -> None:
    """The table twin of a chart, every cell plain text."""
    header, *body = rows
    table.clear()
    table.setColumnCount(len(header))
    table.setRowCount(len(body))
    table.setHorizontalHeaderLabels(list(header))
    for i, row in enumerate(body):
        for j, words in enumerate(row):
            table.setItem(i, j, QTableWidgetItem(words))
    table.resizeColumnsToContents()
